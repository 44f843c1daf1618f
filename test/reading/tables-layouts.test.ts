import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());

/** Each observation of a table in one line: kind, subject, whose, figure, unit, period, changes. */
const cells = (text: string, published: string | undefined = '2025-06-20'): string[] =>
  read({ text, ...(published ? { published } : {}) }, vocabulary)
    .observations.filter(({ read_by }) => read_by.startsWith('table/'))
    .map((o) => {
      const owner = o.kind === 'trade' ? [o.reporter, o.flow, o.partner] : [o.metric, o.org ?? o.place];
      const changes = (o.change ?? []).map(({ basis, value, unit }) => `${basis} ${value} ${unit}`);
      const figure = o.value ?? (o.low === o.high ? o.low : `${o.low}-${o.high}`);
      return [o.kind, o.subject, ...owner, figure?.toString(), o.unit, o.period, ...changes]
        .filter(Boolean)
        .join(' ');
    });

describe('heads printed over several columns', () => {
  it('are put over them by where they stand, with the marks of notes taken off', () => {
    expect(
      cells(`Rare earth mine production and reserves, metric tons of rare-earth-oxide equivalent

                     Mine production(e)          Reserves(1)
                     2022          2023
United States      42,100        41,300         1,800,000
Australia          17,900        17,800      (2)5,600,000
China           (3)209,000    (3)239,000        44,000,000
Madagascar            950           980                NA
Other               1,400         1,450                 -
World total (rounded) 301,000   351,000        >90,000,000
`),
    ).toEqual([
      'production RE-all US 42100 t 2022',
      'production RE-all US 41300 t 2023',
      'production RE-all AU 17900 t 2022',
      'production RE-all AU 17800 t 2023',
      'production RE-all CN 209000 t 2022',
      'production RE-all CN 239000 t 2023',
      'production RE-all MG 950 t 2022',
      'production RE-all MG 980 t 2023',
      'production RE-all WORLD 301000 t 2022',
      'production RE-all WORLD 351000 t 2023',
    ]);
  });

  it('are put over them also where they stand further to the side, if each column has just one over it', () => {
    expect(
      cells(`World rare earth mine production (metric tons of rare-earth-oxide equivalent):

                      Mine production(e)             Reserves(1)
                      2023          2024
United States        44,100        46,000          1,700,000
Australia            15,000        12,500        (2)5,600,000
China            (3)251,000    (3)266,000         43,000,000
Other                 1,240         1,900                 —
`),
    ).toEqual([
      'production RE-all US 44100 t 2023',
      'production RE-all US 46000 t 2024',
      'production RE-all AU 15000 t 2023',
      'production RE-all AU 12500 t 2024',
      'production RE-all CN 251000 t 2023',
      'production RE-all CN 266000 t 2024',
    ]);
  });

  it('part amounts from values and the month from the months up to it', () => {
    expect(
      cells(`China's exports of rare earth magnets by country, May 2025
                         May 2025              Jan-May 2025
                     tonnes  US$ million     tonnes  US$ million
Germany                 812         31.0      4,912        200.5
Viet Nam                455         12.9      1,880         61.4
`),
    ).toEqual([
      'trade NdFeB-magnet CN export DE 812 t 2025-05',
      'trade NdFeB-magnet CN export DE 31000000 USD 2025-05',
      'trade NdFeB-magnet CN export DE 4912 t 2025-01/2025-05',
      'trade NdFeB-magnet CN export DE 200500000 USD 2025-01/2025-05',
      'trade NdFeB-magnet CN export VN 455 t 2025-05',
      'trade NdFeB-magnet CN export VN 12900000 USD 2025-05',
      'trade NdFeB-magnet CN export VN 1880 t 2025-01/2025-05',
      'trade NdFeB-magnet CN export VN 61400000 USD 2025-01/2025-05',
    ]);
  });

  it('say nothing of a negative tonnage', () => {
    expect(
      cells('Exports (t) of rare earth magnets from China\nCountry | May\nJapan | -31\nIndia | -4'),
    ).toEqual([]);
  });
});

