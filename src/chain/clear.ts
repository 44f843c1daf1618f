/** One month on its own: for hand-sized networks, tests, and export to another solver. */

import { fillFrame, frameCosts, type MonthFrame } from './lp/frame.ts';
import { type Layout, layOut } from './lp/layout.ts';
import { buildProgram, type Program } from './lp/program.ts';
import { indexNetwork, type Network } from './network.ts';
import type { Solution, Solver } from './solver.ts';
import { basePipeline, openingState } from './state.ts';

/** A frame in which the base year repeats itself: base flows, full pipelines, stocks as wanted. */
export function baseFrame(network: Network): MonthFrame {
  const index = indexNetwork(network);
  const state = openingState(network, index, () => [0, 0, 0, 0]);
  const held = basePipeline(network, index);
  return {
    activityBase: Float64Array.from(network.processes, (p) => p.base),
    activityCapacity: Float64Array.from(network.processes, (p) => p.capacity),
    flowBase: Float64Array.from(network.arcs, (r) => r.base),
    flowCapacity: Float64Array.from(network.arcs, (r) => r.capacity),
    activityCost: new Float64Array(network.processes.length),
    flowCost: new Float64Array(network.arcs.length),
    demand: Float64Array.from(network.segments, (s) => s.base),
    available: state.stock.map((s, n) => s + state.pipeline[n]![0]!),
    underWay: Float64Array.from(network.nodes, (_, n) =>
      state.pipeline[n]!.reduce((sum, tonnes, k) => sum + (k > 0 ? tonnes : 0), 0),
    ),
    wanted: Float64Array.from(network.nodes, (node, n) => node.baseUse * node.coverMonths + held[n]!),
    expected: state.expected.slice(),
    limit: Float64Array.from(network.limits, (l) => l.tonnes),
  };
}

export interface ClearedMonth {
  readonly layout: Layout;
  readonly program: Program;
  readonly solution: Solution;
  /** Asked price by node id, USD/kg. */
  readonly price: (node: string) => number;
  /** Tonnes on an arc. */
  readonly flow: (arc: string) => number;
  readonly activity: (process: string) => number;
  /** Rent of a limit, USD/kg. */
  readonly rent: (limit: string) => number;
}

/**
 * Clears one month.
 *
 * @param change adjusts the base frame before it is solved
 */
export function clearMonth(
  network: Network,
  solver: Solver,
  change?: (frame: MonthFrame) => void,
): ClearedMonth {
  const layout = layOut(network);
  const program = buildProgram(layout);
  const frame = baseFrame(network);
  change?.(frame);
  const base = program.value.slice();
  fillFrame(layout, program, frame);
  frameCosts(layout, base, frame, program.value);
  const handle = solver.load(program);
  try {
    const solution = handle.solve(program);
    const sum = (first: number, count: number) => {
      let total = 0;
      for (let j = 0; j < count; j++) total += solution.column[first + j]!;
      return total;
    };
    const find = (map: ReadonlyMap<string, number>, id: string, what: string) => {
      const at = map.get(id);
      if (at === undefined) throw new Error(`the network has no ${what} "${id}"`);
      return at;
    };
    return {
      layout,
      program,
      solution,
      price: (id) => solution.rowDual[layout.balance[find(layout.index.node, id, 'node')]!]!,
      flow: (id) => {
        const r = find(layout.index.arc, id, 'arc');
        return sum(layout.flow[r]!, layout.arcSteps[r]!.length);
      },
      activity: (id) => {
        const a = find(layout.index.process, id, 'process');
        return sum(layout.activity[a]!, layout.processSteps[a]!.length);
      },
      rent: (id) => {
        const l = network.limits.findIndex((limit) => limit.id === id);
        if (l < 0) throw new Error(`the network has no limit "${id}"`);
        return solution.rowDual[layout.limit[l]!]!;
      },
    };
  } finally {
    handle.dispose();
  }
}
