import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPeriod } from '../../src/facts/columns.ts';

const two = (value: number) => String(value).padStart(2, '0');
const year = fc.integer({ min: 1990, max: 2060 });
const month = fc.integer({ min: 1, max: 12 });

describe('isPeriod', () => {
  it('knows the forms of the project', () => {
    for (const period of [
      '2025',
      '2025-09',
      '2025-09-23',
      '2025-Q3',
      '2025-H1',
      '2025-01/2025-09',
      '2020/2024',
    ]) {
      expect(isPeriod(period), period).toBe(true);
    }
  });

  it('knows nothing else', () => {
    for (const text of [
      '',
      '25',
      '2025-13',
      '2025-00',
      '2025-02-30',
      '2025-Q5',
      '2025-H3',
      '2025-9',
      'FY2025',
      '2025-09/2025-01',
      '2025-01/2025-01',
      '2025/2025-09',
      ' 2025',
    ]) {
      expect(isPeriod(text), text).toBe(false);
    }
  });

  it('takes every day of the calendar and no other', () => {
    fc.assert(
      fc.property(year, month, fc.integer({ min: 1, max: 31 }), (y, m, d) => {
        const exists = d <= new Date(Date.UTC(y, m, 0)).getUTCDate();
        expect(isPeriod(`${y}-${two(m)}-${two(d)}`)).toBe(exists);
      }),
    );
  });

  it('takes a run of months only where it goes forward', () => {
    fc.assert(
      fc.property(year, month, year, month, (y1, m1, y2, m2) => {
        const forward = y1 * 12 + m1 < y2 * 12 + m2;
        expect(isPeriod(`${y1}-${two(m1)}/${y2}-${two(m2)}`)).toBe(forward);
      }),
    );
  });
});
