import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ChainTables, EnsembleAnswer, EnsembleTask } from '../chain/index.ts';

/** What an ensemble is of: two with the same key give the same answers. */
export function ensembleKey(task: EnsembleTask, tables: ChainTables): string {
  const { run: _, ...rest } = task;
  return createHash('sha256')
    .update(JSON.stringify([rest, tables]))
    .digest('hex')
    .slice(0, 16);
}

/**
 * Answers kept in a file, one JSON line each as they come, so that a stopped ensemble goes on where it was. The
 * first line says what the ensemble is of; a file of another ensemble is not mixed in.
 */
export class Journal {
  readonly file: string;
  readonly #known = new Map<number, EnsembleAnswer>();

  /** @throws if the file is of another ensemble */
  constructor(file: string, key: string) {
    this.file = file;
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify({ ensemble: key })}\n`);
      return;
    }
    const text = readFileSync(file, 'utf8');
    const end = text.lastIndexOf('\n') + 1;
    const [head, ...lines] = text.slice(0, end).split('\n');
    const found = head ? (JSON.parse(head) as { ensemble?: string }).ensemble : undefined;
    if (found !== key) {
      throw new Error(
        `${file} holds the runs of another ensemble (other scenario, data, seed or settings): give another file or remove it`,
      );
    }
    for (const line of lines) {
      if (line === '') continue;
      const answer = JSON.parse(line) as EnsembleAnswer;
      this.#known.set(answer.run, answer);
    }
    // A line cut short by a stop is done again.
    if (end < text.length) truncateSync(file, Buffer.byteLength(text.slice(0, end)));
  }

  answer(run: number): EnsembleAnswer | undefined {
    return this.#known.get(run);
  }

  add(answer: EnsembleAnswer): void {
    appendFileSync(this.file, `${JSON.stringify(answer)}\n`);
    this.#known.set(answer.run, answer);
  }
}
