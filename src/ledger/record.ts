import { sql } from 'kysely';
import type { Kind } from '../reading/observation.ts';
import { inside, type Ledger } from './open.ts';
import { current, endOf, selectRecorded, toRecorded } from './recorded.ts';
import { isRetracted, retractedTargets } from './retractions.ts';
import type { AsOf, RecordedObservation } from './types.ts';

export interface RecordRequest {
  readonly asOf?: AsOf;
  /** Only these kinds; all where not said. */
  readonly kinds?: readonly Kind[];
  /** Only these materials or companies. */
  readonly subjects?: readonly string[];
  /** Without what these voices say: samples are no evidence. */
  readonly exceptVoices?: readonly string[];
  /** With what was retracted, marked so; left out where not said. */
  readonly retracted?: boolean;
}

/**
 * What is on record: the observations of every document's current reading, as of a moment, in the order of their
 * periods. A superseded reading counts where `asOf.known` lies before its successor.
 *
 * @example await record(ledger, { asOf: { published: '2025-11-20' }, kinds: ['trade'] })
 */
export async function record(
  ledger: Ledger,
  request: RecordRequest = {},
): Promise<readonly RecordedObservation[]> {
  const { db } = inside(ledger);
  const known = endOf(request.asOf?.known);
  const published = endOf(request.asOf?.published);
  let query = current(selectRecorded(db), known)
    .orderBy((e) => e.fn.coalesce('o.period_end', sql.lit('')))
    .orderBy('o.available')
    .orderBy('o.reading_id')
    .orderBy('o.position');
  if (published !== undefined) query = query.where('o.available', '<=', published);
  if (request.kinds) query = query.where('o.kind', 'in', request.kinds);
  if (request.subjects) query = query.where('o.subject', 'in', request.subjects);
  const rows = await query.execute();
  const retracted = await retractedTargets(db, known);
  const result: RecordedObservation[] = [];
  for (const row of rows) {
    if (request.exceptVoices?.includes(row.voice)) continue;
    const gone = retracted.size > 0 && isRetracted(retracted, row);
    if (!gone || request.retracted) result.push(toRecorded(row, gone));
  }
  return result;
}

/**
 * One observation by its id, whether or not it still counts, or undefined where there is none.
 * `current` is false where a later reading of its document stands in its place.
 */
export async function observationById(
  ledger: Ledger,
  id: string,
): Promise<(RecordedObservation & { readonly current: boolean }) | undefined> {
  const { db } = inside(ledger);
  const row = await selectRecorded(db).where('o.id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const latest = await current(selectRecorded(db).where('o.id', '=', id), undefined).executeTakeFirst();
  const retracted = await retractedTargets(db, undefined);
  return { ...toRecorded(row, isRetracted(retracted, row)), current: latest !== undefined };
}
