import type { DateMention } from '../dates.ts';
import type { Change, ChangeBasis } from '../observation.ts';
import { earlierPeriod, type Moment } from '../periods.ts';
import { roundDigits } from '../quantity.ts';
import type { Cell, Meaning } from './cell.ts';
import type { Column } from './columns.ts';
import { isClose, type TablePage } from './context.ts';
import type { CellFigure } from './figure.ts';
import type { Grid, GridRow } from './grid.ts';
import { signOf } from './sign.ts';
import {
  cellPeriod,
  endedPeriod,
  headingMoment,
  stepBetween,
  tablePeriod,
  yearToDate,
} from './table-period.ts';
import type { UnitPhrase } from './unit-phrase.ts';

/** A figure of a table with its unit, period and changes, before it is said whose it is. */
export interface Level {
  readonly row: GridRow;
  readonly column: Column;
  readonly figure: CellFigure;
  readonly cell: Cell;
  readonly value: number;
  readonly unit: UnitPhrase;
  readonly period?: string;
  readonly isYtd: boolean;
  readonly isPrevious: boolean;
  readonly changes: readonly Change[];
  /** Cells and figures of its changes. */
  readonly changeCells: readonly Cell[];
  readonly changeFigures: readonly CellFigure[];
}

/** Kinds of unit that a table is about, in the order in which a figure without a measure takes them. */
export type LevelUnits = readonly UnitPhrase['kind'][];

const NOT_LEVELS: ReadonlySet<string> = new Set([
  'label',
  'spec',
  'unit',
  'date',
  'aside',
  'change',
  'unitValue',
  'over',
  'share',
  'price',
  'low',
  'high',
  'range',
  'mean',
]);

/** The columns that hold figures, and the changes that belong to each. */
export interface LevelColumns {
  readonly levels: readonly Column[];
  readonly changesOf: ReadonlyMap<Column, readonly Column[]>;
  /** Columns beside a level that hold the same at an earlier time. */
  readonly earlierOf: ReadonlyMap<Column, readonly Column[]>;
}

/** Parts columns into blocks of levels with the changes after them. */
export function levelColumns(
  grid: Grid,
  columns: readonly Column[],
  page: TablePage,
  share = false,
): LevelColumns {
  const levels: Column[] = [];
  const changesOf = new Map<Column, Column[]>();
  const earlierOf = new Map<Column, Column[]>();
  let block: Column[] = [];
  let isClosed = false;
  for (const column of columns) {
    const isFigures = column.figures > 0 || column.counts.has('nothing') || column.counts.has('flat');
    if (!isFigures || column.index === 0) continue;
    if (isChangeColumn(column)) {
      isClosed = true;
      const target = targetOf(block, column, grid, page);
      if (target) changesOf.set(target, [...(changesOf.get(target) ?? []), column]);
      continue;
    }
    const isLevel =
      column.measure === undefined ||
      !NOT_LEVELS.has(column.measure) ||
      (share && column.measure === 'share');
    if (!isLevel || column.figures === 0) continue;
    if (isClosed) {
      block = [];
      isClosed = false;
    }
    for (const other of block) {
      if (other.measure !== column.measure || other.isYtd !== column.isYtd) continue;
      earlierOf.set(other, [...(earlierOf.get(other) ?? []), column]);
      earlierOf.set(column, [...(earlierOf.get(column) ?? []), other]);
    }
    block.push(column);
    levels.push(column);
  }
  return { levels, changesOf, earlierOf };
}

function isChangeColumn(column: Column): boolean {
  return column.measure === 'change';
}

function targetOf(block: readonly Column[], change: Column, grid: Grid, page: TablePage): Column | undefined {
  const fitting = block.filter((column) => change.of === undefined || column.measure === change.of);
  const ofTime = fitting.filter((column) => column.isYtd === change.isYtd);
  const measures = new Set(fitting.map(({ measure }) => measure));
  // one change behind amounts and values: of which it is, is not said
  if (measures.has('quantity') && measures.has('worth')) return undefined;
  const candidates = (ofTime.length > 0 ? ofTime : change.isYtd ? [] : fitting).filter(
    ({ when }) => when !== 'previous',
  );
  if (candidates.length < 2) return candidates[0];
  const periods = candidates.map((column) => periodOfColumn(column, grid, page) ?? '');
  if (new Set(periods).size < candidates.length) return candidates.at(-1);
  const latest = [...periods].sort().at(-1)!;
  return candidates[periods.indexOf(latest)];
}

