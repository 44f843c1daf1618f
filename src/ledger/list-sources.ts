import { inside, type Ledger } from './open.ts';
import type { Source, Standing } from './types.ts';

/** A source with how much was ever filed from it. */
export interface SourceSummary extends Source {
  readonly observations: number;
  /** First and last day of publication, where known. */
  readonly firstPublished?: string;
  readonly lastPublished?: string;
}

/** Every source of an observation or a document, by voice, then name and address. */
export async function sources(ledger: Ledger): Promise<readonly SourceSummary[]> {
  const rows = await inside(ledger)
    .db.selectFrom('sources as s')
    .leftJoin('observations as o', 'o.source_id', 's.id')
    .select(['s.id', 's.name', 's.url', 's.voice', 's.standing'])
    .select((e) => [
      e.cast<number>(e.fn.count('o.id'), 'integer').as('observations'),
      e.fn.min('o.published').as('first'),
      e.fn.max('o.published').as('last'),
    ])
    .groupBy(['s.id', 's.name', 's.url', 's.voice', 's.standing'])
    .orderBy('s.voice')
    .orderBy('s.name')
    .orderBy('s.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    voice: row.voice,
    standing: row.standing as Standing,
    ...(row.url === null ? {} : { url: row.url }),
    observations: row.observations,
    ...(row.first === null ? {} : { firstPublished: row.first }),
    ...(row.last === null ? {} : { lastPublished: row.last }),
  }));
}
