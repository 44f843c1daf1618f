import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());

/** Each observation in one line: subject, figure, unit, period, changes. */
const prices = (text: string, published = '2025-09-23'): string[] =>
  read({ text, published }, vocabulary)
    .observations.filter(({ kind }) => kind === 'price')
    .map(({ subject, low, high, unit, period, change }) =>
      [
        subject,
        low === undefined ? '' : low === high ? low : `${low}..${high}`,
        unit,
        period,
        ...(change ?? []).map(({ basis, value, unit: of }) => `${basis} ${value} ${of}`),
      ].join(' '),
    );

describe('price tables', () => {
  it.each([
    [
      'Markdown with a range in two columns, their mean and a change',
      `Rare earth prices, 23 September 2025 (yuan/t)

| Product | Low | High | Average | Change |
|---|---|---|---|---|
| PrNd oxide | 560,000 | 565,000 | 562,500 | +2,500 |
| La oxide | 4,100 | 4,300 | 4,200 | 0 |
| Tb metal | 8,800,000 | 8,900,000 | 8,850,000 | - |`,
      [
        'PrNd-oxide 560000..565000 CNY/t 2025-09-23 prev 2500 abs',
        'La-oxide 4100..4300 CNY/t 2025-09-23 prev 0 abs',
        'Tb-metal 8800000..8900000 CNY/t 2025-09-23',
      ],
    ],
    [
      'Chinese bars with a multiplier in the heading and arrows',
      `2025年9月22日稀土价格（单位：万元/吨）
品名 | 规格 | 价格区间 | 均价 | 日涨跌
氧化镨钕 | ≥99% | 55.5-56 | 55.75 | ↑0.5
氧化镝 | 99.5% | 161-163 | 162 | 持平
金属铽 | 99.9% | 880-890 | 885 | ↓5`,
      [
        'PrNd-oxide 555000..560000 CNY/t 2025-09-22 dod 5000 abs',
        'Dy-oxide 1610000..1630000 CNY/t 2025-09-22 dod 0 abs',
        'Tb-metal 8800000..8900000 CNY/t 2025-09-22 dod -50000 abs',
      ],
    ],
    [
      'tabs without heads',
      'Daily prices RMB/kg\nDysprosium oxide\t99.5%\t1,610-1,630\t-10\nTerbium oxide\t99.99%\t7,000-7,050\t+20',
      [
        'Dy-oxide 1610..1630 CNY/kg 2025-09-23 dod -10 abs',
        'Tb-oxide 7000..7050 CNY/kg 2025-09-23 dod 20 abs',
      ],
    ],
    [
      'Japanese, where a black triangle is a fall',
      `希土類価格（2025年9月22日、ドル/kg）
品目 | 安値 | 高値 | 前週比
酸化ネオジム | 78 | 80 | ▲2
酸化ジスプロシウム | 230 | 240 | 5`,
      ['Nd-oxide 78..80 USD/kg 2025-09-22 wow -2 abs', 'Dy-oxide 230..240 USD/kg 2025-09-22 wow 5 abs'],
    ],
    [
      'German with decimal commas',
      `Preise für Seltene Erden, Stand 22.09.2025, in Euro/kg ab Werk
Produkt | Reinheit | Preis | Veränderung zur Vorwoche
Dysprosiumoxid | 99,5 % | 812,50 | -12,50
Terbiumoxid | 99,9 % | 3.150,00 | unverändert`,
      ['Dy-oxide 812.5 EUR/kg 2025-09-22 wow -12.5 abs', 'Tb-oxide 3150 EUR/kg 2025-09-22 wow 0 abs'],
    ],
    [
      'days down, goods across',
      `Prices in CNY/t
Date | PrNd oxide | Dy oxide
2025-09-22 | 562,500 | 1,620,000
2025-09-19 | 560,500 | 1,625,000`,
      [
        'PrNd-oxide 562500 CNY/t 2025-09-22',
        'Dy-oxide 1620000 CNY/t 2025-09-22',
        'PrNd-oxide 560500 CNY/t 2025-09-19',
        'Dy-oxide 1625000 CNY/t 2025-09-19',
      ],
    ],
    [
      'a file with today, yesterday and a unit a row',
      'Product,Unit,Today,Yesterday,Change\nPrNd oxide,CNY/t,562000,560000,2000\nDy oxide,CNY/kg,1620,1630,-10',
      [
        'PrNd-oxide 562000 CNY/t 2025-09-23 dod 2000 abs',
        'PrNd-oxide 560000 CNY/t 2025-09-22',
        'Dy-oxide 1620 CNY/kg 2025-09-23 dod -10 abs',
        'Dy-oxide 1630 CNY/kg 2025-09-22',
      ],
    ],
  ])('reads %s', (_, text, expected) => {
    expect(prices(text)).toEqual(expected);
  });

  it('does not guess what two columns without heads are', () => {
    const text =
      'Rare earth metals (yuan/mt)\nPrNd metal | 688,000 | 690,000\nDy metal | 2,010,000 | 2,030,000';
    expect(prices(text)).toEqual([]);
  });
});
