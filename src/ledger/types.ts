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
 * How near a source stands to the fact: `record` keeps the official count or reports about itself; `assessor` and
 * `agency` say it first hand; `copy` prints what another said. The order is the order of trust for one figure.
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

/** What a list of documents shows. */
export interface DocumentSummary {
  readonly id: string;
  readonly sha256: string;
  readonly title?: string;
  readonly mediaType?: string;
  readonly language?: string;
  /** As the current reading has it. */
  readonly published?: string;
  readonly recorded: string;
  /** Id of the first document that this one copies in large part; its own where it copies none. */
  readonly story: string;
  /** Every place it was met at, first to last. */
  readonly sightings: readonly Sighting[];
  /** First to last; the last one counts. */
  readonly readings: readonly ReadingSummary[];
  /** Set while it is retracted. */
  readonly retracted?: Mark;
}

/** A document as it is kept. */
export interface StoredDocument extends DocumentSummary {
  readonly text: string;
}

export interface ReadingSummary {
  readonly id: string;
  readonly reader: string;
  readonly published?: string;
  readonly recorded: string;
  readonly observations: number;
  /** Numbers in the text, and how many of them were neither read nor explained. */
  readonly numbers: number;
  readonly unread: number;
}

/** Who took something back (or put it back), when and why. */
export interface Mark {
  readonly mark: 'retracted' | 'reinstated';
  readonly who: string;
  readonly why: string;
  readonly recorded: string;
}

/**
 * How a figure stands: `as_published`; `disputed` where its own source prints what cannot be or better ones say
 * otherwise; `suspect` where it was set apart as wrong; `derived` worked back from others; `estimated`.
 */
export const RECORD_STATUSES = ['as_published', 'disputed', 'suspect', 'derived', 'estimated'] as const;
export type RecordStatus = (typeof RECORD_STATUSES)[number];

/** What a fact row says beyond an observation, where it matters for telling series apart. */
export interface FactDetail {
  /** What sets goods apart that have one material code: the kind of ore, the grade of a blank. */
  readonly spec?: string;
  /** How long a price speaks for, where its period is a day: a weekly assessment. */
  readonly span?: 'day' | 'week' | 'month' | 'quarter' | 'year';
  /** Where one publisher has two levels for a day; the morning's carries the close before. */
  readonly session?: 'morning' | 'closing';
}

/** One row of a shipped fact file, as an observation. */
export interface ShippedFact extends FactDetail {
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
  /** `as_published` where not said. */
  readonly status?: RecordStatus;
  readonly note?: string;
}

/** One recorded observation with what is needed to weigh and to cite it. */
export interface RecordedObservation extends FactDetail {
  readonly id: string;
  readonly observation: Observation;
  /** Id of the document that holds it, and of the reading that found it there. */
  readonly document: string;
  readonly reading: string;
  /** Documents of one story copy each other, word for word in large part: as evidence they are one. */
  readonly story: string;
  /** As cited: `Reuters via Kitco`. */
  readonly source: string;
  readonly sourceId: string;
  /** Whose figures these are: rows with the same voice are one witness. */
  readonly voice: string;
  readonly standing: Standing;
  readonly url?: string;
  readonly published?: string;
  /** The day from which it could be known: `published`, else the end of its period, at latest when recorded. */
  readonly available: string;
  /** When this ledger knew it. */
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
