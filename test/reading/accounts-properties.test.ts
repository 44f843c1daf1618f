import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const facts = loadFacts();
const vocabulary = createVocabulary(facts);
const plain = (word: string): string => word.replace(/^=/, '').replace(/\*/g, '');
const read1 = (text: string, published = '2025-10-30'): string[] =>
  read({ text, published }, vocabulary).observations.map(({ kind, metric, value, unit }) =>
    [kind, metric, value, unit].filter((part) => part !== undefined).join(' '),
  );

/** Lines of accounts that are sums of money, one figure each. */
const LINES = [
  'revenue',
  'net_profit',
  'adjusted_net_profit',
  'gross_profit',
  'operating_profit',
  'profit_before_tax',
  'adjusted_ebitda',
  'rd_expense',
  'total_assets',
  'net_debt',
] as const;
const SENTENCES: Readonly<Record<string, (word: string) => string>> = {
  en: (word) => `In the third quarter MP Materials reported ${word} of $120 million.`,
  zh: (word) => `第三季度，公司${word}为1.2亿美元，情况良好，市场需求稳定。`,
  ja: (word) => `第3四半期の会社の${word}は1億2000万ドルだった。`,
  de: (word) =>
    `Im dritten Quartal betrug ${word} des Unternehmens 120 Millionen Dollar, wie es in der Mitteilung heißt.`,
  es: (word) =>
    `En el tercer trimestre la empresa tuvo ${word} de 120 millones de dólares, según el informe de la compañía.`,
};
const LOSS = /loss|亏|損失|赤字|Verlust|verlust|pérdida|defici/i;

describe('every name of a line of accounts is read as that line', () => {
  for (const metric of LINES) {
    for (const [language, sentence] of Object.entries(SENTENCES)) {
      const words = facts.metricWords.metrics[metric]?.[language] ?? [];
      if (words.length === 0) continue;
      it(`${metric} in ${language}`, () => {
        for (const word of words.map(plain)) {
          if (/\/|\(|invested|spent/.test(word)) continue;
          const sign = LOSS.test(word) ? '-' : '';
          expect(read1(sentence(word)), word).toEqual([`financial ${metric} ${sign}120000000 USD`]);
        }
      });
    }
  }
});

/** How results are told: line, figure and its change against the year before. `<m>` line, `<v>` figure, `<p>` percent. */
const TELLINGS: Readonly<
  Record<
    string,
    {
      readonly lines: Readonly<Record<string, string>>;
      readonly factor: number;
      readonly texts: readonly string[];
    }
  >
> = {
  en: {
    lines: { revenue: 'revenue', net_profit: 'net profit', operating_profit: 'operating profit' },
    factor: 1e6,
    texts: [
      'MP Materials said <m> rose <p>% year on year to $<v> million in the third quarter.',
      'In the third quarter MP Materials had <m> of $<v> million, up <p>% from a year earlier.',
      'MP Materials posted a <p>% year-on-year increase in third-quarter <m> to $<v> million.',
      'Third-quarter <m> of MP Materials came to $<v> million, an increase of <p>% year on year.',
      'MP Materials reported third-quarter <m> of $<v> million, which was <p>% higher than a year earlier.',
    ],
  },
  zh: {
    lines: { revenue: '营业收入', net_profit: '归母净利润', gross_profit: '毛利' },
    factor: 1e8,
    texts: [
      '金力永磁第三季度实现<m><v>亿元，同比增长<p>%。',
      '金力永磁第三季度<m>为<v>亿元，较上年同期增长<p>%。',
      '金力永磁第三季度<m>同比增长<p>%至<v>亿元。',
      '金力永磁第三季度<m><v>亿元（同比+<p>%）。',
    ],
  },
  ja: {
    lines: { revenue: '売上高', operating_profit: '営業利益', net_profit: '純利益' },
    factor: 1e8,
    texts: [
      '信越化学の第3四半期の<m>は前年同期比<p>%増の<v>億円だった。',
      '信越化学の第3四半期の<m>は<v>億円（前年同期比<p>%増）だった。',
      '信越化学の第3四半期の<m>は前年同期比<p>%増え、<v>億円となった。',
    ],
  },
  ko: {
    lines: { revenue: '매출', operating_profit: '영업이익' },
    factor: 1e8,
    texts: ['포스코인터내셔널의 3분기 <m>은 전년 동기 대비 <p>% 증가한 <v>억원을 기록했다.'],
  },
};

describe('a line with its change is read however it is told', () => {
  for (const [language, { lines, factor, texts }] of Object.entries(TELLINGS)) {
    it(`in ${language}`, () => {
      for (const [metric, line] of Object.entries(lines))
        for (const text of texts)
          for (const [value, percent] of [
            [120, 12],
            [3.4, 7.5],
            [986.2, 131.25],
          ] as const) {
            const told = text
              .replace('<m>', line)
              .replace('<v>', String(value))
              .replace('<p>', String(percent));
            const found = read({ text: told, published: '2025-10-30' }, vocabulary).observations.map((o) => [
              o.metric,
              o.period,
              o.value,
              ...(o.change ?? []).map((change) => `${change.basis} ${change.value} ${change.unit}`),
            ]);
            expect(found, told).toEqual([
              [metric, '2025-Q3', Number((value * factor).toPrecision(12)), `yoy ${percent} pct`],
            ]);
          }
    });
  }
});

describe('every word for a measure and every verb of its fate is read with its day', () => {
  const measures = (facts.policyWords.acts.measure?.en ?? [])
    .map(plain)
    .filter((word) => /^export (?:control|curb|restriction|ban|limit|rule)/.test(word));
  it('measures in English', () => {
    expect(measures.length).toBeGreaterThan(8);
    for (const measure of measures) {
      const text = `China announced new ${measure} for rare earths on 9 October.`;
      const [act, ...more] = read({ text, published: '2025-10-30' }, vocabulary).observations;
      expect([act?.status, act?.period, act?.place, more.length], measure).toEqual([
        'announced',
        '2025-10-09',
        'CN',
        0,
      ]);
    }
  });
  it.each(['repealed', 'suspended'] as const)('%s in English', (status) => {
    const verbs = (facts.policyWords.statuses[status]?.en ?? [])
      .map(plain)
      .filter((word) => /(?:ed|en|off|up|down|back)$/.test(word));
    expect(verbs.length).toBeGreaterThan(5);
    for (const verb of verbs) {
      const text = `The export controls of China were ${verb} on 9 October.`;
      const [act, ...more] = read({ text, published: '2025-10-30' }, vocabulary).observations;
      expect([act?.status, act?.period, more.length], verb).toEqual([status, '2025-10-09', 0]);
    }
  });
});

describe('any day of the year is the day of an act', () => {
  it('in English, Chinese, Japanese and Korean', () => {
    for (let month = 1; month <= 12; month++) {
      const day = 1 + ((month * 7) % 27);
      const iso = `2024-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      const name = (facts.calendarWords.months[String(month)] as Record<string, string[]>).en![0]!;
      for (const text of [
        `China introduced export controls on ${day} ${plain(name)} 2024.`,
        `中国自2024年${month}月${day}日起对稀土实施出口管制。`,
        `中国は2024年${month}月${day}日からレアアースの輸出規制を実施した。`,
        `중국은 2024년 ${month}월 ${day}일부터 희토류 수출통제를 시행했다.`,
      ]) {
        const periods = read({ text, published: '2025-10-30' }, vocabulary).observations.map(
          ({ kind, period }) => `${kind} ${period}`,
        );
        expect(periods, text).toEqual([`policy ${iso}`]);
      }
    }
  });
});
