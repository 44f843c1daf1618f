/**
 * The element ledger: every tonne moved by the month's solution, told by element.
 *
 * Magnets of different make meet in one pool, so what is in a magnet is followed, not assumed: a pool is mixed
 * each month and everything that leaves it carries the mix. All other carriers have a fixed content, which the
 * ledger checks rather than believes. A month that does not balance to 1e-9 is refused.
 */

import { ELEMENTS, type Network, type NetworkIndex, splitDelay } from './network.ts';
import type { ChainState } from './state.ts';
import { elementsHeld } from './state.ts';

export const BALANCE_TOLERANCE = 1e-9;

export interface MonthFlows {
  readonly activity: Float64Array;
  readonly flow: Float64Array;
  readonly served: Float64Array;
  readonly stock: Float64Array;
  /** Scrap collected from products and stock released this month, tonnes by node. */
  readonly collected: Float64Array;
  /** What a tonne of that holds at a node where goods of different make meet. */
  readonly contentOf: (node: number) => readonly number[];
}

export interface ElementAccount {
  /** Tonnes of each element that entered from mines, residual supply and collection. */
  readonly entered: Float64Array;
  /** Of that, from collected products and releases. */
  readonly collected: Float64Array;
  /** Lost in processes, or gone to other uses. */
  readonly lost: Float64Array;
  /** Gone into products. */
  readonly used: Float64Array;
  /** Tonnes of each element in what each segment took. */
  readonly servedElement: readonly Float64Array[];
  /** Tonnes of each element in a tonne that left a node, node by node in the order of `ELEMENTS`. */
  readonly content: Float64Array;
  /** Largest imbalance of an element, relative to what moved. */
  readonly imbalance: number;
}

export class ElementBalanceError extends Error {
  constructor(month: string, element: string, imbalance: number) {
    super(
      `${month}: ${element} does not balance (off by ${imbalance.toExponential(2)} of what moved, ` +
        `${BALANCE_TOLERANCE} allowed). The run is refused.`,
    );
    this.name = 'ElementBalanceError';
  }
}

/** Order in which pools are mixed: what has a fixed content first, then makers, components, buyers. */
export function mixingOrder(network: Network): Int32Array {
  const rank = (n: number) => {
    const node = network.nodes[n]!;
    if (node.content) return 0;
    if (node.kind === 'component') return 2;
    return node.tier ? 3 : 1;
  };
  return Int32Array.from(network.nodes.keys()).sort((a, b) => rank(a) - rank(b) || a - b);
}

/**
 * Moves the elements of one month and returns the account; `state` is brought to the end of the month (its
 * pipelines shifted), tonnes and elements alike.
 */
