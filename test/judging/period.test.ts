import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  baseSpan,
  daysBetween,
  formatPeriod,
  lastDay,
  parsePeriod,
  sayPeriod,
} from '../../src/judging/period.ts';

describe('periods', () => {
  it.each(['2025-09-23', '2025-09', '2025-Q3', '2025-H1', '2025', '2025-01/2025-09', '2013-07/2014-06'])(
    '%s is read and written back',
    (text) => expect(formatPeriod(parsePeriod(text)!)).toBe(text),
  );

  it.each(['2025-13', '2025-Q5', 'September', '2025-09/2025-01', ''])('"%s" is no period', (text) =>
    expect(parsePeriod(text)).toBeUndefined(),
  );

  it('a run of months that is a quarter, half or year is that quarter, half or year', () => {
    expect(formatPeriod(parsePeriod('2025-07/2025-09')!)).toBe('2025-Q3');
    expect(formatPeriod(parsePeriod('2025-01/2025-06')!)).toBe('2025-H1');
    expect(formatPeriod(parsePeriod('2025-01/2025-12')!)).toBe('2025');
  });

  it('year on year is twelve months back, whatever the length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const pad = (n: number) => String(n).padStart(2, '0');
        const now = parsePeriod(`2025-${pad(from)}/2025-${pad(to)}`)!;
        const before = parsePeriod(`2024-${pad(from)}/2024-${pad(to)}`)!;
        expect(baseSpan(now, 'yoy')).toEqual(before);
      }),
    );
  });

  it('a month has a month before it, nine months have none', () => {
    expect(formatPeriod(baseSpan(parsePeriod('2026-01')!, 'mom')!)).toBe('2025-12');
    expect(baseSpan(parsePeriod('2025-01/2025-09')!, 'mom')).toBeUndefined();
  });

  it('months end when they end', () => {
    expect(lastDay(parsePeriod('2024-02')!)).toBe('2024-02-29');
    expect(lastDay(parsePeriod('2025-Q3')!)).toBe('2025-09-30');
    expect(daysBetween('2025-11-14', '2026-01-01')).toBe(48);
  });

  it('is said shortly', () => {
    expect(sayPeriod(parsePeriod('2025-01/2025-09')!)).toBe('Jan–Sep 2025');
    expect(sayPeriod(parsePeriod('2025-11-14')!)).toBe('14 Nov 2025');
  });
});
