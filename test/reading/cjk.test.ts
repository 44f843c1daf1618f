import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
/** Everything read, each as its fields in one line. */
const readAll = (text: string, published = '2025-11-20'): string[] =>
  read({ text, published }, vocabulary).observations.map((o) => {
    const number = o.kind === 'policy' ? /\d+/.exec(o.instrument ?? '')?.[0] : undefined;
    const value = o.low === undefined ? o.value : o.low === o.high ? o.low : `${o.low}..${o.high}`;
    const changes = (o.change ?? []).map(
      ({ basis, value: by, unit, direction }) => `${basis}:${by ?? direction}${unit ?? ''}`,
    );
    return [
      o.kind,
      o.subject,
      o.metric,
      number,
      o.status,
      o.period,
      o.flow,
      o.reporter && o.partner ? `${o.reporter}>${o.partner}` : undefined,
      o.kind === 'share' || o.kind === 'production' ? o.place : undefined,
      o.kind === 'financial' ? undefined : o.org,
      value,
      o.unit,
      ...changes,
    ]
      .filter((part) => part !== undefined)
      .join(' ');
  });

const NORTH = 'China Northern Rare Earth';
const GROUP = 'China Rare Earth Group';

describe('quotas in Chinese', () => {
  it.each([
    [
      '工信部下达2024年第一批稀土开采、冶炼、分离总量控制指标，分别为13.5万吨和12.7万吨，同比增长12.5%左右。',
      [
        'target RE-all mining_quota 2024 135000 t yoy:12.5pct',
        'target RE-all separation_quota 2024 127000 t yoy:12.5pct',
      ],
    ],
    [
      '2024年前两批指标合计，开采27万吨、冶炼分离25.4万吨，較2023年分別增長5.9%、4.2%。',
      [
        'target RE-all mining_quota 2024 270000 t yoy:5.9pct',
        'target RE-all separation_quota 2024 254000 t yoy:4.2pct',
      ],
    ],
    [
      '2024年第一批指标中，北方稀土开采指标为9.4万吨，占指标总量的69.7%，较2023年增长16%。',
      [
        `target RE-all mining_quota 2024 ${NORTH} 94000 t yoy:16pct`,
        `share RE-all mining_quota 2024 ${NORTH} 69.7 pct`,
      ],
    ],
    [
      '2024年第一批冶炼分离指标中，北方稀土和中国稀土集团分别获得8.4万吨和3.5万吨。',
      [
        `target RE-all separation_quota 2024 ${NORTH} 84000 t`,
        `target RE-all separation_quota 2024 ${GROUP} 35000 t`,
      ],
    ],
    [
      '2024年稀土开采指标中，北方稀土和中国稀土集团分别获得70%和30%的配额。',
      [`share RE-all mining_quota 2024 ${NORTH} 70 pct`, `share RE-all mining_quota 2024 ${GROUP} 30 pct`],
    ],
    // what a tonne is dug from or counted in is no subject of its own
    ['2024年轻稀土矿开采指标为11万吨。', ['target RE-all mining_quota 2024 110000 t']],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });
});

describe('acts in lists', () => {
  it.each([
    [
      '商務部與海關總署12日聯合發布公告（2025）第81號，決定暫停實施此前公布的三項公告。這些暫停實施的公告都是9月5日發布的，分別是：第41號——對部分設備實施出口管制；第42號——對部分原料實施出口管制；第44號——對相關技術實施出口管制。',
      [
        'policy 81 announced 2025-11-12 MOFCOM',
        'policy 41 suspended 2025-11-12',
        'policy 41 announced 2025-09-05',
        'policy 42 suspended 2025-11-12',
        'policy 42 announced 2025-09-05',
        'policy 44 suspended 2025-11-12',
        'policy 44 announced 2025-09-05',
      ],
    ],
    [
      '商务部11月7日宣布暂停实施以下公告：\n第55号、第56号；\n第61号。',
      ['policy 55 suspended 2025-11-07', 'policy 56 suspended 2025-11-07', 'policy 61 suspended 2025-11-07'],
    ],
    // a number without any talk of acts is none
    ['该矿山第3号、第4号矿体的勘探工作于9月5日完成。', []],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });
});

describe('prices in Japanese', () => {
  it.each([
    [
      '酸化テルビウムは前月比約2割高のキロ1043・5ドル、酸化ジスプロシウムは9%高の231・5ドル。',
      ['price Tb-oxide 2025-11 1043.5 USD/kg mom:20pct', 'price Dy-oxide 2025-11 231.5 USD/kg prev:9pct'],
    ],
    ['輸入量は酸化ジスプロシウム3キロ、1043ドルの送料がかかった。', ['trade Dy-oxide import 3 kg']],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });
});

