// Months of the record out of what the server says of trade and prices.
import type { PriceSeries, TradeSeries } from '../../../src/server/shapes/series.ts';

/** A month's figure of the record, to hold the model against. */
export interface RecordPoint {
  readonly month: string;
  readonly value: number;
  readonly known: 'observed' | 'derived';
}

/** The model's first month. */
export const FIRST = '2024-01-01';

const DERIVED = /derived|inferred/;

export function exportsOf(items: readonly TradeSeries[]): readonly RecordPoint[] {
  return items
    .filter(({ key }) => key.unit === 't')
    .flatMap(({ months }) => months)
    .filter(({ counts, start }) => counts && start >= FIRST)
    .map(({ start, value, status }) => ({
      month: start.slice(0, 7),
      value,
      known: DERIVED.test(status) ? ('derived' as const) : ('observed' as const),
    }));
}

/** Mean of the quotations of each month; what was brought to another unit, currency or tax is derived. */
export function pricesOf(items: readonly PriceSeries[], inside: boolean): readonly RecordPoint[] {
  const months = new Map<string, { sum: number; count: number; derived: boolean }>();
  for (const { key, points } of items) {
    if (key.priceType !== 'assessed' || key.market !== (inside ? 'CN' : 'EU')) continue;
    if (key.span !== 'day' && key.span !== 'month') continue;
    for (const { counts, start, low, high, converted } of points) {
      if (!counts || !converted) continue;
      const month = start.slice(0, 7);
      const entry = months.get(month) ?? { sum: 0, count: 0, derived: false };
      entry.sum += (converted.low + converted.high) / 2;
      entry.count++;
      entry.derived ||= converted.low !== low || converted.high !== high;
      months.set(month, entry);
    }
  }
  return [...months]
    .map(([month, { sum, count, derived }]) => ({
      month,
      value: sum / count,
      known: derived ? ('derived' as const) : ('observed' as const),
    }))
    .sort((a, b) => a.month.localeCompare(b.month));
}
