import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blankOfMagnet,
  isRefusal,
  type Magnet,
  type MagnetCost,
  type OwnPrices,
} from '../../src/parts/index.ts';
import { facts, parts, partsWith } from './support.ts';

const magnet = (grade: string, more = {}): Magnet => {
  const found = parts.identify({ grade, year: 2025, ...more });
  if ('unknown' in found) throw new Error(found.unknown);
  return found;
};
const uh = magnet('45UH', { route: 'diffused' });
const base = { magnet: uh, date: '2025-10-16', madeIn: 'CN', currency: 'CNY', use: 'traction' } as const;
const costAt = (own: OwnPrices, ask = {}): MagnetCost => {
  const cost = partsWith(own).cost({ ...base, ...ask });
  if (isRefusal(cost)) throw new Error(cost.refused);
  return cost;
};
const now = costAt({});

describe('the cost of a magnet from the record', () => {
  it('45UH diffused on 16 October 2025 costs what the worked example says, but for rounded figures of the table', () => {
    // The example takes a yield of 0.72 and 78 CNY of conversion; the table has 0.71 and 70 x 1.1.
    expect(now.material.value).toBeCloseTo(233.9, 1);
    expect(now.exWorks.value).toBeCloseTo(376.3, 1);
    const own = partsWith(
      {},
      { parameters: { finished_yield: 0.72, conversion: 78, diffusion_adder: 0 } },
    ).cost(base);
    expect((own as MagnetCost).exWorks.value).toBeCloseTo(376.4576, 3);
    expect((own as MagnetCost).withTax).toBeCloseTo(425.4, 1);
  });

  it.each([
    ['40M', 'conventional'],
    ['40H', 'conventional'],
    ['N38(Ce)', 'cerium'],
  ])('a blank of %s on 9 May 2025 lies in the quoted range', (grade, route) => {
    const blank = blankOfMagnet(parts.context, {
      ...base,
      magnet: magnet(grade, { route }),
      date: '2025-05-09',
      use: undefined,
    });
    const quoted = facts.quotations.find((row) => row.spec === grade && row.period === '2025-05-09')!;
    if (isRefusal(blank)) throw new Error(blank.refused);
    expect(blank.total).toBeGreaterThanOrEqual(quoted.low);
    expect(blank.total).toBeLessThanOrEqual(quoted.high);
  });

  it('rare earths are the reported 62 to 78% of the cost of a large maker in 2024', () => {
    const cost = partsWith({ 'PrNd-metal': 481.48, 'DyFe-alloy': 0.8 * 2235.1, 'Tb-metal': 7278 }).cost({
      ...base,
      date: '2024-12-30',
    });
    if (isRefusal(cost)) throw new Error(cost.refused);
    const share = cost.material.value / (cost.exWorks.value * 0.85);
    expect(share).toBeGreaterThan(0.6);
    expect(share).toBeLessThan(0.78);
  });

  it('a maker abroad that buys Chinese metal carries the tax: 13% of the rare earths', () => {
    const home = costAt({}, { currency: 'USD' });
    const abroad = costAt({}, { madeIn: 'DE', currency: 'USD', use: undefined });
    const same = costAt({}, { madeIn: 'CN', feed: 'china', currency: 'USD' });
    expect(same.material.value / home.material.value).toBeCloseTo(1.13, 6);
    expect(abroad.feed).toBe('china');
    expect(abroad.notes.join()).toContain('not refunded');
  });

  it('under the floor PrNd costs at least what 110 USD for the oxide makes of it', () => {
    const date = '2025-11-14';
    const market = costAt({}, { feed: 'outside', madeIn: 'US', currency: 'USD', date });
    const floor = costAt({}, { feed: 'floor', madeIn: 'US', currency: 'USD', date });
    const prnd = (cost: MagnetCost) => cost.elements.find(({ element }) => element === 'PrNd')!.price;
    expect(prnd(floor).value).toBeCloseTo((110 * 1.177) / 0.98 + 11.5, 6);
    expect(prnd(floor).value).toBeGreaterThan(prnd(market).value);
  });

  it('every figure has its sum: the lines add to the price', () => {
    expect(now.lines.reduce((sum, line) => sum + line.amount, 0)).toBeCloseTo(now.exWorks.value, 9);
    for (const line of now.lines) expect(line.formula).not.toBe('');
    for (const { price } of now.elements) expect(price.quote.source).not.toBe('');
  });

  it('a quotation from before a change of the tax is freed of the tax of its own day', () => {
    // VAT fell from 16 to 13% on 1 April 2019; the quotation of 29 March holds 16%.
    const before = parts.context.prices.quote({
      material: 'PrNd-oxide',
      market: 'inside',
      date: '2019-03-31',
    });
    if (isRefusal(before)) throw new Error(before.refused);
    const own = partsWith({ 'DyFe-alloy': 1500, 'Tb-metal': 5000 });
    const on = (date: string) => {
      const cost = own.cost({ ...base, magnet: magnet('N42', { route: 'conventional' }), date });
      if (isRefusal(cost)) throw new Error(cost.refused);
      return cost.elements[0]!;
    };
    const [march, april] = [on('2019-03-31'), on('2019-04-02')];
    expect(april.price.quote.period).toBe(march.price.quote.period);
    expect(april.perKg).toBeCloseTo(march.perKg, 9);
  });

  it('says what is missing instead of guessing', () => {
    const smco = parts.cost({ ...base, magnet: magnet('SmCo 2:17') });
    expect(smco).toHaveProperty('refused', expect.stringContaining('Sm'));
    expect(parts.cost({ ...base, magnet: magnet('Alnico 5') })).toHaveProperty('refused');
    expect(parts.cost({ ...base, currency: 'XXX' })).toHaveProperty(
      'refused',
      expect.stringContaining('XXX'),
    );
  });
});

