import type { Cell, CellReader } from './cell.ts';
import { captionsAbove, type Layout } from './find-grids.ts';
import { type Grid, type GridRow, isNamingCell, isYearCell } from './grid.ts';
import { type Item, isFigureLike, type RowSpan, STARTERS } from './stacked-cells.ts';

const FEWEST_NAMES = 3;
const MOST_HEADS = 2;

/** Tables that stand column after column: all names, then under its head as many figures or units, and so on. */
export function columnGrids(items: readonly Item[], layout: Layout, reader: CellReader): Grid[] {
  const grids: Grid[] = [];
  for (let first = 0; first < items.length; first++) {
    const starter = STARTERS.find((is) => is(items[first]!.cell));
    if (!starter) continue;
    let to = first;
    while (to < items.length && starter(items[to]!.cell)) to++;
    const columns = to - first >= FEWEST_NAMES ? columnsAfter(items, to, to - first) : [];
    if (columns.some(({ from }) => isFigureLike(items[from]!.cell)) && areHeaded(items, columns))
      grids.push(columnGrid(items, first, to, columns, layout, reader));
    first = Math.max(to, columns.at(-1)?.to ?? 0) - 1;
  }
  return grids;
}

/**
 * Whether each column has a head of its own, or a head and a unit, and no head is left over: else some cells were lost,
 * and the figures may stand under the wrong ones.
 */
function areHeaded(items: readonly Item[], columns: readonly ColumnSpan[]): boolean {
  const isNaming = (cell: Cell | undefined): boolean =>
    cell !== undefined && cell.kind !== 'unit' && isNamingCell(cell);
  const after = items[columns.at(-1)!.to]?.cell;
  if (isNaming(after) || (after?.kind === 'text' && after.unexplained === 0 && after.words.size > 0))
    return false;
  return columns.every(({ head, from }) => {
    const heads = items.slice(head, from).map(({ cell }) => cell);
    const others = heads.filter(({ kind }) => kind !== 'unit');
    return heads.length > 0 && others.length < 2;
  });
}

/** Where a column of cells stands among the items, and where its heads begin. */
interface ColumnSpan extends RowSpan {
  readonly head: number;
}

/** The columns of a length that follow one another; none where another figure follows, as their length is unsure. */
function columnsAfter(items: readonly Item[], start: number, length: number): ColumnSpan[] {
  // a year stands over a column
  const isOfColumn = (cell: Cell): boolean =>
    (isFigureLike(cell) && !isYearCell(cell)) || cell.kind === 'unit';
  const columns: ColumnSpan[] = [];
  let at = start;
  for (;;) {
    let from = at;
    while (from < items.length && from - at <= MOST_HEADS && !isOfColumn(items[from]!.cell)) from++;
    // one unit over figures is their head
    if (items[from]?.cell.kind === 'unit' && items[from + 1]?.cell.kind !== 'unit') from++;
    let to = from;
    while (to < items.length && isOfColumn(items[to]!.cell) && to - from < length) to++;
    if (from - at > MOST_HEADS || to - from < length) return columns;
    const isLonger = to < items.length && isFigureLike(items[to]!.cell) && !isYearCell(items[to]!.cell);
    if (isLonger && columns.length === 0 && from === at) return [];
    columns.push({ head: at, from, to });
    at = to;
  }
}

function columnGrid(
  items: readonly Item[],
  first: number,
  to: number,
  columns: readonly ColumnSpan[],
  layout: Layout,
  reader: CellReader,
): Grid {
  const rows = items.slice(first, to).map(({ cell }, index): GridRow => {
    const cells = [cell, ...columns.map(({ from }) => items[from + index]!.cell)];
    return { start: cell.start, end: cell.end, cells };
  });
  const empty = reader.cell({ start: items[first]!.cell.start, end: items[first]!.cell.start });
  const headsOf = ({ head, from }: ColumnSpan, level: number): Cell =>
    items[head + level]?.cell && head + level < from ? items[head + level]!.cell : empty;
  const heads = Array.from({ length: MOST_HEADS }, (_, level) => [
    empty,
    ...columns.map((column) => headsOf(column, level)),
  ]).filter((row) => row.some(({ kind }) => kind !== 'empty'));
  return {
    layout: 'stacked',
    reader,
    start: items[first]!.cell.start,
    end: items[columns.at(-1)!.to - 1]!.cell.end,
    heads,
    rows,
    isAligned: true,
    isTurned: true,
    above: [
      ...items
        .slice(Math.max(0, first - 5), first)
        .map(({ cell }) => cell)
        .reverse(),
      ...captionsAbove(layout, items[Math.max(0, first - 5)]!.line, reader),
    ],
    below: [],
  };
}
