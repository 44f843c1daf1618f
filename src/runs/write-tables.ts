import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteFile } from 'hyparquet-writer';
import type { Cell, TidyTable } from '../chain/index.ts';

export const TABLE_FORMATS = ['csv', 'parquet'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** A cell of a CSV file; a text that a spreadsheet would take for a formula is quoted with a leading apostrophe. */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@]/.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Writes each table to a file of its own in a folder. Returns the files. */
export function writeTables(
  tables: readonly TidyTable[],
  folder: string,
  format: TableFormat,
): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return tables.map((table) => {
    const filename = join(folder, `${table.name}.${format}`);
    if (format === 'csv') {
      const lines = [table.columns.join(','), ...table.rows.map((row) => row.map(csvCell).join(','))];
      writeFileSync(filename, `${lines.join('\n')}\n`);
    } else {
      const columnData = table.columns.map((name, c) => {
        const data = table.rows.map((row) => row[c] ?? null);
        const type = data.some((v) => typeof v === 'number') ? ('DOUBLE' as const) : ('STRING' as const);
        return { name, data, type, nullable: true };
      });
      parquetWriteFile({ filename, columnData });
    }
    return filename;
  });
}
