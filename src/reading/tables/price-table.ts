import type { Draft } from '../draft.ts';
import type { Change, ChangeBasis, Observation } from '../observation.ts';
import type { Moment } from '../periods.ts';
import { roundDigits } from '../quantity.ts';
import { isOutOfRange } from '../vetoes.ts';
import type { Cell, Meaning } from './cell.ts';
import type { Column } from './columns.ts';
import {
  type Aside,
  type GridReading,
  isClose,
  NOTHING_READ,
  quantityOf,
  quoteSpan,
  type TablePage,
} from './context.ts';
import type { CellFigure } from './figure.ts';
import type { Grid, GridRow } from './grid.ts';
import { labelsOf, type RowLabel } from './labels.ts';
import { LARGEST_STEP, type PriceRole, priceRoles } from './price-columns.ts';
import { signOf } from './sign.ts';
import { cellPeriod, headingMoment, stepBetween, tablePeriod } from './table-period.ts';
import { type PriceUnit, priceUnit } from './unit-choice.ts';
import type { UnitPhrase } from './unit-phrase.ts';

/** Columns that together quote one price: its range or figure, and its changes. */
interface Quote {
  readonly key: string;
  readonly levels: Map<PriceRole, Column>;
  readonly changes: Column[];
  readonly isPrevious: boolean;
}

/** Reads a table of prices: one good a row, or one good a column and one day a row. */
export function readPriceTable(grid: Grid, columns: readonly Column[], page: TablePage): GridReading {
  const labels = labelsOf(grid, columns);
  const isByRow = labels.some(({ subject }) => subject !== undefined);
  const common = isByRow ? undefined : commonSubject(grid);
  const isByColumn =
    !isByRow && columns.some(({ materials, figures }) => figures > 0 && materials.length === 1);
  if (!isByRow && !isByColumn && !common) return NOTHING_READ;
  const relevant = grid.rows
    .map((_, row) => row)
    .filter((row) => !isByRow || labels[row]!.subject !== undefined);
  const hasLostHeads = grid.heads.length > 0 && columns.every(({ isSilent }) => isSilent);
  const roles = priceRoles(columns, relevant, hasLostHeads);
  if (!roles) return NOTHING_READ;
  const moment = headingMoment(grid.above, page.published);
  const quotes = quotesOf(roles, moment);
  const drafts: Draft[] = [];
  const reasons = new Map<number, Aside>();
  grid.rows.forEach((row, index) => {
    const label = labels[index]!;
    if (label.isOther)
      for (const cell of row.cells)
        for (const figure of cell.figures)
          reasons.set(figure.numberStart, { end: figure.numberEnd, reason: 'another commodity' });
    const found = quotes.flatMap(
      (quote) => readQuote({ grid, columns, row, label, page, common, moment, quotes }, quote) ?? [],
    );
    if (areOfOneScale(found)) drafts.push(...found);
  });
  setAside(grid, roles, columns, reasons);
  return { drafts, reasons };
}

/** Quotes of one good in one unit side by side are never several times each other: a row that says so was misread. */
function areOfOneScale(drafts: readonly Draft[]): boolean {
  return drafts.every((a) =>
    drafts.every(
      (b) =>
        a.subject !== b.subject ||
        a.unit !== b.unit ||
        (a.low! <= b.low! * LARGEST_RATIO && b.low! <= a.low! * LARGEST_RATIO),
    ),
  );
}

const LARGEST_RATIO = 4;

/** The one good that the heading names, for tables of days. */
function commonSubject(grid: Grid): string | undefined {
  for (const meaning of [grid.rows[0]?.section, ...grid.above]) {
    const named = new Set(meaning?.materials ?? []);
    if (named.size === 1) return [...named][0]!;
    if (named.size > 1) return undefined;
  }
  return undefined;
}

