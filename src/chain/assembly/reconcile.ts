/**
 * Base-year flows that balance at every node and stay as near as possible to what the tables say.
 *
 * Tables of output, trade and use come from different hands and do not add up. Here they are reconciled: a
 * linear programme finds flows that balance exactly, with a penalty on every relative deviation that grows in
 * steps (1, 2, 3 per cent and beyond) and with the confidence of the figure. What cannot be met shows as a
 * deviation in the calibration report; supply that nothing explains shows as a residual line.
 */

import { tieBreaker } from '../lp/objective.ts';
import type { Program } from '../lp/program.ts';
import type { Solver } from '../solver.ts';
import type { Confidence, Skeleton } from './skeleton.ts';
import type { ChainTables } from './tables.ts';

export interface BaseFlows {
  /** Tonnes a month. */
  readonly process: ReadonlyMap<string, number>;
  readonly arc: ReadonlyMap<string, number>;
  /** Use at buyers' nodes. */
  readonly use: ReadonlyMap<string, number>;
}

const WEIGHT: Readonly<Record<Confidence, number>> = { high: 4, medium: 1.5, low: 0.5 };
/** Weight of a flow that is assumed and stands in no source. */
const ASSUMED = 0.03;
/** Penalty per relative deviation, step by step. */
const PENALTY: readonly { readonly upTo: number; readonly slope: number }[] = [
  { upTo: 0.01, slope: 1 },
  { upTo: 0.02, slope: 4 },
  { upTo: 0.03, slope: 12 },
  { upTo: Number.POSITIVE_INFINITY, slope: 100 },
];
/** Scale of a figure that is zero or very small, t a month: its deviations are counted against this. */
const SMALL = 2;

interface Target {
  readonly name: string;
  readonly value: number;
  readonly scale: number;
  readonly weight: number;
  readonly terms: readonly { readonly column: number; readonly weight: number }[];
}

