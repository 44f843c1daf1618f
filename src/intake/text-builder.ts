import type { Passage, PassageKind, PassageSource } from './intake-document.ts';
import type { Budget } from './limits.ts';

export const CELL_SEPARATOR = ' | ';

export interface TableRow {
  readonly cells: readonly string[];
  readonly source?: PassageSource;
}

export interface OpenTable {
  add(row: TableRow): void;
  close(): void;
}

/** Puts a text together piece by piece and notes where each piece lies. */
export class TextBuilder {
  readonly passages: Passage[] = [];
  readonly #budget: Budget;
  readonly #parts: string[] = [];
  #length = 0;
  #lastKind: PassageKind | undefined;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  get text(): string {
    return this.#parts.join('');
  }

  get length(): number {
    return this.#length;
  }

  /** Adds one piece as a paragraph of its own; blank ones are left out. List items follow each other closely. */
  add(kind: PassageKind, content: string, details: { level?: number; source?: PassageSource } = {}): void {
    const text = content.trim();
    if (text === '') return;
    this.#part(kind === 'list' && this.#lastKind === 'list' ? '\n' : '\n\n');
    const start = this.#length;
    this.#push(text);
    this.passages.push({ start, end: this.#length, kind, ...details });
    this.#lastKind = kind;
  }

  /** Adds a table: one line a row. Empty rows are left out, empty cells are kept so that columns stay in line. */
  table(rows: Iterable<TableRow>, details: { kind?: 'table' | 'teaser'; source?: PassageSource } = {}): void {
    const table = this.openTable(details);
    for (const row of rows) table.add(row);
    table.close();
  }

  /** The same for rows that come one by one; nothing else may be added before it is closed. */
  openTable(details: { kind?: 'table' | 'teaser'; source?: PassageSource } = {}): OpenTable {
    const { kind = 'table', source } = details;
    const rows: Passage[] = [];
    const add = (row: TableRow) => {
      this.#budget.cells(row.cells.length);
      if (rows.length % 1024 === 0) this.#budget.time();
      if (row.cells.every((cell) => cell.trim() === '')) return;
      if (rows.length > 0) this.#push('\n');
      else this.#part('\n\n');
      const start = this.#length;
      this.#push(row.cells.map(cellText).join(CELL_SEPARATOR));
      rows.push({ start, end: this.#length, kind: 'row', ...(row.source && { source: row.source }) });
    };
    const close = () => {
      const first = rows[0];
      if (!first) return;
      this.passages.push({ start: first.start, end: this.#length, kind, ...(source && { source }) });
      for (const row of rows) this.passages.push(row);
      this.#lastKind = 'table';
    };
    return { add, close };
  }

  #part(separator: string): void {
    if (this.#length > 0) this.#push(separator);
  }

  #push(text: string): void {
    this.#budget.characters(text.length);
    this.#parts.push(text);
    this.#length += text.length;
  }
}

/** A cell on one line; a bar inside it would read as the end of the cell. */
function cellText(cell: string): string {
  return cell
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .trim()
    .replaceAll('|', '¦');
}
