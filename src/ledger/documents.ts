import type { Kysely } from 'kysely';
import type { NumberAccount, Observation } from '../reading/observation.ts';
import { groupBy } from './collect.ts';
import { sha256, storableText } from './digest.ts';
import { unpackNumbers } from './numbers.ts';
import { inside, type Ledger } from './open.ts';
import { endOf } from './recorded.ts';
import { lastMarks } from './retractions.ts';
import type { Tables } from './tables.ts';
import type {
  DocumentSummary,
  Mark,
  OriginKind,
  ReadingSummary,
  Sighting,
  Standing,
  StoredDocument,
} from './types.ts';

export interface DocumentsRequest {
  /** Only those met at such an origin: `url`, `file`, `stdin`, `shipped`. */
  readonly origin?: OriginKind;
  /** Only those recorded after this instant. */
  readonly recordedAfter?: string;
  /** At most so many, the latest recorded first; 100 where not said. */
  readonly limit?: number;
  /** How many to pass over, for pages. */
  readonly offset?: number;
}

/** The documents on file, the latest recorded first, without their texts. */
export async function documents(
  ledger: Ledger,
  request: DocumentsRequest = {},
): Promise<readonly DocumentSummary[]> {
  const { db } = inside(ledger);
  const { origin, recordedAfter } = request;
  let query = db
    .selectFrom('documents as d')
    .select(['d.id', 'd.sha256', 'd.title', 'd.media_type', 'd.language', 'd.story', 'd.recorded'])
    .orderBy('d.recorded', 'desc')
    .orderBy('d.id')
    .limit(request.limit ?? 100)
    .offset(request.offset ?? 0);
  if (recordedAfter !== undefined) query = query.where('d.recorded', '>', endOf(recordedAfter));
  if (origin !== undefined) {
    query = query.where((e) =>
      e.exists(
        e
          .selectFrom('sightings as met')
          .select('met.document_id')
          .whereRef('met.document_id', '=', 'd.id')
          .where('met.origin', '=', origin),
      ),
    );
  }
  return withHistory(db, await query.execute());
}

/** A document by its id, whole, or undefined where there is none. */
export async function documentById(ledger: Ledger, id: string): Promise<StoredDocument | undefined> {
  const { db } = inside(ledger);
  const row = await db.selectFrom('documents').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const [summary] = await withHistory(db, [row]);
  return { ...summary!, text: row.text };
}

/** Whether a text is on file, by its id; ask before reading it again. */
export async function documentWithText(ledger: Ledger, text: string): Promise<string | undefined> {
  const row = await inside(ledger)
    .db.selectFrom('documents')
    .select('id')
    .where('sha256', '=', sha256(storableText(text)))
    .executeTakeFirst();
  return row?.id;
}

/** Documents met at an address or path, the latest recorded first. */
export async function documentsAt(ledger: Ledger, location: string): Promise<readonly DocumentSummary[]> {
  const { db } = inside(ledger);
  const rows = await db
    .selectFrom('documents as d')
    .innerJoin('sightings as met', 'met.document_id', 'd.id')
    .select(['d.id', 'd.sha256', 'd.title', 'd.media_type', 'd.language', 'd.story', 'd.recorded'])
    .distinct()
    .where('met.location', '=', location)
    .orderBy('d.recorded', 'desc')
    .orderBy('d.id')
    .execute();
  return withHistory(db, rows);
}

/** A reading as it was filed. */
export interface StoredReading {
  readonly id: string;
  readonly documentId: string;
  readonly reader: string;
  readonly published?: string;
  readonly recorded: string;
  readonly observations: readonly Observation[];
  readonly numbers: readonly NumberAccount[];
}

