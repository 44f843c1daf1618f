import type { ChainTables, EnsembleAnswer, EnsembleTask } from '../chain/index.ts';
import { ensembleKey, Journal } from './journal.ts';
import { type PoolOptions, runEnsemble } from './pool.ts';

export interface ResumableOptions extends PoolOptions {
  /** File that keeps the answers; what is in it already is not run again. */
  readonly journal?: string;
}

/** Runs an ensemble, taking from the journal what was answered before. Answers are in the order of the tasks. */
export async function runResumable(
  tasks: readonly EnsembleTask[],
  tables: ChainTables,
  options: ResumableOptions = {},
): Promise<readonly EnsembleAnswer[]> {
  const first = tasks[0];
  if (!options.journal || !first) return runEnsemble(tasks, tables, options);
  const journal = new Journal(options.journal, ensembleKey(first, tables));
  const open = tasks.filter((task) => !journal.answer(task.run));
  const before = tasks.length - open.length;
  await runEnsemble(open, tables, {
    ...options,
    onAnswer: (answer, done) => {
      journal.add(answer);
      options.onAnswer?.(answer, before + done, tasks.length);
    },
  });
  return tasks.map((task) => journal.answer(task.run)!);
}