/** Parts the columns of a table into quotes; changes go to the quote that they stand behind. */
function quotesOf(roles: ReadonlyMap<Column, PriceRole>, moment: Moment | undefined): Quote[] {
  const quotes: Quote[] = [];
  const order = [...roles].sort(([a], [b]) => a.index - b.index);
  const keyOf = (column: Column, role: PriceRole): string => {
    const isPrevious = role === 'previous' || column.when === 'previous';
    const currency = column.units.find(({ kind }) => kind === 'price' || kind === 'money')?.currency ?? '';
    const period = tablePeriod([column.dates], moment) ?? '';
    return [isPrevious ? 'previous' : '', period, column.tag, currency, column.materials.join('+')].join('|');
  };
  for (const [column, role] of order) {
    if (role === 'aside' || role === 'change') continue;
    const level = role === 'previous' ? 'price' : role;
    const key = keyOf(column, role);
    const same = quotes.find((quote) => quote.key === key && !quote.levels.has(level));
    if (same) same.levels.set(level, column);
    else
      quotes.push({
        key,
        levels: new Map([[level, column]]),
        changes: [],
        isPrevious: role === 'previous' || column.when === 'previous',
      });
  }
  pairEnds(quotes);
  for (const [column, role] of order) {
    if (role !== 'change') continue;
    const ownName = column.materials.join('+');
    const current = quotes.filter(
      (quote) => !quote.isPrevious && (ownName === '' || quote.key.endsWith(`|${ownName}`)),
    );
    const indexOf = (quote: Quote): number =>
      Math.max(...[...quote.levels.values()].map(({ index }) => index));
    const before = current.filter((quote) => indexOf(quote) < column.index);
    const target = before.sort((a, b) => indexOf(b) - indexOf(a))[0] ?? current[0];
    // several days side by side: the change is of the latest
    const latest = hasDays(current) ? latestOf(current) : undefined;
    (latest ?? target)?.changes.push(column);
  }
  return quotes;
}

/** A lowest price and a highest one that heads describe differently are still the two ends of one quote. */
function pairEnds(quotes: Quote[]): void {
  for (const [one, other] of [
    ['low', 'high'],
    ['high', 'low'],
  ] as const) {
    const half = quotes.find(({ levels }) => levels.has(one) && !levels.has(other));
    const rest = quotes.filter(({ levels }) => levels.has(other) && !levels.has(one));
    if (!half || rest.length !== 1 || half.isPrevious !== rest[0]!.isPrevious) continue;
    if (half.key.split('|')[1] !== rest[0]!.key.split('|')[1]) continue;
    for (const [role, column] of rest[0]!.levels) if (!half.levels.has(role)) half.levels.set(role, column);
    quotes.splice(quotes.indexOf(rest[0]!), 1);
  }
}

/** Goods that are named as a whole and have no price. */
const UNPRICED = /^(?:RE-all|RE-heavy|RE-light|RE-metal|RE-compound|magnet-all)$/;

const hasDays = (quotes: readonly Quote[]): boolean =>
  new Set(quotes.map(({ key }) => key.split('|')[1])).size > 1;

function latestOf(quotes: readonly Quote[]): Quote | undefined {
  const days = quotes.filter(({ key }) => key.split('|')[1] !== '');
  return days.sort((a, b) => (a.key.split('|')[1]! < b.key.split('|')[1]! ? 1 : -1))[0];
}

interface RowContext {
  readonly grid: Grid;
  readonly columns: readonly Column[];
  readonly row: GridRow;
  readonly label: RowLabel;
  readonly page: TablePage;
  readonly common: string | undefined;
  readonly moment: Moment | undefined;
  readonly quotes: readonly Quote[];
}

