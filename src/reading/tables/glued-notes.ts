import type { NormalText } from '../normalise.ts';
import type { Cell } from './cell.ts';
import type { LooseRow } from './grid.ts';
import type { TextLine } from './lines.ts';

/** "1216,000": too many digits before the first group of three, so that the number of a note must be among them. */
const MISSHAPEN = /^(\d{1,2})\d{1,3}(?:,\d{3})+$/;
const SHAPELY = /^(?:[1-9]\d{0,2}(?:,\d{3})*|[1-9]\d{3,})$/;
/** "12Estimated": a note below a table, its number glued to its first word. */
const NOTE = /^\s*\(?(\d{1,2})\)? ?\p{L}/u;
const LINES_OF_NOTES = 30;

/**
 * Takes the figures out of cells that the number of a note may be glued to, where other cells of the table show that
 * some are: which of the digits are the note's is not said.
 */
export function withoutGluedNotes(
  rows: readonly LooseRow[],
  { text }: NormalText,
  lines: readonly TextLine[],
  last: number,
): readonly LooseRow[] {
  const printed = (cell: Cell): string => text.slice(cell.start, cell.end);
  const isMisshapen = (cell: Cell): boolean =>
    cell.kind === 'figures' && /^\d{4}/.test(printed(cell)) && MISSHAPEN.test(printed(cell));
  const misshapen = rows.flatMap(({ cells }) => cells.filter(isMisshapen).map(printed));
  if (misshapen.length === 0) return rows;
  const notes = new Set(
    lines
      .slice(last + 1, last + LINES_OF_NOTES)
      .flatMap(({ start, end }) => NOTE.exec(text.slice(start, end))?.[1] ?? []),
  );
  const marks = new Set(misshapen.flatMap((figure) => [figure.slice(0, 1), figure.slice(0, 2)]));
  if (notes.size > 0) for (const mark of marks) if (!notes.has(mark)) marks.delete(mark);
  for (const note of notes) marks.add(note);
  const isUnsure = (cell: Cell): boolean =>
    cell.kind === 'figures' &&
    (isMisshapen(cell) ||
      [...marks].some(
        (mark) => printed(cell).startsWith(mark) && SHAPELY.test(printed(cell).slice(mark.length)),
      ));
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => (isUnsure(cell) ? { ...cell, kind: 'nothing', figures: [] } : cell)),
  }));
}
