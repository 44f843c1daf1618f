import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { type Observation, read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const observed = (text: string, kind: Observation['kind'], published = '2025-11-20'): Observation[] =>
  read({ text, published }, vocabulary).observations.filter((each) => each.kind === kind);

const changes = (text: string): string[] =>
  observed(text, 'price')
    .map(({ subject, change }) => `${subject} ${change?.[0]?.value}`)
    .sort();

describe('a word of change said once for a list of names', () => {
  it.each([
    [
      'Prices fell: neodymium oxide by 12 percent, terbium oxide by 7 percent.',
      ['Nd-oxide -12', 'Tb-oxide -7'],
    ],
    [
      'Neodymium oxide rose 4.5%, dysprosium oxide 3% and terbium oxide 1.5%.',
      ['Dy-oxide 3', 'Nd-oxide 4.5', 'Tb-oxide 1.5'],
    ],
    ['Neodymoxid ist um 12 Prozent gefallen, Terbiumoxid um 7 Prozent.', ['Nd-oxide -12', 'Tb-oxide -7']],
    ["L'oxyde de néodyme a reculé de 12 %, l'oxyde de terbium de 7 %.", ['Nd-oxide -12', 'Tb-oxide -7']],
    ['氧化钕价格下跌12%，氧化铽7%。', ['Nd-oxide -12', 'Tb-oxide -7']],
  ])('%s', (text, expected) => {
    expect(changes(text)).toEqual(expected);
  });

  it('is not carried to a share or a purity', () => {
    const text = 'Terbium oxide rose by 5%, and China makes 98% of it.';
    expect(changes(text)).toEqual(['Tb-oxide 5']);
    expect(changes('Neodymium oxide rose by 5%, terbium oxide 99.9% was not traded.')).toEqual([
      'Nd-oxide 5',
    ]);
  });
});

describe('from one figure to another where "of" is also "by"', () => {
  it.each([
    ['El precio del óxido de neodimio subió de $61 por kg en mayo a $84 por kg.', 'up'],
    ['O preço do óxido de neodímio subiu de US$ 61 por kg em maio para US$ 84 por kg.', 'up'],
  ])('%s', (text, direction) => {
    const found = observed(text, 'price').map(({ low, change }) => [low, change]);
    expect(found).toEqual([
      [61, undefined],
      [84, [{ basis: 'prev', direction }]],
    ]);
  });

  it('leaves a step as large as its start unread', () => {
    const text = 'Terbium oxide rose more than 7,000 yuan per kg from 6,800 yuan per kg in October.';
    expect(observed(text, 'price').map(({ low, change }) => [low, change])).toEqual([[6800, undefined]]);
  });
});

describe('the language of a single sentence', () => {
  it.each([
    'Terbium oxide rose more than 7,000 yuan per kg from 6,800 yuan per kg in October.',
    'Terbium oxide sold as low as 7,000 yuan per kg, as no one buys under 6,800 yuan per kg.',
  ])('is English where its small words are also of other languages: %s', (text) => {
    for (const { subject } of observed(text, 'price')) expect(subject).toBe('Tb-oxide');
    expect(observed(text, 'price').length).toBeGreaterThan(0);
  });
});

describe('amounts of no one month', () => {
  it.each([
    'China exported over 400 tonnes of rare earth magnets per month to Japan in 2024.',
    'China shipped 400 tonnes of rare earth magnets a month to Japan in 2024.',
    'China führte 2024 im Schnitt 400 Tonnen Seltenerdmagnete pro Monat nach Japan aus.',
    '2024年中国对日本每月平均出口稀土永磁体月均400吨。',
  ])('are not given to a year: %s', (text) => {
    expect(observed(text, 'trade')).toEqual([]);
  });

  it('are told from a comparison', () => {
    const text =
      'Exports of rare earth magnets from China to Japan were 310 tonnes in October, up from 290 tonnes a month before.';
    expect(observed(text, 'trade').map(({ value }) => value)).toEqual([310, 290]);
  });
});

describe('who imports', () => {
  it('is the doer of a German participle behind the figure', () => {
    const text = 'Die Europäische Union hat im Jahr 2023 etwa 17.200 Tonnen Seltene Erden importiert.';
    expect(observed(text, 'trade')).toMatchObject([
      { reporter: 'EU', partner: 'WORLD', flow: 'import', value: 17200 },
    ]);
  });

  it('is never the country that the goods came from', () => {
    const text =
      'Importe Seltener Erden: Die Europäische Union hat 17.200 Tonnen Seltene Erden importiert. 6.900 Tonnen davon kamen aus China.';
    for (const { partner, reporter } of observed(text, 'trade').filter(({ value }) => value === 6900)) {
      expect(partner).toBe('CN');
      expect(reporter).not.toBe('CN');
    }
  });
});
