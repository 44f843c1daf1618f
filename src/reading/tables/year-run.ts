import type { NormalText } from '../normalise.ts';
import type { Span } from '../sentences.ts';
import type { Cell, CellReader, Meaning } from './cell.ts';
import { captionsAbove, type Layout } from './find-grids.ts';
import type { Grid, GridRow } from './grid.ts';
import type { TextLine } from './lines.ts';

/** Three or more years, each the one after: the heads of a table of statistics. */
const YEARS = /(?<![\d.,/-])(?:19|20)\d{2}[a-z]?(?:[ \t]+(?:19|20)\d{2}[a-z]?){2,11}(?![\d.,/-])/g;
const LONGEST_LINE = 6000;
const MOST_LINES = 60;
const LONGEST_LABEL = 160;
/** "Imports:2" ends a heading within a label; the digit is a footnote. */
const HEADING_END = /:\d?(?=\s|$)/g;
/** What statistics print for figures withheld, unknown or nil. */
const WITHHELD = /^(?:w|na|xx|e|--?|—|–)$/;

/**
 * Finds tables of yearly statistics that were run together: years in a row, then again and again some words and as
 * many figures as there are years, in one line or in the lines after.
 */
export function findYearRuns(layout: Layout): Grid[] {
  const { normal, lines, used, readerFor } = layout;
  const grids: Grid[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (used[i] || line.end - line.start > LONGEST_LINE) continue;
    for (const match of normal.text.slice(line.start, line.end).matchAll(YEARS)) {
      const years = yearsOf(match[0]);
      if (!years) continue;
      const reader = readerFor(i, Math.min(i + 12, lines.length - 1));
      const start = line.start + match.index;
      const heads = headsOf(start, match[0], reader);
      const before = /\S*$/.exec(normal.text.slice(line.start, start).trimEnd())!;
      const wordBefore = {
        start: line.start + before.index,
        end: line.start + before.index + before[0].length,
      };
      if (isFurtherHead(reader.meaning(wordBefore))) continue;
      const others = headsBehind(normal, { start: start + match[0].length, end: line.end }, reader);
      const from = others.at(-1)?.end ?? start + match[0].length;
      const columns = { years: heads.length, all: heads.length + others.length };
      const rows = rowsAfter(normal, lines, used, i, from, columns, reader);
      const above = [
        reader.meaning({ start: Math.max(line.start, start - 80), end: start }),
        ...captionsAbove(layout, i, reader),
      ];
      grids.push(...gridsOf(rows, heads, above, reader));
    }
  }
  return grids;
}

/** The years of a run, if each is the one after the other. */
function yearsOf(text: string): number[] | undefined {
  const years = text.split(/[ \t]+/).map((word) => Number.parseInt(word, 10));
  return years.every((year, index) => index === 0 || year === years[index - 1]! + 1) ? years : undefined;
}

/** Heads of a column of labels and of the years; a letter behind a year says that it is an estimate. */
function headsOf(start: number, text: string, reader: CellReader): Cell[] {
  return [...text.matchAll(/\d{4}/g)].map((match) => {
    const span = { start: start + match.index, end: start + match.index + 4 };
    const date = { ...span, grain: 'year' as const, year: Number(match[0]) };
    return { ...reader.meaning(span), ...span, kind: 'date' as const, dates: [date], figures: [] };
  });
}

/** Whether a word beside the years stands over a column of something else: reserves, a change, a share. */
const isFurtherHead = ({ roles, words, materials, unexplained }: Meaning): boolean =>
  unexplained === 0 &&
  materials.length === 0 &&
  (FURTHER.some((role) => roles.has(role)) || (words.get('shareMetric')?.includes('reserves') ?? false));

const FURTHER = ['change', 'changePct', 'share', 'mean', 'unit', 'yoy', 'rank', 'remark'] as const;

function headsBehind(normal: NormalText, rest: Span, reader: CellReader): Span[] {
  const heads: Span[] = [];
  for (const match of normal.text.slice(rest.start, rest.end).matchAll(/\S+/g)) {
    const start = rest.start + match.index;
    const word = { start, end: start + match[0].length };
    if (!isFurtherHead(reader.meaning(word))) break;
    heads.push(word);
  }
  return heads;
}

/** How many columns there are, and how many of them are of years: those come first. */
interface Columns {
  readonly years: number;
  readonly all: number;
}

/** A label with as many figures as there are years, and the heading that its figures stand under. */
interface YearRow {
  readonly row: GridRow;
  readonly section: Meaning | undefined;
}

