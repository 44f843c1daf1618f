import type { ChangeBasis, Observation } from '../observation.ts';
import type { Moment } from '../periods.ts';
import type { Cell, Meaning } from './cell.ts';
import type { Column } from './columns.ts';
import type { TablePage } from './context.ts';
import type { Grid, GridRow } from './grid.ts';
import type { RowLabel } from './labels.ts';
import type { Quote } from './price-quotes.ts';
import { cellPeriod, tablePeriod } from './table-period.ts';
import { type PriceUnit, priceUnit } from './unit-choice.ts';
import type { UnitPhrase } from './unit-phrase.ts';

/** A row of a price table and all that it is read against. */
export interface RowContext {
  readonly grid: Grid;
  readonly columns: readonly Column[];
  readonly row: GridRow;
  readonly label: RowLabel;
  readonly page: TablePage;
  /** The one good that the heading names, for tables of days. */
  readonly common: string | undefined;
  readonly moment: Moment | undefined;
  readonly quotes: readonly Quote[];
}

/** The unit of a price: printed with it, of its row, its column, its group, other heads, captions. */
export function unitOf(context: RowContext, cell: Cell, levels: readonly Column[]): PriceUnit | undefined {
  const { grid, row, columns, label, page } = context;
  const own = cell.figures.flatMap(({ unit }) => (unit ? [unit] : []));
  const rowUnits = row.cells.flatMap((each, index) =>
    each.kind === 'unit' || columns[index]?.measure === 'unit'
      ? each.units
      : each === label.cell
        ? each.units
        : [],
  );
  const headUnits = levels.flatMap(({ units }) => units);
  const otherHeads = withoutPercent(grid.heads.flat().flatMap(({ units }) => units));
  const besides = withoutPercent(
    row.cells.flatMap(({ figures }) => figures.flatMap(({ unit }) => unit ?? [])),
  ).filter(({ kind }) => kind === 'price');
  const places: (readonly UnitPhrase[])[] = [
    own,
    rowUnits,
    headUnits,
    besides,
    row.section?.units ?? [],
    otherHeads,
  ];
  for (const meaning of [...grid.above, ...grid.below]) places.push(meaning.units);
  // a table that says only how much a price is for is in the money of the page's other prices
  if (page.priceCurrency)
    places.push([
      { start: row.start, end: row.start, kind: 'money', currency: page.priceCurrency, factor: 1 },
    ]);
  return priceUnit(places);
}

const withoutPercent = (units: readonly UnitPhrase[]): readonly UnitPhrase[] =>
  units.filter(({ kind }) => kind === 'price' || kind === 'money' || kind === 'mass');

/** When a price is of: of its column and row, of the captions, else of the page. */
export function periodOfQuote(
  { grid, row, page, columns, moment }: RowContext,
  levels: readonly Column[],
  quote: Quote,
): string | undefined {
  const rowDates = row.cells
    .filter((cell, index) => cell.kind === 'date' || columns[index]?.measure === 'date')
    .flatMap(({ dates }) => dates);
  const own = cellPeriod(
    levels.flatMap(({ dates }) => dates),
    rowDates,
    moment,
  );
  return own ?? (quote.isPrevious ? undefined : periodOfRow(grid, row, page, moment));
}

/** The period that the lines over a row name, else that of the page. */
export function periodOfRow(
  grid: Grid,
  row: GridRow,
  { published }: TablePage,
  moment: Moment | undefined,
): string | undefined {
  // a line about changes names the day that they are counted from
  const captions: Meaning[] = [...(row.section ? [row.section] : []), ...grid.above].filter(
    ({ roles }) => !roles.has('change') && !roles.has('previous'),
  );
  const said = tablePeriod(
    captions.map(({ dates }) => dates),
    moment,
  );
  if (said || !published) return said;
  const month = `${published.year}-${String(published.month).padStart(2, '0')}`;
  return published.day === undefined ? month : `${month}-${String(published.day).padStart(2, '0')}`;
}

/** What changes are against where their head does not say: as the lines over the row do, else the page. */
export function captionBasis(grid: Grid, row: GridRow, page: TablePage): ChangeBasis {
  for (const meaning of [row.section, ...grid.above]) {
    if (meaning?.rhythm) return meaning.rhythm as ChangeBasis;
    const basis = meaning?.words.get('basis')?.[0];
    if (basis) return basis as ChangeBasis;
  }
  return page.priceBasis ?? 'prev';
}

/** The market of a price: China for prices in its money, else where the terms of delivery name a place. */
export function placeOf({ grid, row, label }: RowContext, currency: string): string | undefined {
  if (currency === 'CNY') return 'CN';
  for (const meaning of [label.cell, row.section, ...grid.above]) {
    const places = meaning?.words.get('place');
    if (places?.some((place) => /^(?:EUROPE|EU|NL|DE)$/.test(place))) return 'EU';
    if (places?.length === 1 && meaning!.words.has('priceBasis')) return places[0];
  }
  return undefined;
}

/** Terms, tax and kind of price, where the nearest of row, column, group and captions says just one. */
export function termsOf(
  { grid, row, label }: RowContext,
  levels: readonly Column[],
): Pick<Observation, 'basis' | 'vat' | 'price_type'> {
  const one = (type: 'priceBasis' | 'vat' | 'priceType'): string | undefined => {
    const places = [
      label.cell,
      ...row.cells.filter(({ kind }) => kind === 'text'),
      ...levels,
      row.section,
      ...grid.above,
      ...grid.below,
    ];
    for (const place of places) {
      const said = new Set(place?.words.get(type) ?? []);
      if (said.size === 1) return [...said][0];
      if (said.size > 1) return undefined;
    }
    return undefined;
  };
  const [basis, vat, type] = [one('priceBasis'), one('vat'), one('priceType')];
  return {
    ...(basis ? { basis: basis as 'FOB' } : {}),
    ...(vat ? { vat: vat as 'included' } : {}),
    ...(type ? { price_type: type as 'asked' } : {}),
  };
}
