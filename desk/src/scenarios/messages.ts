// What the room and its worker say to each other. Plain data.
import type { ChainTables } from '../../../src/chain/assembly/tables.ts';
import type { ScenarioFile } from '../../../src/chain/scenario.ts';
import type { LeverFile } from '../../../src/chain/settings.ts';
import type { Outcome } from './outcome.ts';
import type { Reason } from './reason.ts';

/** Everything that a run is made of, as the server gives it. */
export interface Model {
  readonly tables: ChainTables;
  readonly scenarios: readonly ScenarioFile[];
  readonly levers: LeverFile;
}

/** What a run is of. From this, the model and a draw's number every digit follows. */
export interface RunOf {
  readonly scenario: string;
  /** Levers moved, as they are written: `licences_heavy_EU=0@2027-01..2027-07`. */
  readonly set: readonly string[];
  /** First month that is not run any more. */
  readonly until: string;
  /** Month from which stoppages are counted. */
  readonly since: string;
}

/** A draw of what is uncertain; left out: the best estimate. */
export interface Draw {
  readonly seed: number;
  readonly number: number;
}

export type Call =
  | { readonly kind: 'outcome'; readonly of: RunOf; readonly draw?: Draw }
  | {
      readonly kind: 'reason';
      readonly of: RunOf;
      readonly place: string;
      readonly carrier: string;
      readonly month: string;
    };

/** The answers, by kind of call. A draw that the model refuses is answered with why. */
export interface Answers {
  outcome: Outcome | { readonly refused: string };
  reason: Reason;
}

export type Order =
  | { readonly kind: 'model'; readonly model: Model }
  | { readonly kind: 'ask'; readonly id: number; readonly call: Call };

export type Report =
  | { readonly kind: 'progress'; readonly id: number; readonly share: number }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answers[Call['kind']] }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
