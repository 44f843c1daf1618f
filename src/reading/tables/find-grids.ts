import type { Vocabulary } from '../../vocabulary/index.ts';
import type { PageLanguage } from '../language.ts';
import type { NormalText } from '../normalise.ts';
import type { Span } from '../sentences.ts';
import { type Cell, type CellReader, createCellReader, type Meaning } from './cell.ts';
import { withoutGluedNotes } from './glued-notes.ts';
import { type Grid, groupRows, type LooseRow, padded, type RowGroup, widthOf } from './grid.ts';
import { type TextLine, textLines } from './lines.ts';
import { cellsWithSigns } from './lone-signs.ts';
import { placedByPosition } from './place.ts';
import { tableLanguages } from './table-language.ts';

const LONGEST_CAPTION = 220;
const CAPTION_LINES = 6;
const LONGEST_LABEL = 90;
const LONGEST_GAP_CELL = 70;
const DECLARING_LINES = 12;
/** "[Data in metric tons unless otherwise specified]", 【单位：吨】. */
const BRACKETED = /^(?:\[[^[\]]*\]|\([^()]*\)|【[^【】]*】)$/;
const RULE_LINE = /^[-=_:+|\s.·~]+$/;

/** What finders of tables share: the lines, which of them belong to a table already, and readers of cells. */
export interface Layout {
  readonly normal: NormalText;
  readonly lines: readonly TextLine[];
  readonly used: Uint8Array;
  /** Lines in brackets near the top, which may say what all figures of the page are in. */
  readonly declared: readonly Span[];
  /** A reader in the language of the lines from one to another. */
  readerFor(from: number, to: number): CellReader;
}

export function layoutOf(normal: NormalText, vocabulary: Vocabulary, page: PageLanguage): Layout {
  const lines = textLines(normal);
  const readers = new Map<string, CellReader>();
  const languageOf = tableLanguages(normal, lines, vocabulary, page);
  const readerFor = (from: number, to: number): CellReader => {
    const language = languageOf(from, to);
    const key = `${language.code}${language.decimalComma}`;
    const known = readers.get(key);
    if (known) return known;
    const reader = createCellReader(normal, vocabulary, language);
    readers.set(key, reader);
    return reader;
  };
  const declared = lines
    .slice(0, DECLARING_LINES)
    .filter(
      ({ start, end }) =>
        end - start <= LONGEST_CAPTION && BRACKETED.test(normal.text.slice(start, end).trim()),
    );
  return { normal, lines, used: new Uint8Array(lines.length), declared, readerFor };
}

/** Finds the tables of a document whose rows are lines parted into cells, in order. */
export function findLineGrids(layout: Layout): Grid[] {
  const { normal, lines, readerFor } = layout;
  const grids: Grid[] = [];
  for (let i = 0; i < lines.length; i++) {
    if (!isRowLine(normal, lines[i]!)) continue;
    const last = blockEnd(normal, lines, i);
    for (const grid of gridsOf(layout, i, last, readerFor(i, last))) grids.push(grid);
    i = last;
  }
  return grids;
}

/** What a line says without the blanks and bars around its only cell. */
function captionOf(line: TextLine): Span {
  const filled = line.cells.filter(({ start, end }) => end > start);
  return filled.length === 1 ? filled[0]! : line;
}

export const isBlankLine = (line: TextLine): boolean => line.cells.every(({ start, end }) => start === end);

/** A line of several cells that can be a row: no sentences between wide gaps or commas. */
function isRowLine(normal: NormalText, line: TextLine): boolean {
  if (line.by === 'none' || line.cells.length < 2) return false;
  if (line.cells.filter(({ start, end }) => end > start).length < 2) return false;
  if (line.by === 'comma' && endsLikeSentence(normal, line)) return false;
  if (line.by === 'bar') return !RULE_LINE.test(normal.text.slice(line.start, line.end));
  const longest = line.by === 'tab' ? LONGEST_GAP_CELL * 3 : LONGEST_GAP_CELL;
  return line.cells.every((cell) => cell.end - cell.start <= longest && !endsLikeSentence(normal, cell));
}

function endsLikeSentence(normal: NormalText, cell: Span): boolean {
  if (cell.end - cell.start < 40) return false;
  const last = normal.text[cell.end - 1]!;
  return last === '.' || last === '。' || last === ',' || last === '，';
}

/** The last line of the block that starts at a row: rules, single blank lines and labels between rows belong to it. */
function blockEnd(normal: NormalText, lines: readonly TextLine[], first: number): number {
  let last = first;
  for (let i = first + 1; i < lines.length; i++) {
    const line = lines[i]!;
    if (isRowLine(normal, line)) {
      // rows of one table are parted in one way
      if ((line.by === 'bar') !== (lines[first]!.by === 'bar')) break;
      last = i;
      continue;
    }
    if (i - last > 3) break;
    const text = normal.text.slice(line.start, line.end).trim();
    if (RULE_LINE.test(text) || text === '') continue;
    const label = captionOf(line);
    if (label.end - label.start > LONGEST_LABEL || endsLikeSentence(normal, label)) break;
  }
  return last;
}