function readQuote(context: RowContext, quote: Quote): Draft | undefined {
  const { grid, row, label, page, common } = context;
  const levels = [...quote.levels.values()];
  const subject = label.subject ?? subjectOfColumn(levels[0]!) ?? common;
  if (!subject || label.isOther || UNPRICED.test(subject)) return undefined;
  const cellOf = (column: Column | undefined): Cell | undefined =>
    column ? row.cells[column.index] : undefined;
  const ends = endsOf(quote, row);
  if (!ends) return undefined;
  const unit = unitOf(context, ends.cells[0]!, levels);
  if (!unit) return undefined;
  const scale = ends.hasMultiplier ? 1 : unit.factor;
  const low = roundDigits(ends.low * scale);
  const high = roundDigits(ends.high * scale);
  const currency = unit.currency === '$' ? page.dollar : unit.currency;
  const changes = quote.changes
    .map((column) => ({ column, cell: cellOf(column) }))
    .filter(({ cell }) => cell !== undefined);
  const stated = statedChanges(context, ends, changes as { column: Column; cell: Cell }[], scale, unit);
  const period = periodOfQuote(context, levels, quote);
  if (
    isOutOfRange(
      { subject, low, high, unit: `${currency}/${unit.mass}`, ...(period ? { period } : {}) },
      page,
    )
  )
    return undefined;
  const usedCells = [...ends.cells, ...stated.cells];
  const span =
    subjectOfColumn(levels[0]!) || grid.isTurned
      ? quoteSpan(undefined, grid.isTurned ? ends.cells : usedCells)
      : quoteSpan(label.cell ?? row.cells[0], usedCells);
  const place = placeOf(context, currency);
  return {
    kind: 'price',
    subject,
    low,
    high,
    unit: `${currency}/${unit.mass}`,
    ...(period ? { period } : {}),
    ...(place ? { place } : {}),
    ...termsOf(context, levels),
    ...(label.purity ? { purity: label.purity } : {}),
    ...(label.grade ? { grade: label.grade } : {}),
    change: stated.changes,
    ...span,
    read_by: `table/${grid.layout}/price`,
    passage: -1,
    figures: [...ends.figures, ...stated.figures].map(quantityOf),
    ...(quote.isPrevious ? { isEarlier: true } : {}),
  };
}

const subjectOfColumn = (column: Column): string | undefined =>
  column.materials.length === 1 ? column.materials[0] : undefined;

interface Ends {
  readonly low: number;
  readonly high: number;
  readonly figures: readonly CellFigure[];
  readonly cells: readonly Cell[];
  readonly hasMultiplier: boolean;
  /** A change printed in the cell of the price itself. */
  readonly inline: readonly CellFigure[];
}

/** The price that a row states in the columns of a quote; nothing where low, mean and high are not in order. */
function endsOf(quote: Quote, row: GridRow): Ends | undefined {
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
  if (!(ends.low > 0) || ends.low > ends.high || ends.high > ends.low * 3) return undefined;
  if (mean && !used.has(mean) && (mean.low < ends.low * 0.998 || mean.high > ends.high * 1.002))
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
  return a.low <= b.low && b.low <= a.low * 1.25 && a.unit?.currency === b.unit?.currency
    ? [a, b]
    : undefined;
}

