/** What a document states, in the words of the trade. One observation is one stated figure or one dated act. */

export const KINDS = [
  'price',
  'trade',
  'share',
  'production',
  'capacity',
  'financial',
  'policy',
  'target',
  'funding',
  'approval',
  'forecast',
] as const;
export type Kind = (typeof KINDS)[number];

export type ChangeBasis = 'dod' | 'wow' | 'mom' | 'qoq' | 'yoy' | 'prev';

/** A stated change of a figure: by how much and against what. Only a direction stated: `direction` alone. */
export interface Change {
  readonly basis: ChangeBasis;
  readonly value?: number;
  /** `pct` in percent, `pp` in percentage points, `abs` in the observation's own unit, `x` as a multiple of the old figure. */
  readonly unit?: 'pct' | 'pp' | 'abs' | 'x';
  readonly direction?: 'up' | 'down' | 'flat';
}

export type PolicyStatus = 'announced' | 'in_force' | 'suspended' | 'repealed' | 'proposed' | 'clarified';

/** One stated figure or dated act. A field that the text does not state is absent, never guessed. */
export interface Observation {
  readonly kind: Kind;
  /** Material code such as `Dy-oxide`; for `financial` the company. */
  readonly subject?: string;
  /** Ends of a stated range, in `unit`; one figure gives low = high. Prices always use these. */
  readonly low?: number;
  readonly high?: number;
  /** The figure of every other kind, in `unit`. */
  readonly value?: number;
  /** `CNY/t`, `USD/kg`, `t`, `kg`, `pct`, `CNY`, `count`, `x` ... */
  readonly unit?: string;
  /** `2025-09-23`, `2025-09`, `2025-Q3`, `2025-H1`, `2025`, or a run of months `2025-01/2025-09`. */
  readonly period?: string;
  /** ISO 3166-1 alpha-2, `EU` or `WORLD`. */
  readonly place?: string;
  readonly reporter?: string;
  readonly partner?: string;
  readonly flow?: 'export' | 'import';
  readonly change?: readonly Change[];
  readonly metric?: string;
  readonly org?: string;
  readonly instrument?: string;
  readonly status?: PolicyStatus;
  readonly basis?: 'EXW' | 'FOB' | 'CIF' | 'DDP';
  readonly vat?: 'included' | 'excluded';
  readonly price_type?: 'assessed' | 'asked' | 'traded' | 'list' | 'contract' | 'tender' | 'floor';
  readonly grade?: string;
  readonly purity?: string;
  readonly hs?: string;
  readonly ticker?: string;
  readonly speaker?: string;
  readonly precision?: 'about' | 'nearly' | 'over';
  /** The shortest span of the text that states it, to the letter: `text.slice(start, end) === quote`. */
  readonly quote: string;
  /** UTF-16 offsets into the document's text. */
  readonly start: number;
  readonly end: number;
  /** The rule that read it. */
  readonly read_by: string;
}

/** What became of one number of the text. */
export interface NumberAccount {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly status: 'read' | 'set-aside' | 'unread';
  /** Index into the reading's observations, where `status` is `read`. */
  readonly observation?: number;
  /** Why it is no figure about the world, where `status` is `set-aside`: a date, a page number, a grade ... */
  readonly reason?: string;
}

/** A text to be read, as the pure rooms see it. */
export interface DocumentText {
  readonly text: string;
  /** The document's own date (ISO), where known. */
  readonly published?: string;
}

/** Everything that was read from one document. */
export interface Reading {
  readonly observations: readonly Observation[];
  readonly numbers: readonly NumberAccount[];
  /** Share of the numbers that are read or explained, 0 to 1; 1 where there is none. */
  readonly coverage: number;
}
