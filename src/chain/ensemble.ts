/**
 * Many runs of one scenario over the ranges of its parameters and the fates of its projects.
 *
 * A run of an ensemble is a plain JSON task with a plain JSON answer: which worker or machine does it makes no
 * difference, and the answers of any number of workers are the same to the last digit. Parameters lie on shifted
 * Sobol points (the first 21 of the list below), fates of projects on a generator of their own for each run.
 */

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { ChainTables } from './assembly/tables.ts';
import {
  askedPrice,
  type Bottleneck,
  bottlenecks,
  concentration,
  coverage,
  dateReached,
  firstStoppages,
  magnetExports,
  outsidePrice,
  priceGap,
  shortages,
  shortShare,
  stageOutput,
  tradedGap,
} from './measures.ts';
import { drawnFate } from './projects.ts';
import { quantile, quantileError } from './quantile.ts';
import { runScenario, type ScenarioRun } from './run.ts';
import { actDays, type Scenario } from './scenario.ts';
import { SOBOL_DIMENSIONS, shiftedSobolPoint } from './sobol.ts';
import type { Solver } from './solver.ts';

/** One run to be done. Plain JSON. */
export interface EnsembleTask {
  readonly run: number;
  readonly seed: number;
  readonly scenario: Scenario;
  /** Parameter values given by hand, which are not drawn. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Draw what becomes of projects; if false they fare as on the mean. */
  readonly drawProjects: boolean;
  /** Coverage asked for beside that of the large users by allied makers; kept as `coverageName` says. */
  readonly coverage?: readonly CoverageQuestion[];
}

/** What share of a place's use is met by magnets made at any of some places. */
export interface CoverageQuestion {
  readonly place: string;
  readonly from: readonly string[];
  /** May end in `*`. */
  readonly carrier: string;
}

/** Name of the series that answers a question of coverage. */
export const coverageName = (question: CoverageQuestion): string =>
  `coverage:${question.carrier}:${question.place}<${question.from.join('+')}`;

/** What is kept of a run. Plain JSON. */
export interface EnsembleAnswer {
  readonly run: number;
  readonly parameters: Readonly<Record<string, number>>;
  /** Monthly series by name. */
  readonly series: Readonly<Record<string, readonly number[]>>;
  /** Single figures by name; null where a thing never happens. */
  readonly figures: Readonly<Record<string, number | null>>;
  /** Dates by name; null where they are never reached. */
  readonly dates: Readonly<Record<string, string | null>>;
  /** What keeps magnets from being made at home, by place. */
  readonly bottlenecks: Readonly<Record<string, string | null>>;
  /** Set instead of results where the run was refused. */
  readonly refused?: string;
}

/**
 * Parameters that are drawn, the most telling first. Each lies between the low and high end of its range with its
 * value as the most likely (triangular).
 */
export const DRAWN: readonly string[] = [
  'stock_elasticity',
  'hoarding_factor',
  'expectation_speed',
  'expectation_anchor',
  'cover_buyer_lean',
  'cover_buyer_middle',
  'cover_metal_outside',
  'cover_oxide_outside',
  'reapply_share',
  'restock_orders',
  'component_ramp',
  'share_buyer_lean',
  'transit_far',
  'demand_elasticity_short',
  'demand_elasticity_long',
  'quota_growth',
  'myanmar_output',
  'cover_oxide_cn',
  'project_slip_mean',
  'project_failure',
  'mine_flex',
];

/** Inverse of a triangular distribution. */
export function triangular(u: number, low: number, mode: number, high: number): number {
  if (high === low) return mode;
  const turn = (mode - low) / (high - low);
  return u < turn
    ? low + Math.sqrt(u * (high - low) * (mode - low))
    : high - Math.sqrt((1 - u) * (high - low) * (high - mode));
}

/** Parameter values of a run, from its number and the seed alone. */
export function drawParameters(tables: ChainTables, seed: number, run: number): Record<string, number> {
  const rng = xoroshiro128plus(seed);
  const shift = DRAWN.slice(0, SOBOL_DIMENSIONS).map(() => Math.floor(uniformFloat64(rng) * 2 ** 32) >>> 0);
  const point = shiftedSobolPoint(run, shift);
  return Object.fromEntries(
    DRAWN.map((name, d) => {
      const row = tables.chainParameters.find((p) => p.parameter === name);
      if (!row) throw new Error(`no parameter "${name}" in chain/parameters.csv`);
      return [name, triangular(point[d]!, row.low, row.value, row.high)];
    }),
  );
}

