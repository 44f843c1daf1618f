// What the room and its worker say to each other, and what the room shows. Plain data; names are words already.
import type { ChainTables } from '../../../src/chain/assembly/tables.ts';
import type { ChainElement } from '../../../src/chain/network.ts';
import type { ScenarioFile } from '../../../src/chain/scenario.ts';
import type { FlowStage, StageAt, StageLink, StageTotal } from '../../../src/chain/stage-flows.ts';

/** Everything that a run is made of, as the server gives it. */
export interface ChainModel {
  readonly tables: ChainTables;
  readonly scenarios: readonly ScenarioFile[];
  /** Countries that the model counts within one of its places. */
  readonly members: readonly { readonly code: string; readonly name: string; readonly place: string }[];
}

export interface MadeItem {
  readonly subject: string;
  readonly place: string;
  readonly period: string;
}

export type Question =
  | { readonly kind: 'timeline'; readonly scenario: string }
  | {
      readonly kind: 'month';
      readonly scenario: string;
      readonly month: string;
      readonly element: ChainElement;
    }
  | {
      readonly kind: 'node';
      readonly scenario: string;
      readonly month: string;
      readonly element: ChainElement;
      readonly node: string;
    }
  | {
      readonly kind: 'origin';
      readonly scenario: string;
      readonly month: string;
      /** Months up to the month that are counted together. */
      readonly months: number;
      readonly element: ChainElement;
      readonly place: string;
      /** Shares of the magnets asked for by carrier; all that the place uses, in its own mix, where it is left out. */
      readonly mix?: Readonly<Record<string, number>>;
    }
  | { readonly kind: 'made'; readonly scenario: string; readonly items: readonly MadeItem[] };

export type Order =
  | ({ readonly kind: 'model' } & Pick<ChainModel, 'tables' | 'scenarios'>)
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question };

export type Report =
  | {
      readonly kind: 'progress';
      readonly scenario: string;
      readonly done: number;
      readonly of: number;
      readonly month: string;
    }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** The answers, by kind of question. */
export interface Answers {
  timeline: Timeline;
  month: MonthView;
  node: NodeView;
  origin: OriginView;
  made: readonly (number | null)[];
}

export interface Timeline {
  /** Tonnes of magnets leaving China, and share of the world's demand for magnets that is not met. */
  readonly months: readonly { readonly month: string; readonly exports: number; readonly short: number }[];
  /** Months in which something of the scenario begins. */
  readonly events: readonly { readonly month: string; readonly words: string }[];
}

export interface PlaceShare {
  readonly place: string;
  readonly tonnes: number;
  readonly share: number;
}

export interface Concentration {
  readonly stage: FlowStage;
  readonly places: readonly PlaceShare[];
  /** Herfindahl-Hirschman index: 10,000 for a single place. */
  readonly hhi: number;
  readonly tonnes: number;
}

export interface Dependence {
  readonly who: StageAt;
  /** Place other than its own that it gets most from. */
  readonly on: string;
  readonly tonnes: number;
  /** Share of what it takes. */
  readonly share: number;
  readonly fromStock: number;
  readonly bound: number;
}

export interface BoundRow {
  readonly kind: 'licence' | 'closure' | 'contract' | 'plant' | 'process';
  readonly what: string;
  /** Which licence, or why else. */
  readonly where: string;
  /** Places that it holds goods back from, those that it costs most first; none for a plant or a mine. */
  readonly destinations: readonly string[];
  readonly rentUsdPerKg: number;
  readonly dearestUsdPerKg: number;
  readonly thousandUsd: number;
  readonly tonnes: number;
  readonly allowed: number;
  readonly normal: number;
  /** Node whose price it moves. */
  readonly node: string;
}

export interface PoolRow {
  readonly node: string;
  readonly name: string;
  /** What tells it from the others of its stage and place: class, tier. */
  readonly short: string;
  /** Of the element, through it in the month. */
  readonly tonnes: number;
  readonly ask: number;
  readonly traded: number;
}

export interface MonthView {
  readonly month: string;
  readonly element: ChainElement;
  readonly links: readonly StageLink[];
  readonly totals: readonly StageTotal[];
  readonly concentration: readonly Concentration[];
  readonly dependences: readonly Dependence[];
  readonly bounds: readonly BoundRow[];
  readonly short: readonly (PlaceShare & { readonly worst: string })[];
  /** Goods of each stage at each place, by `stage@place`, most of the element first. */
  readonly pools: Readonly<Record<string, readonly PoolRow[]>>;
  /** Magnets sent from China, tonnes by destination. */
  readonly exports: readonly { readonly place: string; readonly tonnes: number }[];
}

export interface AccountRow {
  readonly words: string;
  readonly tonnes: number;
  /** Node at the other end, to go there. */
  readonly node?: string;
}

export interface TraceRow {
  readonly kind: string;
  /** The step that the line belongs to: a way, a process, goods; where left out, that of the line before. */
  readonly step?: string;
  readonly words: string;
  readonly usdPerKg: number;
  readonly node?: string;
}

export interface Neighbour {
  readonly who: StageAt;
  readonly tonnes: number;
  /** Share of what it takes (or of what the node takes). */
  readonly share: number;
  readonly bound: number;
}

export interface NodeView {
  readonly node: string;
  readonly month: string;
  readonly name: string;
  readonly carrier: string;
  readonly place: string;
  readonly basis: string;
  readonly at: StageAt | undefined;
  readonly into: readonly AccountRow[];
  readonly outOf: readonly AccountRow[];
  readonly onTheWay: number;
  readonly short: number;
  readonly weeksOfStock: number | undefined;
  readonly ask: number;
  readonly traded: number;
  readonly base: number;
  readonly trace: readonly TraceRow[];
  readonly bounds: readonly BoundRow[];
  readonly dependsOn: readonly Neighbour[];
  readonly dependents: readonly Neighbour[];
  readonly prices: readonly { readonly month: string; readonly ask: number; readonly traded: number }[];
}

export interface OriginView {
  /** Grams of the element in a kilogram of the magnets asked for. */
  readonly gramsPerKg: number;
  /** Tonnes of the element in what is used of them. */
  readonly tonnes: number;
  readonly paths: readonly { readonly path: readonly string[]; readonly share: number }[];
  readonly stages: readonly {
    readonly stage: FlowStage;
    readonly places: readonly { readonly place: string; readonly share: number }[];
  }[];
}
