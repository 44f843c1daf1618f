import type { Kysely } from 'kysely';
import type { Reading } from '../reading/observation.ts';
import { canonicalJson, sha256, shortDigest, storable } from './digest.ts';
import { LedgerError } from './errors.ts';
import { packNumbers } from './numbers.ts';
import { type ObservationRow, observationRow, requireSound } from './observation-row.ts';
import { type Ledger, writing } from './open.ts';
import { spanOf } from './periods.ts';
import { keepSources, sourceOf, sourceOfOrigin } from './sources.ts';
import type { Tables } from './tables.ts';
import type { DocumentInput, Source } from './types.ts';

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
 * @param reader who read it, with version, such as `rules 3`
 * @throws LedgerError `invalid` where spans and words do not agree or a number is none; `busy`
 * @example
 * await addReading(ledger, { text, origin: { kind: 'file', location: 'page.txt' } }, read({ text }), 'rules 3')
 */
export async function addReading(
  ledger: Ledger,
  document: DocumentInput,
  reading: Pick<Reading, 'observations' | 'numbers'>,
  reader: string,
): Promise<Filed> {
  const kept = storable(document);
  const observations = storable(reading.observations);
  const numbers = packNumbers(storable(reading.numbers), kept.text);
  observations.forEach((observation, index) => {
    requireSound(observation, index, kept.text);
  });
  requireDate(kept.published);
  const source = sourceOf(kept.source ?? sourceOfOrigin(kept.origin));
  const documentSha = sha256(kept.text);
  const documentId = documentSha.slice(0, 24);
  const published = kept.published ?? null;
  const digest = shortDigest(canonicalJson([reader, published, observations, numbers]));

  return writing(ledger, async (trx, recorded) => {
    await keepDocument(trx, kept, documentId, documentSha, source, recorded);
    const { current, next: n } = await place(trx, documentId, documentId);
    const unchanged = current?.digest === digest;
    const readingId = unchanged ? current.id : `${documentId}.${n}`;
    if (!unchanged) {
      await trx
        .insertInto('readings')
        .values({
          id: readingId,
          lineage: documentId,
          n,
          document_id: documentId,
          reader,
          published,
          numbers,
          digest,
          recorded,
        })
        .execute();
      const rows = observations.map((observation, position) =>
        observationRow(observation, {
          readingId,
          documentId,
          sourceId: source.id,
          position,
          published: kept.published,
          recorded,
          status: 'ok',
        }),
      );
      await keepObservations(trx, rows);
    }
    return {
      documentId,
      readingId,
      observations: observations.map((_, position) => `${readingId}.${position}`),
      unchanged,
      ...(current && !unchanged ? { supersedes: current.id } : {}),
    };
  });
}

export async function keepDocument(
  trx: Kysely<Tables>,
  document: DocumentInput,
  id: string,
  sha: string,
  source: Source,
  recorded: string,
): Promise<void> {
  await keepSources(trx, [source], recorded);
  await trx
    .insertInto('documents')
    .values({
      id,
      sha256: sha,
      text: document.text,
      title: document.title ?? null,
      media_type: document.mediaType ?? null,
      language: document.language ?? null,
      recorded,
    })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
  await trx
    .insertInto('sightings')
    .values({
      document_id: id,
      origin: document.origin.kind,
      location: document.origin.location ?? '',
      source_id: source.id,
      retrieved: document.retrieved ?? null,
      recorded,
    })
    .onConflict((conflict) => conflict.columns(['document_id', 'origin', 'location']).doNothing())
    .execute();
}

/** The latest reading of a lineage, and the number that the next one gets: free in the lineage and the document. */
export async function place(trx: Kysely<Tables>, lineage: string, documentId: string) {
  const readings = await trx
    .selectFrom('readings')
    .select(['id', 'n', 'digest', 'lineage'])
    .where((e) => e.or([e('lineage', '=', lineage), e('document_id', '=', documentId)]))
    .orderBy('n', 'desc')
    .execute();
  return {
    current: readings.find((reading) => reading.lineage === lineage),
    next: (readings[0]?.n ?? 0) + 1,
  };
}

/** In blocks, because a statement may carry only so many values (32,766 in SQLite, 65,535 in PostgreSQL). */
export async function keepObservations(trx: Kysely<Tables>, rows: readonly ObservationRow[]): Promise<void> {
  const block = 500;
  for (let from = 0; from < rows.length; from += block) {
    await trx
      .insertInto('observations')
      .values(rows.slice(from, from + block))
      .execute();
  }
}

export function requireDate(published: string | undefined): void {
  if (published === undefined || spanOf(published)) return;
  throw new LedgerError(
    'invalid',
    `The date of publication "${published}" is none; write it as 2025-11-20, or 2025-11 where only the month is known.`,
  );
}