describe('statistics with labels over their rows', () => {
  const padded = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => cell.padEnd(index === 0 ? 96 : 8)).join(' | ')} |`;
  const statistics = (
    rows: readonly (readonly string[])[],
    row: (cells: readonly string[]) => string,
  ): string =>
    [
      'RARE EARTHS',
      '[Figures in metric tons of rare-earth-oxide equivalent unless noted otherwise]',
      'The mine in the desert worked all year and shipped what it dug across the sea, as it had done in each of the years before, while a second plant for the separation of oxides stood idle for want of orders, skilled people, acid and cheap power.',
      '',
      ...rows.map(row),
    ].join('\n');
  const rows = [
    ['Statistics, United States:', '2022', '2023', '2024e'],
    ['Production:e', '', '', ''],
    ['Mineral concentrates2', '41,500', '40,600', '44,000'],
    ['Employment, mine and mill, number', '340', '440', '560'],
    ['Price, average, dollars per kilogram:6', '', '', ''],
    ['Dysprosium oxide, 99.5% minimum', '372', '320', '250'],
    ['Employment, mine and mill, number', '340', '440', '560'],
  ];
  const expected = [
    'production RE-concentrate US 41500 t 2022',
    'production RE-concentrate US 40600 t 2023',
    'production RE-concentrate US 44000 t 2024',
    'price Dy-oxide 372 USD/kg 2022',
    'price Dy-oxide 320 USD/kg 2023',
    'price Dy-oxide 250 USD/kg 2024',
  ];

  it('are a table for each kind of figure, between bars set far apart or tabs', () => {
    expect(cells(statistics(rows, padded), '2025-03')).toEqual(expected);
    expect(
      cells(
        statistics(rows, (row) => row.join('\t').trimEnd()),
        '2025-03',
      ),
    ).toEqual(expected);
  });

  it('are in the unit that a sentence states one of their figures with', () => {
    const table = [
      ['', 'Mine productione', ''],
      ['', '2023', '2024'],
      ['India', '2,800', '2,950'],
      ['World total', '371,000', '395,000'],
    ];
    const text = `RARE EARTHS\nThe mines of the world gave 395,000 tons of oxide equivalent.\n\n${table.map(padded).join('\n')}`;
    expect(cells(text, '2025-03')).toEqual([
      'production RE-all IN 2800 t 2023',
      'production RE-all IN 2950 t 2024',
      'production RE-all WORLD 371000 t 2023',
      'production RE-all WORLD 395000 t 2024',
    ]);
  });

  it('are not read where the number of a note may be glued to a figure', () => {
    const text = `Rare earth mine production, tonnes
Country | 2023 | 2024
India | 2,800 | 2,950
Malaysia | 12310 | 12,130
Australia | 1216,000 | 1213,000
Thailand | 123,600 | 13,100

12Estimated from imports of China.`;
    expect(cells(text, '2025-03')).toEqual([
      'production RE-all IN 2800 t 2023',
      'production RE-all IN 2950 t 2024',
      'production RE-all MY 12130 t 2024',
      'production RE-all TH 13100 t 2024',
    ]);
  });
});

describe('units of heads', () => {
  it('count for a mean beside a range that alone has one, with one cell a line', () => {
    const goods = ['氧化镨钕\n≥99%\n52.8-53.4\n53.1\n+0.3', '氧化镝\n≥99.5%\n158-161\n159.5\n-2'];
    expect(cells(`6月19日稀土行情\n品名\n规格\n价格区间(万元/吨)\n均价\n涨跌\n${goods.join('\n')}`)).toEqual([
      'price PrNd-oxide CN 528000-534000 CNY/t 2025-06-19 prev 3000 abs',
      'price Dy-oxide CN 1580000-1610000 CNY/t 2025-06-19 prev -20000 abs',
    ]);
  });

  it.each(['(RMB 10,000/ton, incl. tax)', '(10,000 yuan/ton)', '(unit: 10,000 RMB/mt)'])(
    'may be ten thousands of money: %s',
    (unit) => {
      expect(
        cells(`List prices of rare earths ${unit}
Product | May | June
Cerium oxide | 1.185 | 1.205
PrNd metal | 54.70 | 53.90`),
      ).toEqual([
        'price Ce-oxide CN 11850 CNY/t 2025-05',
        'price Ce-oxide CN 12050 CNY/t 2025-06',
        'price PrNd-metal CN 547000 CNY/t 2025-05',
        'price PrNd-metal CN 539000 CNY/t 2025-06',
      ]);
    },
  );

  it('may have the letter of millions before the money, and a quarter that is not over is of the year of accounts', () => {
    expect(
      cells(
        `Lynas : chiffres du trimestre (M A$)
 | T4 2025 | T3 2025
Chiffre d'affaires | 168,4 | 121,9
Production REO (t) | 3 118 | 1 902`,
        '2025-07-29',
      ),
    ).toEqual([
      'financial Lynas Rare Earths revenue Lynas Rare Earths 168400000 AUD 2025-Q2',
      'financial Lynas Rare Earths revenue Lynas Rare Earths 121900000 AUD 2025-Q1',
      'production RE-oxide Lynas Rare Earths 3118 t 2025-Q2',
      'production RE-oxide Lynas Rare Earths 1902 t 2025-Q1',
    ]);
  });

  it('that were lost make a sum too small for accounts, which is not read', () => {
    expect(cells('Lynas Rare Earths, A$\n | H1 2024 | H1 2023\nRevenue | 234.8 | 370.0')).toEqual([]);
  });
});

describe('tables of changes without prices', () => {
  it.each([
    [
      'a caption says what, how often and that it is in percent',
      `Weekly change of prices of rare earths (%)
Praseodymium-neodymium oxide | -1.4
Dysprosium oxide | +0.7
Terbium oxide | 0.0`,
      [
        'price PrNd-oxide 2025-06-20 wow -1.4 pct',
        'price Dy-oxide 2025-06-20 wow 0.7 pct',
        'price Tb-oxide 2025-06-20 wow 0 pct',
      ],
    ],
    [
      'amounts under a unit in Chinese, parted by single spaces',
      '稀土价格日涨跌（元/吨）\n氧化镨钕 -2500\n氧化镝 +4000\n金属铽 0',
      [
        'price PrNd-oxide CN CNY/t 2025-06-20 dod -2500 abs',
        'price Dy-oxide CN CNY/t 2025-06-20 dod 4000 abs',
        'price Tb-metal CN CNY/t 2025-06-20 dod 0 abs',
      ],
    ],
    [
      'against two times',
      `Produkt\tzum Vormonat\tzum Vorjahr