describe('trade in Korean', () => {
  it.each([
    [
      '지난해 중국의 희토류 영구자석 수출량은 전년 대비 2.0% 감소한 5만1200t을 기록했다. 최대 수출 대상국은 독일로 수출 비중은 15.5%였다.',
      [
        'trade NdFeB-magnet 2024 export CN>WORLD 51200 t yoy:-2pct',
        'share NdFeB-magnet exports 2024 CN>DE 15.5 pct',
      ],
    ],
    // since when something is the highest is not when it was
    [
      '지난해 중국 희토류 수출량은 5만2000t이었다. 2019년 이후 가장 많지만 단가가 내려 수출액은 7억1000만 달러에 그쳤다.',
      ['trade RE-all 2024 export CN>WORLD 52000 t', 'trade RE-all value 2024 export CN>WORLD 710000000 USD'],
    ],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });
});

describe('what a change is of', () => {
  it.each([
    // a change with its verb right before an amount is of that amount
    [
      '7월 중국의 희토류 수입량은 9,100톤이며 1~7월 누계 수입량은 지난해보다 14.2% 감소한 6만1,000톤에 달했다.',
      [
        'trade RE-all 2025-07 import CN>WORLD 9100 t',
        'trade RE-all 2025-01/2025-07 import CN>WORLD 61000 t yoy:-14.2pct',
      ],
    ],
    [
      '9月の中国のレアアース磁石の輸出量は5,400トンと、前月の6,000トンから10%減少した。前年同月比では8%増。',
      [
        'trade NdFeB-magnet 2025-09 export CN>WORLD 5400 t mom:-10pct yoy:8pct',
        'trade NdFeB-magnet 2025-08 export CN>WORLD 6000 t',
      ],
    ],
    [
      '6월 한 달간 한국이 중국에서 수입한 희토류 자석은 180톤으로 5월(90톤)보다 100% 급증했다.',
      [
        'trade NdFeB-magnet 2025-06 import KR>CN 180 t mom:100pct',
        'trade NdFeB-magnet 2025-05 import KR>CN 90 t',
      ],
    ],
    // one change for each figure of the sentence before
    [
      '중국은 2024년 희토류 채굴 쿼터를 13만5000톤, 제련·분리 쿼터를 12만7000톤으로 정했다. 각각 전년 대비 12.5%, 10.4% 늘어난 규모다.',
      [
        'target RE-all mining_quota 2024 135000 t yoy:12.5pct',
        'target RE-all separation_quota 2024 127000 t yoy:10.4pct',
      ],
    ],
    // 与昨日持平 is said of what stands before it
    [
      '9月24日，氧化镝成交价160-163万元/吨，与昨日持平，氧化铽700-705万元/吨，上涨2万元/吨。',
      [
        'price Dy-oxide 2025-09-24 1600000..1630000 CNY/t prev:0',
        'price Tb-oxide 2025-09-24 7000000..7050000 CNY/t prev:20000abs',
      ],
    ],
    [
      '9月1日の酸化ジスプロシウムは1キロ1600元前後で横ばいが続く。',
      ['price Dy-oxide 2025-09-01 1600 CNY/kg prev:0'],
    ],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });
});

describe('figures that go on from the sentence before', () => {
  it.each([
    [
      '2024年全球稀土产量约39万吨，其中中国产量27万吨；美国产量4.5万吨，缅甸3.1万吨。',
      [
        'production RE-all 2024 WORLD 390000 t',
        'production RE-all 2024 CN 270000 t',
        'production RE-all 2024 US 45000 t',
        'production RE-all 2024 MM 31000 t',
      ],
    ],
    [
      '2024年の世界のレアアース生産量は38万トンで、中国が26万トンと約7割を占めた。米国は4万5000トン、ミャンマーは3万トンだった。',
      [
        'production RE-all 2024 WORLD 380000 t',
        'production RE-all 2024 CN 260000 t',
        'share RE-all output 2024 CN 70 pct',
        'production RE-all 2024 US 45000 t',
        'production RE-all 2024 MM 30000 t',
      ],
    ],
    // the list names its unit once
    [
      '9月1日の中国市況は、酸化プラセオジム・ネオジムが1トン58万5000元。酸化ジスプロシウムは162万元、酸化テルビウムは710万元。',
      [
        'price PrNd-oxide 2025-09-01 585000 CNY/t',
        'price Dy-oxide 2025-09-01 1620000 CNY/t',
        'price Tb-oxide 2025-09-01 7100000 CNY/t',
      ],
    ],
    // who reports
    [
      '財務省の貿易統計によると、9月の日本のネオジム磁石の輸入量は1,100トンだった。このうち中国からの輸入は1,000トン。輸入額は57億2000万円だった。',
      [
        'trade NdFeB-magnet 2025-09 import JP>WORLD 1100 t',
        'trade NdFeB-magnet 2025-09 import JP>CN 1000 t',
        'trade NdFeB-magnet value 2025-09 import JP>WORLD 5720000000 JPY',
      ],
    ],
    [
      '海关总署数据显示，8月出口稀土永磁6100吨。对日本、韩国分别出口230吨和290吨。',
      [
        'trade NdFeB-magnet 2025-08 export CN>WORLD 6100 t',
        'trade NdFeB-magnet 2025-08 export CN>JP 230 t',
        'trade NdFeB-magnet 2025-08 export CN>KR 290 t',
      ],
    ],
    // a month before the one that is told is a comparison
    [
      '10月，中国稀土永磁出口量为5500吨。对美国出口660吨。9月份对美国出口420吨。与此同时，对日本的稀土出口量为230吨。',
      [
        'trade NdFeB-magnet 2025-10 export CN>WORLD 5500 t',
        'trade NdFeB-magnet 2025-10 export CN>US 660 t',
        'trade NdFeB-magnet 2025-09 export CN>US 420 t',
        'trade NdFeB-magnet 2025-10 export CN>JP 230 t',
      ],
    ],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });
});

