import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { type Observation, read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const observed = (text: string, kind: Observation['kind'], published = '2025-11-20'): Observation[] =>
  read({ text, published }, vocabulary).observations.filter((each) => each.kind === kind);

describe('two shares in one sentence', () => {
  const sentences: readonly [string, (a: number, b: number) => string][] = [
    ['en', (a, b) => `China accounts for ${a}% of global rare earth mining and ${b}% of refining.`],
    ['zh', (a, b) => `中国占全球稀土开采的${a}%，冶炼的${b}%。`],
    [
      'fr',
      (a, b) => `La Chine assure ${a} % de la production mondiale de terres rares et ${b} % du raffinage.`,
    ],
    ['pt', (a, b) => `A China responde por ${a}% da produção mundial de terras raras e ${b}% do refino.`],
    ['ko', (a, b) => `중국은 세계 희토류 생산의 ${a}%, 정제의 ${b}%를 차지한다.`],
  ];
  for (const [language, sentence] of sentences) {
    it.each([
      [58, 87],
      [61, 92],
      [70, 90],
    ])(`are each of their own stage in ${language}: %i and %i`, (a, b) => {
      const found = observed(sentence(a, b), 'share');
      expect(found.map(({ value, place, subject }) => [value, place, subject])).toEqual([
        [a, 'CN', 'RE-all'],
        [b, 'CN', 'RE-all'],
      ]);
      expect(found[0]!.metric).toMatch(/^(?:mining|output)$/);
      expect(found[1]!.metric).toMatch(/^(?:refining|processing)$/);
    });
  }

  it('take their own material where the second has another', () => {
    const found = observed('中国の世界シェアはレアアース採掘で6割、磁石生産で85%を占める。', 'share');
    expect(found.map(({ subject, metric, value }) => [subject, metric, value])).toEqual([
      ['RE-all', 'mining', 60],
      ['NdFeB-magnet', 'output', 85],
    ]);
  });
});

describe('a tonnage of something that is no material', () => {
  it('is not given to a material elsewhere', () => {
    const text =
      'The project can process 120,000 t of ore a year and will yield a capacity of 3,100 tonnes of rare earth oxides a year.';
    expect(observed(text, 'capacity').map(({ value, subject }) => [value, subject])).toEqual([
      [3100, 'RE-oxide'],
    ]);
  });
});

describe('a year behind a tonnage', () => {
  it.each([
    [
      'Lynas produced 1,900 tonnes of NdPr in the quarter, up from 1,480 tonnes a year earlier.',
      [1900, 1480],
    ],
    ['Lynas produced 1,900 tonnes of NdPr in the quarter; a year ago it was 1,480 tonnes.', [1900]],
  ])('is no yearly rate where it is a time: %s', (text, values) => {
    expect(observed(text, 'capacity')).toEqual([]);
    expect(observed(text, 'production').map(({ value }) => value)).toEqual(
      expect.arrayContaining(values as number[]),
    );
  });

  it('is the period of what was imported', () => {
    const text = 'Die Importe fielen. Deutschland hat 17.300 Tonnen Seltene Erden im Jahr 2023 importiert.';
    expect(observed(text, 'trade', '2024-05-20')).toMatchObject([
      { value: 17300, period: '2023', reporter: 'DE' },
    ]);
  });

  it('is a yearly rate where it is joined to the unit', () => {
    for (const joined of ['8,000-tonne-a-year', '8,000-tonne-per-year'])
      expect(
        observed(`Vulcan builds a ${joined} NdFeB magnet plant.`, 'capacity').map(({ value }) => value),
      ).toEqual([8000]);
  });
});

describe('shares in words', () => {
  it.each([
    ["China mines two thirds of the world's rare earths.", 66.7, 'mining'],
    ["China refines nine tenths of the world's rare earths.", 90, 'refining'],
    ["China supplies about half of the world's rare earths.", 50, 'output'],
    ['China steht für rund neun Zehntel der weltweiten Raffination Seltener Erden.', 90, 'refining'],
    ["La Chine assure près des trois quarts de l'extraction mondiale de terres rares.", 75, 'mining'],
    ['China concentra más de cuatro quintas partes del refinado mundial de tierras raras.', 80, 'refining'],
    ['A China refina nove em cada dez toneladas de terras raras do mundo.', 90, 'refining'],
  ])('%s', (text, value, metric) => {
    expect(read({ text, published: '2025-06-12' }, vocabulary).observations).toEqual([
      expect.objectContaining({ kind: 'share', subject: 'RE-all', value, unit: 'pct', place: 'CN', metric }),
    ]);
  });

  it.each([
    'In the first half of 2025 China mined rare earths.',
    'A third rare earth plant opened in China.',
    'In der ersten Hälfte des Jahres baute China Seltene Erden ab.',
    'Its share of the third quarter rare earth market is unknown.',
  ])('is no share: %s', (text) => {
    expect(read({ text, published: '2025-06-12' }, vocabulary).observations).toEqual([]);
  });
});