describe('laws of cost', () => {
  const price = fc.double({ min: 1, max: 20_000, noNaN: true });
  const rise = fc.double({ min: 1.001, max: 5, noNaN: true });
  const materials = ['PrNd-metal', 'DyFe-alloy', 'Tb-metal'] as const;

  it('it rises with the price of each element, and the margin and tax never turn it round', () => {
    fc.assert(
      fc.property(
        price,
        price,
        price,
        fc.constantFrom(...materials),
        rise,
        (prnd, dyfe, tb, raised, factor) => {
          const own = { 'PrNd-metal': prnd, 'DyFe-alloy': dyfe, 'Tb-metal': tb };
          const before = costAt(own).exWorks;
          const after = costAt({ ...own, [raised]: own[raised] * factor }).exWorks;
          expect(after.value).toBeGreaterThan(before.value);
          expect(after.low).toBeGreaterThan(before.low);
          expect(after.high).toBeGreaterThan(before.high);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('the range holds the figure, and is wider where a figure is less certain', () => {
    expect(now.exWorks.low).toBeLessThan(now.exWorks.value);
    expect(now.exWorks.high).toBeGreaterThan(now.exWorks.value);
    const told = partsWith({}, { parameters: { margin: 0.15 } }).cost(base) as MagnetCost;
    expect(told.exWorks.high - told.exWorks.low).toBeLessThan(now.exWorks.high - now.exWorks.low);
  });

  it('a swing is what a tenth on the price adds', () => {
    const own = { 'PrNd-metal': 630, 'DyFe-alloy': 1600, 'Tb-metal': 8700 };
    const cost = costAt(own);
    for (const [element, material] of [
      ['PrNd', 'PrNd-metal'],
      ['Dy', 'DyFe-alloy'],
      ['Tb', 'Tb-metal'],
    ] as const) {
      const more = costAt({ ...own, [material]: own[material] * 1.1 }).exWorks.value - cost.exWorks.value;
      expect(cost.elements.find((each) => each.element === element)!.swing10).toBeCloseTo(more, 6);
    }
  });

  it('money of another currency is the same cost at the rate of the day', () => {
    const usd = costAt({}, { currency: 'USD' });
    const eur = costAt({}, { currency: 'EUR' });
    const rate = (code: string) =>
      facts.exchangeRates.find((row) => row.currency === code && row.period === '2025-10')!.per_usd;
    expect(now.exWorks.value / usd.exWorks.value).toBeCloseTo(rate('CNY'), 6);
    expect(eur.exWorks.value / usd.exWorks.value).toBeCloseTo(rate('EUR'), 6);
    expect(usd.swing10.CNY).toBeCloseTo(0.1 * usd.exWorks.value, 9);
  });

  it('a worse yield, a smaller credit or a larger margin never makes it cheaper', () => {
    const at = (parameters: object) => (partsWith({}, { parameters }).cost(base) as MagnetCost).exWorks.value;
    expect(at({ finished_yield: 0.6 })).toBeGreaterThan(at({ finished_yield: 0.8 }));
    expect(at({ scrap_credit: 0.5 })).toBeGreaterThan(at({ scrap_credit: 0.8 }));
    expect(at({ diffusion_use: 0.7 })).toBeGreaterThan(at({ diffusion_use: 0.95 }));
    expect(at({ margin: 0.2 })).toBeGreaterThan(at({ margin: 0.1 }));
  });
});
