import { sql } from 'kysely';
import type { Kind, Observation } from '../reading/observation.ts';
import { inside, type Ledger } from './open.ts';
import { isRetracted, retractedTargets } from './retractions.ts';
import type { AsOf, RecordedObservation, RecordStatus, Standing } from './types.ts';

export interface RecordRequest {
  readonly asOf?: AsOf;
  /** Only these kinds; all where not said. */
  readonly kinds?: readonly Kind[];
  readonly subjects?: readonly string[];
  /** With what was retracted, marked so; left out where not said. */
  readonly retracted?: boolean;
}

/**
 * What is on record: the observations of every document's current reading, as of a moment, in the order of their
 * periods. A superseded reading counts where `asOf.known` lies before its successor.
 *
 * @example record(ledger, { asOf: { published: '2025-11-20' }, kinds: ['trade'] })
 */
export async function record(
  ledger: Ledger,
  request: RecordRequest = {},
): Promise<readonly RecordedObservation[]> {
  const { db } = inside(ledger);
  const known = endOf(request.asOf?.known);
  const published = endOf(request.asOf?.published);
  let query = db
    .selectFrom('observations as o')
    .innerJoin('readings as r', 'r.id', 'o.reading_id')
    .innerJoin('sources as s', 's.id', 'o.source_id')
    .select([
      'o.id',
      'o.body',
      'o.document_id',
      'o.reading_id',
      'o.status',
      'o.row_number',
      'o.note',
      'o.published',
      'o.available',
      'o.recorded',
      's.id as source_id',
      's.name',
      's.url',
      's.voice',
      's.standing',
    ])
    .where((e) =>
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
    )
    .orderBy((e) => e.fn.coalesce('o.period_end', sql.lit('')))
    .orderBy('o.available')
    .orderBy('o.id');
  if (known !== undefined) query = query.where('o.recorded', '<=', known);
  if (published !== undefined) query = query.where('o.available', '<=', published);
  if (request.kinds) query = query.where('o.kind', 'in', request.kinds);
  if (request.subjects) query = query.where('o.subject', 'in', request.subjects);
  const rows = await query.execute();
  const retracted = await retractedTargets(db, known);
  const result: RecordedObservation[] = [];
  for (const row of rows) {
    const gone = retracted.size > 0 && isRetracted(retracted, row);
    if (gone && !request.retracted) continue;
    result.push({
      id: row.id,
      observation: JSON.parse(row.body) as Observation,
      documentId: row.document_id,
      source: row.source_id,
      publisher: row.name,
      voice: row.voice,
      standing: row.standing as Standing,
      ...(row.url === null ? {} : { url: row.url }),
      ...(row.published === null ? {} : { published: row.published }),
      available: row.available,
      recorded: row.recorded,
      status: gone ? 'retracted' : (row.status as RecordStatus),
      ...(row.row_number === null ? {} : { row: row.row_number }),
      ...(row.note === null ? {} : { note: row.note }),
    });
  }
  return result;
}

/** The last text that belongs to a day or instant: `2025-11-20` takes in `2025-11-20T23:59Z`. */
function endOf(moment: string | undefined): string | undefined {
  return moment === undefined ? undefined : `${moment}~`;
}
