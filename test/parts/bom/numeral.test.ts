import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalOf, decimalOfFile, numeralsIn, numeralValue } from '../../../src/parts/bom/numeral.ts';

describe('numerals', () => {
  it.each([
    ['31.0', '.', 31],
    ['31,5', ',', 31.5],
    ['1.234,5', ',', 1234.5],
    ['1,234.5', '.', 1234.5],
    ['1 234,5', ',', 1234.5],
    ['1’234.5', '.', 1234.5],
    ['0,125', ',', 0.125],
    ['1.234.567', ',', 1_234_567],
    ['12345,678', ',', 12345.678],
    ['−40', undefined, -40],
    ['1.5e3', '.', 1500],
  ])('%s', (text, sign, value) => {
    const [numeral] = numeralsIn(text);
    expect(decimalOf(numeral!.text)).toBe(sign);
    expect(numeralValue(numeral!.text, undefined)).toBe(value);
  });

  it('1,234 may be two things, unless the file or the meaning tells', () => {
    expect(numeralValue('1,234', undefined)).toEqual({ either: [1.234, 1234] });
    expect(numeralValue('1,234', '.')).toBe(1234);
    expect(numeralValue('1,234', ',')).toBe(1.234);
    expect(numeralValue('20,000', undefined, true)).toBe(20_000);
    expect(numeralValue('20.000', ',', true)).toBe(20_000);
  });

  it('the file tells where all its numerals agree, and says nothing where they do not', () => {
    expect(decimalOfFile(['1,5', '3.600', '12'])).toBe(',');
    expect(decimalOfFile(['1.5', '3,600.5'])).toBe('.');
    expect(decimalOfFile(['1,5', '1.5'])).toBeUndefined();
    expect(decimalOfFile(['12', '1,234'])).toBeUndefined();
  });

  it('what one country writes is read back, in either style', () => {
    const value = fc.integer({ min: 1, max: 99_999_999 }).map((n) => n / 100);
    fc.assert(
      fc.property(value, (number) => {
        for (const [locale, sign] of [
          ['en-GB', '.'],
          ['de-DE', ','],
        ] as const) {
          const text = number.toLocaleString(locale, { minimumFractionDigits: 2 });
          expect(numeralValue(text, sign)).toBeCloseTo(number, 6);
        }
      }),
    );
  });

  it('the dash of a range is no minus', () => {
    expect(numeralsIn('120-150 °C').map(({ text }) => text)).toEqual(['120', '150']);
    expect(numeralsIn('-40 to 150').map(({ text }) => text)).toEqual(['-40', '150']);
  });

  it('any text is answered, and quickly', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        for (const { text: numeral } of numeralsIn(text)) numeralValue(numeral, undefined);
      }),
    );
    expect(numeralsIn('1,'.repeat(100_000)).length).toBeLessThan(5);
  });
});
