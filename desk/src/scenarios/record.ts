// The record beside the model: what customs and price publishers said of the same series.
import { useMemo } from 'preact/hooks';
import type { PriceSeries, TradeSeries } from '../../../src/server/shapes/series.ts';
import { api, useAnswer } from '../api.ts';
import { exportsOf, FIRST, pricesOf, type RecordPoint } from './record-points.ts';

/** Series of the model that the record speaks of too. */
export type Recorded =
  | { readonly of: 'exports'; readonly partner: string }
  | { readonly of: 'price'; readonly material: string; readonly inside: boolean };

/** Months of the record as of a day; none where nothing is said, or not yet. */
export function useRecord(what: Recorded | undefined, day: string | undefined): readonly RecordPoint[] {
  const asOf = day || undefined;
  const trade = useAnswer<{ items: TradeSeries[] }>(
    what?.of === 'exports'
      ? api('trade', { product: 'NdFeB-magnet', reporter: 'CN', flow: 'export', partner: what.partner, asOf })
      : undefined,
  );
  const prices = useAnswer<{ items: PriceSeries[] }>(
    what?.of === 'price'
      ? api('prices', { material: what.material, unit: 'USD/kg', vat: 'excluded', from: FIRST, asOf })
      : undefined,
  );
  return useMemo(() => {
    if (what?.of === 'exports') return exportsOf(trade.data?.items ?? []);
    if (what?.of === 'price') return pricesOf(prices.data?.items ?? [], what.inside);
    return [];
  }, [what?.of, what?.of === 'price' && what.inside, trade.data, prices.data]);
}
