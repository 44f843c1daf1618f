import type { Column } from './columns.ts';
import { greatest, isClose } from './context.ts';
import type { CellFigure } from './figure.ts';

/** What a column of a price table is. */
export type PriceRole = 'low' | 'high' | 'range' | 'mean' | 'price' | 'change' | 'previous' | 'aside';

const LEVELS: ReadonlySet<string> = new Set(['low', 'high', 'range', 'mean', 'price', 'unitValue']);
/** A mean may be rounded: 0.2%. */
const MEAN_TOLERANCE = 0.002;
/** How far from the middle of a range its mean may be, as a share of the range, and what rounding adds. */
const MIDDLE = 0.2;
const ROUNDING = 1e-5;
/** One row may agree by chance. */
const LEAST_PROOFS = 2;
/** A change in one step is seldom more than this share of the price. */
export const LARGEST_STEP = 0.35;

const figureIn = (column: Column, row: number): CellFigure | undefined => column.cells[row]?.figures[0];

/**
 * The roles of the columns of a price table: from their heads, else from what stands in them. Nothing where a column
 * of levels is not understood, so that no figure of it is read.
 */
export function priceRoles(
  columns: readonly Column[],
  rows: readonly number[],
  hasLostHeads: boolean,
): Map<Column, PriceRole> | undefined {
  const roles = new Map<Column, PriceRole>();
  const silent: Column[] = [];
  for (const column of columns) {
    if (column.figures === 0 && !column.counts.has('flat') && !column.counts.has('nothing')) continue;
    const role = headRole(column);
    if (role) roles.set(column, role);
    else silent.push(column);
  }
  return inferred(roles, silent, rows, hasLostHeads);
}

function headRole(column: Column): PriceRole | undefined {
  const { measure, percents, figures } = column;
  if (measure === 'change') return 'change';
  if (measure === 'share') return isSmallPercent(column) ? 'change' : 'aside';
  if (measure !== undefined && LEVELS.has(measure)) {
    if (figures > 0 && percents === figures) return 'aside';
    return measure === 'unitValue' ? 'price' : (measure as PriceRole);
  }
  if (measure !== undefined) return 'aside';
  const hasPriceUnit = column.units.some(({ kind }) => kind === 'price' || kind === 'money');
  const isQuote =
    hasPriceUnit ||
    column.when !== undefined ||
    column.tag !== '' ||
    column.dates.length > 0 ||
    column.materials.length > 0;
  return isQuote && percents < figures ? 'price' : undefined;
}

const isSmallPercent = (column: Column): boolean =>
  column.cells.every((cell) => cell === undefined || cell.figures.every(({ low }) => Math.abs(low) < 60));

/** Roles of columns whose heads say nothing, from arithmetic over all rows. */
function inferred(
  roles: Map<Column, PriceRole>,
  silent: readonly Column[],
  rows: readonly number[],
  hasLostHeads: boolean,
): Map<Column, PriceRole> | undefined {
  const heads = [...roles.values()];
  const hasLevel = heads.some((role) => role !== 'change' && role !== 'aside');
  const levels: Column[] = [];
  const all = [...silent, ...roles.keys()];
  const biggest = greatest(all.flatMap((column) => rows.map((row) => figureIn(column, row)?.high ?? 0)));
  for (const column of silent) {
    if (column.figures === 0) roles.set(column, column.counts.has('flat') ? 'change' : 'aside');
    else if (column.percents === column.figures) roles.set(column, isPurity(column) ? 'aside' : 'change');
    else if (isNumbering(column, rows)) roles.set(column, 'aside');
    else if (isStep(column, [...silent, ...roles.keys()], rows, biggest)) roles.set(column, 'change');
    else levels.push(column);
  }
  if (levels.length === 0) return roles;
  if (hasLevel) {
    // a column of figures beside known ones, not understood: left unread
    for (const column of levels) roles.set(column, 'aside');
    return roles;
  }
  // where heads could not be put over the columns, a lone column may be any of them
  if (hasLostHeads && levels.length === 1 && levels[0]!.ranges === 0) return undefined;
  const found = levelRoles(
    levels,
    [...roles].filter(([, role]) => role === 'change').map(([column]) => column),
    rows,
  );
  if (!found) return undefined;
  for (const [column, role] of found) roles.set(column, role);
  return roles;
}

