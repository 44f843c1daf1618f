/** Which column of a file is which, by what buyers call them. */
import type { Facts } from '../../facts/index.ts';
import { fold, holds } from '../fold.ts';
import type { BillColumn, BillProblem } from './bill.ts';
import { type CellValue, columnLetter } from './grid.ts';

export type ColumnSpec = Facts['partColumns']['columns'][number];

/** Where the headings stand, and what each one means. */
export interface Headings {
  /** Index of the row of headings. */
  readonly row: number;
  readonly columns: readonly BillColumn[];
  /** The row under the headings holds units, no part. */
  readonly unitsBelow?: boolean;
  readonly problems: readonly BillProblem[];
}

interface HeadingMatch {
  readonly field: string;
  readonly how: 'named' | 'guessed';
  /** Length of what was recognised, for choosing between two columns of one field. */
  readonly weight: number;
}

/** Headings chosen by the user: text of the heading (or letter of the column) to field, or to nothing. */
export type ChosenColumns = Readonly<Record<string, string>>;

const SEARCHED = 25;

/** Words that name columns, folded once. */
export type HeadingWords = readonly { readonly field: string; readonly words: readonly string[] }[];

export const headingWords = (specs: readonly ColumnSpec[]): HeadingWords =>
  specs.map(({ field, title, words }) => ({
    field,
    words: [...new Set([title, field, ...Object.values(words).flat()].map(fold))],
  }));

/**
 * Finds the row of headings within the first rows: the one in which most columns are known, two at least, the part
 * among them.
 */
export function findHeadings(
  specs: readonly ColumnSpec[],
  words: HeadingWords,
  rows: readonly (readonly CellValue[])[],
  chosen: ChosenColumns = {},
): Headings | undefined {
  let best: Headings | undefined;
  let most = 1;
  for (const [row, cells] of rows.slice(0, SEARCHED).entries()) {
    const headings = readHeadings(specs, words, row, cells, chosen);
    const known = headings.columns.filter((column) => column.field !== undefined);
    if (known.length <= most || !known.some((column) => column.field === 'part')) continue;
    best = headings;
    most = known.length;
  }
  return best && withUnitsBelow(best, rows[best.row + 1] ?? []);
}

/** A row of units right under the headings: short texts without figures, and none under the part. */
function withUnitsBelow(headings: Headings, below: readonly CellValue[]): Headings {
  const texts = headings.columns.map((_, at) => (typeof below[at] === 'string' ? below[at].trim() : ''));
  const isUnits =
    texts.some((text) => text !== '') &&
    below.every(
      (cell) => cell === null || (typeof cell === 'string' && cell.length <= 12 && !/\d/.test(cell)),
    ) &&
    headings.columns.every((column, at) => column.field !== 'part' || texts[at] === '');
  if (!isUnits) return headings;
  const columns = headings.columns.map((column, at) => {
    const unit = column.unit ?? texts[at]?.replace(/^[([]|[)\]]$/g, '');
    return unit ? { ...column, unit } : column;
  });
  return { ...headings, columns, unitsBelow: true };
}

function readHeadings(
  specs: readonly ColumnSpec[],
  words: HeadingWords,
  row: number,
  cells: readonly CellValue[],
  chosen: ChosenColumns,
): Headings {
  const problems: BillProblem[] = [];
  const choices = new Map(Object.entries(chosen).map(([heading, field]) => [fold(heading), field]));
  const taken = new Map<string, { readonly at: number; readonly match: HeadingMatch }>();
  const columns: BillColumn[] = [];
  cells.forEach((cell, at) => {
    const heading = typeof cell === 'string' ? cell.trim().slice(0, 200) : '';
    const letter = columnLetter(at);
    const choice = choices.get(fold(heading)) ?? choices.get(letter.toLowerCase());
    const unit = unitOf(heading);
    const base = { letter, heading, ...(unit ? { unit } : {}) };
    if (choice !== undefined) {
      const known = specs.some((spec) => spec.field === choice);
      columns.push(known ? { ...base, field: choice, how: 'chosen' } : { ...base, how: 'not used' });
      if (known) taken.set(choice, { at, match: { field: choice, how: 'named', weight: Infinity } });
      return;
    }
    const match = heading === '' ? undefined : matchHeading(words, heading);
    columns.push({ ...base, how: 'not used' });
    if (!match) return;
    const before = taken.get(match.field);
    if (before && rank(before.match) >= rank(match)) {
      problems.push(twice(row, base, match.field, columns[before.at]!.heading));
      return;
    }
    if (before) {
      const loser = columns[before.at]!;
      problems.push(twice(row, loser, match.field, heading));
      columns[before.at] = { letter: loser.letter, heading: loser.heading, how: 'not used' };
    }
    taken.set(match.field, { at, match });
    columns[at] = { ...base, field: match.field, how: match.how };
  });
  for (const column of columns) {
    if (column.how !== 'guessed') continue;
    problems.push({
      row: row + 1,
      column: nameOf(column),
      field: column.field!,
      kind: 'note',
      found: `"${column.heading}" was taken as ${titleOf(specs, column.field!)}`,
      expected: 'say so if it is not: name the column yourself',
    });
  }
  return { row, columns, problems };
}

const rank = (match: HeadingMatch): number => (match.how === 'named' ? 1000 : 0) + match.weight;

const titleOf = (specs: readonly ColumnSpec[], field: string): string =>
  specs.find((spec) => spec.field === field)?.title ?? field;

export const nameOf = ({ letter, heading }: Pick<BillColumn, 'letter' | 'heading'>): string =>
  `${letter}${heading ? ` "${heading}"` : ''}`;

const twice = (
  row: number,
  column: Pick<BillColumn, 'letter' | 'heading'>,
  field: string,
  used: string,
): BillProblem => ({
  row: row + 1,
  column: nameOf(column),
  field,
  kind: 'note',
  found: `means the same as "${used}", which is used`,
  expected: 'one column for each meaning',
});

/** The whole heading is a known one, else the longest known one that it holds. */
function matchHeading(words: HeadingWords, heading: string): HeadingMatch | undefined {
  const whole = fold(heading);
  const bare = fold(heading.replace(/\([^()]{0,60}\)|\[[^[\]]{0,60}\]/g, ' '));
  for (const { field, words: known } of words) {
    if (known.includes(whole) || known.includes(bare)) return { field, how: 'named', weight: bare.length };
  }
  let best: HeadingMatch | undefined;
  for (const { field, words: known } of words) {
    for (const word of known) {
      if (word.length < 2 || word.length <= (best?.weight ?? 0) || !holds(bare, word)) continue;
      best = { field, how: 'guessed', weight: word.length };
    }
  }
  return best;
}

/** What stands in brackets, or after "in": `Mass (g)`, `Masse [kg]`, `Gewicht in g`. */
function unitOf(heading: string): string | undefined {
  const bracketed = /[([（]([^()[\]（）]{1,40})[)\]）]/.exec(heading)?.[1];
  const after =
    / in ([^\s()[\]]{1,12})$/i.exec(heading)?.[1] ?? /[,/] ?([^\s,/()[\]]{1,12})$/.exec(heading)?.[1];
  return (bracketed ?? after)?.trim();
}
