import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import {
  documentById,
  documents,
  type Ledger,
  loadShipped,
  openLedger,
  type RecordedObservation,
  record,
  tradeSeries,
  verify,
} from '../../src/ledger/index.ts';
import { spanOf } from '../../src/ledger/periods.ts';
import { shippedFacts } from '../../src/workbench/shipped-facts.ts';

describe('the facts that the package ships', () => {
  const facts = shippedFacts(loadFacts());
  let ledger: Ledger;
  let rows: readonly RecordedObservation[];
  beforeAll(async () => {
    ledger = await openLedger(':memory:');
    await loadShipped(ledger, facts);
    rows = await record(ledger);
  });
  afterAll(() => ledger.close());

  it('are all on record once, and loading them again changes nothing', async () => {
    expect(rows).toHaveLength(facts.length);
    expect(new Set(rows.map((row) => row.id)).size).toBe(facts.length);
    expect(await loadShipped(ledger, facts)).toEqual({ added: 0, files: [] });
    expect(await verify(ledger)).toEqual([]);
  });

  it('lead from every figure to the words of its row, its line in its file and its source', async () => {
    const texts = new Map<string, string>();
    for (const summary of await documents(ledger)) {
      texts.set(summary.id, (await documentById(ledger, summary.id))?.text ?? '');
    }
    const byLine = new Map(facts.map((fact) => [`shipped:${fact.file}:${fact.row}`, fact]));
    for (const row of rows) {
      const { quote, start, end, read_by, ...stated } = row.observation;
      expect(texts.get(row.document)?.slice(start, end)).toBe(quote);
      const fact = byLine.get(read_by);
      expect(stated).toEqual(fact?.observation);
      expect([row.source, row.url, row.row]).toEqual([fact?.source.name, fact?.source.url, fact?.row]);
    }
  });

  it('have no figure on record before it could be known', async () => {
    const then = await record(ledger, { asOf: { published: '2025-06-30' } });
    expect(then.length).toBeGreaterThan(1000);
    for (const row of then) {
      const known = spanOf(row.published) ?? spanOf(row.observation.period);
      expect(known?.end ?? '9999').toSatisfy((end: string) => end <= '2025-06-30');
    }
  });

  it('tell the customs record from what rewriters made of it', async () => {
    const [exports] = await tradeSeries(ledger, {
      product: 'NdFeB-magnet',
      reporter: 'CN',
      partner: 'WORLD',
      flow: 'export',
      unit: 't',
    });
    const october = exports?.months.find((month) => month.period === '2025-10');
    expect(october).toMatchObject({ value: 5473, counts: true });
    const wrongSeries = october?.alternatives.find((other) => other.value === 4343.5);
    expect(wrongSeries).toMatchObject({ agrees: false, status: 'disputed' });
  });
});
