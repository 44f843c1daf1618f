import type { NormalText } from '../normalise.ts';
import type { Span } from '../sentences.ts';
import type { Cell, CellReader } from './cell.ts';
import type { Layout } from './find-grids.ts';
import type { TextLine } from './lines.ts';
import { withSignsJoined } from './lone-signs.ts';

/** A cell on a line of its own. */
export interface Item {
  readonly cell: Cell;
  readonly line: number;
}

const LONGEST_CELL = 80;

/** A line that can be one cell: blank, or short and no sentence. */
export function isCellLine(normal: NormalText, line: TextLine): boolean {
  const filled = line.cells.filter(({ start, end }) => end > start);
  if (filled.length === 0) return true;
  if (filled.length > 1) return false;
  const [cell] = filled;
  const length = cell!.end - cell!.start;
  if (length > LONGEST_CELL) return false;
  return !(length > 30 && /[.。!?！？]$/.test(normal.text.slice(cell!.end - 1, cell!.end)));
}

/** The cells on some lines, with signs and brackets that stand on lines of their own put to their figures. */
export const itemsOn = ({ normal, lines }: Layout, from: number, to: number, reader: CellReader): Item[] =>
  withSignsJoined(normal, filledSpans(normal, lines, from, to), false).map((span) => ({
    cell: reader.cell(span),
    line: span.line,
  }));

/** How many lines of some are no blank ones, as far as is asked. */
export const hasCells = (lines: readonly TextLine[], from: number, to: number, least: number): boolean => {
  let filled = 0;
  for (let i = from; i < to && filled < least; i++)
    if (lines[i]!.cells.some(({ start, end }) => end > start)) filled++;
  return filled >= least;
};

const SEPARATOR = /^[|\s·•:;-]*$/;
const DASH = /^-{1,2}$/;

interface SpanOfLine extends Span {
  readonly line: number;
}

function filledSpans(normal: NormalText, lines: readonly TextLine[], from: number, to: number): SpanOfLine[] {
  const spans: SpanOfLine[] = [];
  for (let line = from; line < to; line++) {
    const span = lines[line]!.cells.find(({ start, end }) => end > start);
    if (!span) continue;
    const text = normal.text.slice(span.start, span.end);
    // a lone dash is a cell that says nothing; other lone signs part cells
    if (SEPARATOR.test(text) && !DASH.test(text)) continue;
    spans.push({ ...span, line });
  }
  return spans;
}

/** A longer line that names a place is a caption. */
const LONGEST_NAME = 40;

export type Starter = (cell: Cell) => boolean;
/** What the first cell of a row may name; the first kind that starts most rows is taken. */
export const STARTERS: readonly Starter[] = [
  (cell) => cell.kind === 'text' && cell.materials.length > 0,
  (cell) => cell.kind === 'text' && cell.words.has('metric'),
  (cell) =>
    cell.kind === 'text' &&
    cell.units.length === 0 &&
    cell.text.length <= LONGEST_NAME &&
    (cell.words.has('place') || cell.words.has('total') || cell.words.has('world')),
  (cell) => cell.kind === 'text' && cell.words.has('org'),
  (cell) => cell.kind === 'date',
];

export const isFigureLike = (cell: Cell): boolean =>
  cell.kind === 'figures' || cell.kind === 'nothing' || cell.kind === 'flat';

/** The cells of a row, by their places among the items. */
export interface RowSpan {
  readonly from: number;
  readonly to: number;
}
