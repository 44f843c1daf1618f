import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());

/** Each observation in one line: subject, figure, unit, period, changes. */
const prices = (text: string, published = '2025-10-20'): string[] =>
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
        'Dy-oxide 1610..1630 CNY/kg 2025-10-20 dod -10 abs',
        'Tb-oxide 7000..7050 CNY/kg 2025-10-20 dod 20 abs',
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
        'PrNd-oxide 562000 CNY/t 2025-10-20 dod 2000 abs',
        'PrNd-oxide 560000 CNY/t 2025-10-19',
        'Dy-oxide 1620 CNY/kg 2025-10-20 dod -10 abs',
        'Dy-oxide 1630 CNY/kg 2025-10-19',
      ],
    ],
    [
      'Chinese bars, prices in ten thousands, arrows',
      `2025年9月23日稀土价格（单位：万元/吨）
品名 | 规格 | 价格区间 | 均价 | 涨跌
氧化镨钕 | ≥99% | 55.5-56 | 55.75 | ↑0.5
氧化镝 | 99.5% | 161-163 | 162 | 持平
金属铽 | 99.9% | 880-890 | 885 | ↓5`,
      [
        'PrNd-oxide 555000..560000 CNY/t 2025-09-23 prev 5000 abs',
        'Dy-oxide 1610000..1630000 CNY/t 2025-09-23 prev 0 abs',
        'Tb-metal 8800000..8900000 CNY/t 2025-09-23 prev -50000 abs',
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
      'days of one good down, low and high across',
      `PrNd oxide price, yuan/t
Date | Low | High | Change
2025-09-22 | 560000 | 565000 | 2000
2025-09-19 | 558000 | 563000 | -1000`,
      [
        'PrNd-oxide 560000..565000 CNY/t 2025-09-22 prev 2000 abs',
        'PrNd-oxide 558000..563000 CNY/t 2025-09-19 prev -1000 abs',
      ],
    ],
    [
      'two bare columns without heads: refused',
      `Rare earth metals (yuan/mt)
PrNd metal         688,000   690,000   +3,000
Dy metal         2,010,000  2,030,000   -5,000`,
      [],
    ],
    [
      'columns parted by wide gaps, heads in the line of the unit',
      `Rare earth metals (yuan/mt)      Low     High   Change
PrNd metal         688,000   690,000   +3,000
Dy metal         2,010,000  2,030,000   -5,000`,
      [
        'PrNd-metal 688000..690000 CNY/t 2025-10-20 prev 3000 abs',
        'Dy-metal 2010000..2030000 CNY/t 2025-10-20 prev -5000 abs',
      ],
    ],
    [
      'Korean, where 보합 is unchanged',
      `희토류 가격 (2025년 9월 22일, 위안/톤)
품목 | 가격 | 전일대비
산화네오디뮴 | 570,000 | +3,000
산화디스프로슘 | 1,620,000 | 보합`,
      ['Nd-oxide 570000 CNY/t 2025-09-22 dod 3000 abs', 'Dy-oxide 1620000 CNY/t 2025-09-22 dod 0 abs'],
    ],
    [
      'cash and credit side by side',
      `PrNd prices, RMB/t
Product | Cash | Credit | Change
PrNd oxide | 560000 | 565000 | 2000`,
      ['PrNd-oxide 560000 CNY/t 2025-10-20', 'PrNd-oxide 565000 CNY/t 2025-10-20 prev 2000 abs'],
    ],
    [
      'French, lowest and highest, terms in the heading',
      `Cours des terres rares (USD/kg, FOB Chine)
Produit | Min | Max | Var.
Oxyde de néodyme | 75,5 | 77,0 | +0,5
Oxyde de dysprosium | 240 | 250 | -`,
      ['Nd-oxide 75.5..77 USD/kg 2025-10-20 prev 0.5 abs', 'Dy-oxide 240..250 USD/kg 2025-10-20'],
    ],
    [
      'goods across, low and high down',
      `USD/kg | Dy oxide | Tb oxide
Low | 230 | 980
High | 240 | 1,000
Change | -5 | 0`,
      ['Dy-oxide 230..240 USD/kg 2025-10-20 prev -5 abs', 'Tb-oxide 980..1000 USD/kg 2025-10-20 prev 0 abs'],
    ],
    [
      'Chinese, one cell a line, a unit a row',
      `2025年9月22日价格
品名
规格
单位
最低价
最高价
涨跌
氧化镨钕
99%
元/吨
560000
565000
+2500
氧化镝
99.5%
元/公斤
1610
1630
-10
金属铽
99.9%
元/公斤
8800
8850
0
上一篇: 关于会议`,
      [
        'PrNd-oxide 560000..565000 CNY/t 2025-09-22 dod 2500 abs',
        'Dy-oxide 1610..1630 CNY/kg 2025-09-22 dod -10 abs',
        'Tb-metal 8800..8850 CNY/kg 2025-09-22 dod 0 abs',
      ],
    ],
    [
      'one cell a line with bars on lines of their own',
      `Product
|
Price (yuan/kg)
|
Change
|

Dysprosium oxide
|
1,610-1,630
|
-10
|

Terbium oxide
|
7,000-7,050
|
-
|`,
      ['Dy-oxide 1610..1630 CNY/kg 2025-10-20 prev -10 abs', 'Tb-oxide 7000..7050 CNY/kg 2025-10-20'],
    ],
    [
      'rows parted by single spaces',
      `Prices in yuan/t
PrNd oxide 99% 560,000-565,000 +2,500
Dy oxide 99.5% 1,610,000-1,630,000 0
Tb oxide 99.99% 7,000,000-7,050,000 -10,000`,
      [
        'PrNd-oxide 560000..565000 CNY/t 2025-10-20 prev 2500 abs',
        'Dy-oxide 1610000..1630000 CNY/t 2025-10-20 prev 0 abs',
        'Tb-oxide 7000000..7050000 CNY/t 2025-10-20 prev -10000 abs',
      ],
    ],
    [
      'a whole table in one line with its heads',
      `Product Purity Range Change Unit Dy Oxide 99.5% 1,620-1,640 0 yuan/kg Tb Oxide 99.99% 7,000-7,050 +20 yuan/kg PrNd Oxide 99% 560,000-565,000 -1,000 yuan/t`,
      [
        'Dy-oxide 1620..1640 CNY/kg 2025-10-20 prev 0 abs',
        'Tb-oxide 7000..7050 CNY/kg 2025-10-20 prev 20 abs',
        'PrNd-oxide 560000..565000 CNY/t 2025-10-20 prev -1000 abs',
      ],
    ],
    [
      "a newspaper's line with a column of Kg and Tonne",
      `Rare earths (yuan) Dysprosium oxide 99.5% Kg 1,610-1,630 -10 Terbium oxide 99.9% Kg 7,000-7,050 +20 PrNd oxide 99% Tonne 560,000-565,000 0`,
      [
        'Dy-oxide 1610..1630 CNY/kg 2025-10-20 prev -10 abs',
        'Tb-oxide 7000..7050 CNY/kg 2025-10-20 prev 20 abs',
        'PrNd-oxide 560000..565000 CNY/t 2025-10-20 prev 0 abs',
      ],
    ],
    [
      'Chinese rows with 涨, 跌 and 平',
      `稀土价格 单位:元/吨
氧化镨钕 560000-565000 涨2500
氧化镝 1610000-1630000 平
镨钕金属 685000-690000 跌3000`,
      [
        'PrNd-oxide 560000..565000 CNY/t 2025-10-20 prev 2500 abs',
        'Dy-oxide 1610000..1630000 CNY/t 2025-10-20 prev 0 abs',
        'PrNd-metal 685000..690000 CNY/t 2025-10-20 prev -3000 abs',
      ],
    ],
    [
      'a list of goods with prices',
      `- PrNd oxide: 560,000-565,000 yuan/t
- Dy oxide: 1,610-1,630 yuan/kg
- Tb oxide: 7,000-7,050 yuan/kg`,
      [
        'PrNd-oxide 560000..565000 CNY/t 2025-10-20',
        'Dy-oxide 1610..1630 CNY/kg 2025-10-20',
        'Tb-oxide 7000..7050 CNY/kg 2025-10-20',
      ],
    ],
    [
      'one cell a line with range, mean, change and unit',
      `SMM Rare Earth Spot Prices
Sep 22, 2025
Price Description
Range
Avg.
Change
Unit
PrNd oxide
571,000-573,000
572,000
-3,000
yuan/mt
Dysprosium oxide
1,610,000-1,630,000
1,620,000
0
yuan/mt
Terbium oxide
7,030,000-7,080,000
7,055,000
+10,000
yuan/mt
Learn more`,
      [
        'PrNd-oxide 571000..573000 CNY/t 2025-09-22 prev -3000 abs',
        'Dy-oxide 1610000..1630000 CNY/t 2025-09-22 prev 0 abs',
        'Tb-oxide 7030000..7080000 CNY/t 2025-09-22 prev 10000 abs',
      ],
    ],
    [
      'two days across, each good in its own unit',
      `商品名称 | 行业 | 09-19 | 09-22 | 日涨跌
镨钕氧化物(元/吨) | 稀土 | 562500.00 | 565000.00 | 0.44%
金属镨钕(元/吨) | 稀土 | 685000.00 | 687500.00 | 0.36%
氧化镝(万元/吨) | 稀土 | 162.00 | 161.50 | -0.31%`,
      [
        'PrNd-oxide 562500 CNY/t 2025-09-19',
        'PrNd-oxide 565000 CNY/t 2025-09-22 dod 0.44 pct',
        'PrNd-metal 685000 CNY/t 2025-09-19',
        'PrNd-metal 687500 CNY/t 2025-09-22 dod 0.36 pct',
        'Dy-oxide 1620000 CNY/t 2025-09-19',
        'Dy-oxide 1615000 CNY/t 2025-09-22 dod -0.31 pct',
      ],
    ],
    [
      'list prices of two months, the change of the later',
      `北方稀土2025年10月份稀土产品挂牌价格公告
单位：元/吨（含税）
产品名称 | 规格 | 9月挂牌价 | 10月挂牌价 | 涨跌
氧化镧 | 99% | 4400 | 4400 | 0
氧化镨钕 | 99% | 572100 | 590200 | 18100
金属镨钕 | 99% | 698400 | 720000 | 21600`,
      [
        'La-oxide 4400 CNY/t 2025-09',
        'La-oxide 4400 CNY/t 2025-10 mom 0 abs',
        'PrNd-oxide 572100 CNY/t 2025-09',
        'PrNd-oxide 590200 CNY/t 2025-10 mom 18100 abs',
        'PrNd-metal 698400 CNY/t 2025-09',
        'PrNd-metal 720000 CNY/t 2025-10 mom 21600 abs',
      ],
    ],
    [
      'terms, purity and unit in each row',
      `Market snapshot 22 Sep 2025 | | | |
Product | Unit | Low | High | ± 18 Sep
Dysprosium oxide min 99.5% fob China | USD/kg | 230.00 | 240.00 | -5.00
Terbium metal min 99.9% ex-works China | CNY/kg | 8,800 | 8,900 | nc
NdPr oxide min 99.5% delivered Europe | EUR/kg | 70.00 | 72.00 | +1.00`,
      [
        'Dy-oxide 230..240 USD/kg 2025-09-22 prev -5 abs',
        'Tb-metal 8800..8900 CNY/kg 2025-09-22 prev 0 abs',
        'PrNd-oxide 70..72 EUR/kg 2025-09-22 prev 1 abs',
      ],
    ],
    [
      'a day for each assessment',
      `Assessment | Price ($/kg) | Change | Date
Neodymium-praseodymium oxide 99.5%, fob China | 74.00-76.50 | +0.50 | September 18, 2025
Dysprosium oxide 99.5%, cif Rotterdam | 700-900 | - | September 18, 2025`,
      ['PrNd-oxide 74..76.5 USD/kg 2025-09-18 prev 0.5 abs', 'Dy-oxide 700..900 USD/kg 2025-09-18'],
    ],
    [
      'German, monthly, with percentages',
      `Preise Seltene Erden (FOB China) - Stand: September 2025
Produkt | Reinheit | Preis in US$/kg | Veränderung zum Vormonat
Neodymoxid | min. 99 % | 77,50 | +3,2 %
Dysprosiumoxid | min. 99,5 % | 232,00 | -1,5 %
Terbiumoxid | min. 99,99 % | 985,00 | 0,0 %
Lanthanmetall | min. 99 % | 4,10 | +0,5 %`,
      [
        'Nd-oxide 77.5 USD/kg 2025-09 mom 3.2 pct',
        'Dy-oxide 232 USD/kg 2025-09 mom -1.5 pct',
        'Tb-oxide 985 USD/kg 2025-09 mom 0 pct',
        'La-metal 4.1 USD/kg 2025-09 mom 0.5 pct',
      ],
    ],
    [
      'French file parted by semicolons, weekly',
      `Prix au 22 septembre 2025 (en €/kg hors TVA)
Produit;Prix;Variation hebdomadaire
Oxyde de praséodyme-néodyme;70,50;+1,20
Oxyde de terbium;910,00;-4,00
Dysprosium métal;310,00;0`,
      [
        'PrNd-oxide 70.5 EUR/kg 2025-09-22 wow 1.2 abs',
        'Tb-oxide 910 EUR/kg 2025-09-22 wow -4 abs',
        'Dy-metal 310 EUR/kg 2025-09-22 wow 0 abs',
      ],
    ],
    [
      'Spanish with decimal commas, weekly',
      `Precios de tierras raras (22 de septiembre de 2025)
Producto | Unidad | Mínimo | Máximo | Var. semanal
Óxido de neodimio | USD/kg | 75,50 | 77,00 | 0,50
Óxido de disprosio | USD/kg | 230,00 | 240,00 | -5,00`,
      ['Nd-oxide 75.5..77 USD/kg 2025-09-22 wow 0.5 abs', 'Dy-oxide 230..240 USD/kg 2025-09-22 wow -5 abs'],
    ],
    [
      'Portuguese, daily percentages without a sign',
      `Cotações em 22/09/2025 – US$/kg
Produto | Preço | Variação diária (%)
Óxido de neodímio | 76,20 | +0,8
Óxido de térbio | 980,00 | -0,2`,
      ['Nd-oxide 76.2 USD/kg 2025-09-22 dod 0.8 pct', 'Tb-oxide 980 USD/kg 2025-09-22 dod -0.2 pct'],
    ],
    [
      'Korean, two weeks across',
      `희토류 가격동향 (단위: US$/kg)
품목 | 규격 | 2025-09-15 | 2025-09-22 | 전주대비
네오디뮴 산화물 | 99.5% | 76.0 | 77.5 | 1.97%
디스프로슘 산화물 | 99.5% | 235 | 232 | -1.28%`,
      [
        'Nd-oxide 76 USD/kg 2025-09-15',
        'Nd-oxide 77.5 USD/kg 2025-09-22 wow 1.97 pct',
        'Dy-oxide 235 USD/kg 2025-09-15',
        'Dy-oxide 232 USD/kg 2025-09-22 wow -1.28 pct',
      ],
    ],
    [
      'Japanese months down, goods across',
      `レアアース価格推移（ドル/kg）
年月 | 酸化ネオジム | 酸化ジスプロシウム | 酸化テルビウム
2025年7月 | 70.5 | 225 | 960
2025年8月 | 82.0 | 235 | 985`,
      [
        'Nd-oxide 70.5 USD/kg 2025-07',
        'Dy-oxide 225 USD/kg 2025-07',
        'Tb-oxide 960 USD/kg 2025-07',
        'Nd-oxide 82 USD/kg 2025-08',
        'Dy-oxide 235 USD/kg 2025-08',
        'Tb-oxide 985 USD/kg 2025-08',
      ],
    ],
    [
      'weeks across',
      `Weekly average prices, USD/kg
Material | Week of Sep 8 | Week of Sep 15 | WoW %
NdPr oxide | 76.1 | 77.0 | 1.2
Dy oxide | 231 | 229 | -0.9`,
      [
        'PrNd-oxide 76.1 USD/kg 2025-09-08',
        'PrNd-oxide 77 USD/kg 2025-09-15 wow 1.2 pct',
        'Dy-oxide 231 USD/kg 2025-09-08',
        'Dy-oxide 229 USD/kg 2025-09-15 wow -0.9 pct',
      ],
    ],
    [
      'one day with open, high, low and close',
      `PrNd oxide futures quotes (RMB/t)
Date | Open | High | Low | Close | Volume
2025-09-22 | 560,000 | 566,000 | 559,000 | 565,000 | 1,204`,
      ['PrNd-oxide 559000..566000 CNY/t 2025-09-22'],
    ],
    [
      'a month and the same month a year before',
      `Metal | Sep 2025 (USD/kg) | Sep 2024 (USD/kg) | YoY
Nd oxide | 77.0 | 60.1 | 28.1%
Dy oxide | 232 | 255 | -9.0%`,
      [
        'Nd-oxide 77 USD/kg 2025-09 yoy 28.1 pct',
        'Nd-oxide 60.1 USD/kg 2024-09',
        'Dy-oxide 232 USD/kg 2025-09 yoy -9 pct',
        'Dy-oxide 255 USD/kg 2024-09',
      ],
    ],
    [
      'ranges that look like days',
      `USD/kg prices, FOB China
Product | Range | Change
Nd oxide | 78-80 | +1
Gd oxide | 10-12 | 0
Dy oxide | 1610-1630 | -5`,
      [
        'Nd-oxide 78..80 USD/kg 2025-10-20 prev 1 abs',
        'Gd-oxide 10..12 USD/kg 2025-10-20 prev 0 abs',
        'Dy-oxide 1610..1630 USD/kg 2025-10-20 prev -5 abs',
      ],
    ],
    [
      'days without a year as heads',
      `单位:元/吨
产品 | 9-19 | 9-22
氧化镨钕 | 562500 | 565000
氧化镝 | 1620000 | 1615000`,
      [
        'PrNd-oxide 562500 CNY/t 2025-09-19',
        'PrNd-oxide 565000 CNY/t 2025-09-22',
        'Dy-oxide 1620000 CNY/t 2025-09-19',
        'Dy-oxide 1615000 CNY/t 2025-09-22',
      ],
    ],
    [
      'heads in two rows, two markets side by side',
      `Prices, 22 September 2025
Product | Domestic (CNY/t) | | Export FOB (USD/kg) |
 | Low | High | Low | High
Nd oxide | 570,000 | 575,000 | 76.0 | 78.0
Dy oxide | 1,610,000 | 1,630,000 | 230 | 240`,
      [
        'Nd-oxide 570000..575000 CNY/t 2025-09-22',
        'Nd-oxide 76..78 USD/kg 2025-09-22',
        'Dy-oxide 1610000..1630000 CNY/t 2025-09-22',
        'Dy-oxide 230..240 USD/kg 2025-09-22',
      ],
    ],
    [
      'a unit over each group of rows',
      `Product | Price | Change
Light rare earths (yuan/t)
PrNd oxide | 562,500 | +2,500
Heavy rare earths (yuan/kg)
Dy oxide | 1,620 | -10
Tb oxide | 7,030 | 0`,
      [
        'PrNd-oxide 562500 CNY/t 2025-10-20 prev 2500 abs',
        'Dy-oxide 1620 CNY/kg 2025-10-20 prev -10 abs',
        'Tb-oxide 7030 CNY/kg 2025-10-20 prev 0 abs',
      ],
    ],
    [
      'price in ten thousands, change in yuan',
      `产品 | 均价(万元/吨) | 涨跌(元/吨)
氧化镨钕 | 56.25 | 2500
氧化镝 | 162 | -10000`,
      [
        'PrNd-oxide 562500 CNY/t 2025-10-20 prev 2500 abs',
        'Dy-oxide 1620000 CNY/t 2025-10-20 prev -10000 abs',
      ],
    ],
    [
      'percentages without a sign',
      `Product | Price (USD/kg) | Change %
NdPr oxide | 76.5 | 1.2
Dy oxide | 232 | -0.4`,
      ['PrNd-oxide 76.5 USD/kg 2025-10-20 prev 1.2 pct', 'Dy-oxide 232 USD/kg 2025-10-20 prev -0.4 pct'],
    ],
    [
      'the change in brackets behind the price',
      `Product | Price (yuan/t)
PrNd oxide | 562,500 (+2,500)
Dy oxide | 1,620,000 (-10,000)`,
      [
        'PrNd-oxide 562500 CNY/t 2025-10-20 prev 2500 abs',
        'Dy-oxide 1620000 CNY/t 2025-10-20 prev -10000 abs',
      ],
    ],
    [
      'triangles for rises and falls outside Japan',
      `单位:元/吨
氧化镨钕  562500  ▲2500
氧化镝  1620000  ▼10000`,
      [
        'PrNd-oxide 562500 CNY/t 2025-10-20 prev 2500 abs',
        'Dy-oxide 1620000 CNY/t 2025-10-20 prev -10000 abs',
      ],
    ],
    [
      'other commodities between',
      `Metal | Price (yuan/t) | Change
Copper | 79,800 | +200
PrNd oxide | 562,500 | +2,500`,
      ['PrNd-oxide 562500 CNY/t 2025-10-20 prev 2500 abs'],
    ],
    [
      'Spanish days down',
      `Precio del óxido de disprosio (USD/kg)
Fecha | Precio
22/09/2025 | 232,00
15/09/2025 | 230,50`,
      ['Dy-oxide 232 USD/kg 2025-09-22', 'Dy-oxide 230.5 USD/kg 2025-09-15'],
    ],
    [
      'no unit anywhere: refused',
      `Product | Price | Change
PrNd oxide | 562,500 | +2,500`,
      [],
    ],
    [
      'columns torn apart with a figure missing: refused',
      `PrNd oxide Dy oxide Tb oxide
yuan/t yuan/kg yuan/kg
562,500 1,620`,
      [],
    ],
    [
      'a row in a wrong unit among good ones: only that row refused',
      `Product | Price (yuan/kg)
PrNd oxide | 562,500
Dy oxide | 1,620`,
      ['Dy-oxide 1620 CNY/kg 2025-10-20'],
    ],
    [
      'quarters down',
      `Realised price of NdPr, US$/kg
Quarter | Price
Q1 2025 | 52.3
Q2 2025 | 61.1`,
      ['PrNd 52.3 USD/kg 2025-Q1', 'PrNd 61.1 USD/kg 2025-Q2'],
    ],
    [
      'a list of pages: nothing',
      `Rank | Page | Views
1 | PrNd oxide price | 562,500
2 | Dy oxide price | 1,620,000`,
      [],
    ],
    [
      'yearly statistics run together in one line, with nothing for what is withheld',
      `Figures of the United States: 2021 2022 2023 2024e Production, monazite concentrates 1,200 — W 1,450 Price, dollars per kilogram, average:2 Dysprosium oxide, 99.5% minimum 410 382 330 257 Employment, mine and mill 350 400 410 420
(Data in metric tons of rare-earth oxide)`,
      [
        'Dy-oxide 410 USD/kg 2021',
        'Dy-oxide 382 USD/kg 2022',
        'Dy-oxide 330 USD/kg 2023',
        'Dy-oxide 257 USD/kg 2024',
      ],
    ],
    [
      'columns torn apart, each name with its unit and two figures',
      `Market snapshot 2 October 2025

Gadolinium metal min 99% fob China oxide min 99% fob China metal min 99% ex-works China

USD/kg USD/t CNY/t

70.00 24,500 214,000

74.00 25,800 216,500`,
      [
        'Gd-metal 70..74 USD/kg 2025-10-02',
        'Gd-oxide 24500..25800 USD/t 2025-10-02',
        'Gd-metal 214000..216500 CNY/t 2025-10-02',
      ],
    ],
    [
      'magnets by grade',
      `NdFeB magnet blanks price, CNY/kg, 22 September 2025
Grade | Price | Change
N52 | 245-255 | +2
45SH | 225-230 | +3`,
      [
        'NdFeB-magnet 245..255 CNY/kg 2025-09-22 prev 2 abs',
        'NdFeB-magnet 225..230 CNY/kg 2025-09-22 prev 3 abs',
      ],
    ],
    [
      'Chinese groups under labels, figures with and without 万',
      `今日参考（元/吨）
▪ 碳酸稀土 33500～33900　平
🔔 氧化物
▪ 氧化镧 4300～4500　↑100
▪ 氧化镝 161～163万　↓0.5万
🔔 金属
▪ 金属铽 8500～8600元/公斤　持稳`,
      [
        'RE-carbonate 33500..33900 CNY/t 2025-10-20 dod 0 abs',
        'La-oxide 4300..4500 CNY/t 2025-10-20 dod 100 abs',
        'Dy-oxide 1610000..1630000 CNY/t 2025-10-20 dod -5000 abs',
        'Tb-metal 8500..8600 CNY/kg 2025-10-20 dod 0 abs',
      ],
    ],
  ])('reads %s', (_, text, expected) => {
    expect(prices(text)).toEqual(expected);
  });
});
