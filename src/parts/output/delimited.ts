/** Results and templates as CSV text. */
import Papa from 'papaparse';

type Cell = string | number | undefined;

/**
 * A table as CSV with a head. A text that a spreadsheet would run as a formula gets an apostrophe in front: parts and
 * suppliers come from files that others wrote.
 */
export function toCsv(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const plain = (cell: Cell): string | number => {
    if (cell === undefined) return '';
    return typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  };
  return `${Papa.unparse([[...heads], ...rows.map((row) => row.map(plain))], { newline: '\n' })}\n`;
}
