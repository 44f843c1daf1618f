import type { Day } from './days.ts';
import type { Status } from './history.ts';

export const QUESTIONS = [
  'export_licence',
  'technology',
  'procurement',
  'us_duty',
  'eu_duty',
  'eu_label',
  'eu_recycled_share',
  'eu_minimum_share',
] as const;
export type Question = (typeof QUESTIONS)[number];

/** The steps in which a shipment is decided, in their order. */
export const STEPS = ['parties', 'item', 'depth', 'date', 'place', 'licence', 'buyer'] as const;
export type Step = (typeof STEPS)[number];

/** What came out, by question:
 * export_licence: `barred`, `denied_in_principle`, `required`, `covered`, `unclear`, `not_required`
 * technology: `barred`, `required`, `not_required`
 * procurement: `compliant`, `not_compliant`, `exempt`
 * us_duty, eu_duty: `rate`, `unknown`
 * eu_label, eu_recycled_share, eu_minimum_share: `applies`, `not_yet`, `none`, `exempt`
 * and for each `not_applicable`.
 */
export type Outcome =
  | 'barred'
  | 'denied_in_principle'
  | 'required'
  | 'covered'
  | 'unclear'
  | 'not_required'
  | 'compliant'
  | 'not_compliant'
  | 'exempt'
  | 'rate'
  | 'unknown'
  | 'applies'
  | 'not_yet'
  | 'none'
  | 'not_applicable';

/** An act that an answer rests on, as it stands that day. */
export interface Citation {
  readonly act: string;
  readonly title: string;
  readonly clause?: string;
  readonly status: Status;
  /** What the act does here: "licence", "suspended: would list holmium magnets", "no floor stated". */
  readonly role: string;
  /** Newest day for which the act was looked up. */
  readonly evidence: string;
}

/** One step of the reasoning. */
export interface Reason {
  readonly step: Step;
  readonly says: string;
  readonly acts: readonly string[];
}

export interface DutyLine {
  readonly measure: string;
  readonly rate_pct: number;
  readonly act: string;
  /** The ordinary duty of the line. */
  readonly base?: boolean;
  readonly clause?: string;
  readonly note?: string;
}

/** What a rule finds when everything is known. */
export interface Finding {
  readonly outcome: Outcome;
  /** The answer in a line. */
  readonly says: string;
  /** "generally", "in principle": a word of the act that keeps a case review open. */
  readonly qualifier?: string;
  readonly reasons: readonly Reason[];
  readonly citations: readonly Citation[];
  /** Warnings that do not change the outcome. */
  readonly flags: readonly string[];
  /** Something was not read or only presumed: the outcome stands, not beyond doubt. */
  readonly doubted?: boolean;
  readonly rate_pct?: number;
  readonly duties?: readonly DutyLine[];
  /** "2.1 + 25 + 10 = 37.1". */
  readonly arithmetic?: string;
}

/** One reading of the law, or one case of a field that was left out. */
export interface Reading extends Finding {
  /** What is so in this reading, each entry one way to it; empty where there is only one reading. */
  readonly assuming: readonly string[];
  readonly rests: readonly string[];
  readonly missing: readonly string[];
  /** `law`: the law is unsure. `field`: the shipment does not say. */
  readonly because: readonly ('law' | 'field')[];
  /** Fields of the shipment that this reading hangs on. */
  readonly needs: readonly string[];
}

/** Something that would change the answer, and to what. */
export interface Change {
  readonly what: string;
  readonly outcome: Outcome | 'two_readings' | 'depends';
  readonly says: string;
}

/** From a day on, the answer is another one. */
export interface DayChange {
  readonly from: Day;
  readonly outcome: Outcome | 'two_readings' | 'depends';
  readonly says: string;
  /** Acts that have an edge on that day. */
  readonly acts: readonly string[];
}

export interface Answer {
  readonly question: Question;
  /** `two_readings`: the law is unsure. `depends`: a field is missing; both outcomes are in `readings`. */
  readonly outcome: Outcome | 'two_readings' | 'depends';
  readonly says: string;
  /** `unsure` where a reading is open, or an act was not read, or a suspension ran out. */
  readonly certainty: 'settled' | 'unsure';
  readonly readings: readonly Reading[];
  /** Steps in order; `parts` where the readings differ in it. */
  readonly reasons: readonly (Reason & { readonly parts: boolean })[];
  readonly acts: readonly Citation[];
  readonly flags: readonly string[];
  /** Fields that the answer needs. */
  readonly needs: readonly string[];
  readonly would_change: readonly Change[];
  readonly other_days: readonly DayChange[];
  /** Oldest evidence date among the acts that it rests on; the record's newest where it rests on none. */
  readonly evidence: string;
}
