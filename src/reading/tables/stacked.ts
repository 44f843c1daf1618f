import type { Cell, CellReader } from './cell.ts';
import { captionsAbove, captionsBelow, type Layout } from './find-grids.ts';
import type { Grid, GridRow } from './grid.ts';
import { isLabelHead, isNamingCell, isTimeHead, isYearCell, namedColumns, standsOverNames } from './grid.ts';
import {
  hasCells,
  type Item,
  isCellLine,
  isFigureLike,
  itemsOn,
  type RowSpan,
  STARTERS,
  type Starter,
} from './stacked-cells.ts';
import { columnGrids } from './stacked-columns.ts';
import { monthsEnded } from './table-period.ts';

const FEWEST_CELLS = 6;
const MOST_BETWEEN_ROWS = 40;

/** Finds tables that stand in the text with one cell a line, as pages do whose columns were lost. */
export function findStackedGrids(layout: Layout): Grid[] {
  const { normal, lines, used, readerFor } = layout;
  const grids: Grid[] = [];
  let from = 0;
  while (from < lines.length) {
    if (used[from] || !isCellLine(normal, lines[from]!)) {
      from++;
      continue;
    }
    let to = from;
    while (to < lines.length && !used[to] && isCellLine(normal, lines[to]!)) to++;
    if (hasCells(lines, from, to, FEWEST_CELLS)) {
      const reader = readerFor(from, to - 1);
      for (const grid of gridsIn(itemsOn(layout, from, to, reader), layout, reader)) grids.push(grid);
    }
    from = to;
  }
  return grids;
}

/** Of the ways to part the cells into rows the one that gives most rows of one width, unless whole columns follow. */
function gridsIn(items: readonly Item[], layout: Layout, reader: CellReader): Grid[] {
  const byColumn = columnGrids(items, layout, reader);
  if (byColumn.length > 0) return byColumn;
  let best: RowSpan[][] = [];
  for (const rows of [...STARTERS.map((starter) => rowsFromStarts(items, starter)), rowsFromFigures(items)]) {
    const parts = partsOf(rows)
      .map((part) => ofOneWidth(items, part))
      .filter(({ length }) => length >= 2);
    if (countRows(parts) > countRows(best)) best = parts;
  }
  return best.map((rows) => gridOf(items, rows, layout, reader));
}

const countRows = (parts: readonly (readonly RowSpan[])[]): number =>
  parts.reduce((sum, part) => sum + part.length, 0);

/** Rows that begin where a name of a kind stands, with figures soon after it. */
function rowsFromStarts(items: readonly Item[], starter: Starter): RowSpan[] {
  const starts: number[] = [];
  for (let index = 0; index < items.length; index++) {
    if (!starter(items[index]!.cell)) continue;
    // a figure must come soon, and no other start before it
    for (let k = index + 1; k < Math.min(index + 5, items.length); k++) {
      const { cell } = items[k]!;
      if (isFigureLike(cell)) {
        starts.push(index);
        break;
      }
      if (starter(cell)) break;
    }
  }
  const stride = commonGap(starts);
  return starts.map((from, index) => {
    const next = starts[index + 1] ?? items.length;
    if (stride !== undefined && next - from >= stride && restIsWords(items, from + stride, next))
      return { from, to: from + stride };
    return { from, to: Math.min(next, figuresEnd(items, from)) };
  });
}

/** What stands between two rows is a label of a group, or what follows the last row: not a row cut short. */
function restIsWords(items: readonly Item[], from: number, to: number): boolean {
  if (to - from > MOST_BETWEEN_ROWS) return true;
  for (let i = from; i < to; i++)
    if (isFigureLike(items[i]!.cell) && !isYearCell(items[i]!.cell)) return to === items.length;
  return true;
}

/** Where a row ends whose width is not known: where words follow its figures. */
function figuresEnd(items: readonly Item[], from: number): number {
  let hasFigures = false;
  for (let i = from + 1; i < items.length; i++) {
    const { cell } = items[i]!;
    if (isFigureLike(cell)) hasFigures = true;
    else if (hasFigures && cell.kind === 'text') return i;
  }
  return items.length;
}

/** Rows of a label and all figures up to the next words, whatever the label names. */
function rowsFromFigures(items: readonly Item[]): RowSpan[] {
  const rows: RowSpan[] = [];
  let i = 0;
  while (i < items.length) {
    if (!isFigureLike(items[i]!.cell)) {
      i++;
      continue;
    }
    let to = i;
    while (to < items.length && items[to]!.cell.kind !== 'text') to++;
    const hasFigure = items.slice(i, to).some(({ cell }) => cell.kind === 'figures' && !isYearCell(cell));
    if (i > 0 && items[i - 1]!.cell.kind === 'text' && hasFigure) rows.push({ from: i - 1, to });
    i = to;
  }
  const isKnown = ({ from }: RowSpan): boolean => STARTERS.some((starter) => starter(items[from]!.cell));
  return rows.filter(isKnown).length * 2 >= rows.length ? rows : [];
}

/** Rows far apart are of different tables. */
function partsOf(rows: readonly RowSpan[]): RowSpan[][] {
  const parts: RowSpan[][] = [];
  for (const row of rows) {
    const part = parts.at(-1);
    if (part && row.from - part.at(-1)!.to <= MOST_BETWEEN_ROWS) part.push(row);
    else parts.push([row]);
  }
  return parts;
}

/** Rows of the commonest width; others are not understood. */
function ofOneWidth(items: readonly Item[], rows: readonly RowSpan[]): RowSpan[] {
  const counts = new Map<number, number>();
  for (const { from, to } of rows) counts.set(to - from, (counts.get(to - from) ?? 0) + 1);
  const [width] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0];
  return rows.filter(({ from, to }) => to - from === width && width >= 2 && items[from] !== undefined);
}

