import type { DateMention } from '../dates.ts';
import type { Moment } from '../periods.ts';
import { roundDigits } from '../quantity.ts';
import { isOfShares } from './around.ts';
import type { Cell, Meaning } from './cell.ts';
import type { Column } from './columns.ts';
import type { TablePage } from './context.ts';
import type { CellFigure } from './figure.ts';
import { foreseenOnly, isForecastTable, isForeseen } from './foreseen.ts';
import type { Grid, GridRow } from './grid.ts';
import { type StatedChanges, statedChanges } from './level-changes.ts';
import { levelColumns } from './level-columns.ts';
import { ACCOUNTS, signOf } from './sign.ts';
import { cellPeriod, headingMoment, tablePeriod, yearToDate } from './table-period.ts';
import { priceUnit } from './unit-choice.ts';
import type { UnitPhrase } from './unit-phrase.ts';

/** A figure of a table with its unit, period and changes, before it is said whose it is. */
export interface Level extends StatedChanges {
  readonly row: GridRow;
  readonly column: Column;
  readonly figure: CellFigure;
  readonly cell: Cell;
  readonly value: number;
  readonly unit: UnitPhrase;
  readonly period?: string;
  readonly isPrevious: boolean;
  /** Whether it is of what is still to come. */
  readonly isForeseen: boolean;
  /** The column of amounts that a share stands behind. */
  readonly shareOf?: Column;
}

/** Kinds of unit that a table is about. */
export type LevelUnits = readonly UnitPhrase['kind'][];

/** All figures of a table of amounts whose unit is known. */
export function readLevels(
  grid: Grid,
  columns: readonly Column[],
  page: TablePage,
  kinds: LevelUnits,
): Level[] {
  const parts = levelColumns(grid, columns, page, kinds.includes('percent'));
  const around = unitsAround(grid, columns, kinds.includes('percent') && isOfShares(grid));
  const isUndatedForecast = isForecastTable(grid.above, page);
  const moment = headingMoment(grid.above, page.published);
  const found: Level[] = [];
  for (const row of grid.rows) {
    const dates = rowDates(row, columns);
    const isPriceRow = row.cells.some(
      ({ words, kind }) => kind === 'text' && (words.has('price') || words.has('ownPrice')),
    );
    for (const column of parts.levels) {
      const cell = row.cells[column.index];
      const figure = cell?.figures[0];
      if (!cell || !figure || figure.isRange) continue;
      const unit = isPriceRow
        ? priceOfRow(around, row, column, figure)
        : (unitOfLevel(grid, around, row, column, figure, kinds) ??
          (kinds.includes('mass') ? unitFromSentences(column, columns, page) : undefined));
      if (!unit) continue;
      const period = periodOf(parts.periods.get(column), column, dates, moment);
      const shareOf = parts.sharesOf.get(column);
      const style = unit.kind === 'money' ? ACCOUNTS : column.signs;
      const printed = signOf(figure, style, grid.reader.language.code) * figure.low;
      const factor = figure.hasMultiplier && unit.factor > 1 ? 1 : unit.factor;
      found.push({
        row,
        column,
        figure,
        cell,
        value: roundDigits(printed * factor),
        unit,
        ...(period ? { period } : {}),
        isPrevious: column.when === 'previous',
        isForeseen: isForeseen(period, [...row.cells, column], page, grid.above),
        ...(shareOf ? { shareOf } : {}),
        ...statedChanges(grid, row, column, parts, printed, factor),
      });
    }
  }
  return isUndatedForecast ? foreseenOnly(found) : found;
}

const rowDates = (row: GridRow, columns: readonly Column[]): readonly DateMention[] => {
  const dated = row.cells.filter((cell, index) => cell.kind === 'date' || columns[index]?.measure === 'date');
  return [...dated.flatMap(({ dates }) => dates), ...(row.section?.dates ?? [])];
};

/** The period of a column and of a row together. */
function periodOf(
  ofColumn: string | undefined,
  column: Column,
  ofRow: readonly DateMention[],
  moment: Moment | undefined,
): string | undefined {
  const both =
    column.dates.length > 0 && ofRow.length > 0 ? cellPeriod(column.dates, ofRow, moment) : undefined;
  if (both) return both;
  const row = tablePeriod([ofRow], moment);
  if (row && column.isYtd) return yearToDate(row) ?? row;
  return ofColumn ?? row;
}

