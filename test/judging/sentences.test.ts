import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/judging/series.ts';
import { exported, judged, law, row, shipped } from './support.ts';

type Stated = Facts & { readonly quote: string };

const magnets = (quote: string, period: string, value: number, more: Partial<Facts> = {}): Stated => ({
  ...exported(period, value, more),
  quote,
});

const verdict = (
  kind: string,
  text: string,
  published: string,
  stated: readonly Stated[],
  record = shipped,
): string =>
  judged(text, stated, record, published)
    .filter((s) => s.kind === kind)
    .map((s) => s.verdict)
    .join(' ');

describe('streaks', () => {
  // May was the low of 2025; June, July and August rose, September and October fell.
  it.each([
    [
      'After three consecutive rises? No: magnets fell to 5,774 tons in September, ending three straight months of growth.',
      '5,774 tons',
      '2025-09',
      5774,
      'holds',
    ],
    ['9月出口5774吨，结束了连续三个月的增长。', '5774吨', '2025-09', 5774, 'holds'],
    ['9月出口5774吨，环比下降，連續三個月的成長就此告終。', '5774吨', '2025-09', 5774, 'holds'],
    ['9月の輸出は5774トンで、3カ月連続の増加が止まった。', '5774トン', '2025-09', 5774, 'holds'],
    [
      'With 5,774 tons in September, a run of three consecutive months of growth came to an end.',
      '5,774 tons',
      '2025-09',
      5774,
      'holds',
    ],
    ['8月の輸出は6146トンと3カ月連続で増加した。', '6146トン', '2025-08', 6146, 'holds'],
    [
      'Mit 6.146 Tonnen stiegen die Ausfuhren im August den dritten Monat in Folge.',
      '6.146 Tonnen',
      '2025-08',
      6146,
      'holds',
    ],
    [
      'Exports fell for a second straight month, to 5,473 tons in October.',
      '5,473 tons',
      '2025-10',
      5473,
      'holds',
    ],
    [
      'Exports rose for a fourth consecutive month, to 6,146 tons in August.',
      '6,146 tons',
      '2025-08',
      6146,
      'fails',
    ],
    ['9月出口5774吨，连续第四个月增长。', '5774吨', '2025-09', 5774, 'fails'],
    ['10月は5473トンで、3カ月連続の減少となった。', '5473トン', '2025-10', 5473, 'fails'],
  ])('%s', (text, quote, period, value, expected) => {
    expect(verdict('streak', text, '2025-11-21', [magnets(quote, period, value)])).toBe(expected);
  });

  it('a missing month is named, not guessed', () => {
    const record = ['2025-08', '2025-10'].map((m, i) => row(exported(m, 5000 + 300 * i)));
    const text = 'It was the third month in a row of growth, with 5,300 tons in October.';
    const [s] = judged(text, [magnets('5,300 tons', '2025-10', 5300)], record).filter(
      (x) => x.kind === 'streak',
    );
    expect(s!.verdict).toBe('undecided');
    expect(s!.found).toContain('Sep 2025');
  });
});

describe('records', () => {
  it.each([
    [
      'At 5,577 tons July brought the highest monthly total since January.',
      '5,577 tons',
      '2025-07',
      5577,
      {},
      'holds',
    ],
    ['8月出口6146吨，创七个月新高。', '6146吨', '2025-08', 6146, {}, 'holds'],
    ['8月の輸出は6146トンで、7カ月ぶりの高水準だった。', '6146トン', '2025-08', 6146, {}, 'holds'],
    [
      'August, with a seven-month high of 6,146 tons, was better.',
      '6,146 tons',
      '2025-08',
      6146,
      {},
      'holds',
    ],
    ['August was the highest of the year at 6,146 tons.', '6,146 tons', '2025-08', 6146, {}, 'fails'],
    ['September saw 5,774 tons, the highest since June.', '5,774 tons', '2025-09', 5774, {}, 'fails'],
    ['10月对美出口656吨，创九个月新高。', '656吨', '2025-10', 656, { partner: 'US' }, 'undecided'],
  ])('%s', (text, quote, period, value, more, expected) => {
    expect(verdict('record', text, '2025-11-21', [magnets(quote, period, value, more)])).toBe(expected);
  });

  it('a high that is no figure of a series is none of ours', () => {
    const text = 'High-end magnets and top grades: 5,774 tons in September.';
    expect(verdict('record', text, '2025-11-21', [magnets('5,774 tons', '2025-09', 5774)])).toBe('');
  });
});