function rowsAfter(
  normal: NormalText,
  lines: readonly TextLine[],
  used: Uint8Array,
  first: number,
  from: number,
  columns: Columns,
  reader: CellReader,
): YearRow[] {
  const rows: YearRow[] = [];
  let section: Meaning | undefined;
  let missed = 0;
  for (let i = first; i < lines.length && i - first < MOST_LINES && missed < 4; i++) {
    const line = lines[i]!;
    if (used[i] && i > first) break;
    if (line.end - line.start > LONGEST_LINE) break;
    const start = i === first ? from : line.start;
    if (/^\s*$/.test(normal.text.slice(start, line.end))) continue;
    const found = rowsIn(normal, { start, end: line.end }, columns, reader, section);
    rows.push(...found.rows);
    section = found.section;
    missed = found.rows.length === 0 ? missed + 1 : 0;
  }
  return rows;
}

/** The rows of one line: words, then figures, then words again. */
function rowsIn(
  normal: NormalText,
  line: Span,
  { years, all }: Columns,
  reader: CellReader,
  before: Meaning | undefined,
): { rows: YearRow[]; section: Meaning | undefined } {
  const rows: YearRow[] = [];
  let section = before;
  let labelStart = line.start;
  let values: Cell[] = [];
  const close = (): void => {
    const ofYears = values.slice(0, years);
    if (values.length === all && ofYears.some(({ figures }) => figures.length > 0)) {
      const label = labelOf(normal, labelStart, values[0]!.start, reader);
      if (label.section) section = label.section;
      if (label.cell) {
        const cells = [label.cell, ...ofYears];
        const row = { start: label.cell.start, end: values.at(-1)!.end, cells };
        rows.push({ row: section ? { ...row, section } : row, section });
      }
    }
    if (values.length >= all) labelStart = values.at(-1)!.end;
    values = [];
  };
  for (const match of normal.text.slice(line.start, line.end).matchAll(/\S+/g)) {
    const span = { start: line.start + match.index, end: line.start + match.index + match[0].length };
    const cell = valueCell(normal, span, reader, values.length > 0);
    if (cell) values.push(cell);
    else close();
  }
  close();
  const rest = normal.text.slice(labelStart, line.end);
  if (rest.trim() !== '' && rest.length <= LONGEST_LABEL) {
    const label = labelOf(normal, labelStart, line.end, reader);
    if (label.section) section = label.section;
  }
  return { rows, section };
}

/** A figure, or a sign for none; letters for none count only among figures. */
function valueCell(normal: NormalText, span: Span, reader: CellReader, isAmong: boolean): Cell | undefined {
  const word = normal.low.slice(span.start, span.end);
  if (WITHHELD.test(word))
    return isAmong || /^\W/.test(word) ? { ...reader.cell(span), kind: 'nothing', figures: [] } : undefined;
  const cell = reader.cell(span);
  const [figure] = cell.figures;
  return cell.kind === 'figures' && cell.figures.length === 1 && figure!.unit?.kind !== 'percent'
    ? cell
    : undefined;
}

/** The label before figures, without the heading that ends in a colon before it. */
function labelOf(
  normal: NormalText,
  start: number,
  end: number,
  reader: CellReader,
): { cell?: Cell; section?: Meaning } {
  const from = Math.max(start, end - LONGEST_LABEL);
  const text = normal.text.slice(from, end);
  const colon = [...text.matchAll(HEADING_END)].at(-1);
  const labelStart = colon ? from + colon.index + colon[0].length : from;
  const cell = trimmed(normal, labelStart, end, reader);
  const heading = colon ? reader.meaning({ start: from, end: from + colon.index }) : undefined;
  return { ...(cell ? { cell } : {}), ...(heading ? { section: heading } : {}) };
}

function trimmed(normal: NormalText, start: number, end: number, reader: CellReader): Cell | undefined {
  let from = start;
  let to = end;
  while (from < to && normal.text.charCodeAt(from) <= 32) from++;
  while (to > from && normal.text.charCodeAt(to - 1) <= 32) to--;
  if (from >= to) return undefined;
  const span = { start: from, end: to };
  return { ...reader.meaning(span), ...span, kind: 'text', figures: [] };
}

/** One table for the rows under each heading: their figures are of different kinds. */
function gridsOf(
  rows: readonly YearRow[],
  heads: readonly Cell[],
  above: readonly Meaning[],
  reader: CellReader,
): Grid[] {
  const bySection = new Map<Meaning | undefined, GridRow[]>();
  for (const { row, section } of rows) {
    const list = bySection.get(section);
    if (list) list.push(row);
    else bySection.set(section, [row]);
  }
  return [...bySection.values()].map((list) => ({
    layout: 'years' as const,
    reader,
    start: list[0]!.start,
    end: list.at(-1)!.end,
    heads: [heads],
    rows: list,
    isAligned: true,
    above,
    below: [],
  }));
}
