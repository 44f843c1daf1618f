import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains } from '../../src/judging/interval.ts';
import { locate } from '../../src/judging/locate.ts';
import { allowed, arguable, printedAs, strictly } from '../../src/judging/printed.ts';

describe('how finely a figure is printed', () => {
  it.each([
    [6.1, '6.1', 0.1],
    [5774, '5,774', 1],
    [1_916_000_000, '1.916 billion', 1_000_000],
    [22_320_000, '22.32 million', 10_000],
    [7_025_000, '702万5000', 1],
    [38_563.6, '38.563.6', 0.1],
    [0.5, '0.5', 0.1],
    [75, '75.0', 0.1],
    [40, '4割', 10],
    [5577, '５５７７', 1],
  ])('%d written "%s" has a last digit worth %d', (value, text, step) => {
    expect(printedAs(value, text)!.step).toBeCloseTo(step, 9);
  });

  it('digits of another figure are not its digits', () => {
    expect(printedAs(5774, '5,473')).toBeUndefined();
    expect(printedAs(5774, 'many')).toBeUndefined();
  });

  it('6.1% means 6.05 to 6.15', () => {
    const { lo, hi } = strictly(printedAs(6.1, '6.1')!);
    expect(lo).toBeCloseTo(6.05, 9);
    expect(hi).toBeCloseTo(6.15, 9);
  });

  it('a figure allows every number that rounds to it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 10, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 3 }),
        (truth, decimals) => {
          const text = truth.toFixed(decimals);
          const value = Number(text);
          expect(contains(allowed(printedAs(value, text)!), truth)).toBe(true);
        },
      ),
    );
  });

  it('a figure that rounds to whole hundreds allows what it was rounded from, and is never beyond argument', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 99_999 }), (truth) => {
        const rounded = Math.round(truth / 100) * 100;
        expect(contains(allowed(printedAs(rounded, String(rounded))!), truth)).toBe(true);
        const thousands = Math.max(1000, Math.round(truth / 1000) * 1000);
        expect(contains(arguable(printedAs(thousands, String(thousands))!), truth)).toBe(true);
      }),
    );
  });

  it('what is off by more than the rounding is not allowed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1001, max: 99_999 }).filter((n) => n % 10 !== 0),
        fc.double({ min: 0.51, max: 1000, noNaN: true }),
        fc.boolean(),
        (value, off, above) => {
          const truth = above ? value + off : value - off;
          expect(contains(allowed(printedAs(value, String(value))!), truth)).toBe(false);
        },
      ),
    );
  });

  it('words widen to the side they speak of', () => {
    const p = printedAs(75, '75')!;
    expect(contains(allowed({ ...p, qualifier: 'nearly' }), 72)).toBe(true);
    expect(contains(allowed({ ...p, qualifier: 'nearly' }), 77)).toBe(false);
    expect(contains(allowed({ ...p, qualifier: 'over' }), 78)).toBe(true);
    expect(contains(allowed({ ...p, qualifier: 'over' }), 74)).toBe(false);
    expect(contains(allowed({ ...p, qualifier: 'about' }), 74)).toBe(true);
    expect(contains(allowed({ ...p, qualifier: 'about' }), 70)).toBe(false);
  });
});

describe('where a figure stands', () => {
  it('finds it by its digits, whatever the separators', () => {
    const text = 'from 6,146 tons to 5.774 Tonnen, 5 577 t';
    for (const [value, words] of [
      [6146, '6,146'],
      [5774, '5.774'],
      [5577, '5 577'],
    ] as const) {
      const at = locate(text, 0, text.length, value)!;
      expect(text.slice(at.start, at.end)).toBe(words);
    }
  });

  it('says nothing where the figure is not', () => {
    expect(locate('down 6.1% to 5,774', 0, 18, 6146)).toBeUndefined();
  });
});
