/**
 * Where the elements in a place's magnets come from: flows followed month by month through every stage, pools
 * mixing what is in them.
 */

import { type ChainElement, ELEMENTS, splitDelay } from './network.ts';
import type { ScenarioRun } from './run.ts';
import { matches } from './scenario.ts';
import { PIPELINE } from './state.ts';

export interface OriginShare {
  /**
   * Places of the stages asked for, in order; instead of the first, `before` for goods from before the run,
   * `products` for collected scrap, `residual` for oxide that no mine of the tables explains. `?` for a stage
   * that the goods did not pass, or passed before they were followed.
   */
  readonly path: readonly string[];
  /** Share of the element. */
  readonly share: number;
}

export interface OriginQuestion {
  readonly element: ChainElement;
  /** Stages whose places are wanted, upstream first: mining, separation, metal, magnet_sintered. */
  readonly stages: readonly string[];
  readonly place: string;
  /** Carrier that is used, may end in `*`. */
  readonly carrier: string;
  readonly from: string;
  readonly until: string;
}

/** What one segment used in a month, tonnes of the element by path. */
export interface UsedByPath {
  readonly segment: number;
  readonly paths: readonly { readonly path: readonly string[]; readonly tonnes: number }[];
}

export interface OriginFollower {
  /** What each segment used in the month at an offset of the run. Months up to it are followed once and kept. */
  readonly used: (t: number) => readonly UsedByPath[];
}

/** Months of the base year that are gone through where opening stocks are taken to come from where its goods did. */
const WARM_UP = 36;

type Mix = Map<number, number>;

function add(mix: Mix, other: Mix, factor: number): void {
  if (factor === 0) return;
  for (const [k, v] of other) mix.set(k, (mix.get(k) ?? 0) + v * factor);
}
function massOf(mix: Mix): number {
  let sum = 0;
  for (const v of mix.values()) sum += v;
  return sum;
}

/** What one month moved, as far as following needs it. */
interface Moved {
  readonly activity: Float64Array;
  readonly flow: Float64Array;
  readonly available: ArrayLike<number>;
  readonly stock: ArrayLike<number>;
}

/**
 * Follows an element through the months of a run.
 *
 * @param opening what is in stock and under way when the run begins: not followed (`before`), or mixed as the base
 * year mixes it, which is what the model takes opening stocks to be
 */
