import type { IntakeDocument, IntakeNote, IntakeResult } from './intake-document.ts';
import { IntakeError } from './intake-error.ts';
import type { Budget } from './limits.ts';

/** Gathers the records of one file: those that could be read, and notes on those that could not. */
export class RecordCollector {
  readonly #budget: Budget;
  readonly #documents: IntakeDocument[] = [];
  readonly #notes: IntakeNote[] = [];

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  add(record: IntakeDocument | IntakeNote): void {
    if (!('text' in record)) {
      this.#notes.push(record);
      return;
    }
    this.#documents.push(record);
    this.#budget.entries(this.#documents.length);
    this.#budget.time();
  }

  /** @throws IntakeError where no record could be read */
  result(): IntakeResult {
    if (this.#documents.length > 0) return { documents: this.#documents, notes: this.#notes };
    const first = this.#notes[0];
    if (!first) throw new IntakeError('empty', 'The file holds no record');
    const more = this.#notes.length > 1 ? `, and ${this.#notes.length - 1} more like it` : '';
    throw new IntakeError(
      'damaged',
      `No record of the file can be read; ${first.where}: ${first.message}${more}`,
    );
  }
}
