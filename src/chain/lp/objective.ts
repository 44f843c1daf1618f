/** What the month maximises, term by term, and the rule that makes its optimum unique. */

import type { Layout } from './layout.ts';
import { columnNames } from './variables.ts';

export interface ObjectiveTerm {
  readonly sign: '+' | '-';
  readonly latex: string;
  readonly words: string;
  /** Writes the value of a tonne in each column of the family. */
  readonly emit: (layout: Layout, put: (column: number, value: number) => void) => void;
}

/** Cost of one kink of a process: a share of the value of its outputs (of its inputs where it makes none). */
export function processKink(layout: Layout, process: number): number {
  const { network, index } = layout;
  const worth = (flows: readonly { readonly node: string; readonly perTonne: number }[]) =>
    flows.reduce((sum, f) => sum + f.perTonne * network.nodes[index.node.get(f.node)!]!.basePrice, 0);
  const { outputs, inputs } = network.processes[process]!;
  return network.kink.process * Math.max(worth(outputs), worth(inputs));
}

export function arcKink(layout: Layout, arc: number): number {
  const { network, index } = layout;
  return network.kink.arc * network.nodes[index.node.get(network.arcs[arc]!.from)!]!.basePrice;
}

export const OBJECTIVE: readonly ObjectiveTerm[] = [
  {
    sign: '+',
    latex: '\\sum_{s,k} W_{s,k} d_{s,k}',
    words: 'served demand at its willingness to pay',
    emit: (layout, put) =>
      layout.network.segments.forEach((segment, s) => {
        const base = layout.network.nodes[layout.index.node.get(segment.node)!]!.basePrice;
        segment.steps.forEach((step, k) => {
          put(layout.served[s]! + k, step.multiple * base);
        });
      }),
  },
  {
    sign: '+',
    latex: '\\sum_{n,k} g_{n,k} z_{n,k}',
    words: 'positions at the value of their ladder step',
    emit: (layout, put) =>
      layout.ladders.forEach((ladder, n) => {
        ladder?.value.forEach((g, k) => {
          put(layout.rung[n]! + k, g);
        });
      }),
  },
  {
    sign: '-',
    latex: '\\sum_{a,m} c_{a,m} x_{a,m}',
    words: 'cost of processes beyond their inputs',
    emit: (layout, put) =>
      layout.network.processes.forEach((process, a) => {
        const kink = processKink(layout, a);
        layout.processSteps[a]!.forEach((step, m) => {
          put(layout.activity[a]! + m, -(process.cost + step.kinks * kink));
        });
      }),
  },
  {
    sign: '-',
    latex: '\\sum_{r,m} f_{r,m} q_{r,m}',
    words: 'freight, margin, unrefunded tax and duty on arcs',
    emit: (layout, put) =>
      layout.network.arcs.forEach((arc, r) => {
        const kink = arcKink(layout, r);
        const from = layout.network.nodes[layout.index.node.get(arc.from)!]!;
        const cost = arc.cost + arc.adValorem * from.basePrice;
        layout.arcSteps[r]!.forEach((step, m) => {
          put(layout.flow[r]! + m, -(cost + step.kinks * kink));
        });
      }),
  },
];

/** Size of the tie-breaking cost, relative. Above the solver's tolerance (1e-7), far below any real cost. */
const TIE = 1e-6;

/**
 * Cost that decides between flows of equal worth: a share of 1e-6 of the column's own cost, drawn from its
 * name. It depends on the name only, so adding a node elsewhere changes no tie, and a run gives the same
 * digits everywhere.
 */
export function tieBreaker(name: string, cost: number): number {
  let hash = 2166136261;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 16777619);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x45d9f3b);
  hash ^= hash >>> 16;
  return TIE * (1 + Math.abs(cost)) * ((hash >>> 0) / 2 ** 32);
}

/** Objective coefficient of every column, tie-breaking included (maximise). */
export function objectiveValues(layout: Layout): Float64Array {
  const value = new Float64Array(layout.columns);
  for (const term of OBJECTIVE) term.emit(layout, (column, v) => (value[column] = v));
  columnNames(layout).forEach((name, j) => {
    value[j]! -= tieBreaker(name, value[j]!);
  });
  return value;
}
