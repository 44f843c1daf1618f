import { expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';

const PER_TONNE: Readonly<Record<string, number>> = { t: 1, kg: 1000 };

it('holds every quotation on record inside the range of its material', () => {
  const { quotations, priceRanges } = loadFacts();
  for (const { material, unit, low, high, period } of quotations) {
    const [currency, mass] = unit.split('/') as [string, string];
    const era = Number(period.slice(0, 4)) < 2014 ? 'until 2013' : 'since 2014';
    const range = priceRanges.ranges[material]?.[currency]?.[era];
    expect(range, `${material} in ${currency}, ${era}`).toBeDefined();
    expect(low * PER_TONNE[mass]!).toBeGreaterThanOrEqual(range![0]);
    expect(high * PER_TONNE[mass]!).toBeLessThanOrEqual(range![1]);
  }
});
