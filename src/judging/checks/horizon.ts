/** "By 2030", "within two years", 2年内: the day by which something is said to come. */
import type { Bench } from '../bench.ts';
import { lastDay } from '../period.ts';
import { cuesOf, type Sentence } from '../sentences.ts';
import { spanOfDate } from './date.ts';

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

/** How far the word that makes a stretch of time one that lies ahead may stand from it, in characters. */
const BEFORE = 8;
const AFTER = 1;

/** The last day that a sentence speaks of. Only what lies after the page; stretches need the page's day. */
export const horizonIn = (bench: Bench, s: Sentence): Horizon | undefined => {
  const today = bench.published?.length === 10 ? bench.published : undefined;
  const dates = s.dates.flatMap((d): readonly Horizon[] => {
    const span = spanOfDate(d);
    return span && (!today || lastDay(span) > today)
      ? [{ day: lastDay(span), start: d.start, end: d.end }]
      : [];
  });
  const units = cuesOf(s, 'years', 'months');
  const stretches = s.counts.flatMap((c): readonly Horizon[] => {
    const unit = units.find((u) => u.start >= c.end && u.start - c.end <= 2);
    if (!unit || !today) return [];
    const isAhead =
      cuesOf(s, 'ahead').some((w) => w.end <= c.start && c.start - w.end <= BEFORE) ||
      cuesOf(s, 'aheadAfter').some((w) => w.start >= unit.end && w.start - unit.end <= AFTER);
    if (!isAhead) return [];
    const months = Math.round(c.value * (unit.meaning.type === 'years' ? 12 : 1));
    return [{ day: addMonths(today, months), start: c.start, end: unit.end }];
  });
  return [...stretches, ...dates].sort((a, b) => (a.day < b.day ? 1 : -1))[0];
};
