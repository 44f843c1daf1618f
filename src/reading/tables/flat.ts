import type { Vocabulary } from '../../vocabulary/index.ts';
import type { NormalText } from '../normalise.ts';
import type { Span } from '../sentences.ts';
import type { CellReader, Meaning } from './cell.ts';
import { captionsAbove, captionsBelow, isBlankLine, type Layout } from './find-grids.ts';
import {
  endedHeads,
  headCells,
  headLineBefore,
  headsAtEnd,
  headsOnRight,
  isTime,
  spreadOver,
} from './flat-heads.ts';
import { type Lead, leadOfGood, makeOf, otherRow, rowsInLine, trim } from './flat-rows.ts';
import { type Grid, type GridRow, namedColumns } from './grid.ts';

const LONGEST_LINE = 6000;
const LONGEST_SECTION = 40;
const RUN_SAMPLE = 12;
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
        // a line of heads may be as rich in digits as rows are: the next line is asked about it
        if (headCells(normal, line, readerFor(index, index)).length < 2) headless = index;
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

/** Rows of one make as one table each; heads where a line before them names as many columns. */
function gridsOf(layout: Layout, rows: readonly FlatRow[], reader: CellReader): Grid[] {
  const { normal, lines, used } = layout;
  const first = rows[0]!.line;
  const headLine = headLineBefore(lines, first, used);
  const lead = trim(normal.text, { start: lines[first]!.start, end: rows[0]!.row.start });
  const heads =
    headLine === undefined ? headsAtEnd(normal, lead, reader) : headCells(normal, lines[headLine]!, reader);
  const upperLine = headLine === undefined ? undefined : headLineBefore(lines, headLine, used);
  const times = upperLine === undefined ? [] : headCells(normal, lines[upperLine]!, reader).filter(isTime);
  const ended = upperLine === undefined ? [] : endedHeads(normal, lines[upperLine]!, reader);
  const upper = ended.length > 1 ? ended : times;
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
    // heads that begin with a year leave the corner over the names empty
    const isCornerless = heads.length === width - 1 && heads.length > 0 && isTime(heads[0]!);
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
      hasLostHeads: !isAligned && (namedColumns(headMeaning) >= 2 || heads.length >= 2),
      above: [...(isAligned && !isOfUpper ? leading : headMeaning), ...above],
      below,
    };
  });
}