describe('multiples', () => {
  const pair = (eu: string, us: string): Stated[] => [
    magnets(eu, '2025-08', 2582, { partner: 'EU' }),
    magnets(us, '2025-08', 590, { partner: 'US' }),
  ];
  it.each([
    ['The EU took 2,582 tons, 4.4 times what went to the US (590 tons).', 'holds'],
    ['The EU took 2,582 tons, 5.4 times what went to the US (590 tons).', 'fails'],
    ['The EU took 2,582 tons, nearly five times the 590 tons of the US.', 'undecided'],
  ])('%s', (text, expected) => {
    expect(verdict('multiple', text, '2025-11-14', pair('2,582 tons', '590 tons'))).toBe(expected);
  });
  it('in Chinese', () => {
    const text = '8月对欧盟出口2582吨，是对美出口590吨的4.4倍。';
    expect(verdict('multiple', text, '2025-11-14', pair('2582吨', '590吨'))).toBe('holds');
  });
  it('against the month before', () => {
    const text = '6月の対米輸出は352トンと、前月の約7.6倍に増えた。';
    expect(
      verdict('multiple', text, '2025-07-21', [magnets('352トン', '2025-06', 352, { partner: 'US' })]),
    ).toBe('holds');
  });
  it('"six times" for 660% more is right only as that many times more', () => {
    const text = 'Exports to the US jumped to 353 tons in June, six times the level of May.';
    expect(
      verdict('multiple', text, '2025-07-21', [magnets('353 tons', '2025-06', 353, { partner: 'US' })]),
    ).toBe('basis');
  });
});

describe('shares and ranks', () => {
  it.each([
    ['The US took 656 tons in October, 12% of the total.', 'holds'],
    ['The US took 656 tons in October, accounting for 21% of the total.', 'fails'],
  ])('%s', (text, expected) => {
    expect(
      verdict('share', text, '2025-11-21', [magnets('656 tons', '2025-10', 656, { partner: 'US' })]),
    ).toBe(expected);
  });
  it.each([
    ['Germany was the No. 1 destination in July with 1,116 tons.', 'DE', 1116, '1,116 tons', 'holds'],
    ['The US was the largest buyer in July with 619 tons.', 'US', 619, '619 tons', 'fails'],
  ])('%s', (text, partner, value, quote, expected) => {
    expect(verdict('rank', text, '2025-08-21', [magnets(quote, '2025-07', value, { partner })])).toBe(
      expected,
    );
  });
  it('a round ninety percent of the world’s magnets holds, eighty of "processing" is left open', () => {
    const text = 'China makes 90% of the world’s magnets and holds 80% of processing.';
    const share = (quote: string, subject: string, metric: string, value: number): Stated => ({
      kind: 'share',
      subject,
      metric,
      place: 'CN',
      value,
      unit: 'pct',
      quote,
    });
    expect(
      verdict('share', text, '2025-11-14', [
        share('90%', 'NdFeB-magnet', 'output', 90),
        share('80%', 'RE-all', 'processing', 80),
      ]),
    ).toBe('holds undecided');
  });
});

describe('dates that cannot be', () => {
  it.each([
    ['In January 2026 the three are stepping up their work.', '2025-11-14', 'fails'],
    ['据2026年1月消息，价格上涨。', '2025-11-14', 'fails'],
    ['2025年12月のデータによると、出荷は増加した。', '2025-11-14', 'fails'],
    ['The rule takes effect on 1 January 2027.', '2025-11-14', ''],
    ['Suspended until 10 November 2026.', '2025-11-14', ''],
    ['自2025年12月1日起实施。', '2025-11-14', ''],
    ['In September 2025 exports fell.', '2025-11-14', ''],
  ])('%s', (text, published, expected) => {
    expect(verdict('date', text, published, [])).toBe(expected);
  });
  it('a page whose date lies', () => {
    const text = 'Exports hit 5,577 tons in July 2025, customs data showed.';
    expect(verdict('date', text, '2025-05-12', [magnets('5,577 tons in July 2025', '2025-07', 5577)])).toBe(
      'fails',
    );
  });
});

