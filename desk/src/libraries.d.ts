// What the desk uses of libraries that bring no types of their own.
declare module 'd3-sankey' {
  export interface Placed {
    x0: number;
    x1: number;
    y0: number;
    y1: number;
    value: number;
  }
  export interface Joined<N> {
    source: N & Placed;
    target: N & Placed;
    width: number;
    y0: number;
    y1: number;
  }
  interface Sankey<N, L> {
    (graph: { nodes: N[]; links: L[] }): { nodes: (N & Placed)[]; links: (L & Joined<N>)[] };
    nodeId(id: (node: N) => string): this;
    nodeAlign(align: (node: N, columns: number) => number): this;
    nodeSort(order: (a: N & Placed, b: N & Placed) => number): this;
    nodeWidth(width: number): this;
    nodePadding(padding: number): this;
    extent(extent: [[number, number], [number, number]]): this;
  }
  export function sankey<N, L>(): Sankey<N, L>;
  export function sankeyLinkHorizontal(): (link: object) => string | null;
}
declare module 'd3-geo' {
  export type Point = [number, number];
  export interface Projection {
    (point: Point): Point | null;
    fitWidth(width: number, object: object): this;
    fitExtent(extent: [Point, Point], object: object): this;
    rotate(angles: [number, number]): this;
  }
  export function geoEqualEarth(): Projection;
  export function geoPath(projection: Projection): {
    (object: object): string | null;
    bounds(object: object): [Point, Point];
  };
  export function geoCentroid(object: object): Point;
  export function geoArea(object: object): number;
}
declare module 'topojson-client' {
  export interface Topology {
    readonly objects: Readonly<Record<string, { readonly geometries: readonly { readonly id?: string }[] }>>;
  }
  export interface MultiPolygon {
    readonly type: 'MultiPolygon';
    readonly coordinates: readonly object[];
  }
  export function merge(topology: Topology, objects: readonly object[]): MultiPolygon;
  export function mesh(
    topology: Topology,
    object: object,
    filter?: (a: object, b: object) => boolean,
  ): object;
}
