import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { type Observation, read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const observed = (text: string, published = '2025-09-18'): readonly Observation[] =>
  read({ text, published }, vocabulary).observations;

describe('purity', () => {
  it.each([
    ['Terbium oxide of 99.99% purity traded at 7.05 million yuan/t.', 'Tb-oxide', '99.99%'],
    ['Dysprosium oxide min 99.5% was offered at $780-850/kg.', 'Dy-oxide', '99.5%'],
    ['Neodymium metal (99.5%) was quoted at $118/kg.', 'Nd-metal', '99.5%'],
    ['99.9% pure cerium oxide was quoted at $1.60/kg.', 'Ce-oxide', '99.9%'],
    [
      'Dysprosiumoxid mit einer Reinheit von 99,5 Prozent kostete 800 Dollar je Kilogramm.',
      'Dy-oxide',
      '99,5%',
    ],
  ])('is a field of its price: %s', (text, subject, purity) => {
    expect(observed(text)).toEqual([expect.objectContaining({ kind: 'price', subject, purity })]);
  });

  it('is no share', () => {
    const text = "China makes 98% of the world's dysprosium oxide.";
    expect(observed(text)).toEqual([expect.objectContaining({ kind: 'share', value: 98 })]);
    expect(observed(text)[0]!.purity).toBeUndefined();
  });
});

describe('magnet grade', () => {
  it('is a field of the price of magnets', () => {
    expect(observed('Rare earth magnets of grade N52 were quoted at 210 yuan/kg.')).toEqual([
      expect.objectContaining({ kind: 'price', subject: 'NdFeB-magnet', grade: 'N52' }),
    ]);
  });
});

describe('customs codes', () => {
  it('go with the trade that they stand with', () => {
    const text =
      'China exported 6,146 tonnes of rare earth permanent magnets under HS code 8505.11 in August. Exports of rare earth compounds (HS 2846) came to 4,402 tonnes.';
    expect(observed(text).map(({ kind, value, hs }) => [kind, value, hs])).toEqual([
      ['trade', 6146, '850511'],
      ['trade', 4402, '2846'],
    ]);
  });

  it('are no figures of their own, and no other number is one', () => {
    expect(observed('China exported 2,846 tonnes of rare earth magnets in August.')[0]!.hs).toBeUndefined();
  });
});

describe('ticker', () => {
  it('is the code that the text gives to the company', () => {
    const text =
      'Karratha Rare Earths Ltd (ASX: KRE) produced 1,742 tonnes of NdPr oxide in the September quarter.';
    expect(observed(text, '2025-10-30')).toEqual([
      expect.objectContaining({ kind: 'production', ticker: 'KRE', value: 1742 }),
    ]);
  });

  it('is left out where the text gives none', () => {
    expect(
      observed('Lynas produced 1,742 tonnes of NdPr in the September quarter.')[0]!.ticker,
    ).toBeUndefined();
  });
});

describe('speaker', () => {
  it.each([
    [
      'Global demand for rare earth magnets is forecast to reach 600,000 tonnes by 2035, said Hanna Bergstrom.',
      'Hanna Bergstrom',
    ],
    ['"Dysprosium oxide is at $800/kg," chief executive Paul Overton said.', 'Paul Overton'],
    ['Laut Hanna Bergstrom kostet Dysprosiumoxid 800 Dollar je Kilogramm.', 'Hanna Bergstrom'],
    ['Selon Marie Lefort, la Chine assure 90 % de la production mondiale de terres rares.', 'Marie Lefort'],
  ])('is who says it: %s', (text, speaker) => {
    expect(observed(text)[0]).toMatchObject({ speaker });
  });

  it('is nobody where a place or month stands there', () => {
    const text = 'South Korea said imports of rare earth magnets from China rose to 211 tonnes in June 2025.';
    expect(observed(text)[0]!.speaker).toBeUndefined();
  });
});

describe('terms of a price and its conversion', () => {
  it('stay apart', () => {
    const text =
      'PrNd oxide was assessed at 572,000-576,000 yuan/t including VAT ($71.20/kg excluding VAT) on 18 September 2025.';
    expect(observed(text)).toEqual([
      expect.objectContaining({ kind: 'price', low: 572_000, high: 576_000, unit: 'CNY/t', vat: 'included' }),
    ]);
  });

  it('leave out what somebody would pay', () => {
    expect(observed('One magnet maker would buy PrNd oxide at up to 560,000 yuan/t.')).toEqual([]);
  });
});
