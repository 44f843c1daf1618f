import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chainTables,
  ensembleTables,
  loadSolver,
  resolveScenario,
  runScenario,
  tidyTables,
} from '../../src/chain/index.ts';
import { loadFacts } from '../../src/facts/index.ts';
import { keepRun, keptRuns, type Ledger, runTable } from '../../src/ledger/index.ts';
import { DATABASES, type TestDatabase } from './engines.ts';

const facts = loadFacts();
const run = runScenario({
  tables: chainTables(facts),
  solver: await loadSolver(),
  scenario: { ...resolveScenario('reference', facts.chainScenarios), until: '2024-03' },
});
const input = { scenario: 'reference', title: 'Reference', settings: { set: [] }, tables: tidyTables(run) };

describe.each(DATABASES)('runs of the model on %s', (_name, start) => {
  let database: TestDatabase;
  let ledger: Ledger;
  beforeAll(async () => {
    database = await start();
    ledger = await database.fresh();
  });
  afterAll(async () => {
    await ledger.close();
    await database.stop();
  });

  it('come back as they were given, every table of them', async () => {
    const id = await keepRun(ledger, input);
    const prices = await runTable(ledger, id, 'run_price');
    const given = input.tables.find((t) => t.name === 'price')!;
    expect(prices).toHaveLength(given.rows.length);
    const at = given.columns.indexOf('asked_usd_per_kg');
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    expect(sum(prices.map((row) => Number(row.asked_usd_per_kg)))).toBeCloseTo(
      sum(given.rows.map((row) => Number(row[at]))),
      6,
    );
    expect((await runTable(ledger, id, 'run_flow')).length).toBeGreaterThan(500);
  });

  it('kept twice are one run', async () => {
    const first = await keepRun(ledger, input);
    expect(await keepRun(ledger, input)).toBe(first);
    const runs = await keptRuns(ledger);
    expect(runs.map((r) => [r.id, r.scenario])).toEqual([[first, 'reference']]);
  });

  it('take the ranges of an ensemble too', async () => {
    const answers = [1, 2].map((n) => ({
      run: n,
      parameters: { p: n },
      series: { s: [n, n + 1] },
      figures: { f: null },
      dates: { d: '2024-02' },
      bottlenecks: {},
    }));
    const tables = ensembleTables(answers, 'two', ['2024-01', '2024-02']);
    const id = await keepRun(ledger, { scenario: 'two', title: 'Two', settings: { runs: 2 }, tables });
    expect((await runTable(ledger, id, 'run_range')).map((row) => row.p50)).toEqual([1.5, 2.5]);
    expect((await runTable(ledger, id, 'run_figure'))[0]!.value).toBeNull();
  });

  it('with a table that the ledger does not know are refused whole', async () => {
    const odd = { ...input, title: 'odd', settings: { odd: 1 } };
    const tables = [...odd.tables, { name: 'moon', columns: ['scenario'], rows: [['x']] }];
    await expect(keepRun(ledger, { ...odd, tables })).rejects.toThrow(/no table for "moon"/);
    expect((await keptRuns(ledger)).some((r) => 'odd' in r.settings)).toBe(false);
  });
});
