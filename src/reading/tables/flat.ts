import type { Vocabulary } from '../../vocabulary/index.ts';
import { findMaterials, nextMaterialWord } from '../materials.ts';
import type { NormalText } from '../normalise.ts';
import type { Span } from '../sentences.ts';
import { findWords } from '../words.ts';
import type { Cell, CellReader, Meaning } from './cell.ts';
import { type CellFigure, figureAt } from './figure.ts';
import { captionsAbove, captionsBelow, isBlankLine, type Layout } from './find-grids.ts';
import { type Grid, type GridRow, isLabelHead, isYearCell, type LooseRow, namedColumns } from './grid.ts';
import type { TextLine } from './lines.ts';
import { unitPhraseAt } from './unit-phrase.ts';

const LONGEST_LINE = 6000;
const LONGEST_LABEL = 60;
const LONGEST_SECTION = 40;
const LONGEST_HEADS = 300;
const RUN_SAMPLE = 12;
const LONGEST_WORD = 24;
const LONGEST_DATE = 20;
/** At least one sign in so many is a digit. */
const LEAST_DIGITS = 10;

/**
 * Finds rows whose cells are parted by single spaces: "Dy oxide 99.5% 1,610-1,630 0 yuan/kg". Only where nothing but
 * figures, units, purities and signs follows the name; several rows may stand in one line.
 */
export function findFlatGrids(layout: Layout, vocabulary: Vocabulary): Grid[] {
  const { normal, lines, used, readerFor } = layout;
  const grids: Grid[] = [];
  let rows: FlatRow[] = [];
  let reader: CellReader | undefined;
  let section: Meaning | undefined;
  let last = -1;
  let headless = -1;
  // cells of the line of heads over rows of names that are no goods
  let width = 0;
  const close = (): void => {
    if (reader && rows.length >= 2) for (const grid of gridsOf(layout, rows, reader)) grids.push(grid);
    rows = [];
    section = undefined;
  };
  const leads: (Lead | undefined)[] = [];
  const leadOf = (index: number): Lead | undefined =>
    index in leads ? leads[index] : (leads[index] = leadOfGood(normal, lines[index]!, vocabulary));
  /** Whether neither a line nor those after it can hold a second row. */
  const isAlone = (index: number): boolean => {
    let seen = 0;
    for (let i = index + 1; i < lines.length && i - index < 6 && seen < 2; i++) {
      if (isBlankLine(lines[i]!)) continue;
      if (isRichInFigures(normal, lines[i]!) && leadOf(i)?.isOfRow !== false) return false;
      seen++;
    }
    return true;
  };
  lines.forEach((line, index) => {
    if (isBlankLine(line)) return;
    if (index - last > 3) close();
    // bars, tabs and commas part cells by themselves
    const isParted = line.by !== 'none' && line.by !== 'gap';
    if (used[index] || isParted || line.end - line.start > LONGEST_LINE) {
      close();
      return;
    }
    if (!isRichInFigures(normal, line)) {
      // a short line between rows stands over the rows that follow
      if (rows.length > 0 && line.end - line.start <= LONGEST_SECTION) {
        section = reader!.meaning(line);
        last = index;
      } else close();
      return;
    }
    const lead = leadOf(index);
    if (lead && (!lead.isOfRow || (lead.isOnly && rows.length === 0 && isAlone(index)))) {
      close();
      return;
    }
    if (!lead && rows.length === 0) {
      // rows of other names say nothing without heads
      const above = headless === index - 1 ? undefined : headLineBefore(lines, index, used);
      width = above === undefined ? 0 : headCells(normal, lines[above]!, readerFor(above, index)).length;
      if (width < 2) {
        headless = index;
        return;
      }
    }
    // the lines of a run are of one language, which one short line may not show
    if (rows.length === 0 || !reader)
      reader = readerFor(index, Math.min(index + RUN_SAMPLE, lines.length - 1));
    const found =
      (lead ? rowsInLine(normal, line, reader, vocabulary) : undefined) ??
      otherRow(normal, line, width, reader, vocabulary);
    if (found.length === 0) close();
    else last = index;
    for (const row of found) rows.push({ row: section ? { ...row, section } : row, line: index });
  });
  close();
  return grids;
}

