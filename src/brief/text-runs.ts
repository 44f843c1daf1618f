import type { JudgedStatement } from '../judging/verdict.ts';
import type { NumberAccount } from '../reading/observation.ts';
import { type CheckedDocument, GRAVITY } from './checked-document.ts';

/** Words of a document that are shown in one way. Runs of a line join to the line. */
export interface TextRun {
  readonly start: number;
  readonly end: number;
  /** Index of the statement that owns the words: the narrowest; of equally narrow ones the gravest. */
  readonly statement?: number;
  /** The owner's words end here, so that its mark stands once. */
  readonly closes?: boolean;
  /** A number that belongs to no statement. */
  readonly number?: NumberAccount;
}

interface Spanned {
  readonly start: number;
  readonly end: number;
}

/** Cuts a stretch of the text where statements and numbers begin and end. */
export function textRuns(
  { statements, reading }: Pick<CheckedDocument, 'statements' | 'reading'>,
  from: number,
  to: number,
): readonly TextRun[] {
  const meets = ({ start, end }: Spanned) => start < to && end > from;
  const judged = statements.map((item, index) => ({ item, index })).filter(({ item }) => meets(item));
  const numbers = reading.numbers.filter(meets);
  const cuts = new Set([from, to]);
  for (const { start, end } of [...judged.map(({ item }) => item), ...numbers]) {
    cuts.add(Math.max(from, start));
    cuts.add(Math.min(to, end));
  }
  const bounds = [...cuts].sort((a, b) => a - b);
  const runs: TextRun[] = [];
  for (const [i, end] of bounds.slice(1).entries()) {
    const start = bounds[i] as number;
    const covers = (item: Spanned) => item.start <= start && item.end >= end;
    const owner = judged.filter(({ item }) => covers(item)).sort((a, b) => order(a.item, b.item))[0];
    const number = owner ? undefined : numbers.find(covers);
    const last = runs.at(-1);
    const closes = owner !== undefined && end === Math.min(to, owner.item.end);
    if (owner && last?.statement === owner.index) runs[runs.length - 1] = { ...last, end, closes };
    else if (owner) runs.push({ start, end, statement: owner.index, closes });
    else runs.push({ start, end, ...(number && { number }) });
  }
  return runs;
}

const order = (a: JudgedStatement, b: JudgedStatement) =>
  a.end - a.start - (b.end - b.start) || GRAVITY.indexOf(a.verdict) - GRAVITY.indexOf(b.verdict);
