import type { Vocabulary } from '../../vocabulary/index.ts';
import { findMaterials, nextMaterialWord } from '../materials.ts';
import type { NormalText } from '../normalise.ts';
import type { Span } from '../sentences.ts';
import { findWords } from '../words.ts';
import type { Cell, CellReader, Meaning } from './cell.ts';
import { type CellFigure, figureAt } from './figure.ts';
import type { LooseRow } from './grid.ts';
import type { TextLine } from './lines.ts';
import { unitPhraseAt } from './unit-phrase.ts';

const LONGEST_LABEL = 60;
const LONGEST_WORD = 24;
const LONGEST_DATE = 20;

/** What stands before the first name of a good that has digits behind it. */
export interface Lead {
  /** Whether it is what may stand before rows. */
  readonly isOfRow: boolean;
  /** Whether no name of another good follows. */
  readonly isOnly: boolean;
}

export function leadOfGood(normal: NormalText, line: Span, vocabulary: Vocabulary): Lead | undefined {
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

/** The rows of a line, none where anything else is in it; nothing where it names no good. */
export function rowsInLine(
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
export function otherRow(
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
    (figures.length >= LEAST_FIGURES || figures.length === width - 1 || figures.length === width) &&
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

export function trim(text: string, { start, end }: Span): Span {
  let to = end;
  while (to > start && /[\s:,;(]/.test(text[to - 1]!)) to--;
  return { start, end: to };
}

/** Kind of a cell, with what parts prices, changes and purities. */
export function makeOf(cell: Cell): string {
  const figure = cell.figures[0];
  if (!figure) return cell.kind === 'nothing' || cell.kind === 'flat' ? 'step' : cell.kind;
  if (figure.unit?.kind === 'percent') return figure.sign === 0 && figure.low >= 80 ? 'purity' : 'percent';
  return figure.isRange ? 'range' : figure.sign !== 0 || figure.low === 0 ? 'step' : 'figure';
}