Dysprosiumoxid, Preis\t-2,3 %\t+14,5 %
Terbiumoxid, Preis\t-0,6 %\t+18,1 %`,
      [
        'price Dy-oxide 2025-06-20 mom -2.3 pct yoy 14.5 pct',
        'price Tb-oxide 2025-06-20 mom -0.6 pct yoy 18.1 pct',
      ],
    ],
  ])('are read where %s', (_, text, expected) => {
    expect(cells(text)).toEqual(expected);
  });

  it('are none where the figures are of trade', () => {
    expect(cells('Change of exports (%)\nDysprosium oxide | -1.4\nTerbium oxide | +3.0')).toEqual([]);
  });
});

describe('lists of prices', () => {
  it.each([
    `Prices today:
- Praseodymium-neodymium oxide – 551,000-556,000 yuan/ton – down 4,000
- Dysprosium oxide – 1.58-1.60 million yuan/ton – unchanged`,
    `Heutige Preise in Yuan je Tonne:
Praseodym-Neodym-Oxid — 551.000-556.000 — minus 4.000
Dysprosiumoxid — 1.580.000-1.600.000 — unverändert`,
    '价格：\n氧化镨钕：55.1-55.6万元/吨，跌0.4万元/吨\n氧化镝：158-160万元/吨，平',
  ])('have their cells parted by dashes or colons', (text) => {
    expect(cells(text)).toEqual([
      'price PrNd-oxide CN 551000-556000 CNY/t 2025-06-20 prev -4000 abs',
      'price Dy-oxide CN 1580000-1600000 CNY/t 2025-06-20 prev 0 abs',
    ]);
  });
});

describe('cells that look like something else', () => {
  it('are decimals and no cells of a file', () => {
    expect(
      cells(`Preise Seltener Erden (USD/kg)
Neodymoxid 78,40 (+2,9 %)
Dysprosiumoxid 241,50 (-0,6 %)
Terbiumoxid 991,00 (+0,3 %)`),
    ).toEqual([
      'price Nd-oxide 78.4 USD/kg 2025-06-20 prev 2.9 pct',
      'price Dy-oxide 241.5 USD/kg 2025-06-20 prev -0.6 pct',
      'price Tb-oxide 991 USD/kg 2025-06-20 prev 0.3 pct',
    ]);
  });

  it.each(["RMB'000", 'RMB 000', "CNY'000"])('are thousands of money and no figures: %s', (unit) => {
    expect(
      cells(
        `JL MAG Rare-Earth, interim results for the six months ended 30 June 2025
                 2025         2024
              ${unit}      ${unit}
Revenue     3,407,100    3,262,000`,
        '2025-08-20',
      ),
    ).toEqual([
      'financial JL Mag Rare-Earth revenue JL Mag Rare-Earth 3407100000 CNY 2025-H1',
      'financial JL Mag Rare-Earth revenue JL Mag Rare-Earth 3262000000 CNY 2024-H1',
    ]);
  });

  it('are days at the ends of rows that single spaces part', () => {
    expect(
      cells(`Product Price Range Avg. Change Date
Praseodymium-Neodymium Oxide (yuan/mt) 551,000-555,000 553,000 -3,000 Jun 18, 2025
Terbium Oxide (yuan/kg) 6,500-6,600 6,550 0 Jun 18, 2025`),
    ).toEqual([
      'price PrNd-oxide CN 551000-555000 CNY/t 2025-06-18 prev -3000 abs',
      'price Tb-oxide CN 6500-6600 CNY/kg 2025-06-18 prev 0 abs',
    ]);
  });

  it('are companies with rare earths in their names', () => {
    expect(
      cells(`2023年稀土总量控制指标 单位：吨
集团 矿产品（岩矿型） 矿产品（离子型） 冶炼分离产品
中国稀土集团 15,390 5,014 21,000
厦门钨业 0 972 1,400
合计 15,390 5,986 22,400`),
    ).toEqual([
      'target RE-all mining_quota China Rare Earth Group 15390 t 2023',
      'target RE-all mining_quota China Rare Earth Group 5014 t 2023',
      'target RE-all separation_quota China Rare Earth Group 21000 t 2023',
      'target RE-all mining_quota Xiamen Tungsten 0 t 2023',
      'target RE-all mining_quota Xiamen Tungsten 972 t 2023',
      'target RE-all separation_quota Xiamen Tungsten 1400 t 2023',
      'target RE-all mining_quota 15390 t 2023',
      'target RE-all mining_quota 5986 t 2023',
      'target RE-all separation_quota 22400 t 2023',
    ]);
  });
});

describe('parts of a company under heads of its accounts', () => {
  it.each([
    '分产品 | 营业收入 | 占比 | 毛利率\n磁材销售 | 31.60亿元 | 98.1% | 9.5%\n国内 | 0.61亿元 | 1.9% | 41.2%',
    '分产品 营业收入 占比 毛利率\n磁材销售 31.60亿元 98.1% 9.5%\n国内 0.61亿元 1.9% 41.2%',
  ])('have revenue of their own and no share of output', (table) => {
    const company = '中科三环2024年半年度报告\n中科三环2024年上半年净利润0.5亿元。\n';
    expect(cells(`${company}${table}`, '2024-08-30')).toEqual([
      expect.stringContaining('segment_revenue'),
      expect.stringContaining('gross_margin'),
      expect.stringContaining('segment_revenue'),
      expect.stringContaining('gross_margin'),
    ]);
  });
});

describe('a quarter and the months up to it under heads of their own', () => {
  const three = 'Three months ended September 30,';
  const nine = 'Nine months ended September 30,';
  const sums = (...figures: readonly string[]): string => figures.map((figure) => `$\n${figure}`).join('\n');

  it.each([
    [
      'one cell a line',
      `${three}\n${nine}\n2025\n2024\n2025\n2024
