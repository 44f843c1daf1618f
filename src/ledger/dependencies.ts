import type { Kysely } from 'kysely';
import { groupBy } from './collect.ts';
import { storable } from './digest.ts';
import { inside, type Ledger, writing } from './open.ts';
import { lastMarks } from './retractions.ts';
import type { Tables } from './tables.ts';
import type { Mark } from './types.ts';

/** Something that was worked out from the ledger: a verdict, a brief, a derived figure, a run of the model. */
export interface Dependent {
  readonly kind: 'verdict' | 'brief' | 'derived' | 'run';
  /** An id of the ledger, or the caller's own name for it. */
  readonly id: string;
}

/** A dependent that no longer stands on what it was worked out from. */
export interface Stale extends Dependent {
  readonly reasons: readonly StaleReason[];
}

export interface StaleReason {
  /** The document, observation or other dependent that it rests on. */
  readonly restsOn: string;
  /** `retracted`; `superseded` by a reading that no longer states it; `stale` itself. */
  readonly why: 'retracted' | 'superseded' | 'stale';
  /** Who retracted it, when and why. */
  readonly mark?: Mark;
}

/**
 * Files what something rests on: ids of documents and observations, or of other dependents.
 *
 * @example await restOn(ledger, { kind: 'brief', id: 'brief 2025-11-20' }, observationIds)
 */
export async function restOn(
  ledger: Ledger,
  dependent: Dependent,
  grounds: readonly string[],
): Promise<void> {
  await writing(ledger, (trx, recorded) =>
    keepDependencies(trx, storable(dependent), storable(grounds), recorded),
  );
}

/** The dependent of a kind that was filed last, and when; nothing where there is none. */
export async function lastFiled(
  ledger: Ledger,
  kind: Dependent['kind'],
): Promise<(Dependent & { readonly recorded: string }) | undefined> {
  const row = await inside(ledger)
    .db.selectFrom('dependencies')
    .select(['dependent as id', 'recorded'])
    .where('dependent_kind', '=', kind)
    .orderBy('recorded', 'desc')
    .orderBy('dependent')
    .limit(1)
    .executeTakeFirst();
  return row && { kind, ...row };
}

export async function keepDependencies(
  trx: Kysely<Tables>,
  dependent: Dependent,
  grounds: readonly string[],
  recorded: string,
): Promise<void> {
  const rows = [...new Set(grounds)].map((ground) => ({
    dependent: dependent.id,
    dependent_kind: dependent.kind,
    rests_on: ground,
    recorded,
  }));
  for (let from = 0; from < rows.length; from += 1000) {
    await trx
      .insertInto('dependencies')
      .values(rows.slice(from, from + 1000))
      .onConflict((conflict) => conflict.columns(['dependent', 'rests_on']).doNothing())
      .execute();
  }
}

/** Everything that rests on a document, observation or dependent, at first or second hand. */
export async function dependentsOf(ledger: Ledger, id: string): Promise<readonly Dependent[]> {
  const { db } = inside(ledger);
  const rows = await db
    .withRecursive('reached', (e) =>
      e
        .selectFrom('dependencies as d')
        .leftJoin('observations as o', 'o.id', 'd.rests_on')
        .select(['d.dependent', 'd.dependent_kind'])
        .where((where) => where.or([where('d.rests_on', '=', id), where('o.document_id', '=', id)]))
        .union(
          e
            .selectFrom('dependencies as d')
            .innerJoin('reached', 'reached.dependent', 'd.rests_on')
            .select(['d.dependent', 'd.dependent_kind']),
        ),
    )
    .selectFrom('reached')
    .selectAll()
    .orderBy('dependent_kind')
    .orderBy('dependent')
    .execute();
  return rows.map((row) => ({ kind: row.dependent_kind as Dependent['kind'], id: row.dependent }));
}

/**
 * Everything on file that rests on something retracted, on an observation that the current reading of its document
 * no longer states, or on something stale. Nothing where all is well.
 */
export async function stale(ledger: Ledger): Promise<readonly Stale[]> {
  const { db } = inside(ledger);
  const rows = await db
    .selectFrom('dependencies as d')
    .leftJoin('observations as o', 'o.id', 'd.rests_on')
    .leftJoin('readings as r', 'r.id', 'o.reading_id')
    .select(['d.dependent', 'd.dependent_kind', 'd.rests_on'])
    .select(['o.id', 'o.reading_id', 'o.document_id', 'o.source_id', 'o.digest'])
    .select((e) =>
      e
        .selectFrom('readings as later')
        .select('later.id')
        .whereRef('later.lineage', '=', 'r.lineage')
        .whereRef('later.n', '>', 'r.n')
        .orderBy('later.n', 'desc')
        .limit(1)
        .as('later_reading'),
    )
    // A verdict that was judged again since is history, not stale.
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('verdicts as v')
            .innerJoin('checks as c', 'c.id', 'v.check_id')
            .innerJoin('checks as again', 'again.document_id', 'c.document_id')
            .select('again.id')
            .whereRef('v.id', '=', 'd.dependent')
            .whereRef('again.n', '>', 'c.n'),
        ),
      ),
    )
    .orderBy('d.dependent')
    .orderBy('d.rests_on')
    .execute();
  const marks = await lastMarks(db, undefined);
  const retracted = new Set([...marks].filter(([, mark]) => mark.mark === 'retracted').map(([id]) => id));
  const restated = await statedAgain(db, rows);

  const reasons = new Map<string, { kind: Dependent['kind']; reasons: StaleReason[] }>();
  const waiting: string[] = [];
  const add = (row: (typeof rows)[number], reason: StaleReason): void => {
    const known = reasons.get(row.dependent);
    if (known) known.reasons.push(reason);
    else {
      reasons.set(row.dependent, { kind: row.dependent_kind as Dependent['kind'], reasons: [reason] });
      waiting.push(row.dependent);
    }
  };
  for (const row of rows) {
    const { id, reading_id, document_id, source_id, rests_on: restsOn } = row;
    const parts = [restsOn, ...[reading_id, document_id, source_id].filter((part) => part !== null)];
    const gone = parts.find((part) => retracted.has(part));
    const mark = gone === undefined ? undefined : marks.get(gone);
    if (mark) add(row, { restsOn, why: 'retracted', mark });
    else if (
      id !== null &&
      row.later_reading !== null &&
      !restated.has(`${row.later_reading} ${row.digest}`)
    ) {
      add(row, { restsOn, why: 'superseded' });
    }
  }
  const byGround = groupBy(rows, (row) => row.rests_on);
  for (let ground = waiting.shift(); ground !== undefined; ground = waiting.shift()) {
    for (const row of byGround.get(ground) ?? []) add(row, { restsOn: ground, why: 'stale' });
  }
  return [...reasons].map(([id, entry]) => ({ id, kind: entry.kind, reasons: entry.reasons }));
}

/** Which observations of superseded readings the later reading states just the same: `<reading> <digest>`. */
async function statedAgain(
  db: Kysely<Tables>,
  rows: readonly { readonly later_reading: string | null }[],
): Promise<ReadonlySet<string>> {
  const readings = [
    ...new Set(rows.flatMap((row) => (row.later_reading === null ? [] : [row.later_reading]))),
  ];
  const stated = new Set<string>();
  for (let from = 0; from < readings.length; from += 1000) {
    const found = await db
      .selectFrom('observations')
      .select(['reading_id', 'digest'])
      .where('reading_id', 'in', readings.slice(from, from + 1000))
      .execute();
    for (const row of found) stated.add(`${row.reading_id} ${row.digest}`);
  }
  return stated;
}
