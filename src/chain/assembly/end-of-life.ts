/** What comes back from products: release shares by place and magnet class, and the base-year inflow of scrap. */

import type { Content } from '../network.ts';
import { leavingShare, weibullLife } from '../vintages.ts';
import { type ChainTables, demandColumn, MAGNET_CLASSES, type MagnetClass } from './tables.ts';

/** Years of use before the base year that are counted, and how fast use grew in them (assumed). */
const HISTORY_YEARS = 30;
const HISTORY_GROWTH = 0.08;

export interface ReleaseCurve {
  readonly place: string;
  readonly carrier: string;
  /** Share of a month's use that is collected `age` months later, if collection is at its 2024 level, and at its 2035 level. */
  readonly early: Float64Array;
  readonly late: Float64Array;
}

/** Share of the way from the collection of 2024 to that of 2035. */
export function collectionProgress(yearFraction: number): number {
  return Math.min(1, Math.max(0, (yearFraction - 2024.5) / 11));
}

/** Release curves of each place that recycles, by class: applications weighted by what they use. */
export function releaseCurves(
  tables: ChainTables,
  places: readonly string[],
  months: number,
): readonly ReleaseCurve[] {
  const curves: ReleaseCurve[] = [];
  const leaving = tables.chainApplications.map((row) => {
    const survival = weibullLife(row.lifetime_years * 12, row.weibull_shape);
    return Float64Array.from({ length: months }, (_, age) => leavingShare(survival, age));
  });
  for (const place of places) {
    for (const magnetClass of MAGNET_CLASSES) {
      const use = tables.chainApplications.map((row) => row[demandColumn(place)] * row[magnetClass]);
      const total = use.reduce((a, b) => a + b, 0);
      const early = new Float64Array(months);
      const late = new Float64Array(months);
      tables.chainApplications.forEach((row, i) => {
        const share = use[i]! / total;
        for (let age = 0; age < months; age++) {
          early[age]! += share * leaving[i]![age]! * (row.collection_2024_pct / 100);
          late[age]! += share * leaving[i]![age]! * (row.collection_2035_pct / 100);
        }
      });
      curves.push({ place, carrier: `magnet-${magnetClass}`, early, late });
    }
  }
  return curves;
}

/** Tonnes of magnets of one class that went into use `age` months before the base year began, per tonne a month now. */
export function historicUse(age: number): number {
  return age > HISTORY_YEARS * 12 ? 0 : (1 + HISTORY_GROWTH) ** (-(age + 6) / 12);
}

/** Months of history that matter. */
export const HISTORY_MONTHS = HISTORY_YEARS * 12;

/** Collected in the first month, per tonne a month of present use: all from before the base year. */
export function collectedAtStart(curve: ReleaseCurve): number {
  let sum = 0;
  for (let age = 1; age < Math.min(curve.early.length, HISTORY_MONTHS); age++) {
    sum += historicUse(age) * curve.early[age]!;
  }
  return sum;
}

/** Mean content of finished magnets of a class at a place, for what was made before the base year. */
export function meanContent(tables: ChainTables, place: string, magnetClass: MagnetClass): Content {
  const makers = place === 'CN' ? 'CN' : 'other';
  const recipes = tables.chainRecipes.filter(
    (r) => r.carrier === `magnet-${magnetClass}` && r.makers === makers,
  );
  const mean = (field: 'PrNd' | 'Dy' | 'Tb' | 'Sm') =>
    recipes.reduce((s, r) => s + r[field], 0) / recipes.length;
  return [mean('PrNd'), mean('Dy'), mean('Tb'), mean('Sm')];
}
