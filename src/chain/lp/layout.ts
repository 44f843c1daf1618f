/** Where each variable and row of the month's programme stands. */

import {
  arrivesNow,
  indexNetwork,
  type Network,
  type NetworkIndex,
  STEP_PROFILES,
  type Step,
} from '../network.ts';
import { type Ladder, makeLadder } from './ladder.ts';

export interface Layout {
  readonly network: Network;
  readonly index: NetworkIndex;
  readonly processSteps: readonly (readonly Step[])[];
  readonly arcSteps: readonly (readonly Step[])[];
  /** First column of each process, arc, segment; stock and ladder columns of each node (-1: keeps none). */
  readonly activity: Int32Array;
  readonly flow: Int32Array;
  readonly served: Int32Array;
  readonly stock: Int32Array;
  readonly rung: Int32Array;
  readonly ladders: readonly (Ladder | null)[];
  /** Row of the balance and of the position of each node (-1: none), and of each limit. */
  readonly balance: Int32Array;
  readonly position: Int32Array;
  readonly limit: Int32Array;
  readonly columns: number;
  readonly rows: number;
  /** Share of each arc's flow that arrives within the month. */
  readonly arcNow: Float64Array;
}

export function layOut(network: Network): Layout {
  let column = 0;
  const take = (count: number) => {
    const first = column;
    column += count;
    return first;
  };
  const processSteps = network.processes.map((p) => STEP_PROFILES[p.base > 0 ? p.steps : 'flat']);
  const arcSteps = network.arcs.map((r) => STEP_PROFILES[r.base > 0 ? r.steps : 'closed']);
  const activity = Int32Array.from(processSteps, (steps) => take(steps.length));
  const flow = Int32Array.from(arcSteps, (steps) => take(steps.length));
  const served = Int32Array.from(network.segments, (s) => take(s.steps.length));
  const keeps = network.nodes.map((n) => n.coverMonths > 0);
  const stock = Int32Array.from(network.nodes, (_, n) => (keeps[n] ? take(1) : -1));
  const ladders = network.nodes.map((n, i) =>
    keeps[i] ? makeLadder(n.basePrice, n.ladder.fine, n.ladder.coarse, network.stockElasticity) : null,
  );
  const rung = Int32Array.from(ladders, (ladder) => (ladder ? take(ladder.value.length) : -1));
  let row = 0;
  const balance = Int32Array.from(network.nodes, () => row++);
  const position = Int32Array.from(network.nodes, (_, n) => (keeps[n] ? row++ : -1));
  const limit = Int32Array.from(network.limits, () => row++);
  return {
    network,
    index: indexNetwork(network),
    processSteps,
    arcSteps,
    activity,
    flow,
    served,
    stock,
    rung,
    ladders,
    balance,
    position,
    limit,
    columns: column,
    rows: row,
    arcNow: Float64Array.from(network.arcs, (r) => arrivesNow(r.delayMonths)),
  };
}
