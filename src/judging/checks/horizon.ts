/** "By 2030", "within two years", 2年内: the day by which something is said to come. */
import type { Bench } from '../bench.ts';
import { lastDay } from '../period.ts';
import type { Sentence } from '../sentences.ts';
import { spanOfDate } from './date.ts';
import { stretchesIn } from './stretch.ts';

export interface Horizon {
  /** ISO day. */
  readonly day: string;
  readonly start: number;
  readonly end: number;
}

const pad = (n: number): string => String(n).padStart(2, '0');

const addMonths = (day: string, months: number): string => {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  const index = y * 12 + m - 1 + months;
  const last = lastDay({ from: index, to: index });
  return `${last.slice(0, 8)}${pad(Math.min(d, Number(last.slice(8))))}`;
};

/** The last day that a sentence speaks of. Only what lies after the page; stretches need the page's day. */
export const horizonIn = (bench: Bench, s: Sentence): Horizon | undefined => {
  const today = bench.published?.length === 10 ? bench.published : undefined;
  const dates = s.dates.flatMap((d): readonly Horizon[] => {
    const span = spanOfDate(d);
    return span && (!today || lastDay(span) > today)
      ? [{ day: lastDay(span), start: d.start, end: d.end }]
      : [];
  });
  const stretches = stretchesIn(s).flatMap(({ months, start, end, isAhead }): readonly Horizon[] =>
    isAhead && today ? [{ day: addMonths(today, Math.round(months)), start, end }] : [],
  );
  return [...stretches, ...dates].sort((a, b) => (a.day < b.day ? 1 : -1))[0];
};
