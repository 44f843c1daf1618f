import type { Change, ChangeBasis } from '../observation.ts';
import { roundDigits } from '../quantity.ts';
import type { Cell } from './cell.ts';
import type { Column } from './columns.ts';
import { isClose } from './context.ts';
import type { CellFigure } from './figure.ts';
import { LARGEST_STEP } from './price-columns.ts';
import type { Ends } from './price-ends.ts';
import { captionBasis, type RowContext } from './price-row.ts';
import { type SignStyle, signOf } from './sign.ts';
import { stepBetween } from './table-period.ts';
import type { PriceUnit } from './unit-choice.ts';

/** An amount smaller than this share of the price was meant as something else, such as percent. */
const SMALLEST_STEP = 2e-5;
/** Percentages in a column without a percent sign are below this. */
const LARGEST_PERCENT = 60;

const LEAST_PURITY = 80;

/** Changes with where they stand. */
export interface Stated {
  readonly changes: Change[];
  readonly figures: CellFigure[];
  readonly cells: Cell[];
}

/** The changes that a row states for a price; one that cannot be its change is left out. */
export function statedChanges(
  context: RowContext,
  ends: Ends,
  cells: readonly { readonly column: Column; readonly cell: Cell }[],
  scale: number,
  unit: PriceUnit,
): Stated {
  const changes: Change[] = [];
  const figures: CellFigure[] = [];
  const used: Cell[] = [];
  const level = ((ends.low + ends.high) / 2) * scale;
  const put = (change: Change, figure: CellFigure | undefined, cell: Cell): void => {
    if (changes.some((other) => other.basis === change.basis && other.unit === change.unit)) return;
    changes.push(change.value === 0 ? { ...change, value: 0 } : change);
    if (figure) figures.push(figure);
    if (!used.includes(cell)) used.push(cell);
  };
  for (const { column, cell } of cells) {
    const basis = basisOf(context, column);
    if (cell.kind === 'flat')
      put({ basis, value: 0, unit: column.isPercent ? 'pct' : 'abs' }, undefined, cell);
    for (const figure of cell.figures) {
      const change = changeOf(figure, column, basis, level, scale, unit, context);
      if (change) put(change, figure, cell);
    }
  }
  for (const figure of ends.inline) {
    const change = changeOf(figure, undefined, basisOf(context, undefined), level, scale, unit, context);
    if (change) put(change, figure, ends.cells[0]!);
  }
  return agree(changes, level) ? { changes, figures, cells: used } : { changes: [], figures: [], cells: [] };
}

/** A change in brackets behind its price: the brackets are no sign. */
const INLINE: SignStyle = { areBracketsMinus: false, hasFallingTriangle: false };

function changeOf(
  figure: CellFigure,
  column: Column | undefined,
  basis: ChangeBasis,
  level: number,
  scale: number,
  unit: PriceUnit,
  context: RowContext,
): Change | undefined {
  const sign = signOf(figure, column?.signs ?? INLINE, context.grid.reader.language.code);
  const printed = figure.low;
  if (figure.isRange) return undefined;
  const isPercent =
    figure.unit?.kind === 'percent' ||
    (column?.isPercent && figure.unit === undefined && printed < LARGEST_PERCENT);
  // "99.5%" without a sign is a purity
  if (isPercent)
    return figure.sign === 0 && printed >= LEAST_PURITY
      ? undefined
      : { basis, value: roundDigits(sign * printed), unit: 'pct' };
  const own = figure.unit ?? column?.units.find(({ kind }) => kind === 'price' || kind === 'money');
  if (own && own.mass !== undefined && own.mass !== unit.mass) return undefined;
  const factors = figure.hasMultiplier ? [1] : own && own.kind !== 'mass' ? [own.factor, scale] : [scale, 1];
  for (const factor of factors) {
    const value = roundDigits(sign * printed * factor);
    const size = Math.abs(value);
    if (size <= level * LARGEST_STEP && (size === 0 || size >= level * SMALLEST_STEP))
      return { basis, value, unit: 'abs' };
  }
  return undefined;
}

/** Amount and percent of one change must tell the same story. */
function agree(changes: readonly Change[], level: number): boolean {
  for (const abs of changes) {
    if (abs.unit !== 'abs' || !abs.value) continue;
    for (const pct of changes) {
      if (pct.unit !== 'pct' || pct.basis !== abs.basis || pct.value === undefined) continue;
      const expected = (abs.value / (level - abs.value)) * 100;
      if (Math.sign(expected) !== Math.sign(pct.value) && Math.abs(expected) > 0.06) return false;
      if (!isClose(expected, pct.value, 0.25) && Math.abs(expected - pct.value) > 0.15) return false;
    }
  }
  return true;
}

function basisOf({ grid, row, page, columns, quotes }: RowContext, column: Column | undefined): ChangeBasis {
  if (column?.basis) return column.basis;
  const periods = [...new Set(quotes.map(({ period }) => period))].filter((period) => period !== '').sort();
  const between = stepBetween(periods.at(-1), periods.at(-2));
  if (between) return between;
  const before = columns.filter(({ when, basis }) => when === 'previous' && basis !== undefined);
  if (before.length === 1) return before[0]!.basis!;
  return captionBasis(grid, row, page);
}
