// What the worker does, without a worker: runs by name, each kept a while for what is asked of it later.
import { monthOf } from '../../../src/chain/calendar.ts';
import { runOfTask } from '../../../src/chain/ensemble.ts';
import { chainNames } from '../../../src/chain/names.ts';
import { type RunOptions, runScenario, type ScenarioRun } from '../../../src/chain/run.ts';
import { resolveScenario, type Scenario } from '../../../src/chain/scenario.ts';
import { leversOf, parseSetting, withSettings } from '../../../src/chain/settings.ts';
import type { Solver } from '../../../src/chain/solver.ts';
import type { Answers, Call, Model, RunOf } from './messages.ts';
import { outcomeOf } from './outcome.ts';
import { reasonOf } from './reason.ts';

/** Runs of best estimates kept at a time. */
const KEPT = 4;

/** A scenario as the room asks for it. */
export function scenarioOf({ scenario, set, until }: RunOf, { tables, scenarios, levers }: Model): Scenario {
  const known = leversOf(levers);
  return withSettings(
    { ...resolveScenario(scenario, scenarios), until },
    set.map((text) => parseSetting(text, known, tables)),
    known,
    tables,
  );
}

/** Share of a run that is done with a month; runs begin with 2024. */
function shareDone(month: string, until: string): number {
  const first = monthOf('2024-01');
  return (monthOf(month) + 1 - first) / (monthOf(until) - first);
}

/**
 * Answers calls about a model.
 *
 * @param progress told the share of a run that is done
 */
export function answersOf(
  model: Model,
): (call: Call, solver: Solver, progress?: (share: number) => void) => Answers[Call['kind']] {
  const { tables } = model;
  const kept = new Map<string, ScenarioRun>();
  const bestEstimate = (of: RunOf, solver: Solver, onMonth: RunOptions['onMonth']): ScenarioRun => {
    const key = JSON.stringify(of);
    const known = kept.get(key);
    if (known) return known;
    const run = runScenario({ tables, solver, scenario: scenarioOf(of, model), ...(onMonth && { onMonth }) });
    kept.set(key, run);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
    return run;
  };
  return (call, solver, progress) => {
    const { of } = call;
    const onMonth: RunOptions['onMonth'] = progress && (({ month }) => progress(shareDone(month, of.until)));
    if (call.kind === 'outcome' && call.draw) {
      const scenario = scenarioOf(of, model);
      const { number, seed } = call.draw;
      const done = runOfTask(
        { run: number, seed, scenario, parameters: {}, drawProjects: true },
        tables,
        solver,
      );
      if ('refused' in done) return done;
      const names = chainNames(tables, done.run.built.network, scenario);
      return { ...outcomeOf(done.run, tables, names, of.since), draw: number };
    }
    const run = bestEstimate(of, solver, onMonth);
    const names = chainNames(tables, run.built.network, run.scenario);
    return call.kind === 'outcome'
      ? outcomeOf(run, tables, names, of.since)
      : reasonOf(run, names, call.place, call.carrier, call.month);
  };
}
