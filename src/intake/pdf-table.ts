/** Lines of a page that stand in columns, to rows of cells. */
import type { Line, Segment } from './pdf-line.ts';

export interface FoundTable {
  /** Nothing where the lines look like rows at first, but stand in no columns. */
  readonly rows: readonly (readonly string[])[] | undefined;
  /** Index of the first line after those looked at. */
  readonly next: number;
}

/** A cell is seldom broken over more lines. */
const longestCell = 6;

interface Column {
  left: number;
  right: number;
}

/** A table that begins at a line: two or more lines whose cells stand under each other. */
export function tableBlock(lines: readonly Line[], start: number): FoundTable {
  const next = tableEnd(lines, start);
  const block = lines.slice(start, next);
  const broad = block.filter((line) => line.segments.length >= 2);
  const columns = broad.length < 2 ? [] : columnsUnder(broad);
  if (columns.length < 2) return { rows: undefined, next };
  return { rows: rowsOf(block).map((row) => cellsOf(row, columns)), next };
}

/** Lines of cells, and single pieces close between them: parts of a cell that was broken over lines. */
function tableEnd(lines: readonly Line[], start: number): number {
  const first = lines[start]!;
  const opens = first.segments.length >= 2 || isPartOfCell(lines, start);
  if (!opens) return start;
  let end = start;
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index]!;
    const previous = lines[index - 1];
    if (index > start && previous && previous.y - line.y > Math.max(previous.size, line.size) * 4) break;
    if (line.segments.length >= 2 || isPartOfCell(lines, index)) end = index + 1;
    else {
      // A label over a group of rows stays in the table if rows follow at once.
      const after = lines[index + 1];
      const label = after && after.segments.length >= 2 && line.segments[0]!.text.length <= 60;
      if (!label || index === start) break;
    }
  }
  return end;
}

/** A single short piece so close above or below a line of cells that both are one row. */
function isPartOfCell(lines: readonly Line[], index: number): boolean {
  const line = lines[index]!;
  if (line.segments.length !== 1 || line.segments[0]!.text.length > 80) return false;
  return rowNear(lines, index) !== undefined;
}

/** The line of cells that a broken piece belongs to: nearer than rows are to each other. */
function rowNear(lines: readonly Line[], index: number): number | undefined {
  const line = lines[index]!;
  let best: number | undefined;
  let bestDistance = line.size * 1.4;
  for (const step of [-1, 1]) {
    let at = index + step;
    while (
      Math.abs(at - index) < longestCell &&
      lines[at]?.segments.length === 1 &&
      Math.abs(lines[at]!.y - lines[at - step]!.y) < line.size * 1.4
    )
      at += step;
    const row = lines[at];
    if (!row || row.segments.length < 2 || !sameCell(line.segments[0]!, row)) continue;
    const distance = Math.abs(row.y - line.y) / Math.abs(at - index);
    if (distance < bestDistance) [best, bestDistance] = [at, distance];
  }
  return best;
}

/** Over or under one cell of the row only, and beginning or ending where it does, or over a free place. */
function sameCell(piece: Segment, row: Line): boolean {
  const touched = row.segments.filter((segment) => segment.left < piece.right && segment.right > piece.left);
  if (touched.length > 1) return false;
  const cell = touched[0];
  if (!cell) return true;
  const tolerance = piece.size * 0.6;
  const middle = Math.abs((cell.left + cell.right) / 2 - (piece.left + piece.right) / 2);
  return (
    Math.abs(cell.left - piece.left) < tolerance ||
    Math.abs(cell.right - piece.right) < tolerance ||
    middle < tolerance
  );
}

/** Lines grouped to rows: each line of cells with the broken pieces that belong to it. */
function rowsOf(block: readonly Line[]): Line[][] {
  const owner = block.map((line, index) =>
    line.segments.length >= 2 ? index : (rowNear(block, index) ?? index),
  );
  const pitch = medianPitch(block);
  const rows = new Map<number, Line[]>();
  block.forEach((line, index) => {
    const to = owner[index]!;
    // In a table set tight, a single piece is a row of its own: it is as far away as rows are.
    const near = to === index || Math.abs(block[to]!.y - line.y) < pitch * Math.abs(to - index) * 0.9;
    const key = near ? to : index;
    const row = rows.get(key);
    if (row) row.push(line);
    else rows.set(key, [line]);
  });
  return [...rows].sort((a, b) => a[0] - b[0]).map(([, row]) => row);
}

function medianPitch(block: readonly Line[]): number {
  const broad = block.filter((line) => line.segments.length >= 2);
  const pitches = broad.slice(1).map((line, index) => broad[index]!.y - line.y);
  pitches.sort((a, b) => a - b);
  return pitches[Math.floor(pitches.length / 2)] ?? 0;
}

/**
 * The places between columns: where nearly all lines leave a gap. One line in ten may cross it, a long label or
 * a heading over several columns.
 */
function columnsUnder(lines: readonly Line[]): Column[] {
  const edges: { x: number; step: 1 | -1 }[] = [];
  for (const line of lines) {
    for (const atom of line.atoms) edges.push({ x: atom.left, step: 1 }, { x: atom.right, step: -1 });
  }
  edges.sort((a, b) => a.x - b.x || a.step - b.step);
  const crossing = Math.floor(lines.length * 0.1);
  const narrowest = (lines[0]?.size ?? 10) * 0.3;
  const columns: Column[] = [];
  let covered = 0;
  let current: Column | undefined;
  let freeSince: number | undefined;
  for (const { x, step } of edges) {
    covered += step;
    if (covered > crossing) {
      if (!current || (freeSince !== undefined && x - freeSince >= narrowest)) {
        current = { left: x, right: x };
        columns.push(current);
      }
      freeSince = undefined;
    } else {
      freeSince ??= x;
      if (current && step === -1) current.right = Math.max(current.right, freeSince);
    }
  }
  return columns;
}

function cellsOf(row: readonly Line[], columns: readonly Column[]): string[] {
  const cells: string[] = columns.map(() => '');
  for (const line of row) {
    for (const atom of line.atoms) {
      const column = nearestColumn(atom, columns);
      cells[column] = cells[column] === '' ? atom.text : `${cells[column]} ${atom.text}`;
    }
  }
  return cells;
}

function nearestColumn(segment: Segment, columns: readonly Column[]): number {
  let best = 0;
  let bestOverlap = Number.NEGATIVE_INFINITY;
  for (const [index, column] of columns.entries()) {
    const overlap = Math.min(segment.right, column.right) - Math.max(segment.left, column.left);
    // A heading over several columns stands in the first of them.
    const gain = overlap > 0 ? Math.min(overlap, segment.size) : overlap;
    if (gain > bestOverlap) [best, bestOverlap] = [index, gain];
  }
  return best;
}
