import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const readAll = (text: string, published = '2025-10-30'): string[] =>
  read({ text, published }, vocabulary).observations.map((o) => {
    const figure = o.value ?? (o.low === undefined ? '' : `${o.low}..${o.high}`);
    const changes = (o.change ?? []).map(
      ({ basis, value, unit, direction }) => `${basis}:${value ?? direction}${unit ?? ''}`,
    );
    return [o.kind, o.metric, o.period, figure, o.unit, ...changes]
      .filter((part) => part !== undefined && part !== '')
      .join(' ');
  });

describe('gain and loss', () => {
  it.each([
    [
      'Lynas made a net loss of A$12 million in the year ended 30 June 2025, against a profit of A$60 million in the prior year.',
      [
        'financial net_profit 2024-07/2025-06 -12000000 AUD',
        'financial net_profit 2023-07/2024-06 60000000 AUD',
      ],
    ],
    [
      'MP Materials lost $31 million in the third quarter, compared with a loss of $12 million a year earlier.',
      ['financial net_profit 2025-Q3 -31000000 USD', 'financial net_profit 2024-Q3 -12000000 USD'],
    ],
    [
      '公司上半年归母净利润亏损1.4亿元，上年同期盈利2000万元。',
      ['financial net_profit 2025-H1 -140000000 CNY', 'financial net_profit 2024-H1 20000000 CNY'],
    ],
    [
      '第三季度营业收入8亿元，同比增长3%；经营活动产生的现金流量净额为-1.1亿元。',
      [
        'financial revenue 2025-Q3 800000000 CNY yoy:3pct',
        'financial operating_cash_flow 2025-Q3 -110000000 CNY',
      ],
    ],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });
});

describe('figures that are set beside others', () => {
  it.each([
    [
      'Im dritten Quartal verringerte sich der Verlust von Vacuumschmelze auf 9 Millionen Euro nach 14 Millionen Euro im Vorjahr.',
      ['financial net_profit 2025-Q3 -9000000 EUR prev:down', 'financial net_profit 2024-Q3 -14000000 EUR'],
    ],
    [
      "Solvay a réalisé un chiffre d'affaires de 1,2 milliard d'euros au deuxième trimestre, en recul de 7 % sur un an.",
      ['financial revenue 2025-Q2 1200000000 EUR yoy:-7pct'],
    ],
    [
      'MP Materials perdió 30 millones de dólares en el tercer trimestre, frente a una pérdida de 12 millones un año antes.',
      ['financial net_profit 2025-Q3 -30000000 USD', 'financial net_profit 2024-Q3 -12000000 USD'],
    ],
    [
      'TDKの26年3月期通期の営業利益予想は従来の1700億円から2300億円に上方修正された。',
      ['forecast operating_profit 2025-04/2026-03 230000000000 JPY'],
    ],
    [
      'For the quarter ended 30 September 2025\nLynas: gross sales revenue of A$190 million (June quarter: A$170 million).',
      ['financial revenue 2025-Q3 190000000 AUD', 'financial revenue 2025-Q2 170000000 AUD'],
    ],
    [
      'In the third quarter MP Materials had revenue of $50 million, while cash outflows from operating activities were $9 million.',
      ['financial revenue 2025-Q3 50000000 USD', 'financial operating_cash_flow 2025-Q3 -9000000 USD'],
    ],
    [
      'Third-quarter net loss of MP Materials was $30 million, a $12 million change.',
      ['financial net_profit 2025-Q3 -30000000 USD'],
    ],
    ['第三季度末总资产57亿元，较上年末增长2%。', ['financial total_assets 2025-Q3 5700000000 CNY prev:2pct']],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });
});

describe('years of accounts that do not end in December', () => {
  it.each([
    ['Lynas made sales revenue of A$150 million in Q3 FY24.', '2024-Q1'],
    ['Lynas made sales revenue of A$150 million in the fourth quarter.', '2025-Q2'],
    ['Lynas made sales revenue of A$150 million in the September quarter.', '2025-Q3'],
    ['Lynas made sales revenue of A$500 million in FY24.', '2023-07/2024-06'],
    ['MP Materials had revenue of $50 million in Q3 2024.', '2024-Q3'],
    [
      'QUARTERLY REPORT\nFor the period ended 30 June 2024\nLynas: sales receipts of A$140 million',
      '2024-Q2',
    ],
  ])('%s', (text, period) => {
    expect(read({ text, published: '2025-10-30' }, vocabulary).observations[0]?.period).toBe(period);
  });

  it('reads a bracket that a converter tore over lines', () => {
    expect(readAll('Lynas: sales receipts of A$140m\n\n(Q3\n\nFY24:\n\nA$120m)')).toEqual([
      'financial sales_receipts 140000000 AUD',
      'financial sales_receipts 2024-Q1 120000000 AUD',
    ]);
  });
});

