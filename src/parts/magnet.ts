/** Which magnet a part holds: from what the buyer knows, and where that is not enough from what is usual, marked so. */
import type { Facts } from '../facts/index.ts';
import {
  type Composition,
  compositionOfClass,
  compositionOfFamily,
  type Element,
  type Family,
  type KnownComposition,
  type Route,
  type TemperatureClass,
} from './composition.ts';
import { classOfCoercivity, classOfTemperature, type GradeName, readGrade } from './grade.ts';
import type { Parameters } from './parameters.ts';
import { indexGrades, type Properties, propertiesOf } from './properties.ts';

/** What is known of a magnet. Any of these may be missing. */
export interface MagnetAsk {
  readonly grade?: string | undefined;
  readonly temperatureClass?: TemperatureClass | undefined;
  readonly route?: Route | undefined;
  /** Weight percent as the maker tells it, completed to 100. */
  readonly composition?: Composition | undefined;
  /** Elements that the maker diffuses in. */
  readonly diffused?: readonly Element[] | undefined;
  readonly temperature_C?: number | undefined;
  readonly Hcj_kA_m?: number | undefined;
  /** Row of demand/content.csv, such as `EV traction motor`. */
  readonly application?: string | undefined;
  /** Year of making; compositions have changed. */
  readonly year: number;
}

/** How something about a magnet is known; anything but the first three is an estimate. */
export type Ground = 'given' | 'grade' | 'family' | 'coercivity' | 'temperature' | 'application' | 'usual';

export interface Magnet {
  readonly family: Family;
  readonly grade?: GradeName;
  readonly temperatureClass?: TemperatureClass;
  readonly classGround?: Ground;
  readonly route?: Route;
  readonly routeGround?: Ground;
  readonly known: KnownComposition;
  /** Elements that are diffused in, not alloyed. */
  readonly diffused: readonly Element[];
  /** What it may be made of instead, where the route was not told. */
  readonly alternatives: readonly { readonly route: Route; readonly composition: Composition }[];
  readonly properties: Properties;
  /** True where class, route or composition were not told but estimated. */
  readonly estimated: boolean;
  /** What was assumed and what looks odd, in words. */
  readonly notes: readonly string[];
}

export type MagnetFacts = Pick<
  Facts,
  | 'grades'
  | 'compositions'
  | 'familyCompositions'
  | 'magnetContent'
  | 'classMix'
  | 'temperatureClasses'
  | 'partWords'
  | 'partParameters'
>;

/** Tells which magnet it is, or what would be needed to tell. */
export type Identify = (ask: MagnetAsk) => Magnet | { readonly unknown: string };

/** What is diffused in where the maker does not tell: most coatings are of terbium. */
export const DIFFUSED_ELEMENTS: readonly Element[] = ['Tb'];

/** What is usual where nothing tells, from the table of parameters. */
interface Usual {
  /** Highest energy product of a magnet with cerium, MGOe. */
  readonly ceriumMost: number;
  /** First year in which the better classes are taken as diffused. */
  readonly diffusedFrom: number;
  readonly recoilPermeability: number;
}

/**
 * @param facts the tables of grades, compositions and applications
 * @param parameters `createParameters(facts)`
 * @example createIdentify(facts, parameters)({ grade: '45UH', year: 2025 })
 */
