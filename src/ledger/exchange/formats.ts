/** Tables as CSV, JSON lines and Parquet, and back: each cell comes back as it was. */
import Papa from 'papaparse';
import { LedgerError } from '../errors.ts';
import { type Cell, type CellKind, type ExportTable, NEVER_ABSENT, type Row } from './columns.ts';

export const EXPORT_FORMATS = ['csv', 'jsonl', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export async function encode(
  table: ExportTable,
  rows: readonly Row[],
  format: ExportFormat,
): Promise<Uint8Array> {
  if (format === 'csv') return utf8.encode(toCsv(table, rows));
  if (format === 'jsonl') return utf8.encode(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return toParquet(table, rows);
}

/** @throws LedgerError `invalid`, naming the table and the line */
export async function decode(
  table: ExportTable,
  bytes: Uint8Array,
  format: ExportFormat,
): Promise<readonly Row[]> {
  if (format === 'csv') return fromCsv(table, new TextDecoder().decode(bytes));
  if (format === 'jsonl') return fromJsonLines(table, new TextDecoder().decode(bytes));
  return fromParquet(table, bytes);
}

const utf8 = new TextEncoder();

// A spreadsheet would run a cell that begins like a formula, and documents are written by strangers.
const FORMULA = /^['=+\-@\t\r]/;

function toCsv(table: ExportTable, rows: readonly Row[]): string {
  const names = Object.keys(table.columns);
  const cells = rows.map((row) => names.map((name) => csvText(row[name], table.columns[name])));
  return `${Papa.unparse([names, ...cells], { newline: '\n' })}\n`;
}

function csvText(cell: Cell, kind: CellKind | undefined): string {
  if (cell === undefined) return '';
  if (kind === 'json') return JSON.stringify(cell);
  const text = String(cell);
  return kind === 'text' && FORMULA.test(text) ? `'${text}` : text;
}

function fromCsv(table: ExportTable, csv: string): readonly Row[] {
  const parsed = Papa.parse<string[]>(csv.endsWith('\n') ? csv.slice(0, -1) : csv, {
    delimiter: ',',
    newline: '\n',
  });
  const [names = [], ...lines] = parsed.data;
  for (const name of Object.keys(table.columns)) {
    if (!names.includes(name)) throw bad(table, 1, `has no column "${name}"`);
  }
  return lines.map((cells, index) => {
    if (cells.length !== names.length)
      throw bad(table, index + 2, `has ${cells.length} cells, not ${names.length}`);
    const row: Record<string, Cell> = {};
    for (const [position, name] of names.entries()) {
      const text = cells[position]!;
      if (text !== '') row[name] = cellOf(text, table, name, index + 2);
      else if (NEVER_ABSENT.has(name)) row[name] = '';
    }
    return row;
  });
}

function cellOf(text: string, table: ExportTable, name: string, line: number): Cell {
  const kind = kindOf(table, name);
  if (kind === 'json') return parseJson(text, table, line) as object;
  if (kind === 'text') return text.startsWith("'") ? text.slice(1) : text;
  const number = Number(text);
  if (!Number.isFinite(number)) throw bad(table, line, `"${text}" in column "${name}" is no number`);
  return number;
}

function fromJsonLines(table: ExportTable, lines: string): readonly Row[] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => parseJson(line, table, index + 1) as Row);
}

function parseJson(text: string, table: ExportTable, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw bad(table, line, `is no JSON (${(error as Error).message})`);
  }
}

async function toParquet(table: ExportTable, rows: readonly Row[]): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const columnData = Object.entries(table.columns).map(([name, kind]) => ({
    name,
    type: kind === 'number' ? ('DOUBLE' as const) : ('STRING' as const),
    nullable: true,
    data: rows.map((row) => {
      const cell = row[name];
      return cell === undefined ? null : kind === 'json' ? JSON.stringify(cell) : cell;
    }),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

async function fromParquet(table: ExportTable, bytes: Uint8Array): Promise<readonly Row[]> {
  const { parquetReadObjects } = await import('hyparquet');
  const file = bytes.slice().buffer;
  const rows = await parquetReadObjects({ file }).catch((error: Error) => {
    throw new LedgerError(
      'invalid',
      `${table.name}: this is no Parquet file that can be read (${error.message}).`,
    );
  });
  return rows.map((row, index) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([, cell]) => cell !== null && cell !== undefined)
        .map(([name, cell]) => [
          name,
          kindOf(table, name) === 'json' ? (parseJson(cell, table, index + 1) as object) : (cell as Cell),
        ]),
    ),
  );
}

const kindOf = (table: ExportTable, name: string): CellKind | undefined => table.columns[name];

function bad(table: ExportTable, line: number, what: string): LedgerError {
  return new LedgerError('invalid', `${table.name}, line ${line}: ${what}. Nothing was imported.`);
}
