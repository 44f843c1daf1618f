import type { Moment } from '../periods.ts';
import type { Column } from './columns.ts';
import type { PriceRole } from './price-columns.ts';
import { tablePeriod } from './table-period.ts';

/** Columns that together quote one price: its range or figure, and its changes. */
export interface Quote {
  /** What parts it from the other quotes of a row: terms, time, good. */
  readonly key: string;
  /** The currency that its heads name, or nothing. */
  currency: string;
  /** The day or month that its heads name. */
  readonly period: string;
  /** The good that its heads name. */
  readonly material: string;
  readonly levels: Map<PriceRole, Column>;
  readonly changes: Column[];
  readonly isPrevious: boolean;
}

/** Parts the columns of a table into quotes; changes go to the quote that they stand behind. */
export function quotesOf(roles: ReadonlyMap<Column, PriceRole>, moment: Moment | undefined): Quote[] {
  const quotes: Quote[] = [];
  const order = [...roles].sort(([a], [b]) => a.index - b.index);
  for (const [column, role] of order) {
    if (role === 'aside' || role === 'change') continue;
    const level = role === 'previous' ? 'price' : role;
    const isPrevious = role === 'previous' || column.when === 'previous';
    const currency = column.units.find(({ kind }) => kind === 'price' || kind === 'money')?.currency ?? '';
    const period = tablePeriod([column.dates], moment) ?? '';
    const material = column.materials.join('+');
    const key = [isPrevious, period, column.tag, material].join('|');
    // a head without a currency is of the one beside it
    const same = quotes.find(
      (quote) =>
        quote.key === key &&
        !quote.levels.has(level) &&
        (quote.currency === '' || currency === '' || quote.currency === currency),
    );
    if (same) {
      same.levels.set(level, column);
      same.currency ||= currency;
    } else
      quotes.push({
        key,
        currency,
        period,
        material,
        levels: new Map([[level, column]]),
        changes: [],
        isPrevious,
      });
  }
  pairEnds(quotes);
  for (const [column, role] of order)
    if (role === 'change') quoteOfChange(quotes, column)?.changes.push(column);
  return quotes;
}

/** A lowest price and a highest one that heads describe differently are still the two ends of one quote. */
function pairEnds(quotes: Quote[]): void {
  for (const [one, other] of [
    ['low', 'high'],
    ['high', 'low'],
  ] as const) {
    const half = quotes.find(({ levels }) => levels.has(one) && !levels.has(other));
    const [rest, ...more] = quotes.filter(({ levels }) => levels.has(other) && !levels.has(one));
    if (!half || !rest || more.length > 0) continue;
    if (half.isPrevious !== rest.isPrevious || half.period !== rest.period) continue;
    for (const [role, column] of rest.levels) if (!half.levels.has(role)) half.levels.set(role, column);
    quotes.splice(quotes.indexOf(rest), 1);
  }
}

/** The current quote before a change; of several days side by side the latest. */
function quoteOfChange(quotes: readonly Quote[], change: Column): Quote | undefined {
  const ownName = change.materials.join('+');
  const current = quotes.filter(
    ({ isPrevious, material }) => !isPrevious && (ownName === '' || material === ownName),
  );
  if (new Set(current.map(({ period }) => period)).size > 1)
    return [...current].sort((a, b) => (a.period < b.period ? 1 : -1))[0];
  const lastIndex = ({ levels }: Quote): number =>
    Math.max(...[...levels.values()].map(({ index }) => index));
  const before = current.filter((quote) => lastIndex(quote) < change.index);
  return before.sort((a, b) => lastIndex(b) - lastIndex(a))[0] ?? current[0];
}