/** What stands before the first name of a good that has digits behind it. */
interface Lead {
  /** Whether it is what may stand before rows. */
  readonly isOfRow: boolean;
  /** Whether no name of another good follows. */
  readonly isOnly: boolean;
}

function leadOfGood(normal: NormalText, line: Span, vocabulary: Vocabulary): Lead | undefined {
  let name = nextMaterialWord(normal, line, vocabulary);
  let end = name?.start ?? line.end;
  while (name) {
    const next = nextMaterialWord(normal, { start: name.end, end: line.end }, vocabulary);
    if (!next || /\d/.test(normal.text.slice(name.end, next.start)))
      return { isOfRow: mayLead(normal, { start: line.start, end }, vocabulary), isOnly: next === undefined };
    // "praseodymium and neodymium oxide" is one name
    if (next.start - name.end > LONGEST_JOINT) end = next.start;
    name = next;
  }
  return undefined;
}

const LONGEST_JOINT = 5;
const NUMBERING = /^[\s\d.)、•·*#-]{0,6}$/;

/** Whether rows may begin behind a lead: a number, the name of a company, or words that name columns or a unit. */
function mayLead(
  { text, low }: NormalText,
  { start, end }: Span,
  { heads, units, words }: Vocabulary,
): boolean {
  if (NUMBERING.test(text.slice(start, end))) return true;
  const roles = new Set<string>();
  for (let i = start; i < end; i++) {
    if (units.matchesAt(low, text, i).length > 0) return true;
    for (const { meaning } of heads.matchesAt(low, text, i)) roles.add(meaning.role);
    if (roles.size > 1) return true;
    // the good is part of the name of a company
    if (words.matchesAt(low, text, i).some(({ meaning, end: to }) => meaning.type === 'org' && to > end))
      return true;
  }
  return false;
}

/** A row and the line that it stands in. */
interface FlatRow {
  readonly row: GridRow;
  readonly line: number;
}

/** Rows hold more digits than sentences do, and a name. */
function isRichInFigures({ text }: NormalText, { start, end }: Span): boolean {
  let digits = 0;
  let signs = 0;
  let letters = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code > 32) signs++;
    if (code >= 48 && code <= 57) digits++;
    else if (code > 64 && code !== 124) letters++;
  }
  return digits * LEAST_DIGITS >= signs && digits > 0 && letters > 1;
}

/** The rows of a line, none where anything else is in it; nothing where it names no good. */
function rowsInLine(
  normal: NormalText,
  line: TextLine,
  reader: CellReader,
  vocabulary: Vocabulary,
): LooseRow[] | undefined {
  const words = findWords(normal, line.start, line.end, vocabulary, reader.language);
  // the rare earths in the name of a company are no good
  const orgs = words.filter(({ meaning }) => meaning.type === 'org');
  const named = findMaterials(normal, words, vocabulary).filter(
    ({ start, end }) => !orgs.some((org) => org.start <= start && end <= org.end),
  );
  if (named.length === 0) return undefined;
  // a heading in the same line names goods without figures
  const first = named.findIndex(({ end }, index, all) =>
    /\d/.test(normal.text.slice(end, all[index + 1]?.start ?? line.end)),
  );
  if (first < 0) return [];
  const materials = named.slice(first);
  const names = materials.filter(
    ({ start }, index) => index === 0 || !isDetail(normal, materials[index - 1]!.end, start),
  );
  const rows: LooseRow[] = [];
  for (const [index, name] of names.entries()) {
    const end = names[index + 1]?.start ?? line.end;
    const row = rowOf(normal, name, end, reader, vocabulary);
    if (row) rows.push(row);
    // a good that the heading names may have the day of the prices behind it
    else if (rows.length > 0 || index + 1 === names.length) return [];
  }
  return isLead(normal, line, rows[0]!.start, reader) ? rows : [];
}

/** Whether what stands in a line before its first row is a number or a heading. */
function isLead(normal: NormalText, line: Span, end: number, reader: CellReader): boolean {
  const lead = { start: line.start, end };
  return (
    NUMBERING.test(normal.text.slice(line.start, end)) || isHeading(reader.meaning(trim(normal.text, lead)))
  );
}

