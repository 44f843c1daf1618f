import type { Draft } from '../draft.ts';
import type { PageLanguage } from '../language.ts';
import type { NormalText } from '../normalise.ts';
import type { Span } from '../sentences.ts';
import { readAccountRuns } from './account-run.ts';
import { isChangeTable, readChangeTable } from './change-table.ts';
import { type Column, columnsOf } from './columns.ts';
import type { Aside, GridReading, TablePage } from './context.ts';
import { findLineGrids, type Layout, layoutOf } from './find-grids.ts';
import { findFlatGrids } from './flat.ts';
import { datedRows, type Grid, isNamingCell, partedByKind } from './grid.ts';
import { readLevelTable } from './level-table.ts';
import { readPriceTable } from './price-table.ts';
import { readShareLists } from './share-list.ts';
import { findStackedGrids } from './stacked.ts';
import { findTornGrids, tornColumns } from './torn.ts';
import { turnedGrid } from './turn.ts';
import { findYearRuns } from './year-run.ts';

/** No table is wider: a line with more cells is debris, and columns are held against each other. */
const MOST_CELLS = 80;

/** What the tables of a document say. */
export interface TableReading {
  readonly drafts: readonly Draft[];
  /** Stretches of the normal text that were read as tables: nothing in them is prose. */
  readonly spans: readonly Span[];
  /** Why numbers in them are no figures about the world, by where their digits start. */
  readonly reasons: ReadonlyMap<number, Aside>;
}

/**
 * Reads the tables of a document: prices, in rows or columns, with their changes. A table that is not understood is
 * left unread. Time grows in line with the text.
 */
export function readTables(normal: NormalText, language: PageLanguage, page: TablePage): TableReading {
  const layout = layoutOf(normal, page.vocabulary, language);
  const drafts: Draft[] = [];
  const spans: Span[] = [];
  const reasons = new Map<number, Aside>();
  const readAll = (grids: readonly Grid[]): void => {
    for (const grid of grids) {
      if (grid.rows.some(({ cells }) => cells.length > MOST_CELLS)) continue;
      const reading = readGrid(grid, page);
      if (reading.drafts.length === 0) {
        if (!isPlainTable(grid)) continue;
        const own = grid.layout === 'flat' ? grid.rows : [grid];
        for (const { start, end } of own) spans.push({ start, end });
        markUsed(layout, own);
        continue;
      }
      for (const draft of reading.drafts) drafts.push(draft);
      for (const [at, reason] of reading.reasons) reasons.set(at, reason);
      explainLabels(grid, layout, reasons);
      const own = grid.layout === 'flat' || grid.layout === 'years' ? grid.rows : [grid];
      for (const span of own) spans.push({ start: span.start, end: span.end });
      markUsed(layout, own);
    }
  };
  // a line that holds a whole row is no cell of a column
  readAll(findLineGrids(layout));
  readAll(findFlatGrids(layout, page.vocabulary));
  readAll(findYearRuns(layout));
  readAll(findTornGrids(layout, page.vocabulary));
  readAll(findStackedGrids(layout));
  for (const lists of [
    readAccountRuns(normal, page, withinSpans(spans)),
    readShareLists(layout, page, withinSpans(spans)),
  ]) {
    drafts.push(...lists.drafts);
    spans.push(...lists.spans);
  }
  return { drafts: drafts.sort((a, b) => a.start - b.start), spans, reasons };
}

/**
 * Whether what was not understood is a table all the same: rows of figures under heads. Sentences are not looked for
 * in it; a figure without its heads would be read wrongly.
 */
function isPlainTable({ layout, heads, rows, hasLostHeads }: Grid): boolean {
  const naming = heads.flat().filter(isNamingCell);
  const filled = rows.filter(
    ({ cells }) => cells.length > 1 && cells.some(({ figures }) => figures.length > 0),
  );
  const wide = rows.filter(({ cells }) => cells.filter(({ figures }) => figures.length > 0).length > 1);
  const isHeaded = naming.length >= 2 || (naming.length === 1 && wide.length >= 2);
  const isWhole = layout === 'lines' ? isHeaded : layout === 'flat' && (isHeaded || hasLostHeads === true);
  return isWhole && filled.length >= 2;
}

function markUsed({ lines, used }: Layout, spans: readonly Span[]): void {
  for (const { start, end } of spans) {
    let from = 0;
    let to = lines.length;
    while (from < to) {
      const at = (from + to) >> 1;
      if (lines[at]!.end <= start) from = at + 1;
      else to = at;
    }
    for (let i = from; i < lines.length && lines[i]!.start < end; i++) used[i] = 1;
  }
}

