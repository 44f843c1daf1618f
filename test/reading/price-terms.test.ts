import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());

/** Prices in one line each: subject, range, unit, place, terms, changes. */
const prices = (text: string, published = '2025-06-12'): string[] =>
  read({ text, published }, vocabulary)
    .observations.filter(({ kind }) => kind === 'price')
    .map(({ subject, low, high, unit, place, basis, change }) =>
      [
        subject,
        low === high ? low : `${low}..${high}`,
        unit,
        place ?? '-',
        basis ?? '-',
        ...(change ?? []).map(({ basis: against, value }) => `${against} ${value}`),
      ].join(' '),
    );

const PRODUCTS = [
  ['neodymium oxide', 'Nd-oxide', 420],
  ['praseodymium oxide', 'Pr-oxide', 431],
  ['dysprosium oxide', 'Dy-oxide', 1655],
  ['terbium metal', 'Tb-metal', 8800],
] as const;

describe('purity and terms between a price and its material', () => {
  for (const purity of ['99pc ', '99.5% ', '99.5-99.9pc ', '99.9% min ', '']) {
    for (const terms of ['', ' ex-works', ' fob', ' including VAT']) {
      it(`reads "${terms} for ${purity}": two prices before what they are of`, () => {
        for (let i = 0; i + 1 < PRODUCTS.length; i++) {
          const [[a, codeA, low], [b, codeB, high]] = [PRODUCTS[i]!, PRODUCTS[i + 1]!];
          const text = `Sellers asked CNY${low}-${low + 5}/kg${terms} for ${purity}${a} and CNY${high}-${high + 5}/kg${terms} for ${purity}${b}.`;
          expect(prices(text).map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
            `${codeA} ${low}..${low + 5} CNY/kg`,
            `${codeB} ${high}..${high + 5} CNY/kg`,
          ]);
        }
      });
    }
  }

  it.each([
    [
      'Terbium oxide stood at $905-915 per kg fob China on Tuesday, unchanged from 5 June.',
      'Tb-oxide 905..915 USD/kg CN FOB prev 0',
    ],
    [
      '99pc terbium oxide was quoted at CNY7,000-7,100/kg ex-works today, steady from 30 May.',
      'Tb-oxide 7000..7100 CNY/kg CN EXW prev 0',
    ],
    [
      'In China, dysprosium oxide was offered at $255-262/kg fob, flat week on week.',
      'Dy-oxide 255..262 USD/kg CN FOB prev 0',
    ],
    [
      'Dysprosium oxide traded at $290-300/kg cif Rotterdam on Tuesday, flat from 5 June.',
      'Dy-oxide 290..300 USD/kg EU CIF prev 0',
    ],
  ])('keeps what stands behind the terms: %s', (text, expected) => {
    expect(prices(text)).toEqual([expected]);
  });

  it('explains a purity in the account of numbers', () => {
    const { numbers } = read({ text: 'Buyers paid CNY420/kg for 99.5pc neodymium oxide.' }, vocabulary);
    expect(numbers.find(({ text }) => text === '99.5')).toMatchObject({ status: 'set-aside' });
  });
});

describe('what a price may have been', () => {
  it('holds prices from before the record only against its upper end', () => {
    expect(prices('Neodymium oxide was sold at RMB61,000/t ex works.', '2004-11-08')).toEqual([
      'Nd-oxide 61000 CNY/t CN EXW',
    ]);
    expect(prices('Neodymium oxide was sold at RMB61,000/t ex works.', '2021-11-08')).toEqual([]);
    expect(prices('Neodymium oxide was sold at RMB61,000,000/t ex works.', '2004-11-08')).toEqual([]);
  });
});

describe('tables that say only how much a price is for', () => {
  const rows = (gap: string): string =>
    [
      ['PRODUCT', 'GRADE', 'UNIT', 'PRICE (THIS WEEK)', gap, 'PRICE (LAST WEEK)'].filter(Boolean).join('   '),
      'Lanthanum oxide   La2O3/TREO   Tonne   42000-44000   42000-44000',
      'Neodymium oxide   99.5%   Tonne   610000-620000   590000-600000',
      'Terbium oxide   99.9-99.99%   Kg   7900-8000   7700-7800',
    ].join('\n');
  const expected = [
    'La-oxide 42000..44000 CNY/t CN -',
    'La-oxide 42000..44000 CNY/t CN -',
    'Nd-oxide 610000..620000 CNY/t CN -',
    'Nd-oxide 590000..600000 CNY/t CN -',
    'Tb-oxide 7900..8000 CNY/kg CN -',
    'Tb-oxide 7700..7800 CNY/kg CN -',
  ];

  it.each(['', 'VS', 'versus'])('are in the money of the page, with "%s" between the heads', (gap) => {
    const lead = 'Praseodymium oxide rose to 640,000 yuan per tonne ($99,000) this week.\n\n';
    const read = prices(`${lead}${rows(gap)}`, '2012-03-02');
    expect(read.filter((line) => !line.startsWith('Pr-oxide'))).toEqual(expected);
  });

  it('are left unread where the page has prices in two currencies, or in none', () => {
    expect(prices(rows(''), '2012-03-02')).toEqual([]);
    const lead = 'Yttrium oxide rose to 60,000 yuan per tonne. Europium oxide is at $1,200 per kg.\n\n';
    const read = prices(`${lead}${rows('')}`, '2012-03-02');
    expect(read.filter((line) => /^(?:La|Nd|Tb)/.test(line))).toEqual([]);
  });

  it('takes no part of a number for a multiplier, and no sum for a unit', () => {
    const lead = 'The price of praseodymium oxide rose to 9,000 yuan per kg ($1,400).\n\n';
    const read = prices(`${lead}${rows('')}`, '2012-03-02');
    expect(read.filter((line) => line.startsWith('Nd'))).toEqual(expected.slice(2, 4));
  });
});