function gridsOf(layout: Layout, first: number, last: number, reader: CellReader): Grid[] {
  const { normal, lines } = layout;
  const filled = lines
    .slice(first, last + 1)
    .filter((line) => !isBlankLine(line) && !RULE_LINE.test(normal.text.slice(line.start, line.end)));
  const spans = cellsWithSigns(
    normal,
    filled.map(({ cells }) => cells),
  );
  const rows = filled.map(
    ({ start, end }, index): LooseRow => ({
      start,
      end,
      cells: spans[index]!.map((cell) => reader.cell(cell)),
    }),
  );
  const isSpaced = lines.slice(first, last + 1).every(({ by }) => by === 'gap' || by === 'none');
  const above = captionsAbove(layout, first, reader);
  const below = captionsBelow(lines, last, reader);
  return groupRows(withoutKeys(withoutGluedNotes(rows, normal, lines, last), normal, reader))
    .map((group) => (isSpaced ? placedByPosition(group, normal, reader) : group))
    .flatMap(splitByWidth)
    .map((group) => {
      const body = group.rows.map(({ row }) => row);
      const { width, agrees } = widthOf(group.heads, body);
      const start = Math.min(group.heads[0]?.start ?? Number.POSITIVE_INFINITY, body[0]!.start);
      return {
        layout: 'lines' as const,
        reader,
        start,
        end: body.at(-1)!.end,
        heads: group.heads.map(({ cells }) => cells),
        rows: group.rows.map(({ row, section }) => ({
          start: row.start,
          end: row.end,
          cells: padded(row.cells, width, reader, row.end),
          ...(section ? { section: meaningOfRow(section) } : {}),
        })),
        isAligned: agrees,
        above,
        below,
      };
    });
}

const KEYED = /^([^:]{1,24}): ?(?=\S)/;

/** "Product: Dy oxide; Low: 1,600; High: 1,620": what each cell is called, put over the rows as their heads. */
function withoutKeys(
  rows: readonly LooseRow[],
  { text }: NormalText,
  reader: CellReader,
): readonly LooseRow[] {
  const keysOf = ({ cells }: LooseRow): (Span | undefined)[] =>
    cells.map(({ start, end }) => {
      const key = KEYED.exec(text.slice(start, end));
      return key ? { start, end: start + key[1]!.length } : undefined;
    });
  const [first] = rows;
  if (!first || first.cells.length < 2) return rows;
  const keys = keysOf(first);
  const words = (spans: readonly (Span | undefined)[]): string =>
    spans.map((span) => (span ? text.slice(span.start, span.end) : '')).join('|');
  if (!keys.every((key) => key !== undefined) || !rows.every((row) => words(keysOf(row)) === words(keys)))
    return rows;
  const heads = keys.map((key) => reader.cell(key!));
  if (heads.filter(({ roles }) => roles.size > 0).length * 2 < heads.length) return rows;
  const values = rows.map((row) => ({
    ...row,
    cells: row.cells.map(({ start, end }) =>
      reader.cell({ start: start + KEYED.exec(text.slice(start, end))![0].length, end }),
    ),
  }));
  return [{ start: first.start, end: first.start, cells: heads }, ...values];
}

/**
 * Rows that are shorter than the others stand apart where their cells do not fit the columns from the left: another
 * group of goods without a column of purities. They are read without the heads.
 */
function splitByWidth(group: RowGroup): RowGroup[] {
  const { width } = widthOf(
    group.heads,
    group.rows.map(({ row }) => row),
  );
  const model = Array.from({ length: width }, (_, index) => {
    const cells = group.rows
      .filter(({ row }) => row.cells.length === width)
      .map(({ row }) => row.cells[index]!);
    return cells.filter(({ kind }) => kind === 'figures').length * 2 > cells.length;
  });
  const fits = ({ row }: RowGroup['rows'][number]): boolean =>
    row.cells.length === width ||
    (row.cells.length < width &&
      row.cells.every(
        (cell, index) =>
          cell.kind === 'empty' || cell.kind === 'nothing' || (cell.kind === 'figures') === model[index],
      ));
  const misfits = group.rows.filter((row) => !fits(row));
  if (misfits.length === 0) return [group];
  const byLength = new Map<number, RowGroup['rows'][number][]>();
  for (const row of misfits) {
    const list = byLength.get(row.row.cells.length);
    if (list) list.push(row);
    else byLength.set(row.row.cells.length, [row]);
  }
  return [
    { heads: group.heads, rows: group.rows.filter(fits) },
    ...[...byLength.values()].map((rows) => ({ heads: [], rows })),
  ].filter(({ rows }) => rows.length > 0);
}

/** A label line has one filled cell. */
function meaningOfRow(row: LooseRow): Meaning {
  return row.cells.find((cell: Cell) => cell.kind !== 'empty') ?? row.cells[0]!;
}

/** Meanings of the short lines above, the nearest first, then of those that hold for the whole page. */
export function captionsAbove(
  { lines, used, declared }: Layout,
  first: number,
  reader: CellReader,
): Meaning[] {
  const captions: Meaning[] = [];
  for (let i = first - 1; i >= 0 && captions.length < CAPTION_LINES && first - i < 14; i--) {
    const line = lines[i]!;
    if (isBlankLine(line)) continue;
    const caption = captionOf(line);
    if (used[i] || caption.end - caption.start > LONGEST_CAPTION) break;
    captions.push(reader.meaning(caption));
  }
  const from = lines[first]!.start;
  return [...captions, ...declared.filter(({ end }) => end <= from).map((line) => reader.meaning(line))];
}

/** Meanings of the lines right below, where notes and units stand. */
export function captionsBelow(lines: readonly TextLine[], last: number, reader: CellReader): Meaning[] {
  const captions: Meaning[] = [];
  for (let i = last + 1; i < lines.length && captions.length < 2 && i - last < 5; i++) {
    const line = lines[i]!;
    if (isBlankLine(line)) continue;
    if (line.cells.length > 1 || line.end - line.start > LONGEST_CAPTION) break;
    captions.push(reader.meaning(line));
  }
  return captions;
}
