import { describe, expect, it } from 'vitest';
import { checked } from './support.ts';

/**
 * Short pages in our own words, read and judged by the shipped record: mistakes of the kinds that
 * data/trade/contradictions.csv lists, in several languages, and true pages beside them.
 */
const verdictsOn = (text: string, published: string, words: string): readonly string[] =>
  checked(text, published)
    .filter((s) => s.quote.includes(words))
    .map((s) => s.verdict);

type Case = readonly [text: string, published: string, words: string, verdict: string];

const cases = (list: readonly Case[]): void =>
  it.each(list)('%s (%s): %s %s', (text, published, words, verdict) => {
    expect(verdictsOn(text, published, words)).toEqual([verdict]);
  });

const SEPTEMBER = '2025-10-21';
const OCTOBER = '2025-11-21';
const AUGUST = '2025-09-21';

describe('a series for another', () => {
  const english =
    'China exported 4,343.5 tonnes of rare earth magnets in October, 8.6% more than in September.';
  const german =
    'Chinas Exporte von Seltenerdmagneten beliefen sich im Oktober auf 4.343,5 Tonnen, 8,6 Prozent mehr als im September.';
  const chinese = '10月，中国稀土永磁出口量为4343.5吨，比9月增长8.6%。';
  cases([
    [english, OCTOBER, '4,343.5', 'basis'],
    [english, OCTOBER, '8.6', 'basis'],
    [german, OCTOBER, '4.343,5', 'basis'],
    [german, OCTOBER, '8,6', 'basis'],
    [chinese, OCTOBER, '4343.5', 'basis'],
    [chinese, OCTOBER, '8.6', 'basis'],
  ]);
});

describe('made-up, misprinted and shifted figures', () => {
  cases([
    ['China exported 6,812 tons of rare earth magnets in September 2025.', OCTOBER, '6,812', 'fails'],
    ['9月份中国出口稀土永磁6812吨。', SEPTEMBER, '6812', 'fails'],
    ['China exported 5,747 tons of rare earth magnets in September 2025.', OCTOBER, '5,747', 'fails'],
    ['9月中国稀土永磁出口量为5747吨，环比下降6.1%。', SEPTEMBER, '5747', 'fails'],
    ['9月中国稀土永磁出口量为5747吨，环比下降6.1%。', SEPTEMBER, '6.1', 'holds'],
    ['China exported 5,774 tons of rare earth magnets in September 2024.', OCTOBER, '5,774', 'fails'],
    ['2024年9月，中国稀土永磁出口量达5774吨。', SEPTEMBER, '5774', 'fails'],
    [
      'In April and May 2025 China exported only 46 tons of rare earth magnets to the United States.',
      AUGUST,
      '46',
      'fails',
    ],
  ]);
});

describe('decimal points and separators', () => {
  cases([
    ['China exported 57,740 tons of rare earth magnets in September 2025.', OCTOBER, '57,740', 'fails'],
    ['9月中国稀土永磁出口量为5.774万吨。', SEPTEMBER, '5.774', 'fails'],
    ['China exported 5.774 tons of rare earth magnets in September 2025.', OCTOBER, '5.774', 'fails'],
    ['중국의 1~9월 희토류 자석 수출량은 39만8170톤이었다.', SEPTEMBER, '39만', 'fails'],
  ]);
});

describe('month and year exchanged', () => {
  const japanese = '9月の希土類磁石の輸出は5774トンで、前月比17.5%増、前年同月比6.1%減だった。';
  const named = "China's rare earth magnet exports rose 17.5% to 5,774 tons in September from August.";
  cases([
    [japanese, SEPTEMBER, '17.5', 'basis'],
    [japanese, SEPTEMBER, '6.1', 'basis'],
    [named, SEPTEMBER, '17.5', 'basis'],
  ]);
});

