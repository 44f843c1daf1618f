import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { type Observation, read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const ORDER = [
  'kind',
  'subject',
  'metric',
  'flow',
  'reporter',
  'partner',
  'period',
  'org',
  'status',
] as const;

/** An observation in one line: fields in a fixed order, then the figure, then its changes. */
function inShort(o: Observation, fields: readonly (keyof Observation)[] = ORDER): string {
  const head = fields.flatMap((field) => (o[field] === undefined ? [] : [String(o[field])]));
  const figure = o.value ?? (o.low === undefined ? '' : o.low === o.high ? o.low : `${o.low}..${o.high}`);
  const changes = (o.change ?? []).map(
    ({ basis, value, unit, direction }) => `${basis}:${value ?? direction}${unit ?? ''}`,
  );
  return [...head, figure === '' ? '' : `${figure} ${o.unit}`, ...changes].filter(Boolean).join(' ');
}
const readAll = (text: string, published = '2025-10-20'): string[] =>
  read({ text, published }, vocabulary).observations.map((o) => inShort(o));

describe('prices', () => {
  it.each([
    [
      'Dysprosium oxide gained 5,000 yuan a tonne to 1.62 million yuan per tonne.',
      ['price Dy-oxide 2025-10-20 1620000 CNY/t prev:5000abs'],
    ],
    [
      'Quotes for terbium oxide slipped 1.2% week on week to 6.4-6.5 million yuan/mt; those of gadolinium oxide stayed at 160,000 yuan/mt.',
      [
        'price Tb-oxide 2025-10-20 6400000..6500000 CNY/t wow:-1.2pct',
        'price Gd-oxide 2025-10-20 160000 CNY/t prev:0',
      ],
    ],
    [
      'PrNd oxide and PrNd metal were at 560,000 and 690,000 yuan/t respectively.',
      ['price PrNd-oxide 2025-10-20 560000 CNY/t', 'price PrNd-metal 2025-10-20 690000 CNY/t'],
    ],
    [
      'At CNY 2,100 ($295) per kilogram, dysprosium oxide was 3 percent down.',
      ['price Dy-oxide 2025-10-20 2100 CNY/kg prev:-3pct'],
    ],
    ['Dysprosium Iron: ¥1,480,000/ton (unchanged)', ['price DyFe-alloy 2025-10-20 1480000 CNY/t prev:0']],
    [
      '氧化镨钕报价55.5-56万元/吨，较昨日上涨5000元/吨。',
      ['price PrNd-oxide 2025-10-20 555000..560000 CNY/t dod:5000abs'],
    ],
    ['金属铽价格持平于780万元/吨。', ['price Tb-metal 2025-10-20 7800000 CNY/t prev:0']],
    [
      '酸化テルビウムの価格は10万元/トンから570万元/トンに下落。',
      ['price Tb-oxide 2025-10-20 5700000 CNY/t prev:-100000abs'],
    ],
    [
      '디스프로슘 산화물은 t당 165만위안으로 전주 대비 2% 올랐다.',
      ['price Dy-oxide 2025-10-20 1650000 CNY/t wow:2pct'],
    ],
    [
      'Der Preis für Dysprosiumoxid lag zuletzt bei 230 US-Dollar je Kilogramm.',
      ['price Dy-oxide 2025-10-20 230 USD/kg'],
    ],
    [
      'El óxido de terbio subió un 2,5 % hasta 950 dólares por kilo.',
      ['price Tb-oxide 2025-10-20 950 USD/kg prev:2.5pct'],
    ],
    ['Terbium oxide dropped 4 percent during the week.', ['price Tb-oxide 2025-10-20 wow:-4pct']],
    ['The price of dysprosium oxide remained unchanged.', ['price Dy-oxide prev:0']],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });
});

describe('trade', () => {
  it.each([
    [
      'In September China exported 5,774 tonnes of rare earth magnets, 6.1% fewer than in August and 17.5% more than a year earlier.',
      ['trade NdFeB-magnet export CN WORLD 2025-09 5774 t mom:-6.1pct yoy:17.5pct'],
    ],
    [
      'In September China’s shipments of rare earth magnets to Germany jumped 12% month on month to 1,050 tonnes.',
      ['trade NdFeB-magnet export CN DE 2025-09 1050 t mom:12pct'],
    ],
    [
      'China’s rare earth magnet exports to Vietnam in September were 210 tonnes, up from 180 tonnes a month earlier.',
      [
        'trade NdFeB-magnet export CN VN 2025-09 210 t mom:up',
        'trade NdFeB-magnet export CN VN 2025-08 180 t',
      ],
    ],
    [
      'From January to September China’s rare earth magnet exports totalled 39,817 tonnes, 7.5% below the same period last year.',
      ['trade NdFeB-magnet export CN WORLD 2025-01/2025-09 39817 t yoy:-7.5pct'],
    ],
    [
      '9月中国稀土永磁出口5774吨，环比下降6.1%，同比增长17.5%。',
      ['trade NdFeB-magnet export CN WORLD 2025-09 5774 t mom:-6.1pct yoy:17.5pct'],
    ],
    [
      '1-9月中国稀土永磁累计出口3.98万吨，同比下降7.5%。',
      ['trade NdFeB-magnet export CN WORLD 2025-01/2025-09 39800 t yoy:-7.5pct'],
    ],
    [
      '9月の中国のレアアース磁石の輸出量は前月比6.1%減の5774トンだった。',
      ['trade NdFeB-magnet export CN WORLD 2025-09 5774 t mom:-6.1pct'],
    ],
    [
      '9월 중국의 희토류 자석 수출은 5774톤으로 전월 대비 6.1% 감소했다.',
      ['trade NdFeB-magnet export CN WORLD 2025-09 5774 t mom:-6.1pct'],
    ],
    [
      'Im September exportierte China 5.774 Tonnen Seltenerdmagnete, 6,1 % weniger als im August.',
      ['trade NdFeB-magnet export CN WORLD 2025-09 5774 t mom:-6.1pct'],
    ],
    [
      'En septembre, la Chine a exporté 5 774 tonnes d’aimants en terres rares, soit une baisse de 6,1 % sur un mois.',
      ['trade NdFeB-magnet export CN WORLD 2025-09 5774 t mom:-6.1pct'],
    ],
    [
      'En septiembre China exportó 5.774 toneladas de imanes de tierras raras, un 6,1 % menos que en agosto.',
      ['trade NdFeB-magnet export CN WORLD 2025-09 5774 t mom:-6.1pct'],
    ],
    [
      'Em setembro a China exportou 5.774 toneladas de ímãs de terras raras, queda de 6,1% em relação ao mês anterior.',
      ['trade NdFeB-magnet export CN WORLD 2025-09 5774 t mom:-6.1pct'],
    ],
    [
      'China’s exports of rare earth magnets more than doubled to 1,200 tonnes in September.',
      ['trade NdFeB-magnet export CN WORLD 2025-09 1200 t prev:2x'],
    ],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });
});

describe('companies, shares, aims and acts', () => {
  it.each([
    [
      'JL Mag said revenue in the first half of 2025 rose 14.3% year on year to 3.5 billion yuan; net profit reached 304.7 million yuan, up 154.8% from a year earlier.',
      [
        'financial JL Mag Rare-Earth revenue 2025-H1 JL Mag Rare-Earth 3500000000 CNY yoy:14.3pct',
        'financial JL Mag Rare-Earth net_profit 2025-H1 JL Mag Rare-Earth 304700000 CNY yoy:154.8pct',
      ],
    ],
    [
      '正海磁材2025年第三季度实现营业收入19.16亿元，同比增长50.76%；归母净利润1.15亿元，同比增长189.72%。',
      [
        'financial Zhenghai Magnetic Material revenue 2025-Q3 Zhenghai Magnetic Material 1916000000 CNY yoy:50.76pct',
        'financial Zhenghai Magnetic Material net_profit 2025-Q3 Zhenghai Magnetic Material 115000000 CNY yoy:189.72pct',
      ],
    ],
    [
      'China accounts for about 92% of global rare earth magnet production.',
      ['share NdFeB-magnet output 92 pct'],
    ],
    ['中国占全球稀土磁体产量的90%以上。', ['share NdFeB-magnet output 90 pct']],
    [
      'The new plant in Texas has a capacity of 1,000 tonnes of NdFeB magnets per year.',
      ['capacity NdFeB-magnet 1000 t'],
    ],
    [
      'Only 25% of the licence applications of EU companies were approved.',
      ['approval licence_approval_rate 25 pct'],
    ],
    ['On 9 October 2025 MOFCOM issued Announcement No. 61.', ['policy 2025-10-09 MOFCOM announced']],
    [
      'The ministry suspended Announcements 55 to 57 and 62 on 7 November 2025.',
      [
        'policy 2025-11-07 suspended',
        'policy 2025-11-07 suspended',
        'policy 2025-11-07 suspended',
        'policy 2025-11-07 suspended',
      ],
    ],
    ['2025年全国稀土开采总量控制指标为27万吨。', ['target RE-all mining_quota 2025 270000 t']],
    [
      'The Department of Energy awarded $30 million to a maker of rare earth magnets.',
      ['funding NdFeB-magnet US Department of Energy 30000000 USD'],
    ],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });
});

describe('what is no figure of this trade', () => {
  it.each([
    'Copper rose 2% to 9,800 dollars a tonne.',
    'Shares of the company closed 5% higher at 12 yuan.',
    'The index stood at 654 points, 11 points more than the day before.',
    'Call us: +86 755 1234 5678. Page 3 of 12.',
  ])('%s', (text) => {
    expect(readAll(text)).toEqual([]);
  });

  it('says why: grades, dates, codes, phone numbers', () => {
    const { numbers } = read(
      { text: 'N52 magnets under HS 85051110, since 2024. Tel: 1234567', published: '2025-10-20' },
      vocabulary,
    );
    expect(numbers.map(({ status }) => status)).toEqual(['set-aside', 'set-aside', 'set-aside', 'set-aside']);
  });
});

it('quotes the document to the letter', () => {
  const text =
    '１０月の輸出は&nbsp;5,473 トン。Exports of rare earth magnets came to 5,473&nbsp;tonnes in October.';
  for (const { quote, start, end } of read({ text, published: '2025-11-20' }, vocabulary).observations) {
    expect(text.slice(start, end)).toBe(quote);
  }
});
