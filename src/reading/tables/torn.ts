import type { Vocabulary } from '../../vocabulary/index.ts';
import { findMaterials } from '../materials.ts';
import type { NormalText } from '../normalise.ts';
import type { Span } from '../sentences.ts';
import { findWords } from '../words.ts';
import type { Cell, CellReader } from './cell.ts';
import { type Column, columnsOf } from './columns.ts';
import { captionsAbove, type Layout } from './find-grids.ts';
import type { Grid, GridRow } from './grid.ts';
import type { TextLine } from './lines.ts';

/** A piece of a torn table: names, units or figures that stood under each other. */
interface Piece {
  readonly line: number;
  readonly cells: readonly Cell[];
  readonly kind: 'names' | 'units' | 'figures' | 'steps';
}

const LONGEST_LINE = 400;
const MOST_NAMES = 24;
const LONGEST_HEAD = 24;

/**
 * Finds tables whose columns were torn apart, so that all names stand first, then all units, then all figures:
 * "Cerium metal ... oxide ..." / "USD/kg USD/t" / "10.00 4,500" / "12.00 5,000". Only where the counts leave one way
 * to put them together: each name its unit, and one figure or a lowest and a highest each.
 */
export function findTornGrids(layout: Layout, vocabulary: Vocabulary): Grid[] {
  const { normal, lines, used, readerFor } = layout;
  const grids: Grid[] = [];
  let i = 0;
  while (i < lines.length) {
    const line = lines[i]!;
    const isCandidate =
      !used[i] &&
      line.end - line.start <= LONGEST_LINE &&
      filled(line).length === 1 &&
      unitsFollow(normal, lines, i);
    if (!isCandidate) {
      i++;
      continue;
    }
    const reader = readerFor(i, i);
    const names = namesIn(normal, line, reader, vocabulary);
    if (!names) {
      i++;
      continue;
    }
    const { pieces, next } = piecesAfter(normal, lines, used, i + 1, names.length, reader);
    const grid = assembled(names, pieces, layout, i, reader);
    if (grid) grids.push(grid);
    i = grid ? next : i + 1;
  }
  return grids;
}

const UNITS_LINE = /^\s*[^\s\d/]{1,12}\/[^\s\d/]{1,8}(?:\s+[^\s\d/]{1,12}\/[^\s\d/]{1,8}){0,24}\s*$/;

/** Whether a line of nothing but units such as "USD/kg CNY/t" comes soon. */
function unitsFollow({ text }: NormalText, lines: readonly TextLine[], at: number): boolean {
  return lines
    .slice(at + 1, at + 7)
    .some(({ start, end }) => end - start <= LONGEST_LINE && UNITS_LINE.test(text.slice(start, end)));
}

const filled = (line: TextLine): Span[] => line.cells.filter(({ start, end }) => end > start);

/**
 * The goods that a line lists, each with the words up to the next one. "Cerium metal min 99% oxide min 99%": a form
 * without an element belongs to the element before it.
 */
function namesIn(
  normal: NormalText,
  line: TextLine,
  reader: CellReader,
  vocabulary: Vocabulary,
): Cell[] | undefined {
  const { start, end } = line;
  const words = findWords(normal, start, end, vocabulary, reader.language);
  const materials = findMaterials(normal, words, vocabulary);
  const first = materials[0];
  if (!first || normal.text.slice(start, first.start).trim() !== '') return undefined;
  const starts: { at: number; code: string }[] = materials.map(({ start: at, code }) => ({ at, code }));
  const element = first.code.split('-')[0]!;
  if (materials.every(({ code }) => code.split('-')[0] === element)) {
    for (const { start: at, meaning } of words) {
      if (meaning.type !== 'formAfter' || (meaning.value !== 'oxide' && meaning.value !== 'metal')) continue;
      const isInner = materials.some((material) => at >= material.start && at < material.end);
      if (!isInner) starts.push({ at, code: `${element}-${meaning.value}` });
    }
    starts.sort((a, b) => a.at - b.at);
  }
  if (starts.length < 2 || starts.length > MOST_NAMES) return undefined;
  const cells = starts.map(({ at, code }, index): Cell => {
    const span = { start: at, end: starts[index + 1]?.at ?? end };
    return { ...reader.cell(span), ...trimmed(normal, span), materials: [code] };
  });
  // figures in the line other than purities: it is no list of names
  return cells.every((cell) => onlyPurities(normal, cell)) ? cells : undefined;
}

const onlyPurities = (normal: NormalText, cell: Span): boolean =>
  !/\d/.test(normal.text.slice(cell.start, cell.end).replace(/\d{2}(?:[.,]\d+)? ?%/g, ''));

function trimmed(normal: NormalText, { start, end }: Span): Span {
  let to = end;
  while (to > start && normal.text.charCodeAt(to - 1) <= 32) to--;
  return { start, end: to };
}