Revenue\n${sums('52,553', '61,927', '169,756', '141,868')}
Gross profit\n${sums('12,553', '11,927', '41,756', '40,868')}`,
    ],
    [
      'tabs',
      `\t${three}\t${nine}\n\t2025\t2024\t2025\t2024
Revenue\t$52,553\t$61,927\t$169,756\t$141,868
Gross profit\t$12,553\t$11,927\t$41,756\t$40,868`,
    ],
    [
      'bars',
      `| | ${three} | | ${nine} | |\n|---|---|---|---|---|\n| | 2025 | 2024 | 2025 | 2024 |
| Revenue | $52,553 | $61,927 | $169,756 | $141,868 |
| Gross profit | $12,553 | $11,927 | $41,756 | $40,868 |`,
    ],
    [
      'single spaces',
      `${three} ${nine}\n2025 2024 2025 2024
Revenue $52,553 $61,927 $169,756 $141,868
Gross profit $12,553 $11,927 $41,756 $40,868`,
    ],
  ])('are parted, with %s', (_, table) => {
    const line = (metric: string, figure: number, period: string): string =>
      `financial MP Materials ${metric} MP Materials ${figure}000 USD ${period}`;
    const periods = ['2025-Q3', '2024-Q3', '2025-01/2025-09', '2024-01/2024-09'];
    const row = (metric: string, figures: readonly number[]): string[] =>
      figures.map((figure, index) => line(metric, figure, periods[index]!));
    expect(cells(`MP Materials Corp. (in thousands)\n${table}`, '2025-11-06')).toEqual([
      ...row('revenue', [52_553, 61_927, 169_756, 141_868]),
      ...row('gross_profit', [12_553, 11_927, 41_756, 40_868]),
    ]);
  });
});

describe('tables of accounts that have lost a head or a column', () => {
  const heading = 'MP Materials Corp. results (in thousands of US dollars)';

  it.each([
    [
      'a column, one cell a line',
      'Q3 2025\nQ2 2025\nQ3 2024\nNet income\n185,072\n48,171\nGross profit\n148,952\n159,909',
    ],
    [
      'a column, behind tabs',
      '\tQ3 2025\tQ3 2024\tYoY %\nNet income\t185,072\t12.5%\nGross profit\t148,952\t-8.1%',
    ],
    [
      'a head between bars',
      '| | Q3 2025 | YoY % |\n|---|---|---|\n| Net income | 185,072 | 48,171 | 284.2% |\n| Revenue | 348,952 | 159,909 | 118.2% |',
    ],
    [
      'a head over single spaces',
      'Q3 2024 YoY %\nNet income 185,072 48,171 284.2%\nRevenue 348,952 159,909 118.2%',
    ],
  ])('are not read: %s', (_, table) => {
    const { observations } = read({ text: `${heading}\n${table}`, published: '2025-11-07' }, vocabulary);
    expect(observations).toEqual([]);
  });

  it('keep the figures and give no change where it may be of the column that was emptied', () => {
    expect(
      cells(
        `${heading}\n\tQ3 2025\tQ3 2024\tYoY %\nNet income\t\t48,171\t12.5%\nRevenue\t\t159,909\t-8.1%`,
        '2025-11-07',
      ),
    ).toEqual([
      'financial MP Materials net_profit MP Materials 48171000 USD 2024-Q3',
      'financial MP Materials revenue MP Materials 159909000 USD 2024-Q3',
    ]);
  });
});

describe('signs in cells of their own', () => {
  it.each([
    `                          2025            2024
Revenue              $   52,553      $   61,927
Net loss             $  (40,784)     $  (24,519)`,
    `| | | 2025 | | | 2024 | |
|---|---|---|---|---|---|---|
| Revenue | $ | 52,553 | | $ | 61,927 | |
| Net loss | $ | (40,784 | ) | $ | (24,519 | ) |`,
    `\t2025\t2024
Revenue\t$\t52,553\t$\t61,927
Net loss\t$\t(40,784)\t$\t(24,519)`,
  ])('belong to the figure beside them', (table) => {
    expect(
      cells(`MP Materials Corp., in thousands, three months ended September 30,\n\n${table}`, '2025-11-06'),
    ).toEqual([
      'financial MP Materials revenue MP Materials 52553000 USD 2025-Q3',
      'financial MP Materials revenue MP Materials 61927000 USD 2024-Q3',
      'financial MP Materials net_profit MP Materials -40784000 USD 2025-Q3',
      'financial MP Materials net_profit MP Materials -24519000 USD 2024-Q3',
    ]);
  });

  it('make a fall of a change, where others have a plus', () => {
    expect(
      cells(`Product\tPrice (yuan/t)\t+/-\tChange
