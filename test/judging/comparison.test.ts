import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/judging/index.ts';
import type { Facts } from '../../src/judging/series.ts';
import { exported, judged, row } from './support.ts';

const pageOf = (now: number, before: number, pct: number) => {
  const say = `${pct < 0 ? 'down' : 'up'} ${Math.abs(pct).toFixed(1)}%`;
  const text = `Exports came to ${now} tons in May 2025, ${say} month on month.`;
  const stated: Facts & { quote: string } = {
    ...exported('2025-05', now),
    change: [{ basis: 'mom', value: Number(pct.toFixed(1)), unit: 'pct' }],
    quote: text,
  };
  const record = [row(exported('2025-05', now)), row(exported('2025-04', before))];
  return judged(text, [stated], record);
};

const meets = ({ allowed, against }: Comparison) =>
  against.some(
    ({ lo = -Infinity, hi = Infinity }) => lo <= (allowed.hi ?? Infinity) && hi >= (allowed.lo ?? -Infinity),
  );

describe('the comparison behind a verdict', () => {
  it('shows a change that holds inside of what its words allow, and one that fails outside', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1001, max: 9001 }).filter((t) => t % 10 !== 0),
        fc.integer({ min: 1001, max: 9001 }).filter((t) => t % 10 !== 0),
        fc.constantFrom(0, 2.3, -4.1),
        (now, before, off) => {
          const change = pageOf(now, before, (now / before - 1) * 100 + off).find((s) => s.kind === 'change');
          if (!change || (change.verdict !== 'holds' && change.verdict !== 'fails')) return;
          expect(change.comparison, change.how).toBeDefined();
          expect(meets(change.comparison!)).toBe(change.verdict === 'holds');
        },
      ),
    );
  });

  it('gives one decimal half a unit to each side', () => {
    const change = pageOf(5774, 6146, -6.1).find((s) => s.kind === 'change')!;
    const { unit, allowed, against } = change.comparison!;
    expect(unit).toBe('pct');
    expect(allowed.lo).toBeCloseTo(-6.15, 6);
    expect(allowed.hi).toBeCloseTo(-6.05, 6);
    expect(against[0]).toMatchObject({ class: 'derived' });
  });

  it('is plain JSON: an end that is open is left out', () => {
    const all = pageOf(5774, 6146, -6.1);
    expect(JSON.parse(JSON.stringify(all))).toEqual(all);
  });
});
