/** What goes into the ledger and what comes out, as plain readonly data. */
import type { Observation } from '../reading/observation.ts';

/** Where a document came from. */
export type OriginKind = 'file' | 'url' | 'stdin' | 'shipped';

export interface Origin {
  readonly kind: OriginKind;
  /** Path or address; absent for standard input. */
  readonly location?: string;
}

/**
 * How near a source stands to the fact: `record` keeps the official count (customs, statistics), `assessor` and
 * `agency` report it first hand, `copy` prints what another said. The order is the order of trust for one figure.
 */
export const STANDINGS = ['record', 'assessor', 'agency', 'unknown', 'copy'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Who publishes: a page of a publisher. */
export interface SourceInput {
  /** As it is usually named: `SMM`, `Reuters via Kitco`. */
  readonly name: string;
  readonly url?: string;
  /** Whose figures these are, however many pages print them: `Reuters`. The name itself where not given. */
  readonly voice?: string;
  readonly standing?: Standing;
}

export interface Source extends SourceInput {
  readonly id: string;
  readonly voice: string;
  readonly standing: Standing;
}

/** A document as it is handed in. */
export interface DocumentInput {
  readonly text: string;
  readonly origin: Origin;
  readonly mediaType?: string;
  readonly title?: string;
  /** Day or instant of publication, ISO; part of a day is allowed (`2025-11`). */
  readonly published?: string;
  /** When it was fetched, ISO. */
  readonly retrieved?: string;
  /** BCP 47, such as `zh-Hans`. */
  readonly language?: string;
  /** Who publishes it; without it the host of the address or the name of the file. */
  readonly source?: SourceInput;
}

/** One meeting with a document. */
export interface Sighting {
  readonly origin: Origin;
  readonly source: Source;
  readonly retrieved?: string;
  readonly recorded: string;
}

/** A document as it is kept. */
export interface StoredDocument {
  readonly id: string;
  readonly sha256: string;
  readonly text: string;
  readonly title?: string;
  readonly mediaType?: string;
  readonly language?: string;
  /** As the current reading has it. */
  readonly published?: string;
  readonly recorded: string;
  /** Every place it was met at, first to last. */
  readonly sightings: readonly Sighting[];
  readonly readings: readonly ReadingSummary[];
  readonly retracted?: Mark;
}

export interface ReadingSummary {
  readonly id: string;
  readonly reader: string;
  readonly published?: string;
  readonly recorded: string;
  /** Whether a later reading stands in its place. */
  readonly superseded: boolean;
}

/** Who took something back (or put it back), when and why. */
export interface Mark {
  readonly mark: 'retracted' | 'reinstated';
  readonly who: string;
  readonly why: string;
  readonly recorded: string;
}

/**
 * How a figure stands: `ok` as published; `disputed` where its own source prints what cannot be or others
 * contradict; `suspect` where it was set apart as wrong; `derived` worked back from others; `estimated`.
 */
export const RECORD_STATUSES = ['ok', 'disputed', 'suspect', 'derived', 'estimated'] as const;
export type RecordStatus = (typeof RECORD_STATUSES)[number];

/** One row of a shipped fact file, as an observation. */
export interface ShippedFact {
  /** File that it stands in, such as `prices/quotations.csv`, and its line there. */
  readonly file: string;
  readonly row: number;
  /** What the row states. Its words and offsets are the row's own and set by the ledger. */
  readonly observation: Omit<Observation, 'quote' | 'start' | 'end' | 'read_by'> & {
    /** The words of the row, where they are known; else its fields are written out. */
    readonly quote?: string;
  };
  readonly source: SourceInput;
  readonly published?: string;
  /** `ok` where not said. */
  readonly status?: RecordStatus;
  readonly note?: string;
}

/** One recorded observation with what is needed to weigh and to cite it. */
export interface RecordedObservation {
  readonly id: string;
  readonly observation: Observation;
  readonly documentId: string;
  /** Id, name, standing and address of who published it. Rows with the same `voice` are one source. */
  readonly source: string;
  readonly publisher: string;
  readonly voice: string;
  readonly standing: Standing;
  readonly url?: string;
  readonly published?: string;
  /** The day from which it could be known: `published`, else the end of its period, at latest when recorded. */
  readonly available: string;
  readonly recorded: string;
  readonly status: RecordStatus | 'retracted';
  /** Line of the shipped file. */
  readonly row?: number;
  readonly note?: string;
}

/**
 * A moment to look at the ledger from. `published`: only what had been published by that day. `known`: only what this
 * ledger held at that instant, so that a past answer can be worked out again. Both are ISO; a day means its end.
 */
export interface AsOf {
  readonly published?: string;
  readonly known?: string;
}
