/** What changes from month to month, and how it moves the bounds of the programme. */

import type { Step } from '../network.ts';
import type { Layout } from './layout.ts';
import type { Program } from './program.ts';

/** Quantities of one month, in the order of the network's lists. */
export interface MonthFrame {
  /** Base activity of each process this month, and the most it can do. */
  readonly activityBase: Float64Array;
  readonly activityCapacity: Float64Array;
  readonly flowBase: Float64Array;
  readonly flowCapacity: Float64Array;
  /** Cost added to that of the base year, USD/kg (taxes and duties that moved, subsidies below zero). */
  readonly activityCost: Float64Array;
  readonly flowCost: Float64Array;
  /** Tonnes demanded by each segment. */
  readonly demand: Float64Array;
  /** Opening stock plus what arrives this month. */
  readonly available: Float64Array;
  /** Goods under way that arrive in later months. */
  readonly underWay: Float64Array;
  /** Wanted position at the expected price: T_n H_n. */
  readonly wanted: Float64Array;
  readonly expected: Float64Array;
  readonly limit: Float64Array;
}

/** Lays a base flow out over its cost steps, the cheapest first, none beyond capacity. */
export function fillSteps(
  steps: readonly Step[],
  base: number,
  capacity: number,
  upper: Float64Array,
  first: number,
): void {
  let left = Math.max(0, capacity);
  for (let m = 0; m < steps.length; m++) {
    const width = Math.min(left, steps[m]!.share * base);
    // An open step of an arc without base flow: infinity times zero.
    const take = Number.isNaN(width) ? left : width;
    upper[first + m] = take;
    left -= take;
  }
}

/** Writes the bounds of one month into the programme. Values (costs) are left alone: see `frameCosts`. */
export function fillFrame(layout: Layout, program: Program, frame: MonthFrame): void {
  const { columnUpper, rowLower, rowUpper } = program;
  const { network } = layout;
  network.processes.forEach((_, a) => {
    fillSteps(
      layout.processSteps[a]!,
      frame.activityBase[a]!,
      frame.activityCapacity[a]!,
      columnUpper,
      layout.activity[a]!,
    );
  });
  network.arcs.forEach((_, r) => {
    fillSteps(layout.arcSteps[r]!, frame.flowBase[r]!, frame.flowCapacity[r]!, columnUpper, layout.flow[r]!);
  });
  network.segments.forEach((segment, s) => {
    segment.steps.forEach((step, k) => {
      columnUpper[layout.served[s]! + k] = step.share * frame.demand[s]!;
    });
  });
  network.nodes.forEach((_, n) => {
    const row = layout.balance[n]!;
    rowLower[row] = rowUpper[row] = frame.available[n]!;
    const position = layout.position[n]!;
    if (position < 0) return;
    rowLower[position] = rowUpper[position] = frame.underWay[n]!;
    columnUpper[layout.stock[n]!] = Number.POSITIVE_INFINITY;
    const ladder = layout.ladders[n]!;
    const scale = frame.wanted[n]! * frame.expected[n]! ** network.stockElasticity;
    const first = layout.rung[n]!;
    for (let k = 0; k < ladder.width.length - 1; k++) columnUpper[first + k] = scale * ladder.width[k]!;
    columnUpper[first + ladder.width.length - 1] = Number.POSITIVE_INFINITY;
  });
  network.limits.forEach((_, l) => {
    rowLower[layout.limit[l]!] = Number.NEGATIVE_INFINITY;
    rowUpper[layout.limit[l]!] = frame.limit[l]!;
  });
}

/** Objective values with the month's added costs; only columns whose cost differs are visited. */
export function frameCosts(layout: Layout, base: Float64Array, frame: MonthFrame, value: Float64Array): void {
  value.set(base);
  layout.network.processes.forEach((_, a) => {
    const added = frame.activityCost[a]!;
    if (added !== 0) {
      for (let m = 0; m < layout.processSteps[a]!.length; m++) value[layout.activity[a]! + m]! -= added;
    }
  });
  layout.network.arcs.forEach((_, r) => {
    const added = frame.flowCost[r]!;
    if (added !== 0) {
      for (let m = 0; m < layout.arcSteps[r]!.length; m++) value[layout.flow[r]! + m]! -= added;
    }
  });
}
