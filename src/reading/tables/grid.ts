import type { WordType } from '../../vocabulary/index.ts';
import type { Span } from '../sentences.ts';
import type { Cell, CellReader, Meaning } from './cell.ts';
import { greatest } from './context.ts';

/** A row of figures with what stands over its group of rows. */
export interface GridRow extends Span {
  readonly cells: readonly Cell[];
  /** The label line over this group of rows: "Light rare earths", "Unit: CNY/kg". */
  readonly section?: Meaning;
}

/** A table as rows and columns, with the lines around it. */
export interface Grid extends Span {
  /** How it was laid out in the text; the rule that read it is named after it. */
  readonly layout: 'lines' | 'stacked' | 'flat' | 'torn' | 'years';
  readonly reader: CellReader;
  readonly heads: readonly (readonly Cell[])[];
  readonly rows: readonly GridRow[];
  /** Whether the n-th cell of each row stands in the n-th column. */
  readonly isAligned: boolean;
  /** Whether heads stand over it that could not be put over its columns. */
  readonly hasLostHeads?: boolean;
  /** Whether it was turned, so that the cells of a row do not stand in one line. */
  readonly isTurned?: boolean;
  /** Lines above it, the nearest first. */
  readonly above: readonly Meaning[];
  readonly below: readonly Meaning[];
}

/** Rows on their way to become a table. */
export interface LooseRow extends Span {
  readonly cells: readonly Cell[];
}

const LABEL_ROLES = ['name', 'partner', 'owner', 'date'] as const;

/** Whether a head stands over labels and not over figures. */
export const isLabelHead = (cell: Cell | undefined): boolean =>
  cell !== undefined && cell.units.length === 0 && LABEL_ROLES.some((role) => cell.roles.has(role));

const QUOTE_ROLES = ['low', 'high', 'range', 'mean', 'change', 'changePct'] as const;

/** How many columns of a price table a line of heads names. */
export const namedColumns = (cells: readonly Pick<Cell, 'roles'>[]): number =>
  QUOTE_ROLES.filter((role) => cells.some(({ roles }) => roles.has(role))).length;

/** A range that may be a day: 9-22 where a head stands beside it. */
export function isDayCell(cell: Cell): boolean {
  const [figure] = cell.figures;
  if (cell.figures.length !== 1 || !figure!.isRange || figure!.unit || figure!.decimals > 0) return false;
  return (
    cell.end - cell.start <= 5 &&
    figure!.low >= 1 &&
    figure!.low <= 12 &&
    figure!.high >= 1 &&
    figure!.high <= 31
  );
}

const isFigureCell = (cell: Cell): boolean =>
  cell.kind === 'figures' || cell.kind === 'nothing' || cell.kind === 'flat';

/** A number of four digits that may be a year. */
export function isYearCell(cell: Cell): boolean {
  if (cell.kind !== 'figures' || cell.figures.length !== 1) return false;
  const { low, isRange, sign, decimals, numberStart, numberEnd, unit } = cell.figures[0]!;
  return (
    !isRange &&
    sign === 0 &&
    decimals === 0 &&
    !unit &&
    numberEnd - numberStart === 4 &&
    low >= 1990 &&
    low <= 2040
  );
}

/**
 * Whether a row holds figures. Numbers that may all be years or days name columns, unless heads have come and the row
 * names a thing.
 */
function hasFigures(row: LooseRow, hasHeads: boolean): boolean {
  const figures = row.cells.filter(isFigureCell);
  if (figures.length === 0) return false;
  const isTime = (cell: Cell): boolean => isYearCell(cell) || (!hasHeads && isDayCell(cell));
  const isHead = row.cells.some(({ roles }) => roles.size > 0);
  if (figures.every(({ kind }) => kind === 'nothing')) return !namesColumns(row);
  if (!figures.every((cell) => cell.kind === 'nothing' || isTime(cell))) return true;
  if (!hasHeads) return !isHead && figures.some((cell) => !isYearCell(cell));
  const label = row.cells[0]!;
  return (
    label.materials.length > 0 || ['place', 'org', 'metric'].some((type) => label.words.has(type as 'place'))
  );
}

/** Whether a head is nothing but a time. */
export const isTimeHead = (cell: Cell): boolean => cell.kind === 'date' || isYearCell(cell);

/** Whether the first of some heads, over the names of rows, is a time like others of them: then one was lost. */
export const standsOverNames = ([first, ...others]: readonly Cell[]): boolean =>
  first !== undefined && isTimeHead(first) && others.some(isTimeHead);

/** Whether a cell says what stands in a column: a word of heads, a unit, a time, "MoM", "Reserves". */
export const isNamingCell = (cell: Cell): boolean =>
  cell.roles.size > 0 ||
  cell.units.length > 0 ||
  cell.kind === 'date' ||
  cell.words.has('basis') ||
  isYearCell(cell) ||
  (cell.words.has('shareMetric') && cell.unexplained === 0 && cell.materials.length === 0);

/** Whether a row without figures names columns. */
function namesColumns(row: LooseRow): boolean {
  const naming = row.cells.filter((cell) => isNamingCell(cell) || isDayCell(cell));
  return naming.length >= 2 || (naming.length === 1 && row.cells.length === 2);
}

