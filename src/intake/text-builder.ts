import type { Passage, PassageKind, PassageSource } from './intake-document.ts';
import type { Budget } from './limits.ts';

export const CELL_SEPARATOR = ' | ';

export interface TableRow {
  readonly cells: readonly string[];
  readonly source?: PassageSource;
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
  table(
    rows: readonly TableRow[],
    details: { kind?: 'table' | 'teaser'; source?: PassageSource } = {},
  ): void {
    const filled = rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''));
    if (filled.length === 0) return;
    this.#part('\n\n');
    const start = this.#length;
    const rowPassages: Passage[] = [];
    filled.forEach((row, index) => {
      this.#budget.cells(row.cells.length);
      if (index % 1024 === 0) this.#budget.time();
      if (index > 0) this.#push('\n');
      const rowStart = this.#length;
      this.#push(row.cells.map(cellText).join(CELL_SEPARATOR));
      const source = row.source;
      rowPassages.push({ start: rowStart, end: this.#length, kind: 'row', ...(source && { source }) });
    });
    const kind = details.kind ?? 'table';
    const source = details.source;
    this.passages.push({ start, end: this.#length, kind, ...(source && { source }) });
    for (const passage of rowPassages) this.passages.push(passage);
    this.#lastKind = 'table';
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
