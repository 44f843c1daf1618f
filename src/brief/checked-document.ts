import type { JudgedStatement, Verdict } from '../judging/verdict.ts';
import type { NumberAccount, Reading } from '../reading/observation.ts';

/** A document that was read and judged: what `check` shows, as a page, as text or as JSON. */
export interface CheckedDocument {
  readonly document: {
    readonly text: string;
    readonly origin?: string;
    readonly title?: string;
    readonly published?: string;
    /** Where the date was found: `page`, `address`, `given` ... */
    readonly publishedFrom?: string;
    readonly language?: string;
    readonly hash?: string;
    readonly notes?: readonly string[];
    readonly passages?: readonly { readonly start: number; readonly end: number; readonly kind: string }[];
  };
  /** Day of the record and the law that the statements were held against. */
  readonly asOf: string;
  readonly reading: Reading;
  readonly statements: readonly JudgedStatement[];
}

/** Gravest first: the order in which verdicts want a look. */
export const GRAVITY: readonly Verdict[] = ['fails', 'conflicts', 'basis', 'undecided', 'forecast', 'holds'];

/** How many statements got each verdict. */
export function tally(statements: readonly JudgedStatement[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = {
    holds: 0,
    fails: 0,
    basis: 0,
    conflicts: 0,
    undecided: 0,
    forecast: 0,
  };
  for (const { verdict } of statements) counts[verdict]++;
  return counts;
}

const SMALL = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const inWords = (n: number) => SMALL[n] ?? String(n);
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The finding in one or two sentences: `23 of 34 statements hold. Four fail.` */
export function finding({ statements }: Pick<CheckedDocument, 'statements'>): string {
  if (statements.length === 0) return 'Nothing in this document could be checked.';
  const { holds, fails, conflicts } = tally(statements);
  const parts = [
    statements.length === 1
      ? `The one statement ${holds ? 'holds' : 'does not simply hold'}.`
      : holds === statements.length
        ? `All ${inWords(holds)} statements hold.`
        : `${holds === 0 ? 'None' : holds} of ${statements.length} statements ${holds === 1 ? 'holds' : 'hold'}.`,
  ];
  if (fails) parts.push(`${sentence(inWords(fails))} ${fails === 1 ? 'fails' : 'fail'}.`);
  if (conflicts) {
    parts.push(`On ${inWords(conflicts)}, sources of like standing disagree.`);
  }
  return parts.join(' ');
}

/** One thing to show in reading order: a judged statement, or a number that belongs to none. */
export type Mark =
  | { readonly type: 'statement'; readonly start: number; readonly end: number; readonly statement: number }
  | { readonly type: 'number'; readonly start: number; readonly end: number; readonly number: NumberAccount };

/** Statements and the numbers outside of them, in reading order. */
export function marks({ reading, statements }: CheckedDocument): readonly Mark[] {
  const judged: Mark[] = statements.map(({ start, end }, statement) => ({
    type: 'statement',
    start,
    end,
    statement,
  }));
  const covered = judged.map(({ start, end }) => [start, end] as const).sort((a, b) => a[0] - b[0]);
  const rest: Mark[] = reading.numbers
    .filter(({ start, end }) => !covered.some(([from, to]) => from <= start && end <= to))
    .map((number) => ({ type: 'number', start: number.start, end: number.end, number }));
  return [...judged, ...rest].sort((a, b) => a.start - b.start || b.end - a.end);
}
