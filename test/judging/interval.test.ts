import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  afterChange,
  beforeChange,
  contains,
  divide,
  gap,
  hull,
  type Interval,
  multiply,
  overlaps,
  percentChange,
  scale,
  subtract,
} from '../../src/judging/interval.ts';

const finite = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const positive = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
/** An interval with a number that lies in it. */
const inside = (numbers: fc.Arbitrary<number>): fc.Arbitrary<[Interval, number]> =>
  fc.tuple(numbers, numbers, fc.double({ min: 0, max: 1, noNaN: true })).map(([a, b, t]) => {
    const i = hull(a, b);
    return [i, Math.min(i.hi, Math.max(i.lo, i.lo + (i.hi - i.lo) * t))];
  });

describe('an interval holds every result of its operands', () => {
  it('for sums, differences, products and multiples', () => {
    fc.assert(
      fc.property(
        inside(finite),
        inside(finite),
        fc.double({ min: -100, max: 100, noNaN: true }),
        (a, b, k) => {
          expect(contains(add(a[0], b[0]), a[1] + b[1])).toBe(true);
          expect(contains(subtract(a[0], b[0]), a[1] - b[1])).toBe(true);
          expect(contains(multiply(a[0], b[0]), a[1] * b[1])).toBe(true);
          expect(contains(scale(a[0], k), a[1] * k)).toBe(true);
        },
      ),
    );
  });

  it('for ratios and changes of positive figures', () => {
    fc.assert(
      fc.property(inside(positive), inside(positive), (a, b) => {
        expect(contains(divide(a[0], b[0])!, a[1] / b[1])).toBe(true);
        expect(contains(percentChange(a[0], b[0])!, (a[1] / b[1] - 1) * 100)).toBe(true);
      }),
    );
  });

  it('for the level before and after a change', () => {
    const pct = inside(fc.double({ min: -90, max: 900, noNaN: true }));
    fc.assert(
      fc.property(inside(positive), pct, (level, change) => {
        expect(contains(beforeChange(level[0], change[0])!, level[1] / (1 + change[1] / 100))).toBe(true);
        expect(contains(afterChange(level[0], change[0]), level[1] * (1 + change[1] / 100))).toBe(true);
      }),
    );
  });
});

describe('what cannot be said', () => {
  it('a ratio to something that may be zero has no bounds', () => {
    expect(divide({ lo: 1, hi: 2 }, { lo: -1, hi: 1 })).toBeUndefined();
    expect(percentChange({ lo: 1, hi: 2 }, { lo: 0, hi: 1 })).toBeUndefined();
  });
});

it('two intervals either overlap or lie a gap apart', () => {
  fc.assert(
    fc.property(inside(finite), inside(finite), ([a], [b]) => {
      expect(overlaps(a, b)).toBe(gap(a, b) === 0);
      expect(overlaps(a, b)).toBe(overlaps(b, a));
    }),
  );
});
