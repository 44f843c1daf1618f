/** A thread that runs scenarios of the chain one after another and sums each up for buyers. */
import { parentPort, workerData } from 'node:worker_threads';
import {
  chainTables,
  loadSolver,
  resolveScenario,
  runScenario,
  type ScenarioFile,
  type ScenarioRun,
} from '../chain/index.ts';
import { loadFacts } from '../facts/index.ts';
import { scenarioImpact } from '../parts/index.ts';

/** Where a scenario adds no dated event, the year that is looked at begins here. */
const USUAL_START = '2027-01';

const startOf = ({ events }: ScenarioFile): string =>
  (events ?? []).flatMap((event) => ('from' in event && event.from ? [event.from] : [])).sort()[0] ??
  USUAL_START;

const facts = loadFacts();
const files = facts.chainScenarios;
const tables = chainTables(facts);
const solver = await loadSolver();
const runs = new Map<string, ScenarioRun>();
const runOf = (name: string): ScenarioRun => {
  const run = runs.get(name) ?? runScenario({ tables, solver, scenario: resolveScenario(name, files) });
  runs.set(name, run);
  return run;
};

try {
  for (const name of workerData as readonly string[]) {
    const file = files.find((each) => each.name === name);
    if (!file) throw new Error(`There is no scenario "${name}".`);
    const impact = scenarioImpact(runOf(name), runOf(file.base ?? name), startOf(file));
    parentPort?.postMessage({ impact });
  }
} catch (error) {
  // The whole error of the solver would print its source; the message is enough.
  parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) });
}
