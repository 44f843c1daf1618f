import type { Cell } from './cell.ts';
import type { CellFigure } from './figure.ts';
import type { GridRow } from './grid.ts';
import type { PriceRole } from './price-columns.ts';
import type { Quote } from './price-quotes.ts';

/** How far apart the ends of one quotation may be. */
const LARGEST_SPREAD = 3;
const LARGEST_PAIR = 1.25;
/** A mean may be rounded beyond the ends. */
const MEAN_TOLERANCE = 0.002;

/** The price of a row, as printed. */
export interface Ends {
  readonly low: number;
  readonly high: number;
  readonly figures: readonly CellFigure[];
  readonly cells: readonly Cell[];
  readonly hasMultiplier: boolean;
  /** A change printed in the cell of the price itself. */
  readonly inline: readonly CellFigure[];
}

/** The price that a row states in the columns of a quote; nothing where low, mean and high are not in order. */
export function endsOf(quote: Quote, row: GridRow): Ends | undefined {
  const cellIn = (role: PriceRole): Cell | undefined => {
    const column = quote.levels.get(role);
    const cell = column && row.cells[column.index];
    return cell && cell.figures.length > 0 ? cell : undefined;
  };
  const [lowCell, highCell, meanCell] = [cellIn('low'), cellIn('high'), cellIn('mean')];
  const mean = meanCell?.figures[0];
  let ends: { low: number; high: number; figures: CellFigure[]; cells: Cell[] } | undefined;
  if (lowCell && highCell) {
    const [a, b] = [lowCell.figures[0]!, highCell.figures[0]!];
    ends = { low: a.low, high: b.high, figures: [a, b], cells: [lowCell, highCell] };
  } else if (
    (lowCell || highCell || quote.levels.has('low') !== quote.levels.has('high')) &&
    !cellIn('range')
  ) {
    // one end without the other: its column was lost, or its cell
    return undefined;
  } else {
    const cell = cellIn('range') ?? cellIn('price') ?? meanCell;
    if (!cell) return undefined;
    const pair = pairIn(cell);
    const first = cell.figures[0]!;
    ends = pair
      ? { low: pair[0].low, high: pair[1].high, figures: [...pair], cells: [cell] }
      : { low: first.low, high: first.high, figures: [first], cells: [cell] };
  }
  const used = new Set(ends.figures);
  if (ends.figures.some((figure) => figure.sign < 0 || figure.unit?.kind === 'percent')) return undefined;
  if (!(ends.low > 0) || ends.low > ends.high || ends.high > ends.low * LARGEST_SPREAD) return undefined;
  if (
    mean &&
    !used.has(mean) &&
    (mean.low < ends.low * (1 - MEAN_TOLERANCE) || mean.high > ends.high * (1 + MEAN_TOLERANCE))
  )
    return undefined;
  return {
    ...ends,
    hasMultiplier: ends.figures.some(({ hasMultiplier }) => hasMultiplier),
    inline: ends.cells
      .flatMap((cell) => cell.figures)
      .filter((figure) => !used.has(figure) && figure.sign !== 0),
  };
}

/** "560,000/565,000" in one cell is a range. */
function pairIn(cell: Cell): readonly [CellFigure, CellFigure] | undefined {
  const [a, b] = cell.figures;
  if (
    !a ||
    !b ||
    cell.figures.length !== 2 ||
    a.isRange ||
    b.isRange ||
    a.sign !== 0 ||
    b.sign !== 0 ||
    b.isBracketed
  )
    return undefined;
  return a.low <= b.low && b.low <= a.low * LARGEST_PAIR && a.unit?.currency === b.unit?.currency
    ? [a, b]
    : undefined;
}