/** Reads a table as what it is: accounts where its rows are lines of them, prices, else amounts. */
function readGrid(grid: Grid, page: TablePage): GridReading {
  if (grid.layout === 'torn') return readPriceTable(grid, tornColumns(grid), page);
  const dated = { ...grid, rows: datedRows(grid) };
  const turned = turnedGrid(dated) ?? dated;
  const columns = columnsOf(turned);
  if (isAccounts(turned, columns)) return readLevelTable(turned, columns, page);
  const readings = partedByKind(turned).map((part) => {
    const own = part === turned ? columns : columnsOf(part);
    if (isChangeTable(part, own)) return readChangeTable(part, own, page);
    return isPrices(part, own) ? readPriceTable(part, own, page) : readLevelTable(part, own, page);
  });
  return readings.length === 1
    ? readings[0]!
    : {
        drafts: readings.flatMap(({ drafts }) => drafts),
        reasons: new Map(readings.flatMap(({ reasons }) => [...reasons])),
      };
}

function isAccounts(grid: Grid, columns: readonly Column[]): boolean {
  const across = columns.filter(({ words, figures }) => figures > 0 && words.has('metric'));
  if (across.length > 1) return true;
  if (
    across.length > 0 &&
    grid.rows.some(({ cells }) => cells.some(({ words, kind }) => words.has('org') || kind === 'date'))
  )
    return true;
  const metrics = grid.rows.filter(({ cells }) =>
    cells.some(({ kind, words }) => kind === 'text' && words.has('metric')),
  );
  return metrics.length >= 2 || (metrics.length === 1 && grid.rows.length <= 2);
}

/** Numbers of labels and heads are no figures: purities, grades, dates. */
function explainLabels(grid: Grid, { normal }: Layout, reasons: Map<number, Aside>): void {
  for (const cell of [...grid.heads.flat(), ...grid.rows.flatMap(({ cells }) => cells)]) {
    if (cell.kind !== 'text' && cell.kind !== 'date' && cell.kind !== 'unit') continue;
    const reason =
      cell.kind === 'date' ? 'a date' : cell.purity || cell.grade ? 'a purity or grade' : 'part of a label';
    for (const match of normal.text.slice(cell.start, cell.end).matchAll(/\d+(?:[.,]\d+)*/g)) {
      const start = cell.start + match.index;
      if (!reasons.has(start)) reasons.set(start, { end: start + match[0].length, reason });
    }
  }
}

const PRICE_MEASURES: ReadonlySet<string> = new Set(['low', 'high', 'range', 'mean', 'price']);

/** Whether a table is of prices: a unit of prices in or over it, or heads of prices and none of amounts. */
function isPrices(grid: Grid, columns: readonly Column[]): boolean {
  const isPrice = (units: readonly { readonly kind: string }[]): boolean =>
    units.some(({ kind }) => kind === 'price');
  if (
    columns.some(({ units }) => isPrice(units)) ||
    grid.rows.some(({ section }) => section && isPrice(section.units))
  )
    return true;
  for (const { cells } of grid.rows)
    for (const cell of cells)
      if (isPrice(cell.units) || cell.figures.some(({ unit }) => unit?.kind === 'price')) return true;
  const hasFlow =
    columns.some(({ words }) => words.has('flow')) ||
    grid.above.slice(0, 2).some(({ words }) => words.has('flow'));
  const isAmounts =
    hasFlow &&
    columns.some(({ measure, words }) => measure === 'quantity' || measure === 'worth' || words.has('flow'));
  // "yuan" in the heading and a column of kilograms and tonnes make prices together
  const saysPrice = [...grid.heads.flat(), ...grid.above.slice(0, 2)].some(({ words }) => words.has('price'));
  const hasMass = grid.rows.some(({ cells }) =>
    cells.some(
      ({ kind, units, figures }) =>
        (kind === 'unit' && units[0]!.kind === 'mass') ||
        (saysPrice && figures.some(({ unit }) => unit?.kind === 'mass')),
    ),
  );
  const hasMoney = [...grid.heads.flat(), ...grid.above.slice(0, 3)].some(({ units }) =>
    units.some(({ kind }) => kind === 'money'),
  );
  if (hasMass && hasMoney && !isAmounts) return true;
  if (columns.some(({ measure }) => measure !== undefined && PRICE_MEASURES.has(measure))) return !isAmounts;
  return !isAmounts && [...grid.above.slice(0, 3), ...grid.below].some(({ units }) => isPrice(units));
}

/** Whether a stretch lies in one of several, for stretches asked for in any order. */
export function withinSpans(spans: readonly Span[]): (span: Span) => boolean {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  return ({ start, end }) => {
    const middle = (start + end) / 2;
    let from = 0;
    let to = sorted.length;
    while (from < to) {
      const at = (from + to) >> 1;
      if (sorted[at]!.end <= middle) from = at + 1;
      else to = at;
    }
    return from < sorted.length && sorted[from]!.start <= middle;
  };
}
