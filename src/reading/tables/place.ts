import type { NormalText } from '../normalise.ts';
import type { Span } from '../sentences.ts';
import type { Cell, CellReader } from './cell.ts';
import { greatest } from './context.ts';
import type { LooseRow, RowGroup } from './grid.ts';

/** No printed line is wider, and each head is held against each run of columns. */
const MOST_COLUMNS = 16;
/** What it costs to leave a column without a head, in signs. */
const BARE_COLUMN = 3;
/** How far, in signs, the middle or an edge of a head may be from that of the columns that it is put over. */
const FARTHEST = 2;
/** What part of the cells of a printed column share an edge. */
const LEAST_SHARED = 0.8;

/** From where to where something stands in its printed line. */
interface Extent {
  readonly from: number;
  readonly to: number;
}

/**
 * Puts heads and short rows of a table that is parted by spaces over and under its columns by where they are printed:
 * heads over several columns, rows with blanks. Rows that are as wide as the table and its heads are left alone.
 */
export function placedByPosition(group: RowGroup, normal: NormalText, reader: CellReader): RowGroup {
  const width = widest(group);
  const { heads, rows } = group;
  if (width < 3 || width > MOST_COLUMNS) return group;
  const isWhole = ({ cells }: LooseRow): boolean => cells.length === width;
  if (heads.every(isWhole) && rows.every(({ row }) => isWhole(row))) return group;
  const columns = columnExtents(normal, rows.map(({ row }) => row).filter(isWhole), width);
  if (!columns) return group;
  const put = (row: LooseRow, isHead: boolean): LooseRow => {
    if (row.cells.length >= width || row.cells.length === 0) return row;
    if (!isHead) return { ...row, cells: cellsUnder(row, columns, normal, reader) ?? row.cells };
    const extents = row.cells.map((cell) => extentOf(normal, row, cell));
    const runs = runsBelow(extents, columns) ?? headRuns(extents, columns);
    return runs ? { ...row, cells: spread(row, runs, width, reader) } : row;
  };
  return {
    // a lone row of too few heads has lost one, and which of them nobody knows
    heads: heads.length > 1 ? heads.map((row) => put(row, true)) : heads,
    rows: rows.map(({ row, ...rest }) => ({ ...rest, row: put(row, false) })),
  };
}

/** The greatest width that at least two rows have. */
function widest({ rows }: RowGroup): number {
  const counts = new Map<number, number>();
  for (const { row } of rows) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  let width = 0;
  for (const [count, times] of counts) if (times >= 2 && count > width) width = count;
  return width;
}

/** Where the columns stand, if their cells really stand under each other. */
function columnExtents(normal: NormalText, rows: readonly LooseRow[], width: number): Extent[] | undefined {
  const extents: Extent[] = [];
  for (let index = 0; index < width; index++) {
    const cells = rows.map((row) => extentOf(normal, row, row.cells[index]!));
    const [starts, ends] = [cells.map(({ from }) => from), cells.map(({ to }) => to)];
    const middles = cells.map(({ from, to }) => (from + to) / 2);
    // cells that share neither an edge nor a middle are parted by spaces and not printed in columns
    if (index > 0 && ![starts, ends, middles].some(areShared)) return undefined;
    const from = starts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    if (from < (extents.at(-1)?.to ?? 0)) return undefined;
    extents.push({ from, to: greatest(ends) });
  }
  return extents;
}

/** Whether nearly all places are one, give or take a sign. */
function areShared(places: readonly number[]): boolean {
  const sorted = [...places].sort((a, b) => a - b);
  const needed = Math.ceil(sorted.length * LEAST_SHARED);
  return sorted.some((place, index) => (sorted[index + needed - 1] ?? Number.POSITIVE_INFINITY) - place <= 2);
}

/** In signs from the start of the line; those of Chinese, Japanese and Korean are twice as wide. */
function extentOf({ text }: NormalText, row: LooseRow, cell: Span): Extent {
  let from = 0;
  let at = 0;
  for (let i = row.start; i < cell.end; i++) {
    if (i === cell.start) from = at;
    at += text.charCodeAt(i) >= 0x1100 ? 2 : 1;
  }
  return { from, to: at };
}

