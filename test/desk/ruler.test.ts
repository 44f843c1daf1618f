import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layRuler } from '../../desk/src/check/ruler-layout.ts';

const LENGTH = 360;
const interval = fc
  .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 1e4, noNaN: true }))
  .map(([lo, width]) => ({ lo, hi: lo + width }));
const values = fc.array(
  interval.map((ends) => ({ ...ends, class: 'observed', of: 'an agency' })),
  { minLength: 1, maxLength: 6 },
);

describe('the ruler', () => {
  it('keeps the order of values and stays on its line', () => {
    fc.assert(
      fc.property(interval, values, (allowed, against) => {
        const laid = layRuler({ unit: 't', allowed, against }, LENGTH);
        expect(laid.marks.length).toBe(against.length);
        for (const [i, mark] of laid.marks.entries()) {
          expect(mark.from).toBeGreaterThanOrEqual(0);
          expect(mark.to).toBeLessThanOrEqual(LENGTH);
          if (i > 0) expect(mark.at).toBeGreaterThanOrEqual(laid.marks[i - 1]!.at - 1e-6);
        }
      }),
    );
  });

  it('draws a value inside of the interval exactly where it lies inside of it', () => {
    fc.assert(
      fc.property(interval, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (allowed, value) => {
        const against = [{ lo: value, hi: value, class: 'derived', of: 'worked out' }];
        const { allowed: drawn, marks } = layRuler({ unit: 'pct', allowed, against }, LENGTH);
        const { at } = marks[0]!;
        const clear = Math.min(Math.abs(value - allowed.lo), Math.abs(value - allowed.hi)) > 1e-3;
        if (clear) expect(at > drawn.from && at < drawn.to).toBe(value > allowed.lo && value < allowed.hi);
      }),
    );
  });

  it('prints the decimals that tell values apart, and no more', () => {
    const { allowed, marks } = layRuler(
      {
        unit: 'pct',
        allowed: { lo: 6.05, hi: 6.15 },
        against: [{ lo: 6.0527, hi: 6.0527, class: 'derived', of: 'worked out' }],
      },
      LENGTH,
    );
    expect(allowed.label).toBe('6.05 to 6.15%');
    expect(marks[0]?.label).toBe('6.053%');
  });

  it('says sums of money in millions, and where an end is open', () => {
    const { allowed, marks } = layRuler(
      {
        unit: 'CNY',
        allowed: { lo: 114_500_000 },
        against: [{ lo: 115_000_000, hi: 115_000_000, class: 'observed', of: 'the company' }],
      },
      LENGTH,
    );
    expect(allowed.label).toBe('at least 114.5 m CNY');
    expect(marks[0]?.label).toBe('115 m CNY');
  });

  it('gives every label a place of its own', () => {
    const against = [89.9, 90, 90.1].map((n, i) => ({ lo: n, hi: n, class: 'observed', of: `agency ${i}` }));
    const { marks, rows } = layRuler({ unit: 'pct', allowed: { lo: 85, hi: 95 }, against }, LENGTH);
    expect(new Set(marks.map(({ row }) => row)).size).toBe(3);
    expect(rows).toBe(3);
  });
});
