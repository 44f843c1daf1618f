/** Averages in price tables: a mean lies between the ends of its range. */
import type { Bench } from '../bench.ts';
import type { Claim } from '../claim.ts';
import { sayNumber } from '../say.ts';
import { cuesOf, type Sentence } from '../sentences.ts';

interface Cell {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Rows of a table as lines have them: cells apart by bars or tabs. */
const cellsOf = (text: string, s: Sentence): readonly Cell[] => {
  const line = text.slice(s.start, s.end);
  const mark = line.includes('|') ? '|' : line.includes('\t') ? '\t' : undefined;
  if (!mark) return [];
  let at = s.start;
  return line.split(mark).flatMap((part): readonly Cell[] => {
    const start = at + (part.length - part.trimStart().length);
    at += part.length + 1;
    const trimmed = part.trim();
    return trimmed ? [{ text: trimmed, start, end: start + trimmed.length }] : [];
  });
};

const NUMBER = /^\d{1,3}(?:[, ]\d{3}){0,4}(?:\.\d{1,4})?$|^\d{1,12}(?:\.\d{1,4})?$/;
const RANGE = /^(\d[\d, .]{0,18}\d|\d)\s?[-–~]\s?(\d[\d, .]{0,18}\d|\d)$/;

const numberOf = (text: string): number | undefined =>
  NUMBER.test(text) ? Number(text.replace(/[, ]/g, '')) : undefined;

const rangeOf = (text: string): readonly [number, number] | undefined => {
  const match = RANGE.exec(text);
  const low = match && numberOf(match[1]!.trim());
  const high = match && numberOf(match[2]!.trim());
  return low !== undefined && low !== null && high !== undefined && high !== null ? [low, high] : undefined;
};

/** Column of the average in a header row: the cell in which a word for it stands. */
const averageColumn = (bench: Bench, s: Sentence, cells: readonly Cell[]): number => {
  const words = cuesOf(s, 'average').map((c) => bench.marked.normal.starts[c.start]!);
  return cells.findIndex((cell) => words.some((at) => at >= cell.start && at < cell.end));
};

const judgeRow = (cells: readonly Cell[], column: number, text: string): readonly Claim[] => {
  const cell = cells[column];
  const mean = cell && numberOf(cell.text);
  if (!cell || mean === undefined) return [];
  const before = cells.slice(0, column);
  const range = before.map((c) => rangeOf(c.text)).findLast((r) => r !== undefined);
  const [low, high] = range ?? before.slice(-2).map((c) => numberOf(c.text));
  if (low === undefined || high === undefined || low > high || low <= 0) return [];
  const middle = (low + high) / 2;
  const inside = mean >= low && mean <= high;
  const exact = Math.abs(mean - middle) <= Math.max(0.5, middle * 0.0005);
  return [
    {
      kind: 'average',
      start: cell.start,
      end: cell.end,
      verdict: exact ? 'holds' : inside ? 'undecided' : 'fails',
      expected: exact || inside ? sayNumber(middle) : `between ${sayNumber(low)} and ${sayNumber(high)}`,
      found: sayNumber(mean),
      how: `(${sayNumber(low)} + ${sayNumber(high)}) / 2 = ${sayNumber(middle)}${inside && !exact ? '; it may be weighted by deals, which the table does not say' : ''}`,
      evidence: [
        {
          type: 'document',
          class: 'observed',
          text: text.slice(cells[0]!.start, cell.end),
          source: 'this page',
          start: cells[0]!.start,
          end: cell.end,
        },
      ],
    },
  ];
};

/** Judges the averages of tables whose head names the column. */
export const checkAverages = (bench: Bench): readonly Claim[] => {
  const claims: Claim[] = [];
  let column = -1;
  let width = 0;
  for (const s of bench.marked.sentences) {
    const cells = cellsOf(bench.text, s);
    if (cells.length < 3) {
      // The rule under a head is no row, and does not end the table.
      if (!/^[|\s:-]*$/.test(bench.text.slice(s.start, s.end))) column = -1;
      continue;
    }
    const head = averageColumn(bench, s, cells);
    if (head >= 0 && numberOf(cells[head]!.text) === undefined) {
      column = head;
      width = cells.length;
    } else if (column >= 0 && cells.length === width) claims.push(...judgeRow(cells, column, bench.text));
  }
  return claims;
};
