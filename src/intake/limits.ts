import { IntakeError } from './intake-error.ts';

/** How much of a document is read before it is refused. All can be raised by the caller. */
export interface Limits {
  /** Size of the file or answer. */
  readonly bytes: number;
  /** Size of what a workbook, or one part of a PDF, unfolds to. */
  readonly unpackedBytes: number;
  /** Length of the text that comes out. */
  readonly characters: number;
  readonly pages: number;
  /** Cells of all tables and sheets together. */
  readonly cells: number;
  /** Entries of a feed, records of a JSON lines file that is held in memory. */
  readonly entries: number;
  /** Nesting of markup; deeper tags are dropped, their text stays. */
  readonly depth: number;
  /** Milliseconds for one file; looked at between rows, pages and entries. */
  readonly timeMs: number;
}

export const defaultLimits: Limits = {
  bytes: 64 * 1024 * 1024,
  unpackedBytes: 192 * 1024 * 1024,
  characters: 16 * 1024 * 1024,
  pages: 1_000,
  cells: 1_000_000,
  entries: 200_000,
  depth: 256,
  timeMs: 30_000,
};

/** Counts what one document has used, and throws where it is too much. */
export class Budget {
  readonly limits: Limits;
  readonly #origin: string;
  readonly #deadline: number;
  #cells = 0;
  #characters = 0;

  constructor(limits: Limits, origin: string) {
    this.limits = limits;
    this.#origin = origin;
    this.#deadline = performance.now() + limits.timeMs;
  }

  time(): void {
    if (performance.now() <= this.#deadline) return;
    throw new IntakeError('too-slow', `Reading took longer than ${this.limits.timeMs / 1000} s`, {
      where: this.#origin,
      remedy: 'Split the document, or raise the limit `timeMs`.',
    });
  }

  cells(count: number): void {
    this.#cells += count;
    this.#hold(this.#cells, this.limits.cells, 'cells');
  }

  characters(count: number): void {
    this.#characters += count;
    this.#hold(this.#characters, this.limits.characters, 'characters');
  }

  pages(count: number): void {
    this.#hold(count, this.limits.pages, 'pages');
  }

  entries(count: number): void {
    this.#hold(count, this.limits.entries, 'entries');
  }

  #hold(count: number, limit: number, name: 'cells' | 'characters' | 'pages' | 'entries'): void {
    if (count <= limit) return;
    throw new IntakeError('too-large', `The document has more than ${limit} ${name}`, {
      where: this.#origin,
      remedy: `Split it, or raise the limit \`${name}\`.`,
    });
  }
}

/** Refuses bytes over the limit before anything is made of them. */
export function checkSize(size: number, limits: Limits, origin: string): void {
  if (size <= limits.bytes) return;
  throw new IntakeError('too-large', `The document has more than ${limits.bytes} bytes`, {
    where: origin,
    remedy: 'Split it, or raise the limit `bytes`.',
  });
}
