/** A worker thread of an ensemble: holds tables and a solver, does one task after another. */

import { parentPort, workerData } from 'node:worker_threads';
import { type ChainTables, type EnsembleTask, loadSolver, runTask } from '../chain/index.ts';

const tables = workerData as ChainTables;
const solver = await loadSolver();

parentPort!.on('message', (task: EnsembleTask) => {
  try {
    parentPort!.postMessage({ answer: runTask(task, tables, solver) });
  } catch (error) {
    // The whole error of the solver would print its source; the message is enough.
    parentPort!.postMessage({ error: (error as Error).message });
  }
});
parentPort!.postMessage({ ready: true });