/** A label of other words and figures to the end of the line: a country, a company, a total. */
function otherRow(
  normal: NormalText,
  line: TextLine,
  width: number,
  reader: CellReader,
  vocabulary: Vocabulary,
): LooseRow[] {
  const lead = OTHER_LABEL.exec(
    normal.text.slice(line.start, Math.min(line.end, line.start + LONGEST_LABEL)),
  );
  if (!lead) return [];
  const start = line.start + lead[1]!.length;
  const name = trim(normal.text, { start, end: start + lead[2]!.length });
  const row = rowOf(normal, name, line.end, reader, vocabulary);
  const figures = row?.cells.slice(1) ?? [];
  return row &&
    (figures.length >= LEAST_FIGURES || figures.length === width - 1) &&
    figures.every(({ kind }) => kind === 'figures' || kind === 'nothing')
    ? [row]
    : [];
}

const OTHER_LABEL = /^(\s*)(\p{L}[^\d\n]*?) (?=[\d$€¥(~+▲▼△▽-])/u;
/** Fewer figures behind words may be a sentence, unless there are as many as heads. */
const LEAST_FIGURES = 3;

/** Words before the first name that name columns or say what the figures are. */
const isHeading = ({ unexplained, letters, roles, units }: Meaning): boolean =>
  letters > 0 && unexplained <= letters * 0.25 && (roles.size >= 2 || units.length > 0);

/** A material in brackets behind another is a detail of it. */
const isDetail = (normal: NormalText, before: number, start: number): boolean =>
  /^[ ,]{0,2}\(?[\s\d%.]{0,12}$/.test(normal.text.slice(before, start)) &&
  normal.text.slice(before, start).includes('(');

function rowOf(
  normal: NormalText,
  name: Span,
  end: number,
  reader: CellReader,
  vocabulary: Vocabulary,
): LooseRow | undefined {
  const { text } = normal;
  const cells: Cell[] = [];
  let labelEnd = name.end;
  let i = name.end;
  let figures = 0;
  const isDashed = DASH_BEHIND.test(text.slice(i, i + 4));
  while (i < end) {
    const code = text.charCodeAt(i);
    // "Dy oxide - 1,600-1,620 - down 5": dashes part the cells
    if (isDashed && DASH_BEHIND.test(text.slice(i - 1, i + 2))) {
      i++;
      continue;
    }
    if (code <= 32 || code === 44 || code === 59 || code === 58 || code === 0x3001 || code === 0xff0c) {
      i++;
      continue;
    }
    if (figures > 0 && end - i <= LONGEST_DATE) {
      const rest = reader.cell(trim(text, { start: i, end }));
      const [date] = rest.kind === 'date' ? rest.dates : [];
      if (date && date.end - date.start === rest.end - rest.start) {
        cells.push(rest);
        break;
      }
    }
    const figure = spacedFigure(normal, i, end, reader, vocabulary);
    if (figure && figure.end > i && isBreak(text, figure.end, end)) {
      cells.push(reader.figureCell(figure));
      if (figure.unit?.kind !== 'percent') figures++;
      i = figure.end;
      continue;
    }
    const unit = unitPhraseAt(normal, i, end, vocabulary);
    if (unit && isBreak(text, unit.end, end)) {
      cells.push(reader.cell({ start: i, end: unit.end }));
      i = unit.end;
      continue;
    }
    let to = i;
    while (to < end && text.charCodeAt(to) > 32 && to - i <= LONGEST_WORD) to++;
    if (to - i > LONGEST_WORD) return undefined;
    const cell = reader.cell({ start: i, end: to });
    if (cell.kind === 'nothing' || cell.kind === 'flat') {
      cells.push(cell);
      figures++;
    } else if (figures === 0) {
      // words between the name and the first figure say more about the name
      if (to - name.start > LONGEST_LABEL) return undefined;
      labelEnd = to;
      if (cells.length > 0) cells.push(cell);
    } else if (cell.kind !== 'date' && !cell.words.has('priceBasis')) return undefined;
    i = to;
  }
  if (figures === 0) return undefined;
  const label = { start: name.start, end: cells[0] ? Math.min(labelEnd, cells[0].start) : labelEnd };
  return {
    start: label.start,
    end: cells.at(-1)!.end,
    cells: [reader.cell(trim(text, label)), ...cells],
  };
}

/** A figure of a row whose cells single spaces part: they part no thousands but where commas part decimals. */
function spacedFigure(
  normal: NormalText,
  at: number,
  end: number,
  { language: { decimalComma } }: CellReader,
  vocabulary: Vocabulary,
): CellFigure | undefined {
  const figure = figureAt(normal, at, end, decimalComma, vocabulary);
  if (!figure || decimalComma) return figure;
  const gap = /\d \d/.exec(normal.text.slice(figure.numberStart, figure.numberEnd));
  return gap ? figureAt(normal, at, figure.numberStart + gap.index + 1, decimalComma, vocabulary) : figure;
}

const DASH_BEHIND = /^ [-–—] /;

const isBreak = (text: string, at: number, end: number): boolean =>
  at >= end || /[\s,;:、，)]/.test(text[at]!);

function trim(text: string, { start, end }: Span): Span {
  let to = end;
  while (to > start && /[\s:,;(]/.test(text[to - 1]!)) to--;
  return { start, end: to };
}

/** Rows of one make as one table each; heads where a line before them names as many columns. */
function gridsOf(layout: Layout, rows: readonly FlatRow[], reader: CellReader): Grid[] {
  const { normal, lines, used } = layout;
  const first = rows[0]!.line;
  const headLine = headLineBefore(lines, first, used);
  const lead = trim(normal.text, { start: lines[first]!.start, end: rows[0]!.row.start });
  const heads =
    headLine === undefined ? headsAtEnd(normal, lead, reader) : headCells(normal, lines[headLine]!, reader);
  const upperLine = headLine === undefined ? undefined : headLineBefore(lines, headLine, used);
  const upper = upperLine === undefined ? [] : headCells(normal, lines[upperLine]!, reader).filter(isTime);
  const above = captionsAbove(layout, headLine ?? first, reader);
  const below = captionsBelow(lines, rows.at(-1)!.line, reader);
  const leading = lead.end > lead.start ? [reader.meaning(lead)] : [];
  const headMeaning = [...leading, ...(headLine === undefined ? [] : [reader.meaning(lines[headLine]!)])];
  const makes = new Map<string, GridRow[]>();
  for (const { row } of rows) {
    // heads say what stands in each column; else rows that look alike are of one table
    const make = heads.length === row.cells.length ? 'headed' : row.cells.map(makeOf).join(' ');
    const list = makes.get(make);
    if (list) list.push(row);
    else makes.set(make, [row]);
  }
  return [...makes.values()].map((list) => {
    const width = list[0]!.cells.length;
    // years over all figures leave the corner over the names empty
    const isCornerless = heads.length === width - 1 && heads.length > 0 && heads.every(isTime);
    // years over parts of years, and rows of whole years under them
    const isOfUpper = upper.length === width - 1 && upper.length > 1;
    const parts = isCornerless ? heads : heads.length === width ? heads.slice(1) : [];
    const spread = parts.every(isTime) ? spreadOver(upper, parts.length) : [];
    const right = headsOnRight(heads, list, reader);
    const own = isOfUpper ? [upper] : spread.length > 0 ? [spread, heads] : [right ?? heads];
    const isAligned = heads.length === width || isCornerless || isOfUpper || right !== undefined;
    return {
      layout: 'flat' as const,
      reader,
      start: list[0]!.start,
      end: list.at(-1)!.end,
      heads: isAligned ? own : [],
      rows: list,
      isAligned,
      hasLostHeads: !isAligned && namedColumns(headMeaning) >= 2,
      above: [...(isAligned && !isOfUpper ? leading : headMeaning), ...above],
      below,
    };
  });
}

/** The heads that a stretch ends with, each of one word. */
function headsAtEnd(normal: NormalText, span: Span, reader: CellReader): Cell[] {
  const heads: Cell[] = [];
  const words = [...normal.text.slice(span.start, span.end).matchAll(/\S+/g)];
  for (const { index, 0: word } of words.reverse()) {
    const start = span.start + index;
    const cell = reader.cell({ start, end: start + word.length });
    if (!isFlatHead(cell)) break;
    heads.unshift(cell);
  }
  return heads;
}

/** Whether a cell is nothing but the head of a column: no name, no good, no unit of the whole table. */
const isColumnHead = (cell: Cell): boolean =>
  cell.roles.size > 0 &&
  cell.unexplained === 0 &&
  cell.materials.length === 0 &&
  !isLabelHead(cell) &&
  !(cell.roles.has('unit') && cell.units.length > 0);

/** Heads over the last columns where those before are names and purities, which need none. */
function headsOnRight(
  heads: readonly Cell[],
  rows: readonly GridRow[],
  reader: CellReader,
): Cell[] | undefined {
  const [{ cells }] = rows as [GridRow];
  // the unit is part of the last figure
  const isPartOfFigure = heads.at(-1)?.roles.has('unit') && cells.at(-1)!.figures.at(-1)?.unit !== undefined;
  const own = isPartOfFigure ? heads.slice(0, -1) : heads;
  const bare = cells.length - own.length;
  if (namedColumns(own) < 2 || bare < 1 || !own.every(isColumnHead)) return undefined;
  const needsNone = rows.every((row) => row.cells.slice(1, bare).every((cell) => makeOf(cell) === 'purity'));
  const none = reader.cell({ start: cells[0]!.start, end: cells[0]!.start });
  return needsNone ? [...Array.from({ length: bare }, () => none), ...own] : undefined;
}

/** Heads that each stand over as many of the columns below. */
function spreadOver(heads: readonly Cell[], width: number): Cell[] {
  const each = width / heads.length;
  if (heads.length < 2 || each < 2 || !Number.isInteger(each)) return [];
  return heads.flatMap((cell) => Array.from({ length: each }, () => cell));
}

/** Kind of a cell, with what parts prices, changes and purities. */
function makeOf(cell: Cell): string {
  const figure = cell.figures[0];
  if (!figure) return cell.kind === 'nothing' || cell.kind === 'flat' ? 'step' : cell.kind;
  if (figure.unit?.kind === 'percent') return figure.sign === 0 && figure.low >= 80 ? 'purity' : 'percent';
  return figure.isRange ? 'range' : figure.sign !== 0 || figure.low === 0 ? 'step' : 'figure';
}

function headLineBefore(lines: readonly TextLine[], first: number, used: Uint8Array): number | undefined {
  for (let i = first - 1; i >= 0 && first - i < 4; i--) {
    if (used[i]) return undefined;
    if (lines[i]!.cells.some(({ start, end }) => end > start)) return i;
  }
  return undefined;
}

const isTime = (cell: Cell): boolean =>
  cell.kind === 'date' ||
  isYearCell(cell) ||
  (cell.dates.length > 0 && cell.units.length > 0 && cell.unexplained === 0 && cell.materials.length === 0);

const HEAD_WORDS = ['quota', 'flow', 'kind', 'metric', 'shareMetric', 'basis', 'place', 'org'] as const;

const isFlatHead = (cell: Cell): boolean =>
  cell.kind === 'unit' ||
  isTime(cell) ||
  cell.roles.size > 0 ||
  (HEAD_WORDS.some((type) => cell.words.has(type)) && cell.unexplained * 4 <= cell.letters);

/** The most words that one head of a line of them has. */
const MOST_HEAD_WORDS = 3;

/**
 * The cells of a line of heads, parted at its spaces where one or a few words are a head by themselves, or the years,
 * quarters or units that it ends with.
 */
function headCells(normal: NormalText, line: TextLine, reader: CellReader): Cell[] {
  const to = Math.min(line.end, line.start + LONGEST_HEADS);
  const words = [...normal.text.slice(line.start, to).matchAll(/\S+(?: \([^()]{1,16}\))?/g)].map((match) => ({
    start: line.start + match.index,
    end: line.start + match.index + match[0].length,
  }));
  const cells: Cell[] = [];
  for (let i = 0; i < words.length; ) {
    // a head is of one word, or of a few that are all known; the corner over the names may say anything
    let cell = reader.cell(words[i]!);
    let taken = 1;
    while (i > 0 && !isFlatHead(cell) && taken < MOST_HEAD_WORDS && i + taken < words.length) {
      const longer = reader.cell({ start: words[i]!.start, end: words[i + taken]!.end });
      taken++;
      if (isFlatHead(longer) && longer.unexplained === 0) cell = longer;
    }
    if (i > 0 && !isFlatHead(cell)) return timesAtEnd(words, reader);
    cells.push(cell);
    i += taken;
  }
  return cells;
}

function timesAtEnd(words: readonly Span[], reader: CellReader): Cell[] {
  const times: Cell[] = [];
  for (let i = words.length - 1; i >= 0; i--) {
    const cell = reader.cell(words[i]!);
    if (!isTime(cell)) break;
    times.unshift(cell);
  }
  return times.length >= 2 ? times : [];
}
