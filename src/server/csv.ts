import type { Context } from 'hono';
import Papa from 'papaparse';

export type Cell = string | number | boolean | null | undefined;

/** Answers with a table as a file. Cells that a spreadsheet would run as formulas are made harmless. */
export function csvAnswer(
  context: Context,
  name: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Response {
  const text = Papa.unparse(
    { fields: [...columns], data: rows.map((row) => row.map(harmless)) },
    { newline: '\n' },
  );
  return context.body(`${text}\n`, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}.csv"`,
  });
}

/** Text that begins like a formula gets an apostrophe; numbers stay what they are. */
const harmless = (cell: Cell): Cell =>
  typeof cell === 'string' && /^[=+@\t\r-]/.test(cell) ? `'${cell}` : (cell ?? '');