function piecesAfter(
  normal: NormalText,
  lines: readonly TextLine[],
  used: Uint8Array,
  from: number,
  names: number,
  reader: CellReader,
): { pieces: Piece[]; next: number } {
  const pieces: Piece[] = [];
  let i = from;
  for (; i < lines.length && i - from < 14; i++) {
    const line = lines[i]!;
    if (filled(line).length === 0) continue;
    if (used[i] || line.end - line.start > LONGEST_LINE) break;
    const cells = cellsAtSpaces(normal, line, reader);
    const kind = kindOf(cells);
    if (!kind && isHead(reader, line)) continue;
    if (!kind || cells.length > names * 2) break;
    pieces.push({ line: i, cells, kind });
  }
  return { pieces, next: i };
}

/** A head of a column that was torn off with it: "Low", "±25 Sep". */
function isHead(reader: CellReader, line: TextLine): boolean {
  if (line.end - line.start > LONGEST_HEAD) return false;
  const { roles, dates, materials } = reader.meaning(line);
  return (roles.size > 0 || dates.length > 0) && materials.length === 0;
}

function cellsAtSpaces(normal: NormalText, line: TextLine, reader: CellReader): Cell[] {
  const text = normal.text.slice(line.start, line.end);
  return [...text.matchAll(/\S+/g)].map((match) =>
    reader.cell({ start: line.start + match.index, end: line.start + match.index + match[0].length }),
  );
}

function kindOf(cells: readonly Cell[]): Piece['kind'] | undefined {
  if (cells.length === 0) return undefined;
  if (cells.every(({ kind }) => kind === 'unit')) return 'units';
  const isStep = (cell: Cell): boolean =>
    cell.kind === 'nothing' || cell.kind === 'flat' || (cell.figures[0]?.sign ?? 0) !== 0;
  if (cells.every(isStep)) return 'steps';
  return cells.every((cell) => cell.kind === 'figures' && cell.figures.length === 1) ? 'figures' : undefined;
}

/** Names, units and figures put together by their counts; nothing where there is more than one way. */
function assembled(
  names: readonly Cell[],
  pieces: readonly Piece[],
  layout: Layout,
  first: number,
  reader: CellReader,
): Grid | undefined {
  const n = names.length;
  const units = pieces.filter(({ kind }) => kind === 'units').flatMap(({ cells }) => cells);
  const figures = pieces.filter(({ kind }) => kind === 'figures');
  if (units.length !== n || figures.length === 0) return undefined;
  const isPriced = units.every((cell) => cell.units.length === 1 && cell.units[0]!.kind === 'price');
  if (!isPriced) return undefined;
  const columns = figureColumns(figures, n);
  if (!columns) return undefined;
  const rows = names.map((name, index): GridRow => {
    const cells = [name, units[index]!, ...columns.map((column) => column[index]!)];
    return { start: cells[2]!.start, end: cells.at(-1)!.end, cells };
  });
  const last = pieces.at(-1)!;
  return {
    layout: 'torn',
    reader,
    start: layout.lines[first]!.start,
    end: last.cells.at(-1)!.end,
    heads: [],
    rows,
    isAligned: true,
    isTurned: true,
    above: captionsAbove(layout, first, reader),
    below: [],
  };
}

/** The figures as one column, or as lowest and highest; each pair in order and close together. */
function figureColumns(pieces: readonly Piece[], n: number): (readonly Cell[])[] | undefined {
  const counts = pieces.map(({ cells }) => cells.length);
  const all = pieces.flatMap(({ cells }) => cells);
  const value = (cell: Cell): number => cell.figures[0]!.low;
  const isPair = (low: Cell, high: Cell): boolean =>
    value(low) <= value(high) && value(high) <= value(low) * 1.35;
  if (counts.length === 1 && all.length === n) return [all];
  if (all.length !== 2 * n) return undefined;
  const byColumn = [all.slice(0, n), all.slice(n)] as const;
  const byRow = [all.filter((_, i) => i % 2 === 0), all.filter((_, i) => i % 2 === 1)] as const;
  const fits = ([lows, highs]: readonly (readonly Cell[])[]): boolean =>
    lows!.every((low, i) => isPair(low, highs![i]!));
  const ways = [byColumn, byRow].filter(fits);
  return ways.length === 1 ? [...ways[0]!] : undefined;
}

/** The columns of such a table: names, units, then the price or its two ends. */
export function tornColumns(grid: Grid): Column[] {
  const columns = columnsOf(grid);
  const isPair = columns.length === 4;
  return columns.map((column, index) => ({
    ...column,
    measure: index === 0 ? 'label' : index === 1 ? 'unit' : isPair ? (index === 2 ? 'low' : 'high') : 'price',
  }));
}
