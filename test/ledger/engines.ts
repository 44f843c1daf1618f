/**
 * The databases that the contract is held against: SQLite, and PostgreSQL as a server of its own where one is
 * installed, else as PGlite in memory.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { pglite } from '../../src/ledger/dialects.ts';
import { type Ledger, type LedgerOptions, openLedger } from '../../src/ledger/index.ts';

export interface TestDatabase {
  /** What it runs on, for people. */
  readonly what: string;
  /** A ledger of its own. */
  readonly fresh: (options?: LedgerOptions) => Promise<Ledger>;
  /** Where the last fresh ledger is, to open it a second time; undefined where only one connection can be had. */
  readonly again?: (options?: LedgerOptions) => Promise<Ledger>;
  readonly stop: () => Promise<void>;
}

export const DATABASES: readonly (readonly [name: string, start: () => Promise<TestDatabase>])[] = [
  ['SQLite', startSqlite],
  ['PostgreSQL', startPostgres],
];

async function startSqlite(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  let count = 0;
  const path = (): string => join(folder, `${count}.db`);
  return {
    what: 'SQLite',
    fresh: (options) => {
      count += 1;
      return openLedger(path(), options);
    },
    again: (options) => openLedger(path(), options),
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function startPostgres(): Promise<TestDatabase> {
  const server = await startServer();
  let count = 0;
  if (server) {
    const open = (options: LedgerOptions = {}) =>
      openLedger(server.address, { schema: `ledger_${count}`, ...options });
    return {
      what: server.what,
      fresh: (options) => {
        count += 1;
        return open(options);
      },
      again: open,
      stop: server.stop,
    };
  }
  // Made once, as that takes seconds; each ledger has a schema of its own and leaves it open.
  const client = new PGlite();
  const shared = {
    query: client.query.bind(client),
    transaction: client.transaction.bind(client),
    waitReady: client.waitReady,
    ready: true,
    closed: false,
    close: async () => {},
  };
  return {
    what: 'PGlite, as no PostgreSQL server is installed',
    fresh: (options) => {
      count += 1;
      return openLedger(pglite(shared, { schema: `ledger_${count}` }), options);
    },
    stop: () => client.close(),
  };
}

interface Server {
  readonly what: string;
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** A server in a folder of its own, owned by an ordinary user as PostgreSQL demands; undefined where it cannot be. */
export async function startServer(): Promise<Server | undefined> {
  const bin = newestBin();
  if (!bin) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'ledger-pg-'));
  let server: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    if (server && server.exitCode === null) {
      const ended = new Promise((resolve) => server?.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const owner = ordinaryUser();
    const identity = owner ? { uid: owner.uid, gid: owner.gid } : {};
    if (owner) chownSync(folder, owner.uid, owner.gid);
    const data = join(folder, 'data');
    const initdb = ['-D', data, '-U', 'ledger', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
    execFileSync(join(bin, 'initdb'), initdb, { ...identity, cwd: folder, stdio: 'pipe' });
    const port = await freePort();
    const args = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder, '-c', 'fsync=off'];
    server = spawn(join(bin, 'postgres'), args, { ...identity, cwd: folder, stdio: 'ignore' });
    const address = `postgresql://ledger@127.0.0.1:${port}/postgres`;
    return { what: await answers(address, server), address, stop };
  } catch (error) {
    console.warn(`PostgreSQL could not be started (${(error as Error).message}); PGlite stands in for it.`);
    await stop();
    return undefined;
  }
}

function newestBin(): string | undefined {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

/** Someone to run the server as, where the tests run as root; undefined where they do not. */
function ordinaryUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = ['postgres', 'nobody']
    .map((name) => users.find(([known]) => known === name))
    .find((found) => found);
  if (!user) throw new Error('there is no user to run it as');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function answers(address: string, server: ChildProcess): Promise<string> {
  for (let tries = 0; tries < 200 && server.exitCode === null; tries++) {
    const client = new pg.Client({ connectionString: address });
    try {
      await client.connect();
      const result = await client.query<{ server_version: string }>('show server_version');
      return `PostgreSQL ${result.rows[0]?.server_version}`;
    } catch {
      await wait(50);
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new Error('it does not answer');
}
