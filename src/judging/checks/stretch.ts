/** "Two months", "a year", "half a year", 三个月: stretches of time. */
import type { CueMatch } from '../cues.ts';
import { cuesOf, type Sentence } from '../sentences.ts';

export interface Stretch {
  readonly months: number;
  readonly start: number;
  readonly end: number;
  /** Whether the words say that it lies ahead: "within two years", 2年以内. */
  readonly isAhead: boolean;
}

const MONTHS_IN: Readonly<Partial<Record<CueMatch['meaning']['type'], number>>> = {
  weeks: 12 / 52.1775,
  months: 1,
  quarters: 3,
  years: 12,
};
/** How far a unit of time may stand behind its number, in characters. */
const UNIT_REACH = 2;
/** How far the word that makes a stretch of time one that lies ahead may stand from it, in characters. */
const BEFORE = 8;
const AFTER = 1;

export const stretchesIn = (s: Sentence): readonly Stretch[] => {
  const ahead = cuesOf(s, 'ahead');
  return cuesOf(s, 'weeks', 'months', 'quarters', 'years').flatMap((unit): readonly Stretch[] => {
    const each = MONTHS_IN[unit.meaning.type]!;
    const isFollowed = cuesOf(s, 'aheadAfter').some(
      (w) => w.start >= unit.end && w.start - unit.end <= AFTER,
    );
    const count = s.counts.find((c) => unit.start >= c.end && unit.start - c.end <= UNIT_REACH);
    if (count) {
      const isAhead = isFollowed || ahead.some((w) => w.end <= count.start && count.start - w.end <= BEFORE);
      return [{ months: count.value * each, start: count.start, end: unit.end, isAhead }];
    }
    const one = cuesOf(s, 'one').find((c) => unit.start >= c.end && unit.start - c.end <= UNIT_REACH);
    const part = one && cuesOf(s, 'fraction').find((f) => one.start - f.end <= 1 && f.end <= one.start);
    const start = (part ?? one)?.start;
    if (start === undefined) return [];
    const isAhead = isFollowed || ahead.some((w) => w.end <= start && start - w.end <= BEFORE);
    return [{ months: (part?.meaning.n ?? 1) * each, start, end: unit.end, isAhead }];
  });
};
