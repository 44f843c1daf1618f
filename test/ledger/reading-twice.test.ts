import { afterEach, describe, expect, it } from 'vitest';
import { addReading, type Ledger, openLedger, record } from '../../src/ledger/index.ts';

let ledger: Ledger;
afterEach(() => ledger.close());

const text = 'Dysprosium oxide stood at 1,600 yuan/kg on Thursday.';
const origin = { kind: 'stdin' } as const;
const reading = {
  observations: [
    {
      kind: 'price',
      subject: 'Dy-oxide',
      low: 1600,
      high: 1600,
      unit: 'CNY/kg',
      quote: '1,600 yuan/kg',
      start: 26,
      end: 39,
      read_by: 'words.price',
    },
  ],
  numbers: [{ start: 26, end: 31, text: '1,600', status: 'read', observation: 0 }],
} as const;

describe('reading the same document twice', () => {
  it('changes nothing', async () => {
    ledger = await openLedger(':memory:');
    const first = await addReading(ledger, { text, origin }, reading, 'rules 1');
    const before = await record(ledger);
    const second = await addReading(ledger, { text, origin }, reading, 'rules 1');
    expect(second).toEqual({ ...first, unchanged: true });
    expect(await record(ledger)).toEqual(before);
    expect(before).toHaveLength(1);
    expect(before[0]?.observation).toEqual(reading.observations[0]);
  });

  it('by a newer reader supersedes, and the record as known before stays', async () => {
    let time = new Date('2025-11-20T08:00:00Z');
    ledger = await openLedger(':memory:', { clock: () => time });
    const first = await addReading(ledger, { text, origin }, reading, 'rules 1');
    time = new Date('2025-11-21T08:00:00Z');
    const better = { ...reading, observations: [{ ...reading.observations[0], period: '2025-11-20' }] };
    const second = await addReading(ledger, { text, origin }, better, 'rules 2');
    expect(second.supersedes).toBe(first.readingId);
    expect((await record(ledger)).map((row) => row.observation.period)).toEqual(['2025-11-20']);
    const before = await record(ledger, { asOf: { known: '2025-11-20' } });
    expect(before.map((row) => row.id)).toEqual(first.observations);
  });
});