describe('annual reports', () => {
  it.each([
    [
      '北方稀土2024年年度报告显示，公司全年实现营业收入300亿元，同比下降2%。2025年公司计划实现营业收入320亿元，利润总额18亿元。磁性材料营收60亿元，毛利率6%。',
      [
        'financial revenue 2024 30000000000 CNY yoy:-2pct',
        'forecast revenue 2025 32000000000 CNY',
        'forecast profit_before_tax 2025 1800000000 CNY',
        'financial segment_revenue 2024 6000000000 CNY',
        'financial segment_gross_margin 2024 6 pct',
      ],
    ],
    [
      'The study assumes dysprosium oxide at US$380/kg and terbium oxide at US$1,100/kg.',
      ['forecast price 380 USD/kg', 'forecast price 1100 USD/kg'],
    ],
    [
      'Full year 2024 results\nLynas: group sales of A$400 million. For 2025 Lynas guides for EBITDA of A$100 million to A$110 million and free cash flow of A$30 million.',
      [
        'financial revenue 2024 400000000 AUD',
        'forecast ebitda 2025 100000000..110000000 AUD',
        'forecast cash_flow 2025 30000000 AUD',
      ],
    ],
    [
      'Revenue of Arafura is forecast at A$1 billion a year, with EBITDA of A$500 million.',
      ['forecast revenue 1000000000 AUD', 'forecast ebitda 500000000 AUD'],
    ],
    [
      '信越化学は2026年3月期の設備投資を3300億円と見込む。',
      ['forecast capex 2025-04/2026-03 330000000000 JPY'],
    ],
  ])('%s', (text, expected) => {
    expect(readAll(text, '2025-03-31')).toEqual(expected);
  });
});

describe('periods of accounts', () => {
  it.each([
    ['Lynas reported revenue of A$400 million in the year to June 30.', '2024-07/2025-06'],
    ['Lynas reported revenue of A$400 million in the 12 months to 30 June 2025.', '2024-07/2025-06'],
    ['Lynas reported revenue of A$200 million for the half year ended 31 December 2024.', '2024-H2'],
    [
      'For the nine months ended September 30, 2025, revenue of MP Materials was $150 million.',
      '2025-01/2025-09',
    ],
    ['信越化学の2025年3月期の営業利益は3,100億円だった。', '2024-04/2025-03'],
  ])('%s', (text, period) => {
    expect(read({ text, published: '2025-10-30' }, vocabulary).observations[0]?.period).toBe(period);
  });
});

describe('guidance and outlooks', () => {
  it.each([
    [
      'Neo guided for 2025 adjusted EBITDA of $50 million to $54 million.',
      ['forecast adjusted_ebitda 2025 50000000..54000000 USD'],
    ],
    [
      '大同特殊鋼は2026年3月期の純利益予想を250億円とした。',
      ['forecast net_profit 2025-04/2026-03 25000000000 JPY'],
    ],
    [
      '预计公司前三季度归母净利润为7亿元至7.5亿元。',
      ['forecast net_profit 2025-01/2025-09 700000000..750000000 CNY'],
    ],
    ['Prices of dysprosium oxide may fall to 1.5 million yuan/t.', ['forecast price 1500000 CNY/t']],
    ['PrNd oxide is expected to average $90/kg in 2026.', ['forecast price 2026 90 USD/kg']],
    [
      'Global demand for NdFeB magnets is forecast to reach 500,000 tonnes in 2030.',
      ['forecast demand 2030 500000 t'],
    ],
    ['Demand for rare earth magnets is set to triple by 2035.', ['forecast demand 2035 3 x']],
    [
      'It will drive a tenfold rise in demand; NdFeB demand will see a 4x increase by 2040.',
      ['forecast demand 2040 4 x'],
    ],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });

  it('are not what analysts had expected', () => {
    expect(readAll('Revenue of MP Materials was $50 million; analysts had expected $48 million.')).toEqual([
      'financial revenue 50000000 USD',
    ]);
  });
});
