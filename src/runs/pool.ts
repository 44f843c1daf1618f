import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ChainTables, EnsembleAnswer, EnsembleTask } from '../chain/index.ts';

export interface PoolOptions {
  /** Threads; by default one for each core. */
  readonly workers?: number;
  /** Called with each answer as it comes, in no particular order. */
  readonly onAnswer?: (answer: EnsembleAnswer, done: number, total: number) => void;
  /** Stops the ensemble: tasks under way are dropped, what was answered stays. */
  readonly signal?: AbortSignal;
}

type Message = { readonly ready: true } | { readonly answer: EnsembleAnswer } | { readonly error: string };

const workerFile = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/**
 * Does the tasks of an ensemble on worker threads. The answers come back in the order of the tasks and are the same
 * for any number of workers.
 *
 * @throws the first error of a worker that is not a refused run; an `AbortError` when stopped
 */
export function runEnsemble(
  tasks: readonly EnsembleTask[],
  tables: ChainTables,
  options: PoolOptions = {},
): Promise<readonly EnsembleAnswer[]> {
  const count = Math.max(1, Math.min(tasks.length, options.workers ?? availableParallelism()));
  if (tasks.length === 0) return Promise.resolve([]);
  const answers = new Map<number, EnsembleAnswer>();
  const workers: Worker[] = [];
  let next = 0;
  return new Promise<readonly EnsembleAnswer[]>((resolve, reject) => {
    const fail = (error: Error) => {
      options.signal?.removeEventListener('abort', stop);
      for (const worker of workers) void worker.terminate();
      reject(error);
    };
    const stop = () => fail(new DOMException('the ensemble was stopped', 'AbortError'));
    if (options.signal?.aborted) return stop();
    options.signal?.addEventListener('abort', stop, { once: true });
    for (let i = 0; i < count; i++) {
      const worker = new Worker(workerFile, { workerData: tables });
      workers.push(worker);
      const give = () => {
        const task = tasks[next++];
        if (task) worker.postMessage(task);
        else void worker.terminate();
      };
      worker.on('error', fail);
      worker.on('message', (message: Message) => {
        if ('error' in message) return fail(new Error(message.error));
        if ('answer' in message) {
          answers.set(message.answer.run, message.answer);
          options.onAnswer?.(message.answer, answers.size, tasks.length);
          if (answers.size === tasks.length) {
            options.signal?.removeEventListener('abort', stop);
            for (const w of workers) void w.terminate();
            return resolve(tasks.map((task) => answers.get(task.run)!));
          }
        }
        give();
      });
    }
  });
}
