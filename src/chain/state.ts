/** What is carried from one month to the next. */

import type { Network, NetworkIndex } from './network.ts';
import { ELEMENTS, splitDelay } from './network.ts';

/** Longest delay that goods can be under way, months. */
export const PIPELINE = 8;

export interface ChainState {
  /** Tonnes in stock at each node. */
  readonly stock: Float64Array;
  /** Tonnes arriving 0, 1, 2 ... months from now, node by node. */
  readonly pipeline: readonly Float64Array[];
  /** Tonnes of each element in stock, and under way. */
  readonly stockElement: readonly Float64Array[];
  readonly pipelineElement: readonly (readonly Float64Array[])[];
  /** Expected price, and the traded price of what lies in stock (book cost). */
  readonly expected: Float64Array;
  readonly book: Float64Array;
  /** Slow average of the traded price over the base price, which moves long-run demand. */
  readonly slow: Float64Array;
  /** Last month's asked price. */
  readonly ask: Float64Array;
  /** Orders refused on each arc in recent months, latest first. */
  readonly refused: readonly number[][];
}

/** Content used for magnets that were in the pools before the first month. */
export type OpeningContent = (node: number) => readonly number[];

/** State in which the base year repeats itself: all stocks at their wanted level, all pipelines filled. */
export function openingState(network: Network, index: NetworkIndex, content: OpeningContent): ChainState {
  const n = network.nodes.length;
  const stock = Float64Array.from(network.nodes, (node) => node.baseUse * node.coverMonths);
  const pipeline = Array.from({ length: n }, () => new Float64Array(PIPELINE + 1));
  fillPipelines(network, index, pipeline);
  const contents = network.nodes.map((node, i) => node.content ?? content(i));
  return {
    stock,
    pipeline,
    stockElement: contents.map((c, i) => Float64Array.from(c, (share) => share * stock[i]!)),
    pipelineElement: contents.map((c, i) =>
      Array.from(pipeline[i]!, (tonnes) => Float64Array.from(c, (share) => share * tonnes)),
    ),
    expected: Float64Array.from(network.nodes, (node) => node.basePrice),
    book: Float64Array.from(network.nodes, (node) => node.basePrice),
    slow: new Float64Array(n).fill(1),
    ask: Float64Array.from(network.nodes, (node) => node.basePrice),
    refused: network.arcs.map(() => []),
  };
}

/** Goods under way in a steady base year: one function for processes and arcs alike. */
function fillPipelines(network: Network, index: NetworkIndex, pipeline: readonly Float64Array[]): void {
  const fill = (nodeId: string, tonnesAMonth: number, delay: number) => {
    const slots = pipeline[index.node.get(nodeId)!]!;
    for (const part of splitDelay(delay)) {
      for (let k = 0; k < part.months; k++) slots[k]! += tonnesAMonth * part.share;
    }
  };
  for (const p of network.processes)
    for (const out of p.outputs) fill(out.node, p.base * out.perTonne, out.delayMonths);
  for (const r of network.arcs) fill(r.to, r.base, r.delayMonths);
}

/** Tonnes under way to each node at the end of a base month: part of the wanted position. */
export function basePipeline(network: Network, index: NetworkIndex): Float64Array {
  const held = new Float64Array(network.nodes.length);
  const add = (nodeId: string, tonnesAMonth: number, delay: number) => {
    for (const part of splitDelay(delay)) {
      held[index.node.get(nodeId)!]! += tonnesAMonth * part.share * part.months;
    }
  };
  for (const p of network.processes)
    for (const out of p.outputs) add(out.node, p.base * out.perTonne, out.delayMonths);
  for (const r of network.arcs) add(r.to, r.base, r.delayMonths);
  return held;
}

/** Tonnes of each element anywhere in the chain: in stock and under way. */
export function elementsHeld(state: ChainState): Float64Array {
  const held = new Float64Array(ELEMENTS.length);
  for (const content of state.stockElement) for (let e = 0; e < held.length; e++) held[e]! += content[e]!;
  for (const slots of state.pipelineElement) {
    for (const content of slots) for (let e = 0; e < held.length; e++) held[e]! += content[e]!;
  }
  return held;
}
