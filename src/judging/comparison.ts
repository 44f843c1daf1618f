/** What a verdict by arithmetic compared, in one unit, so that it can be drawn: how near it was, and to what. */
import type { Interval } from './interval.ts';
import type { DataClass } from './verdict.ts';

/** Ends of an interval; one that is open to that side has no such end. */
export interface Ends {
  readonly lo?: number;
  readonly hi?: number;
}

/** A value that a figure was held against. */
export interface Compared extends Ends {
  readonly class: DataClass;
  /** Whose it is or how it was come by: "Reuters", "worked out". */
  readonly of: string;
}

export interface Comparison {
  /** `pct`, `x` (times), `t`, `CNY/t`, `USD` ... */
  readonly unit: string;
  /** What the words allow: 6.1% is 6.05 to 6.15. */
  readonly allowed: Ends;
  readonly against: readonly Compared[];
}

/** More marks than this cannot be told apart on one line. */
const MOST = 6;

const ends = ({ lo, hi }: Interval): Ends => ({
  ...(Number.isFinite(lo) && { lo }),
  ...(Number.isFinite(hi) && { hi }),
});

/** One value to hold a figure against. */
export const compared = (interval: Interval, known: DataClass, of: string): Compared => ({
  ...ends(interval),
  class: known,
  of,
});

/** Nothing where there is nothing to compare. */
export const comparison = (
  unit: string | undefined,
  allowed: Interval,
  against: readonly Compared[],
): { readonly comparison?: Comparison } =>
  against.length === 0 || unit === undefined
    ? {}
    : { comparison: { unit, allowed: ends(allowed), against: against.slice(0, MOST) } };
