/** A statement of a document and what became of it. */
import type { Comparison } from './comparison.ts';

export const VERDICTS = ['holds', 'fails', 'basis', 'conflicts', 'undecided', 'forecast'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How the figure of a piece of evidence is known. */
export type DataClass = 'observed' | 'derived' | 'disputed' | 'modelled' | 'missing';

/** What a verdict rests on: a ledger row, a passage of the same document, an act, or a model run. */
export interface Evidence {
  readonly type: 'document' | 'record' | 'act' | 'model' | 'calendar';
  readonly class?: DataClass;
  /** Said in words, with the figure: "Customs, Sept 2025: 5,774 t". */
  readonly text: string;
  readonly source?: string;
  readonly url?: string;
  /** Ledger row, act id or run id. */
  readonly ref?: string;
  /** Offsets into the document's text, for `type: 'document'`. */
  readonly start?: number;
  readonly end?: number;
  readonly date?: string;
}

/** Of a statement about what is to come: who said it, on which day, and until when it can be held to. */
export interface Outlook {
  readonly speaker?: string;
  /** ISO days. */
  readonly said?: string;
  readonly until?: string;
}

/** One checked statement. `expected` and `found` are for people: figures with units, or words. */
export interface JudgedStatement {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  /** What is asserted: `value`, `change`, `sum`, `multiple`, `share`, `streak`, `record`, `act`, `forecast` ... */
  readonly kind: string;
  readonly verdict: Verdict;
  readonly expected: string;
  readonly found: string;
  /** How it was computed, with the arithmetic. */
  readonly how: string;
  readonly evidence: readonly Evidence[];
  /** The figures behind it in one unit, where it was found by comparing figures. */
  readonly comparison?: Comparison;
  readonly outlook?: Outlook;
}