PrNd oxide\t538,000\t-\t3,000
Dy oxide\t1,510,000\t+\t9,000
Tb oxide\t6,400,000\t\t0`),
    ).toEqual([
      'price PrNd-oxide CN 538000 CNY/t 2025-06-20 prev -3000 abs',
      'price Dy-oxide CN 1510000 CNY/t 2025-06-20 prev 9000 abs',
      'price Tb-oxide CN 6400000 CNY/t 2025-06-20 prev 0 abs',
    ]);
  });
});

describe('a newspaper table run into one line', () => {
  it('has the heads of its last columns before its first row', () => {
    expect(
      cells(
        'Rare earths Jun 18 Low High Unit Dysprosium oxide 99.5-99.9% 1,615 1,635 Rmb/kg Terbium oxide 99.9-99.99% 7,040 7,100 Rmb/kg Neodymium metal 99-99.9% 630,000 638,000 Rmb/t',
      ),
    ).toEqual([
      'price Dy-oxide CN 1615-1635 CNY/kg 2025-06-18',
      'price Tb-oxide CN 7040-7100 CNY/kg 2025-06-18',
      'price Nd-metal CN 630000-638000 CNY/t 2025-06-18',
    ]);
  });

  it('may give the money once and the mass in each row', () => {
    expect(
      cells(`Rare earth prices in RMB
Material Purity Price Unit
Neodymium Oxide 99.5-99.9% 548,000-555,000 Tonne
Terbium Oxide 99.9-99.99% 6,900-7,020 Kg`),
    ).toEqual([
      'price Nd-oxide CN 548000-555000 CNY/t 2025-06-20',
      'price Tb-oxide CN 6900-7020 CNY/kg 2025-06-20',
    ]);
  });

  it('may have units with their terms', () => {
    expect(
      cells(`Neodymium oxide | 77-79 | USD/kg FOB
Praseodymium neodymium oxide | 538,000-542,000 | RMB/t EXW
Europium oxide | 26,000-27,000 | USD/t CIF`),
    ).toEqual([
      'price Nd-oxide 77-79 USD/kg 2025-06-20',
      'price PrNd-oxide CN 538000-542000 CNY/t 2025-06-20',
      'price Eu-oxide 26000-27000 USD/t 2025-06-20',
    ]);
  });
});

describe('cells on lines of their own', () => {
  const columns = (...list: readonly (readonly string[])[]): string => list.flat().join('\n');

  it.each([
    [
      'units and the two ends of prices',
      columns(
        ['Product', 'Dysprosium oxide', 'Terbium oxide', 'Neodymium oxide'],
        ['Unit', 'USD/kg', 'USD/kg', 'USD/kg'],
        ['Low', '221', '970', '66'],
        ['High', '231', '1,000', '68'],
      ),
      [
        'price Dy-oxide 221-231 USD/kg 2025-06-20',
        'price Tb-oxide 970-1000 USD/kg 2025-06-20',
        'price Nd-oxide 66-68 USD/kg 2025-06-20',
      ],
    ],
    [
      'one unit over prices, then changes',
      columns(
        ['Element', 'Neodymium oxide', 'Dysprosium oxide', 'Terbium oxide'],
        ['USD/kg', '78.20', '231.00', '971.00'],
        ['Change', '+0.60', '-1.50', '0'],
      ),
      [
        'price Nd-oxide 78.2 USD/kg 2025-06-20 prev 0.6 abs',
        'price Dy-oxide 231 USD/kg 2025-06-20 prev -1.5 abs',
        'price Tb-oxide 971 USD/kg 2025-06-20 prev 0 abs',
      ],
    ],
    [
      'years',
      columns(
        ['Rare earth mine production, tonnes', 'Country', 'China', 'United States', 'Australia'],
        ['2022', '208,000', '42,100', '17,500'],
        ['2023', '251,000', '41,200', '15,800'],
      ),
      [
        'production RE-all CN 208000 t 2022',
        'production RE-all US 42100 t 2022',
        'production RE-all AU 17500 t 2022',
        'production RE-all CN 251000 t 2023',
        'production RE-all US 41200 t 2023',
        'production RE-all AU 15800 t 2023',
      ],
    ],
    [
      'lowest, highest and change in Chinese',
      columns(
        ['单位：元/吨', '品名', '氧化镨钕', '氧化镝', '氧化铽'],
        ['最低价', '551000', '1580000', '6900000'],
        ['最高价', '556000', '1600000', '6950000'],
        ['涨跌', '-3000', '0', '10000'],
      ),
      [
        'price PrNd-oxide CN 551000-556000 CNY/t 2025-06-20 prev -3000 abs',
        'price Dy-oxide CN 1580000-1600000 CNY/t 2025-06-20 prev 0 abs',
        'price Tb-oxide CN 6900000-6950000 CNY/t 2025-06-20 prev 10000 abs',
      ],
    ],
  ])('stand column after column: %s', (_, text, expected) => {
    expect(cells(text)).toEqual(expected);
  });

  it('are not put together where a column is longer than the names', () => {
    expect(
      cells(
        columns(
          ['Neodymium oxide', 'Dysprosium oxide', 'Terbium oxide'],
          ['78.20', '231.00', '971.00', '12.00'],
          ['USD/kg'],
        ),
      ),
    ).toEqual([]);
  });
});

describe('cells that say what they are', () => {
  it.each([
    `Product: PrNd oxide; Low: 551,000; High: 556,000; Unit: yuan/t; Change: -3,000