export function createIdentify(facts: MagnetFacts, parameters: Parameters): Identify {
  const index = indexGrades(facts);
  const usual: Usual = {
    ceriumMost: parameters('cerium_energy_most').value,
    diffusedFrom: parameters('diffusion_usual_from').value,
    recoilPermeability: parameters('recoil_permeability').value,
  };
  return (ask) => {
    const grade = ask.grade ? readGrade(facts, ask.grade) : undefined;
    const notes: string[] = [];
    if (ask.grade && !grade) notes.push(`"${ask.grade}" is no grade on record; it was set aside`);
    if (grade && grade.family !== 'NdFeB-sintered') {
      return otherFamily(facts, index, ask, grade, notes, usual);
    }

    const found = classOf(facts, ask, grade);
    if (!found && !ask.composition) {
      return {
        unknown: `${notes.map((note) => `${note}. `).join('')}Nothing tells which magnet it is: give a grade (45UH), a class, a composition, a working temperature or an application.`,
      };
    }
    const temperatureClass = found?.[0];
    const route = routeOf(facts, ask, grade, temperatureClass, usual);
    if (found) noteClass(facts, ask, found, notes);
    if (!ask.composition && route[1] !== 'given' && route[1] !== 'grade') {
      notes.push(
        `route not told: taken as ${route[0]}, as is ${route[1] === 'application' ? 'most common in this application' : 'usual for the class'}`,
      );
    }
    const known: KnownComposition | undefined = ask.composition
      ? { composition: ask.composition, how: 'given', note: 'composition as told by the maker' }
      : compositionByRoute(facts, temperatureClass!, route, ask.year, notes);
    if (!known) return { unknown: `no composition on record for class ${temperatureClass}, ${route[0]}` };
    const diffused = ask.diffused ?? (route[0] === 'diffused' ? DIFFUSED_ELEMENTS : []);
    const told = route[1] === 'given' || route[1] === 'grade' || ask.composition !== undefined;
    return {
      family: 'NdFeB-sintered',
      ...(grade ? { grade } : {}),
      ...(found ? { temperatureClass: found[0], classGround: found[1] } : {}),
      route: route[0],
      routeGround: route[1],
      known,
      diffused: diffused.filter((element) => known.composition[element] > 0),
      alternatives: told ? [] : alternativesOf(facts, temperatureClass!, route[0], ask.year),
      properties: propertiesOf(facts, index, {
        family: 'NdFeB-sintered',
        grade,
        temperatureClass,
        diffused: route[0] === 'diffused',
        recoilPermeability: usual.recoilPermeability,
      }),
      estimated: !told || (found !== undefined && isEstimate(found[1])),
      notes,
    };
  };
}

const isEstimate = (ground: Ground): boolean =>
  ground !== 'given' && ground !== 'grade' && ground !== 'family';

function otherFamily(
  facts: MagnetFacts,
  index: ReturnType<typeof indexGrades>,
  ask: MagnetAsk,
  grade: GradeName,
  notes: readonly string[],
  { recoilPermeability }: Usual,
): Magnet | { readonly unknown: string } {
  const known: KnownComposition | undefined = ask.composition
    ? { composition: ask.composition, how: 'given', note: 'composition as told by the maker' }
    : compositionOfFamily(facts.familyCompositions, grade.family, grade.kind);
  if (!known) return { unknown: `no composition on record for ${grade.family}` };
  const properties = propertiesOf(facts, index, { family: grade.family, grade, recoilPermeability });
  return {
    family: grade.family,
    grade,
    known,
    diffused: [],
    alternatives: [],
    properties,
    estimated: grade.kind === undefined && grade.family === 'SmCo',
    notes: [...notes, ...hotter(ask, properties.Tmax_C?.value)],
  };
}

const hotter = (ask: MagnetAsk, Tmax_C: number | undefined): string[] =>
  Tmax_C !== undefined && ask.temperature_C !== undefined && ask.temperature_C > Tmax_C
    ? [`works at ${ask.temperature_C} °C, above the ${Tmax_C} °C of its grade`]
    : [];

type Found<T> = readonly [T, Ground];

