/** A month as plain JSON for other solvers: the network's numbers, not the matrix, so that it is built anew there. */

import type { MonthFrame } from './lp/frame.ts';
import { fillSteps } from './lp/frame.ts';
import { layOut } from './lp/layout.ts';
import { arcKink, processKink, tieBreaker } from './lp/objective.ts';
import { columnNames } from './lp/variables.ts';
import { type Network, splitDelay } from './network.ts';

export interface ExportedStep {
  readonly name: string;
  readonly upper: number | null;
  readonly cost: number;
}

export interface ExportedMonth {
  readonly nodes: readonly {
    readonly id: string;
    readonly available: number;
    readonly underWay: number;
    /** Null where nothing is kept. */
    readonly stock: ExportedStep | null;
    readonly rungs: readonly ExportedStep[];
  }[];
  /** Each unit of activity takes and gives these tonnes, now or later. */
  readonly processes: readonly {
    readonly id: string;
    readonly steps: readonly ExportedStep[];
    readonly takes: readonly { readonly node: string; readonly tonnes: number }[];
    readonly gives: readonly { readonly node: string; readonly now: number; readonly later: number }[];
  }[];
  readonly arcs: readonly {
    readonly id: string;
    readonly from: string;
    readonly to: string;
    readonly now: number;
    readonly steps: readonly ExportedStep[];
  }[];
  readonly segments: readonly {
    readonly id: string;
    readonly node: string;
    readonly steps: readonly ExportedStep[];
  }[];
  readonly limits: readonly {
    readonly id: string;
    readonly tonnes: number;
    readonly terms: readonly { readonly kind: string; readonly id: string; readonly weight: number }[];
  }[];
}

/** Costs in USD/kg with the tie-breaking share; demand and stock values are negative costs. */
export function exportMonth(network: Network, frame: MonthFrame): ExportedMonth {
  const layout = layOut(network);
  const names = columnNames(layout);
  const upper = new Float64Array(layout.columns);
  const tie = (column: number, cost: number) => cost + tieBreaker(names[column]!, -cost);
  const finite = (x: number) => (Number.isFinite(x) ? x : null);
  return {
    nodes: network.nodes.map((node, n) => {
      const ladder = layout.ladders[n];
      const scale = frame.wanted[n]! * frame.expected[n]! ** network.stockElasticity;
      return {
        id: node.id,
        available: frame.available[n]!,
        underWay: frame.underWay[n]!,
        stock: ladder
          ? { name: names[layout.stock[n]!]!, upper: null, cost: tie(layout.stock[n]!, 0) }
          : null,
        rungs: ladder
          ? Array.from(ladder.value, (value, k) => ({
              name: names[layout.rung[n]! + k]!,
              upper: k === ladder.value.length - 1 ? null : scale * ladder.width[k]!,
              cost: tie(layout.rung[n]! + k, -value),
            }))
          : [],
      };
    }),
    processes: network.processes.map((process, a) => {
      const first = layout.activity[a]!;
      fillSteps(layout.processSteps[a]!, frame.activityBase[a]!, frame.activityCapacity[a]!, upper, first);
      const kink = processKink(layout, a);
      return {
        id: process.id,
        steps: layout.processSteps[a]!.map((step, m) => ({
          name: names[first + m]!,
          upper: finite(upper[first + m]!),
          cost: tie(first + m, process.cost + step.kinks * kink) + frame.activityCost[a]!,
        })),
        takes: process.inputs.map((i) => ({ node: i.node, tonnes: i.perTonne })),
        gives: process.outputs.map((o) => {
          const now = splitDelay(o.delayMonths).find((p) => p.months === 0)?.share ?? 0;
          return { node: o.node, now: now * o.perTonne, later: (1 - now) * o.perTonne };
        }),
      };
    }),
    arcs: network.arcs.map((arc, r) => {
      const first = layout.flow[r]!;
      fillSteps(layout.arcSteps[r]!, frame.flowBase[r]!, frame.flowCapacity[r]!, upper, first);
      const kink = arcKink(layout, r);
      const from = network.nodes[layout.index.node.get(arc.from)!]!;
      const cost = arc.cost + arc.adValorem * from.basePrice;
      return {
        id: arc.id,
        from: arc.from,
        to: arc.to,
        now: layout.arcNow[r]!,
        steps: layout.arcSteps[r]!.map((step, m) => ({
          name: names[first + m]!,
          upper: finite(upper[first + m]!),
          cost: tie(first + m, cost + step.kinks * kink) + frame.flowCost[r]!,
        })),
      };
    }),
    segments: network.segments.map((segment, s) => {
      const base = network.nodes[layout.index.node.get(segment.node)!]!.basePrice;
      return {
        id: segment.id,
        node: segment.node,
        steps: segment.steps.map((step, k) => ({
          name: names[layout.served[s]! + k]!,
          upper: step.share * frame.demand[s]!,
          cost: tie(layout.served[s]! + k, -step.multiple * base),
        })),
      };
    }),
    limits: network.limits.map((limit, l) => ({ id: limit.id, tonnes: frame.limit[l]!, terms: limit.terms })),
  };
}
