/** What the shipped trade figures must be like beyond their schema. */
import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { monthBefore } from '../../src/vocabulary/months.ts';

const facts = loadFacts();

describe('trade', () => {
  const magnets = (period: string) =>
    facts.customs
      .filter(
        (row) =>
          row.product === 'NdFeB-magnet' &&
          row.reporter === 'CN' &&
          row.partner === 'WORLD' &&
          row.flow === 'export' &&
          row.unit === 't' &&
          row.period === period &&
          row.status === 'ok' &&
          row.value !== undefined,
      )
      .map((row) => row.value!);

  it('has Chinese magnet exports of 2025 that add up from month to month within a tonne', () => {
    for (const [before, month, after] of [
      ['2025-01/2025-06', '2025-07', '2025-01/2025-07'],
      ['2025-01/2025-11', '2025-12', '2025'],
    ] as const) {
      const sums = magnets(before).flatMap((start) => magnets(month).map((more) => start + more));
      const closest = Math.min(
        ...magnets(after).flatMap((total) => sums.map((each) => Math.abs(each - total))),
      );
      expect(closest, after).toBeLessThanOrEqual(1.5);
    }
  });

  it('marks every claim that is known to be wrong', () => {
    for (const claim of facts.tradeContradictions) {
      const { claimed_value, claimed_mom_pct, claimed_yoy_pct, product, partner, period, unit } = claim;
      const rows = facts.customs.filter(
        (row) =>
          row.product === product && row.partner === partner && row.period === period && row.unit === unit,
      );
      for (const row of rows) {
        if (claimed_value !== undefined && row.value === claimed_value) {
          expect(row.status, claim.id).toBe('disputed');
        } else if (
          claimed_value === undefined &&
          ((claimed_mom_pct !== undefined && row.change_mom_pct === claimed_mom_pct) ||
            (claimed_yoy_pct !== undefined && row.change_yoy_pct === claimed_yoy_pct))
        ) {
          expect(row.change_status, claim.id).toBe('disputed');
        }
      }
    }
  });

  it('has stated changes that agree with the figures they compare, or are marked', () => {
    const series = (row: (typeof facts.customs)[number], period: string) =>
      [row.product, row.reporter, row.partner, row.flow, row.unit, period].join();
    const levels = new Map<string, number[]>();
    for (const row of facts.customs) {
      if (row.status !== 'ok' || !row.value) continue;
      const key = series(row, row.period);
      levels.set(key, [...(levels.get(key) ?? []), row.value]);
    }
    const yearBefore = (period: string) => period.replace(/\d{4}/g, (year) => String(Number(year) - 1));
    let tested = 0;
    for (const row of facts.customs) {
      const { value, period, change_mom_pct, change_yoy_pct } = row;
      if (row.status !== 'ok' || row.change_status !== 'ok' || !value) continue;
      const isMonth = /^\d{4}-\d{2}$/.test(period);
      for (const [stated, before] of [
        [change_yoy_pct, yearBefore(period)],
        [change_mom_pct, isMonth ? monthBefore(period, 1) : ''],
      ] as const) {
        const bases = levels.get(series(row, before));
        if (stated === undefined || !bases) continue;
        const miss = Math.min(...bases.map((base) => Math.abs((value / base - 1) * 100 - stated)));
        const where = `${row.product} ${row.partner} ${period} ${row.source}`;
        expect(miss, where).toBeLessThan(1.5 + Math.abs(stated) / 50);
        tested++;
      }
    }
    expect(tested).toBeGreaterThan(200);
  });

  it('says more of a row that is disputed than that it is', () => {
    for (const row of facts.customs) {
      if (row.status === 'disputed' || row.change_status === 'disputed') expect(row.note).toBeTruthy();
    }
  });

  it('names a customs code that its product can have', () => {
    for (const row of facts.customs) {
      const product = facts.tradeProducts.find((each) => each.product === row.product)!;
      if (!row.hs || !product.hs) continue;
      const headings = product.hs.map((code) => code.slice(0, 4));
      expect(
        row.hs.some((code) => headings.includes(code.slice(0, 4))),
        row.product,
      ).toBe(true);
    }
  });

  it('knows only China among those that import from themselves, and says why', () => {
    for (const row of facts.customs.filter((each) => each.reporter === each.partner)) {
      expect(row.reporter).toBe('CN');
      expect(row.note).toMatch(/re-imports|come back/);
    }
  });

  it('has derived figures that are ranges of rounding, not of guessing', () => {
    for (const row of facts.derivedTrade) expect(row.high / row.low, row.formula).toBeLessThan(1.35);
  });
});
