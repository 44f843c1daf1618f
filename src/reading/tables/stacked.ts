import type { NormalText } from '../normalise.ts';
import type { Span } from '../sentences.ts';
import type { Cell, CellReader } from './cell.ts';
import { captionsAbove, captionsBelow, type Layout } from './find-grids.ts';
import type { Grid, GridRow } from './grid.ts';
import { isYearCell } from './grid.ts';
import type { TextLine } from './lines.ts';

/** A cell on a line of its own. */
interface Item {
  readonly cell: Cell;
  readonly line: number;
}

const LONGEST_CELL = 80;
const FEWEST_CELLS = 6;
const MOST_BETWEEN_ROWS = 40;

/** Finds tables that stand in the text with one cell a line, as pages do whose columns were lost. */
export function findStackedGrids({ normal, lines, used, readerFor }: Layout): Grid[] {
  const grids: Grid[] = [];
  let from = 0;
  while (from < lines.length) {
    if (used[from] || !isCellLine(normal, lines[from]!)) {
      from++;
      continue;
    }
    let to = from;
    while (to < lines.length && !used[to] && isCellLine(normal, lines[to]!)) to++;
    const spans = filledSpans(normal, lines, from, to);
    if (spans.length >= FEWEST_CELLS) {
      const reader = readerFor(from, to - 1);
      const items = joinFragments(normal, spans).map(({ span, line }) => ({ cell: reader.cell(span), line }));
      for (const grid of gridsIn(items, lines, used, reader)) grids.push(grid);
    }
    from = to;
  }
  return grids;
}

/** A line that can be one cell: blank, or short and no sentence. */
function isCellLine(normal: NormalText, line: TextLine): boolean {
  const filled = line.cells.filter(({ start, end }) => end > start);
  if (filled.length === 0) return true;
  if (filled.length > 1) return false;
  const [cell] = filled;
  const length = cell!.end - cell!.start;
  if (length > LONGEST_CELL) return false;
  return !(length > 30 && /[.。!?！？]$/.test(normal.text.slice(cell!.end - 1, cell!.end)));
}

const SEPARATOR = /^[|\s·•:;-]*$/;
const DASH = /^-{1,2}$/;

function filledSpans(
  normal: NormalText,
  lines: readonly TextLine[],
  from: number,
  to: number,
): { span: Span; line: number }[] {
  const spans: { span: Span; line: number }[] = [];
  for (let line = from; line < to; line++) {
    const span = lines[line]!.cells.find(({ start, end }) => end > start);
    if (!span) continue;
    const text = normal.text.slice(span.start, span.end);
    // a lone dash is a cell that says nothing; other lone signs part cells
    if (SEPARATOR.test(text) && !DASH.test(text)) continue;
    spans.push({ span, line });
  }
  return spans;
}

const OPENING = /^(?:[($¥€£₩+-]|us\$|a\$|c\$|rmb|\(\$|\$\()$/;
const CLOSING = /^(?:\)|%|\) ?%|% ?\))$/;

