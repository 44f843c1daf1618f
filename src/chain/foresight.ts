/**
 * Several months solved together, as if everybody knew what is to come: for comparison with other solvers. A bad model
 * of 2025 (everybody stocks up before an act nobody expected), a good test of a long programme.
 *
 * The months become one programme in the form of an exported month: each node once a month, stock carried from one
 * to the next, what is under way arriving where it is due. Only the last month values what is left on the ladder.
 */

import { type ExportedMonth, type ExportedStep, exportMonth } from './export-month.ts';
import type { MonthFrame } from './lp/frame.ts';
import { tieBreaker } from './lp/objective.ts';
import type { Program } from './lp/program.ts';
import { type Network, splitDelay } from './network.ts';
import type { ChainState } from './state.ts';

type ExportedProcess = ExportedMonth['processes'][number];

/**
 * @param frames what each month allows and asks for; of their stocks only those of the first month count
 * @param opening stocks and goods under way at the start
 */
export function exportForesight(
  network: Network,
  frames: readonly MonthFrame[],
  opening: Pick<ChainState, 'stock' | 'pipeline'>,
): ExportedMonth {
  const last = frames.length - 1;
  const at = (id: string, t: number) => `${id} +${t}`;
  const place = new Map(network.nodes.map((node, n) => [node.id, n]));
  const scheduled = (n: number, t: number) => opening.pipeline[n]![t] ?? 0;
  // What comes from outside the chain in the first month (scrap of products) is taken to come in every month.
  const entering = network.nodes.map(
    (_, n) => frames[0]!.available[n]! - opening.stock[n]! - scheduled(n, 0),
  );
  const delivered = (id: string, t: number, perTonne: number, delayMonths: number) =>
    splitDelay(delayMonths).map(({ months, share }) => {
      const due = t + months;
      const tonnes = share * perTonne;
      return due <= last
        ? { node: at(id, due), now: tonnes, later: 0 }
        : { node: at(id, last), now: 0, later: tonnes };
    });

  const nodes: ExportedMonth['nodes'][number][] = [];
  const processes: ExportedProcess[] = [];
  const segments: ExportedMonth['segments'][number][] = [];
  const limits: ExportedMonth['limits'][number][] = [];
  frames.forEach((frame, t) => {
    const month = exportMonth(network, frame);
    const dated = (steps: readonly ExportedStep[]) => steps.map((s) => ({ ...s, name: at(s.name, t) }));
    for (const node of month.nodes) {
      const n = place.get(node.id)!;
      const ends = t === last && node.stock !== null;
      let beyond = 0;
      if (ends) for (let k = t + 1; k < opening.pipeline[n]!.length; k++) beyond += scheduled(n, k);
      nodes.push({
        id: at(node.id, t),
        available: t === 0 ? frame.available[n]! : scheduled(n, t) + entering[n]!,
        underWay: beyond,
        stock: ends ? { ...node.stock, name: at(node.stock.name, t) } : null,
        rungs: ends ? dated(node.rungs) : [],
      });
      if (node.stock && t < last) {
        const name = at(node.stock.name, t);
        processes.push({
          id: at(`hold:${node.id}`, t),
          steps: [{ name, upper: null, cost: tieBreaker(name, 0) }],
          takes: [{ node: at(node.id, t), tonnes: 1 }],
          gives: [{ node: at(node.id, t + 1), now: 1, later: 0 }],
        });
      }
    }
    month.processes.forEach((process, a) => {
      processes.push({
        id: at(process.id, t),
        steps: dated(process.steps),
        takes: process.takes.map((take) => ({ ...take, node: at(take.node, t) })),
        gives: network.processes[a]!.outputs.flatMap((o) => delivered(o.node, t, o.perTonne, o.delayMonths)),
      });
    });
    month.arcs.forEach((arc, r) => {
      processes.push({
        id: at(arc.id, t),
        steps: dated(arc.steps),
        takes: [{ node: at(arc.from, t), tonnes: 1 }],
        gives: delivered(arc.to, t, 1, network.arcs[r]!.delayMonths),
      });
    });
    for (const segment of month.segments)
      segments.push({ id: at(segment.id, t), node: at(segment.node, t), steps: dated(segment.steps) });
    for (const limit of month.limits) {
      limits.push({
        ...limit,
        id: at(limit.id, t),
        terms: limit.terms.map((term) => ({ ...term, kind: 'process', id: at(term.id, t) })),
      });
    }
  });
  return { nodes, processes, arcs: [], segments, limits };
}

