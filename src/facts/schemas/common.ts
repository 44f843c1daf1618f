import { optional, reference, text, url } from '../columns.ts';
import type { RowProblem } from '../table.ts';

/** Columns that say where a row comes from; at the end of every table of published facts. */
export const provenance = {
  source: reference('sources.source', 'Who published it, as listed in sources.csv.'),
  url: optional(url('Address of the page; empty where it was not kept.')),
  note: optional(text('What a reader of the figure should know.')),
} as const;

/** A row check: `low` must not be above `high`. */
export const ordered = (row: { readonly low?: number; readonly high?: number }): RowProblem | undefined =>
  row.low !== undefined && row.high !== undefined && row.low > row.high
    ? { field: 'low', found: `${row.low} is above high (${row.high})`, expected: 'at most high' }
    : undefined;
