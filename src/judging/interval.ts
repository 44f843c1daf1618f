/**
 * Closed intervals of real numbers: what a printed figure can stand for, and what follows from several.
 *
 * Every operation returns an interval that holds all results of its operands (it may be wider where the
 * same figure enters twice). A tiny outward step absorbs binary rounding, so that a true statement never
 * falls out by 1e-16.
 */
export interface Interval {
  readonly lo: number;
  readonly hi: number;
}

const SLACK = 1e-12;

const outward = (lo: number, hi: number): Interval => ({
  lo: lo - Math.abs(lo) * SLACK,
  hi: hi + Math.abs(hi) * SLACK,
});

/** The smallest interval that holds all of the numbers given. */
export const hull = (...values: number[]): Interval => ({ lo: Math.min(...values), hi: Math.max(...values) });

export const point = (value: number): Interval => ({ lo: value, hi: value });

export const around = (value: number, half: number): Interval => outward(value - half, value + half);

export const contains = (i: Interval, value: number): boolean => i.lo <= value && value <= i.hi;

export const overlaps = (a: Interval, b: Interval): boolean => a.lo <= b.hi && b.lo <= a.hi;

export const union = (a: Interval, b: Interval): Interval => ({
  lo: Math.min(a.lo, b.lo),
  hi: Math.max(a.hi, b.hi),
});

export const middle = (i: Interval): number => (i.lo + i.hi) / 2;

export const width = (i: Interval): number => i.hi - i.lo;

/** How far apart two intervals are; 0 where they overlap. */
export const gap = (a: Interval, b: Interval): number => Math.max(0, a.lo - b.hi, b.lo - a.hi);

export const negate = (a: Interval): Interval => ({ lo: -a.hi, hi: -a.lo });

export const add = (a: Interval, b: Interval): Interval => outward(a.lo + b.lo, a.hi + b.hi);

export const subtract = (a: Interval, b: Interval): Interval => outward(a.lo - b.hi, a.hi - b.lo);

export const scale = (a: Interval, factor: number): Interval => {
  const { lo, hi } = hull(a.lo * factor, a.hi * factor);
  return outward(lo, hi);
};

export const multiply = (a: Interval, b: Interval): Interval => {
  const { lo, hi } = hull(a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi);
  return outward(lo, hi);
};

/** Nothing where the divisor may be zero. */
export const divide = (a: Interval, b: Interval): Interval | undefined => {
  if (b.lo <= 0 && b.hi >= 0) return undefined;
  const { lo, hi } = hull(a.lo / b.lo, a.lo / b.hi, a.hi / b.lo, a.hi / b.hi);
  return outward(lo, hi);
};

/** Change from `base` to `now` in percent; nothing where the base is not surely positive. */
export const percentChange = (now: Interval, base: Interval): Interval | undefined => {
  if (base.lo <= 0) return undefined;
  const ratio = divide(now, base);
  return ratio && outward((ratio.lo - 1) * 100, (ratio.hi - 1) * 100);
};

/** The level before a change of `pct` percent that led to `now`; nothing for a fall that may be 100%. */
export const beforeChange = (now: Interval, pct: Interval): Interval | undefined =>
  divide(now, { lo: 1 + pct.lo / 100, hi: 1 + pct.hi / 100 });

/** The level after a change of `pct` percent from `base`. */
export const afterChange = (base: Interval, pct: Interval): Interval =>
  multiply(base, { lo: 1 + pct.lo / 100, hi: 1 + pct.hi / 100 });
