import { describe, expect, it } from 'vitest';
import type { RecordedObservation } from '../../src/ledger/index.ts';
import { priceOfElement } from '../../src/parts/element-prices.ts';
import { isRefusal, pricesOfFacts, pricesOfRecord, type Quote } from '../../src/parts/prices.ts';
import { facts } from './support.ts';

const prices = pricesOfFacts(facts);
const quote = (material: string, date: string, market: 'inside' | 'outside' = 'inside') =>
  prices.quote({ material, market, date }) as Quote;

describe('quotations', () => {
  it('SMM of 9 May 2025 is what is found for that day, in CNY for a kilogram with tax', () => {
    expect(quote('PrNd-metal', '2025-05-09')).toMatchObject({
      low: 514,
      high: 518,
      unit: 'CNY/kg',
      vat: 'included',
      age: 0,
    });
    expect(quote('DyFe-alloy', '2025-05-09')).toMatchObject({ value: 1580 });
    expect(quote('Tb-metal', '2025-05-09')).toMatchObject({ value: 8760 });
  });

  it('never come from after the day asked for', () => {
    for (const date of ['2025-04-09', '2025-06-30', '2024-01-15', '2026-02-01']) {
      for (const material of ['PrNd-oxide', 'Dy-oxide', 'Tb-oxide']) {
        const found = prices.quote({ material, market: 'inside', date });
        if (!isRefusal(found)) expect(found.age).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('inside and outside China are never mixed', () => {
    expect(quote('Dy-oxide', '2025-11-14').unit).toBe('CNY/kg');
    const outside = quote('Dy-oxide', '2025-11-14', 'outside');
    expect(outside).toMatchObject({ unit: 'USD/kg', vat: 'excluded' });
    expect(outside.value).toBeGreaterThan(2 * (quote('Dy-oxide', '2025-11-14').value / 1.13 / 7.1));
  });

  it('list prices, floors and contracts take part only where they are asked for', () => {
    const all = ['assessed', 'asked', 'traded'];
    expect(all).toContain(quote('PrNd-oxide', '2025-11-14').priceType);
    const list = prices.quote({
      material: 'PrNd-oxide',
      market: 'inside',
      date: '2025-11-14',
      types: ['list'],
    });
    if (!isRefusal(list)) expect(list.priceType).toBe('list');
    const floor = prices.quote({ material: 'PrNd-oxide', market: 'outside', date: '2026-02-01' });
    if (!isRefusal(floor)) expect(floor.priceType).not.toBe('floor');
  });

  it('are refused in words where there is none', () => {
    expect(prices.quote({ material: 'Co-metal', market: 'inside', date: '2025-01-01' })).toEqual({
      refused: 'no quotation of Co-metal inside China by 2025-01-01',
    });
  });

  it('disputed, estimated and retracted rows of a ledger take no part', () => {
    const row = (id: string, status: RecordedObservation['status'], low: number) =>
      ({
        id,
        status,
        source: 'A',
        voice: 'A',
        observation: {
          kind: 'price',
          subject: 'Dy-oxide',
          low,
          high: low,
          unit: 'CNY/kg',
          period: '2025-05-09',
          place: 'CN',
        },
      }) as unknown as RecordedObservation;
    const own = pricesOfRecord([
      row('1', 'as_published', 1600),
      row('2', 'disputed', 9000),
      row('3', 'retracted', 1),
      row('4', 'estimated', 2),
    ]);
    expect(own.quote({ material: 'Dy-oxide', market: 'inside', date: '2025-05-10' })).toMatchObject({
      value: 1600,
      age: 1,
      row: '1',
    });
  });

  it('the mean of a quarter counts each day once', () => {
    const mean = prices.mean({ material: 'PrNd-metal', market: 'inside', period: '2025-Q2' });
    expect(mean).toMatchObject({ unit: 'CNY/kg', vat: 'included', period: '2025-Q2' });
    if (isRefusal(mean)) return;
    expect(mean.mean).toBeGreaterThan(500);
    expect(mean.mean).toBeLessThan(560);
    expect(prices.mean({ material: 'PrNd-metal', market: 'inside', period: '1999-Q1' })).toHaveProperty(
      'refused',
    );
  });
});

describe('prices of elements', () => {
  const ask = { market: 'inside', staleAfter: 45, notAfter: 370 } as const;

  it('come from the metal where it is quoted, from the oxide by rule where it is not', () => {
    const may = priceOfElement(facts.priceRules, prices, { ...ask, element: 'Dy', date: '2025-05-09' });
    expect(may).toMatchObject({ value: 1975, quote: { material: 'DyFe-alloy' } });
    const october = priceOfElement(facts.priceRules, prices, { ...ask, element: 'Dy', date: '2025-10-16' });
    expect(october).toMatchObject({ quote: { material: 'Dy-oxide' } });
    expect((october as { value: number }).value).toBeCloseTo(2004.4, 1);
    expect((october as { formula: string }).formula).toContain('1.1477');
  });

  it('say that they are old, and are refused where they are too old', () => {
    const later = priceOfElement(facts.priceRules, prices, { ...ask, element: 'Tb', date: '2026-06-01' });
    expect(later).toMatchObject({ stale: true });
    const never = priceOfElement(facts.priceRules, prices, { ...ask, element: 'Tb', date: '2030-01-01' });
    expect(never).toHaveProperty('refused', expect.stringContaining('Tb'));
  });
});
