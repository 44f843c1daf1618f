import type { Reading } from '../reading/observation.ts';
import { canonicalJson, sha256, shortDigest, storable, withoutEmpty } from './digest.ts';
import { LedgerError } from './errors.ts';
import { keepDocument, keepReading, place, type ReadyReading } from './keep.ts';
import { packNumbers } from './numbers.ts';
import { sound } from './observation-row.ts';
import { type Ledger, writing } from './open.ts';
import { spanOf } from './periods.ts';
import { sourceOf, sourceOfOrigin } from './sources.ts';
import type { DocumentInput, Source } from './types.ts';

/** A document, what was read from it, and who read it, with version, such as `rules 3`. */
export interface ReadDocument {
  readonly document: DocumentInput;
  readonly reading: Pick<Reading, 'observations' | 'numbers'>;
  readonly reader: string;
}

/** What became of a reading that was handed in. */
export interface Filed {
  readonly documentId: string;
  readonly readingId: string;
  /** Ids of the observations, in the order of the reading. */
  readonly observations: readonly string[];
  /** Whether this very reading was there already; then nothing was written but, at most, a new sighting. */
  readonly unchanged: boolean;
  /** The reading that this one stands in place of. */
  readonly supersedes?: string;
}

/**
 * Files what was read from a document. The same text is the same document wherever it is met; the same reading of it
 * changes nothing; another reading (a newer reader, another date) supersedes the one before, which stays. When this
 * returns, the reading outlives the end of the process and of the machine.
 *
 * @throws LedgerError `invalid` where spans and words do not agree or a number is none; `busy`
 * @example
 * await addReading(ledger, { text, origin: { kind: 'file', location: 'page.txt' } }, read({ text }), 'rules 3')
 */
export async function addReading(
  ledger: Ledger,
  document: DocumentInput,
  reading: ReadDocument['reading'],
  reader: string,
): Promise<Filed> {
  const [filed] = await addReadings(ledger, [{ document, reading, reader }]);
  return filed!;
}

/** Files several documents in one transaction, which is many times faster than one by one: all of them, or none. */
export async function addReadings(ledger: Ledger, read: readonly ReadDocument[]): Promise<readonly Filed[]> {
  const ready = read.map(prepared);
  return writing(ledger, async (trx, recorded) => {
    const filed: Filed[] = [];
    for (const { document, sha, source, reading } of ready) {
      const documentId = await keepDocument(trx, document, sha, source, recorded);
      const { current, next } = await place(trx, documentId, documentId);
      const unchanged = current?.digest === reading.digest;
      const readingId = unchanged
        ? current.id
        : await keepReading(trx, reading, { documentId, lineage: documentId, n: next, recorded });
      filed.push({
        documentId,
        readingId,
        observations: reading.observations.map((_, position) => `${readingId}.${position}`),
        unchanged,
        ...(current && !unchanged ? { supersedes: current.id } : {}),
      });
    }
    return filed;
  });
}

interface Prepared {
  readonly document: DocumentInput;
  readonly sha: string;
  readonly source: Source;
  readonly reading: ReadyReading;
}

function prepared(read: ReadDocument): Prepared {
  const { document: given, reading, reader } = storable(read);
  const document = withoutEmpty(given, ['text']);
  requireDate(document.published);
  const observations = reading.observations.map((observation, position) =>
    sound(observation, position, document.text),
  );
  const numbers = packNumbers(reading.numbers, document.text);
  const source = sourceOf(document.source ?? sourceOfOrigin(document.origin));
  return {
    document,
    sha: sha256(document.text),
    source,
    reading: {
      reader,
      published: document.published,
      numbers,
      digest: shortDigest(canonicalJson([reader, document.published ?? null, observations, numbers])),
      observations: observations.map((observation) => ({
        observation,
        sourceId: source.id,
        published: document.published,
        status: 'as_published',
      })),
    },
  };
}

/** @throws LedgerError `invalid` */
export function requireDate(published: string | undefined): void {
  if (published === undefined || spanOf(published)) return;
  throw new LedgerError(
    'invalid',
    `The date of publication "${published}" is none; write it as 2025-11-20, or 2025-11 where only the month is known.`,
  );
}
