import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chainTables, ensembleTasks, resolveScenario } from '../../src/chain/index.ts';
import { loadFacts } from '../../src/facts/index.ts';
import { runEnsemble, runResumable } from '../../src/runs/index.ts';

const facts = loadFacts();
const tables = chainTables(facts);
const scenario = { ...resolveScenario('april-2025', facts.chainScenarios), until: '2025-10' };
const tasks = ensembleTasks(scenario, 4, 7);

describe('an ensemble', () => {
  it('gives the same digits on one worker and on three', async () => {
    const one = await runEnsemble(tasks, tables, { workers: 1 });
    const three = await runEnsemble(tasks, tables, { workers: 3 });
    expect(three).toEqual(one);
    expect(one.map((a) => a.run)).toEqual([0, 1, 2, 3]);
    expect(one.every((a) => !a.refused)).toBe(true);
    expect(new Set(one.map((a) => a.series['gap:Dy-oxide']!.at(-1))).size).toBe(4);
  }, 60_000);

  it('goes on where it was stopped, a line cut short included', async () => {
    const journal = join(mkdtempSync(join(tmpdir(), 'runs-')), 'journal.jsonl');
    await runResumable(tasks.slice(0, 2), tables, { workers: 1, journal });
    writeFileSync(journal, `${readFileSync(journal, 'utf8')}{"run":2,"par`);
    const ran: number[] = [];
    const answers = await runResumable(tasks, tables, {
      workers: 2,
      journal,
      onAnswer: (a) => ran.push(a.run),
    });
    expect(ran.sort()).toEqual([2, 3]);
    expect(answers).toEqual(await runEnsemble(tasks, tables, { workers: 2 }));
  }, 60_000);

  it('does not mix another ensemble in', async () => {
    const journal = join(mkdtempSync(join(tmpdir(), 'runs-')), 'journal.jsonl');
    await runResumable(tasks.slice(0, 1), tables, { workers: 1, journal });
    await expect(
      runResumable(ensembleTasks(scenario, 1, 8), tables, { workers: 1, journal }),
    ).rejects.toThrow(/another ensemble/);
  }, 60_000);

  it('can be stopped', async () => {
    const stop = new AbortController();
    const running = runEnsemble(tasks, tables, {
      workers: 1,
      signal: stop.signal,
      onAnswer: () => stop.abort(),
    });
    await expect(running).rejects.toThrow(/stopped/);
  }, 60_000);
});
