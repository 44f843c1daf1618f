/** Properties of a grade: as makers list them, else of its class, else worked out from its energy product. */
import type { Facts } from '../facts/index.ts';
import type { Family, TemperatureClass } from './composition.ts';
import type { GradeName } from './grade.ts';
import { type MagnetCurve, MU0_T_PER_KA_M } from './temperature.ts';

/** A property and how it is known. */
export interface Property {
  readonly value: number;
  readonly how: 'listed' | 'class' | 'estimated';
}

export interface Properties {
  readonly Br_T?: Property;
  readonly Hcj_kA_m?: Property;
  readonly BHmax_kJ_m3?: Property;
  readonly Tmax_C?: Property;
  readonly alpha_Br_pct_K?: Property;
  readonly beta_Hcj_pct_K?: Property;
  readonly density_g_cm3?: Property;
  /** Addresses of the lists that gave the listed ones. */
  readonly sources: readonly string[];
}

type GradeRow = Facts['grades'][number];
export type PropertyFacts = Pick<Facts, 'grades' | 'temperatureClasses' | 'partParameters'>;

/** One kJ/m3 is so many MGOe. */
const KJ_M3_PER_MGOE = 100 / (4 * Math.PI);

const squeezed = (name: string): string => name.toUpperCase().replace(/[ -]/g, '');

/** Middle of the values; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2
    ? sorted[half]
    : sorted.length
      ? (sorted[half - 1]! + sorted[half]!) / 2
      : undefined;
}

const middle = (low: number | undefined, high: number | undefined): number | undefined =>
  low === undefined ? high : high === undefined ? low : (low + high) / 2;

/** Grades by family and name, so that ten thousand parts do not each walk through the whole table. */
export function indexGrades(facts: PropertyFacts): ReadonlyMap<string, readonly GradeRow[]> {
  const index = new Map<string, GradeRow[]>();
  for (const row of facts.grades) {
    const key = `${row.family} ${squeezed(row.grade)}`;
    index.set(key, [...(index.get(key) ?? []), row]);
  }
  return index;
}

/** What is known of a magnet of a family, by its grade and class. Several lists give the middle of what they say. */
export function propertiesOf(
  facts: PropertyFacts,
  index: ReturnType<typeof indexGrades>,
  magnet: {
    readonly family: Family;
    readonly grade?: GradeName | undefined;
    readonly temperatureClass?: TemperatureClass | undefined;
    readonly diffused?: boolean;
    readonly recoilPermeability: number;
  },
): Properties {
  const { family, grade, temperatureClass } = magnet;
  const rows = grade?.grade ? rowsOf(index, family, grade.grade, magnet.diffused ?? false) : [];
  const ofClass = facts.temperatureClasses.find((row) => row.temperature_class === temperatureClass);
  const like = facts.grades.filter((row) => row.family === family && (!ofClass || sameClass(row, ofClass)));
  const one = (read: (row: GradeRow) => number | undefined, classValue?: number): Property | undefined => {
    const listed = median(rows.flatMap((row) => read(row) ?? []));
    if (listed !== undefined) return { value: listed, how: 'listed' };
    if (classValue !== undefined) return { value: classValue, how: 'class' };
    const near = median(like.flatMap((row) => read(row) ?? []));
    return near === undefined ? undefined : { value: near, how: 'class' };
  };
  const energy = grade?.BHmax_MGOe === undefined ? undefined : grade.BHmax_MGOe * KJ_M3_PER_MGOE;
  const estimated = (value: number | undefined): Property | undefined =>
    value === undefined ? undefined : { value, how: 'estimated' };
  const listedBr = median(rows.flatMap((row) => middle(row.Br_min_T, row.Br_max_T) ?? []));
  const Br =
    listedBr !== undefined
      ? ({ value: listedBr, how: 'listed' } as const)
      : (estimated(energy && remanenceOfEnergy(energy, magnet.recoilPermeability)) ??
        one((row) => middle(row.Br_min_T, row.Br_max_T)));
  const BHmax =
    rows.length === 0 && energy !== undefined
      ? estimated(energy)
      : one((row) => middle(row.BHmax_min_kJ_m3, row.BHmax_max_kJ_m3));
  const found = {
    Br_T: Br,
    BHmax_kJ_m3: BHmax,
    Hcj_kA_m: one((row) => row.Hcj_min_kA_m, ofClass?.Hcj_min_kA_m),
    Tmax_C: one((row) => row.Tmax_C, ofClass?.Tmax_C),
    alpha_Br_pct_K: one((row) => row.alpha_Br_pct_K, ofClass?.alpha_Br_pct_K),
    beta_Hcj_pct_K: one((row) => row.beta_Hcj_pct_K, ofClass?.beta_Hcj_pct_K),
    density_g_cm3: one((row) => row.density_g_cm3, ofClass?.density_g_cm3),
  };
  const known = Object.entries(found).filter((entry): entry is [string, Property] => entry[1] !== undefined);
  const sources = [...new Set(rows.flatMap((row) => row.url ?? []))];
  return { ...Object.fromEntries(known), sources };
}

const sameClass = (row: GradeRow, { temperature_class }: { temperature_class: TemperatureClass }): boolean =>
  row.temperature_class === temperature_class;

/** Diffused grades of the list are named with a G before or a remark behind; others must not mix with them. */
function rowsOf(
  index: ReturnType<typeof indexGrades>,
  family: Family,
  name: string,
  diffused: boolean,
): readonly GradeRow[] {
  const key = squeezed(name);
  const named = (each: string) => index.get(`${family} ${each}`) ?? [];
  const plain = [...named(key), ...(key.startsWith('N') ? named(key.slice(1)) : [])];
  const own = diffused ? named(`G${key}`) : [];
  return own.length > 0 ? own : plain;
}

/** Br of a straight recoil line: BHmax = Br^2 / (4 mu0 mur). */
const remanenceOfEnergy = (BHmax_kJ_m3: number, recoilPermeability: number): number =>
  Math.sqrt(4 * MU0_T_PER_KA_M * recoilPermeability * BHmax_kJ_m3);

/** The curve that temperature works on, where enough is known. */
export function curveOf(
  properties: Properties,
  squareness: number,
  recoilPermeability: number,
): MagnetCurve | undefined {
  const { Br_T, Hcj_kA_m, alpha_Br_pct_K, beta_Hcj_pct_K } = properties;
  if (!Br_T || !Hcj_kA_m || !alpha_Br_pct_K || !beta_Hcj_pct_K) return undefined;
  return {
    Br_T: Br_T.value,
    Hcj_kA_m: Hcj_kA_m.value,
    alpha_Br_pct_K: alpha_Br_pct_K.value,
    beta_Hcj_pct_K: beta_Hcj_pct_K.value,
    squareness,
    recoilPermeability,
  };
}
