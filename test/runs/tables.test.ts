import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { chainTables, loadSolver, resolveScenario, runScenario, tidyTables } from '../../src/chain/index.ts';
import { loadFacts } from '../../src/facts/index.ts';
import { writeTables } from '../../src/runs/index.ts';

const facts = loadFacts();
const scenario = { ...resolveScenario('april-2025', facts.chainScenarios), until: '2024-03' };
const run = runScenario({ tables: chainTables(facts), solver: await loadSolver(), scenario });
const tables = tidyTables(run);

describe('tables of a run', () => {
  it('say each thing once', () => {
    for (const table of tables) {
      const keys = table.rows.map((row) => row.filter((cell) => typeof cell === 'string').join('|'));
      expect(new Set(keys).size, table.name).toBe(keys.length);
      for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    }
  });

  it('hold the same numbers as CSV and as Parquet', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tables-'));
    const price = tables.filter((t) => t.name === 'price');
    const [csv] = writeTables(price, folder, 'csv');
    const [parquet] = writeTables(price, folder, 'parquet');
    const [head, first] = readFileSync(csv!, 'utf8').split('\n');
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(parquet!) });
    expect(head!.split(',')).toEqual(Object.keys(rows[0]!));
    expect(rows).toHaveLength(price[0]!.rows.length);
    expect(Number(first!.split(',')[5])).toBe(rows[0]!.asked_usd_per_kg);
  });

  it('demand is served or short, tonne by tonne', () => {
    const demand = tables.find((t) => t.name === 'demand')!;
    for (const row of demand.rows) {
      const [wanted, served, short] = [row[5], row[6], row[7]] as number[];
      expect(wanted! - served! - short!).toBeCloseTo(0, 6);
    }
  });
});
