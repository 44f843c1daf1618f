import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const readAll = (text: string, published: string): string[] =>
  read({ text, published }, vocabulary).observations.map(({ kind, metric, period, value, unit, change }) =>
    [kind, metric, period, value, unit, ...(change ?? []).map((each) => `${each.basis}:${each.value}`)].join(
      ' ',
    ),
  );

const HALF = '大地熊 2025 年半年度报告摘要 单位：元 ';
const HEADS = '本报告期 上年同期 本报告期比上年同期增减 ';

describe('accounts whose rows have run together', () => {
  it.each([
    [
      'a sum, the one before it and the growth between them',
      `${HALF}${HEADS}营业收入 800,000,000.00 640,000,000.00 25.00% 归属于上市公司股东的净利润 -30,000,000.50 20,000,000.25 -250.00%`,
      '2025-08-20',
      [
        'financial revenue 2025-H1 800000000 CNY yoy:25',
        'financial revenue 2024-H1 640000000 CNY',
        'financial net_profit 2025-H1 -30000000.5 CNY yoy:-250',
        'financial net_profit 2024-H1 20000000.25 CNY',
      ],
    ],
    [
      'a growth that the sums do not give is not believed',
      `${HALF}${HEADS}营业收入 800,000,000.00 640,000,000.00 18.00% 归属于上市公司股东的净利润 30,000,000.00 20,000,000.00 50.00%`,
      '2025-08-20',
      ['financial net_profit 2025-H1 30000000 CNY yoy:50', 'financial net_profit 2024-H1 20000000 CNY'],
    ],
    [
      'the quarter and the year so far, in cells with broken labels',
      '大地熊2025年第三季度报告\n单位:元 币种:人民币\n项目 | 本报告期 | 本报告期比\n上年同期增减\n(%) | 年初至报告期末 | 年初至报告期末比上年同期增减(%) | 营业收入 | 410,000,000.10 | 5.50 | 1,190,000,000.20 | -2.25 | 归属于上市公司股东的扣除非\n经常性损益的净利润 | 21,000,000.30 | 12.00 | 60,000,000.40 | 8.10 | 经营活动产生的现金流量净额 | 不适用 | 不适用 | 90,000,000.50 | -33.00 |',
      '2025-10-28',
      [
        'financial revenue 2025-Q3 410000000.1 CNY yoy:5.5',
        'financial revenue 2025-01/2025-09 1190000000.2 CNY yoy:-2.25',
        'financial net_profit_excl_nonrecurring 2025-Q3 21000000.3 CNY yoy:12',
        'financial net_profit_excl_nonrecurring 2025-01/2025-09 60000000.4 CNY yoy:8.1',
        'financial operating_cash_flow 2025-01/2025-09 90000000.5 CNY yoy:-33',
      ],
    ],
    [
      'what a line was at the end of the year before is of that year',
      '大地熊2025年第三季度报告 单位：元 总资产 3,000,000,000.00 2,500,000,000.00 20.00 总资产(元) 3,000,000,000.00 2,500,000,000.00 20.00% 净资产 1,100,000,000.00 1,000,000,000.00 10.00%',
      '2025-10-28',
      [
        'financial total_assets 2025-Q3 3000000000 CNY prev:20',
        'financial total_assets 2024 2500000000 CNY',
        'financial net_assets 2025-Q3 1100000000 CNY prev:10',
        'financial net_assets 2024 1000000000 CNY',
      ],
    ],
    [
      'digits that narrow cells pushed behind the row',
      `${HALF}${HEADS}800,000,000.1 640,000,000.0 营业收入(元) 25.00% 2 8 归属于上市公司股东的净利润(元) 30,000,000.00 20,000,000.00 50.00%`,
      '2025-08-20',
      [
        'financial revenue 2025-H1 800000000.12 CNY yoy:25',
        'financial revenue 2024-H1 640000000.08 CNY',
        'financial net_profit 2025-H1 30000000 CNY yoy:50',
        'financial net_profit 2024-H1 20000000 CNY',
      ],
    ],
  ])('%s', (_, text, published, expected) => {
    expect(readAll(text, published)).toEqual(expected);
  });

  it('gives a line the unit of its own bracket before that of the heading', () => {
    const text = `${HALF}${HEADS}营业收入（万元） 8,000,000.00 6,400,000.00 25.00% 净利润（万元） 3,000,000.00 2,000,000.00 50.00%`;
    expect(readAll(text, '2025-08-20')[0]).toBe('financial revenue 2025-H1 80000000000 CNY yoy:25');
  });

  it('reads every sum with its growth, and nothing of another line', () => {
    const cents = fc.integer({ min: 100_000_000, max: 900_000_000_000 });
    const grouped = (value: number): string =>
      (value / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    fc.assert(
      fc.property(cents, cents, cents, cents, fc.constantFrom(' ', ' | ', '\n'), (a, b, c, d, joint) => {
        const growth = (now: number, then: number): string => ((now / then - 1) * 100).toFixed(2);
        fc.pre(Math.abs(a / b) < 50 && Math.abs(c / d) < 50);
        const row = (label: string, now: number, then: number): string =>
          [label, grouped(now), grouped(then), `${growth(now, then)}%`].join(joint);
        const text = `${HALF}${HEADS}${row('营业收入', a, b)}${joint}${row('归属于上市公司股东的净利润', c, d)}`;
        const found = read({ text, published: '2025-08-20' }, vocabulary).observations.filter(
          ({ change }) => change !== undefined,
        );
        expect(found.map(({ metric, value, change }) => [metric, value, change![0]!.value])).toEqual([
          ['revenue', a / 100, Number(growth(a, b))],
          ['net_profit', c / 100, Number(growth(c, d))],
        ]);
      }),
      { numRuns: 60 },
    );
  });
});
