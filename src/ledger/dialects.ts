/**
 * The databases a ledger can live in, and everything in which they differ. The rest of this room is one Kysely code
 * for all of them.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PGliteDialect,
  type PGliteDialectConfig,
  PostgresDialect,
  type QueryResult,
  SqliteDialect,
  SqliteDriver,
  sql,
} from 'kysely';
import type { Engine } from './engine.ts';
import { LedgerError } from './errors.ts';
import { translated } from './sqlite-errors.ts';
import { APPLICATION_ID, inspectFile } from './sqlite-file.ts';

export interface SqliteOptions {
  /** How long to wait for another process that writes, in milliseconds. */
  readonly busyTimeoutMs: number;
  readonly readOnly: boolean;
}

/** One file, or memory where `path` is `:memory:`. Checks the file before anything could change it. */
export async function sqlite(path: string, options: SqliteOptions): Promise<Engine> {
  requireNode();
  const { default: Database } = await import('better-sqlite3');
  if (path !== ':memory:') inspectFile(path, options, Database);
  const database = asLedgerError(path, () => openFile(Database, path, options));
  return {
    name: 'sqlite',
    location: path,
    dialect: new LedgerSqliteDialect({ database, location: path, busyTimeoutMs: options.busyTimeoutMs }),
    text: 'text',
    hasSchema: async (db) => {
      const found = await sql`select 1 from sqlite_master where name = 'ledger_schema'`.execute(db);
      return found.rows.length > 0;
    },
    beginWriting: async () => {},
    claim: async (trx) => {
      await sql`pragma application_id = ${sql.lit(APPLICATION_ID)}`.execute(trx);
    },
    verify: async (db) => {
      const integrity = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
      const keys = await sql<{ table: string }>`pragma foreign_key_check`.execute(db);
      return [
        ...integrity.rows.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
        ...keys.rows.map((row) => `${row.table}: a row refers to one that is missing`),
      ];
    },
  };
}

function openFile(
  Database: typeof BetterSqlite3,
  path: string,
  options: SqliteOptions,
): BetterSqlite3.Database {
  const database = new Database(path, { timeout: options.busyTimeoutMs, readonly: options.readOnly });
  if (!options.readOnly) {
    database.pragma('journal_mode = WAL');
    // FULL: a commit is acknowledged only when it is on the disk, so that it outlives a loss of power.
    database.pragma('synchronous = FULL');
  }
  database.pragma('foreign_keys = ON');
  return database;
}

/** The SQLite build crashes on older Node versions instead of refusing, so this is asked before it is loaded. */
function requireNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) return;
  throw new LedgerError('unreachable', `The ledger needs Node 22.13 or newer; this is ${process.version}.`);
}

class LedgerSqliteDialect extends SqliteDialect {
  readonly #file: OpenFile;

  constructor(file: OpenFile) {
    super({ database: file.database });
    this.#file = file;
  }

  override createDriver(): Driver {
    return new LedgerSqliteDriver(this.#file);
  }
}

interface OpenFile {
  readonly database: BetterSqlite3.Database;
  readonly location: string;
  readonly busyTimeoutMs: number;
}

class LedgerSqliteDriver extends SqliteDriver {
  readonly #file: OpenFile;

  constructor(file: OpenFile) {
    super({ database: file.database });
    this.#file = file;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    const { location } = this.#file;
    return {
      executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
        try {
          return await connection.executeQuery<R>(query);
        } catch (error) {
          throw translated(location, error);
        }
      },
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    };
  }

  /**
   * Takes the write lock at once: a plain BEGIN takes it only at the first write, and then fails without waiting
   * where another process has written since. The wait is ours, not SQLite's, because that one would hold up
   * everything else that this process does, the writer it waits for included.
   */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const { database, busyTimeoutMs } = this.#file;
    const deadline = performance.now() + busyTimeoutMs;
    for (let pause = 1; ; pause = Math.min(pause * 2, 50)) {
      database.pragma('busy_timeout = 0');
      try {
        await connection.executeQuery(CompiledQuery.raw('begin immediate'));
        return;
      } catch (error) {
        const busy = error instanceof LedgerError && error.code === 'busy';
        if (!busy || performance.now() + pause > deadline) throw error;
      } finally {
        database.pragma(`busy_timeout = ${busyTimeoutMs}`);
      }
      await wait(pause);
    }
  }
}

function asLedgerError<T>(location: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translated(location, error);
  }
}

export interface PostgresOptions {
  /** The schema (name space) that holds the tables, so that a ledger can share a database. */
  readonly schema: string;
}

/** A PostgreSQL server. Loads the package `pg`, which is not installed with this one. */
export async function postgresql(address: string, options: PostgresOptions): Promise<Engine> {
  const { default: pg } = await import('pg').catch((cause: unknown) => {
    throw new LedgerError(
      'unreachable',
      'A ledger on PostgreSQL needs the package pg: npm install pg, then try again.',
      { cause },
    );
  });
  const pool = new pg.Pool({ connectionString: address, max: 4 });
  // A server that goes away while a connection idles must not end the process; the next query will say it.
  pool.on('error', () => {});
  return {
    ...postgresLike(options),
    name: 'postgresql',
    location: withoutSecrets(address),
    dialect: new PostgresDialect({ pool, onCreateConnection: useSchema(options.schema) }),
  };
}

function withoutSecrets(address: string): string {
  if (!URL.canParse(address)) return 'postgresql';
  const { host, pathname } = new URL(address);
  return `postgresql://${host}${pathname}`;
}

/** PostgreSQL compiled to WebAssembly, for tests of the PostgreSQL side without a server. Never for real data. */
export function pglite(client: PGliteDialectConfig['pglite'], options: PostgresOptions): Engine {
  return {
    ...postgresLike(options),
    name: 'pglite',
    location: 'pglite',
    dialect: new PGliteDialect({ pglite: client, onCreateConnection: useSchema(options.schema) }),
  };
}

const useSchema = (schema: string) => async (connection: DatabaseConnection) => {
  await connection.executeQuery(CompiledQuery.raw(`set search_path to "${schema.replaceAll('"', '""')}"`));
};

function postgresLike(options: PostgresOptions): Omit<Engine, 'name' | 'location' | 'dialect'> {
  return {
    // The order of characters, not of a language: as in SQLite, and as ISO dates need it.
    text: sql`text collate "C"`,
    hasSchema: async (db) => {
      const found = await sql<{ found: boolean }>`
        select exists (select 1 from information_schema.tables
          where table_schema = ${options.schema} and table_name = 'ledger_schema') as found`.execute(db);
      return found.rows[0]?.found === true;
    },
    beginWriting: async (trx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(APPLICATION_ID)})`.execute(trx);
    },
    claim: async (trx) => {
      await trx.schema.createSchema(options.schema).ifNotExists().execute();
    },
    verify: async () => [],
  };
}