export function reconcile(
  skeleton: Skeleton,
  tables: ChainTables,
  inflows: ReadonlyMap<string, number>,
  solver: Solver,
): BaseFlows {
  const names: string[] = [];
  const upper: number[] = [];
  const value: number[] = [];
  const column = (name: string, bound = Number.POSITIVE_INFINITY, worth = 0): number => {
    names.push(name);
    upper.push(bound);
    value.push(worth - tieBreaker(name, 0));
    return names.length - 1;
  };
  const entries: [number, number, number][] = [];
  const rowNames: string[] = [];
  const right: number[] = [];
  const row = (name: string, rhs: number): number => {
    rowNames.push(name);
    right.push(rhs);
    return rowNames.length - 1;
  };

  const processColumn = new Map(skeleton.processes.map((p) => [p.id, column(p.id, p.capacity)]));
  const arcColumn = new Map(
    // An arc that carried nothing stays closed in the base year.
    skeleton.arcs.map((r) => [r.id, column(r.id, r.said === 0 ? 0 : Number.POSITIVE_INFINITY)]),
  );
  const buyers = skeleton.nodes.filter((n) => n.isBuyer);
  const useColumn = new Map(buyers.map((n) => [n.id, column(`use:${n.id}`)]));

  const balance = new Map(
    skeleton.nodes.map((n) => [n.id, row(`balance:${n.id}`, -(inflows.get(n.id) ?? 0))]),
  );
  for (const p of skeleton.processes) {
    const j = processColumn.get(p.id)!;
    for (const out of p.outputs) entries.push([balance.get(out.node)!, j, out.perTonne]);
    for (const input of p.inputs) entries.push([balance.get(input.node)!, j, -input.perTonne]);
    if (p.routeOf && p.routeOf.share < 1) {
      // x = s (x + other): the two routes keep their shares.
      const r = row(`route:${p.id}`, 0);
      entries.push([r, j, 1 - p.routeOf.share], [r, processColumn.get(p.routeOf.other)!, -p.routeOf.share]);
    }
  }
  for (const arc of skeleton.arcs) {
    const j = arcColumn.get(arc.id)!;
    entries.push([balance.get(arc.to)!, j, 1], [balance.get(arc.from)!, j, -1]);
  }
  for (const [id, j] of useColumn) entries.push([balance.get(id)!, j, -1]);

  const targets: Target[] = [];
  const target = (
    name: string,
    said: number,
    weight: number,
    terms: Target['terms'],
    scale = Math.max(said, SMALL),
  ) => targets.push({ name, value: said, weight, terms, scale });
  for (const p of skeleton.processes) {
    if (p.said === null || p.sharedLimit) continue;
    const scale = p.stage === 'residual' ? Math.max(p.said, 40) : undefined;
    target(
      p.id,
      p.said,
      p.isAssumed ? ASSUMED : WEIGHT[p.confidence],
      [{ column: processColumn.get(p.id)!, weight: 1 }],
      scale,
    );
  }
  for (const [plant, { said }] of skeleton.plants) {
    const members = skeleton.processes.filter((p) => p.sharedLimit === plant);
    const terms = members.map((p) => ({ column: processColumn.get(p.id)!, weight: p.sharedWeight ?? 1 }));
    target(plant, said, WEIGHT[members[0]!.confidence], terms);
  }
  for (const arc of skeleton.arcs) {
    if (arc.said === 0) continue;
    const weight = arc.isAssumed ? ASSUMED : WEIGHT[arc.confidence];
    target(arc.id, arc.said, weight, [{ column: arcColumn.get(arc.id)!, weight: 1 }]);
  }
  for (const row of tables.chainCalibrationTargets) {
    if (row.measure !== 'output' && row.measure !== 'export') continue;
    // Stages of one process a place are held to capacity.csv already.
    if (row.measure === 'output' && !row.stages!.some((s) => s === 'separation' || s === 'recycling'))
      continue;
    const terms: { column: number; weight: number }[] = [];
    if (row.measure === 'output') {
      for (const p of skeleton.processes) {
        if (p.place !== row.place || !row.stages!.includes(p.stage)) continue;
        for (const out of p.outputs) {
          const node = skeleton.nodes.find((n) => n.id === out.node)!;
          if (node.carrier === row.carrier)
            terms.push({ column: processColumn.get(p.id)!, weight: out.perTonne });
        }
      }
    } else {
      for (const arc of skeleton.arcs) {
        if (arc.origin !== row.place || arc.destination === row.place || arc.said === 0) continue;
        if (arc.carrier.startsWith(`${row.carrier}-`))
          terms.push({ column: arcColumn.get(arc.id)!, weight: 1 });
      }
    }
    target(row.target, row.value / 12, WEIGHT[row.confidence], terms);
  }

  for (const t of targets) {
    const r = row(`target:${t.name}`, t.value);
    for (const term of t.terms) entries.push([r, term.column, term.weight]);
    let from = 0;
    for (const step of PENALTY) {
      const width = (step.upTo - from) * t.scale;
      const worth = (-step.slope * t.weight) / t.scale;
      entries.push([r, column(`under:${t.name}:${step.upTo}`, width, worth), 1]);
      entries.push([r, column(`over:${t.name}:${step.upTo}`, width, worth), -1]);
      from = step.upTo;
    }
  }

  const handle = solver.load(toProgram(names, value, upper, rowNames, right, entries));
  try {
    const solution = handle.solve(toProgram(names, value, upper, rowNames, right, entries));
    const read = (columns: ReadonlyMap<string, number>) =>
      new Map([...columns].map(([id, j]) => [id, Math.max(0, solution.column[j]!)]));
    return { process: read(processColumn), arc: read(arcColumn), use: read(useColumn) };
  } finally {
    handle.dispose();
  }
}

function toProgram(
  columnNames: readonly string[],
  value: readonly number[],
  upper: readonly number[],
  rowNames: readonly string[],
  right: readonly number[],
  entries: readonly (readonly [number, number, number])[],
): Program {
  const byColumn: Map<number, number>[] = columnNames.map(() => new Map());
  for (const [r, j, v] of entries) byColumn[j]!.set(r, (byColumn[j]!.get(r) ?? 0) + v);
  const start = new Int32Array(columnNames.length + 1);
  const row: number[] = [];
  const entry: number[] = [];
  byColumn.forEach((column, j) => {
    for (const [r, v] of [...column].sort((a, b) => a[0] - b[0])) {
      row.push(r);
      entry.push(v);
    }
    start[j + 1] = row.length;
  });
  return {
    columnNames,
    rowNames,
    value: Float64Array.from(value),
    columnLower: new Float64Array(columnNames.length),
    columnUpper: Float64Array.from(upper),
    rowLower: Float64Array.from(right),
    rowUpper: Float64Array.from(right),
    start,
    row: Int32Array.from(row),
    entry: Float64Array.from(entry),
  };
}