export function followOrigins(
  run: ScenarioRun,
  element: ChainElement,
  stages: readonly string[],
  opening: 'before' | 'base year' = 'before',
): OriginFollower {
  const { network } = run.built;
  const nodeAt = (id: string) => run.index.node.get(id)!;
  const e = ELEMENTS.indexOf(element);
  const tags: string[] = [];
  const tagAt = new Map<string, number>();
  const tag = (path: readonly string[]): number => {
    const key = path.join('>');
    let at = tagAt.get(key);
    if (at === undefined) {
      at = tags.length;
      tags.push(key);
      tagAt.set(key, at);
    }
    return at;
  };
  const blank = (first: string) => [first, ...new Array<string>(stages.length - 1).fill('?')];
  const stamps = new Map<string, number>();
  const stamp = (mix: Mix, stage: string, place: string): Mix => {
    const at = stages.indexOf(stage === 'recycling' ? 'separation' : stage);
    if (at < 0) return mix;
    const out: Mix = new Map();
    for (const [k, v] of mix) {
      const key = `${k}|${at}|${place}`;
      let to = stamps.get(key);
      if (to === undefined) {
        const path = tags[k]!.split('>');
        path[at] = place;
        to = tag(path);
        stamps.set(key, to);
      }
      out.set(to, (out.get(to) ?? 0) + v);
    }
    return out;
  };

  const before = tag(blank('before'));
  const products = tag(blank('products'));
  // Mixes are kept per tonne of carrier where pools mix, so contents that are alike need no element mass.
  const carries = network.nodes.map((n) => (n.content ? n.content[e]! > 0 : true));
  const fromArc = network.arcs.map((r) => nodeAt(r.from));
  const toArc = network.arcs.map((r) => nodeAt(r.to));
  const baseStock = network.nodes.map((n) => n.baseUse * n.coverMonths);
  let stock: Mix[] = baseStock.map((tonnes) => new Map([[before, tonnes]]));
  const pipeline: Mix[][] = network.nodes.map(() => Array.from({ length: PIPELINE + 1 }, () => new Map()));

  // Who delivers to each node, and an order in which what is delivered within the month is known before it is used.
  const makers = network.nodes.map((): { process: number; output: number }[] => []);
  network.processes.forEach((p, process) => {
    p.outputs.forEach((o, output) => {
      makers[nodeAt(o.node)]!.push({ process, output });
    });
  });
  const senders = network.nodes.map((): number[] => []);
  toArc.forEach((n, r) => {
    senders[n]!.push(r);
  });
  const order: number[] = [];
  const visited = new Set<number>();
  const visit = (n: number): void => {
    if (visited.has(n)) return;
    visited.add(n);
    for (const { process, output } of makers[n]!) {
      const p = network.processes[process]!;
      if (p.outputs[output]!.delayMonths < 1) for (const input of p.inputs) visit(nodeAt(input.node));
    }
    for (const r of senders[n]!) if (network.arcs[r]!.delayMonths < 1) visit(fromArc[r]!);
    order.push(n);
  };
  for (const n of network.nodes.keys()) visit(n);

  /** Moves everything by a month; gives the mix of each pool before it is taken from. */
  const step = (m: Moved): readonly Mix[] => {
    const pool: Mix[] = network.nodes.map((n, i) => {
      const mix: Mix = new Map(stock[i]!);
      add(mix, pipeline[i]![0]!, 1);
      const missing = m.available[i]! - massOf(mix);
      const unknown = n.kind === 'scrap' ? products : before;
      if (missing > 1e-9) mix.set(unknown, (mix.get(unknown) ?? 0) + missing);
      return mix;
    });
    const shares = pool.map((): Mix => new Map());
    const mixOf = (process: number): Mix => {
      const p = network.processes[process]!;
      if (p.isSource) return new Map([[tag(blank(p.stage === 'mining' ? p.place : 'residual')), 1]]);
      const mix: Mix = new Map();
      let mass = 0;
      for (const input of p.inputs) {
        const n = nodeAt(input.node);
        const tonnes = input.perTonne * (network.nodes[n]!.content?.[e] ?? 1);
        if (tonnes === 0) continue;
        add(mix, shares[n]!, tonnes);
        mass += tonnes;
      }
      for (const [k, v] of mix) mix.set(k, v / mass);
      return stamp(mix, p.stage, p.place);
    };
    const deliver = (n: number, mix: () => Mix, tonnes: number, delay: number, when: 'now' | 'later') => {
      if (!carries[n] || tonnes === 0) return;
      for (const part of splitDelay(delay)) {
        if ((part.months === 0) !== (when === 'now')) continue;
        add(when === 'now' ? pool[n]! : pipeline[n]![part.months - 1]!, mix(), tonnes * part.share);
      }
    };
    const deliverAll = (n: number, when: 'now' | 'later') => {
      for (const { process, output } of makers[n]!) {
        const { perTonne, delayMonths } = network.processes[process]!.outputs[output]!;
        deliver(n, () => mixOf(process), perTonne * m.activity[process]!, delayMonths, when);
      }
      for (const r of senders[n]!)
        deliver(n, () => shares[fromArc[r]!]!, m.flow[r]!, network.arcs[r]!.delayMonths, when);
    };
    for (const n of order) {
      deliverAll(n, 'now');
      const mass = massOf(pool[n]!);
      if (mass > 0) add(shares[n]!, pool[n]!, 1 / mass);
    }
    for (const slots of pipeline) {
      slots.shift();
      slots.push(new Map());
    }
    for (const n of order) deliverAll(n, 'later');
    stock = shares.map((share, n) => {
      const left: Mix = new Map();
      if (m.stock[n]! > 0) add(left, share, m.stock[n]!);
      return left;
    });
    return shares;
  };

  if (opening === 'base year') {
    const arriving = new Float64Array(network.nodes.length);
    const arrivesLater = (n: number, tonnes: number, delay: number) => {
      for (const part of splitDelay(delay)) if (part.months > 0) arriving[n]! += tonnes * part.share;
    };
    for (const p of network.processes)
      for (const o of p.outputs) arrivesLater(nodeAt(o.node), p.base * o.perTonne, o.delayMonths);
    for (const r of network.arcs) arrivesLater(nodeAt(r.to), r.base, r.delayMonths);
    const base: Moved = {
      activity: Float64Array.from(network.processes, (p) => p.base),
      flow: Float64Array.from(network.arcs, (r) => r.base),
      stock: baseStock,
      available: network.nodes.map((n, i) => baseStock[i]! + arriving[i]! + (run.built.collected[n.id] ?? 0)),
    };
    for (let k = 0; k < WARM_UP; k++) step(base);
  }

  const followed: (readonly UsedByPath[])[] = [];
  const segmentNode = network.segments.map((s) => nodeAt(s.node));
  const next = (): void => {
    const m = run.months[followed.length]!;
    const shares = step(m);
    followed.push(
      network.segments.map((_, segment) => ({
        segment,
        paths: [...shares[segmentNode[segment]!]!].map(([k, share]) => ({
          path: tags[k]!.split('>'),
          tonnes: share * m.elements.servedElement[segment]![e]!,
        })),
      })),
    );
  };
  return {
    used: (t) => {
      if (t < 0 || t >= run.months.length)
        throw new Error(`the run has ${run.months.length} months, there is no month ${t}`);
      while (followed.length <= t) next();
      return followed[t]!;
    },
  };
}

/** Share of an element in what a place used, by where it went through the stages asked for. Shares add to 1. */
export function traceOrigin(run: ScenarioRun, question: OriginQuestion): readonly OriginShare[] {
  const follower = followOrigins(run, question.element, question.stages);
  const { segments } = run.built.network;
  const sums = new Map<string, number>();
  for (const [t, { month }] of run.months.entries()) {
    if (month >= question.until) break;
    if (month < question.from) continue;
    for (const { segment, paths } of follower.used(t)) {
      const { place, carrier } = segments[segment]!;
      if (place !== question.place || !matches(question.carrier, carrier)) continue;
      for (const { path, tonnes } of paths) {
        const key = path.join('>');
        sums.set(key, (sums.get(key) ?? 0) + tonnes);
      }
    }
  }
  return sharesOf(sums);
}

/** Shares by path, largest first, from tonnes by path joined with `>`. */
export function sharesOf(tonnesByPath: ReadonlyMap<string, number>): readonly OriginShare[] {
  let total = 0;
  for (const tonnes of tonnesByPath.values()) total += tonnes;
  return [...tonnesByPath]
    .filter(([, tonnes]) => tonnes > 0)
    .map(([key, tonnes]) => ({ path: key.split('>'), share: tonnes / total }))
    .sort((a, b) => b.share - a.share);
}
