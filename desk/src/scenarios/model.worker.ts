// The model of the chain, run off the page's own thread.
import wasm from 'highs/runtime?url';
import { loadSolver } from '../../../src/chain/highs-solver.ts';
import type { Solver } from '../../../src/chain/solver.ts';
import { answersOf } from './answers.ts';
import type { Order, Report } from './messages.ts';

const say = (report: Report) => postMessage(report);
let solver: Promise<Solver> | undefined;
let answers: ReturnType<typeof answersOf> | undefined;

addEventListener('message', async ({ data }: MessageEvent<Order>) => {
  if (data.kind === 'model') {
    answers = answersOf(data.model);
    return;
  }
  const { id, call } = data;
  try {
    solver ??= loadSolver({ locateFile: () => wasm });
    const by = await solver;
    if (!answers) throw new Error('The worker has no model yet.');
    const answer = answers(call, by, (share) => say({ kind: 'progress', id, share }));
    say({ kind: 'answer', id, answer });
  } catch (error) {
    say({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
});
