import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addReading,
  type Ledger,
  latest,
  loadShipped,
  monthMeans,
  onePriceSeries,
  openLedger,
  priceSeries,
  type ShippedFact,
} from '../../src/ledger/index.ts';
import { price, readDocument, type Stated, shipped } from './make.ts';

let ledger: Ledger;
let files = 0;
beforeEach(async () => {
  ledger = await openLedger(':memory:');
});
afterEach(() => ledger.close());

const load = (stated: readonly Stated[], more: Partial<ShippedFact> = {}) => {
  files += 1;
  return loadShipped(ledger, shipped(stated, { source: { name: 'SMM' }, ...more }, `prices-${files}.csv`));
};
const dy = { material: 'Dy-oxide' } as const;

describe('price series', () => {
  it('never mix bases, whatever is filed', async () => {
    const field = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
    const anyPrice = fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      unit: fc.constantFrom('CNY/kg', 'CNY/t', 'USD/kg'),
      place: field('CN', 'EU'),
      basis: field('FOB', 'EXW'),
      vat: field('included', 'excluded'),
      price_type: field('assessed', 'list'),
      purity: field('99.5%'),
      spec: field('ion-adsorption'),
      voice: fc.constantFrom('SMM', 'Argus'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyPrice, { minLength: 1, maxLength: 25 }),
        fc.boolean(),
        async (prices, together) => {
          const own = await openLedger(':memory:');
          const facts = prices.map(({ day, spec, voice, ...fields }, index): ShippedFact => {
            const stated = Object.entries(fields).filter(([, value]) => value !== undefined);
            const period = `2025-11-${String(day).padStart(2, '0')}`;
            const observation = { ...price(index + 1, period), ...Object.fromEntries(stated) };
            return { file: 'f', row: index, observation, source: { name: voice }, ...(spec ? { spec } : {}) };
          });
          await loadShipped(own, facts);
          const all = await priceSeries(own, { ...dy, together });
          const byId = new Map(facts.map((fact) => [`${fact.row}`, fact]));
          for (const { key, points } of all) {
            for (const id of points.flatMap((point) => point.observations)) {
              const fact = byId.get(id.slice(id.lastIndexOf('.') + 1))!;
              const { unit, place, basis, vat, price_type, purity } = fact.observation;
              expect([place, basis, vat, price_type, purity, fact.spec, unit?.slice(0, 3)]).toEqual([
                ...[key.market, key.basis, key.vat, key.priceType, key.purity, key.spec].map(
                  (x) => x ?? undefined,
                ),
                key.unit.slice(0, 3),
              ]);
              if (!together) expect(key.voice).toBe(fact.source.name);
            }
          }
          // Nothing is lost on the way: every observation is in exactly one series.
          const ids = all.flatMap((series) => series.points.flatMap((point) => point.observations));
          expect(new Set(ids).size).toBe(facts.length);
          expect(ids).toHaveLength(facts.length);
          await own.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('put kilograms and tonnes of one currency together, and no two currencies', async () => {
    await load([price(1600, '2025-11-19'), price(1_620_000, '2025-11-20', { unit: 'CNY/t' })]);
    await load([price(230, '2025-11-20', { unit: 'USD/kg' })]);
    const inKilograms = await priceSeries(ledger, { ...dy, unit: 'CNY/kg' });
    expect(inKilograms.map((series) => series.points.map((point) => point.mid))).toEqual([[1600, 1620]]);
    const inTonnes = await onePriceSeries(ledger, { ...dy, unit: 'CNY/t' });
    expect(inTonnes.points.map((point) => point.mid)).toEqual([1_600_000, 1_620_000]);
    expect(await priceSeries(ledger, dy)).toHaveLength(2);
  });

  it('asked for as one are refused where they are several, with what tells them apart', async () => {
    await load([
      price(1600, '2025-11-20', { vat: 'included' }),
      price(1400, '2025-11-20', { vat: 'excluded' }),
    ]);
    await expect(onePriceSeries(ledger, dy)).rejects.toMatchObject({
      code: 'mixed-bases',
      message: expect.stringContaining('vat (excluded, included)'),
    });
    expect((await onePriceSeries(ledger, { ...dy, vat: 'excluded' })).points).toHaveLength(1);
    expect((await onePriceSeries(ledger, { ...dy, vat: null })).points).toEqual([]);
  });

  it('keep days, weeks and months apart', async () => {
    await load([price(1600, '2025-11-20'), price(1610, '2025-11')]);
    await load([price(1605, '2025-11-21')], { span: 'week' });
    const spans = (await priceSeries(ledger, dy)).map((series) => series.key.span);
    expect(spans.sort()).toEqual(['day', 'month', 'week']);
  });

  it('show disputed and suspect figures and never count them', async () => {
    await load([price(1600, '2025-11-18')]);
    await load([price(6300, '2025-11-19')], { status: 'suspect' });
    await load([price(1900, '2025-11-20')], { status: 'disputed' });
    await load([price(1500, '2025-11-21', { precision: 'over' })]);
    const series = await onePriceSeries(ledger, dy);
    expect(series.points.map((point) => [point.mid, point.status, point.counts])).toEqual([
      [1600, 'as_published', true],
      [6300, 'suspect', false],
      [1900, 'disputed', false],
      [1500, 'as_published', false],
    ]);
    expect(latest(series)?.point.mid).toBe(1600);
    expect(monthMeans(series)).toMatchObject([{ month: '2025-11', mean: 1600, days: 1 }]);
  });

  it('take copies of one voice as one point, and of its two levels of a day the closing one', async () => {
    const copy = { source: { name: 'SMM (copy)', voice: 'SMM', standing: 'copy' } } as const;
    await load([price(443, '2025-03-04')], { session: 'morning' });
    await load([price(441, '2025-03-04')], { session: 'closing' });
    await load([price(441, '2025-03-04')], copy);
    const series = await onePriceSeries(ledger, dy);
    expect(series.points.map((point) => [point.mid, point.counts, point.observations.length])).toEqual([
      [443, false, 1],
      [441, true, 2],
    ]);
  });

  it('mean a month over its days, each day once however many voices spoke', async () => {
    await load([price(100, '2025-11-03'), price(200, '2025-11-04')]);
    await load([price(110, '2025-11-03')], { source: { name: 'Argus' } });
    const series = await onePriceSeries(ledger, { ...dy, together: true });
    expect(monthMeans(series)).toMatchObject([
      { month: '2025-11', mean: 152.5, low: 100, high: 200, days: 2 },
    ]);
  });

  it('say which months have no price', async () => {
    await load([
      price(1, '2025-03-04'),
      price(2, '2025-04-30'),
      price(3, '2025-08-01'),
      price(4, '2025-10-01'),
    ]);
    expect((await onePriceSeries(ledger, dy)).gaps).toEqual([
      { from: '2025-05', to: '2025-07', months: 3 },
      { from: '2025-09', to: '2025-09', months: 1 },
    ]);
  });

  it('say the latest price and its change against the period before', async () => {
    await load([price(1600, '2025-11-18'), price(1560, '2025-11-20'), price(1600, '2025-11-19')]);
    const found = latest(await onePriceSeries(ledger, dy));
    expect(found).toMatchObject({ point: { period: '2025-11-20' }, previous: { period: '2025-11-19' } });
    expect(found?.changePct).toBeCloseTo(-2.5);
    expect(latest(await onePriceSeries(ledger, { material: 'Tb-oxide' }))).toBeUndefined();
  });

  it('take in what was read from documents, as of a day and within dates', async () => {
    await load([price(1600, '2025-11-18')], { published: '2025-11-18' });
    const source = { name: 'SMM' };
    const page = readDocument([price(1620, '2025-11-19')], { published: '2025-11-20', source });
    await addReading(ledger, page.document, page.reading, page.reader);
    const mids = async (more: object) =>
      (await onePriceSeries(ledger, { ...dy, ...more })).points.map((point) => point.mid);
    expect(await mids({})).toEqual([1600, 1620]);
    expect(await mids({ asOf: { published: '2025-11-19' } })).toEqual([1600]);
    expect(await mids({ from: '2025-11-19' })).toEqual([1620]);
    expect(await mids({ to: '2025-11-18' })).toEqual([1600]);
  });
});
