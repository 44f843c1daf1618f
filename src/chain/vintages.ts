/**
 * Products in use: what goes in, how long it stays, what comes out (dynamic stock model by cohorts).
 *
 * Source of the method: van der Voet et al. (2002), Müller (2006); the reference case of the open ODYM code
 * (constant life of 5 years, inflow 1..10: stock 1, 3, 6, 10, 15, 20, 25, 30, 35, 40) is a test.
 */

/** Share of a cohort still in use at the end of its n-th period of age (n = 0: the period it came in). */
export type Survival = (age: number) => number;

/** Every item leaves when its life is over: in use for `life` periods, the one it came in included. */
export function fixedLife(life: number): Survival {
  return (age) => (age < life ? 1 : 0);
}

/**
 * Weibull life of given mean and shape; items leave from the period they came in onward.
 * Scale is mean / Gamma(1 + 1/shape).
 */
export function weibullLife(mean: number, shape: number): Survival {
  const scale = mean / gamma(1 + 1 / shape);
  return (age) => Math.exp(-((age / scale) ** shape));
}

/** Lanczos approximation (g = 7, nine terms), relative error below 1e-14 for positive arguments. */
export function gamma(x: number): number {
  const c = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  const y = x - 1;
  let sum = c[0]!;
  for (let i = 1; i < 9; i++) sum += c[i]! / (y + i);
  const t = y + 7.5;
  return Math.sqrt(2 * Math.PI) * t ** (y + 0.5) * Math.exp(-t) * sum;
}

/** Share of a cohort that leaves in its n-th period of age. */
export function leavingShare(survival: Survival, age: number): number {
  return (age === 0 ? 1 : survival(age - 1)) - survival(age);
}

export interface StockFlow {
  /** Stock at the end of each period. */
  readonly stock: readonly number[];
  readonly outflow: readonly number[];
}

/**
 * Stock and outflow of an inflow series.
 *
 * @example stockOf([1, 2, 3, 4, 5, 6], fixedLife(5)).stock // 1, 3, 6, 10, 15, 20
 */
export function stockOf(inflow: readonly number[], survival: Survival): StockFlow {
  const stock: number[] = [];
  const outflow: number[] = [];
  inflow.forEach((_, t) => {
    let held = 0;
    let left = 0;
    for (let age = 0; age <= t; age++) {
      const came = inflow[t - age]!;
      held += came * survival(age);
      left += came * leavingShare(survival, age);
    }
    stock.push(held);
    outflow.push(left);
  });
  return { stock, outflow };
}
