import Papa from 'papaparse';
import { z } from 'zod';
import type { Column } from './columns.ts';
import type { FactsProblem } from './errors.ts';

export type Columns = { readonly [name: string]: Column };
type Shape<C extends Columns> = { -readonly [K in keyof C]: C[K]['schema'] };
/** A row of a table, named and typed by its columns. */
export type RowOf<C extends Columns> = Readonly<z.infer<z.ZodObject<Shape<C>>>>;

/** What a row check found wrong. */
export interface RowProblem {
  readonly field: string;
  readonly found: string;
  readonly expected?: string;
}

export interface TableDefinition<C extends Columns> {
  /** Path inside the data folder. */
  readonly file: string;
  /** What one row is and what the table is for. */
  readonly description: string;
  readonly columns: C;
  /** Columns that together tell one row from every other. */
  readonly key: readonly (keyof C & string)[];
  /** Rules that tie several fields of a row together; returns the first that is broken. */
  check?(row: RowOf<C>): RowProblem | undefined;
}

/** A shipped CSV file: checks, types and the data dictionary all come from this one definition. */
export interface Table<C extends Columns = Columns> extends TableDefinition<C> {
  readonly type: 'table';
  readonly row: z.ZodType<RowOf<C>>;
}

export function defineTable<const C extends Columns>(definition: TableDefinition<C>): Table<C> {
  const shape = Object.fromEntries(
    Object.entries(definition.columns).map(([name, column]) => [name, column.schema]),
  ) as Shape<C>;
  return { ...definition, type: 'table', row: z.strictObject(shape) as unknown as z.ZodType<RowOf<C>> };
}

const numberPattern = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/;

function cellValue(cell: string, column: Column): unknown {
  if (column.cell === 'list') return cell.split('|');
  if (column.cell === 'number' && numberPattern.test(cell)) return Number(cell);
  return cell;
}

interface TableReading<C extends Columns> {
  readonly rows: readonly RowOf<C>[];
  readonly problems: readonly FactsProblem[];
}

type Report = (line: number, problem: { found: string; field?: string; expected?: string }) => void;

/**
 * Reads the text of a CSV file against its table. Rows that are right are returned even where others are wrong.
 * The row of index i stands in line i + 2 of the file: cells hold no line ends, and the head is line 1.
 */
export function readTable<C extends Columns>(table: Table<C>, content: string): TableReading<C> {
  const rows: RowOf<C>[] = [];
  const problems: FactsProblem[] = [];
  const report: Report = (line, problem) => problems.push({ file: table.file, line, ...problem });
  const [head = [], ...lines] = linesOf(content, report);
  const names = Object.keys(table.columns);
  if (head.join() !== names.join()) {
    report(1, { found: `has the columns ${head.join(', ')}`, expected: names.join(', ') });
    return { rows, problems };
  }
  const lineOfKey = new Map<string, number>();
  for (const [index, cells] of lines.entries()) {
    const line = index + 2;
    const row = rowOf(table, names, cells, line, report);
    if (!row) continue;
    const key = table.key.map((name) => row[name as keyof typeof row] ?? '').join('\u0000');
    const earlier = lineOfKey.get(key);
    if (earlier !== undefined) {
      const field = table.key.join(' + ');
      report(line, { field, found: `repeats line ${earlier}`, expected: 'a row of its own' });
      continue;
    }
    lineOfKey.set(key, line);
    rows.push(row);
  }
  return { rows, problems };
}

function linesOf(content: string, report: Report): string[][] {
  if (content.includes('\r')) report(1, { found: 'has carriage returns', expected: 'line feeds only' });
  if (content.charCodeAt(0) === 0xfeff) {
    report(1, { found: 'begins with a byte order mark', expected: 'plain UTF-8' });
  }
  const text = content.endsWith('\n') ? content.slice(0, -1) : content;
  const parsed = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' });
  for (const { row = 0, message } of parsed.errors) {
    report(row + 1, { found: message, expected: 'a regular CSV line' });
  }
  return parsed.data;
}

/** The row of a line, or nothing where something in it is wrong and was reported. */
function rowOf<C extends Columns>(
  table: Table<C>,
  names: readonly string[],
  cells: readonly string[],
  line: number,
  report: Report,
): RowOf<C> | undefined {
  if (cells.length !== names.length) {
    report(line, { found: `has ${cells.length} cells`, expected: `${names.length}, one for each column` });
    return undefined;
  }
  const raw: Record<string, unknown> = {};
  let sound = true;
  for (const [index, field] of names.entries()) {
    const cell = cells[index]!;
    if (cell === '') continue;
    if (cell.includes('\n') || cell.trim() !== cell) {
      report(line, {
        field,
        found: `"${cell}" has a line end or outer blanks`,
        expected: 'text without them',
      });
      sound = false;
    }
    raw[field] = cellValue(cell, table.columns[field]!);
  }
  const result = table.row.safeParse(raw);
  if (!result.success) {
    for (const field of new Set(result.error.issues.map((issue) => String(issue.path[0])))) {
      const cell = cells[names.indexOf(field)];
      const { expected } = table.columns[field] ?? {};
      const found = cell ? `"${cell}" does not fit` : 'is empty';
      report(line, { field, found, ...(expected ? { expected } : {}) });
    }
    return undefined;
  }
  const broken = sound ? table.check?.(result.data) : undefined;
  if (broken) report(line, broken);
  return sound && !broken ? result.data : undefined;
}
