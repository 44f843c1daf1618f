import type { Change, ChangeBasis } from '../observation.ts';
import { roundDigits } from '../quantity.ts';
import type { Cell } from './cell.ts';
import type { Column } from './columns.ts';
import { isClose } from './context.ts';
import type { CellFigure } from './figure.ts';
import type { Grid, GridRow } from './grid.ts';
import type { LevelColumns } from './level-columns.ts';
import { signOf } from './sign.ts';
import { stepBetween } from './table-period.ts';

/** The changes that a row states for one of its figures, with where they stand. */
export interface StatedChanges {
  readonly changes: readonly Change[];
  readonly changeCells: readonly Cell[];
  readonly changeFigures: readonly CellFigure[];
}

/** The same figure at another time in the same row, as printed, and what it is to this one. */
interface Earlier {
  readonly value: number;
  readonly basis: ChangeBasis | undefined;
  readonly isPrevious: boolean;
}

/** How far a percentage may be from the one that two printed figures give: they are rounded. */
const PERCENT_TOLERANCE = 0.03;
const POINTS_TOLERANCE = 0.6;
/** Languages in which a ratio to last year is written without sign, around 100. */
const RATIO_LANGUAGES: ReadonlySet<string> = new Set(['ja', 'ko']);

/** @param now the figure as printed, with its sign @param factor what it was multiplied with */
export function statedChanges(
  grid: Grid,
  row: GridRow,
  level: Column,
  columns: LevelColumns,
  now: number,
  factor: number,
): StatedChanges {
  const changes: Change[] = [];
  const changeCells: Cell[] = [];
  const changeFigures: CellFigure[] = [];
  const earlier = earlierFigures(row, level, columns);
  for (const column of columns.changesOf.get(level) ?? []) {
    const cell = row.cells[column.index];
    if (!cell) continue;
    const basis =
      column.basis ?? earlier.find((other) => other.basis !== undefined)?.basis ?? captionBasis(grid, row);
    const before =
      earlier.find((other) => other.basis === basis) ?? earlier.find(({ isPrevious }) => isPrevious);
    if (cell.kind === 'flat') {
      changes.push({ basis, value: 0, unit: 'pct' });
      changeCells.push(cell);
    }
    for (const figure of cell.figures) {
      const change = changeOf(figure, column, basis, grid, now, factor, before?.value);
      if (!change || changes.some((other) => other.basis === basis && other.unit === change.unit)) continue;
      changes.push(change);
      changeCells.push(cell);
      changeFigures.push(figure);
    }
  }
  return { changes, changeCells, changeFigures };
}

function earlierFigures(row: GridRow, level: Column, { siblingsOf, periods }: LevelColumns): Earlier[] {
  return (siblingsOf.get(level) ?? []).flatMap((column) => {
    const figure = row.cells[column.index]?.figures[0];
    if (!figure || figure.isRange) return [];
    const value = figure.isBracketed || figure.sign < 0 ? -figure.low : figure.low;
    const basis = stepBetween(periods.get(level), periods.get(column));
    return [{ value, basis, isPrevious: column.when === 'previous' }];
  });
}

function captionBasis(grid: Grid, row: GridRow): ChangeBasis {
  for (const meaning of [row.section, ...grid.above]) {
    const basis = meaning?.words.get('basis')?.[0];
    if (basis) return basis as ChangeBasis;
  }
  return 'prev';
}

/** A change as its head says it, held against the earlier figure where that stands beside it. */
function changeOf(
  figure: CellFigure,
  column: Column,
  basis: ChangeBasis,
  grid: Grid,
  now: number,
  factor: number,
  before: number | undefined,
): Change | undefined {
  if (figure.isRange) return undefined;
  const { code } = grid.reader.language;
  const printed = roundDigits(signOf(figure, column.signs, code) * figure.low);
  const expected = before ? ((now - before) / Math.abs(before)) * 100 : undefined;
  if (isRatio(column, code)) {
    if (expected === undefined ? !isPlainRatio(column) : !isNear(printed - 100, expected)) return undefined;
    return { basis, value: roundDigits(printed - 100), unit: 'pct' };
  }
  const isAmount = figure.unit?.kind === 'mass' || figure.unit?.kind === 'money';
  const isDifference = before !== undefined && isClose(now - before, printed, 0.01);
  if (isAmount) return { basis, value: roundDigits(printed * factor), unit: 'abs' };
  const isPercent = figure.unit?.kind === 'percent' || column.isPercent;
  if (isPercent || (column.basis !== undefined && !isDifference)) {
    // growth of a loss is printed in many ways; between profits only what the figures bear out is taken
    const isPlain = expected !== undefined && before! > 0 && now > 0;
    return isPlain && !isNear(printed, expected) ? undefined : { basis, value: printed, unit: 'pct' };
  }
  if (isDifference) return { basis, value: roundDigits(printed * factor), unit: 'abs' };
  if (expected !== undefined && isNear(printed, expected)) return { basis, value: printed, unit: 'pct' };
  return undefined;
}

const isNear = (a: number, b: number): boolean =>
  Math.abs(a - b) <= POINTS_TOLERANCE || isClose(a, b, PERCENT_TOLERANCE);

/** 105.3 under 前年比 is 5.3% more: unsigned, around 100, and nothing negative in the column. */
function isRatio({ signs, signed, cells, figures }: Column, code: string): boolean {
  if (!RATIO_LANGUAGES.has(code) || signed > 0 || signs.hasFallingTriangle || figures === 0) return false;
  const around = cells.filter((cell) => {
    const value = cell?.figures[0]?.low ?? 0;
    return value >= 50 && value <= 300;
  });
  return around.length * 2 > figures;
}

/** Without the earlier figures: several ratios on both sides of 100, under a head of one month or year against another. */
function isPlainRatio({ cells, basis, of }: Column): boolean {
  const values = cells.flatMap((cell) => cell?.figures[0]?.low ?? []);
  return (
    basis !== undefined &&
    of === undefined &&
    values.length >= 3 &&
    values.some((value) => value < 100) &&
    values.some((value) => value >= 100)
  );
}