describe('acts', () => {
  const act = (quote: string, instrument: string, status: Facts['status'], period: string): Stated => ({
    kind: 'policy',
    instrument,
    place: 'CN',
    org: 'MOFCOM',
    ...(status ? { status } : {}),
    period,
    quote,
  });
  it.each([
    [
      'On 7 November 2025 MOFCOM issued Announcement No. 70.',
      act('issued Announcement No. 70', 'MOFCOM Announcement No. 70 of 2025', 'announced', '2025-11-07'),
      '2025-11-20',
      'holds',
    ],
    [
      'On 17 November 2025 MOFCOM issued Announcement No. 70.',
      act('issued Announcement No. 70', 'MOFCOM Announcement No. 70 of 2025', 'announced', '2025-11-17'),
      '2025-11-20',
      'fails',
    ],
    [
      '商务部公告2025年第61号自12月1日起实施。',
      act('第61号自12月1日起实施', 'MOFCOM Announcement No. 61 of 2025', 'in_force', '2025-12-01'),
      '2025-10-10',
      'holds',
    ],
    [
      '商务部公告2025年第62号自12月8日起实施。',
      act('第62号自12月8日起实施', 'MOFCOM Announcement No. 62 of 2025', 'in_force', '2025-12-08'),
      '2025-12-20',
      'fails',
    ],
  ])('%s', (text, stated, published, expected) => {
    expect(verdict('act', text, published, [stated])).toContain(expected);
  });
  it.each([
    'The Parliament approved on October 7, 2024 a law that requires at least 25% recycled magnets in wind turbines and electric cars by 2030.',
    'EU law mandates a minimum of 25% recycled magnet content in EV motors by 2030.',
  ])('an act that circulates without a record: %s', (text) => {
    const [s] = judged(text, [], shipped).filter((x) => x.kind === 'act');
    expect(s!.verdict).toBe('fails');
    expect(s!.evidence.some((e) => e.ref === 'eu-crma-benchmarks' || e.ref === 'eu-claim-25pct-2030')).toBe(
      true,
    );
  });
  it('an act of which nothing is known is not called wrong', () => {
    const text = 'On 3 March 2025 Ruritania issued Decree 999 on magnet exports.';
    const stated: Stated = {
      kind: 'policy',
      instrument: 'Ruritania Decree 999',
      status: 'announced',
      period: '2025-03-03',
      quote: 'issued Decree 999',
    };
    expect(verdict('act', text, '2025-11-14', [stated])).toBe('undecided');
  });
  it('rests on acts that exist', () => {
    for (const s of judged(
      'MOFCOM Announcement No. 18 of 4 April 2025 controls seven rare earths.',
      [],
      shipped,
    )) {
      for (const e of s.evidence) if (e.type === 'act') expect(law.act(e.ref!)).toBeDefined();
    }
  });
});

describe('what is said of the future', () => {
  it('is filed with who, when and until when', () => {
    const text = 'Treasury Secretary Smith forecast a boom within two years.';
    const [s] = judged(text, [], shipped, '2025-11-14');
    expect(s).toMatchObject({ kind: 'forecast', verdict: 'undecided' });
    expect(s!.found).toContain('Treasury Secretary Smith');
    expect(s!.found).toContain('14 Nov 2027');
  });
});

it('quotes are the words of the page, in reading order', () => {
  const text =
    'In September 5,774 tons went out, ending three straight months of growth. In January 2026 this was reported again.';
  const statements = judged(text, [magnets('5,774 tons', '2025-09', 5774)], shipped, '2025-11-14');
  expect(statements.length).toBeGreaterThan(2);
  for (const s of statements) expect(text.slice(s.start, s.end)).toBe(s.quote);
  expect(statements.map((s) => s.start)).toEqual(statements.map((s) => s.start).toSorted((a, b) => a - b));
});
