import type { JudgedStatement, Verdict } from '../judging/verdict.ts';
import type { BoardRow } from './price-board.ts';
import type { TradeSection } from './trade-months.ts';

/** An act that starts, ends or resumes near the day of the brief. */
export interface ActDate {
  readonly actId: string;
  readonly title: string;
  readonly date: string;
  /** What happens, in a clause: `suspension ends`, `comes into force`. */
  readonly what: string;
  /** False where the date rests on an announcement without a text, or on one of two readings. */
  readonly certain: boolean;
  readonly note?: string;
  readonly url?: string;
}

/** A document and its statements, as they were judged since the last brief. */
export interface JudgedDocument {
  readonly id: string;
  readonly title: string;
  readonly published?: string;
  readonly sample: boolean;
  readonly statements: readonly JudgedStatement[];
}

/** What is missing or old, said in a sentence with its age where it has one. */
export interface Gap {
  readonly text: string;
  readonly days?: number;
}

/** Everything that the brief says, as data; the Markdown and the HTML are two renderings of it. */
export interface Brief {
  readonly asOf: string;
  /** The day since when statements count as new. */
  readonly since?: string;
  readonly board: readonly BoardRow[];
  readonly boardCharts: readonly string[];
  readonly trade: TradeSection;
  readonly acts: readonly ActDate[];
  readonly documents: readonly JudgedDocument[];
  readonly gaps: readonly Gap[];
}

/** Statements by verdict over all documents of a brief. */
export function verdictsOf(brief: Pick<Brief, 'documents'>): ReadonlyMap<Verdict, number> {
  const counts = new Map<Verdict, number>();
  for (const { statements } of brief.documents) {
    for (const { verdict } of statements) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  return counts;
}
