import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { prepareText } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const figures = (text: string) =>
  prepareText(text, vocabulary).passages.flatMap(({ quantities }) =>
    quantities.map(({ low, high, unit }) => (low === high ? `${low} ${unit}` : `${low}..${high} ${unit}`)),
  );

describe('figures', () => {
  it.each([
    ['at 1.52-1.56 million yuan/mt', ['1520000..1560000 CNY/t']],
    ['between 26.6-269000 yuan/t', ['266000..269000 CNY/t']],
    ['about 193-1.95 million yuan/ton', ['1930000..1950000 CNY/t']],
    ['价格55.5-56万元/吨', ['555000..560000 CNY/t']],
    ['RMB318, 000- 320000/ton', ['318000..320000 CNY/t']],
    ['¥1,510,000/ton (unchanged)', ['1510000 CNY/t']],
    ['sold for $110 per kilogram there', ['110 $/kg']],
    ['USD/kg 110-115', ['110..115 USD/kg']],
    ['每吨上涨5000元', ['5000 CNY/t']],
    ['1トン当たり55万元となった', ['550000 CNY/t']],
    ['톤당 55만 위안', ['550000 CNY/t']],
  ])('reads prices: %s', (text, expected) => {
    expect(figures(text)).toEqual(expected);
  });

  it.each([
    ['2万6,205元', ['26205 CNY']],
    ['702万5000元', ['7025000 CNY']],
    ['40만7500위안', ['407500 CNY']],
    ['Rs 7 thousand 280 crore', ['72800000000 INR']],
    ['revenue of ¥1.916 billion', ['1916000000 CNY']],
    ['A$12.5m of sales', ['12500000 AUD']],
    ['19.16亿元', ['1916000000 CNY']],
  ])('sums mixed numerals and multiplies: %s', (text, expected) => {
    expect(figures(text)).toEqual(expected);
  });

  it.each([
    ['Die Ausfuhren sanken um 6,1 % auf 5.774 Tonnen', ['6.1 pct', '5774 t']],
    ['Las exportaciones cayeron un 5,2 % hasta las 5,473 toneladas en el mes', ['5.2 pct', '5473 t']],
    ['Les exportations ont atteint 12 500 tonnes dans le mois', ['12500 t']],
    ['Exports came to 16.686 tonnes in the month', ['16.686 t']],
    ['Exports came to 39,817 tonnes in the month', ['39817 t']],
    ['Exports came to 38.563.6 tonnes in the month', ['38563.6 t']],
  ])('takes the separators of the language: %s', (text, expected) => {
    expect(figures(text)).toEqual(expected);
  });

  it.each([
    ['约三成', ['30 pct']],
    ['百分之九十', ['90 pct']],
    ['約2・6倍', ['2.6 x']],
    ['ninety percent of it', ['90 pct']],
    ['下降3.5个百分点', ['3.5 pp']],
    ['4.4 times the volume', ['4.4 x']],
  ])('reads shares and multiples, in words too: %s', (text, expected) => {
    expect(figures(text)).toEqual(expected);
  });

  it.each([
    'N52 and 35SH grades',
    'Dy2O3',
    '300224.SZ',
    'in the EU1. Then',
    'on 23 September 2025',
    'in 2024',
    '9月23日',
  ])('takes no figure from names, codes and dates: %s', (text) => {
    expect(figures(text)).toEqual([]);
  });

  it('reads a price back from every way of writing it', () => {
    const unit = fc.constantFrom('yuan/mt', 'yuan per tonne', 'RMB/ton', '元/吨', 'CNY/t');
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 9_999_000 }), unit, (value, name) => {
        expect(figures(`${value.toLocaleString('en')} ${name}`)).toEqual([`${value} CNY/t`]);
        expect(figures(`${value} ${name}`)).toEqual([`${value} CNY/t`]);
      }),
    );
  });

  it('reads both ends of a range with one multiplier', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 900 }), fc.integer({ min: 1, max: 20 }), (low, width) => {
        const [a, b] = [low / 10, (low + width) / 10];
        expect(figures(`${a}-${b}万元/吨`)).toEqual([`${low * 1000}..${(low + width) * 1000} CNY/t`]);
      }),
    );
  });
});
