import type { Kysely } from 'kysely';
import type { JudgedStatement, Verdict } from '../judging/verdict.ts';
import { groupBy } from './collect.ts';
import { keepDependencies } from './dependencies.ts';
import { canonicalJson, shortDigest, storable } from './digest.ts';
import { LedgerError } from './errors.ts';
import { inside, type Ledger, writing } from './open.ts';
import { endOf } from './recorded.ts';
import type { Tables } from './tables.ts';

/** The result of checking one document. */
export interface CheckInput {
  readonly documentId: string;
  /** Who judged, with version, such as `judge 2`. */
  readonly judge: string;
  /** The day that it was judged as of, ISO. */
  readonly asOf?: string;
  readonly statements: readonly JudgedStatement[];
}

export interface FiledStatement extends JudgedStatement {
  readonly id: string;
}

export interface FiledCheck {
  readonly id: string;
  readonly documentId: string;
  readonly judge: string;
  readonly asOf?: string;
  readonly recorded: string;
  readonly statements: readonly FiledStatement[];
}

/**
 * Files what became of a document's statements. Every verdict is on file as resting on the document and on the ledger
 * rows that its evidence names, so that `stale` finds it when one of them is taken back. The same result of the same
 * judge as the last one changes nothing.
 *
 * @returns id of the check
 * @throws LedgerError `unknown-id` where the document is not on file
 */
export async function fileCheck(ledger: Ledger, check: CheckInput): Promise<string> {
  const { documentId, judge, statements, asOf = null } = storable(check);
  const digest = shortDigest(canonicalJson([judge, asOf, statements]));
  return writing(ledger, async (trx, recorded) => {
    const document = await trx
      .selectFrom('documents')
      .select('id')
      .where('id', '=', documentId)
      .executeTakeFirst();
    if (!document) {
      throw new LedgerError('unknown-id', `There is no document "${documentId}" in ${ledger.location}.`);
    }
    const last = await trx
      .selectFrom('checks')
      .select(['id', 'n', 'digest'])
      .where('document_id', '=', documentId)
      .orderBy('n', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (last?.digest === digest) return last.id;
    const n = (last?.n ?? 0) + 1;
    const id = `${documentId}.c${n}`;
    await trx
      .insertInto('checks')
      .values({ id, document_id: documentId, n, judge, as_of: asOf, digest, recorded })
      .execute();
    for (const [position, statement] of statements.entries()) {
      const verdictId = `${id}.${position}`;
      await trx
        .insertInto('verdicts')
        .values({
          id: verdictId,
          check_id: id,
          position,
          kind: statement.kind,
          verdict: statement.verdict,
          body: JSON.stringify(statement),
        })
        .execute();
      const rows = statement.evidence.filter((evidence) => evidence.type === 'record');
      const grounds = rows.flatMap((evidence) => (evidence.ref === undefined ? [] : [evidence.ref]));
      await keepDependencies(trx, { kind: 'verdict', id: verdictId }, [documentId, ...grounds], recorded);
    }
    return id;
  });
}

export interface ChecksRequest {
  readonly documentId?: string;
  /** Only those recorded after this instant, such as that of the last brief. */
  readonly recordedAfter?: string;
  /** With checks that a later one of the same document stands in place of; left out where not said. */
  readonly superseded?: boolean;
}

const allChecks = (db: Kysely<Tables>) =>
  db.selectFrom('checks as c').select(['c.id', 'c.document_id', 'c.judge', 'c.as_of', 'c.recorded']);

/** Without those that a later check of the same document stands in place of. */
const latestChecks = (db: Kysely<Tables>) =>
  allChecks(db).where((e) =>
    e.not(
      e.exists(
        e
          .selectFrom('checks as later')
          .select('later.id')
          .whereRef('later.document_id', '=', 'c.document_id')
          .whereRef('later.n', '>', 'c.n'),
      ),
    ),
  );

/** Filed checks, first to last. */
export async function checks(ledger: Ledger, request: ChecksRequest = {}): Promise<readonly FiledCheck[]> {
  const { db } = inside(ledger);
  let query = (request.superseded ? allChecks(db) : latestChecks(db))
    .orderBy('c.recorded')
    .orderBy('c.document_id')
    .orderBy('c.n');
  if (request.documentId !== undefined) query = query.where('c.document_id', '=', request.documentId);
  if (request.recordedAfter !== undefined)
    query = query.where('c.recorded', '>', endOf(request.recordedAfter));
  const rows = await query.execute();
  const verdicts = await db
    .selectFrom('verdicts as v')
    .innerJoin(query.as('chosen'), 'chosen.id', 'v.check_id')
    .select(['v.id', 'v.check_id', 'v.body'])
    .orderBy('v.check_id')
    .orderBy('v.position')
    .execute();
  const byCheck = groupBy(verdicts, (verdict) => verdict.check_id);
  return rows.map((row) => ({
    id: row.id,
    documentId: row.document_id,
    judge: row.judge,
    ...(row.as_of === null ? {} : { asOf: row.as_of }),
    recorded: row.recorded,
    statements: (byCheck.get(row.id) ?? []).map((verdict) => ({
      id: verdict.id,
      ...(JSON.parse(verdict.body) as JudgedStatement),
    })),
  }));
}

export interface StatementsRequest {
  /** Only these verdicts, such as `forecast` and `undecided`. */
  readonly verdicts?: readonly Verdict[];
  /** Only what asserts these kinds of things. */
  readonly kinds?: readonly string[];
  /** Only those filed after this instant. */
  readonly recordedAfter?: string;
}

/** A statement with the document that makes it and the check that judged it. */
export interface StatementInDocument extends FiledStatement {
  readonly documentId: string;
  readonly title?: string;
  readonly checkId: string;
  readonly asOf?: string;
  readonly recorded: string;
}

/** Statements of all documents as last judged, the latest first: who said what, and was it so. */
export async function statements(
  ledger: Ledger,
  request: StatementsRequest = {},
): Promise<readonly StatementInDocument[]> {
  const { verdicts, kinds, recordedAfter } = request;
  let query = latestChecks(inside(ledger).db)
    .innerJoin('verdicts as v', 'v.check_id', 'c.id')
    .innerJoin('documents as d', 'd.id', 'c.document_id')
    .select(['v.id as statement_id', 'v.body', 'd.title'])
    .orderBy('c.recorded', 'desc')
    .orderBy('c.document_id')
    .orderBy('v.position');
  if (verdicts) query = query.where('v.verdict', 'in', verdicts);
  if (kinds) query = query.where('v.kind', 'in', kinds);
  if (recordedAfter !== undefined) query = query.where('c.recorded', '>', endOf(recordedAfter));
  const rows = await query.execute();
  return rows.map((row) => ({
    ...(JSON.parse(row.body) as JudgedStatement),
    id: row.statement_id,
    documentId: row.document_id,
    ...(row.title === null ? {} : { title: row.title }),
    checkId: row.id,
    ...(row.as_of === null ? {} : { asOf: row.as_of }),
    recorded: row.recorded,
  }));
}