function commonGap(starts: readonly number[]): number | undefined {
  const gaps = new Map<number, number>();
  for (let i = 1; i < starts.length; i++) {
    const gap = starts[i]! - starts[i - 1]!;
    gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
  }
  const [gap, count] = [...gaps].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
  return count * 2 > starts.length - 1 ? gap : undefined;
}

function gridOf(items: readonly Item[], rows: readonly RowSpan[], layout: Layout, reader: CellReader): Grid {
  const first = rows[0]!;
  const width = first.to - first.from;
  const head = headBefore(items, first.from, width);
  const headStart = Math.max(0, head.from - 5);
  const above = [
    ...items
      .slice(headStart, head.from)
      .map(({ cell }) => cell)
      .reverse(),
    ...captionsAbove(layout, items[headStart]!.line, reader),
  ];
  let section: Cell | undefined;
  let end = head.to;
  const body = rows.map(({ from, to }): GridRow => {
    // words between rows stand over the rows that follow
    for (let i = Math.max(end, from - 4); i < from; i++)
      if (items[i]!.cell.kind === 'text') section = items[i]!.cell;
    end = to;
    const cells = items.slice(from, to).map(({ cell }) => cell);
    return { start: cells[0]!.start, end: cells.at(-1)!.end, cells, ...(section ? { section } : {}) };
  });
  return {
    layout: 'stacked',
    reader,
    start: head.cells[0]?.start ?? body[0]!.start,
    end: body.at(-1)!.end,
    heads: head.cells.length > 0 ? [...upperHeads(items, head.from), head.cells] : [],
    rows: body,
    isAligned: head.cells.length === width,
    hasLostHeads: head.cells.length === 0 && headsBefore(items, first.from, width) >= 2,
    above,
    below: captionsBelow(layout.lines, items[rows.at(-1)!.to - 1]!.line, reader),
  };
}

/** A cell that is nothing but a head. */
const isPureHead = (cell: Cell | undefined): boolean =>
  cell !== undefined &&
  cell.kind === 'text' &&
  (cell.roles.size > 0 || cell.units.length > 0 || cell.words.has('basis')) &&
  cell.unexplained === 0 &&
  cell.materials.length === 0;

/** "Three months ended", "Nine months ended" right before heads: heads over several of them. */
function upperHeads(items: readonly Item[], to: number): Cell[][] {
  let from = to;
  while (from > 0 && to - from < MOST_UPPER && isEnded(items[from - 1]!.cell)) from--;
  return to - from < 2 ? [] : [items.slice(from, to).map(({ cell }) => cell)];
}

const MOST_UPPER = 4;
const isEnded = ({ text }: Cell): boolean => monthsEnded(text) !== undefined;

/** How many cells right before the first row are heads that could not be put over its columns. */
function headsBefore(items: readonly Item[], first: number, width: number): number {
  const near = items.slice(Math.max(0, first - width - 2), first).map(({ cell }) => cell);
  return Math.max(namedColumns(near), near.filter((cell) => isPureHead(cell) || isTimeHead(cell)).length);
}

/** A year, a quarter or a month: no label of a group of rows, as a day may be. */
const isPeriodHead = (cell: Cell): boolean =>
  isTimeHead(cell) && !isEnded(cell) && cell.dates.every(({ grain }) => grain !== 'day');

/** A year or quarter right before heads that are such: one more head, and one too many for the row. */
const isFurtherTime = (before: Cell | undefined, heads: readonly Cell[]): boolean =>
  before !== undefined && !isEnded(before) && standsOverNames([before, ...heads]);

/** How far before the first row its heads may end: labels of groups stand between. */
const HEAD_DISTANCE = 4;

/**
 * The heads before the first row: as many cells as a row has, half of which name columns, or one fewer that all do,
 * where the corner is empty.
 */
function headBefore(
  items: readonly Item[],
  first: number,
  width: number,
): { cells: Cell[]; from: number; to: number } {
  const isHead = (cell: Cell): boolean => cell.kind === 'text' || isNamingCell(cell);
  let best = { cells: [] as Cell[], from: first, to: first };
  let bestShare = 0;
  for (let to = first; to > 0 && first - to <= HEAD_DISTANCE; to--) {
    for (const size of [width, width - 1]) {
      const from = to - size;
      if (from < 0 || size < 1) continue;
      const cells = items.slice(from, to).map(({ cell }) => cell);
      const share = cells.filter(isNamingCell).length / size;
      const isEnough = size === width ? share >= 0.5 && isNamingCell(cells.at(-1)!) : share === 1;
      // a head right before them would be a head of this table too: then some are lost, and these shifted
      const before = items[from - 1]?.cell;
      const isWhole =
        size === width
          ? isLabelHead(cells[0]) ||
            (!cells.some(isLabelHead) &&
              !isPureHead(before) &&
              !standsOverNames(cells) &&
              !(before && isEnded(before) && isEnded(cells[0]!)))
          : !isLabelHead(cells[0]) && !isPureHead(before) && !isFurtherTime(before, cells);
      // what stands over names stands first
      const isInOrder = !cells.slice(1).some(isLabelHead);
      if (isEnough && isWhole && isInOrder && share > bestShare && cells.every(isHead))
        [best, bestShare] = [{ cells, from, to }, share];
    }
    // labels of groups may stand between heads and rows, heads may not
    const { cell } = items[to - 1]!;
    if (!isHead(cell) || isPureHead(cell) || isPeriodHead(cell)) break;
  }
  return best;
}
