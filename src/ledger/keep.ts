/** The writing of documents and readings, inside a transaction that the caller holds. */
import type { Kysely } from 'kysely';
import type { Observation } from '../reading/observation.ts';
import { countNumbers } from './numbers.ts';
import { type ObservationRow, observationRow } from './observation-row.ts';
import { keepSources } from './sources.ts';
import { keepSample, sampleOf, storyOf } from './story.ts';
import type { Tables } from './tables.ts';
import type { DocumentInput, FactDetail, RecordStatus, Sighting, Source } from './types.ts';

/** A reading that was checked and only has to be written. */
export interface ReadyReading {
  readonly reader: string;
  readonly published: string | undefined;
  /** Packed, see `numbers.ts`. */
  readonly numbers: string;
  readonly digest: string;
  readonly observations: readonly ReadyObservation[];
}

export interface ReadyObservation extends FactDetail {
  readonly observation: Observation;
  readonly sourceId: string;
  readonly published: string | undefined;
  readonly status: RecordStatus;
  readonly row?: number;
  readonly note?: string;
}

/** Keeps a document and where it was met, each once, and gives its id. */
export async function keepDocument(
  trx: Kysely<Tables>,
  document: DocumentInput,
  sha: string,
  source: Source,
  recorded: string,
): Promise<string> {
  const id = await keepText(trx, document, sha, recorded);
  await keepSighting(trx, id, { origin: document.origin, source, retrieved: document.retrieved, recorded });
  return id;
}

/** Keeps the text itself. What it copies is worked out here, unless that is known. */
export async function keepText(
  trx: Kysely<Tables>,
  document: Omit<DocumentInput, 'published' | 'retrieved' | 'source'>,
  sha: string,
  recorded: string,
  story?: string,
): Promise<string> {
  const id = sha.slice(0, 24);
  const known = await trx.selectFrom('documents').select('id').where('sha256', '=', sha).executeTakeFirst();
  if (known) return id;
  // Shipped files share their layout, not their news.
  const sample = document.origin.kind === 'shipped' ? [] : sampleOf(document.text);
  await trx
    .insertInto('documents')
    .values({
      id,
      sha256: sha,
      text: document.text,
      title: document.title ?? null,
      media_type: document.mediaType ?? null,
      language: document.language ?? null,
      story: story ?? (await storyOf(trx, sample)) ?? id,
      sample_size: sample.length,
      recorded,
    })
    .execute();
  await keepSample(trx, id, sample);
  return id;
}

export async function keepSighting(
  trx: Kysely<Tables>,
  documentId: string,
  sighting: Omit<Sighting, 'retrieved'> & { readonly retrieved?: string | undefined },
): Promise<void> {
  await keepSources(trx, [sighting.source], sighting.recorded);
  await trx
    .insertInto('sightings')
    .values({
      document_id: documentId,
      origin: sighting.origin.kind,
      location: sighting.origin.location ?? '',
      source_id: sighting.source.id,
      retrieved: sighting.retrieved ?? null,
      recorded: sighting.recorded,
    })
    .onConflict((conflict) => conflict.columns(['document_id', 'origin', 'location']).doNothing())
    .execute();
}

/** The latest reading of a lineage, and the number that the next one gets: free in the lineage and the document. */
export async function place(trx: Kysely<Tables>, lineage: string, documentId: string) {
  const readings = await trx
    .selectFrom('readings')
    .select(['id', 'n', 'digest', 'lineage', 'recorded'])
    .where((e) => e.or([e('lineage', '=', lineage), e('document_id', '=', documentId)]))
    .orderBy('n', 'desc')
    .execute();
  return {
    current: readings.find((reading) => reading.lineage === lineage),
    next: (readings[0]?.n ?? 0) + 1,
  };
}

interface ReadingPlace {
  readonly documentId: string;
  readonly lineage: string;
  readonly n: number;
  readonly recorded: string;
}

/** Keeps a reading with its observations, and gives its id. */
export async function keepReading(
  trx: Kysely<Tables>,
  reading: ReadyReading,
  { documentId, lineage, n, recorded }: ReadingPlace,
): Promise<string> {
  const readingId = `${documentId}.${n}`;
  const count = countNumbers(reading.numbers);
  await trx
    .insertInto('readings')
    .values({
      id: readingId,
      lineage,
      n,
      document_id: documentId,
      reader: reading.reader,
      published: reading.published ?? null,
      observation_count: reading.observations.length,
      number_count: count.numbers,
      unread_count: count.unread,
      numbers: reading.numbers,
      digest: reading.digest,
      recorded,
    })
    .execute();
  const rows = reading.observations.map(({ observation, ...rest }, position) =>
    observationRow(observation, { ...rest, readingId, documentId, position, recorded }),
  );
  await keepObservations(trx, rows);
  return readingId;
}

/** In blocks, because a statement may carry only so many values (32,766 in SQLite, 65,535 in PostgreSQL). */
async function keepObservations(trx: Kysely<Tables>, rows: readonly ObservationRow[]): Promise<void> {
  const block = 500;
  for (let from = 0; from < rows.length; from += block) {
    await trx
      .insertInto('observations')
      .values(rows.slice(from, from + block))
      .execute();
  }
}
