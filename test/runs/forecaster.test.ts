import { describe, expect, it } from 'vitest';
import {
  chainTables,
  ensembleTasks,
  keptPart,
  makeForecaster,
  resolveScenario,
} from '../../src/chain/index.ts';
import { loadFacts } from '../../src/facts/index.ts';
import { ensembleKey, loadKeptEnsemble, SHIPPED_ENSEMBLES, shippedForecaster } from '../../src/runs/index.ts';

const facts = loadFacts();
const kept = loadKeptEnsemble('april-2025');
const shipped = shippedForecaster(facts);
const ask = makeForecaster([kept], {
  usdCny: 7.1,
  vat: 0.13,
  placeName: (code) => code,
  answeredBy: (code) => [code],
});

describe('forecasts met by the model', () => {
  it.each(SHIPPED_ENSEMBLES)(
    'the kept ensemble is of the shipped data (else run: coercivity scenario keep %s)',
    (name) => {
      const ensemble = loadKeptEnsemble(name);
      const scenario = keptPart(resolveScenario(name, facts.chainScenarios));
      const task = ensembleTasks(scenario, 1, ensemble.seed)[0]!;
      expect(ensemble.key).toBe(ensembleKey(task, chainTables(facts)));
      expect(ensemble.runs).toBeGreaterThanOrEqual(95);
    },
  );

  it('answers the declaration of independence with a probability, its bottleneck and its dates', () => {
    const answer = ask({
      asks: 'independence',
      side: 'atLeast',
      place: 'US',
      horizon: '2027-11-01',
    })!;
    expect(answer.probability).toBeGreaterThanOrEqual(0);
    expect(answer.low).toBeLessThanOrEqual(answer.probability);
    expect(answer.high).toBeGreaterThanOrEqual(answer.probability);
    expect(answer.runs[0]!.text).toMatch(/probability of 50% by .* and of 90% by/);
    expect(answer.runs[0]!.text).toMatch(/what holds it back in most runs/);
  });

  it('a higher price is never more likely, and below is the rest of above', () => {
    const above = (value: number) =>
      ask({
        asks: 'price',
        side: 'atLeast',
        subject: 'Dy-oxide',
        value,
        unit: 'USD/kg',
        horizon: '2027-12-31',
      })!.probability;
    expect(above(200)).toBeGreaterThanOrEqual(above(300));
    expect(above(1)).toBe(100);
    const below = ask({
      asks: 'price',
      side: 'atMost',
      subject: 'Dy-oxide',
      value: 280,
      unit: 'USD/kg',
      horizon: '2027-12-31',
    })!;
    expect(below.probability + above(280)).toBeGreaterThanOrEqual(100 - 1e-9);
  });

  it('takes a price in yuan with VAT for what it is', () => {
    const yuan = ask({
      asks: 'price',
      side: 'atLeast',
      subject: 'PrNd-oxide',
      value: 500_000,
      unit: 'CNY/t',
      horizon: '2027-12-31',
    })!;
    expect(yuan.question).toContain(`${(500 / 7.1 / 1.13).toFixed(1)} USD/kg`);
  });

  it('answers shares and output of a place by a date', () => {
    expect(
      ask({
        asks: 'share',
        side: 'atMost',
        subject: 'NdFeB-magnet',
        place: 'CN',
        value: 80,
        unit: 'pct',
        horizon: '2030-12-31',
      }),
    ).toBeDefined();
    const tonnes = ask({
      asks: 'output',
      side: 'atLeast',
      subject: 'NdFeB-magnet',
      place: 'US',
      value: 10_000,
      unit: 't',
      horizon: '2030-12-31',
    })!;
    expect(tonnes.question).toMatch(/US in 2030 at least 10000 t/);
  });

  it('shares of all places in an output come to no more than the whole', () => {
    const median = (place: string) =>
      Number(
        /median (\d+)%/.exec(
          ask({
            asks: 'share',
            side: 'atLeast',
            place,
            subject: 'NdFeB-magnet',
            value: 1,
            unit: 'pct',
            horizon: '2028-12-31',
          })!.runs[0]!.text,
        )![1],
      );
    const shares = ['CN', 'JP', 'US', 'EU', 'VN'].map(median);
    expect(shares[0]).toBeGreaterThan(60);
    expect(shares.reduce((a, b) => a + b)).toBeLessThanOrEqual(103);
  });

  it('a stop bites more as time goes by, and never in more runs at a higher price', () => {
    const short = (withinMonths: number) =>
      shipped({ asks: 'shortage', side: 'atLeast', place: 'EU', supposing: { stops: 'CN', withinMonths } })!;
    const shares = [1, 2, 3, 4, 5, 6].map((months) => short(months).probability);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[5]).toBeGreaterThan(90);
    expect(short(3).question).toContain('European Union');
    const above = (value: number) =>
      shipped({
        asks: 'price',
        side: 'atLeast',
        subject: 'Dy-oxide',
        value,
        unit: 'USD/kg',
        supposing: { stops: 'CN' },
      })!.probability;
    expect(above(1000)).toBeGreaterThanOrEqual(above(2500));
    expect(above(2500)).toBeGreaterThanOrEqual(above(6000));
  });

  it('the Union answers for its members and for the continent', () => {
    const ask = (place: string) =>
      shipped({ asks: 'shortage', side: 'atLeast', place, supposing: { stops: 'CN', withinMonths: 4 } });
    expect(ask('DE')).toEqual(ask('EU'));
    expect(ask('EUROPE')).toEqual(ask('EU'));
  });

  it('a stop longer than the one that was run, or of another place, is not answered', () => {
    expect(
      shipped({
        asks: 'shortage',
        side: 'atLeast',
        place: 'EU',
        supposing: { stops: 'CN', withinMonths: 18 },
      }),
    ).toBeUndefined();
    expect(
      shipped({ asks: 'shortage', side: 'atLeast', place: 'EU', supposing: { stops: 'AU' } }),
    ).toBeUndefined();
  });

  it('says nothing where it has nothing to say', () => {
    expect(ask({ side: 'atLeast', value: 2, unit: 'x', horizon: '2027-12-31' })).toBeUndefined();
    expect(
      ask({
        asks: 'price',
        side: 'atLeast',
        subject: 'La-oxide',
        value: 5,
        unit: 'USD/kg',
        horizon: '2027-12-31',
      }),
    ).toBeUndefined();
    expect(
      ask({ asks: 'independence', side: 'atLeast', place: 'FJ', horizon: '2050-01-01' }),
    ).toBeUndefined();
  });
});