/** The columns that each head stands over, where each column but that of the names stands under just one. */
function runsBelow(
  heads: readonly Extent[],
  columns: readonly Extent[],
): (readonly [number, number])[] | undefined {
  const over = columns.map((column) =>
    heads.flatMap((head, at) => (head.from < column.to && head.to > column.from ? [at] : [])),
  );
  const isBare = over[0]!.length === 0;
  if (!over.every((list, index) => list.length === 1 || (index === 0 && isBare))) return undefined;
  const runs = heads.map((_, at): [number, number] => {
    const under = over.flatMap((list, index) => (list[0] === at ? [index] : []));
    return [under[0] ?? -1, under.at(-1) ?? -1];
  });
  // no head stands over the names and over figures
  return runs.every(([from, to]) => from >= 0 && (from > 0 || to === 0)) ? runs : undefined;
}

/** The columns that each head stands over, by the least distance over all; a column may be left without one. */
function headRuns(
  heads: readonly Extent[],
  columns: readonly Extent[],
): (readonly [number, number])[] | undefined {
  const width = columns.length;
  // best[h][c]: the least cost of the first h heads over the first c columns, and the run that the last one got
  const best: { cost: number; from: number }[][] = [
    Array.from({ length: width + 1 }, (_, bare) => ({ cost: Math.max(0, bare - 1) * BARE_COLUMN, from: -1 })),
  ];
  for (const [h, head] of heads.entries()) {
    const row = [{ cost: Number.POSITIVE_INFINITY, from: -1 }];
    for (let c = 1; c <= width; c++) {
      let least = { cost: row[c - 1]!.cost + BARE_COLUMN, from: -1 };
      for (let from = 0; from < c; from++) {
        // no head stands over the names and over figures
        if (from === 0 && c > 1) continue;
        const [first, last] = [columns[from]!, columns[c - 1]!];
        if (head.to <= first.from || head.from >= last.to) continue;
        const away = distance(head, first, last);
        const cost = best[h]![from]!.cost + away;
        if (away <= FARTHEST && cost < least.cost) least = { cost, from };
      }
      row.push(least);
    }
    best.push(row);
  }
  if (!Number.isFinite(best[heads.length]![width]!.cost)) return undefined;
  const runs: [number, number][] = [];
  let c = width;
  for (let h = heads.length; h > 0; ) {
    const { from } = best[h]![c]!;
    if (from < 0) {
      c--;
      continue;
    }
    runs.unshift([from, c - 1]);
    c = from;
    h--;
  }
  return runs;
}

/** Heads are centred over their columns, or begin or end with them. */
const distance = (head: Extent, first: Extent, last: Extent): number =>
  Math.min(
    Math.abs(head.from + head.to - first.from - last.to) / 2,
    Math.abs(head.from - first.from),
    Math.abs(head.to - last.to),
  );

/**
 * The cells of a row by the columns that its words stand under, also where a long name leaves only one space before
 * the next figure; nothing where a word stands under two.
 */
function cellsUnder(
  row: LooseRow,
  columns: readonly Extent[],
  normal: NormalText,
  reader: CellReader,
): Cell[] | undefined {
  const spans: { start: number; end: number }[] = columns.map(() => ({ start: row.end, end: row.end }));
  let last = 0;
  for (const [index, cell] of row.cells.entries())
    for (const match of normal.text.slice(cell.start, cell.end).matchAll(/\S+/g)) {
      const start = cell.start + match.index;
      const word = { start, end: start + match[0].length };
      const { from, to } = extentOf(normal, row, word);
      // a long name may reach under the next column
      const isOfName = index === 0 && !/\d/.test(match[0]);
      const under = isOfName
        ? [0]
        : columns.flatMap((column, at) => (from < column.to && to > column.from ? [at] : []));
      if (under.length > 1 || (under[0] ?? last) < last) return undefined;
      last = under[0] ?? last;
      const span = spans[last]!;
      spans[last] = span.start === span.end ? word : { start: span.start, end: word.end };
    }
  return spans.map((span) => reader.cell(span));
}

/** Cells as wide as the table: each in all of its columns, and between them cells that say nothing. */
function spread(
  row: LooseRow,
  runs: readonly (readonly [number, number])[],
  width: number,
  reader: CellReader,
): Cell[] {
  const none: Cell = { ...reader.cell({ start: row.end, end: row.end }), kind: 'nothing' };
  const cells = Array.from({ length: width }, () => none);
  runs.forEach(([from, to], index) => {
    cells.fill(row.cells[index]!, from, to + 1);
  });
  return cells;
}