/** The period of a column from its heads; nothing where they do not say. */
export function periodOfColumn(column: Column, grid: Grid, page: TablePage): string | undefined {
  const ended = endedPeriod(column.text, column.dates) ?? endedUnderCaption(column, grid);
  if (ended) return ended;
  const own = tablePeriod([column.dates], headingMoment(grid.above, page.published));
  if (own) return column.isYtd ? (yearToDate(own) ?? own) : own;
  const base = captionPeriod(grid, page);
  if (!base) return undefined;
  if (column.when === 'previous') {
    const basis = column.basis ?? 'yoy';
    return basis === 'prev' ? undefined : earlierPeriod(base, basis);
  }
  return column.isYtd ? yearToDate(base) : undefined;
}

/** "Three months ended June 30," in a line of its own over columns of years. */
function endedUnderCaption(column: Column, grid: Grid): string | undefined {
  if (column.dates.length !== 1 || column.dates[0]!.grain !== 'year') return undefined;
  const corners = grid.heads.flatMap((cells) => cells[0] ?? []);
  for (const { text, dates } of [...corners, ...grid.above.slice(0, 3)]) {
    const ended = endedPeriod(text, [...dates.filter(({ year }) => year === undefined), column.dates[0]!]);
    if (ended) return ended;
  }
  return undefined;
}

/** The period that the heading of a table names, else the one that the page is about. */
export function captionPeriod(grid: Grid, page: TablePage): string | undefined {
  const section = grid.rows[0]?.section;
  return (
    tablePeriod(
      [...(section ? [section] : []), ...grid.above].map(({ dates }) =>
        dates.filter(({ grain }) => grain !== 'relative' && grain !== 'day'),
      ),
      page.published,
    ) ?? page.topicMonth
  );
}

/** All figures of the level columns of a table whose unit is known. */
export function readLevels(
  grid: Grid,
  columns: readonly Column[],
  page: TablePage,
  kinds: LevelUnits,
  fallbackPeriod: string | undefined,
): Level[] {
  const parts = levelColumns(grid, columns, page, kinds.includes('percent'));
  const found: Level[] = [];
  const moment = headingMoment(grid.above, page.published);
  for (const row of grid.rows) {
    const dates = rowDates(row, columns);
    const rowPeriod = tablePeriod([dates], moment);
    for (const column of parts.levels) {
      const cell = row.cells[column.index];
      const figure = cell?.figures[0];
      if (!cell || !figure || figure.isRange) continue;
      const unit = unitOfLevel(grid, row, column, cell, kinds);
      if (!unit) continue;
      const ofColumn = periodOfColumn(column, grid, page);
      const period = joined(ofColumn, rowPeriod, column, dates, moment) ?? fallbackPeriod;
      const sign = signOf(figure, unit.kind === 'money' ? [] : column.cells, grid.reader.language.code);
      const factor = figure.hasMultiplier && unit.factor > 1 ? 1 : unit.factor;
      const value = roundDigits(sign * figure.low * factor);
      const earlier = earlierValue(parts, row, column);
      const changes = changesOf(
        parts.changesOf.get(column) ?? [],
        row,
        grid,
        page,
        column,
        value,
        factor,
        earlier,
      );
      found.push({
        row,
        column,
        figure,
        cell,
        value,
        unit,
        ...(period ? { period } : {}),
        isYtd: column.isYtd,
        isPrevious: column.when === 'previous',
        ...changes,
      });
    }
  }
  return found;
}

const rowDates = (row: GridRow, columns: readonly Column[]): readonly DateMention[] => {
  const dated = row.cells.filter((cell, index) => cell.kind === 'date' || columns[index]?.measure === 'date');
  return [...dated.flatMap(({ dates }) => dates), ...(row.section?.dates ?? [])];
};

