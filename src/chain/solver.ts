/**
 * What the chain asks of a linear solver. The one in use is `highs-solver.ts`; another (a native one, a
 * service) need only keep this contract. A programme can be written out as MPS for any other solver.
 */

import type { Program } from './lp/program.ts';

export interface Solution {
  readonly objective: number;
  readonly column: Float64Array;
  /** Worth of one more unit on the right-hand side, in a maximisation. */
  readonly rowDual: Float64Array;
  readonly columnDual: Float64Array;
  /** Simplex iterations, for benches. */
  readonly iterations: number;
  /** True if the warm start had to be dropped and the month solved again from nothing. */
  readonly retried: boolean;
}

/** A programme held by the solver; its basis is kept from one solve to the next. */
export interface SolverHandle {
  /** Sends what changed since the last call and solves. Throws `NotOptimalError` if twice not optimal. */
  solve(program: Program): Solution;
  /** The programme as free MPS, for another solver. */
  toMps(): Uint8Array;
  /** Frees the memory; the handle cannot be used again. */
  dispose(): void;
}

export interface Solver {
  readonly name: string;
  load(program: Program): SolverHandle;
}

export class NotOptimalError extends Error {
  readonly status: string;
  constructor(status: string, detail: string) {
    super(`the month's programme was not solved to optimality (${status}). ${detail}`);
    this.name = 'NotOptimalError';
    this.status = status;
  }
}
