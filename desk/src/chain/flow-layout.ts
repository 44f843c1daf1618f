/// <reference path="../libraries.d.ts" />
// A month's flows as a Sankey diagram: which nodes and links there are, and where d3-sankey puts them. Pure.
import { type Placed, sankey, sankeyLinkHorizontal } from 'd3-sankey';
import type { CarrierKind } from '../../../src/chain/network.ts';
import type { FlowStage, StageAt, StageLink } from '../../../src/chain/stage-flows.ts';

export interface FlowNode {
  readonly id: string;
  readonly column: number;
  /** Stage and place; a stock has the stage `stock` and no place. */
  readonly at: StageAt;
  /** Goes last in its column: stocks, swarf. */
  readonly last: boolean;
}

export interface FlowLink {
  readonly source: string;
  readonly target: string;
  readonly value: number;
  readonly kind: CarrierKind;
  readonly bound: number;
  readonly from: StageAt;
  readonly to: StageAt;
}

export interface FlowGraph {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
}

/** Heads of the columns. */
export const COLUMNS: readonly { readonly head: string; readonly short: string }[] = [
  { head: 'Mined, collected', short: 'Mined' },
  { head: 'Separated', short: 'Oxide' },
  { head: 'Made into metal', short: 'Metal' },
  { head: 'Made into magnets', short: 'Magnets' },
  { head: 'Used', short: 'Used' },
];

const COLUMN_OF: Readonly<Partial<Record<FlowStage, number>>> = {
  mining: 0,
  scrap: 0,
  separation: 1,
  recycling: 1,
  residual: 1,
  lost: 1,
  metal: 2,
  'other-use': 2,
  magnet: 3,
  use: 4,
  swarf: 4,
};
/** Column of those who make goods of a kind; those who take them stand one further. */
const MAKERS_OF: Readonly<Partial<Record<CarrierKind, number>>> = {
  concentrate: 0,
  oxide: 1,
  metal: 2,
  magnet: 3,
};
/** Stages that stand together for all places. */
const TOGETHER: readonly FlowStage[] = ['swarf', 'scrap', 'lost'];
/** Links thinner than this share of all are left to the table. */
const LEAST = 1e-5;

/** Nodes and links to draw; goods in stock stand together, whatever place they lie at. */
export function flowGraph(links: readonly StageLink[]): FlowGraph {
  const nodes = new Map<string, FlowNode>();
  const sums = new Map<string, { -readonly [K in keyof FlowLink]: FlowLink[K] }>();
  const all = links.reduce((sum, { tonnes }) => sum + tonnes, 0);
  const put = (at: StageAt, kind: CarrierKind, side: 'from' | 'to'): string => {
    if (at.stage === 'stock') {
      const makers = MAKERS_OF[kind] ?? 0;
      const id = `stock-${side}:${kind}`;
      const own: StageAt = { stage: 'stock', place: side };
      nodes.set(id, { id, column: side === 'from' ? makers : makers + 1, at: own, last: true });
      return id;
    }
    const own = TOGETHER.includes(at.stage) ? { ...at, place: '' } : at;
    const id = `${own.stage}@${own.place}`;
    nodes.set(id, {
      id,
      column: COLUMN_OF[at.stage] ?? 0,
      at: own,
      last: ['swarf', 'scrap', 'lost', 'other-use'].includes(at.stage),
    });
    return id;
  };
  for (const { from, to, kind, tonnes, bound } of links) {
    if (tonnes < all * LEAST) continue;
    const source = put(from, kind, 'from');
    const target = put(to, kind, 'to');
    const key = `${source}>${target}`;
    const known = sums.get(key);
    if (known) {
      known.bound = (known.bound * known.value + bound * tonnes) / (known.value + tonnes);
      known.value += tonnes;
    } else sums.set(key, { source, target, value: tonnes, kind, bound, from, to });
  }
  return { nodes: [...nodes.values()], links: [...sums.values()] };
}

export type PlacedNode = FlowNode & Placed;

export interface FlowPicture {
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly { readonly link: FlowLink; readonly path: string; readonly width: number }[];
}

/** Places the graph in a box. The order within a column is by size, so that months can be compared by eye. */
export function placeFlows(
  graph: FlowGraph,
  { width, height, top, right }: { width: number; height: number; top: number; right: number },
  columns: number = COLUMNS.length,
): FlowPicture {
  if (graph.links.length === 0) return { nodes: [], links: [] };
  const perColumn = new Map<number, number>();
  for (const { column } of graph.nodes) perColumn.set(column, (perColumn.get(column) ?? 0) + 1);
  const most = Math.max(...perColumn.values());
  const lay = sankey<FlowNode, { source: string; target: string; value: number; link: FlowLink }>()
    .nodeId(({ id }) => id)
    .nodeAlign((node) => Math.min(columns - 1, node.column))
    .nodeSort((a, b) => Number(a.last) - Number(b.last) || b.value - a.value)
    .nodeWidth(10)
    .nodePadding(Math.max(4, Math.min(18, (height * 0.62) / most)))
    .extent([
      [1, top],
      [width - right, height - 4],
    ]);
  const path = sankeyLinkHorizontal();
  const { nodes, links } = lay({
    nodes: graph.nodes.map((node) => ({ ...node })),
    links: graph.links.map((link) => ({
      source: link.source,
      target: link.target,
      value: link.value,
      link,
    })),
  });
  return {
    nodes,
    links: links.map((one) => ({ link: one.link, path: path(one) ?? '', width: one.width })),
  };
}
