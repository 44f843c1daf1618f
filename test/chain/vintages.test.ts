import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedLife, stockOf, weibullLife } from '../../src/chain/index.ts';
import { gamma } from '../../src/chain/vintages.ts';

describe('products in use', () => {
  it('agrees with the published reference case: life 5, inflow 1 to 10', () => {
    const inflow = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const { stock, outflow } = stockOf(inflow, fixedLife(5));
    expect(stock).toEqual([1, 3, 6, 10, 15, 20, 25, 30, 35, 40]);
    expect(outflow).toEqual([0, 0, 0, 0, 0, 1, 2, 3, 4, 5]);
  });

  it('loses nothing: what went in is in stock or has left', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }),
        fc.double({ min: 1, max: 30, noNaN: true }),
        fc.double({ min: 0.8, max: 6, noNaN: true }),
        (inflow, mean, shape) => {
          const { stock, outflow } = stockOf(inflow, weibullLife(mean, shape));
          let came = 0;
          let left = 0;
          inflow.forEach((x, t) => {
            came += x;
            left += outflow[t]!;
            expect(stock[t]! + left).toBeCloseTo(came, 4);
            expect(outflow[t]!).toBeGreaterThanOrEqual(-1e-9);
          });
        },
      ),
    );
  });

  it('a Weibull life has the mean it is given', () => {
    for (const [mean, shape] of [
      [15, 3],
      [6, 3.5],
      [23, 2],
    ] as const) {
      const survival = weibullLife(mean, shape);
      let sum = 0;
      for (let age = 0; age < 400; age += 0.01) sum += survival(age) * 0.01;
      expect(sum).toBeCloseTo(mean, 1);
    }
    expect(gamma(5)).toBeCloseTo(24, 9);
    expect(gamma(0.5)).toBeCloseTo(Math.sqrt(Math.PI), 9);
  });
});