describe('accounts', () => {
  it.each([
    [
      '信越化学工業は、2026年3月期の連結純利益が前の期比12%減の4600億円になる見通しだ。売上高は6%減の2兆3000億円、営業利益は14%減の6200億円を見込む。',
      [
        'forecast Shin-Etsu Chemical net_profit 2025-04/2026-03 Shin-Etsu Chemical 460000000000 JPY yoy:-12pct',
        'forecast Shin-Etsu Chemical revenue 2025-04/2026-03 Shin-Etsu Chemical 2300000000000 JPY prev:-6pct',
        'forecast Shin-Etsu Chemical operating_profit 2025-04/2026-03 Shin-Etsu Chemical 620000000000 JPY prev:-14pct',
      ],
    ],
    [
      '正海磁材2025年半年度报告：上半年营收28亿元，第二季度营收15亿元，环比增长15%。报告期内毛利率为16%。',
      [
        'financial Zhenghai Magnetic Material revenue 2025-H1 2800000000 CNY',
        'financial Zhenghai Magnetic Material revenue 2025-Q2 1500000000 CNY qoq:15pct',
        'financial Zhenghai Magnetic Material gross_margin 2025-H1 16 pct',
      ],
    ],
    [
      '大地熊預計2024年淨利潤虧損8000萬元，上年同期盈利4.4億元。',
      [
        'forecast Earth-Panda net_profit 2024 Earth-Panda -80000000 CNY',
        'financial Earth-Panda net_profit 2023 440000000 CNY',
      ],
    ],
    ['노바텍은 3분기 매출 22억 7,700만원을 기록했다.', ['financial NovaTech revenue 2025-Q3 2277000000 KRW']],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });
});

describe('trade that a government stops', () => {
  it.each([
    ['今年4月，美国加征关税后，中国限制了稀土出口。', ['policy in_force 2025-04']],
    [
      '상무부는 9일 제61호 공고를 발표했다. 이 조치는 12월 1일부터 시행된다.',
      ['policy 61 announced 2025-11-09 MOFCOM', 'policy 61 in_force 2025-12-01 MOFCOM'],
    ],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });
});

describe('names, signs and times', () => {
  it.each([
    // a code of a share makes a name of what would be two words of the trade
    [
      '中国稀土（000831）一季度扭亏，营收7亿元，同比增长140%，净利7000万元，上年同期亏损2.8亿元。广晟有色一季度净亏损3000万元。',
      [
        'financial China Rare Earth Resources and Technology revenue 2025-Q1 700000000 CNY yoy:140pct',
        'financial China Rare Earth Resources and Technology net_profit 2025-Q1 70000000 CNY',
        'financial China Rare Earth Resources and Technology net_profit 2024-Q1 -280000000 CNY',
        'financial Guangdong Rare Earth / Rising Nonferrous net_profit 2025-Q1 -30000000 CNY',
      ],
    ],
    [
      '9月份国内镝铁价格由月初的158万元/吨跌至月末的155万元/吨，跌幅1.9%，较去年同期下跌9%。',
      ['price DyFe-alloy 1580000 CNY/t', 'price DyFe-alloy 2025-09 1550000 CNY/t prev:-1.9pct yoy:-9pct'],
    ],
    // 円高 is no movement of the yen behind a sum of yen
    [
      '10日の酸化ジスプロシウムは1キロ当たり4万円で前日比500円高。テルビウムは17万円と変わらず。',
      ['price Dy-oxide 2025-11-10 40000 JPY/kg dod:500abs', 'price Tb 2025-11-10 170000 JPY/kg prev:0'],
    ],
    // each aim has the year before it
    [
      '金力永磁稀土永磁产能2026年将达到4万吨，2027年计划达到6万吨。',
      [
        'target NdFeB-magnet 2026 JL Mag Rare-Earth 40000 t',
        'target NdFeB-magnet 2027 JL Mag Rare-Earth 60000 t',
      ],
    ],
    // amounts of any month or day
    ['大同特殊鋼はネオジム磁石の月産能力を150トンとする。', []],
    // the day is when what is suspended had been announced
    [
      '10月30日，商务部表示，中方将暂停实施10月9日公布的相关出口管制措施。',
      ['policy suspended 2025-10-30 MOFCOM', 'policy announced 2025-10-09 MOFCOM'],
    ],
    [
      '2024年の日本のレアアース輸入量は1万8000トンと前年を12%上回った。うち中国が63%を占めた。',
      ['trade RE-all 2024 import JP>WORLD 18000 t yoy:12pct', 'share RE-all imports 2024 JP>CN 63 pct'],
    ],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });
});
