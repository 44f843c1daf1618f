import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import {
  blankCost,
  blockMass,
  fromBoughtBlank,
  materialFactor,
  priceAtMargin,
  rareEarthCost,
} from '../../src/parts/cost.ts';
import { elementPrice } from '../../src/parts/element-prices.ts';
import { clausePrice } from '../../src/parts/index-clause.ts';
import { floorPayment } from '../../src/parts/price-floor.ts';

const facts = loadFacts();
const example = (n: string) => facts.costExamples.find((row) => row.example === `example-${n}`)!.result;
/** Price of an element from a quotation of oxide, by the rules of data/parts/price-rules.csv. */
const metal = (element: 'PrNd' | 'Dy' | 'Tb', material: string, price: number) =>
  elementPrice(
    facts.priceRules.find((r) => r.element === element && r.material === material && r.market === 'inside')!,
    price,
  );

// SMM, 9 May 2025, middle, with tax.
const may = { PrNd: 516, Dy: metal('Dy', 'DyFe-alloy', 1580), Tb: 8760, Ce: 28 };

describe('worked examples', () => {
  it('01: blank with cerium', () => {
    const blank = blankCost({
      alloyed: { PrNd: 21.3, Ce: 8.5 },
      prices: may,
      minorMetals: 4,
      blankYield: 0.97,
      conversion: 18,
    });
    expect(blank.total).toBeCloseTo(example('01'), 4);
  });

  it('03: blank of 40H', () => {
    const blank = blankCost({
      alloyed: { PrNd: 29.35, Dy: 0.45 },
      prices: may,
      minorMetals: 6,
      blankYield: 0.97,
      conversion: 18,
    });
    expect(blank.total).toBeCloseTo(example('03'), 4);
  });

  it('05: rare earths in a kilogram of one maker in 2024', () => {
    const prices = {
      PrNd: metal('PrNd', 'PrNd-oxide', 392),
      Dy: metal('Dy', 'Dy-oxide', 1837),
      Tb: metal('Tb', 'Tb-oxide', 5789),
    };
    const cost = rareEarthCost({
      alloyed: { PrNd: 29.3, Dy: 0.75 },
      diffused: { Tb: 0.28 },
      prices,
      k: materialFactor(0.736, 0.75),
      diffusionUse: 0.85,
      taxFactor: 1.13,
    });
    expect(cost.total).toBeCloseTo(example('05'), 4);
  });

  const october = { PrNd: 630, Dy: metal('Dy', 'Dy-oxide', 1640), Tb: metal('Tb', 'Tb-oxide', 6975) };
  const uh = rareEarthCost({
    alloyed: { PrNd: 29.3, Dy: 0.9 },
    diffused: { Tb: 0.4 },
    prices: october,
    k: materialFactor(0.72, 0.75),
    diffusionUse: 0.85,
    taxFactor: 1.13,
  });

  it('07: rare earths in a diffused traction magnet, and the saving against bulk', () => {
    expect(uh.total).toBeCloseTo(example('07'), 4);
    const bulk = rareEarthCost({
      alloyed: { PrNd: 26.1, Dy: 4.5 },
      prices: october,
      k: materialFactor(0.72, 0.75),
      diffusionUse: 0.85,
      taxFactor: 1.13,
    });
    expect(100 * (1 - uh.total / bulk.total)).toBeCloseTo(5.8, 1);
    expect(uh.total * 2).toBeCloseTo(466, 1);
  });

  it('08: domestic and export price', () => {
    const cost = uh.total + 9 + 78;
    const price = cost + priceAtMargin(cost, 0.15).amount;
    expect(price).toBeCloseTo(example('08'), 4);
    expect(price * 1.13).toBeCloseTo(425.4, 2);
    expect(price / 7.12).toBeCloseTo(52.87, 2);
  });

  it('10: a set cut from bought blanks', () => {
    const mass = 46 * blockMass([24, 13.65, 3], 7.5);
    expect(mass).toBeCloseTo(339.1, 1);
    const kilogram = fromBoughtBlank({
      blankPrice: 155,
      rareEarthValue: 110,
      finishedYield: 0.75,
      scrapCredit: 0.6,
      taxFactor: 1.13,
      processing: 30,
    });
    expect((kilogram.total * mass) / 1000).toBeCloseTo(example('10'), 4);
  });

  it('12: a quarter step of an index clause', () => {
    const step = clausePrice({
      basePrice: 300,
      k: 1.1,
      taxFactor: 1.13,
      bandPct: 3,
      indices: [
        { name: 'PrNd metal', base: 520, now: 630, weight: 0.294 },
        { name: 'DyFe', base: 1590, now: 1600, weight: 0.009, content: 0.8 },
        { name: 'Tb', base: 8600, now: 8700, weight: 0.004, factor: 1 / 0.85 },
      ],
    });
    expect(step.price).toBeCloseTo(example('12'), 4);
    expect(step.withinBand).toBe(false);
  });

  it('13: payment under the floor, and back above it', () => {
    const terms = { floorUsdPerKg: 110, upsideShare: 0.3 };
    expect(floorPayment(terms, 60, 721_000)).toBe(example('13'));
    expect(floorPayment(terms, 130, 721_000)).toBe(-4_326_000);
    expect(floorPayment(terms, 110, 721_000)).toBe(0);
  });
});
