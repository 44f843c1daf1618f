// Runs a scenario again and again in a worker, as the desk's own worker does, and says how long each run took.
import type { ChainTables } from '../../src/chain/assembly/tables.ts';
import { loadSolver } from '../../src/chain/highs-solver.ts';
import { runScenario } from '../../src/chain/run.ts';
import type { Scenario } from '../../src/chain/scenario.ts';

interface Order {
  readonly tables: ChainTables;
  readonly scenario: Scenario;
  readonly runs: number;
}

addEventListener('message', async ({ data }: MessageEvent<Order>) => {
  try {
    const solver = await loadSolver({ locateFile: () => '/highs.wasm' });
    const ms: number[] = [];
    let objective = 0;
    for (let i = 0; i < data.runs; i++) {
      const start = performance.now();
      const { months } = runScenario({ tables: data.tables, solver, scenario: data.scenario });
      ms.push(performance.now() - start);
      objective = months.at(-1)!.objective;
    }
    postMessage({ ms, objective });
  } catch (error) {
    postMessage({ failed: String(error) });
  }
});
