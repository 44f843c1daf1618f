import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/judging/series.ts';
import type { Change } from '../../src/reading/index.ts';
import { exported, judged, shipped } from './support.ts';

/**
 * Pages that were found to contradict each other (data/trade/contradictions.csv), said again in our own words and several
 * ways, and mistakes like them. Held against the shipped record.
 */
const change = (basis: Change['basis'], value: number): Change => ({ basis, value, unit: 'pct' });

type Stated = Facts & { readonly quote: string };

const say = (quote: string, period: string, value: number | undefined, more: Partial<Facts> = {}): Stated => {
  const { value: _, ...rest } = exported(period, 0, more);
  return { ...rest, ...(value === undefined ? {} : { value }), quote };
};

/** Verdicts by the words they are about, in reading order. */
const verdicts = (text: string, published: string, ...stated: Stated[]): readonly string[] =>
  judged(text, stated, shipped, published).map((s) => `${s.kind} ${s.verdict}`);

const REjoined = { subject: 'RE-all' };

describe('1: the line of all rare earths printed as magnets', () => {
  it.each([
    [
      '4,343.5 tons of magnets left China in October, 8.58% above September and 8.62% below the year before.',
      '4,343.5',
    ],
    ['10月稀土永磁出口4343.5吨，环比增长8.58%，同比下降8.62%。', '4343.5'],
    ['10月の磁石輸出は4343.5トン。前月比8.58%増、前年比8.62%減。', '4343.5'],
  ])('%s', (text) => {
    const stated = say(text, '2025-10', 4343.5, { change: [change('mom', 8.58), change('yoy', -8.62)] });
    expect(verdicts(text, '2025-11-21', stated)).toEqual(['value basis', 'change basis', 'change basis']);
  });
});

describe('2: figures that nobody recorded', () => {
  it('a month above what the agencies have', () => {
    const text = 'Japan bought 411.3 tons in December, 2.2% less than in December 2024.';
    const stated = say(text, '2025-12', 411.3, { partner: 'JP', change: [change('yoy', -2.2)] });
    expect(verdicts(text, '2026-01-21', stated)).toEqual(['value fails', 'change fails']);
  });
  it('a year that its months cannot fill', () => {
    const text = '2025年の日本向けは4877.6トン。';
    expect(verdicts(text, '2026-01-21', say(text, '2025', 4877.6, { partner: 'JP' }))).toEqual(['sum fails']);
  });
});

it('3: an import total that sums other product groups', () => {
  const text = '2024年稀土进口177535吨，同比下降19.2%。';
  const stated = say(text, '2024', 177_535, { ...REjoined, flow: 'import', change: [change('yoy', -19.2)] });
  expect(verdicts(text, '2025-01-20', stated)).toEqual(['sum fails', 'change fails']);
});

it('4: another change for the same months', () => {
  const text = 'Imports from Myanmar were down 10% in the eleven months to November 2024.';
  const stated = say(text, '2024-01/2024-11', undefined, {
    ...REjoined,
    flow: 'import',
    partner: 'MM',
    change: [change('yoy', -10)],
  });
  expect(verdicts(text, '2025-01-15', stated)).toEqual(['change fails']);
});

describe('5 and 6: the year is wrong through the whole page', () => {
  it('a sum and a month of the following year', () => {
    const text = 'By October 2023 the year had brought 47,778 tons; October 2023 itself 4,725 tons.';
    expect(
      verdicts(
        text,
        '2025-01-10',
        say('47,778 tons', '2023-01/2023-10', 47_778),
        say('4,725 tons', '2023-10', 4725),
      ),
    ).toEqual(['sum fails', 'value fails']);
  });
  it('early 2025 for early 2026', () => {
    const text = 'Early 2025 saw exports of 10,763 tons in two months.';
    const statements = judged(text, [say('10,763 tons', '2025-01/2025-02', 10_763)], shipped, '2026-04-21');
    expect(statements.map((s) => s.verdict)).toEqual(['fails']);
    expect(statements[0]!.how).toContain('2026');
  });
});

describe('7 and 8: changes that the two levels do not give', () => {
  it.each([
    [
      'June: 7,742.2 tons, up 30.8% from May',
      say('7,742.2 tons, up 30.8%', '2025-06', 7742.2, { ...REjoined, change: [change('mom', 30.8)] }),
    ],
    [
      '8月对美589.85吨，环比减少1.6%',
      say('589.85吨，环比减少1.6%', '2025-08', 589.85, { partner: 'US', change: [change('mom', -1.6)] }),
    ],
  ])('%s', (text, stated) => {
    const found = verdicts(text, '2025-09-22', stated);
    expect(found).toContain('value holds');
    expect(found).toContain('change fails');
  });
});

