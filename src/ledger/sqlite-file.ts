/**
 * What a file is, found out before the database engine may touch it: opening a foreign file for writing could change
 * it (recovery, journal mode), and a person who mistypes a path must not pay for it.
 */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { LedgerError } from './errors.ts';
import { newerSchema, SCHEMA_VERSION } from './schema.ts';
import { damaged, translated } from './sqlite-errors.ts';

/** Marks our files in bytes 68 to 71 of the header: the letters "Coer". */
export const APPLICATION_ID = 0x436f6572;

/**
 * A ledger up to this size is checked page by page each time it is opened, at under a millisecond for a megabyte. In a
 * larger one damage shows when the page is read, and in `verify`.
 */
const CHECKED_WHOLE = 32 * 1024 * 1024;

const MAGIC = 'SQLite format 3\u0000';

/**
 * Returns if `path` is free, or holds a ledger that looks whole; else throws a LedgerError of code `not-a-ledger`,
 * `foreign`, `damaged`, `newer-schema` or `unreachable`. Never writes to the file.
 */
export function inspectFile(
  path: string,
  options: { readonly readOnly: boolean },
  Database: typeof BetterSqlite3,
): void {
  if (!existsSync(path)) {
    if (options.readOnly) throw new LedgerError('unreachable', `${path}: there is no ledger here.`);
    if (!existsSync(dirname(path))) {
      throw new LedgerError('unreachable', `${path}: there is no folder ${dirname(path)}. Make it first.`);
    }
    return;
  }
  const stat = statSync(path);
  if (!stat.isFile()) throw new LedgerError('unreachable', `${path}: this is no file. A ledger is one file.`);
  if (stat.size === 0) return;
  const header = headerOf(path);
  if (stat.size < header.length || header.toString('latin1', 0, 16) !== MAGIC) {
    throw new LedgerError(
      'not-a-ledger',
      `${path}: this file is no ledger. It was left as it is; name another path.`,
    );
  }
  const id = header.readUInt32BE(68);
  if (id !== APPLICATION_ID && id !== 0) throw foreign(path);
  const pageSize = header.readUInt16BE(16) === 1 ? 65536 : header.readUInt16BE(16);
  const pages = header.readUInt32BE(28);
  // With a write-ahead log beside it the file itself may lag behind what its header promises.
  const pending = existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;
  if (!pending && stat.size < pages * pageSize) {
    throw damaged(path, `it should have ${pages * pageSize} bytes and has ${stat.size}`);
  }
  lookInside(path, stat.size, Database);
}

function headerOf(path: string): Buffer {
  const header = Buffer.alloc(100);
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    readSync(file, header, 0, 100, 0);
  } catch (cause) {
    throw new LedgerError('unreachable', `${path}: cannot be read (${(cause as Error).message}).`, { cause });
  } finally {
    if (file !== undefined) closeSync(file);
  }
  return header;
}

/** Through a read-only connection, which sees the write-ahead log too. */
function lookInside(path: string, size: number, Database: typeof BetterSqlite3): void {
  let database: BetterSqlite3.Database | undefined;
  try {
    database = new Database(path, { readonly: true, timeout: 10_000 });
    const id = database.pragma('application_id', { simple: true });
    const tables = database.prepare('select count(*) from sqlite_master').pluck().get();
    // Made but never filled: our own first start may have been cut off right there.
    if (id === 0 && tables === 0) return;
    if (id !== APPLICATION_ID) throw foreign(path);
    const version = database.prepare('select max(version) from ledger_schema').pluck().get();
    if (Number(version) > SCHEMA_VERSION) throw newerSchema(path, Number(version));
    const problem = size > CHECKED_WHOLE ? 'ok' : database.pragma('quick_check(1)', { simple: true });
    if (problem !== 'ok') throw damaged(path, String(problem));
  } catch (error) {
    const known = translated(path, error);
    // Anything else that a whole ledger would not have answered, such as a table that is missing.
    throw known instanceof LedgerError ? known : damaged(path, (error as Error).message, error);
  } finally {
    database?.close();
  }
}

function foreign(path: string): LedgerError {
  return new LedgerError(
    'foreign',
    `${path}: this database belongs to another program. It was left as it is; name another path for the ledger.`,
  );
}
