import { sha256 } from './digest.ts';
import { inside, type Ledger } from './open.ts';
import { SCHEMA_VERSION } from './schema.ts';

export interface LedgerState {
  readonly schemaVersion: number;
  readonly documents: number;
  readonly readings: number;
  readonly observations: number;
  readonly sources: number;
  readonly checks: number;
  readonly retractions: number;
  /** When something was last written, ISO; undefined for an empty ledger. */
  readonly lastRecorded?: string;
}

const COUNTED = ['documents', 'readings', 'observations', 'sources', 'checks'] as const;

/** How much is on file. */
export async function ledgerState(ledger: Ledger): Promise<LedgerState> {
  const { db } = inside(ledger);
  const counts: Record<string, number> = {};
  for (const table of [...COUNTED, 'marks'] as const) {
    const row = await db
      .selectFrom(table)
      .select((e) => e.cast<number>(e.fn.countAll(), 'integer').as('count'))
      .executeTakeFirstOrThrow();
    counts[table] = row.count;
  }
  const last: (string | null | undefined)[] = [];
  for (const table of ['readings', 'sightings', 'checks', 'marks'] as const) {
    const row = await db
      .selectFrom(table)
      .select((e) => e.fn.max('recorded').as('recorded'))
      .executeTakeFirst();
    last.push(row?.recorded);
  }
  const lastRecorded = last
    .filter((instant) => instant != null)
    .sort()
    .at(-1);
  const { marks: retractions = 0, ...rest } = counts;
  return {
    schemaVersion: SCHEMA_VERSION,
    ...(rest as Record<(typeof COUNTED)[number], number>),
    retractions,
    ...(lastRecorded == null ? {} : { lastRecorded }),
  };
}

/**
 * Looks through the whole ledger for damage: the database's own check, every document against its digest, and every
 * observation's words against its document. Says what is wrong in words; empty where nothing is. Takes seconds for
 * large ledgers.
 */
export async function verify(ledger: Ledger): Promise<readonly string[]> {
  const { db, database } = inside(ledger);
  const problems = [...(await database.verify(db))];
  const ids = await db.selectFrom('documents').select('id').orderBy('id').execute();
  for (const { id } of ids) {
    const document = await db
      .selectFrom('documents')
      .select(['sha256', 'text'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (sha256(document.text) !== document.sha256) {
      problems.push(`document ${id}: its text is not the one that was filed`);
    }
    const observations = await db
      .selectFrom('readings as r')
      .innerJoin('observations as o', 'o.reading_id', 'r.id')
      .select(['o.id', 'o.body'])
      .where('r.document_id', '=', id)
      .orderBy('o.id')
      .execute();
    for (const observation of observations) {
      const { quote, start, end } = JSON.parse(observation.body);
      if (document.text.slice(start, end) !== quote) {
        problems.push(`observation ${observation.id}: its words do not stand where it says`);
      }
    }
  }
  return problems;
}
