import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addReadings, openLedger, record, verify } from '../../src/ledger/index.ts';
import { inside } from '../../src/ledger/open.ts';
import { price, readDocument } from './make.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-file-'));
  path = join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function makeLedger(documents = 200): Promise<void> {
  const ledger = await openLedger(path);
  const read = Array.from({ length: documents }, (_, index) =>
    readDocument([price(index + 1, '2025-11-20')]),
  );
  await addReadings(ledger, read);
  await ledger.close();
}

/** Opening is refused with this code, and every byte of the file stays. */
async function refused(code: string, says: string | RegExp): Promise<void> {
  const before = readFileSync(path);
  const error = await openLedger(path).then(
    (ledger) => ledger.close().then(() => undefined),
    (problem: unknown) => problem,
  );
  expect(error).toMatchObject({ name: 'LedgerError', code, message: expect.stringMatching(says) });
  expect(readFileSync(path).equals(before)).toBe(true);
}

it('a server that does not answer is named without its password', async () => {
  await expect(openLedger('postgresql://me:secret@127.0.0.1:1/coercivity')).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.not.stringContaining('secret'),
  });
});

describe('a file that is no ledger', () => {
  it('of text is refused and left untouched', async () => {
    writeFileSync(path, 'date;price\n2025-11-20;1600\n'.repeat(100));
    await refused('not-a-ledger', 'no ledger');
    expect(readdirSync(folder)).toEqual(['ledger.db']);
  });

  it('shorter than a header is refused and left untouched', async () => {
    writeFileSync(path, 'SQLite format 3');
    await refused('not-a-ledger', 'no ledger');
  });

  it.each([0, 0x0f055112])(
    'of another program (application id %i) is refused and left untouched',
    async (id) => {
      const other = new Database(path);
      other.pragma(`application_id = ${id}`);
      other.exec('create table recipes (name text)');
      other.close();
      await refused('foreign', 'another program');
    },
  );

  it('of another program that is writing to it is refused and left untouched', async () => {
    const other = new Database(path);
    other.pragma('journal_mode = WAL');
    other.exec('create table recipes (name text); pragma wal_checkpoint; insert into recipes values (1)');
    const log = readFileSync(`${path}-wal`);
    await refused('foreign', 'another program');
    expect(readFileSync(`${path}-wal`).equals(log)).toBe(true);
    expect(other.prepare('select count(*) from recipes').pluck().get()).toBe(1);
    other.close();
  });

  it('but a folder, or in a folder that is not there, is refused', async () => {
    mkdirSync(path);
    await expect(openLedger(path)).rejects.toMatchObject({ code: 'unreachable', message: /no file/ });
    await expect(openLedger(join(folder, 'no', 'where.db'))).rejects.toMatchObject({
      code: 'unreachable',
      message: /there is no folder/,
    });
  });
});

describe('a ledger', () => {
  it('that was cut off is refused and left untouched', async () => {
    await makeLedger();
    truncateSync(path, Math.floor(readFileSync(path).length / 2));
    await refused('damaged', /damaged .*should have \d+ bytes/);
  });

  it.each([1, 2, 5, 20])('whose page %i was overwritten is refused and left untouched', async (page) => {
    await makeLedger();
    const bytes = readFileSync(path);
    bytes.fill(0xa5, page * 4096, page * 4096 + 4096);
    writeFileSync(path, bytes);
    await refused('damaged', 'damaged');
  });

  it('in which a document was altered behind its back does not verify', async () => {
    await makeLedger(3);
    const plain = new Database(path);
    plain.exec("update documents set text = replace(text, 'Dy-oxide 2', 'Dy-oxide 9')");
    plain.close();
    const ledger = await openLedger(path);
    expect(await verify(ledger)).toEqual([
      expect.stringMatching(/^document \w+: its text is not the one that was filed$/),
      expect.stringMatching(/^observation .*: its words do not stand where it says$/),
    ]);
    await ledger.close();
  });

  it('of a newer program is refused and left untouched', async () => {
    await makeLedger();
    const newer = new Database(path);
    newer.exec("insert into ledger_schema values (999, 'from the future', '2030-01-01')");
    newer.pragma('journal_mode = DELETE');
    newer.close();
    await refused('newer-schema', 'schema version 999');
  });

  it('that was begun and never filled is filled', async () => {
    const begun = new Database(path);
    begun.pragma('journal_mode = WAL');
    begun.close();
    await makeLedger(1);
    const ledger = await openLedger(path);
    expect(await record(ledger)).toHaveLength(1);
    await ledger.close();
  });

  it('opened for reading reads and refuses to write', async () => {
    await expect(openLedger(path, { readOnly: true })).rejects.toMatchObject({ code: 'unreachable' });
    await makeLedger(1);
    const ledger = await openLedger(path, { readOnly: true });
    expect(await record(ledger)).toHaveLength(1);
    await expect(addReadings(ledger, [readDocument([price(2, '2025-11-21')])])).rejects.toMatchObject({
      code: 'unreachable',
    });
    await ledger.close();
  });

  it('keeps its settings: write-ahead log, full synchronisation, foreign keys', async () => {
    await makeLedger(1);
    const ledger = await openLedger(path);
    const settings = await Promise.all(
      ['synchronous', 'foreign_keys', 'busy_timeout'].map((name) =>
        sql<Record<string, number>>`pragma ${sql.raw(name)}`.execute(inside(ledger).db),
      ),
    );
    expect(settings.flatMap(({ rows }) => Object.values(rows[0]!))).toEqual([2, 1, 10_000]);
    await ledger.close();
    const plain = new Database(path, { readonly: true });
    expect(plain.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(plain.pragma('application_id', { simple: true })).toBe(Buffer.from('Coer').readUInt32BE());
    plain.close();
  });

  it('another process holds too long says so, and keeps nothing of what was refused', async () => {
    await makeLedger(1);
    const other = new Database(path);
    other.exec('begin immediate');
    const ledger = await openLedger(path, { busyTimeoutMs: 50 });
    await expect(addReadings(ledger, [readDocument([price(2, '2025-11-21')])])).rejects.toMatchObject({
      code: 'busy',
    });
    expect(await record(ledger)).toHaveLength(1);
    other.exec('rollback');
    other.close();
    await ledger.close();
  });
});
