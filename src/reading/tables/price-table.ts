import type { Draft } from '../draft.ts';
import { roundDigits } from '../quantity.ts';
import { isOutOfPriceRange } from '../vetoes.ts';
import { type Column, hasLostHeads } from './columns.ts';
import {
  type Aside,
  type GridReading,
  isClose,
  NOTHING_READ,
  quantityOf,
  quoteSpan,
  type TablePage,
} from './context.ts';
import { foreseenOnly, isForecastTable, isForeseen } from './foreseen.ts';
import type { Grid } from './grid.ts';
import { labelsOf } from './labels.ts';
import { statedChanges } from './price-changes.ts';
import { type PriceRole, priceRoles } from './price-columns.ts';
import { endsOf } from './price-ends.ts';
import { type Quote, quotesOf } from './price-quotes.ts';
import { periodOfQuote, placeOf, type RowContext, termsOf, unitOf } from './price-row.ts';
import { headingMoment, stepBetween } from './table-period.ts';

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
  const roles = priceRoles(columns, relevant, hasLostHeads(grid, columns));
  if (!roles) return NOTHING_READ;
  const moment = headingMoment(grid.above, page.published);
  const quotes = quotesOf(roles, moment);
  const read: PriceRead[] = [];
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
    const drafts = found.map(({ draft }) => draft);
    if (areOfOneScale(drafts))
      for (const one of found) read.push({ ...one, draft: heldAgainstEarlier(one.draft, drafts) });
  });
  setAside(grid, roles, columns, reasons);
  return { drafts: withForecasts(read, grid, page), reasons };
}

/** A price of a table, and whether it is of what is still to come. */
interface PriceRead {
  readonly draft: Draft;
  readonly period?: string;
  readonly isForeseen: boolean;
}

/** Prices of what is still to come are forecasts, by whom the captions say. */
function withForecasts(read: readonly PriceRead[], { above }: Grid, page: TablePage): Draft[] {
  const kept = isForecastTable(above, page) ? foreseenOnly(read) : read;
  const issuer = above.flatMap(({ words }) => words.get('org') ?? [])[0];
  return kept.map(({ draft, isForeseen }) => {
    if (!isForeseen) return draft;
    const { low, high, ...rest } = draft;
    const figure = low === high ? { value: low! } : { low: low!, high: high! };
    return { ...rest, ...figure, kind: 'forecast', ...(issuer ? { org: issuer } : {}) };
  });
}

/** Quotes of one good in one unit side by side are never several times each other: a row that says so was misread. */
function areOfOneScale(drafts: readonly Draft[]): boolean {
  return drafts.every((a) =>
    drafts.every(
      (b) =>
        a.subject !== b.subject ||
        a.unit !== b.unit ||
        areYearsApart(a, b) ||
        (a.low! <= b.low! * LARGEST_RATIO && b.low! <= a.low! * LARGEST_RATIO),
    ),
  );
}

const areYearsApart = (a: Draft, b: Draft): boolean =>
  a.period !== undefined && b.period !== undefined && a.period.slice(0, 4) !== b.period.slice(0, 4);

const LARGEST_RATIO = 4;

/** Leaves out changes that the earlier price beside a price contradicts. */
function heldAgainstEarlier(draft: Draft, row: readonly Draft[]): Draft {
  const earlier = row.filter(
    (other) =>
      other !== draft &&
      other.subject === draft.subject &&
      other.unit === draft.unit &&
      (other.isEarlier ||
        (other.period !== undefined && draft.period !== undefined && other.period < draft.period)),
  );
  if (draft.change.length === 0 || earlier.length !== 1 || draft.isEarlier) return draft;
  const [before] = earlier;
  const step = (draft.low! + draft.high! - before!.low! - before!.high!) / 2;
  const percent = (step / ((before!.low! + before!.high!) / 2)) * 100;
  const between = stepBetween(draft.period, before!.period);
  const isBorneOut = draft.change.every(({ value, unit, basis }) =>
    value === undefined || (between !== undefined && basis !== 'prev' && basis !== between)
      ? true
      : unit === 'pct'
        ? Math.abs(value - percent) <= 0.15 || isClose(value, percent, 0.05)
        : Math.abs(value - step) <= draft.low! * 0.001 || isClose(value, step, 0.05),
  );
  return isBorneOut ? draft : { ...draft, change: [] };
}

/** The one good that the heading names, for tables of days. */
function commonSubject(grid: Grid): string | undefined {
  for (const meaning of [grid.rows[0]?.section, ...grid.above]) {
    const named = new Set(meaning?.materials ?? []);
    if (named.size === 1) return [...named][0]!;
    if (named.size > 1) return undefined;
  }
  return undefined;
}

/** Goods that are named as a whole and have no price. */
const UNPRICED = /^(?:RE-all|RE-heavy|RE-light|RE-metal|RE-compound|magnet-all)$/;

function readQuote(context: RowContext, quote: Quote): PriceRead | undefined {
  const { grid, row, label, page, common } = context;
  const levels = [...quote.levels.values()];
  const subject = label.subject ?? subjectOfColumn(levels[0]!) ?? common;
  if (!subject || label.isOther || UNPRICED.test(subject)) return undefined;
  const ends = endsOf(quote, row);
  if (!ends) return undefined;
  const unit = unitOf(context, ends.cells[0]!, levels);
  if (!unit) return undefined;
  const scale = ends.hasMultiplier ? 1 : unit.factor;
  const low = roundDigits(ends.low * scale);
  const high = roundDigits(ends.high * scale);
  const currency = unit.currency === '$' ? page.dollar : unit.currency;
  const cells = quote.changes.flatMap((column) => {
    const cell = row.cells[column.index];
    return cell ? [{ column, cell }] : [];
  });
  const stated = statedChanges(context, ends, cells, scale, unit);
  const period = periodOfQuote(context, levels, quote);
  const isAhead = isForeseen(period, [row.section, ...row.cells, ...levels], page, grid.above);
  if (
    !isAhead &&
    !isForecastTable(grid.above, page) &&
    isOutOfPriceRange(
      { subject, low, high, unit: `${currency}/${unit.mass}`, ...(period ? { period } : {}) },
      page.vocabulary,
      page.published?.year,
    )
  )
    return undefined;
  const usedCells = [...ends.cells, ...stated.cells];
  const span =
    subjectOfColumn(levels[0]!) || grid.isTurned
      ? quoteSpan(undefined, grid.isTurned ? ends.cells : usedCells)
      : quoteSpan(label.cell ?? row.cells[0], usedCells);
  const place = placeOf(context, currency);
  const draft: Draft = {
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
  return { draft, isForeseen: isAhead, ...(period ? { period } : {}) };
}

const subjectOfColumn = (column: Column): string | undefined =>
  column.materials.length === 1 ? column.materials[0] : undefined;

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
