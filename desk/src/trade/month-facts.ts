import { addMonths } from '../../../src/brief/trade-months.ts';
import type { TradeSeries } from '../../../src/server/shapes/series.ts';

type Point = TradeSeries['months'][number];

/** What can be said of the newest month that counts. */
export interface MonthFacts {
  readonly newest: Point;
  readonly onMonth?: { readonly pct: number };
  readonly onYear?: { readonly pct: number };
  /** Rises or falls month on month in a row up to the newest, without a month missing. */
  readonly streak?: { readonly what: 'rise' | 'fall'; readonly length: number };
  /** Last month that was as high (or as low), with every month in between on record. */
  readonly extreme?: { readonly what: 'highest' | 'lowest'; readonly since?: string };
}

/** A month is called the highest or lowest only where at least so many months lie behind it. */
const LEAST_MONTHS = 3;

export function monthFacts({ months }: Pick<TradeSeries, 'months'>): MonthFacts | undefined {
  const counted = months.filter(({ counts }) => counts);
  const newest = counted.at(-1);
  if (!newest) return undefined;
  const byMonth = new Map(counted.map((point) => [point.period, point]));
  const change = (months: number) => {
    const base = byMonth.get(addMonths(newest.period, months));
    return base && base.value > 0 ? { pct: 100 * (newest.value / base.value - 1) } : undefined;
  };
  const onMonth = change(-1);
  const onYear = change(-12);
  const streak = streakOf(byMonth, newest);
  const extreme = extremeOf(byMonth, newest);
  return {
    newest,
    ...(onMonth && { onMonth }),
    ...(onYear && { onYear }),
    ...(streak && { streak }),
    ...(extreme && { extreme }),
  };
}

function streakOf(byMonth: ReadonlyMap<string, Point>, newest: Point): MonthFacts['streak'] {
  let length = 0;
  let what: 'rise' | 'fall' | undefined;
  for (let at = newest; ; ) {
    const before = byMonth.get(addMonths(at.period, -1));
    if (!before || before.value === at.value) break;
    const way = at.value > before.value ? 'rise' : 'fall';
    if (what && way !== what) break;
    what = way;
    length++;
    at = before;
  }
  return what && { what, length };
}

/** A month without a figure ends what can be said: it may have been higher still. */
function extremeOf(byMonth: ReadonlyMap<string, Point>, newest: Point): MonthFacts['extreme'] {
  for (const what of ['highest', 'lowest'] as const) {
    const beyond = (point: Point) =>
      what === 'highest' ? point.value >= newest.value : point.value <= newest.value;
    for (let n = 1; ; n++) {
      const point = byMonth.get(addMonths(newest.period, -n));
      if (!point) break;
      if (!beyond(point)) continue;
      if (n > LEAST_MONTHS) return { what, since: point.period };
      break;
    }
  }
  return undefined;
}

/** The sum from January to a month, and its change on the year, where no month is missing. */
export function yearToDate(
  byMonth: ReadonlyMap<string, Point>,
  month: string,
): { readonly value: number; readonly onYear?: number } | undefined {
  const sum = (year: number): number | undefined => {
    let total = 0;
    for (let m = 1; m <= Number(month.slice(5)); m++) {
      const point = byMonth.get(`${year}-${String(m).padStart(2, '0')}`);
      if (!point) return undefined;
      total += point.value;
    }
    return total;
  };
  const year = Number(month.slice(0, 4));
  const value = sum(year);
  if (value === undefined) return undefined;
  const before = sum(year - 1);
  return { value, ...(before && { onYear: 100 * (value / before - 1) }) };
}
