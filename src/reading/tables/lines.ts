import type { NormalText } from '../normalise.ts';
import type { Span } from '../sentences.ts';

/** What parts the cells of a line. */
export type Parting = 'bar' | 'tab' | 'comma' | 'gap' | 'none';

/** A line as it stands in the document, parted into cells. Empty cells are kept, so that columns count alike. */
export interface TextLine extends Span {
  readonly by: Parting;
  /** Without the white space around; start equals end where a cell is empty. */
  readonly cells: readonly Span[];
}

const LONGEST_FILE_LINE = 2000;
const TAB = 9;
const NEWLINE = 10;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const POINT = 46;
const SEMICOLON = 59;
const BAR = 124;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** The lines of a document, also those that the normal text has joined because they looked like wrapped prose. */
export function textLines(normal: NormalText): TextLine[] {
  const { text, starts, ends, original } = normal;
  const lines: TextLine[] = [];
  let start = 0;
  const close = (end: number): void => {
    lines.push(partLine(text, start, end));
    start = end;
  };
  for (let i = 0; i < text.length; i++) {
    const from = i > 0 ? ends[i - 1]! : 0;
    if (starts[i]! > from && original.slice(from, starts[i]!).includes('\n')) close(i);
    const code = text.charCodeAt(i);
    const isEnd = code === NEWLINE || (code === SPACE && original.charCodeAt(starts[i]!) === NEWLINE);
    if (!isEnd) continue;
    close(i);
    start = i + 1;
  }
  close(text.length);
  return lines;
}

/** Parts one line by the strongest sign in it: bars, tabs, commas of a file, wide gaps. */
export function partLine(text: string, start: number, end: number): TextLine {
  const line = { start, end };
  let bars = 0;
  let tabs = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === BAR) bars++;
    else if (code === TAB) tabs++;
  }
  if (bars > 0)
    return {
      ...line,
      by: 'bar',
      cells: cutAt(text, start, end, (code) => code === BAR || code === TAB, true),
    };
  if (tabs > 0) {
    const cells = cutAt(text, start, end, (code) => code === TAB, false);
    const filled = cells.filter((cell) => cell.end > cell.start);
    // tabs before the only cell of a line indent it
    return filled.length > 1 ? { ...line, by: 'tab', cells } : { ...line, by: 'none', cells: filled };
  }
  const commas = commaCells(text, start, end);
  if (commas) return { ...line, by: 'comma', cells: commas };
  const gaps = gapCells(text, start, end);
  return { ...line, by: gaps.length > 1 ? 'gap' : 'none', cells: gaps };
}

function trimmed(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && text.charCodeAt(from) <= SPACE) from++;
  while (to > from && text.charCodeAt(to - 1) <= SPACE) to--;
  return { start: from, end: to };
}

function cutAt(
  text: string,
  start: number,
  end: number,
  isCut: (code: number) => boolean,
  framed: boolean,
): Span[] {
  const cells: Span[] = [];
  let from = start;
  for (let i = start; i <= end; i++) {
    if (i < end && !isCut(text.charCodeAt(i))) continue;
    cells.push(trimmed(text, from, i));
    from = i + 1;
  }
  if (!framed) return cells;
  // bars on both sides frame the line and part nothing; on one side they part an empty cell
  const isEmpty = (cell: Span | undefined): boolean => cell !== undefined && cell.start === cell.end;
  return cells.length > 2 && isEmpty(cells[0]) && isEmpty(cells.at(-1)) ? cells.slice(1, -1) : cells;
}

/**
 * Cells of a line of a file parted by commas or semicolons. Commas inside quotation marks, commas that part groups
 * of three digits and commas with a space after them part nothing; two or more must be left.
 */
function commaCells(text: string, start: number, end: number): Span[] | undefined {
  // where numbers with commas are quoted, the other commas part cells
  const hasQuotes = /"-?[\d.]*,\d/.test(text.slice(start, Math.min(end, start + LONGEST_FILE_LINE)));
  for (const mark of [SEMICOLON, COMMA]) {
    const cuts: number[] = [];
    let isQuoted = false;
    let loose = 0;
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code === QUOTE) isQuoted = !isQuoted;
      if (code !== mark || isQuoted) continue;
      if (mark === COMMA && text.charCodeAt(i + 1) === SPACE) loose++;
      else if (mark === SEMICOLON || hasQuotes || !isInNumber(text, i, end)) cuts.push(i);
    }
    if (cuts.length < 2 || loose > 0 || isQuoted) continue;
    if (mark === COMMA && cuts.some((cut) => isDecimal(text, cut, start, end))) continue;
    const cells: Span[] = [];
    let from = start;
    for (const cut of [...cuts, end]) {
      cells.push(withoutQuotes(text, trimmed(text, from, cut)));
      from = cut + 1;
    }
    return cells;
  }
  return undefined;
}

/** "Nd oxide 79,20 (+3,1 %)": a comma between digits whose neighbours are more than the cells of a file. */
function isDecimal(text: string, at: number, start: number, end: number): boolean {
  if (!isDigit(text.charCodeAt(at - 1)) || !isDigit(text.charCodeAt(at + 1))) return false;
  const before = text.slice(Math.max(start, text.lastIndexOf(',', at - 1) + 1, at - 40), at);
  const after = /^\d[^,]*/.exec(text.slice(at + 1, Math.min(end, at + 41)))![0];
  return / [-+(]?\d+$/.test(before) && /^\d+[ %)]/.test(after);
}

function isInNumber(text: string, at: number, end: number): boolean {
  let from = at;
  while (from > 0 && isDigit(text.charCodeAt(from - 1))) from--;
  // a group is no longer than three digits, and none stands behind a decimal point
  if (from === at || at - from > 3 || text.charCodeAt(from - 1) === POINT) return false;
  for (let i = 1; i <= 3; i++) if (at + i >= end || !isDigit(text.charCodeAt(at + i))) return false;
  return !isDigit(text.charCodeAt(at + 4));
}

function withoutQuotes(text: string, cell: Span): Span {
  const isQuoted =
    cell.end - cell.start > 1 &&
    text.charCodeAt(cell.start) === QUOTE &&
    text.charCodeAt(cell.end - 1) === QUOTE;
  return isQuoted ? trimmed(text, cell.start + 1, cell.end - 1) : cell;
}

/** Cells parted by two or more spaces. */
function gapCells(text: string, start: number, end: number): Span[] {
  const cells: Span[] = [];
  const line = trimmed(text, start, end);
  if (line.start === line.end) return cells;
  let from = line.start;
  for (let i = line.start; i < line.end; i++) {
    if (text.charCodeAt(i) > SPACE || text.charCodeAt(i + 1) > SPACE) continue;
    cells.push(trimmed(text, from, i));
    while (i < line.end && text.charCodeAt(i + 1) <= SPACE) i++;
    from = i + 1;
  }
  cells.push(trimmed(text, from, line.end));
  return cells;
}
