/** One scenario from data tables to results: build, set the levers, roll. */

import { type BuiltNetwork, buildNetwork } from './assembly/assemble.ts';
import type { ChainTables } from './assembly/tables.ts';
import { assertConsistent } from './check.ts';
import { type Levers, makeLevers, type ProjectFate } from './levers.ts';
import type { MonthFrame } from './lp/frame.ts';
import { type ChainNames, chainNames } from './names.ts';
import { indexNetwork, type NetworkIndex } from './network.ts';
import { asAnnounced, expectedFate } from './projects.ts';
import { type MonthRecord, rollChain } from './roll.ts';
import type { Scenario } from './scenario.ts';
import type { Solver } from './solver.ts';

export interface ScenarioRun {
  readonly scenario: Scenario;
  readonly built: BuiltNetwork;
  readonly index: NetworkIndex;
  readonly levers: Levers;
  /** The parts of the network in words. */
  readonly names: ChainNames;
  readonly months: readonly MonthRecord[];
}

export interface RunOptions {
  readonly tables: ChainTables;
  readonly solver: Solver;
  readonly scenario: Scenario;
  /** Parameter values in place of those of the table and the scenario. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** What becomes of projects; by default what became of such projects on the mean. */
  readonly fate?: ProjectFate;
  /** Called after each month with the run as far as it has come, for progress and for a first look. */
  readonly onMonth?: (record: MonthRecord, t: number, soFar: ScenarioRun) => void;
  /** Called with the quantities of a month before it is solved, for export; they are overwritten by the next. */
  readonly onFrame?: (month: string, frame: MonthFrame) => void;
}

/**
 * Runs a scenario.
 *
 * @example
 * const solver = await loadSolver();
 * const scenario = resolveScenario('april-2025', facts.chainScenarios);
 * const run = runScenario({ tables: chainTables(facts), solver, scenario });
 */
export function runScenario(options: RunOptions): ScenarioRun {
  const { tables, solver, scenario, onMonth, onFrame } = options;
  assertConsistent(tables);
  const built = buildNetwork(tables, solver, { ...scenario.parameters, ...options.parameters });
  const index = indexNetwork(built.network);
  const fate =
    options.fate ?? (scenario.projects === 'announced' ? asAnnounced : expectedFate(built.parameters));
  const levers = makeLevers(built.network, index, tables, scenario, built.parameters, fate);
  const months: MonthRecord[] = [];
  const names = chainNames(tables, built.network, scenario);
  const run: ScenarioRun = { scenario, built, index, levers, names, months };
  rollChain({
    built,
    tables,
    levers,
    solver,
    onMonth: (record, t) => {
      months.push(record);
      onMonth?.(record, t, run);
    },
    ...(onFrame ? { onFrame } : {}),
  });
  return run;
}