/** The period of a column and of a row together. */
function joined(
  ofColumn: string | undefined,
  ofRow: string | undefined,
  column: Column,
  rowDates: readonly DateMention[],
  moment: Moment | undefined,
): string | undefined {
  if (column.dates.length > 0 && rowDates.length > 0) {
    const both = cellPeriod(column.dates, rowDates, moment);
    if (both) return both;
  }
  if (ofRow && column.isYtd) return yearToDate(ofRow) ?? ofRow;
  return ofColumn ?? ofRow;
}

/** The unit of a figure: printed with it, of its row, its column, its group, the other heads, the captions. */
function unitOfLevel(
  grid: Grid,
  row: GridRow,
  column: Column,
  cell: Cell,
  kinds: LevelUnits,
): UnitPhrase | undefined {
  const wanted: LevelUnits =
    column.measure === 'quantity'
      ? kinds.filter((kind) => kind === 'mass')
      : column.measure === 'worth'
        ? kinds.filter((kind) => kind === 'money')
        : kinds;
  const own = cell.figures[0]!.unit;
  if (own?.kind === 'percent') return kinds.includes('percent') ? own : undefined;
  const labels = row.cells.filter((each) => each.kind !== 'figures');
  const places: readonly (readonly UnitPhrase[])[] = [
    own ? [own] : [],
    labels.flatMap(({ units }) => units),
    column.units,
    row.section?.units ?? [],
    ...[
      grid.heads.flat().flatMap(({ units }) => units),
      figureUnits(column.cells),
      tableUnits(grid),
      ...grid.above.map(({ units }) => units),
      ...grid.below.map(({ units }) => units),
    ].map((units) => units.filter(({ kind }) => kind !== 'percent')),
  ];
  for (const [index, units] of places.entries()) {
    if (units.some(({ kind }) => kind === 'percent') && index < 3 && !kinds.includes('percent'))
      return undefined;
    const fitting = units.filter(({ kind }) => wanted.includes(kind));
    if (fitting.length === 0) continue;
    const first = fitting[0]!;
    const isOne = fitting.every(
      (unit) =>
        unit.kind === first.kind &&
        unit.currency === first.currency &&
        unit.mass === first.mass &&
        unit.factor === first.factor,
    );
    if (!isOne) return undefined;
    return first.kind === 'money' && first.factor === 1
      ? scaled(first, [row.section, column, ...grid.heads.flat(), ...grid.above])
      : first;
  }
  return undefined;
}

/** Units printed with figures: where one row of accounts has a currency sign, the others mean it. */
const figureUnits = (cells: readonly (Cell | undefined)[]): UnitPhrase[] =>
  cells
    .flatMap((cell) => (cell?.figures ?? []).flatMap(({ unit }) => unit ?? []))
    .filter(({ kind }) => kind === 'money');

const tableUnits = (grid: Grid): UnitPhrase[] => grid.rows.flatMap(({ cells }) => figureUnits(cells));

/** "in thousands" somewhere around a table counts for its money. */
function scaled(
  unit: UnitPhrase,
  places: readonly (Pick<Meaning, 'words' | 'units'> | undefined)[],
): UnitPhrase {
  for (const place of places) {
    const scale = place?.words.get('scale')?.[0];
    if (scale) return { ...unit, factor: Number(scale) };
    const other = place?.units.find(
      (each) => each.kind === 'money' && each.factor > 1 && each.currency === unit.currency,
    );
    if (other) return { ...unit, factor: other.factor };
  }
  return unit;
}

interface Earlier {
  readonly value: number;
  readonly column: Column;
}

/** The same figure at another time in the same row, as printed. */
function earlierValue({ earlierOf }: LevelColumns, row: GridRow, column: Column): Earlier[] {
  return (earlierOf.get(column) ?? []).flatMap((other) => {
    const figure = row.cells[other.index]?.figures[0];
    return figure && !figure.isRange
      ? [{ value: figure.isBracketed || figure.sign < 0 ? -figure.low : figure.low, column: other }]
      : [];
  });
}

