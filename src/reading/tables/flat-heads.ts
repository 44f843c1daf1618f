import type { NormalText } from '../normalise.ts';
import type { Span } from '../sentences.ts';
import type { Cell, CellReader } from './cell.ts';
import { makeOf, trim } from './flat-rows.ts';
import { type GridRow, isLabelHead, isYearCell, namedColumns } from './grid.ts';
import type { TextLine } from './lines.ts';
import { endedStarts } from './table-period.ts';

const LONGEST_HEADS = 300;

/** The filled line that stands right before a table. */
export function headLineBefore(
  lines: readonly TextLine[],
  first: number,
  used: Uint8Array,
): number | undefined {
  for (let i = first - 1; i >= 0 && first - i < 4; i--) {
    if (used[i]) return undefined;
    if (lines[i]!.cells.some(({ start, end }) => end > start)) return i;
  }
  return undefined;
}

export const isTime = (cell: Cell): boolean =>
  cell.kind === 'date' ||
  isYearCell(cell) ||
  (cell.dates.length > 0 && cell.units.length > 0 && cell.unexplained === 0 && cell.materials.length === 0);

const HEAD_WORDS = ['quota', 'flow', 'kind', 'metric', 'shareMetric', 'basis', 'place', 'org'] as const;

const isFlatHead = (cell: Cell): boolean =>
  cell.kind === 'unit' ||
  isTime(cell) ||
  cell.roles.size > 0 ||
  (HEAD_WORDS.some((type) => cell.words.has(type)) && cell.unexplained * 4 <= cell.letters);

/** The most words that one head of a line of them has. */
const MOST_HEAD_WORDS = 3;

/**
 * The cells of a line of heads, parted at its spaces where one or a few words are a head by themselves, or the years,
 * quarters or units that it ends with.
 */
export function headCells(normal: NormalText, line: TextLine, reader: CellReader): Cell[] {
  const to = Math.min(line.end, line.start + LONGEST_HEADS);
  const words = [...normal.text.slice(line.start, to).matchAll(/\S+(?: \([^()]{1,16}\)| %)?/g)].map(
    (match) => ({
      start: line.start + match.index,
      end: line.start + match.index + match[0].length,
    }),
  );
  const cells: Cell[] = [];
  for (let i = 0; i < words.length; ) {
    // a head is of one word, or of a few that are all known; the corner over the names may say anything
    let cell = reader.cell(words[i]!);
    let taken = 1;
    const time = oneTime(words, i, reader);
    if (time) [cell, taken] = [time, 2];
    while (i > 0 && !isFlatHead(cell) && taken < MOST_HEAD_WORDS && i + taken < words.length) {
      const longer = reader.cell({ start: words[i]!.start, end: words[i + taken]!.end });
      taken++;
      if (isFlatHead(longer) && longer.unexplained === 0) cell = longer;
    }
    if (i > 0 && !isFlatHead(cell)) return timesAtEnd(words, reader);
    cells.push(cell);
    i += taken;
  }
  return cells;
}

/** "May 2025", "Q3 2025": two words that are one time. */
function oneTime(words: readonly Span[], at: number, reader: CellReader): Cell | undefined {
  const next = words[at + 1];
  const pair = next && reader.cell({ start: words[at]!.start, end: next.end });
  return pair?.kind === 'date' && pair.dates.length === 1 ? pair : undefined;
}

/** The years, months or quarters that a line ends with; "May 2025" is one. */
function timesAtEnd(words: readonly Span[], reader: CellReader): Cell[] {
  const times: Cell[] = [];
  for (let i = words.length - 1; i >= 0; i--) {
    const pair = i > 0 ? oneTime(words, i - 1, reader) : undefined;
    const cell = pair ?? reader.cell(words[i]!);
    if (!isTime(cell)) break;
    times.unshift(cell);
    if (pair) i--;
  }
  return times.length >= 2 ? times : [];
}

/** "Three months ended September 30, Nine months ended September 30," in one line: a head each. */
export function endedHeads(normal: NormalText, line: TextLine, reader: CellReader): Cell[] {
  if (line.end - line.start > LONGEST_HEADS) return [];
  const starts = endedStarts(normal.low.slice(line.start, line.end)).map((at) => line.start + at);
  return starts.map((start, index) =>
    reader.cell(trim(normal.text, { start, end: starts[index + 1] ?? line.end })),
  );
}

/** The heads that a stretch ends with, each of one word. */
export function headsAtEnd(normal: NormalText, span: Span, reader: CellReader): Cell[] {
  const heads: Cell[] = [];
  const words = [...normal.text.slice(span.start, span.end).matchAll(/\S+/g)];
  for (const { index, 0: word } of words.reverse()) {
    const start = span.start + index;
    const cell = reader.cell({ start, end: start + word.length });
    if (!isFlatHead(cell)) break;
    heads.unshift(cell);
  }
  return heads;
}

/** Whether a cell is nothing but the head of a column: no name, no good, no unit of the whole table. */
const isColumnHead = (cell: Cell): boolean =>
  cell.roles.size > 0 &&
  cell.unexplained === 0 &&
  cell.materials.length === 0 &&
  !isLabelHead(cell) &&
  !(cell.roles.has('unit') && cell.units.length > 0);

/** Heads over the last columns where those before are names and purities, which need none. */
export function headsOnRight(
  heads: readonly Cell[],
  rows: readonly GridRow[],
  reader: CellReader,
): Cell[] | undefined {
  const [{ cells }] = rows as [GridRow];
  // the unit is part of the last figure
  const isPartOfFigure = heads.at(-1)?.roles.has('unit') && cells.at(-1)!.figures.at(-1)?.unit !== undefined;
  const own = isPartOfFigure ? heads.slice(0, -1) : heads;
  const bare = cells.length - own.length;
  if (namedColumns(own) < 2 || bare < 1 || !own.every(isColumnHead)) return undefined;
  const needsNone = rows.every((row) => row.cells.slice(1, bare).every((cell) => makeOf(cell) === 'purity'));
  const none = reader.cell({ start: cells[0]!.start, end: cells[0]!.start });
  return needsNone ? [...Array.from({ length: bare }, () => none), ...own] : undefined;
}

/** Heads that each stand over as many of the columns below. */
export function spreadOver(heads: readonly Cell[], width: number): Cell[] {
  const each = width / heads.length;
  if (heads.length < 2 || each < 2 || !Number.isInteger(each)) return [];
  return heads.flatMap((cell) => Array.from({ length: each }, () => cell));
}
