import Papa from 'papaparse';
import type { IntakeNote } from './intake-document.ts';
import { IntakeError } from './intake-error.ts';
import type { Budget } from './limits.ts';
import type { TableRow, TextBuilder } from './text-builder.ts';

/**
 * CSV and TSV: the separator is found (`,` `;` tab `|`), quotes are undone, ragged rows stay as they are.
 * A file of one column is read too. Returns notes on rows whose quotes do not close.
 */
export function readDelimited(text: string, tabs: boolean, into: TextBuilder, budget: Budget): IntakeNote[] {
  const rows: TableRow[] = [];
  const notes: IntakeNote[] = [];
  let line = 0;
  Papa.parse<string[]>(text, {
    delimiter: tabs ? '\t' : '',
    delimitersToGuess: [',', ';', '\t', '|'],
    skipEmptyLines: false,
    step: (result, parser) => {
      line += 1;
      const cells = result.data;
      for (const error of result.errors) {
        if (error.type === 'Quotes' && notes.length < 20) {
          notes.push({
            message: 'A quotation mark in this row is not closed as it should be',
            where: `row ${line}`,
          });
        }
      }
      try {
        budget.cells(cells.length);
        if (line % 1024 === 0) budget.time();
      } catch (error) {
        parser.abort();
        throw error;
      }
      if (cells.some((cell) => cell.trim() !== '')) rows.push({ cells, source: { line } });
    },
  });
  if (rows.length === 0) throw new IntakeError('empty', 'The table has no filled row');
  into.table(rows);
  return notes;
}