describe('a base that the sentence names', () => {
  const less = (change: string): string =>
    `In August China exported 590 tons of rare earth magnets to the United States, ${change}.`;
  cases([
    [less("1.6% less than July's 619 tons"), SEPTEMBER, '1.6', 'fails'],
    [less('down 1.6% from 619 tons in July'), SEPTEMBER, '1.6', 'fails'],
    [less('down 4.7% from 619 tons in July'), SEPTEMBER, '4.7', 'holds'],
    ['8月中国对美国出口稀土永磁590吨,比7月的619吨减少1.6%。', SEPTEMBER, '1.6', 'fails'],
    ['8月中国对美国出口稀土永磁590吨,比7月的619吨减少4.7%。', SEPTEMBER, '4.7', 'holds'],
    [
      'Im August exportierte China 590 Tonnen Seltenerdmagnete in die USA, 1,6 Prozent weniger als die 619 Tonnen im Juli.',
      SEPTEMBER,
      '1,6',
      'fails',
    ],
  ]);
  it('a change with no base that is right on none fails, one that fits another month stays open', () => {
    const on = (pct: string): readonly string[] =>
      verdictsOn(`China exported 5,774 tons of rare earth magnets in September, ${pct}.`, SEPTEMBER, '%');
    expect(on('down 12.3%')).toEqual(['fails']);
    // 5,774 / 5,577 (July)
    expect(on('up 3.5%')).toEqual(['undecided']);
  });
  it('a change of the other figure in the sentence is not held against this one', () => {
    const text =
      'Rare earth magnet exports were 5,774 tons in September, down from 6,146 tons in August, when they had risen 10.2%.';
    expect(verdictsOn(text, SEPTEMBER, '10.2')).not.toContain('fails');
  });
});

describe('streaks', () => {
  const of = (words: string): string =>
    `China exported 5,774 tons of rare earth magnets in September, ${words}.`;
  const streak = (text: string): readonly string[] =>
    checked(text, SEPTEMBER)
      .filter((s) => s.kind === 'streak')
      .map((s) => s.verdict);
  it('a change on the year beside it does not make it one of years', () => {
    const text = of('the first fall after three months of growth, but 17.5% more than a year earlier');
    expect(streak(text)).toEqual(['holds']);
    expect(streak('9月中国稀土永磁出口量为5774吨，同比增长17.5%，但结束了连续三个月的增长。')).toEqual([
      'holds',
    ]);
  });
  it('one that neither months nor years give fails', () => {
    expect(streak(of('the sixth straight month of growth'))).toEqual(['fails']);
  });
  it('one of years told without saying so is right on another basis', () => {
    expect(streak(of('the third straight month of growth'))).toEqual(['basis']);
  });
});

describe('what was read of China but may be said of another place, or of another act', () => {
  it('a miner abroad', () => {
    const text = 'The Serra Verde mine in Brazil exported 480 tonnes of rare earths in 2025.';
    for (const s of checked(text, '2026-02-02')) expect(s.verdict).not.toBe('fails');
  });
  it('the total of a sentence that names a buyer only far from it', () => {
    const text =
      'Exports of rare earth magnets from China to the United States had risen in June. In July shipments reached 5,577 tons, the most since January, after the talks that China held with the United States.';
    expect(verdictsOn(text, AUGUST, '5,577')).not.toContain('fails');
    const wrong = 'In July China exported 5,577 tons of rare earth magnets to the United States.';
    expect(verdictsOn(wrong, AUGUST, '5,577')).toEqual(['fails']);
  });
  it('an announcement that suspends another is not said to be suspended itself', () => {
    const text =
      'On 9 November 2025 MOFCOM Announcement No. 72 suspended Article 2 of Announcement No. 46 of 2024.';
    for (const s of checked(text, OCTOBER)) expect(s.verdict).not.toBe('fails');
  });
});

describe('shares, acts and prices', () => {
  it('a share of processing is set beside the stages that it may mean', () => {
    const [s] = checked("China holds 80% of the world's rare earth processing capacity.", OCTOBER);
    expect(s?.verdict).toBe('undecided');
    expect(s?.how).toMatch(/separation, light .*separation, heavy .*metal/);
  });
  it.each([
    'Since April 2025 exports of seven medium and heavy rare earths from China need a licence.',
    "China's export permits for 7 heavy rare earths, required since April 2025, have held up deliveries.",
  ])('%s', (text) => {
    const acts = checked(text, OCTOBER).filter((s) => s.kind === 'act');
    expect(acts.length).toBeGreaterThan(0);
    for (const s of acts) {
      expect(s.verdict).toBe('holds');
      expect(s.evidence[0]?.text).toContain('18');
    }
  });
  it('changes of a price table without a base are held against the quotations before', () => {
    const table =
      '# Rare earth prices, 9 May 2025\n\nShanghai, incl. 13% VAT.\n\n| Product | Low | High | Average | Change | Unit |\n|---|---|---|---|---|---|\n| PrNd oxide | 417,000 | 419,000 | 418,000 | +5,000 | yuan/t |\n| Dysprosium oxide | 1,610 | 1,620 | 1,615 | +5 | yuan/kg |\n';
    expect(verdictsOn(table, '2025-05-09', '+5')).toEqual(['holds', 'holds']);
  });
});

