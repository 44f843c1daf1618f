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

/**
 * Reads the text of a CSV file against its table. Rows that are right are returned even where others are wrong.
 * The row of index i stands in line i + 2 of the file: cells hold no line ends, and the head is line 1.
 */
export function readTable<C extends Columns>(table: Table<C>, content: string): TableReading<C> {
  const { file, columns } = table;
  const names = Object.keys(columns);
  const rows: RowOf<C>[] = [];
  const problems: FactsProblem[] = [];
  const report = (line: number, found: string, field?: string, expected?: string) =>
    problems.push({ file, line, found, ...(field ? { field } : {}), ...(expected ? { expected } : {}) });

  if (content.includes('\r')) report(1, 'has carriage returns', undefined, 'a file with line feeds only');
  if (content.charCodeAt(0) === 0xfeff) report(1, 'begins with a byte order mark', undefined, 'plain UTF-8');
  const parsed = Papa.parse<string[]>(content.endsWith('\n') ? content.slice(0, -1) : content, {
    delimiter: ',',
    newline: '\n',
  });
  for (const error of parsed.errors)
    report((error.row ?? 0) + 1, error.message, undefined, 'a regular CSV line');
  const [head = [], ...lines] = parsed.data;
  if (head.join() !== names.join()) {
    report(1, `has the columns ${head.join(', ')}`, undefined, names.join(', '));
    return { rows, problems };
  }

  const lineOfKey = new Map<string, number>();
  for (const [index, cells] of lines.entries()) {
    const line = index + 2;
    if (cells.length !== names.length) {
      report(line, `has ${cells.length} cells`, undefined, `${names.length}, one for each column`);
      continue;
    }
    const raw: Record<string, unknown> = {};
    let sound = true;
    for (let i = 0; i < names.length; i++) {
      const name = names[i]!;
      const cell = cells[i]!;
      if (cell === '') continue;
      if (cell.includes('\n') || cell.trim() !== cell) {
        report(line, `"${cell}" has a line end or outer blanks`, name, 'text without them');
        sound = false;
      }
      raw[name] = cellValue(cell, columns[name]!);
    }
    const result = table.row.safeParse(raw);
    if (!result.success) {
      for (const name of new Set(result.error.issues.map((issue) => String(issue.path[0])))) {
        const cell = cells[names.indexOf(name)];
        report(line, cell ? `"${cell}" does not fit` : 'is empty', name, columns[name]?.expected);
      }
      continue;
    }
    if (!sound) continue;
    const broken = table.check?.(result.data);
    if (broken) {
      report(line, broken.found, broken.field, broken.expected);
      continue;
    }
    const key = table.key.map((name) => raw[name] ?? '').join('\u0000');
    const earlier = lineOfKey.get(key);
    if (earlier !== undefined) {
      report(line, `repeats line ${earlier}`, table.key.join(' + '), 'a row of its own');
      continue;
    }
    lineOfKey.set(key, line);
    rows.push(result.data);
  }
  return { rows, problems };
}
