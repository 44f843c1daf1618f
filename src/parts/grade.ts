/** What the name of a grade says: family, energy product, temperature class, and hints of how it is made. */
import type { Facts } from '../facts/index.ts';
import type { Family, Route, TemperatureClass } from './composition.ts';
import { keyOf } from './fold.ts';

export interface GradeName {
  /** As it was written. */
  readonly text: string;
  readonly family: Family;
  /** Name to look up in the table of grades, such as `45UH`. */
  readonly grade?: string;
  /** Energy product that the name carries. */
  readonly BHmax_MGOe?: number;
  readonly temperatureClass?: TemperatureClass;
  readonly route?: Route;
  /** `1:5` or `2:17` for SmCo. */
  readonly kind?: string;
}

const SINTERED = /(?:^|[^A-Z0-9])(G?)(N?)[ -]?(\d{2})[ -]?(SH|UH|EH|AH|VH|TH|ZH|M|H)?(T?)(?![A-Z0-9])/;
/** Energy product and coercivity in kOe, as some makers write: N4316, S3018. */
const PAIRED = /(?:^|[^A-Z0-9])([NS])(\d{2})(\d{2})(?![A-Z0-9])/;
const SMCO = /SM ?2?(?:CO|-CO)[ -]?(?:17|5)?[ -]?(\d{2})?/;
const FERRITE = /(?:^|[^A-Z0-9])(Y\d{2}[A-Z]{0,2}(?:-\d)?|C(?:5|7|8[AB]?|9|10|11|12))(?![A-Z0-9])/;
const BONDED = /(?:^|[^A-Z0-9])(BNP-?\d{1,2}|BM-?\d{1,2}|MQP[A-Z0-9-]{0,8})(?![A-Z0-9])/;

/** Reads a grade as buyers and makers write it; undefined where it is no grade that is known. */
export function readGrade(facts: GradeFacts, text: string): GradeName | undefined {
  const upper = text.normalize('NFKC').toUpperCase().replace(/\s+/g, ' ').trim().slice(0, 200);
  const family = keyOf(facts.partWords.families, upper);
  const hinted = routeHint(facts, upper);
  const route = hinted ? { route: hinted } : {};

  if (family === 'SmCo' || SMCO.test(upper)) {
    const kind = keyOf(facts.partWords.smco_kinds, upper);
    const energy = SMCO.exec(upper)?.[1];
    return {
      text,
      family: 'SmCo',
      ...(kind ? { kind } : energy ? { kind: Number(energy) <= 24 ? '1:5' : '2:17' } : {}),
      ...(energy ? { BHmax_MGOe: Number(energy), grade: upper.replace(/[ -]/g, '') } : {}),
    };
  }
  if (family === 'AlNiCo' || family === 'FeN') return { text, family };
  const bonded = BONDED.exec(upper);
  if (bonded || family === 'NdFeB-bonded') {
    return { text, family: 'NdFeB-bonded', ...(bonded ? { grade: bonded[1]! } : {}) };
  }
  const paired = PAIRED.exec(upper);
  if (paired) return pairedGrade(facts, text, paired, route);
  const sintered = SINTERED.exec(upper);
  if (sintered && (sintered[2] || sintered[4] || family === 'NdFeB-sintered')) {
    const [, diffused, , energy = '', letters = '', steady = ''] = sintered;
    const temperatureClass = letters ? classOf(facts, letters) : 'N';
    const series = letters || 'N';
    return {
      text,
      family: 'NdFeB-sintered',
      BHmax_MGOe: Number(energy),
      grade: series === 'N' ? `N${energy}` : `${energy}${letters}${diffused ? steady : ''}`,
      ...(temperatureClass ? { temperatureClass } : {}),
      ...(diffused ? { route: 'diffused' } : route),
    };
  }
  const ferrite = FERRITE.exec(upper);
  if (ferrite || family === 'ferrite') {
    return { text, family: 'ferrite', ...(ferrite ? { grade: ferrite[1]! } : {}) };
  }
  if (family === 'NdFeB-sintered') {
    const temperatureClass = classOf(facts, upper.split(/[ ,;/-]/).at(-1) ?? '');
    return { text, family, ...(temperatureClass ? { temperatureClass } : {}), ...route };
  }
  const bare = classOf(facts, upper.replace(/ ?(?:CLASS|GRADE) ?/g, ''));
  return bare && { text, family: 'NdFeB-sintered', temperatureClass: bare, ...route };
}

export type GradeFacts = Pick<Facts, 'partWords' | 'temperatureClasses'>;

const classOf = (facts: GradeFacts, letters: string): TemperatureClass | undefined =>
  (Object.entries(facts.partWords.classes) as [TemperatureClass, readonly string[]][]).find(([, words]) =>
    words.includes(letters.trim()),
  )?.[0];

/** The highest class whose least coercivity (with 2% of grace for rounding of units) is reached. */
export function classOfCoercivity(facts: GradeFacts, Hcj_kA_m: number): TemperatureClass | undefined {
  return [...facts.temperatureClasses]
    .sort((a, b) => b.Hcj_min_kA_m - a.Hcj_min_kA_m)
    .find((row) => Hcj_kA_m >= 0.98 * row.Hcj_min_kA_m)?.temperature_class;
}

/** The lowest class that may work at a temperature. */
export function classOfTemperature(facts: GradeFacts, temperature_C: number): TemperatureClass | undefined {
  return [...facts.temperatureClasses]
    .sort((a, b) => a.Tmax_C - b.Tmax_C)
    .find((row) => temperature_C <= row.Tmax_C)?.temperature_class;
}

function routeHint(facts: GradeFacts, upper: string): Route | undefined {
  return keyOf(facts.partWords.routes, upper);
}

const KA_M_PER_KOE = 1000 / (4 * Math.PI);

function pairedGrade(
  facts: GradeFacts,
  text: string,
  [, letter, energy, kilooersted]: RegExpExecArray,
  route: { readonly route?: Route },
): GradeName | undefined {
  const BHmax_MGOe = Number(energy);
  if (letter === 'S') return { text, family: 'SmCo', kind: '2:17', BHmax_MGOe, grade: text.trim() };
  const temperatureClass = classOfCoercivity(facts, Number(kilooersted) * KA_M_PER_KOE);
  return {
    text,
    family: 'NdFeB-sintered',
    BHmax_MGOe,
    grade: `${energy}${temperatureClass === 'N' ? '' : (temperatureClass ?? '')}`,
    ...(temperatureClass ? { temperatureClass } : {}),
    ...route,
  };
}
