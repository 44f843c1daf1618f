// What the room and its worker say to each other. Plain data.
import type { ChainTables } from '../../../src/chain/build/tables.ts';
import type { EnsembleAnswer } from '../../../src/chain/ensemble.ts';
import type { ScenarioFile } from '../../../src/chain/scenario.ts';

export interface Order {
  readonly tables: ChainTables;
  readonly files: readonly ScenarioFile[];
  readonly scenario: string;
  readonly base: string;
  readonly runs: number;
  readonly seed: number;
}

export interface ShortageRow {
  readonly segment: string;
  /** Share of demand not met, by month. */
  readonly months: Readonly<Record<string, number>>;
  readonly worst: number;
}

/** One scenario with every parameter at its best estimate. */
export interface Central {
  readonly months: readonly string[];
  readonly shortages: readonly ShortageRow[];
  /** Mean rent over the months in which it binds, and what it cost in all. */
  readonly binding: readonly {
    readonly words: string;
    readonly rentUsdPerKg: number;
    readonly millionUsd: number;
    readonly months: number;
  }[];
}

export type Report =
  | { readonly kind: 'central'; readonly of: 'base' | 'run'; readonly central: Central }
  | { readonly kind: 'run'; readonly of: 'base' | 'run'; readonly answer: EnsembleAnswer }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string };