const isPurity = (column: Column): boolean =>
  column.signed === 0 &&
  column.cells.every((cell) => cell === undefined || cell.figures.every(({ low }) => low >= 80));

/** 1, 2, 3 ... down the first column. */
function isNumbering(column: Column, rows: readonly number[]): boolean {
  if (column.index > 0 || rows.length < 2) return false;
  return rows.every((row, n) => {
    const value = figureIn(column, row)?.low;
    return value !== undefined && value === figureIn(column, rows[0]!)!.low + n;
  });
}

/** Small against the price in every row, and not all without sign: a change. */
function isStep(
  column: Column,
  others: readonly Column[],
  rows: readonly number[],
  biggest: number,
): boolean {
  let hasMark = column.signed > 0 || column.counts.has('flat');
  for (const row of rows) {
    const figure = figureIn(column, row);
    if (!figure) continue;
    if (figure.isRange) return false;
    if (figure.low === 0) hasMark = true;
    const level = Math.max(
      0,
      ...others.filter((other) => other !== column).map((other) => figureIn(other, row)?.low ?? 0),
    );
    if (figure.low > (level || biggest) * LARGEST_STEP) return false;
  }
  return hasMark;
}

function levelRoles(
  levels: readonly Column[],
  changes: readonly Column[],
  rows: readonly number[],
): [Column, PriceRole][] | undefined {
  const ranges = levels.filter(({ ranges: count, figures }) => count * 2 > figures);
  if (levels.length === 1) return [[levels[0]!, 'price']];
  if (ranges.length === 1) {
    const [range] = ranges;
    const singles = levels.filter((column) => column !== range);
    const isInside = singles.every((column) =>
      rows.every((row) => {
        const [single, whole] = [figureIn(column, row), figureIn(range!, row)];
        return !single || !whole || (single.low >= whole.low && single.low <= whole.high);
      }),
    );
    return isInside
      ? [[range!, 'range'], ...singles.map((column): [Column, PriceRole] => [column, 'mean'])]
      : undefined;
  }
  if (ranges.length > 1) return undefined;
  if (levels.length === 2) {
    const [a, b] = [levels[0]!, levels[1]!];
    for (const change of changes) {
      if (isDifference(a, b, change, rows))
        return [
          [a, 'price'],
          [b, 'previous'],
        ];
      if (isDifference(b, a, change, rows))
        return [
          [b, 'price'],
          [a, 'previous'],
        ];
    }
    return undefined;
  }
  if (levels.length === 3) {
    for (const [low, high, mean] of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 2, 0],
      [1, 0, 2],
      [2, 0, 1],
      [2, 1, 0],
    ]) {
      const [l, h, m] = [levels[low!]!, levels[high!]!, levels[mean!]!];
      if (isMean(l, h, m, rows))
        return [
          [l, 'low'],
          [h, 'high'],
          [m, 'mean'],
        ];
    }
  }
  return undefined;
}

/** Whether one column is another plus the printed change, in every row with at least one that is not nought. */
function isDifference(now: Column, before: Column, change: Column, rows: readonly number[]): boolean {
  let proofs = 0;
  for (const row of rows) {
    const [a, b, c] = [figureIn(now, row), figureIn(before, row), figureIn(change, row)];
    if (!a || !b || !c || c.unit?.kind === 'percent') continue;
    const step = c.low * (c.sign < 0 ? -1 : 1);
    if (!isClose(a.low - b.low, step, 0.001)) return false;
    if (step !== 0) proofs++;
  }
  return proofs >= LEAST_PROOFS;
}

function isMean(low: Column, high: Column, mean: Column, rows: readonly number[]): boolean {
  let proofs = 0;
  for (const row of rows) {
    const [a, b, m] = [figureIn(low, row), figureIn(high, row), figureIn(mean, row)];
    if (!a || !b || !m) continue;
    // the middle of the two, and not one of them: ranges are often narrow
    const isMiddle =
      isClose((a.low + b.low) / 2, m.low, MEAN_TOLERANCE) &&
      Math.abs((a.low + b.low) / 2 - m.low) <= (b.low - a.low) * MIDDLE + a.low * ROUNDING;
    if (a.low > b.low || !isMiddle) return false;
    if (a.low < b.low) proofs++;
  }
  return proofs > 0;
}