function classOf(
  facts: MagnetFacts,
  ask: MagnetAsk,
  grade: GradeName | undefined,
): Found<TemperatureClass> | undefined {
  if (grade?.temperatureClass) return [grade.temperatureClass, 'grade'];
  if (ask.temperatureClass) return [ask.temperatureClass, 'given'];
  const byCoercivity = ask.Hcj_kA_m === undefined ? undefined : classOfCoercivity(facts, ask.Hcj_kA_m);
  if (byCoercivity) return [byCoercivity, 'coercivity'];
  const byHeat = ask.temperature_C === undefined ? undefined : classOfTemperature(facts, ask.temperature_C);
  if (byHeat) return [byHeat, 'temperature'];
  const mix = facts.classMix.filter((row) => row.application === ask.application);
  const commonest = [...mix].sort((a, b) => b.share - a.share)[0];
  return commonest && [commonest.temperature_class, 'application'];
}

function noteClass(
  facts: MagnetFacts,
  ask: MagnetAsk,
  [temperatureClass, ground]: Found<TemperatureClass>,
  notes: string[],
): void {
  const own = facts.temperatureClasses.find((row) => row.temperature_class === temperatureClass);
  if (ground === 'grade' && ask.temperatureClass && ask.temperatureClass !== temperatureClass) {
    notes.push(
      `the grade says class ${temperatureClass}, the class column ${ask.temperatureClass}; the grade counts`,
    );
  }
  if (ground === 'coercivity')
    notes.push(`class ${temperatureClass} from a coercivity of ${ask.Hcj_kA_m} kA/m`);
  if (ground === 'temperature') {
    notes.push(`class ${temperatureClass} estimated from a working temperature of ${ask.temperature_C} °C`);
  }
  if (ground === 'application')
    notes.push(`class ${temperatureClass} is the commonest in ${ask.application}`);
  if (ground === 'grade' || ground === 'given') notes.push(...hotter(ask, own?.Tmax_C));
}

/** The route told, else the commonest in the application, else what is usual for the class in the year. */
function routeOf(
  facts: MagnetFacts,
  ask: MagnetAsk,
  grade: GradeName | undefined,
  temperatureClass: TemperatureClass | undefined,
  usual: Usual,
): Found<Route> {
  if (ask.route) return [ask.route, 'given'];
  if (grade?.route) return [grade.route, 'grade'];
  if (ask.diffused?.length) return ['diffused', 'given'];
  const has = (route: Route) =>
    compositionOfClass(facts.compositions, temperatureClass ?? 'N', route, ask.year) !== undefined;
  const content = facts.magnetContent.find((row) => row.application === ask.application);
  const better =
    temperatureClass === 'SH' ||
    temperatureClass === 'UH' ||
    temperatureClass === 'EH' ||
    temperatureClass === 'AH';
  if (content) {
    const strong = (grade?.BHmax_MGOe ?? 0) > usual.ceriumMost;
    const cerium = has('cerium') && !strong ? content.cerium_share : 0;
    const diffused = (1 - cerium) * content.diffused_share;
    if (cerium > 0.5) return ['cerium', 'application'];
    return [diffused > 1 - cerium - diffused ? 'diffused' : 'conventional', 'application'];
  }
  return [better && ask.year >= usual.diffusedFrom ? 'diffused' : 'conventional', 'usual'];
}

function compositionByRoute(
  facts: MagnetFacts,
  temperatureClass: TemperatureClass,
  [route]: Found<Route>,
  year: number,
  notes: string[],
): KnownComposition | undefined {
  const known = compositionOfClass(facts.compositions, temperatureClass, route, year);
  if (known) return known;
  notes.push(`no composition on record for class ${temperatureClass}, ${route}: taken as conventional`);
  return compositionOfClass(facts.compositions, temperatureClass, 'conventional', year);
}

/** The other ways by which makers reach the class, for the range of the cost. */
function alternativesOf(
  facts: MagnetFacts,
  temperatureClass: TemperatureClass,
  route: Route,
  year: number,
): Magnet['alternatives'] {
  const others: readonly Route[] = ['conventional', 'diffused'];
  return others.flatMap((other) => {
    if (other === route) return [];
    const known = compositionOfClass(facts.compositions, temperatureClass, other, year);
    return known ? [{ route: other, composition: known.composition }] : [];
  });
}
