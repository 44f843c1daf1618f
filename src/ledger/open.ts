import { Kysely } from 'kysely';
import { postgresql, sqlite } from './dialects.ts';
import type { Engine } from './engine.ts';
import { LedgerError } from './errors.ts';
import { bringUpToDate, newerSchema, SCHEMA_VERSION, schemaVersion } from './schema.ts';
import type { Tables } from './tables.ts';

/** An open ledger. Pass it to the functions of this room; close it when done. */
export interface Ledger {
  readonly engine: 'sqlite' | 'postgresql' | 'pglite';
  /** The path, or the server's address without user and password. */
  readonly location: string;
  readonly close: () => Promise<void>;
}

export interface LedgerOptions {
  /** How long to wait for another process that is writing; 10 s where not said. SQLite only. */
  readonly busyTimeoutMs?: number;
  /** Opens an existing ledger for reading only. SQLite only. */
  readonly readOnly?: boolean;
  /** PostgreSQL: the schema that holds the tables; `coercivity` where not said. */
  readonly schema?: string;
  /** What time it is. Tests set it; everything recorded carries it. */
  readonly clock?: () => Date;
}

interface OpenLedger extends Ledger {
  readonly db: Kysely<Tables>;
  readonly database: Engine;
  readonly now: () => string;
}

/**
 * Opens the ledger at a path, `:memory:` or an address `postgresql://user@host/database`, and makes it where there is
 * none. What is there and is no whole ledger of ours is refused and left untouched.
 *
 * @throws LedgerError `not-a-ledger`, `foreign`, `damaged`, `newer-schema`, `busy`, `unreachable`
 * @example
 * const ledger = await openLedger('ledger.db');
 * const rows = await record(ledger, { asOf: { published: '2025-11-20' } });
 * await ledger.close();
 */
export async function openLedger(location: string | Engine, options: LedgerOptions = {}): Promise<Ledger> {
  const engine = typeof location === 'string' ? await engineFor(location, options) : location;
  const clock = options.clock ?? (() => new Date());
  const now = () => clock().toISOString();
  const db = new Kysely<Tables>({ dialect: engine.dialect });
  try {
    if (options.readOnly) await requireSchema(db, engine);
    else await bringUpToDate(db, engine, now);
  } catch (error) {
    await db.destroy().catch(() => {});
    throw engine.name === 'postgresql' ? unreachable(engine, error) : error;
  }
  const ledger: OpenLedger = {
    engine: engine.name,
    location: engine.location,
    close: () => db.destroy(),
    db,
    database: engine,
    now,
  };
  return ledger;
}

function engineFor(location: string, options: LedgerOptions): Promise<Engine> {
  if (/^postgres(?:ql)?:\/\//.test(location)) {
    return postgresql(location, { schema: options.schema ?? 'coercivity' });
  }
  return sqlite(location, {
    busyTimeoutMs: options.busyTimeoutMs ?? 10_000,
    readOnly: options.readOnly ?? false,
  });
}

async function requireSchema(db: Kysely<Tables>, engine: Engine): Promise<void> {
  const version = await schemaVersion(db, engine);
  if (version > SCHEMA_VERSION) throw newerSchema(engine.location, version);
  if (version < SCHEMA_VERSION) {
    throw new LedgerError(
      'unreachable',
      `${engine.location}: this ledger is of an older version. Open it once for writing, which brings it up to date.`,
    );
  }
}

function unreachable(engine: Engine, error: unknown): unknown {
  if (error instanceof LedgerError) return error;
  const detail = error instanceof Error && error.message !== '' ? error.message : String(error);
  return new LedgerError('unreachable', `${engine.location}: ${detail}`, { cause: error });
}

/** The inside of a ledger, for this room only. */
export const inside = (ledger: Ledger): OpenLedger => ledger as OpenLedger;

/** Runs `work` in one transaction that no other process can interleave with: all of it is kept, or nothing. */
export async function writing<T>(
  ledger: Ledger,
  work: (trx: Kysely<Tables>, now: string) => Promise<T>,
): Promise<T> {
  const { db, database, now } = inside(ledger);
  return db.transaction().execute(async (trx) => {
    await database.beginWriting(trx);
    return work(trx, now());
  });
}