Product: Dy oxide; Low: 1,580,000; High: 1,600,000; Unit: yuan/t; Change: +5,000`,
    `品名：氧化镨钕 | 最低：551000 | 最高：556000 | 单位：元/吨 | 涨跌：-3000
品名：氧化镝 | 最低：1580000 | 最高：1600000 | 单位：元/吨 | 涨跌：+5000`,
  ])('are read without heads', (text) => {
    expect(cells(text)).toEqual([
      'price PrNd-oxide CN 551000-556000 CNY/t 2025-06-20 prev -3000 abs',
      'price Dy-oxide CN 1580000-1600000 CNY/t 2025-06-20 prev 5000 abs',
    ]);
  });
});

describe('places in the heading of a table of trade', () => {
  it.each([
    [
      'Einfuhr von Permanentmagneten aus Seltenen Erden aus China nach Deutschland, Tonnen',
      'trade NdFeB-magnet DE import CN',
    ],
    ['U.S. imports of rare earth magnets from China (tonnes)', 'trade NdFeB-magnet US import CN'],
    ['Exports of rare earth magnets from China to Viet Nam, tonnes', 'trade NdFeB-magnet CN export VN'],
    ['中国对日本出口稀土永磁（吨）', 'trade NdFeB-magnet CN export JP'],
  ])('report or are reported of: %s', (heading, trade) => {
    expect(cells(`${heading}\n2023-07 | 410\n2024-07 | 395`)).toEqual([
      `${trade} 410 t 2023-07`,
      `${trade} 395 t 2024-07`,
    ]);
  });

  it('say nothing of who reports where only the other side is named', () => {
    expect(
      cells('Imports of rare earth magnets from China (tonnes)\n | 2023 | 2024\nJuly | 410 | 395'),
    ).toEqual([]);
  });
});

describe('what stands across', () => {
  it('may be countries, with years down the side', () => {
    expect(
      cells(`Mine production of rare earths by country ('000 t REO)

Year | China | USA | Australia | World
2021 | 168 | 43 | 22 | 280
2022e | 210 | 42 | 18 | 301
`),
    ).toEqual([
      'production RE-all CN 168000 t 2021',
      'production RE-all US 43000 t 2021',
      'production RE-all AU 22000 t 2021',
      'production RE-all WORLD 280000 t 2021',
      'production RE-all CN 210000 t 2022',
      'production RE-all US 42000 t 2022',
      'production RE-all AU 18000 t 2022',
      'production RE-all WORLD 301000 t 2022',
    ]);
  });

  it('may be countries with shares of each stage of the chain', () => {
    expect(
      cells(`Share of the world's rare earth supply chain, 2023 (%)
Stage | China | United States | Rest of world
Mining | 68 | 12 | 20
Refining | 90 | 1 | 9
`),
    ).toEqual([
      'share RE-all mining CN 68 pct 2023',
      'share RE-all mining US 12 pct 2023',
      'share RE-all refining CN 90 pct 2023',
      'share RE-all refining US 1 pct 2023',
    ]);
  });

  it('gives each share to the amounts that it stands behind', () => {
    expect(
      cells(`Reservas e produção mundial de terras raras, 2022
| País | Reservas (10³ t) | Participação (%) | Produção (t) | Participação (%) |
|---|---|---|---|---|
| Brasil | 21.000 | 17,5 | 80 | 0,03 |
| Austrália | 4.200 | 3,5 | 18.000 | 6,0 |
`),
    ).toEqual([
      'share RE-all reserves BR 17.5 pct 2022',
      'production RE-all BR 80 t 2022',
      'share RE-all output BR 0.03 pct 2022',
      'share RE-all reserves AU 3.5 pct 2022',
      'production RE-all AU 18000 t 2022',
      'share RE-all output AU 6 pct 2022',
    ]);
  });
});

describe('what is still to come', () => {
  it('is a forecast where a year is marked so or lies ahead of the page', () => {
    expect(
      cells(`NdFeB magnet demand (tonnes)

Year        2024      2025F     2030
Demand    221,000   249,000   405,000
`),
    ).toEqual(['forecast NdFeB-magnet 249000 t 2025', 'forecast NdFeB-magnet 405000 t 2030']);
  });

  it('leaves the first year of a forecast without a date alone, which may be past', () => {
    expect(
      cells(
        `Our projections for oxide prices (US$ per kilogram):

                    2011        2013         2016

Neodymium         $201.50      $98.20       $81.40

Lanthanum          $61.10      $17.49       $17.49

Dysprosium        $990.00     $702.00`,
        '',
      ),
    ).toEqual([
      'forecast Nd 98.2 USD/kg 2013',
      'forecast Nd 81.4 USD/kg 2016',
      'forecast La 17.49 USD/kg 2013',
      'forecast La 17.49 USD/kg 2016',
      'forecast Dy 702 USD/kg 2013',
    ]);
  });
});

describe('files and lists of quotas', () => {
  it('may part cells by semicolons with spaces, in thousands of euros', () => {
    expect(
      cells(`Importations françaises d'aimants permanents de terres rares, mai 2025
Pays ; Quantité (t) ; Valeur (milliers d'euros)
Chine ; 398,4 ; 17 910
Allemagne ; 31,0 ; 3 870
`),
    ).toEqual([
      'trade NdFeB-magnet FR import CN 398.4 t 2025-05',
      'trade NdFeB-magnet FR import CN 17910000 EUR 2025-05',
      'trade NdFeB-magnet FR import DE 31 t 2025-05',
      'trade NdFeB-magnet FR import DE 3870000 EUR 2025-05',
    ]);
  });

  it('give each year its quota', () => {
    expect(
      cells(`China's rare earth quotas (tonnes REO)
Year,Mining quota,Separation quota
2021,168000,162000
2022,210000,202000
`),
    ).toEqual([
      'target RE-all mining_quota CN 168000 t 2021',
      'target RE-all separation_quota CN 162000 t 2021',
      'target RE-all mining_quota CN 210000 t 2022',
      'target RE-all separation_quota CN 202000 t 2022',
    ]);
  });
});

describe('rows parted by single spaces', () => {
  it('are read under years that each stand over two halves, and totals under the years', () => {
    expect(
      cells(`Export quotas for rare earths from China
2012 2013
Owners H1 (t) H2 (t) H1 (t) H2 (t)
Domestic 14,110 15,320 13,270 11,940
Foreign-owned 3,905 4,120 3,630 3,480
Total 18,015 19,440 16,900 15,420
`),
    ).toEqual(
      ['14110 t 2012-H1', '15320 t 2012-H2', '13270 t 2013-H1', '11940 t 2013-H2', '3905 t 2012-H1']
        .concat(['4120 t 2012-H2', '3630 t 2013-H1', '3480 t 2013-H2', '18015 t 2012-H1', '19440 t 2012-H2'])
        .concat(['16900 t 2013-H1', '15420 t 2013-H2'])
        .map((figure) => `target RE-all export_quota CN ${figure}`),
    );
  });

  it('are not read where the heads that part equal halves were lost', () => {
    expect(
      cells(`Export quotas for rare earths from China
Owners H1 (t) H2 (t) H1 (t) H2 (t)
Domestic 14,110 15,320 13,270 11,940
Foreign-owned 3,905 4,120 3,630 3,480
`),
    ).toEqual([]);
  });
});

describe('figures parted by single spaces', () => {
  it('are three and not one of millions, in languages that part thousands otherwise', () => {
    expect(
      cells(`Exports of rare earth magnets from China, tonnes
Destination March April May
Germany 1,016 1,068 950
United States 609 580 411
Japan 280 312 366`),
    ).toEqual([
      'trade NdFeB-magnet CN export DE 1016 t 2025-03',
      'trade NdFeB-magnet CN export DE 1068 t 2025-04',
      'trade NdFeB-magnet CN export DE 950 t 2025-05',
      'trade NdFeB-magnet CN export US 609 t 2025-03',
      'trade NdFeB-magnet CN export US 580 t 2025-04',
      'trade NdFeB-magnet CN export US 411 t 2025-05',
      'trade NdFeB-magnet CN export JP 280 t 2025-03',
      'trade NdFeB-magnet CN export JP 312 t 2025-04',
      'trade NdFeB-magnet CN export JP 366 t 2025-05',
    ]);
  });
});

describe('shares of trade', () => {
  it('are of the partner with the one who reports', () => {
    expect(
      read(
        {
          text: 'EU imports of rare earth magnets by origin, 2024\nOrigin | Tonnes | Share\nChina | 20,340 | 86.1%\nJapan | 1,150 | 4.9%',
          published: '2025-06-20',
        },
        vocabulary,
      )
        .observations.filter(({ kind }) => kind === 'share')
        .map(({ reporter, partner, metric, value, place }) => [reporter, partner, metric, value, place]),
    ).toEqual([
      ['EU', 'CN', 'imports', 86.1, undefined],
      ['EU', 'JP', 'imports', 4.9, undefined],
    ]);
  });
});

describe('rows of partners', () => {
  it('are of the good that they are set in under', () => {
    expect(
      cells(`China's exports of rare earth products, April 2025 (tonnes)
                           April
Rare earth magnets         2,704
  of which: to Germany       655
            to Vietnam       402
Rare earths                4,785
`),
    ).toEqual([
      'trade NdFeB-magnet CN export WORLD 2704 t 2025-04',
      'trade NdFeB-magnet CN export DE 655 t 2025-04',
      'trade NdFeB-magnet CN export VN 402 t 2025-04',
      'trade RE-all CN export WORLD 4785 t 2025-04',
    ]);
  });

  it('have ratios to the year before in Japanese, on both sides of 100', () => {
    expect(
      cells(`2025年5月 希土類金属 輸入
国名	数量(kg)	前年同月比(%)
中国	398,200	91.5
ベトナム	77,400	124.0
合計	480,100	95.8
`),
    ).toEqual([
      'trade RE-metal JP import CN 398200 kg 2025-05 yoy -8.5 pct',
      'trade RE-metal JP import VN 77400 kg 2025-05 yoy 24 pct',
      'trade RE-metal JP import WORLD 480100 kg 2025-05 yoy -4.2 pct',
    ]);
  });
});

describe('whose a row is', () => {
  it('is said by a name that no list knows', () => {
    expect(
      cells(`Rare earth export quotas of companies in China, first half of 2012
Exporting company  Allocation (tonnes)
Ganzhou Qianli Rare Earth Materials Company*  412
Yiyang Honghe Rare Earth Co., Ltd.  288
`),
    ).toEqual([
      'target RE-all export_quota Ganzhou Qianli Rare Earth Materials Company 412 t 2012-H1',
      'target RE-all export_quota Yiyang Honghe Rare Earth Co., Ltd. 288 t 2012-H1',
    ]);
  });

  it('is for "the period" the quarter that ends the months since the beginning of the year', () => {
    const text = `金力永磁 2025年第三季度报告
项目 | 本报告期 | 本报告期比上年同期增减 | 年初至报告期末 | 年初至报告期末比上年同期增减
营业收入（元） | 1,700,400,000.00 | 12.5% | 5,100,200,000.00 | 6.5%
归属于上市公司股东的净利润（元） | 200,100,000.00 | 150.2% | 500,300,000.00 | 140.1%
`;
    expect(cells(text, '2025-10-29').filter((line) => line.includes(' revenue '))).toEqual([
      'financial JL Mag Rare-Earth revenue JL Mag Rare-Earth 1700400000 CNY 2025-Q3 yoy 12.5 pct',
      'financial JL Mag Rare-Earth revenue JL Mag Rare-Earth 5100200000 CNY 2025-01/2025-09 yoy 6.5 pct',
    ]);
  });
});

/** Captions and heads of production by country, and three countries, in each language. */
const PRODUCTION = {
  en: ['Rare earth mine production (tonnes)', 'Country', 'Year', 'China', 'Australia', 'India'],
  zh: ['各国稀土产量（吨）', '国家', '年份', '中国', '澳大利亚', '印度'],
  ja: ['国別レアアース生産量（トン）', '国名', '年', '中国', 'オーストラリア', 'インド'],
  de: ['Produktion Seltener Erden (Tonnen)', 'Land', 'Jahr', 'China', 'Australien', 'Indien'],
  fr: ['Production de terres rares (tonnes)', 'Pays', 'Année', 'Chine', 'Australie', 'Inde'],
  es: ['Producción de tierras raras (toneladas)', 'País', 'Año', 'China', 'Australia', 'India'],
  pt: ['Produção de terras raras (toneladas)', 'País', 'Ano', 'China', 'Austrália', 'Índia'],
  ko: ['국가별 희토류 생산량 (톤)', '국가', '연도', '중국', '호주', '인도'],
} as const;
const CODES = ['CN', 'AU', 'IN'];

/** The lines of a table, its cells parted in one of the usual ways. */
function laidOut(
  rows: readonly (readonly string[])[],
  way: 'bars' | 'tabs' | 'semicolons' | 'spaces',
): string {
  if (way === 'bars') return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
  if (way === 'tabs') return rows.map((row) => row.join('\t')).join('\n');
  if (way === 'semicolons') return rows.map((row) => row.join(';')).join('\n');
  return rows
    .map(([name, ...rest]) => name!.padEnd(16) + rest.map((cell) => cell.padStart(14)).join(''))
    .join('\n');
}

describe('production by country and year', () => {
  it('is read rightly whichever way it is laid out, in every language', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(PRODUCTION) as (keyof typeof PRODUCTION)[])),
        fc.constantFrom('bars', 'tabs', 'semicolons', 'spaces'),
        fc.boolean(),
        fc.integer({ min: 2005, max: 2020 }),
        fc.array(fc.integer({ min: 1100, max: 299_999 }), { minLength: 9, maxLength: 9 }),
        (language, way, isTurned, first, values) => {
          const [caption, country, year, ...names] = PRODUCTION[language];
          const years = [first, first + 1, first + 2];
          const thousands = ['de', 'es', 'pt'].includes(language) ? '.' : language === 'fr' ? ' ' : ',';
          const printed = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, thousands);
          const at = (c: number, y: number): string => printed(values[c * 3 + y]!);
          const rows = isTurned
            ? [[year, ...names], ...years.map((each, y) => [String(each), at(0, y), at(1, y), at(2, y)])]
            : [
                [country, ...years.map(String)],
                ...names.map((name, c) => [name, at(c, 0), at(c, 1), at(c, 2)]),
              ];
          const expected = CODES.flatMap((code, c) =>
            years.map((each, y) => `production RE-all ${code} ${values[c * 3 + y]} t ${each}`),
          );
          expect(cells(`${caption}\n\n${laidOut(rows, way)}\n`).sort()).toEqual(expected.sort());
        },
      ),
      { numRuns: 150 },
    );
  });
});