/** "VS" between the heads of two columns: no column of its own. */
const isComparator = ({ kind, roles, words, text, units, materials }: Cell): boolean =>
  kind === 'text' &&
  roles.size === 0 &&
  units.length === 0 &&
  materials.length === 0 &&
  words.has('from') &&
  text.length <= COMPARATOR_MOST;

const COMPARATOR_MOST = 8;

/** What a run of rows is parted into: tables, each with the heads over it. */
export interface RowGroup {
  readonly heads: readonly LooseRow[];
  readonly rows: readonly { readonly row: LooseRow; readonly section?: LooseRow }[];
}

/** Parts rows into tables: a row that names columns after rows of figures starts a new one. */
export function groupRows(rows: readonly LooseRow[]): RowGroup[] {
  const groups: { heads: LooseRow[]; rows: { row: LooseRow; section?: LooseRow }[] }[] = [];
  let group: (typeof groups)[number] = { heads: [], rows: [] };
  let section: LooseRow | undefined;
  const close = (): void => {
    if (group.rows.length > 0) groups.push(group);
    // a label that no row has come after is the caption of the next table
    if (group.rows.at(-1)?.section === section) section = undefined;
    group = { heads: [], rows: [] };
  };
  for (const row of rows) {
    const filled = row.cells.filter((cell) => cell.kind !== 'empty' && cell.kind !== 'rule');
    if (filled.length === 0) continue;
    if (hasFigures(row, group.heads.length + group.rows.length > 0)) {
      group.rows.push(section ? { row, section } : { row });
      continue;
    }
    const isLabel = filled.length === 1;
    if (isLabel && group.heads.length + group.rows.length > 0) {
      section = row;
      continue;
    }
    if (group.rows.length > 0) {
      if (!namesColumns(row)) {
        section = row;
        continue;
      }
      close();
    }
    if (isLabel) section = row;
    else group.heads.push({ ...row, cells: row.cells.filter((cell) => !isComparator(cell)) });
  }
  close();
  return groups;
}

/** The most frequent count of cells of rows, and whether heads and rows agree on it. */
export function widthOf(
  heads: readonly LooseRow[],
  rows: readonly LooseRow[],
): { width: number; agrees: boolean } {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let width = 0;
  for (const [count, times] of counts)
    if (times > (counts.get(width) ?? 0) || (times === counts.get(width) && count > width)) width = count;
  const head = greatest(heads.map(({ cells }) => cells.length));
  return { width, agrees: head === 0 || head === width };
}

/** Words of a label that say what the figures under it are. */
const KINDS_OF_FIGURE: readonly WordType[] = ['flow', 'kind', 'price', 'quotaWord', 'metric'];

/** What a label over rows says that their figures are, or nothing. */
const kindOfSection = (section: Meaning | undefined): string =>
  section === undefined
    ? ''
    : [
        ...KINDS_OF_FIGURE.map((type) => section.words.get(type)?.join('+') ?? ''),
        ...new Set(section.units.map(({ kind }) => kind)),
      ].join('|');

/**
 * A table for each kind of figure that labels over its rows name: "Production", "Imports", "Price, dollars per
 * kilogram". One table where they name none, or one.
 */
export function partedByKind(grid: Grid): Grid[] {
  const parts = new Map<string, GridRow[]>();
  for (const row of grid.rows) {
    const kind = kindOfSection(row.section);
    const part = parts.get(kind);
    if (part) part.push(row);
    else parts.set(kind, [row]);
  }
  return parts.size < 2 ? [grid] : [...parts.values()].map((rows) => ({ ...grid, rows }));
}

/** The cells of a row with empty ones put in at its end, up to a width. */
export function padded(
  cells: readonly Cell[],
  width: number,
  reader: CellReader,
  end: number,
): readonly Cell[] {
  if (cells.length >= width) return cells;
  const empty = reader.cell({ start: end, end });
  return [...cells, ...Array.from({ length: width - cells.length }, () => empty)];
}

/**
 * Years and days that stand first, under a head of labels or in most rows, are what the rows are of, and no figures.
 * Rows between them that have none are of a time that nobody knows.
 */
export function datedRows({ rows, heads, reader }: Grid): readonly GridRow[] {
  const isTime = (cell: Cell | undefined): boolean =>
    cell !== undefined && (isYearCell(cell) || isDayCell(cell));
  const dated = rows.filter(({ cells }) => isTime(cells[0])).length;
  const isHeaded = heads.some(([corner]) => isLabelHead(corner));
  if (dated === 0 || (!isHeaded && (rows.length < 2 || dated * 2 < rows.length))) return rows;
  // where one has lost its time, the others may stand beside the wrong one
  if (rows.some(({ cells }) => cells[0]!.kind === 'empty')) return [];
  return rows
    .filter(({ cells }) => isHeaded || isTime(cells[0]))
    .map((row) => {
      const [first, ...rest] = row.cells as [Cell, ...Cell[]];
      if (!isTime(first)) return row;
      return {
        ...row,
        cells: [{ ...first, ...reader.meaning(first), kind: 'date' as const, figures: [] }, ...rest],
      };
    });
}