/** Two uniforms for each project of a run; a project's numbers do not depend on the other projects. */
function projectUniforms(seed: number, run: number): (project: string) => readonly [number, number] {
  return (project) => {
    let hash = 2166136261;
    for (let i = 0; i < project.length; i++) hash = Math.imul(hash ^ project.charCodeAt(i), 16777619);
    const rng = xoroshiro128plus((Math.imul(seed + 1, 2654435761) ^ Math.imul(run + 1, 40503) ^ hash) | 0);
    return [uniformFloat64(rng), uniformFloat64(rng)];
  };
}

/** Places counted as allied when coverage is asked for. */
export function alliedPlaces(tables: ChainTables): readonly string[] {
  return tables.chainPlaces.filter((p) => p.allied === 'yes').map((p) => p.code);
}

/** Runs one task. A run that breaks a balance or cannot be solved is refused, with the reason. */
export function runOfTask(
  task: EnsembleTask,
  tables: ChainTables,
  solver: Solver,
): { readonly run: ScenarioRun } | { readonly refused: string } {
  const parameters = parametersOf(task, tables);
  const fate =
    task.drawProjects && task.scenario.projects !== 'announced'
      ? drawnFate(
          { ...Object.fromEntries(tables.chainParameters.map((p) => [p.parameter, p.value])), ...parameters },
          projectUniforms(task.seed, task.run),
        )
      : undefined;
  try {
    return {
      run: runScenario({ tables, solver, scenario: task.scenario, parameters, ...(fate && { fate }) }),
    };
  } catch (error) {
    const name = (error as Error).name;
    if (name !== 'NotOptimalError' && name !== 'ElementBalanceError') throw error;
    return { refused: (error as Error).message };
  }
}

const parametersOf = (task: EnsembleTask, tables: ChainTables) => ({
  ...drawParameters(tables, task.seed, task.run),
  ...task.scenario.parameters,
  ...task.parameters,
});

/** Does one task. A refused run is answered as refused, never left out. */
export function runTask(task: EnsembleTask, tables: ChainTables, solver: Solver): EnsembleAnswer {
  const parameters = parametersOf(task, tables);
  const done = runOfTask(task, tables, solver);
  if ('refused' in done)
    return {
      run: task.run,
      parameters,
      series: {},
      figures: {},
      dates: {},
      bottlenecks: {},
      refused: done.refused,
    };
  return { run: task.run, parameters, ...summarise(done.run, tables, task.coverage) };
}

const DEMAND_PLACES = ['US', 'EU', 'JP', 'KR', 'IN'] as const;
const COVERAGE_LEVELS = [0.25, 0.5, 0.75, 0.9, 1] as const;