/** A reading by its id, or the current one of a document by the document's id; undefined where there is none. */
export async function readingById(ledger: Ledger, id: string): Promise<StoredReading | undefined> {
  const { db } = inside(ledger);
  const row = await db
    .selectFrom('readings as r')
    .innerJoin('documents as d', 'd.id', 'r.document_id')
    .select(['r.id', 'r.document_id', 'r.reader', 'r.published', 'r.recorded', 'r.numbers', 'd.text'])
    .where((e) => e.or([e('r.id', '=', id), e('r.document_id', '=', id)]))
    .orderBy('r.n', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const bodies = await db
    .selectFrom('observations')
    .select('body')
    .where('reading_id', '=', row.id)
    .orderBy('position')
    .execute();
  return {
    id: row.id,
    documentId: row.document_id,
    reader: row.reader,
    ...(row.published === null ? {} : { published: row.published }),
    recorded: row.recorded,
    observations: bodies.map(({ body }) => JSON.parse(body) as Observation),
    numbers: unpackNumbers(row.numbers, row.text),
  };
}

interface DocumentRow {
  readonly id: string;
  readonly sha256: string;
  readonly title: string | null;
  readonly media_type: string | null;
  readonly language: string | null;
  readonly story: string;
  readonly recorded: string;
}

async function withHistory(
  db: Kysely<Tables>,
  rows: readonly DocumentRow[],
): Promise<readonly DocumentSummary[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const sightings = await sightingsByDocument(db, ids);
  const readings = groupBy(await readingsOf(db, ids), ([id]) => id);
  const marks = await lastMarks(db, undefined);
  return rows.map((row) => {
    const read = (readings.get(row.id) ?? []).map(([, reading]) => reading);
    const published = read.at(-1)?.published;
    const mark: Mark | undefined = marks.get(row.id);
    return {
      id: row.id,
      sha256: row.sha256,
      ...(row.title === null ? {} : { title: row.title }),
      ...(row.media_type === null ? {} : { mediaType: row.media_type }),
      ...(row.language === null ? {} : { language: row.language }),
      ...(published === undefined ? {} : { published }),
      recorded: row.recorded,
      story: row.story,
      sightings: sightings.get(row.id) ?? [],
      readings: read,
      ...(mark?.mark === 'retracted' ? { retracted: mark } : {}),
    };
  });
}

/** Where each of some documents was met, first to last. */
export async function sightingsByDocument(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Sighting[]>> {
  const sightings = new Map<string, Sighting[]>();
  for (let from = 0; from < ids.length; from += 1000) {
    const rows = await db
      .selectFrom('sightings as met')
      .innerJoin('sources as s', 's.id', 'met.source_id')
      .select(['met.document_id', 'met.origin', 'met.location', 'met.retrieved', 'met.recorded'])
      .select(['s.id', 's.name', 's.url', 's.voice', 's.standing'])
      .where('met.document_id', 'in', ids.slice(from, from + 1000))
      .orderBy('met.recorded')
      .orderBy('met.location')
      .execute();
    for (const row of rows) {
      const known = sightings.get(row.document_id) ?? [];
      sightings.set(row.document_id, known);
      known.push({
        origin: {
          kind: row.origin as OriginKind,
          ...(row.location === '' ? {} : { location: row.location }),
        },
        source: {
          id: row.id,
          name: row.name,
          voice: row.voice,
          standing: row.standing as Standing,
          ...(row.url === null ? {} : { url: row.url }),
        },
        ...(row.retrieved === null ? {} : { retrieved: row.retrieved }),
        recorded: row.recorded,
      });
    }
  }
  return sightings;
}

async function readingsOf(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<readonly (readonly [string, ReadingSummary])[]> {
  const rows = await db
    .selectFrom('readings')
    .select(['id', 'document_id', 'reader', 'published', 'recorded'])
    .select(['observation_count', 'number_count', 'unread_count'])
    .where('document_id', 'in', ids)
    .orderBy('n')
    .execute();
  return rows.map((row) => [
    row.document_id,
    {
      id: row.id,
      reader: row.reader,
      ...(row.published === null ? {} : { published: row.published }),
      recorded: row.recorded,
      observations: row.observation_count,
      numbers: row.number_count,
      unread: row.unread_count,
    },
  ]);
}