function unitOf(context: RowContext, cell: Cell, levels: readonly Column[]): PriceUnit | undefined {
  const { grid, row, columns, label } = context;
  const own = cell.figures.flatMap(({ unit }) => (unit ? [unit] : []));
  const rowUnits = row.cells.flatMap((each, index) =>
    each.kind === 'unit' || columns[index]?.measure === 'unit'
      ? each.units
      : each === label.cell
        ? each.units
        : [],
  );
  const headUnits = levels.flatMap(({ units }) => units);
  const otherHeads = uniqueUnits(grid.heads.flat().flatMap(({ units }) => units));
  const besides = uniqueUnits(
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
  return priceUnit(places);
}

const uniqueUnits = (units: readonly UnitPhrase[]): readonly UnitPhrase[] =>
  units.filter(({ kind }) => kind === 'price' || kind === 'money' || kind === 'mass');

interface Stated {
  readonly changes: Change[];
  readonly figures: CellFigure[];
  readonly cells: Cell[];
}

/** The changes that a row states for a price; one that cannot be its change is left out. */
function statedChanges(
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
    changes.push(change);
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

function changeOf(
  figure: CellFigure,
  column: Column | undefined,
  basis: ChangeBasis,
  level: number,
  scale: number,
  unit: PriceUnit,
  context: RowContext,
): Change | undefined {
  const sign = signOf(figure, column?.cells ?? [], context.grid.reader.language.code);
  const printed = figure.low;
  if (figure.isRange) return undefined;
  const isPercent =
    figure.unit?.kind === 'percent' || (column?.isPercent && figure.unit === undefined && printed < 60);
  if (isPercent) return { basis, value: roundDigits(sign * printed), unit: 'pct' };
  const own = figure.unit ?? column?.units.find(({ kind }) => kind === 'price' || kind === 'money');
  if (own && own.mass !== undefined && own.mass !== unit.mass) return undefined;
  const factors = figure.hasMultiplier ? [1] : own && own.kind !== 'mass' ? [own.factor, scale] : [scale, 1];
  for (const factor of factors) {
    const value = roundDigits(sign * printed * factor);
    if (Math.abs(value) <= level * LARGEST_STEP) return { basis, value, unit: 'abs' };
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
  const periods = [...new Set(quotes.map(({ key }) => key.split('|')[1]!))]
    .filter((period) => period !== '')
    .sort();
  const between = stepBetween(periods.at(-1), periods.at(-2));
  if (between) return between;
  const before = columns.filter(({ when, basis }) => when === 'previous' && basis !== undefined);
  if (before.length === 1) return before[0]!.basis!;
  for (const meaning of [row.section, ...grid.above]) {
    if (meaning?.rhythm) return meaning.rhythm as ChangeBasis;
    const basis = meaning?.words.get('basis')?.[0];
    if (basis) return basis as ChangeBasis;
  }
  return page.priceBasis ?? 'prev';
}

function periodOfQuote(
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
  if (own) return own;
  if (quote.isPrevious) return undefined;
  // a line about changes names the day that they are counted from
  const captions: Meaning[] = [...(row.section ? [row.section] : []), ...grid.above].filter(
    ({ roles }) => !roles.has('change') && !roles.has('previous'),
  );
  const said = tablePeriod(
    captions.map(({ dates }) => dates),
    moment,
  );
  if (said) return said;
  const { published } = page;
  if (!published) return undefined;
  const month = `${published.year}-${String(published.month).padStart(2, '0')}`;
  return published.day === undefined ? month : `${month}-${String(published.day).padStart(2, '0')}`;
}

function placeOf({ grid, row, label }: RowContext, currency: string): string | undefined {
  if (currency === 'CNY') return 'CN';
  for (const meaning of [label.cell, row.section, ...grid.above]) {
    const places = meaning?.words.get('place');
    if (places?.some((place) => /^(?:EUROPE|EU|NL|DE)$/.test(place))) return 'EU';
    if (places?.length === 1 && meaning!.words.has('priceBasis')) return places[0];
  }
  return undefined;
}

/** Terms, tax and kind of price, where the nearest of row, column, group and captions says just one. */
function termsOf(
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

/** Says why numbers of a table that was understood are no figures: purities, running numbers, means of ranges. */
function setAside(
  grid: Grid,
  roles: ReadonlyMap<Column, PriceRole>,
  columns: readonly Column[],
  reasons: Map<number, Aside>,
): void {
  const hasRange = [...roles.values()].some((role) => role === 'range' || role === 'low');
  for (const row of grid.rows) {
    row.cells.forEach((cell, index) => {
      const column = columns[index];
      const role = column && roles.get(column);
      const reason =
        role === 'mean' && hasRange
          ? 'the mean of a stated range'
          : column?.measure === 'spec' ||
              (role === 'aside' &&
                column &&
                column.percents === column.figures &&
                column.measure === undefined)
            ? 'a purity'
            : role === 'aside' && column?.index === 0 && column.measure === undefined
              ? 'the number of a row'
              : undefined;
      if (reason)
        for (const figure of cell.figures)
          if (!reasons.has(figure.numberStart))
            reasons.set(figure.numberStart, { end: figure.numberEnd, reason });
    });
  }
}
