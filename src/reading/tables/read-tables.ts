import type { Draft } from '../draft.ts';
import type { PageLanguage } from '../language.ts';
import type { NormalText } from '../normalise.ts';
import type { Span } from '../sentences.ts';
import { columnsOf } from './columns.ts';
import type { Aside, GridReading, TablePage } from './context.ts';
import { findLineGrids } from './find-grids.ts';
import type { Grid } from './grid.ts';
import { readPriceTable } from './price-table.ts';

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
  const { grids } = findLineGrids(normal, page.vocabulary, language);
  const drafts: Draft[] = [];
  const spans: Span[] = [];
  const reasons = new Map<number, Aside>();
  for (const grid of grids) {
    const reading = readGrid(grid, page);
    if (reading.drafts.length === 0) continue;
    drafts.push(...reading.drafts);
    spans.push({ start: grid.start, end: grid.end });
    for (const [at, reason] of reading.reasons) reasons.set(at, reason);
  }
  return { drafts, spans, reasons };
}

function readGrid(grid: Grid, page: TablePage): GridReading {
  const columns = columnsOf(grid);
  return readPriceTable(grid, columns, page);
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
