import { describe, expect, it } from 'vitest';
import { monthFacts, yearToDate } from '../../desk/src/trade/month-facts.ts';

const point = (period: string, value: number, counts = true) => ({
  period,
  value,
  counts,
  start: `${period}-01`,
  end: `${period}-28`,
  resolution: 'month',
  voice: 'customs',
  standing: 'record',
  status: 'as_published',
  observations: [`row ${period}`],
  alternatives: [],
});
const year = (values: readonly number[], first = 1) =>
  values.map((value, i) => point(`2025-${String(first + i).padStart(2, '0')}`, value));

describe('what is said of the newest month', () => {
  it('a change on the month and how long it has gone the same way', () => {
    const facts = monthFacts({ months: year([100, 120, 130, 150]) });
    expect(facts?.onMonth?.pct).toBeCloseTo(100 * (150 / 130 - 1));
    expect(facts?.streak).toEqual({ what: 'rise', length: 3 });
  });

  it('no streak and no extreme beyond a month without a figure', () => {
    const gap = [...year([500, 90]), ...year([100, 120], 4)];
    expect(monthFacts({ months: gap })?.streak).toEqual({ what: 'rise', length: 1 });
    expect(monthFacts({ months: gap })?.extreme).toBeUndefined();
  });

  it('the highest since the last month that was as high', () => {
    expect(monthFacts({ months: year([200, 10, 20, 30, 40, 150]) })?.extreme).toEqual({
      what: 'highest',
      since: '2025-01',
    });
  });

  it('nothing of a month that does not count', () => {
    const months = [...year([100, 120]), point('2025-03', 9999, false)];
    expect(monthFacts({ months })?.newest.period).toBe('2025-02');
    expect(monthFacts({ months: [] })).toBeUndefined();
  });

  it('a year to date only where no month is missing', () => {
    const all = new Map(year([100, 120, 130]).map((one) => [one.period, one]));
    expect(yearToDate(all, '2025-03')?.value).toBe(350);
    all.delete('2025-02');
    expect(yearToDate(all, '2025-03')).toBeUndefined();
  });
});
