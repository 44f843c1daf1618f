/**
 * Where the elements in a place's magnets come from: flows traced month by month through every stage, pools
 * mixing what is in them.
 */

import { type ChainElement, ELEMENTS, splitDelay } from './network.ts';
import type { ScenarioRun } from './run.ts';
import { matches } from './scenario.ts';
import { PIPELINE } from './state.ts';

export interface OriginShare {
  /** Places of the stages asked for, in order; `before` for goods from before the run, `products` for collected scrap. */
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

const SWEEPS = 8;

/** Share of an element in what a place used, by where it went through the stages asked for. Shares add to 1. */
export function traceOrigin(run: ScenarioRun, question: OriginQuestion): readonly OriginShare[] {
  const { network } = run.built;
  const { node: nodeAt } = run.index;
  const e = ELEMENTS.indexOf(question.element);
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
  const depth = question.stages.length;
  const blank = (first: string) => [first, ...new Array<string>(depth - 1).fill('?')];
  const stageAt = (stage: string) => question.stages.indexOf(stage === 'recycling' ? 'separation' : stage);

  type Mix = Map<number, number>;
  const add = (mix: Mix, other: Mix, factor: number) => {
    if (factor === 0) return;
    for (const [k, v] of other) mix.set(k, (mix.get(k) ?? 0) + v * factor);
  };
  const massOf = (mix: Mix) => {
    let sum = 0;
    for (const v of mix.values()) sum += v;
    return sum;
  };
  const stampCache = new Map<string, number>();
  const stamp = (mix: Mix, stage: string, place: string): Mix => {
    const at = stageAt(stage);
    if (at < 0) return mix;
    const out: Mix = new Map();
    for (const [k, v] of mix) {
      const key = `${k}|${at}|${place}`;
      let to = stampCache.get(key);
      if (to === undefined) {
        const path = tags[k]!.split('>');
        path[at] = place;
        to = tag(path);
        stampCache.set(key, to);
      }
      out.set(to, (out.get(to) ?? 0) + v);
    }
    return out;
  };

  const before = tag(blank('before'));
  const collected = tag(blank('products'));
  let stock: Mix[] = network.nodes.map((n) => new Map([[before, n.baseUse * n.coverMonths]]));
  const pipeline: Mix[][] = network.nodes.map(() => Array.from({ length: PIPELINE + 1 }, () => new Map()));
  const used: Mix = new Map();
  const order = [...network.nodes.keys()];
  const fromArc = network.arcs.map((r) => nodeAt.get(r.from)!);
  const toArc = network.arcs.map((r) => nodeAt.get(r.to)!);
  const segmentNode = network.segments.map((s) => nodeAt.get(s.node)!);
  // Mixes are kept per tonne of carrier where pools mix, so contents that are alike need no element mass.
  const perElement = network.nodes.map((n) => (n.content ? n.content[e]! > 0 : true));

  for (const [t, m] of run.months.entries()) {
    const inside = m.month >= question.from && m.month < question.until;
    // What is there before anything moves: stock, arrivals, collected scrap, sources.
    const settled: Mix[] = network.nodes.map((n, i) => {
      const mix: Mix = new Map(stock[i]!);
      add(mix, pipeline[i]![0]!, 1);
      const missing = m.available[i]! - massOf(mix);
      if (missing > 1e-9)
        mix.set(
          n.kind === 'scrap' ? collected : before,
          (mix.get(n.kind === 'scrap' ? collected : before) ?? 0) + missing,
        );
      return mix;
    });
    let pool: Mix[] = settled.map((mix) => new Map(mix));
    const later: { node: number; slot: number; mix: Mix }[] = [];
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      const last = sweep === SWEEPS - 1;
      const next: Mix[] = settled.map((mix) => new Map(mix));
      const shares = pool.map((mix) => {
        const mass = massOf(mix);
        const share: Mix = new Map();
        if (mass > 0) for (const [k, v] of mix) share.set(k, v / mass);
        return share;
      });
      const deliver = (node: number, mix: Mix, tonnes: number, delay: number) => {
        if (!perElement[node]) return;
        for (const part of splitDelay(delay)) {
          if (part.months === 0) add(next[node]!, mix, tonnes * part.share);
          else if (last) {
            const moved: Mix = new Map();
            add(moved, mix, tonnes * part.share);
            later.push({ node, slot: part.months, mix: moved });
          }
        }
      };
      network.processes.forEach((p, a) => {
        const x = m.activity[a]!;
        if (x === 0) return;
        let mix: Mix;
        if (p.isSource) mix = new Map([[tag(blank(p.stage === 'mining' ? p.place : 'residual')), 1]]);
        else {
          mix = new Map();
          let mass = 0;
          for (const input of p.inputs) {
            const n = nodeAt.get(input.node)!;
            const content = network.nodes[n]!.content?.[e] ?? 1;
            if (content === 0) continue;
            add(mix, shares[n]!, input.perTonne * content);
            mass += input.perTonne * content;
          }
          if (mass === 0) return;
          for (const [k, v] of mix) mix.set(k, v / mass);
          mix = stamp(mix, p.stage, p.place);
        }
        for (const out of p.outputs) deliver(nodeAt.get(out.node)!, mix, out.perTonne * x, out.delayMonths);
      });
      network.arcs.forEach((r, i) => {
        if (m.flow[i]! > 0) deliver(toArc[i]!, shares[fromArc[i]!]!, m.flow[i]!, r.delayMonths);
      });
      pool = next;
    }
    if (inside) {
      network.segments.forEach((s, i) => {
        if (s.place !== question.place || !matches(question.carrier, s.carrier)) return;
        const mass = massOf(pool[segmentNode[i]!]!);
        // Element per tonne of what was served, from the element ledger.
        if (mass > 0) add(used, pool[segmentNode[i]!]!, m.elements.servedElement[i]![e]! / mass);
      });
    }
    stock = order.map((n) => {
      const mass = massOf(pool[n]!);
      const left: Mix = new Map();
      if (mass > 0 && m.stock[n]! > 0) add(left, pool[n]!, m.stock[n]! / mass);
      return left;
    });
    for (const slots of pipeline) {
      slots.shift();
      slots.push(new Map());
    }
    for (const { node, slot, mix } of later) add(pipeline[node]![slot - 1]!, mix, 1);
    void t;
  }
  const total = massOf(used);
  return [...used]
    .map(([k, v]) => ({ path: tags[k]!.split('>'), share: v / total }))
    .sort((a, b) => b.share - a.share);
}
