/** Pieces of text at places on a page, to paragraphs, headings and tables in reading order. Geometry only. */
import type { Line, Segment } from './pdf-line.ts';
import { tableBlock } from './pdf-table.ts';

/** A run of text as the page places it. `y` grows upwards, as in PDF. */
export interface Piece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** Gaps in widths of the letter m. */
const wideGap = 1.2;
const narrowGap = 0.5;

export type PdfBlock =
  | {
      readonly kind: 'paragraph' | 'heading' | 'list';
      readonly text: string;
      readonly y: number;
      readonly size: number;
    }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[]; readonly y: number };

const longestParagraph = 200;
const bullet = /^(?:[•▪◦·●■–-]\s|\(?\d{1,2}[.)]\s)/;

export function layOutPage(pieces: readonly Piece[]): PdfBlock[] {
  const lines = linesOf(pieces);
  const bodySize = medianSize(lines);
  return columnsOf(lines).flatMap((column) => blocksOf(column, bodySize));
}

/** Pieces on one baseline, left to right, cut into segments at wide gaps. */
export function linesOf(pieces: readonly Piece[]): Line[] {
  const sorted = pieces.filter((piece) => piece.text.trim() !== '').sort((a, b) => b.y - a.y || a.x - b.x);
  const groups: Piece[][] = [];
  let base: Piece | undefined;
  for (const piece of sorted) {
    const last = groups.at(-1);
    // Raised or lowered signs are smaller and lie within the height of the line.
    const reach = base ? Math.max(base.size, piece.size) * (base.size === piece.size ? 0.35 : 0.55) : 0;
    if (last && base && base.y - piece.y <= reach) {
      last.push(piece);
      if (piece.size > base.size) base = piece;
    } else {
      groups.push([piece]);
      base = piece;
    }
  }
  return groups.map(lineOf);
}

function lineOf(pieces: readonly Piece[]): Line {
  const sorted = [...pieces].sort((a, b) => a.x - b.x);
  const size = sorted.reduce((most, piece) => Math.max(most, piece.size), 0);
  const y = sorted.find((piece) => piece.size === size)?.y ?? 0;
  const words = sorted.map((piece) => ({ ...piece, text: raisedText(piece, y, size) }));
  return lineOfAtoms(runsOf(words, y, size), y, size);
}

/** Pieces joined where no more than a space is between them. */
function runsOf(pieces: readonly Piece[], y: number, size: number): Segment[] {
  const runs: { text: string; left: number; right: number }[] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    const right = piece.x + piece.width;
    const gap = last ? piece.x - last.right : 0;
    if (last && gap < -size * 0.5) {
      last.text += newPart(last.text.slice(-200), piece.text.slice(0, 200)) + piece.text.slice(200);
      last.right = Math.max(last.right, right);
    } else if (last && gap <= size * narrowGap) {
      last.text += (needsSpace(last.text, piece.text, gap, size) ? ' ' : '') + piece.text;
      last.right = Math.max(last.right, right);
    } else runs.push({ text: piece.text, left: piece.x, right });
  }
  return runs.map(({ text, left, right }) => ({
    text: text.replace(/\s+/g, ' ').trim(),
    left,
    right,
    y,
    size,
  }));
}

function lineOfAtoms(atoms: readonly Segment[], y: number, size: number): Line {
  const segments: Segment[] = [];
  for (const atom of atoms) {
    const last = segments.at(-1);
    if (last && atom.left - last.right <= size * wideGap) {
      segments[segments.length - 1] = {
        ...last,
        text: `${last.text} ${atom.text}`,
        right: Math.max(last.right, atom.right),
      };
    } else segments.push(atom);
  }
  return { y, size, segments, atoms };
}

/**
 * What a piece adds to a run that it lies over. Some programs make bold type by printing text again, a little
 * shifted and cut in other places.
 */
function newPart(run: string, text: string): string {
  const known = run.replace(/\s+/g, '');
  if (known.includes(text.replace(/\s+/g, ''))) return '';
  for (let end = text.length; end > 0; end -= 1) {
    if (known.endsWith(text.slice(0, end).replace(/\s+/g, ''))) return text.slice(end);
  }
  return text;
}

const raisedDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Small raised figures become signs of their own, so that a note's mark does not run into a price. */
function raisedText(piece: Piece, lineY: number, lineSize: number): string {
  const raised = piece.size < lineSize * 0.8 && piece.y - lineY > lineSize * 0.2;
  if (!raised || !/^\d{1,3}$/.test(piece.text.trim())) return piece.text;
  return [...piece.text.trim()].map((digit) => raisedDigits[Number(digit)]).join('');
}

function needsSpace(before: string, after: string, gap: number, size: number): boolean {
  if (/\s$/.test(before) || /^\s/.test(after)) return false;
  const eastern =
    /[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]$/.test(before) &&
    /^[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]/.test(after);
  return gap > size * (eastern ? 0.6 : 0.15);
}

function medianSize(lines: readonly Line[]): number {
  const sizes: number[] = [];
  for (const line of lines)
    for (const segment of line.segments) if (segment.text.length > 20) sizes.push(segment.size);
  if (sizes.length === 0) for (const line of lines) sizes.push(line.size);
  sizes.sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 10;
}

/**
 * Text set in columns is read down one column and then the next. A table is not: its cells are short, while
 * lines of set text fill most of their column.
 */
export function columnsOf(lines: readonly Line[], depth = 0): Line[][] {
  if (depth > 2 || lines.length < 4) return [[...lines]];
  const gutter = bestGutter(lines);
  if (gutter === undefined) return [[...lines]];
  const out: Line[][] = [];
  let plain: Line[] = [];
  for (const band of bandsAt(lines, gutter)) {
    if (!isSetInColumns(band, gutter)) {
      plain = plain.concat(band);
      continue;
    }
    // What stands above the right column belongs to what came before.
    const top = band.findIndex((line) => line.atoms.some((atom) => atom.left >= gutter));
    plain = plain.concat(band.slice(0, top));
    if (plain.length > 0) out.push(plain);
    plain = [];
    for (const side of [leftOf(band.slice(top), gutter), rightOf(band.slice(top), gutter)]) {
      out.push(...columnsOf(side, depth + 1));
    }
  }
  if (plain.length > 0) out.push(plain);
  return out;
}

function leftOf(band: readonly Line[], x: number): Line[] {
  return half(band, (atom) => atom.right <= x);
}

function rightOf(band: readonly Line[], x: number): Line[] {
  return half(band, (atom) => atom.left >= x);
}

function half(band: readonly Line[], belongs: (atom: Segment) => boolean): Line[] {
  return band
    .map(({ atoms, y, size }) => lineOfAtoms(atoms.filter(belongs), y, size))
    .filter((line) => line.segments.length > 0);
}

function bestGutter(lines: readonly Line[], nested = false): number | undefined {
  const segments = lines.flatMap((line) => line.segments);
  const { left, right } = extent(segments);
  const candidates = new Map<number, number>();
  const add = (x: number) => {
    if (x <= left + (right - left) * 0.2 || x >= right - (right - left) * 0.2) return;
    const rounded = Math.round(x / 4) * 4;
    candidates.set(rounded, (candidates.get(rounded) ?? 0) + 1);
  };
  for (const { atoms } of lines) {
    for (let index = 1; index < atoms.length; index += 1)
      add((atoms[index - 1]!.right + atoms[index]!.left) / 2);
  }
  // Where the columns' baselines differ no line has two segments, but right columns begin at one place.
  for (const segment of segments) add(segment.left - segment.size);
  const likely = [...candidates].sort((a, b) => b[1] - a[1]).slice(0, 24);
  let best: number | undefined;
  let bestCount = 0;
  for (const [x] of likely) {
    let count = 0;
    for (const band of bandsAt(lines, x)) if (isSetInColumns(band, x, nested)) count += band.length;
    if (count > bestCount) [best, bestCount] = [x, count];
  }
  return best;
}

/** Runs of lines that all leave `x` free, and the runs between them; a wide space over the page ends a run too. */
function bandsAt(lines: readonly Line[], x: number): Line[][] {
  const bands: Line[][] = [];
  let last: { crosses: boolean; y: number } | undefined;
  for (const line of lines) {
    const crosses = line.atoms.some((atom) => atom.left < x && atom.right > x);
    const goesOn = last && crosses === last.crosses && last.y - line.y < line.size * 2;
    if (goesOn) bands.at(-1)!.push(line);
    else bands.push([line]);
    last = { crosses, y: line.y };
  }
  return bands;
}

