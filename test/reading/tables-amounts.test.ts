import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());

/** Each observation of a table in one line: kind, subject, whose, figure, unit, period, changes. */
const amounts = (text: string): string[] =>
  read({ text, published: '2025-10-20' }, vocabulary)
    .observations.filter(({ read_by }) => read_by.startsWith('table/'))
    .map(({ kind, subject, value, unit, period, change, org, metric, place, reporter, partner, flow }) => {
      const owner = [metric, org ?? place].filter(Boolean).join(' of ');
      const parts = [
        kind,
        kind === 'financial' ? '' : subject,
        kind === 'trade' ? `${reporter} ${flow} ${partner}` : owner,
        value,
        unit,
        period,
        ...(change ?? []).map((each) => `${each.basis} ${each.value} ${each.unit}`),
      ];
      return parts.filter((part) => part !== '' && part !== undefined).join(' ');
    });

describe('tables of amounts', () => {
  it.each([
    [
      'customs figures by country in Chinese',
      `2025年8月中国稀土永磁出口分国别（单位：吨）
国家 | 8月出口量 | 环比 | 同比
德国 | 1,178 | 46.0% | -2.1%
美国 | 590 | -4.9% | +12.0%
日本 | 305 | 10.2% | 
合计 | 6,146 | 10.2% | 15.4%`,
      [
        'trade NdFeB-magnet CN export DE 1178 t 2025-08 mom 46 pct yoy -2.1 pct',
        'trade NdFeB-magnet CN export US 590 t 2025-08 mom -4.9 pct yoy 12 pct',
        'trade NdFeB-magnet CN export JP 305 t 2025-08 mom 10.2 pct',
        'trade NdFeB-magnet CN export WORLD 6146 t 2025-08 mom 10.2 pct yoy 15.4 pct',
      ],
    ],
    [
      'month and year to date with a change each',
      `China's exports of rare earth magnets, August 2025

| Destination | Volume (t) | MoM % | YoY % | Jan-Aug (t) | YoY % |
|---|---|---|---|---|---|
| Germany | 1,178 | 46 | -2.1 | 6,500 | -12.0 |
| United States | 590 | -4.9 | 12 | 3,800 | -8.1 |
| Total | 6,146 | 10.2 | 15.4 | 34,018 | -14.0 |`,
      [
        'trade NdFeB-magnet CN export DE 1178 t 2025-08 mom 46 pct yoy -2.1 pct',
        'trade NdFeB-magnet CN export DE 6500 t 2025-01/2025-08 yoy -12 pct',
        'trade NdFeB-magnet CN export US 590 t 2025-08 mom -4.9 pct yoy 12 pct',
        'trade NdFeB-magnet CN export US 3800 t 2025-01/2025-08 yoy -8.1 pct',
        'trade NdFeB-magnet CN export WORLD 6146 t 2025-08 mom 10.2 pct yoy 15.4 pct',
        'trade NdFeB-magnet CN export WORLD 34018 t 2025-01/2025-08 yoy -14 pct',
      ],
    ],
    [
      'the month and the same month a year before, in kilograms',
      `Rare earth magnet exports from China (kg)
Country | Aug 2025 | Aug 2024 | Change %
South Korea | 410,250 | 385,100 | 6.5
Vietnam | 150,000 | 200,000 | -25.0`,
      [
        'trade NdFeB-magnet CN export KR 410250 kg 2025-08 yoy 6.5 pct',
        'trade NdFeB-magnet CN export KR 385100 kg 2024-08',
        'trade NdFeB-magnet CN export VN 150000 kg 2025-08 yoy -25 pct',
        'trade NdFeB-magnet CN export VN 200000 kg 2024-08',
      ],
    ],
    [
      'accounts in thousands with losses in brackets',
      `MP Materials second quarter 2025 results
(in thousands)
 | Three months ended June 30, 2025 | Three months ended June 30, 2024 | Change
Revenue | $57,393 | $31,258 | 84%
Net loss | (30,870) | (34,055) | (9)%
Adjusted EBITDA | (12,500) | (27,100) | 54%`,
      [
        'financial revenue of MP Materials 57393000 USD 2025-Q2 yoy 84 pct',
        'financial revenue of MP Materials 31258000 USD 2024-Q2',
        'financial net_profit of MP Materials -30870000 USD 2025-Q2 yoy -9 pct',
        'financial net_profit of MP Materials -34055000 USD 2024-Q2',
        'financial adjusted_ebitda of MP Materials -12500000 USD 2025-Q2 yoy 54 pct',
        'financial adjusted_ebitda of MP Materials -27100000 USD 2024-Q2',
      ],
    ],
    [
      'Chinese accounts, this period and the year before',
      `北方稀土2025年前三季度主要财务数据（单位：万元）
项目 | 本报告期 | 上年同期 | 同比增减(%)
营业收入 | 1,883,300 | 1,350,000 | 39.50
归属于上市公司股东的净利润 | 93,100 | 24,800 | 275.40`,
      [
        'financial revenue of China Northern Rare Earth 18833000000 CNY 2025-01/2025-09 yoy 39.5 pct',
        'financial revenue of China Northern Rare Earth 13500000000 CNY 2024-01/2024-09',
        'financial net_profit of China Northern Rare Earth 931000000 CNY 2025-01/2025-09 yoy 275.4 pct',
        'financial net_profit of China Northern Rare Earth 248000000 CNY 2024-01/2024-09',
      ],
    ],
    [
      'accounts with dollar signs and brackets on lines of their own',
      `MP Materials Corp.
Condensed results (in thousands, except per share data)
Three months ended June 30,
2025
2024
Revenue
$
57,393
$
31,258
Net loss
$
(
30,870
)
$
(
34,055
)
Adjusted EBITDA
$
(
12,500
)
$
(
27,100
)`,
      [
        'financial revenue of MP Materials 57393000 USD 2025-Q2',
        'financial revenue of MP Materials 31258000 USD 2024-Q2',
        'financial net_profit of MP Materials -30870000 USD 2025-Q2',
        'financial net_profit of MP Materials -34055000 USD 2024-Q2',
        'financial adjusted_ebitda of MP Materials -12500000 USD 2025-Q2',
        'financial adjusted_ebitda of MP Materials -27100000 USD 2024-Q2',
      ],
    ],
    [
      'quotas by group, mining and separation',
      `2024年第一批稀土开采、冶炼分离总量控制指标（吨）
集团 | 矿产品 | 冶炼分离产品
中国稀土集团 | 40,000 | 38,000
北方稀土 | 94,580 | 89,000
合计 | 135,000 | 127,000`,
      [
        'target RE-all mining_quota of China Rare Earth Group 40000 t 2024',
        'target RE-all separation_quota of China Rare Earth Group 38000 t 2024',
        'target RE-all mining_quota of China Northern Rare Earth 94580 t 2024',
        'target RE-all separation_quota of China Northern Rare Earth 89000 t 2024',
        'target RE-all mining_quota 135000 t 2024',
        'target RE-all separation_quota 127000 t 2024',
      ],
    ],
    [
      'mine production by country and year',
      `World mine production of rare earths, tonnes of REO
Country | 2023 | 2024
China | 255,000 | 270,000
Australia | 16,000 | 13,000
World total | 376,000 | 390,000`,
      [
        'production RE-all CN 255000 t 2023',
        'production RE-all CN 270000 t 2024',
        'production RE-all AU 16000 t 2023',
        'production RE-all AU 13000 t 2024',
        'production RE-all WORLD 376000 t 2023',
        'production RE-all WORLD 390000 t 2024',
      ],
    ],
    [
      'Japanese imports, where a ratio to last year that nothing bears out is left',
      `日本のレアアース輸入（2025年8月、トン）
国 | 数量 | 前年比
中国 | 1,200 | 95.2
ベトナム | 300 | 110.4`,
      ['trade RE-all JP import CN 1200 t 2025-08', 'trade RE-all JP import VN 300 t 2025-08'],
    ],
    [
      'months down',
      `China rare earth exports
Month | Volume (t) | YoY
2025-07 | 5,994 | 21.4%
2025-08 | 5,792 | 22.6%`,
      [
        'trade RE-all CN export WORLD 5994 t 2025-07 yoy 21.4 pct',
        'trade RE-all CN export WORLD 5792 t 2025-08 yoy 22.6 pct',
      ],
    ],
    [
      'customs list of all goods, amounts in tonnes and 100 million yuan',
      `2025年8月全国出口重点商品量值表 单位：亿元人民币
商品名称 | 计量单位 | 8月 数量 | 8月 金额 | 1-8月 数量 | 1-8月 金额 | 累计比去年同期±% 数量 | 累计比去年同期±% 金额
稀土 | 吨 | 5,792 | 3.9 | 44,355 | 26.5 | 14.5 | -17.8
钢材 | 万吨 | 951 | 450 | 7,749 | 3,600 | 10.0 | -1.3`,
      [
        'trade RE-all CN export WORLD 5792 t 2025-08',
        'trade RE-all CN export WORLD 390000000 CNY 2025-08',
        'trade RE-all CN export WORLD 44355 t 2025-01/2025-08 yoy 14.5 pct',
        'trade RE-all CN export WORLD 2650000000 CNY 2025-01/2025-08 yoy -17.8 pct',
      ],
    ],
    [
      'Japanese customs figures, amounts and values',
      `財務省貿易統計 2025年8月 希土類磁石 輸入
国名 | 数量(kg) | 金額(千円) | 前年同月比
中国 | 1,150,230 | 5,200,000 | +12.5%
フィリピン | 88,000 | 410,000 | ▲3.2%
合計 | 1,238,230 | 5,610,000 | +11.2%`,
      [
        'trade NdFeB-magnet JP import CN 1150230 kg 2025-08',
        'trade NdFeB-magnet JP import CN 5200000000 JPY 2025-08',
        'trade NdFeB-magnet JP import PH 88000 kg 2025-08',
        'trade NdFeB-magnet JP import PH 410000000 JPY 2025-08',
        'trade NdFeB-magnet JP import WORLD 1238230 kg 2025-08',
        'trade NdFeB-magnet JP import WORLD 5610000000 JPY 2025-08',
      ],
    ],
    [
      'Korean imports by country with last year',
      `한국의 희토류 영구자석 수입 현황 (단위: 톤, %)
국가 | 2025년 8월 | 2024년 8월 | 증감률
중국 | 512 | 480 | 6.7
일본 | 35 | 40 | -12.5
합계 | 547 | 520 | 5.2`,
      [
        'trade NdFeB-magnet KR import CN 512 t 2025-08 yoy 6.7 pct',
        'trade NdFeB-magnet KR import CN 480 t 2024-08',
        'trade NdFeB-magnet KR import JP 35 t 2025-08 yoy -12.5 pct',
        'trade NdFeB-magnet KR import JP 40 t 2024-08',
        'trade NdFeB-magnet KR import WORLD 547 t 2025-08 yoy 5.2 pct',
        'trade NdFeB-magnet KR import WORLD 520 t 2024-08',
      ],
    ],
    [
      'German with points for thousands',
      `Chinas Exporte von Seltenerdmagneten (Tonnen)
Land | August 2025 | Juli 2025 | Veränderung
Deutschland | 1.178 | 807 | +46,0 %
Vereinigte Staaten | 590 | 619 | -4,7 %`,
      [
        'trade NdFeB-magnet CN export DE 1178 t 2025-08 mom 46 pct',
        'trade NdFeB-magnet CN export DE 807 t 2025-07',
        'trade NdFeB-magnet CN export US 590 t 2025-08 mom -4.7 pct',
        'trade NdFeB-magnet CN export US 619 t 2025-07',
      ],
    ],
    [
      'Spanish with two changes',
      `Exportaciones chinas de imanes de tierras raras, septiembre de 2025
País | Toneladas | Var. mensual | Var. interanual
Alemania | 1.050 | -10,9% | 12,0%
Estados Unidos | 421 | -28,7% | -29,5%`,
      [
        'trade NdFeB-magnet CN export DE 1050 t 2025-09 mom -10.9 pct yoy 12 pct',
        'trade NdFeB-magnet CN export US 421 t 2025-09 mom -28.7 pct yoy -29.5 pct',
      ],
    ],
    [
      'goods by customs code',
      `China exports by product, September 2025 (kg)
HS Code | Product | Quantity | Value (USD)
28461010 | Cerium compounds | 450,000 | 620,000
28469015 | Dysprosium oxide | 3,200 | 850,000
85051110 | Rare earth permanent magnets | 5,774,000 | 290,000,000`,
      [
        'trade Ce CN export WORLD 450000 kg 2025-09',
        'trade Ce CN export WORLD 620000 USD 2025-09',
        'trade Dy-oxide CN export WORLD 3200 kg 2025-09',
        'trade Dy-oxide CN export WORLD 850000 USD 2025-09',
        'trade NdFeB-magnet CN export WORLD 5774000 kg 2025-09',
        'trade NdFeB-magnet CN export WORLD 290000000 USD 2025-09',
      ],
    ],
    [
      'years down, months across',
      `China rare earth exports (t)
 | Jan | Feb | Mar | Apr
2024 | 4,566 | 3,146 | 4,709 | 4,566
2025 | 3,917 | 3,735 | 5,666 | 4,785`,
      [
        'trade RE-all CN export WORLD 4566 t 2024-01',
        'trade RE-all CN export WORLD 3146 t 2024-02',
        'trade RE-all CN export WORLD 4709 t 2024-03',
        'trade RE-all CN export WORLD 4566 t 2024-04',
        'trade RE-all CN export WORLD 3917 t 2025-01',
        'trade RE-all CN export WORLD 3735 t 2025-02',
        'trade RE-all CN export WORLD 5666 t 2025-03',
        'trade RE-all CN export WORLD 4785 t 2025-04',
      ],
    ],
    [
      'accounts with amounts and percentages of change',
      `Neo Performance Materials second quarter results (US$ thousands)
 | Q2 2025 | Q2 2024 | Change | % change
Revenue | 114,700 | 107,100 | 7,600 | 7.1
Operating income | 9,800 | 4,300 | 5,500 | 127.9
Adjusted EBITDA | 19,000 | 11,100 | 7,900 | 71.2
Net loss | (2,600) | (3,100) | 500 | 16.1
Gross margin | 29.5% | 27.0% | |`,
      [
        'financial revenue of Neo Performance Materials 114700000 USD 2025-Q2 yoy 7600000 abs yoy 7.1 pct',
        'financial revenue of Neo Performance Materials 107100000 USD 2024-Q2',
        'financial operating_profit of Neo Performance Materials 9800000 USD 2025-Q2 yoy 5500000 abs yoy 127.9 pct',
        'financial operating_profit of Neo Performance Materials 4300000 USD 2024-Q2',
        'financial adjusted_ebitda of Neo Performance Materials 19000000 USD 2025-Q2 yoy 7900000 abs yoy 71.2 pct',
        'financial adjusted_ebitda of Neo Performance Materials 11100000 USD 2024-Q2',
        'financial net_profit of Neo Performance Materials -2600000 USD 2025-Q2 yoy 500000 abs yoy 16.1 pct',
        'financial net_profit of Neo Performance Materials -3100000 USD 2024-Q2',
        'financial gross_margin of Neo Performance Materials 29.5 pct 2025-Q2',
        'financial gross_margin of Neo Performance Materials 27 pct 2024-Q2',
      ],
    ],
    [
      "a quarter's sales, output and revenue with units in the rows",
      `Lynas Rare Earths quarterly activities report
 | Q1 2025 | Q2 2025
Sales revenue (A$m) | 123.0 | 170.2
NdPr production (t) | 1,509 | 2,080
REO sales volume (t) | 2,400 | 3,100
Average selling price (A$/kg) | 50.1 | 60.2`,
      [
        'financial revenue of Lynas Rare Earths 123000000 AUD 2025-Q1',
        'financial revenue of Lynas Rare Earths 170200000 AUD 2025-Q2',
        'production PrNd Lynas Rare Earths 1509 t 2025-Q1',
        'production PrNd Lynas Rare Earths 2080 t 2025-Q2',
        'financial sales_volume of Lynas Rare Earths 2400 t 2025-Q1',
        'financial sales_volume of Lynas Rare Earths 3100 t 2025-Q2',
      ],
    ],
    [
      'companies down, revenue and profit across',
      `2025年上半年稀土永磁企业业绩（亿元）
公司 | 营业收入 | 同比 | 归母净利润 | 同比
金力永磁 | 35.07 | 4.33% | 3.05 | 154.81%
正海磁材 | 30.63 | 19.39% | 1.13 | -26.52%
中科三环 | 29.23 | -11.17% | 0.44 | 158.42%`,
      [
        'financial revenue of JL Mag Rare-Earth 3507000000 CNY 2025-H1 yoy 4.33 pct',
        'financial net_profit of JL Mag Rare-Earth 305000000 CNY 2025-H1 yoy 154.81 pct',
        'financial revenue of Zhenghai Magnetic Material 3063000000 CNY 2025-H1 yoy 19.39 pct',
        'financial net_profit of Zhenghai Magnetic Material 113000000 CNY 2025-H1 yoy -26.52 pct',
        'financial revenue of Beijing Zhong Ke San Huan 2923000000 CNY 2025-H1 yoy -11.17 pct',
        'financial net_profit of Beijing Zhong Ke San Huan 44000000 CNY 2025-H1 yoy 158.42 pct',
      ],
    ],
    [
      'shares by country',
      `Share of global rare earth refining by country, 2024
Country | Share
China | 91%
Malaysia | 4%
Others | 5%`,
      ['share RE-all refining of CN 91 pct 2024', 'share RE-all refining of MY 4 pct 2024'],
    ],
    [
      'capacities by company',
      `Rare earth separation capacity by company (tonnes REO per year)
Company | Location | Capacity
Lynas Rare Earths | Malaysia | 11,000
MP Materials | United States | 6,000`,
      ['capacity RE-oxide Lynas Rare Earths 11000 t', 'capacity RE-oxide MP Materials 6000 t'],
    ],
    [
      'quarters of an Australian year of accounts',
      `Lynas Rare Earths quarterly production (tonnes)
 | Q4 FY25 | Q3 FY25 | FY25 | H1 FY25
NdPr production | 2,080 | 1,509 | 6,558 | 2,969`,
      [
        'production PrNd Lynas Rare Earths 2080 t 2025-Q2',
        'production PrNd Lynas Rare Earths 1509 t 2025-Q1',
        'production PrNd Lynas Rare Earths 6558 t 2024-07/2025-06',
        'production PrNd Lynas Rare Earths 2969 t 2024-H2',
      ],
    ],
    [
      'mine production beside reserves, which are none',
      `Country | Mine production 2023 | Mine production 2024 | Reserves
(tonnes REO, rare earths)
China | 255,000 | 270,000 | 44,000,000
United States | 41,600 | 45,000 | 1,900,000`,
      [
        'production RE-all CN 255000 t 2023',
        'production RE-all CN 270000 t 2024',
        'production RE-all US 41600 t 2023',
        'production RE-all US 45000 t 2024',
      ],
    ],
    [
      'companies that are in no list: nothing is given to another',
      `Rare earth output of Lynas Rare Earths and others (tonnes REO)
Company | Production 2024
Lynas Rare Earths | 10,900
Nobody Minerals | 5,000`,
      ['production RE-oxide Lynas Rare Earths 10900 t 2024'],
    ],
    [
      'exports and imports side by side',
      `China rare earth trade, September 2025 (tonnes)
 | Exports | Imports
Rare earths | 4,000 | 11,500`,
      ['trade RE-all CN export WORLD 4000 t 2025-09', 'trade RE-all CN import WORLD 11500 t 2025-09'],
    ],
  ])('reads %s', (_, text, expected) => {
    expect(amounts(text)).toEqual(expected);
  });
});
