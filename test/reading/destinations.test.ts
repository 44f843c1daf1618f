import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const flows = (text: string): string[] =>
  read({ text, published: '2026-01-20' }, vocabulary)
    .observations.filter(({ kind }) => kind === 'trade')
    .map(({ value, unit, partner, flow }) => `${flow} ${value} ${unit} ${partner}`);

const LEAD = 'China exported 7,400 kg of terbium oxide in May.';
const VERBS = ['', ' went', ' were sent', ' were shipped', ' were exported'];

describe('where an amount went', () => {
  for (const verb of VERBS) {
    it(`is read behind "${verb}" for each of a list`, () => {
      const text = `${LEAD} Of this total, 4,100 kg${verb} to the Netherlands, 1,950 kg to Belarus and 230 kg to the Czech Republic.`;
      expect(flows(text)).toEqual([
        'export 7400 kg WORLD',
        'export 4100 kg NL',
        'export 1950 kg BY',
        'export 230 kg CZ',
      ]);
    });

    it(`is left unread behind "${verb}" where the place is not known`, () => {
      const text = `${LEAD} Of this total, 4,100 kg${verb} to the Netherlands, 1,950 kg to Ruritania and 230 kg to Japan.`;
      expect(flows(text)).toEqual(['export 7400 kg WORLD', 'export 4100 kg NL', 'export 230 kg JP']);
    });
  }
});

describe('when an amount was shipped', () => {
  it.each([
    'China imported 15,900 tonnes of rare earths last month.',
    "China's imports of rare earths came to 15,900 tonnes last month.",
    'China imported 15,900 tonnes of rare earths in September.',
    'Les importations chinoises de terres rares ont atteint 15 900 tonnes le mois dernier.',
    'Las importaciones chinas de tierras raras sumaron 15.900 toneladas el mes pasado.',
    'Las importaciones chinas de tierras raras sumaron 15.900 toneladas en septiembre.',
    '上个月中国进口稀土15900吨。',
    '中国の先月のレアアース輸入量は15900トンだった。',
  ])('is said before or behind it: %s', (text) => {
    const found = read({ text, published: '2025-10-20' }, vocabulary).observations;
    expect(found).toMatchObject([{ kind: 'trade', value: 15900, period: '2025-09', flow: 'import' }]);
  });

  it.each([
    '2024年中国进口稀土约13.1万吨，同比下降24.4%；出口5.6万吨，增长6%。',
    'In 2024 China imported 131,000 tonnes of rare earths, down 24.4% from 2023; exports came to 56,000 tonnes, up 6%.',
  ])('goes on behind a semicolon: %s', (text) => {
    const found = read({ text, published: '2025-05-20' }, vocabulary).observations;
    expect(found.map(({ flow, value, period }) => [flow, value, period])).toEqual([
      ['import', 131000, '2024'],
      ['export', 56000, '2024'],
    ]);
  });

  it('tells an amount of a time from where a movement starts', () => {
    const text =
      'Les importations chinoises de terres rares ont bondi de 19 % sur un an à 15 900 tonnes en septembre, avec un volume sur la période janvier-septembre de 134 300 tonnes, en hausse de 49,2 % sur un an.';
    const found = read({ text, published: '2025-10-20' }, vocabulary).observations;
    expect(
      found.map(({ value, period, change }) => [value, period, change?.map((each) => each.value)]),
    ).toEqual([
      [15900, '2025-09', [19]],
      [134300, '2025-01/2025-09', [49.2]],
    ]);
  });
});
