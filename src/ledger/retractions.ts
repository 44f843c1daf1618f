import type { Kysely } from 'kysely';
import { storable } from './digest.ts';
import { LedgerError } from './errors.ts';
import { inside, type Ledger, writing } from './open.ts';
import type { Tables } from './tables.ts';
import type { Mark } from './types.ts';

export interface Retraction {
  /** Id of a document, a reading, an observation or a source. */
  readonly target: string;
  readonly who: string;
  readonly why: string;
}

/**
 * Takes a document, a reading, an observation or everything of a source out of what counts. The rows stay, with who
 * took them back, when and why; `reinstate` undoes it.
 *
 * @throws LedgerError `unknown-id`
 */
export const retract = (ledger: Ledger, retraction: Retraction): Promise<void> =>
  mark(ledger, 'retracted', retraction);

/** Lets what was retracted count again. Both marks stay. */
export const reinstate = (ledger: Ledger, retraction: Retraction): Promise<void> =>
  mark(ledger, 'reinstated', retraction);

async function mark(ledger: Ledger, kind: Mark['mark'], retraction: Retraction): Promise<void> {
  const { target, who, why } = storable(retraction);
  await writing(ledger, async (trx, recorded) => {
    for (const table of ['documents', 'readings', 'observations', 'sources'] as const) {
      const found = await trx.selectFrom(table).select('id').where('id', '=', target).executeTakeFirst();
      if (!found) continue;
      const last = await trx
        .selectFrom('marks')
        .select((e) => e.fn.max('n').as('n'))
        .executeTakeFirst();
      await trx
        .insertInto('marks')
        .values({ n: (last?.n ?? 0) + 1, target, mark: kind, who, why, recorded })
        .execute();
      return;
    }
    throw new LedgerError(
      'unknown-id',
      `There is no document, reading, observation or source "${target}" in ${ledger.location}.`,
    );
  });
}

/** Every mark that a target got, first to last. */
export async function marksOf(ledger: Ledger, target: string): Promise<readonly Mark[]> {
  const rows = await inside(ledger)
    .db.selectFrom('marks')
    .select(['mark', 'who', 'why', 'recorded'])
    .where('target', '=', target)
    .orderBy('n')
    .execute();
  return rows.map((row) => ({ ...row, mark: row.mark as Mark['mark'] }));
}

/** The mark that counts for each target, as of an instant. */
export async function lastMarks(
  db: Kysely<Tables>,
  known: string | undefined,
): Promise<ReadonlyMap<string, Mark>> {
  let query = db.selectFrom('marks').select(['target', 'mark', 'who', 'why', 'recorded']).orderBy('n');
  if (known !== undefined) query = query.where('recorded', '<=', known);
  const rows = await query.execute();
  return new Map(rows.map(({ target, ...mark }) => [target, mark as Mark]));
}

/** What is retracted, as of an instant. */
export async function retractedTargets(
  db: Kysely<Tables>,
  known: string | undefined,
): Promise<ReadonlySet<string>> {
  const marks = await lastMarks(db, known);
  return new Set([...marks].filter(([, mark]) => mark.mark === 'retracted').map(([target]) => target));
}

/** Whether an observation, or anything it belongs to, is retracted. */
export function isRetracted(
  retracted: ReadonlySet<string>,
  row: {
    readonly id: string;
    readonly reading_id: string;
    readonly document_id: string;
    readonly source_id: string;
  },
): boolean {
  return (
    retracted.has(row.id) ||
    retracted.has(row.reading_id) ||
    retracted.has(row.document_id) ||
    retracted.has(row.source_id)
  );
}