function changesOf(
  changeColumns: readonly Column[],
  row: GridRow,
  grid: Grid,
  page: TablePage,
  level: Column,
  value: number,
  factor: number,
  earlier: readonly Earlier[],
): Pick<Level, 'changes' | 'changeCells' | 'changeFigures'> {
  const changes: Change[] = [];
  const changeCells: Cell[] = [];
  const changeFigures: CellFigure[] = [];
  for (const column of changeColumns) {
    const cell = row.cells[column.index];
    if (!cell) continue;
    const compared = earlier.find(
      (other) =>
        stepBetween(periodOfColumn(level, grid, page), periodOfColumn(other.column, grid, page)) !==
        undefined,
    );
    const basis =
      column.basis ??
      (compared
        ? stepBetween(periodOfColumn(level, grid, page), periodOfColumn(compared.column, grid, page))!
        : captionBasis(grid, row));
    const before =
      earlier.find(
        (other) =>
          stepBetween(periodOfColumn(level, grid, page), periodOfColumn(other.column, grid, page)) === basis,
      ) ?? earlier.find((other) => other.column.when === 'previous');
    if (cell.kind === 'flat') {
      changes.push({ basis, value: 0, unit: 'pct' });
      changeCells.push(cell);
      continue;
    }
    for (const figure of cell.figures) {
      if (figure.isRange) continue;
      const change = levelChange(figure, column, basis, grid, value, factor, before?.value);
      if (!change || changes.some((other) => other.basis === basis && other.unit === change.unit)) continue;
      changes.push(change);
      changeCells.push(cell);
      changeFigures.push(figure);
    }
  }
  return { changes, changeCells, changeFigures };
}

const captionBasis = (grid: Grid, row: GridRow): ChangeBasis => {
  for (const meaning of [row.section, ...grid.above]) {
    const basis = meaning?.words.get('basis')?.[0];
    if (basis) return basis as ChangeBasis;
  }
  return 'prev';
};

/** How far a percentage may be from the one that two printed figures give: they are rounded. */
const PERCENT_TOLERANCE = 0.03;
/** A ratio to last year is written without sign around 100. */
const RATIO_LANGUAGES: ReadonlySet<string> = new Set(['ja', 'ko']);

/** A change of a level as its head says it, held against the earlier figure where that stands beside it. */
function levelChange(
  figure: CellFigure,
  column: Column,
  basis: ChangeBasis,
  grid: Grid,
  value: number,
  factor: number,
  before: number | undefined,
): Change | undefined {
  const { code } = grid.reader.language;
  const sign = signOf(figure, column.cells, code);
  const printed = roundDigits(sign * figure.low);
  const now = value / factor;
  const expected = before ? ((now - before) / Math.abs(before)) * 100 : undefined;
  const isStatedPercent = figure.unit?.kind === 'percent' || column.isPercent;
  if (isRatio(column, code)) {
    if (expected === undefined || !isNear(printed - 100, expected)) return undefined;
    return { basis, value: roundDigits(printed - 100), unit: 'pct' };
  }
  if (figure.unit?.kind === 'mass' || figure.unit?.kind === 'money')
    return { basis, value: roundDigits(printed * factor), unit: 'abs' };
  const isDifference = before !== undefined && isClose(now - before, printed, 0.01);
  if (isStatedPercent || (column.basis !== undefined && !isDifference)) {
    // growth of a loss and the like is printed as it is; only what flatly contradicts the figures is left out
    if (expected !== undefined && before! > 0 && now > 0 && !isNear(printed, expected)) return undefined;
    return { basis, value: printed, unit: 'pct' };
  }
  if (isDifference) return { basis, value: roundDigits(printed * factor), unit: 'abs' };
  if (expected !== undefined && isNear(printed, expected)) return { basis, value: printed, unit: 'pct' };
  return undefined;
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 0.6 || isClose(a, b, PERCENT_TOLERANCE);

/** 105.3 under 前年比 is 5.3% more: unsigned, around 100, and nothing negative in the column. */
function isRatio(column: Column, code: string): boolean {
  if (!RATIO_LANGUAGES.has(code)) return false;
  const figures = column.cells.flatMap((cell) => cell?.figures ?? []);
  if (figures.length === 0 || figures.some(({ sign, isBracketed }) => sign !== 0 || isBracketed))
    return false;
  return figures.filter(({ low }) => low >= 50 && low <= 300).length * 2 > figures.length;
}
