/** Rows of the database as recorded observations; shared by everything that reads. */
import { type Kysely, sql } from 'kysely';
import type { Observation } from '../reading/observation.ts';
import type { Tables } from './tables.ts';
import type { FactDetail, RecordedObservation, RecordStatus, Standing } from './types.ts';

/** Every observation ever filed, current or not, with its source and document. */
export function selectRecorded(db: Kysely<Tables>) {
  return db
    .selectFrom('observations as o')
    .innerJoin('readings as r', 'r.id', 'o.reading_id')
    .innerJoin('documents as d', 'd.id', 'o.document_id')
    .innerJoin('sources as s', 's.id', 'o.source_id')
    .select([
      'o.id',
      'o.body',
      'o.document_id',
      'o.reading_id',
      'd.story',
      'o.status',
      'o.row_number',
      'o.note',
      'o.spec',
      'o.span',
      'o.session',
      'o.published',
      'o.available',
      'o.recorded',
      'o.source_id',
      's.name',
      's.url',
      's.voice',
      's.standing',
    ]);
}

/** Leaves only what belongs to the reading that was its lineage's latest at an instant (or is now). */
export function current(query: ReturnType<typeof selectRecorded>, known: string | undefined) {
  const latest = query.where((e) =>
    e.not(
      e.exists(
        e
          .selectFrom('readings as later')
          .select(sql.lit(1).as('one'))
          .whereRef('later.lineage', '=', 'r.lineage')
          .whereRef('later.n', '>', 'r.n')
          .$if(known !== undefined, (later) => later.where('later.recorded', '<=', known!)),
      ),
    ),
  );
  return known === undefined ? latest : latest.where('o.recorded', '<=', known);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectRecorded>['execute']>>[number];

export function toRecorded(row: Row, retracted: boolean): RecordedObservation {
  return {
    id: row.id,
    observation: JSON.parse(row.body) as Observation,
    document: row.document_id,
    reading: row.reading_id,
    story: row.story,
    source: row.name,
    sourceId: row.source_id,
    voice: row.voice,
    standing: row.standing as Standing,
    ...(row.url === null ? {} : { url: row.url }),
    ...(row.published === null ? {} : { published: row.published }),
    available: row.available,
    recorded: row.recorded,
    status: retracted ? 'retracted' : (row.status as RecordStatus),
    ...(row.row_number === null ? {} : { row: row.row_number }),
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.spec === null ? {} : { spec: row.spec }),
    ...(row.span === null ? {} : { span: row.span as NonNullable<FactDetail['span']> }),
    ...(row.session === null ? {} : { session: row.session as NonNullable<FactDetail['session']> }),
  };
}

/** The last text that belongs to a day or instant: `2025-11-20` takes in `2025-11-20T23:59Z`. */
export function endOf(moment: string): string;
export function endOf(moment: string | undefined): string | undefined;
export function endOf(moment: string | undefined): string | undefined {
  return moment === undefined ? undefined : `${moment}~`;
}