/** The series, figures and dates kept of a run, by name. */
export function summarise(
  run: ScenarioRun,
  tables: ChainTables,
  asked: readonly CoverageQuestion[] = [],
): Omit<EnsembleAnswer, 'run' | 'parameters'> {
  const values = (series: readonly { readonly value: number }[]) => series.map((s) => s.value);
  const series: Record<string, readonly number[]> = {};
  const figures: Record<string, number | null> = {};
  const dates: Record<string, string | null> = {};
  for (const carrier of ['PrNd-oxide', 'Dy-oxide', 'Tb-oxide']) {
    series[`price:${carrier}:CN`] = values(askedPrice(run, `${carrier}@CN`));
    series[`price:${carrier}:outside`] = values(outsidePrice(run, carrier));
    series[`gap:${carrier}`] = values(priceGap(run, carrier));
    series[`traded-gap:${carrier}`] = values(tradedGap(run, carrier));
  }
  for (const carrier of ['magnet-NM', 'magnet-HSH', 'magnet-UH']) {
    series[`price:${carrier}:CN`] = values(askedPrice(run, `${carrier}@CN`));
  }
  series['exports:magnet:CN'] = values(magnetExports(run));
  const allied = alliedPlaces(tables);
  for (const place of DEMAND_PLACES) {
    series[`exports:magnet:CN>${place}`] = values(magnetExports(run, place));
    const covered = coverage(run, place, allied);
    series[`coverage:${place}`] = values(covered);
    series[`short:${place}`] = values(shortShare(run, place));
    for (const level of COVERAGE_LEVELS) dates[`coverage:${place}:${level}`] = dateReached(covered, level);
  }
  series['short:outside'] = values(shortShare(run));
  for (const question of asked)
    series[coverageName(question)] = values(coverage(run, question.place, question.from, question.carrier));
  const short = new Map<string, number>();
  for (const s of shortages(run, 0)) short.set(s.month, (short.get(s.month) ?? 0) + Math.max(0, s.tonnes));
  series.shortage = run.months.map((m) => short.get(m.month) ?? 0);
  const limits = bottlenecks(run);
  const held = Object.fromEntries(
    DEMAND_PLACES.map((place) => [
      place,
      standsInTheWay(run, limits, place === 'EU' ? ['EU', 'EE', 'FR'] : [place]),
    ]),
  );
  const act = actDays(run.scenario)[0];
  figures['first-stoppage-weeks'] = act ? (firstStoppages(run, act)[0]?.weeks ?? null) : null;
  const { supposes } = run.scenario;
  if (supposes) {
    for (const stop of firstStoppages(run, supposes.from, { carrier: 'magnet-*' }))
      figures[`stoppage-weeks:${stop.place}`] = stop.weeks;
  }
  const years = [...new Set(run.months.map((m) => m.month.slice(0, 4)))];
  for (const year of years) {
    for (const stage of ['mining', 'separation', 'metal', 'magnet_sintered']) {
      const output = stageOutput(run, stage, Number(year));
      const total = [...output.values()].reduce((a, b) => a + b, 0);
      if (total === 0) continue;
      figures[`share:${stage}:CN:${year}`] = (output.get('CN') ?? 0) / total;
      figures[`hhi:${stage}:${year}`] = concentration(output);
      for (const [place, tonnes] of output) figures[`output:${stage}:${place}:${year}`] = tonnes;
    }
  }
  return { series, figures, dates, bottlenecks: held };
}

/**
 * What keeps magnets from being made at home: the plant, metal or customer limit that cost most, or, where none binds
 * for long, that plants stand idle because others are cheaper.
 */
function standsInTheWay(run: ScenarioRun, limits: readonly Bottleneck[], home: readonly string[]): string {
  const { network } = run.built;
  const binding = limits.find(
    (b) => home.includes(b.place) && b.months >= 12 && /^(plant:magnet_sintered|reduce:|make:)/.test(b.what),
  );
  if (binding) return binding.words;
  let made = 0;
  let possible = 0;
  run.months.forEach((m, t) => {
    network.processes.forEach((p, a) => {
      if (p.stage === 'magnet_sintered' && home.includes(p.place))
        made += m.activity[a]! * (p.sharedWeight ?? 1);
    });
    network.limits.forEach((l, i) => {
      if (home.some((place) => l.id === `plant:magnet_sintered@${place}`))
        possible += run.levers.limit[t]![i]!;
    });
  });
  if (possible === 0) return 'no magnet plants at home';
  return made / possible < 0.8
    ? 'cost: magnet plants at home stand idle in part'
    : 'few magnet plants at home';
}

export interface QuantileBand {
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  /** Half-width of the 90% range of the median: how far it has settled. */
  readonly medianError: number;
}

export function band(sample: readonly number[]): QuantileBand {
  return {
    p05: quantile(sample, 0.05),
    p25: quantile(sample, 0.25),
    p50: quantile(sample, 0.5),
    p75: quantile(sample, 0.75),
    p95: quantile(sample, 0.95),
    medianError: quantileError(sample, 0.5),
  };
}

/** Bands of a series over all answers, month by month. */
export function seriesBands(answers: readonly EnsembleAnswer[], name: string): readonly QuantileBand[] {
  const kept = answers.filter((a) => !a.refused && a.series[name]);
  const months = kept[0]?.series[name]?.length ?? 0;
  return Array.from({ length: months }, (_, t) => band(kept.map((a) => a.series[name]![t]!)));
}

/** Tasks of an ensemble, in order. */
export function ensembleTasks(
  scenario: Scenario,
  runs: number,
  seed: number,
  parameters: Readonly<Record<string, number>> = {},
  coverage: readonly CoverageQuestion[] = [],
): readonly EnsembleTask[] {
  const asked = coverage.length > 0 ? { coverage } : {};
  return Array.from({ length: runs }, (_, run) => ({
    run,
    seed,
    scenario,
    parameters,
    drawProjects: true,
    ...asked,
  }));
}
