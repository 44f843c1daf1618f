import { type Forecaster, makeForecaster } from '../chain/index.ts';
import type { Facts } from '../facts/index.ts';
import { loadKeptEnsemble } from './kept.ts';

/** The scenarios whose kept ensembles answer forecasts: the world as it is, and what stops of deliveries would do. */
export const SHIPPED_ENSEMBLES = ['april-2025', 'full-stop', 'myanmar-closure'] as const;

/**
 * The forecaster over the ensembles that the package ships; yuan are taken at the latest monthly rate on file.
 *
 * @example judge(document, reading, { ...context, forecaster: shippedForecaster(facts) })
 */
export function shippedForecaster(facts: Facts): Forecaster {
  const rates = facts.exchangeRates.filter(
    (rate) => rate.currency === 'CNY' && /^\d{4}-\d{2}$/.test(rate.period),
  );
  const latest = rates.reduce((a, b) => (b.period > a.period ? b : a));
  const vat = facts.vatRates.find(
    (rate) => rate.place === 'CN' && rate.to === undefined && rate.from !== undefined,
  );
  if (!vat) throw new Error('money/vat.csv has no rate in force for CN');
  const places = new Map(facts.places.map((place) => [place.place, place]));
  /** Itself, what it is part of, and what is part of it: the Union answers for Germany and for Europe. */
  const answeredBy = (code: string): readonly string[] => [
    code,
    ...facts.places
      .filter((p) => p.place === places.get(code)?.part_of && p.kind === 'union')
      .map((p) => p.place),
    ...facts.places.filter((p) => p.part_of === code && p.kind === 'union').map((p) => p.place),
  ];
  return makeForecaster(
    SHIPPED_ENSEMBLES.map((scenario) => loadKeptEnsemble(scenario)),
    {
      usdCny: latest.per_usd,
      vat: vat.rate_pct / 100,
      placeName: (code) => places.get(code)?.name ?? code,
      answeredBy,
    },
  );
}
