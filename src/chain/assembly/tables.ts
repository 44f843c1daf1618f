/** The data tables the network is built from, as `src/facts` loads them, and access by name. */

import type { Facts } from '../../facts/index.ts';
import { ScenarioError } from '../scenario.ts';

export type ChainTables = Pick<
  Facts,
  | 'chainPlaces'
  | 'chainCarriers'
  | 'chainSeparation'
  | 'chainMetal'
  | 'chainRecipes'
  | 'chainDiffusion'
  | 'chainCapacity'
  | 'chainTrade'
  | 'chainApplications'
  | 'chainParameters'
  | 'chainMinePaths'
  | 'chainTiers'
  | 'chainCalibrationTargets'
  | 'chainProjects'
  | 'chainValidationTargets'
>;

export const TABLE_FILES: Readonly<Record<keyof ChainTables, string>> = {
  chainPlaces: 'chain/places.csv',
  chainCarriers: 'chain/carriers.csv',
  chainSeparation: 'chain/separation.csv',
  chainMetal: 'chain/metal.csv',
  chainRecipes: 'chain/recipes.csv',
  chainDiffusion: 'chain/diffusion.csv',
  chainCapacity: 'chain/capacity.csv',
  chainTrade: 'chain/trade.csv',
  chainApplications: 'chain/applications.csv',
  chainParameters: 'chain/parameters.csv',
  chainMinePaths: 'chain/mine-paths.csv',
  chainTiers: 'chain/tiers.csv',
  chainCalibrationTargets: 'chain/calibration-targets.csv',
  chainProjects: 'chain/projects.csv',
  chainValidationTargets: 'chain/validation-targets.csv',
};

/** Picks what the chain needs from all facts, so that a worker is not sent the rest. */
export function chainTables(facts: Facts): ChainTables {
  const names = Object.keys(TABLE_FILES) as (keyof ChainTables)[];
  return Object.fromEntries(names.map((name) => [name, facts[name]])) as ChainTables;
}

/** Values of the parameters by name, with overrides (a scenario, a draw) in place of the table's. */
export class Parameters {
  readonly #values: ReadonlyMap<string, number>;

  constructor(tables: ChainTables, overrides: Readonly<Record<string, number>> = {}) {
    const values = new Map(tables.chainParameters.map((row) => [row.parameter, row.value]));
    for (const [name, value] of Object.entries(overrides)) {
      if (!values.has(name))
        throw new ScenarioError(`no parameter "${name}"; the names are in ${TABLE_FILES.chainParameters}`);
      values.set(name, value);
    }
    this.#values = values;
  }

  get(name: string): number {
    const value = this.#values.get(name);
    if (value === undefined) throw new Error(`${TABLE_FILES.chainParameters} has no parameter "${name}"`);
    return value;
  }

  /** A parameter given in weeks, in months. */
  weeks(name: string): number {
    return (this.get(name) * 12) / 52.18;
  }

  all(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#values);
  }
}

export const MAGNET_CLASSES = ['NM', 'HSH', 'UH'] as const;
export type MagnetClass = (typeof MAGNET_CLASSES)[number];

type DemandColumn = 'CN' | 'EU' | 'US' | 'JP' | 'KR' | 'IN' | 'ROW';
const DEMAND_COLUMNS: readonly string[] = ['CN', 'EU', 'US', 'JP', 'KR', 'IN', 'ROW'];

/** Column of applications.csv that speaks for a place; places without one follow the rest of the world. */
export function demandColumn(place: string): DemandColumn {
  return (DEMAND_COLUMNS.includes(place) ? place : 'ROW') as DemandColumn;
}

/** Shares of the classes in what a place uses, from its applications. */
export function classMix(tables: ChainTables, place: string): Readonly<Record<MagnetClass, number>> {
  const column = demandColumn(place);
  const tonnes = { NM: 0, HSH: 0, UH: 0 };
  for (const row of tables.chainApplications)
    for (const c of MAGNET_CLASSES) tonnes[c] += row[column] * row[c];
  const all = tonnes.NM + tonnes.HSH + tonnes.UH;
  return { NM: tonnes.NM / all, HSH: tonnes.HSH / all, UH: tonnes.UH / all };
}