/** The programme that an exported month (or several in one) stands for: built from the export alone. */
export function programOf(month: ExportedMonth): Program {
  const rowNames: string[] = [];
  const rowLower: number[] = [];
  const rowUpper: number[] = [];
  const row = (name: string, lower: number, upper: number) => {
    rowNames.push(name);
    rowLower.push(lower);
    rowUpper.push(upper);
    return rowNames.length - 1;
  };
  const balance = new Map(month.nodes.map((n) => [n.id, row(`balance:${n.id}`, n.available, n.available)]));
  const position = new Map(
    month.nodes.flatMap((n) =>
      n.stock ? [[n.id, row(`position:${n.id}`, n.underWay, n.underWay)] as const] : [],
    ),
  );
  const counted = new Map<string, [number, number][]>();
  for (const limit of month.limits) {
    const r = row(`limit:${limit.id}`, Number.NEGATIVE_INFINITY, limit.tonnes);
    for (const term of limit.terms) {
      const key = `${term.kind}:${term.id}`;
      counted.set(key, [...(counted.get(key) ?? []), [r, term.weight]]);
    }
  }

  const columnNames: string[] = [];
  const value: number[] = [];
  const columnUpper: number[] = [];
  const start: number[] = [0];
  const rows: number[] = [];
  const entries: number[] = [];
  const columns = (
    steps: readonly ExportedStep[],
    parts: readonly (readonly [number | undefined, number])[],
  ) => {
    const sum = new Map<number, number>();
    for (const [r, v] of parts) if (r !== undefined) sum.set(r, (sum.get(r) ?? 0) + v);
    const sorted = [...sum].filter(([, v]) => v !== 0).sort((a, b) => a[0] - b[0]);
    for (const step of steps) {
      columnNames.push(step.name);
      value.push(-step.cost);
      columnUpper.push(step.upper ?? Number.POSITIVE_INFINITY);
      for (const [r, v] of sorted) {
        rows.push(r);
        entries.push(v);
      }
      start.push(rows.length);
    }
  };
  for (const process of month.processes) {
    columns(process.steps, [
      ...process.takes.map((take) => [balance.get(take.node), take.tonnes] as const),
      ...process.gives.flatMap((give) => [
        [balance.get(give.node), -give.now] as const,
        [position.get(give.node), -give.later] as const,
      ]),
      ...(counted.get(`process:${process.id}`) ?? []),
    ]);
  }
  for (const arc of month.arcs) {
    columns(arc.steps, [
      [balance.get(arc.from), 1],
      [balance.get(arc.to), -arc.now],
      [position.get(arc.to), arc.now - 1],
      ...(counted.get(`arc:${arc.id}`) ?? []),
    ]);
  }
  for (const segment of month.segments) columns(segment.steps, [[balance.get(segment.node), 1]]);
  for (const node of month.nodes) {
    if (!node.stock) continue;
    columns(
      [node.stock],
      [
        [balance.get(node.id), 1],
        [position.get(node.id), -1],
      ],
    );
    columns(node.rungs, [[position.get(node.id), 1]]);
  }
  return {
    columnNames,
    rowNames,
    value: Float64Array.from(value),
    columnLower: new Float64Array(columnNames.length),
    columnUpper: Float64Array.from(columnUpper),
    rowLower: Float64Array.from(rowLower),
    rowUpper: Float64Array.from(rowUpper),
    start: Int32Array.from(start),
    row: Int32Array.from(rows),
    entry: Float64Array.from(entries),
  };
}
