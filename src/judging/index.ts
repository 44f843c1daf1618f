/** Judging: from a document, its reading and the record to statements with verdicts. */
export type { Compared, Comparison } from './comparison.ts';
export { type JudgedDocument, type JudgingContext, judge } from './judge.ts';
export type { RecordedObservation } from './record.ts';
export { type DataClass, type Evidence, type JudgedStatement, VERDICTS, type Verdict } from './verdict.ts';
