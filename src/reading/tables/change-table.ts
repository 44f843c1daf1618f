import type { Draft } from '../draft.ts';
import type { Change, ChangeBasis } from '../observation.ts';
import { roundDigits } from '../quantity.ts';
import type { Cell, Meaning } from './cell.ts';
import type { Column } from './columns.ts';
import { type GridReading, NOTHING_READ, quantityOf, quoteSpan, type TablePage } from './context.ts';
import type { CellFigure } from './figure.ts';
import type { Grid, GridRow } from './grid.ts';
import { labelsOf, type RowLabel } from './labels.ts';
import { captionBasis, periodOfRow } from './price-row.ts';
import { signOf } from './sign.ts';
import { headingMoment } from './table-period.ts';
import { type PriceUnit, priceUnit } from './unit-choice.ts';

/** Percentages are below this; more is no change of a price. */
const LARGEST_PERCENT = 60;

/** Whether a table gives changes of prices and no prices: all of its figures are changes, as heads or captions say. */
export function isChangeTable(grid: Grid, columns: readonly Column[]): boolean {
  const filled = columns.filter(({ figures, measure }) => figures > 0 && measure !== 'spec');
  if (filled.length === 0) return false;
  const around = [...grid.heads.flat(), ...grid.above.slice(0, 2)];
  const places = [
    ...around,
    ...grid.rows.flatMap(({ section, cells }) => [...(section ? [section] : []), ...cells]),
  ];
  if (!places.some(saysPrice) || around.some(({ words }) => words.has('flow'))) return false;
  const isCaptioned = grid.above.slice(0, 2).some(saysChange);
  return filled.every(
    ({ measure, isSilent, signed }) =>
      measure === 'change' || (isSilent && isCaptioned && signed > 0 && filled.length === 1),
  );
}

const saysPrice = ({ roles, words, units }: Meaning): boolean =>
  roles.has('price') || words.has('price') || units.some(({ kind }) => kind === 'price');

const saysChange = ({ roles, words, rhythm }: Meaning): boolean =>
  roles.has('change') || roles.has('changePct') || words.has('basis') || rhythm !== undefined;

/** Reads how prices of goods changed, where the prices themselves are not given. */
export function readChangeTable(grid: Grid, columns: readonly Column[], page: TablePage): GridReading {
  const labels = labelsOf(grid, columns);
  const units = [...grid.heads.flat(), ...grid.above].map((place) => place.units);
  const isPercentTable = units
    .slice(0, grid.heads.flat().length + 2)
    .flat()
    .some(({ kind }) => kind === 'percent');
  const drafts = grid.rows.flatMap((row, index) => {
    const label = labels[index]!;
    return label.subject && !label.isOther
      ? (draftOf(grid, row, label, columns, page, isPercentTable, priceUnit(units)) ?? [])
      : [];
  });
  return drafts.length > 0 ? { drafts, reasons: new Map() } : NOTHING_READ;
}

function draftOf(
  grid: Grid,
  row: GridRow,
  label: RowLabel,
  columns: readonly Column[],
  page: TablePage,
  isPercentTable: boolean,
  unit: PriceUnit | undefined,
): Draft | undefined {
  const change: Change[] = [];
  const used: Cell[] = [];
  const figures: CellFigure[] = [];
  for (const column of columns) {
    const cell = row.cells[column.index];
    if (!cell || column.measure === 'spec' || (cell.figures.length !== 1 && cell.kind !== 'flat')) continue;
    const basis = column.basis ?? captionBasis(grid, row, page);
    const isPercent =
      column.isPercent || (isPercentTable && !column.units.some(({ kind }) => kind === 'price'));
    const [figure] = cell.figures;
    const stated = figure
      ? changeOf(figure, column, basis, isPercent, unit, grid.reader.language.code)
      : { basis, value: 0, unit: isPercent || !unit ? ('pct' as const) : ('abs' as const) };
    if (!stated || change.some((other) => other.basis === basis && other.unit === stated.unit)) continue;
    change.push(stated);
    used.push(cell);
    if (figure) figures.push(figure);
  }
  if (change.length === 0) return undefined;
  const period = periodOfRow(grid, row, page, headingMoment(grid.above, page.published));
  const isAmount = change.some(({ unit: kind }) => kind === 'abs');
  return {
    kind: 'price',
    subject: label.subject!,
    ...(isAmount && unit
      ? { unit: `${unit.currency === '$' ? page.dollar : unit.currency}/${unit.mass}` }
      : {}),
    ...(period ? { period } : {}),
    ...(isAmount && unit?.currency === 'CNY' ? { place: 'CN' } : {}),
    change,
    ...quoteSpan(label.cell ?? row.cells[0], used),
    read_by: `table/${grid.layout}/price-change`,
    passage: -1,
    figures: figures.map(quantityOf),
  };
}

function changeOf(
  figure: CellFigure,
  column: Column,
  basis: ChangeBasis,
  isPercent: boolean,
  unit: PriceUnit | undefined,
  language: string,
): Change | undefined {
  if (figure.isRange) return undefined;
  const printed = signOf(figure, column.signs, language) * figure.low;
  if (figure.unit?.kind === 'percent' || isPercent)
    return figure.low < LARGEST_PERCENT ? { basis, value: roundDigits(printed), unit: 'pct' } : undefined;
  // without the price nothing tells an amount from another figure but its sign
  if (!unit || (figure.sign === 0 && figure.low !== 0)) return undefined;
  return { basis, value: roundDigits(printed * unit.factor), unit: 'abs' };
}
