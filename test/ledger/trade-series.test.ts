import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Ledger,
  loadShipped,
  openLedger,
  type ShippedFact,
  type SourceInput,
  tradeSeries,
} from '../../src/ledger/index.ts';
import { type Stated, shipped, trade } from './make.ts';

let ledger: Ledger;
let files = 0;
beforeEach(async () => {
  ledger = await openLedger(':memory:');
});
afterEach(() => ledger.close());

const load = (stated: readonly Stated[], more: Partial<ShippedFact> = {}) => {
  files += 1;
  return loadShipped(ledger, shipped(stated, more, `trade-${files}.csv`));
};
const customs: SourceInput = { name: 'China customs', standing: 'record' };
const reuters: SourceInput = { name: 'Reuters', standing: 'agency' };
const rewriter: SourceInput = { name: 'Reuters via blog', voice: 'blog', standing: 'copy' };
const request = {
  product: 'NdFeB-magnet',
  reporter: 'CN',
  partner: 'WORLD',
  flow: 'export',
  unit: 't',
} as const;
const theOne = async () => {
  const all = await tradeSeries(ledger, request);
  expect(all).toHaveLength(1);
  return all[0]!;
};

describe('trade series', () => {
  it('keep running totals and years away from the months, so that months can be summed', async () => {
    await load([
      trade(5774, '2025-09'),
      trade(6146, '2025-08'),
      trade(39817, '2025-01/2025-09'),
      trade(58142, '2024'),
    ]);
    const series = await theOne();
    expect(series.months.map((month) => [month.period, month.value])).toEqual([
      ['2025-08', 6146],
      ['2025-09', 5774],
    ]);
    expect(series.totals.map((total) => total.period)).toEqual(['2024', '2025-01/2025-09']);
  });

  it('take customs before an agency before a copy, and keep the others with whether they agree', async () => {
    await load([trade(5800, '2025-09')], { source: rewriter });
    await load([trade(5774.4, '2025-09')], { source: customs });
    await load([trade(5773, '2025-09')], { source: reuters });
    await load([trade(4343.5, '2025-09')], { source: { name: 'wow news', standing: 'copy' } });
    const [month] = (await theOne()).months;
    expect(month).toMatchObject({ value: 5774.4, voice: 'China customs', standing: 'record', counts: true });
    expect(month?.alternatives.map((other) => [other.voice, other.value, other.agrees])).toEqual([
      ['Reuters', 5773, false],
      ['blog', 5800, true],
      ['wow news', 4343.5, false],
    ]);
  });

  it('take what most voices say where all stand alike', async () => {
    for (const [name, value] of [
      ['A', 4343],
      ['B', 5473],
      ['C', 5473],
    ] as const) {
      await load([trade(value, '2025-10')], { source: { name, standing: 'copy' } });
    }
    expect((await theOne()).months[0]?.value).toBe(5473);
  });

  it('allow a tonne, as some round and some cut', async () => {
    await load([trade(5774, '2025-09')], { source: customs });
    await load([trade(5773, '2025-09')], { source: reuters });
    await load([trade(5772, '2025-09')], { source: rewriter });
    const [month] = (await theOne()).months;
    expect(month?.alternatives.map((other) => other.agrees)).toEqual([true, false]);
  });

  it('show a disputed figure where there is no other, and do not count it', async () => {
    await load([trade(4725, '2025-10')], { status: 'disputed', source: customs });
    await load([trade(5473, '2025-10')], { source: rewriter });
    await load([trade(6000, '2025-11')], { status: 'disputed', source: customs });
    await load([trade(6100, '2025-12')], { source: customs });
    const { months, gaps } = await theOne();
    expect(months.map((month) => [month.value, month.counts])).toEqual([
      [5473, true],
      [6000, false],
      [6100, true],
    ]);
    expect(gaps).toEqual([{ from: '2025-11', to: '2025-11', months: 1 }]);
  });

  it('measure mass in tonnes and keep money, shares and other lines apart', async () => {
    await load([
      trade(430961, '2019-05', { unit: 'kg' }),
      trade(12_500_000, '2019-05', { unit: 'USD' }),
      trade(48, '2019-05', { unit: 'pct' }),
    ]);
    const all = await tradeSeries(ledger, { ...request, unit: undefined } as never);
    const found = all.map((series) => [series.key.unit, series.months[0]?.value]);
    expect(found.sort()).toEqual([
      ['USD', 12_500_000],
      ['pct', 48],
      ['t', 430.961],
    ]);
  });

  it('part figures of one product that are on different customs lines', async () => {
    await load([trade(5774, '2025-09', { hs: '85051110' }), trade(5473, '2025-10')]);
    await load([trade(11000, '2025-09', { hs: '850511' }), trade(6150, '2025-11', { hs: '8505111000' })]);
    const all = await tradeSeries(ledger, request);
    expect(all.map((series) => [series.key.hs, series.months.map((month) => month.value)])).toEqual([
      ['85051110', [5774, 5473, 6150]],
      ['850511', [11000]],
    ]);
  });
});