describe('sentences that stand alone', () => {
  const verdicts = (text: string, published: string): readonly string[] =>
    checked(text, published).map((s) => `${s.kind} ${s.verdict}`);

  it.each([
    [
      'Exports of rare earth magnets to Germany came to 1,341 tonnes in August.',
      '2025-09-22',
      ['value holds'],
    ],
    [
      'Shipments of magnets from China to the US rose to 353 tonnes in June, over seven times the May level of 46 tonnes.',
      '2025-07-21',
      ['value holds', 'multiple holds', 'value holds'],
    ],
    ['In the third quarter magnet exports out of China came to 17,497 tonnes.', '2025-10-21', ['sum holds']],
    [
      'Exports of rare earth magnets from China averaged 5,798 tonnes a month from August to October.',
      '2025-11-21',
      ['average holds'],
    ],
    ['2025年1至9月，中国稀土磁体月均出口3424吨。', '2025-10-21', ['average fails']],
    [
      'Chinas Ausfuhren von Seltenerdmagneten betrugen von August bis Oktober im Monatsdurchschnitt 5.798 Tonnen.',
      '2025-11-21',
      ['average holds'],
    ],
  ])('%s', (text, published, expected) => {
    expect(verdicts(text, published)).toEqual(expected);
  });

  it.each([
    ["China's rare earth exports rose in October for the first time since June, to 4,343.5 tonnes.", 'holds'],
    ["China's rare earth exports rose in October for the first time since May, to 4,343.5 tonnes.", 'fails'],
    ['10月中国稀土出口4343.5吨，为6月以来首次环比增长。', 'holds'],
  ])('%s', (text, expected) => {
    expect(verdicts(text, '2025-11-21')).toContain(`streak ${expected}`);
  });

  it.each([
    ['In Europe dysprosium oxide cost about four times the Chinese price in May 2025.', 'holds'],
    ['欧洲市场氧化镝价格在2025年5月约为中国国内价格的4倍。', 'holds'],
    ['The price of dysprosium oxide in Europe was twenty times the Chinese one in May 2025.', 'fails'],
  ])('prices inside and outside China: %s', (text, expected) => {
    expect(verdicts(text, '2025-12-01').filter((v) => v.startsWith('multiple'))).toEqual([
      `multiple ${expected}`,
    ]);
  });

  it('a share of exports is worked out from the flows of its month', () => {
    const text = (share: string) =>
      `China exported 5,774 tonnes of rare earth magnets in September. Germany took 1,288 tonnes, ${share} of the total.`;
    expect(verdicts(text('22%'), '2025-10-21').filter((v) => v.startsWith('share'))).toEqual(['share holds']);
    expect(verdicts(text('32%'), '2025-10-21').filter((v) => v.startsWith('share'))).toEqual(['share fails']);
  });

  it('an amount of change beside a price is no price', () => {
    expect(verdicts('氧化镝挂牌价310~312万元/吨，均价下调2.5万元/吨。', '2022-03-08')).not.toContain(
      'value fails',
    );
  });

  it('the number of an act is no day, and elements that it does not name are not covered', () => {
    expect(
      verdicts('Announcement 18 of April 2025 covers neodymium and praseodymium.', '2025-06-10'),
    ).toEqual(['act holds', 'act fails']);
  });

  it('what an act caps is held against its own figure', () => {
    const text = (share: number) =>
      `The Critical Raw Materials Act of the EU caps what may come from any one third country at ${share}% by 2030.`;
    expect(verdicts(text(65), '2026-02-10')).toContain('act holds');
    expect(verdicts(text(50), '2026-02-10')).toContain('act fails');
  });
});