/** Signs, brackets and currencies on lines of their own belong to the figure beside them. */
function joinFragments(
  normal: NormalText,
  spans: readonly { span: Span; line: number }[],
): { span: Span; line: number }[] {
  const out: { span: Span; line: number }[] = [];
  const startsWithDigit = (span: Span | undefined): boolean =>
    span !== undefined && /^[\d($¥€£+-]/.test(normal.text.slice(span.start, span.start + 1));
  let i = 0;
  while (i < spans.length) {
    const { span, line } = spans[i]!;
    const text = normal.low.slice(span.start, span.end);
    let end = span.end;
    let k = i + 1;
    if (OPENING.test(text) && !DASH.test(text) && startsWithDigit(spans[k]?.span)) {
      while (k < spans.length && k - i < 4) {
        const next = spans[k]!.span;
        const isOpening = OPENING.test(normal.low.slice(next.start, next.end));
        end = next.end;
        k++;
        if (!isOpening) break;
      }
    }
    while (k < spans.length && CLOSING.test(normal.low.slice(spans[k]!.span.start, spans[k]!.span.end))) {
      end = spans[k]!.span.end;
      k++;
    }
    out.push({ span: { start: span.start, end }, line });
    i = k;
  }
  return out;
}

type Starter = (cell: Cell) => boolean;
/** What the first cell of a row may name; the first kind that starts most rows is taken. */
const STARTERS: readonly Starter[] = [
  (cell) => cell.kind === 'text' && cell.materials.length > 0,
  (cell) => cell.kind === 'text' && cell.words.has('metric'),
  (cell) =>
    cell.kind === 'text' && (cell.words.has('place') || cell.words.has('total') || cell.words.has('world')),
  (cell) => cell.kind === 'text' && cell.words.has('org'),
  (cell) => cell.kind === 'date',
];

const isFigureLike = (cell: Cell): boolean =>
  cell.kind === 'figures' || cell.kind === 'nothing' || cell.kind === 'flat';

function gridsIn(
  items: readonly Item[],
  lines: readonly TextLine[],
  used: Uint8Array,
  reader: CellReader,
): Grid[] {
  let best: number[][] = [];
  let bestCount = 0;
  for (const starter of STARTERS) {
    const runs = runsOf(items, starter);
    const count = runs.reduce((sum, run) => sum + run.length, 0);
    if (count > bestCount) [best, bestCount] = [runs, count];
  }
  return best.flatMap((starts, index) => {
    const until = best[index + 1]?.[0] ?? items.length;
    const grid = gridOf(items, starts, until, lines, used, reader);
    return grid ? [grid] : [];
  });
}

/** Runs of row starts that stand evenly apart, with figures after each. */
function runsOf(items: readonly Item[], starter: Starter): number[][] {
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
  const runs: number[][] = [];
  let run: number[] = [];
  for (const start of starts) {
    if (run.length > 0 && start - run.at(-1)! > MOST_BETWEEN_ROWS) {
      runs.push(run);
      run = [];
    }
    run.push(start);
  }
  if (run.length > 0) runs.push(run);
  return runs.filter(({ length }) => length >= 2);
}

function gridOf(
  items: readonly Item[],
  starts: readonly number[],
  until: number,
  lines: readonly TextLine[],
  used: Uint8Array,
  reader: CellReader,
): Grid | undefined {
  const stride = commonGap(starts);
  const rows: GridRow[] = [];
  let last = starts[0]!;
  starts.forEach((start, index) => {
    const next = Math.min(starts[index + 1] ?? rowEnd(items, start, stride, until), start + 60);
    const cells = items.slice(start, next).map(({ cell }) => cell);
    if (cells.length < 2) return;
    last = start + (stride && cells.length > stride ? stride : cells.length) - 1;
    rows.push({ start: cells[0]!.start, end: cells.at(-1)!.end, cells });
  });
  if (rows.length < 2) return undefined;
  const width = stride ?? mostCommonLength(rows);
  // rows of another length are not understood, except the last one, which runs on into what follows
  const whole = rows.flatMap((row): GridRow[] => {
    if (row.cells.length === width) return [row];
    const fits =
      stride !== undefined &&
      row.cells.length > width &&
      row.cells
        .slice(width)
        .every((cell) => cell.kind === 'text' || cell.kind === 'date' || cell.kind === 'unit');
    if (!fits) return [];
    const cells = row.cells.slice(0, width);
    return [{ start: row.start, end: cells.at(-1)!.end, cells, ...{} }];
  });
  if (whole.length < 2) return undefined;
  const sections = sectionsBetween(rows, whole, width);
  const first = starts[0]!;
  const head = headBefore(items, first, width);
  const headStart = first - head.length;
  const above = [
    ...items
      .slice(Math.max(0, headStart - 5), headStart)
      .map(({ cell }) => cell)
      .reverse(),
    ...captionsAbove(lines, items[Math.max(0, headStart - 5)]!.line, reader, used),
  ];
  return {
    layout: 'stacked',
    reader,
    start: head[0]?.start ?? whole[0]!.start,
    end: whole.at(-1)!.end,
    heads: head.length > 0 ? [head] : [],
    rows: whole.map((row) => ({ ...row, ...(sections.get(row) ? { section: sections.get(row)! } : {}) })),
    isAligned: head.length === width,
    above,
    below: captionsBelow(lines, items[Math.min(last, items.length - 1)]!.line, reader),
  };
}

/** A label behind the cells of a row stands over the rows that follow. */
function sectionsBetween(
  rows: readonly GridRow[],
  whole: readonly GridRow[],
  width: number,
): Map<GridRow, Cell> {
  const sections = new Map<GridRow, Cell>();
  const keptAt = new Map(whole.map((row) => [row.start, row]));
  let section: Cell | undefined;
  rows.forEach((row) => {
    const kept = keptAt.get(row.start);
    if (kept && section) sections.set(kept, section);
    const extra = row.cells.slice(width);
    if (extra.length > 0) section = extra.at(-1);
  });
  return sections;
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

function mostCommonLength(rows: readonly GridRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
}

/** Where the last row ends: after a stride of cells, or where words follow its figures. */
function rowEnd(items: readonly Item[], start: number, stride: number | undefined, until: number): number {
  if (stride !== undefined) return Math.min(start + stride, until, items.length);
  let i = start + 1;
  let hasFigures = false;
  while (i < until && i < items.length) {
    const { cell } = items[i]!;
    if (isFigureLike(cell)) hasFigures = true;
    else if (hasFigures && cell.kind === 'text') break;
    i++;
  }
  return i;
}

/** The heads before the first row: as many cells as a row has, all words; or those right before it that are heads. */
function headBefore(items: readonly Item[], first: number, width: number): Cell[] {
  const isHead = (cell: Cell): boolean =>
    cell.kind === 'text' || cell.kind === 'unit' || cell.kind === 'date' || isYearCell(cell);
  const cells = items.slice(Math.max(0, first - width), first).map(({ cell }) => cell);
  let from = cells.length;
  while (from > 0 && isHead(cells[from - 1]!)) from--;
  const found = cells.slice(from);
  const naming = found.filter(
    (cell) => cell.roles.size > 0 || cell.kind === 'unit' || cell.kind === 'date' || isYearCell(cell),
  );
  if (found.length === width) return naming.length * 2 >= width ? found : [];
  if (found.length === width - 1 && naming.length === found.length) return found;
  return [];
}