export function moveElements(
  network: Network,
  index: NetworkIndex,
  order: Int32Array,
  state: ChainState,
  flows: MonthFlows,
  monthName: string,
): ElementAccount {
  const E = ELEMENTS.length;
  const before = elementsHeld(state);
  const entered = new Float64Array(E);
  const collected = new Float64Array(E);
  const lost = new Float64Array(E);
  const used = new Float64Array(E);
  const nodes = network.nodes.length;
  const pool = Array.from({ length: nodes }, () => new Float64Array(E));
  const tonnes = new Float64Array(nodes);
  const later = Array.from(
    { length: nodes },
    () => new Map<number, { tonnes: number; element: Float64Array }>(),
  );
  const servedElement = network.segments.map(() => new Float64Array(E));

  const deliver = (node: number, quantity: number, element: ArrayLike<number>, delay: number) => {
    for (const part of splitDelay(delay)) {
      const share = part.share;
      if (part.months === 0) {
        tonnes[node]! += quantity * share;
        for (let e = 0; e < E; e++) pool[node]![e]! += element[e]! * share;
      } else {
        const slot = later[node]!.get(part.months) ?? { tonnes: 0, element: new Float64Array(E) };
        slot.tonnes += quantity * share;
        for (let e = 0; e < E; e++) slot.element[e]! += element[e]! * share;
        later[node]!.set(part.months, slot);
      }
    }
  };
  for (let n = 0; n < nodes; n++) {
    tonnes[n] = state.stock[n]! + state.pipeline[n]![0]!;
    const arriving = state.pipelineElement[n]![0]!;
    for (let e = 0; e < E; e++) pool[n]![e] = state.stockElement[n]![e]! + arriving[e]!;
    const scrap = flows.collected[n]!;
    if (scrap > 0) {
      const content = network.nodes[n]!.content ?? flows.contentOf(n);
      tonnes[n]! += scrap;
      for (let e = 0; e < E; e++) {
        pool[n]![e]! += scrap * content[e]!;
        entered[e]! += scrap * content[e]!;
        collected[e]! += scrap * content[e]!;
      }
    }
  }

  const processesFrom = groupBy(network.processes, (p) => {
    const tracked = p.inputs.find((i) => !network.nodes[index.node.get(i.node)!]!.content);
    return tracked ? index.node.get(tracked.node)! : -1;
  });
  const arcsFrom = groupBy(network.arcs, (r) => index.node.get(r.from)!);
  const segmentsAt = groupBy(network.segments, (s) => index.node.get(s.node)!);

  const runProcess = (a: number) => {
    const x = flows.activity[a]!;
    if (x === 0) return;
    const process = network.processes[a]!;
    const taken = new Float64Array(E);
    for (const input of process.inputs) {
      const n = index.node.get(input.node)!;
      const node = network.nodes[n]!;
      const quantity = input.perTonne * x;
      for (let e = 0; e < E; e++) {
        const share = node.content ? node.content[e]! : tonnes[n]! > 0 ? pool[n]![e]! / tonnes[n]! : 0;
        taken[e]! += quantity * share;
      }
    }
    // Inputs with fixed content are booked out at the end, from declared contents.
    const left = taken.map((t, e) => t * (1 - process.loss[e]!));
    for (let e = 0; e < E; e++) lost[e]! += taken[e]! - left[e]!;
    const fixed = process.outputs.filter((o) => network.nodes[index.node.get(o.node)!]!.content);
    const mixed = process.outputs.filter((o) => !network.nodes[index.node.get(o.node)!]!.content);
    for (const out of fixed) {
      const n = index.node.get(out.node)!;
      const content = network.nodes[n]!.content!.map((share) => share * out.perTonne * x);
      deliver(n, out.perTonne * x, content, out.delayMonths);
      for (let e = 0; e < E; e++) {
        if (process.isSource) entered[e]! += content[e]!;
        else left[e]! -= content[e]!;
      }
    }
    for (const out of mixed) {
      deliver(index.node.get(out.node)!, out.perTonne * x, left, out.delayMonths);
      left.fill(0);
    }
    // What remains must be nothing: the recipe gives out all it does not lose.
    for (let e = 0; e < E; e++) if (Math.abs(left[e]!) > 0) lost[e]! += left[e]!;
    const moved = Math.max(...taken);
    const odd = left.findIndex((v) => Math.abs(v) > BALANCE_TOLERANCE * Math.max(moved, 1e-3));
    if (odd >= 0)
      throw new ElementBalanceError(`${monthName}, ${process.id}`, ELEMENTS[odd]!, left[odd]! / moved);
  };
  for (const a of processesFrom.get(-1) ?? []) runProcess(a);

  let tonnesOff = 0;
  for (const n of order) {
    const node = network.nodes[n]!;
    if (!node.content) for (const a of processesFrom.get(n) ?? []) runProcess(a);
    const content = (e: number) =>
      node.content ? node.content[e]! : tonnes[n]! > 0 ? pool[n]![e]! / tonnes[n]! : 0;
    for (const r of arcsFrom.get(n) ?? []) {
      const q = flows.flow[r]!;
      if (q === 0) continue;
      const arc = network.arcs[r]!;
      deliver(
        index.node.get(arc.to)!,
        q,
        [content(0) * q, content(1) * q, content(2) * q, content(3) * q],
        arc.delayMonths,
      );
    }
    for (const s of segmentsAt.get(n) ?? []) {
      const d = flows.served[s]!;
      for (let e = 0; e < E; e++) {
        servedElement[s]![e] = content(e) * d;
        used[e]! += content(e) * d;
      }
    }
  }

  // Closing books: what is left in each pool must be the stock that the solution says.
  const outOf = new Float64Array(nodes);
  const held = new Float64Array(nodes * E);
  network.processes.forEach((p, a) => {
    for (const input of p.inputs) outOf[index.node.get(input.node)!]! += input.perTonne * flows.activity[a]!;
  });
  network.arcs.forEach((r, i) => {
    outOf[index.node.get(r.from)!]! += flows.flow[i]!;
  });
  network.segments.forEach((s, i) => {
    outOf[index.node.get(s.node)!]! += flows.served[i]!;
  });
  for (let n = 0; n < nodes; n++) {
    const node = network.nodes[n]!;
    const left = tonnes[n]! - outOf[n]!;
    tonnesOff = Math.max(tonnesOff, Math.abs(left - flows.stock[n]!) / Math.max(1, tonnes[n]!));
    for (let e = 0; e < E; e++) {
      const share = node.content ? node.content[e]! : tonnes[n]! > 0 ? pool[n]![e]! / tonnes[n]! : 0;
      held[n * E + e] = share;
      state.stockElement[n]![e] = pool[n]![e]! - outOf[n]! * share;
    }
    state.stock[n] = flows.stock[n]!;
    const slots = state.pipeline[n]!;
    const elements = state.pipelineElement[n]!;
    for (let k = 0; k < slots.length; k++) {
      const more = later[n]!.get(k + 1);
      slots[k] = (k + 1 < slots.length ? slots[k + 1]! : 0) + (more?.tonnes ?? 0);
      for (let e = 0; e < E; e++) {
        elements[k]![e] = (k + 1 < slots.length ? elements[k + 1]![e]! : 0) + (more?.element[e] ?? 0);
      }
    }
  }

  const after = elementsHeld(state);
  let imbalance = tonnesOff;
  let worst = 0;
  for (let e = 0; e < E; e++) {
    const off = Math.abs(after[e]! - before[e]! - entered[e]! + lost[e]! + used[e]!);
    const relative = off / Math.max(1, before[e]! + entered[e]!);
    if (relative > imbalance) {
      imbalance = relative;
      worst = e;
    }
  }
  if (imbalance > BALANCE_TOLERANCE) throw new ElementBalanceError(monthName, ELEMENTS[worst]!, imbalance);
  return { entered, collected, lost, used, servedElement, content: held, imbalance };
}

function groupBy<T>(items: readonly T[], key: (item: T) => number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  items.forEach((item, i) => {
    const k = key(item);
    const group = groups.get(k);
    if (group) group.push(i);
    else groups.set(k, [i]);
  });
  return groups;
}
