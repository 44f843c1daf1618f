import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addReading,
  checks,
  documents,
  type Ledger,
  openLedger,
  record,
  verify,
} from '../../src/ledger/index.ts';
import { price, readDocument } from './make.ts';

const KILLS = 40;
const writer = fileURLToPath(new URL('kill-writer.ts', import.meta.url));

let folder: string;
let path: string;
const children = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-kill-'));
  path = join(folder, 'ledger.db');
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** A writer in a process of its own, and what it has said so far. */
function startWriter(name: string) {
  const child = spawn(process.execPath, [writer, path, name], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  const acknowledged: string[] = [];
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += String(chunk);
  });
  createInterface({ input: child.stdout }).on('line', (line) => acknowledged.push(line));
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      children.delete(child);
      resolve();
    });
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    expect(complaints.replaceAll(/.*(ExperimentalWarning|trace-warnings).*\n/g, '')).toBe('');
  };
  const until = async (said: number): Promise<void> => {
    while (acknowledged.length < said && child.exitCode === null) await wait(2);
  };
  return { acknowledged, kill, until };
}

/** Everything acknowledged is there; nothing is there by half. */
async function requireKept(ledger: Ledger, acknowledged: readonly string[]): Promise<void> {
  const known = new Set((await documents(ledger, { limit: 1_000_000 })).map((document) => document.id));
  const rows = await record(ledger, { retracted: true });
  const perDocument = new Map<string, number>();
  for (const row of rows) perDocument.set(row.document, (perDocument.get(row.document) ?? 0) + 1);
  const checked = new Map((await checks(ledger)).map((check) => [check.id, check.statements.length]));
  const retracted = new Set(rows.filter((row) => row.status === 'retracted').map((row) => row.id));
  for (const line of acknowledged) {
    const [what, id = ''] = line.split(' ');
    if (what === 'document') expect(known).toContain(id);
    if (what === 'check') expect(checked.get(id)).toBe(1);
    if (what === 'mark') expect(retracted).toContain(id);
  }
  expect([...known].filter((id) => perDocument.get(id) !== 4)).toEqual([]);
  expect([...checked.values()].filter((statements) => statements !== 1)).toEqual([]);
}

describe('kill -9', () => {
  it(`${KILLS} times under load loses nothing that was acknowledged and tears nothing`, async () => {
    const acknowledged: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const running = startWriter(`run ${kill}`);
      // Every eighth is hit while it starts and recovers what the one before left, the others at work.
      if (kill % 8 === 7) await wait(100 + ((kill * 37) % 200));
      else {
        await running.until(2);
        await wait((kill * 53) % 400);
      }
      await running.kill();
      acknowledged.push(...running.acknowledged);
      const plain = new Database(path, { readonly: true });
      expect(plain.pragma('integrity_check', { simple: true })).toBe('ok');
      plain.close();
    }
    const ledger = await openLedger(path);
    await requireKept(ledger, acknowledged);
    expect(await verify(ledger)).toEqual([]);
    await ledger.close();
    expect(acknowledged.length).toBeGreaterThan(KILLS * 10);
  }, 120_000);
});

describe('a second process', () => {
  it('reads and writes while the first writes', async () => {
    const running = startWriter('beside');
    await running.until(20);
    const ledger = await openLedger(path);
    const mine: string[] = [];
    for (let n = 0; n < 30; n++) {
      const stated = [1, 2, 3, 4].map((low) => price(low, '2025-11-20', { org: `mine ${n}` }));
      const { document, reading, reader } = readDocument(stated);
      mine.push(`document ${(await addReading(ledger, document, reading, reader)).documentId}`);
      const before = running.acknowledged.filter((line) => line.startsWith('document')).length;
      expect((await documents(ledger, { limit: 1_000_000 })).length).toBeGreaterThanOrEqual(
        before + mine.length,
      );
    }
    await running.until(100);
    await running.kill();
    await requireKept(ledger, [...running.acknowledged, ...mine]);
    expect(await verify(ledger)).toEqual([]);
    await ledger.close();
  });
});