it('9: two lines in one comparison', () => {
  const text = 'Products worth 7,338 tons left in August, up 22.4% from 5,994 tons in July.';
  const found = verdicts(
    text,
    '2025-09-18',
    say('7,338 tons left in August, up 22.4%', '2025-08', 7338, {
      ...REjoined,
      change: [change('mom', 22.4)],
    }),
    say('5,994 tons in July', '2025-07', 5994, REjoined),
  );
  expect(found).toEqual(['value basis', 'change basis', 'value holds']);
});

it('10: one month given for two', () => {
  const text = 'In April and May together only 46 tons reached the US.';
  expect(verdicts(text, '2025-08-21', say('46 tons', '2025-04/2025-05', 46, { partner: 'US' }))).toEqual([
    'sum fails',
  ]);
});

describe('11 to 13: the decimal point', () => {
  it('a value ten times too large is more than a longer run of months', () => {
    const text = '1~7월 수출액은 22억7700만 달러였다.';
    expect(
      verdicts(text, '2025-08-08', say(text, '2025-01/2025-07', 2.277e9, { ...REjoined, unit: 'USD' })),
    ).toEqual(['sum fails']);
  });
  it.each([
    ['62.585 metric tons in 2025', '62.585 metric tons', '2025', 62.585],
    ['38.563 tons in seven months', '38.563 tons', '2025-01/2025-07', 38.563],
  ])('%s', (text, quote, period, value) => {
    const [s] = judged(text, [say(quote, period, value, REjoined)], shipped, '2026-02-01');
    expect(s!.verdict).toBe('fails');
    expect(s!.how).toContain('1000 times too small');
  });
  it('two points for thousands and decimals are read as what they mean', () => {
    const text = 'Seven months brought 38.563.6 tons.';
    expect(verdicts(text, '2025-08-07', say('38.563.6 tons', '2025-01/2025-07', 38_563.6, REjoined))).toEqual(
      ['sum holds'],
    );
  });
});

it('14: a misprinted digit', () => {
  const text = 'October: 4,345.5 tons.';
  expect(verdicts(text, '2025-11-08', say('4,345.5 tons', '2025-10', 4345.5, REjoined))).toEqual([
    'value fails',
  ]);
});

describe('mistakes like them', () => {
  it.each([
    ['the month before', '6,146 tons in September', '2025-09', 6146, {}, 'value fails'],
    ['a longer run', '45,290 tons from January to September', '2025-01/2025-09', 45_290, {}, 'sum fails'],
    ['kilograms', '5,473 kg in October', '2025-10', 5473, { unit: 'kg' }, 'value fails'],
    [
      'more than went to all',
      '9,120 tons to Vietnam in May',
      '2025-05',
      9120,
      { partner: 'VN' },
      'value fails',
    ],
    [
      'Europe for the Union',
      '2,821.4 tons to the EU in August',
      '2025-08',
      2821.403,
      { partner: 'EU' },
      'value basis',
    ],
  ] as const)('%s: %s', (_, text, period, value, more, expected) => {
    expect(verdicts(text, '2025-11-21', say(text, period, value, more))).toEqual([expected]);
  });
  it('month and year exchanged', () => {
    const text = 'October brought 5,473 tons, down 5.2% on the year and up 15.8% on the month.';
    const stated = say(text, '2025-10', 5473, { change: [change('yoy', -5.2), change('mom', 15.8)] });
    expect(verdicts(text, '2025-11-21', stated)).toEqual(['value holds', 'change basis', 'change basis']);
  });
  it('up for down', () => {
    const text = 'September brought 5,774 tons, 6.1% more than August.';
    const stated = say(text, '2025-09', 5774, { change: [change('mom', 6.1)] });
    expect(verdicts(text, '2025-10-21', stated)).toEqual(['value holds', 'change fails']);
  });
});

describe('true pages are not blamed', () => {
  it('figures cut instead of rounded hold', () => {
    const text = '7月は5576トン、6月は3187トン、6月の対米は352トン。';
    expect(
      verdicts(
        text,
        '2025-08-21',
        say('5576トン', '2025-07', 5576),
        say('3187トン', '2025-06', 3187),
        say('352トン', '2025-06', 352, { partner: 'US' }),
      ),
    ).toEqual(['value holds', 'value holds', 'value holds']);
  });
  it('a rounded thousand holds, a bare one is left open', () => {
    expect(
      verdicts('About 5,500 tons in October.', '2025-11-21', say('About 5,500 tons', '2025-10', 5500)),
    ).toEqual(['value holds']);
    expect(verdicts('5,000 tons in October.', '2025-11-21', say('5,000 tons', '2025-10', 5000))).toEqual([
      'value undecided',
    ]);
  });
});
