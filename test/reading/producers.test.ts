import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const observed = (text: string, published = '2025-04-14') =>
  read({ text, published }, vocabulary).observations.map(
    ({ quote: _, start: __, end: ___, read_by: ____, ...fields }) => fields,
  );

describe('output by country', () => {
  it.each([
    'In 2024 China mined 270,000 tonnes of rare earths, Australia 13,000 tonnes and the United States 45,000 tonnes.',
    'Im Jahr 2024 förderte China 270.000 Tonnen Seltene Erden, Australien 13.000 Tonnen und die USA 45.000 Tonnen.',
    'En 2024 China produjo 270.000 toneladas de tierras raras, Australia 13.000 toneladas y Estados Unidos 45.000 toneladas.',
  ])('says its verb once for a list: %s', (text) => {
    expect(observed(text)).toEqual(
      [
        ['CN', 270_000],
        ['AU', 13_000],
        ['US', 45_000],
      ].map(([place, value]) =>
        expect.objectContaining({
          kind: 'production',
          subject: 'RE-all',
          place,
          value,
          unit: 't',
          period: '2024',
        }),
      ),
    );
  });

  it('gives a part of the world to the amount before it', () => {
    expect(
      observed('China mined 270,000 tonnes of rare earths in 2024, or 69% of the global total.'),
    ).toEqual([
      expect.objectContaining({ kind: 'production', value: 270_000, place: 'CN', period: '2024' }),
      expect.objectContaining({ kind: 'share', value: 69, metric: 'mining', place: 'CN', period: '2024' }),
    ]);
  });

  it('is not trade on a page about rules', () => {
    const text =
      'China banned exports of technology and restricted exports of rare earths.\nMyanmar has 31,000 tonnes of rare earths.';
    expect(observed(text).filter(({ kind }) => kind === 'trade')).toEqual([]);
  });

  it('does not take what lies in the ground for output', () => {
    const text =
      'O Brasil tem a segunda maior reserva de terras raras do mundo, com 21 milhões de toneladas.';
    expect(observed(text)).toEqual([]);
  });
});

describe('capacity and what a company aims at', () => {
  it('is of what the plant makes, with its time', () => {
    const text =
      'Norsk Magnet AS builds a magnet plant for rare earth magnets. In phase 1 the factory will be able to produce 2,000 tonnes of magnets a year by 2027.';
    expect(observed(text)).toEqual([
      expect.objectContaining({
        kind: 'capacity',
        subject: 'NdFeB-magnet',
        value: 2000,
        unit: 't',
        period: '2027',
      }),
    ]);
  });

  it('reads two products of one plant as their pair', () => {
    const text = "L'usine pourra produire 600 tonnes d'oxydes de dysprosium et de terbium par an.";
    expect(observed(text)).toEqual([
      expect.objectContaining({ kind: 'capacity', subject: 'DyTb-oxide', value: 600 }),
    ]);
  });

  it('leaves a change that is expected unread', () => {
    expect(observed('In the third quarter MP Materials expects NdPr output to grow by 10%.')).toEqual([]);
  });

  it('leaves a change of money that is not read unread', () => {
    const text =
      'Lynas produced 2,003 tonnes of NdPr. It handled 200.2 million dollars, 66% more than a year before.';
    expect(observed(text)).toEqual([expect.objectContaining({ kind: 'production', value: 2003 })]);
  });
});

describe('a quarter without a year of a company whose accounts end in June', () => {
  it.each([
    ['2025-11-11', '2025-Q3'],
    ['2025-04-28', '2025-Q1'],
  ])('is the one that ended last before %s', (published, period) => {
    const text = 'Lynas Rare Earths produced 2,003 tonnes of NdPr in the third quarter.';
    expect(observed(text, published)[0]?.period).toBe(period);
  });
});
