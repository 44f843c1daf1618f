import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { triangular } from '../../src/chain/ensemble.ts';
import { chainTables, DRAWN, drawParameters, quantile, shareWithRange } from '../../src/chain/index.ts';
import { SOBOL_DIMENSIONS, shiftedSobolPoint, sobolPoint } from '../../src/chain/sobol.ts';
import { loadFacts } from '../../src/facts/index.ts';

const tables = chainTables(loadFacts());

describe('Sobol points', () => {
  it('begin as published (Joe and Kuo, three dimensions)', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((i) => sobolPoint(i, 3))).toEqual([
      [0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25],
      [0.25, 0.75, 0.75],
      [0.375, 0.375, 0.625],
      [0.875, 0.875, 0.125],
      [0.625, 0.125, 0.875],
      [0.125, 0.625, 0.375],
    ]);
  });

  it('put one point in every interval of 1/2^k in every dimension, shifted or not', () => {
    const shift = Array.from({ length: SOBOL_DIMENSIONS }, (_, d) => (d * 2654435761) >>> 0);
    for (let d = 0; d < SOBOL_DIMENSIONS; d++) {
      const cells = new Set(
        Array.from({ length: 256 }, (_, i) => Math.floor(shiftedSobolPoint(i, shift)[d]! * 256)),
      );
      expect(cells.size).toBe(256);
    }
  });

  it('no two dimensions are the same, and pairs fill the square evenly', () => {
    for (let a = 0; a < SOBOL_DIMENSIONS; a++) {
      for (let b = a + 1; b < SOBOL_DIMENSIONS; b++) {
        const cells = new Set(
          Array.from({ length: 4096 }, (_, i) => {
            const p = sobolPoint(i, SOBOL_DIMENSIONS);
            return `${Math.floor(p[a]! * 8)},${Math.floor(p[b]! * 8)}`;
          }),
        );
        expect(cells.size, `${a}, ${b}`).toBe(64);
      }
    }
  });
});

describe('draws', () => {
  it('stay in the stated range and depend on seed and run alone', () => {
    const ranges = new Map(tables.chainParameters.map((p) => [p.parameter, p]));
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e4), (seed, run) => {
        const drawn = drawParameters(tables, seed, run);
        expect(drawParameters(tables, seed, run)).toEqual(drawn);
        for (const name of DRAWN) {
          expect(drawn[name]).toBeGreaterThanOrEqual(ranges.get(name)!.low);
          expect(drawn[name]).toBeLessThanOrEqual(ranges.get(name)!.high);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('a triangular draw has its mode where it should', () => {
    expect(triangular(0, 1, 2, 4)).toBeCloseTo(1);
    expect(triangular(1 / 3, 1, 2, 4)).toBeCloseTo(2);
    expect(triangular(1, 1, 2, 4)).toBeCloseTo(4);
    expect(triangular(0.5, 3, 3, 3)).toBe(3);
  });
});

describe('quantiles', () => {
  it('are those of type 7', () => {
    expect([0.05, 0.5, 0.95].map((q) => quantile([1, 2, 3, 4, 5, 6], q))).toEqual([1.25, 3.5, 5.75]);
  });
  it('a share of none or all still has a range', () => {
    const none = shareWithRange(0, 50);
    expect(none.value).toBe(0);
    expect(none.high).toBeGreaterThan(0.02);
    expect(shareWithRange(50, 50).low).toBeLessThan(0.98);
  });
});
