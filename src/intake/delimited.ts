import Papa from 'papaparse';
import type { IntakeNote } from './intake-document.ts';
import { IntakeError } from './intake-error.ts';
import type { TextBuilder } from './text-builder.ts';

const mostNotes = 20;

/**
 * CSV and TSV: the separator is found (`,` `;` tab `|`), quotes are undone, ragged rows stay as they are.
 * A file of one column is read too. Returns notes on rows whose quotes do not close.
 */
export function readDelimited(text: string, tabs: boolean, into: TextBuilder): IntakeNote[] {
  const table = into.openTable();
  const notes: IntakeNote[] = [];
  let line = 1;
  Papa.parse<string[]>(text, {
    delimiter: tabs ? '\t' : '',
    delimitersToGuess: [',', ';', '\t', '|'],
    skipEmptyLines: false,
    step: ({ data, errors }) => {
      if (errors.some((error) => error.type === 'Quotes') && notes.length < mostNotes) {
        notes.push({
          message: 'A quotation mark in this row is not closed as it should be',
          where: `line ${line}`,
        });
      }
      table.add({ cells: data, source: { line } });
      line += 1 + data.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
    },
  });
  table.close();
  if (into.length === 0) throw new IntakeError('empty', 'The table has no filled row');
  return notes;
}
