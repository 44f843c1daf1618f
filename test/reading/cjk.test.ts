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
        'share NdFeB-magnet exports CN>DE 15.5 pct',
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