/** Units that hold for a whole table, the nearest first; percent only where it is all of shares. */
function unitsAround(
  grid: Grid,
  columns: readonly Column[],
  takesPercent: boolean,
): readonly (readonly UnitPhrase[])[] {
  return [
    grid.heads.flat().flatMap(({ units }) => units),
    columns.flatMap(({ money }) => money),
    ...grid.above.map(({ units }) => units),
    ...grid.below.map(({ units }) => units),
  ].map((units) => units.filter(({ kind }) => takesPercent || kind !== 'percent'));
}

/** The unit of a figure: printed with it, of its row, its column, its group, the other heads, the captions. */
function unitOfLevel(
  grid: Grid,
  around: readonly (readonly UnitPhrase[])[],
  row: GridRow,
  column: Column,
  { unit: own }: CellFigure,
  kinds: LevelUnits,
): UnitPhrase | undefined {
  if (own?.kind === 'percent') return kinds.includes('percent') ? own : undefined;
  const { measure } = column;
  const wanted = measure === 'quantity' ? ['mass'] : measure === 'worth' ? ['money'] : kinds;
  const ofRow = row.cells.flatMap((cell) => (cell.kind === 'figures' ? [] : cell.units));
  // where one row of accounts has a currency sign, the others of its column mean it
  const near = [own ? [own] : [], ofRow, column.units, row.section?.units ?? [], column.money];
  for (const [index, units] of [...near, ...around].entries()) {
    const isPercent = index < 3 && units.some(({ kind }) => kind === 'percent');
    if (isPercent && !kinds.includes('percent')) return undefined;
    const fitting = units.filter(({ kind }) => wanted.includes(kind));
    const [first] = fitting;
    if (!first) continue;
    if (!fitting.every((unit) => areSame(unit, first))) return undefined;
    const isPlainMoney = first.kind === 'money' && first.factor === 1;
    return isPlainMoney ? scaled(first, [row.section, column, ...grid.heads.flat(), ...grid.above]) : first;
  }
  return undefined;
}

/**
 * The unit of a column without one that has a figure which a sentence of the page states with its unit: "390,000
 * tonnes"; also the unit of the columns of other times beside it.
 */
function unitFromSentences(
  { text, measure, units }: Column,
  columns: readonly Column[],
  { masses }: TablePage,
): UnitPhrase | undefined {
  if (masses.size === 0 || measure === 'worth' || units.length > 0) return undefined;
  const timeless = (head: string): string => head.replace(/\d+/g, '');
  for (const { cells } of columns.filter((other) => timeless(other.text) === timeless(text)))
    for (const cell of cells) {
      const mass = cell?.figures.length === 1 ? masses.get(cell.figures[0]!.low) : undefined;
      if (mass) return { start: cell!.start, end: cell!.end, kind: 'mass', mass, factor: 1 };
    }
  return undefined;
}

/** The unit of a row that is called a price: "Realised price per kg" with a currency at its figures. */
function priceOfRow(
  around: readonly (readonly UnitPhrase[])[],
  row: GridRow,
  column: Column,
  { unit: own }: CellFigure,
): UnitPhrase | undefined {
  const ofRow = row.cells.flatMap((cell) => (cell.kind === 'figures' ? [] : cell.units));
  const near = [own ? [own] : [], ofRow, column.units, row.section?.units ?? [], column.money];
  // thousands over a table are thousands of its money, and not of its prices
  const plain = around.map((units) => units.filter(({ factor }) => factor === 1));
  const unit = own?.kind === 'percent' ? undefined : priceUnit([...near, ...plain]);
  return unit && { start: row.start, end: row.start, kind: 'price', ...unit };
}

const areSame = (a: UnitPhrase, b: UnitPhrase): boolean =>
  a.kind === b.kind && a.currency === b.currency && a.mass === b.mass && a.factor === b.factor;

/** "in thousands" somewhere around a table counts for its money. */
function scaled(
  unit: UnitPhrase,
  places: readonly (Pick<Meaning, 'words' | 'units'> | undefined)[],
): UnitPhrase {
  for (const place of places) {
    const scale = place?.words.get('scale')?.[0];
    if (scale) return { ...unit, factor: Number(scale) };
    const other = place?.units.find(
      ({ kind, factor, currency }) => kind === 'money' && factor > 1 && currency === unit.currency,
    );
    if (other) return { ...unit, factor: other.factor };
  }
  return unit;
}
