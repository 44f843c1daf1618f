/** A price floor with a share of the upside, as the United States agreed with one producer in 2025. */

export interface FloorTerms {
  /** USD for a kilogram of NdPr oxide. */
  readonly floorUsdPerKg: number;
  /** Share of what lies above the floor that the producer gives up. */
  readonly upsideShare: number;
}

/**
 * Payment of a quarter to the producer in USD; below zero the producer pays.
 *
 * @param benchmarkUsdPerKg mean of the quarter; where it already holds a tax, take that out first
 * @example floorPayment({ floorUsdPerKg: 110, upsideShare: 0.3 }, 60, 721_000) // 36_050_000
 */
export function floorPayment(terms: FloorTerms, benchmarkUsdPerKg: number, kilograms: number): number {
  const gap = terms.floorUsdPerKg - benchmarkUsdPerKg;
  return (gap >= 0 ? gap : terms.upsideShare * gap) * kilograms;
}

/** What the producer keeps for a kilogram after the payment. */
export const floorRealised = (terms: FloorTerms, benchmarkUsdPerKg: number): number =>
  benchmarkUsdPerKg + floorPayment(terms, benchmarkUsdPerKg, 1);
