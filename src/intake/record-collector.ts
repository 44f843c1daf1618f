import type { IntakeDocument, IntakeNote, IntakeResult } from './intake-document.ts';
import { IntakeError } from './intake-error.ts';
import type { Budget } from './limits.ts';

/** Told one by one; the rest is counted. */
const mostNotes = 100;

/** Gathers the records of one file: those that could be read, and notes on those that could not. */
export class RecordCollector {
  readonly #budget: Budget;
  readonly #documents: IntakeDocument[] = [];
  readonly #notes: IntakeNote[] = [];
  #untold = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  add(record: IntakeDocument | IntakeNote): void {
    this.#budget.time();
    if ('text' in record) {
      this.#documents.push(record);
      this.#budget.entries(this.#documents.length);
      return;
    }
    if (this.#notes.length < mostNotes) this.#notes.push(record);
    else this.#untold += 1;
  }

  /** @throws IntakeError where no record could be read */
  result(): IntakeResult {
    const notes = [...this.#notes];
    if (this.#untold > 0) notes.push({ message: `${this.#untold} more records cannot be read` });
    if (this.#documents.length > 0) return { documents: this.#documents, notes };
    const first = notes[0];
    if (!first) throw new IntakeError('empty', 'The file holds no record');
    const others = this.#notes.length + this.#untold - 1;
    const more = others > 0 ? `, and ${others} more like it` : '';
    throw new IntakeError(
      'damaged',
      `No record of the file can be read; ${first.where}: ${first.message}${more}`,
    );
  }
}