function isSetInColumns(band: readonly Line[], x: number, nested = false): boolean {
  return isSetSide(leftOf(band, x), nested) && isSetSide(rightOf(band, x), nested);
}

/** One column of set text, or two of them. */
function isSetSide(lines: readonly Line[], nested: boolean): boolean {
  if (lines.length < 4) return false;
  const whole = lines.map(({ segments }) => ({ ...segments[0]!, right: segments.at(-1)!.right }));
  const torn = lines.filter((line) => line.segments.length > 1).length;
  if (torn <= lines.length * 0.2 && isSetText(whole)) return true;
  return !nested && lines.length >= 8 && bestGutter(lines, true) !== undefined;
}

/** Wide lines that mostly reach the edge and run on from one to the next; labels of a table do neither. */
function isSetText(lines: readonly Segment[]): boolean {
  const { left, right } = extent(lines);
  if ((right - left) / lines[0]!.size < 12) return false;
  const full = lines.filter((line) => line.right - line.left > (right - left) * 0.7).length / lines.length;
  const runningOn = lines.filter((line) => /^\p{Ll}/u.test(line.text)).length / lines.length;
  const eastern = lines.filter((line) => /^[\u3040-\u9fff]/.test(line.text)).length / lines.length;
  return full >= 0.6 && (runningOn >= 0.25 || (eastern >= 0.5 && full >= 0.75));
}

function extent(segments: readonly Segment[]): { left: number; right: number } {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  for (const segment of segments) {
    left = Math.min(left, segment.left);
    right = Math.max(right, segment.right);
  }
  return { left, right };
}

/** Lines of one column to paragraphs, headings and tables. */
function blocksOf(lines: readonly Line[], bodySize: number): PdfBlock[] {
  const blocks: PdfBlock[] = [];
  let paragraph: Line[] = [];
  const flush = () => {
    if (paragraph.length > 0) blocks.push(paragraphBlock(paragraph, bodySize));
    paragraph = [];
  };
  let looked = 0;
  for (let index = 0; index < lines.length; ) {
    if (index >= looked) {
      const { rows, next } = tableBlock(lines, index);
      if (rows) {
        flush();
        blocks.push({ kind: 'table', rows, y: lines[index]!.y });
        index = next;
        continue;
      }
      looked = next;
    }
    const line = lines[index]!;
    if (paragraph.length > 0 && (paragraph.length >= longestParagraph || startsAnew(paragraph, line)))
      flush();
    paragraph.push(line);
    index += 1;
  }
  flush();
  return blocks;
}

function startsAnew(paragraph: readonly Line[], line: Line): boolean {
  const last = paragraph.at(-1)!;
  const text = textOf(line);
  if (bullet.test(text)) return true;
  if (Math.abs(last.size - line.size) > last.size * 0.1) return true;
  const pitch = last.y - line.y;
  const usual = paragraph.length > 1 ? paragraph[paragraph.length - 2]!.y - last.y : line.size * 1.45;
  if (pitch > Math.max(usual * 1.3, line.size * 1.1)) return true;
  const { left, right } = extent([...paragraph, line].flatMap(({ segments }) => segments));
  const shortLast = last.segments.at(-1)!.right < left + (right - left) * 0.8;
  const ends = /[.!?。!?:;:;]["'”’)]?$/.test(textOf(last));
  return shortLast && (ends || line.segments[0]!.left > left + line.size * 0.8);
}

function paragraphBlock(lines: readonly Line[], bodySize: number): PdfBlock {
  const text = joinTextLines(lines.map(textOf));
  const { y, size } = lines[0]!;
  const isHeading = size > bodySize * 1.15 && lines.length <= 4 && text.length < 300;
  return { kind: isHeading ? 'heading' : bullet.test(text) ? 'list' : 'paragraph', text, y, size };
}

/** A hyphen at the end of a line is kept: whether it belongs to the word cannot be seen from the line. */
export function joinTextLines(lines: readonly string[]): string {
  let text = '';
  for (const line of lines) {
    const eastern =
      /[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]$/.test(text) &&
      /^[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef\d]/.test(line);
    const broken = /[\p{L}\d]-$/u.test(text) && /^\p{L}/u.test(line);
    text += text === '' || eastern || broken ? line : ` ${line}`;
  }
  return text;
}

function textOf(line: Line): string {
  return line.segments.map((segment) => segment.text).join(' ');
}
