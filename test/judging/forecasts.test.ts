import { describe, expect, it } from 'vitest';
import type { ForecastQuestion } from '../../src/judging/forecaster.ts';
import { judge } from '../../src/judging/index.ts';
import { read } from '../../src/reading/index.ts';
import { context, shipped, vocabulary } from './support.ts';

/** What a page asks the model, with an answer that only says that it was asked. */
const asked = (text: string, published = '2025-11-14') => {
  const questions: ForecastQuestion[] = [];
  const statements = judge({ text, published }, read({ text, published }, vocabulary), {
    ...context(shipped),
    forecaster: (q) => {
      questions.push(q);
      return { probability: 40, low: 30, high: 50, question: 'asked', runs: [{ ref: 'run', text: 'run' }] };
    },
  });
  return { questions, statements };
};

describe('what a statement about what is to come asks of the model', () => {
  it.each([
    [
      'The minister promised that Europe would be independent of Chinese magnets within four years.',
      { asks: 'independence', place: 'EUROPE', horizon: '2029-11-14', speaker: 'minister' },
    ],
    ['美国财长称，美国将在两年内摆脱对中国稀土磁体的依赖。', { asks: 'independence', place: 'US' }],
    [
      '財務長官は、米国が2年以内に中国産磁石への依存から脱却すると述べた。',
      { asks: 'independence', place: 'US' },
    ],
    [
      'Japan will meet 60% of its demand for rare earth magnets from allied makers by 2030.',
      { asks: 'coverage', place: 'JP', value: 60, unit: 'pct', side: 'atLeast', horizon: '2030-12-31' },
    ],
    [
      'The United States will cover half of its demand for rare earth magnets at home by 2029.',
      { asks: 'coverage', place: 'US', value: 50, horizon: '2029-12-31' },
    ],
    [
      "Analysts expect China's share of the world's rare earth magnet output to fall to 75% by 2030.",
      { asks: 'share', place: 'CN', value: 75, side: 'atMost', horizon: '2030-12-31' },
    ],
    [
      'Analysts expect dysprosium oxide to exceed $300 per kg by 2027.',
      { asks: 'price', subject: 'Dy-oxide', value: 300, unit: 'USD/kg', side: 'atLeast' },
    ],
    [
      'South Korea plans to make 5,000 tonnes of rare earth magnets a year by 2028.',
      { asks: 'output', place: 'KR', value: 5000, unit: 't' },
    ],
  ])('%s', (text, question) => {
    const { questions, statements } = asked(text);
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatchObject(question);
    expect(statements.filter((s) => s.verdict === 'forecast')).toHaveLength(1);
  });

  it.each([
    [
      'If China halted its exports of rare earth magnets, plants in Poland would stand still within six weeks.',
      { asks: 'shortage', place: 'PL', supposing: { stops: 'CN', withinMonths: 6 * (12 / 52.1775) } },
    ],
    [
      'In the event of a Chinese embargo, dysprosium prices outside China could triple in four months.',
      { asks: 'price', value: 3, unit: 'x', supposing: { stops: 'CN', withinMonths: 4 } },
    ],
    [
      'Should Beijing block supplies, terbium oxide would cost more than $6,000 per kg.',
      { asks: 'price', subject: 'Tb-oxide', value: 6000, unit: 'USD/kg', supposing: { stops: 'CN' } },
    ],
    [
      '一旦中国停止磁体出口，德国工厂将在三个月内停产。',
      { asks: 'shortage', place: 'DE', supposing: { stops: 'CN', withinMonths: 3 } },
    ],
    [
      '中国が磁石の輸出を止めれば、日本の在庫は2カ月で底をつく。',
      { asks: 'shortage', place: 'JP', supposing: { stops: 'CN', withinMonths: 2 } },
    ],
    [
      'Stellt China die Lieferungen ein und kommt es im Fall eines Exportstopps Chinas so weit, stehen die Bänder in Deutschland binnen drei Monaten still, weil Magnete fehlen.',
      { asks: 'shortage', place: 'DE', supposing: { stops: 'CN', withinMonths: 3 } },
    ],
    [
      'If mines in Myanmar stopped production, the price of terbium oxide would double within a year.',
      { asks: 'price', value: 2, unit: 'x', supposing: { stops: 'MM', withinMonths: 12 } },
    ],
  ])('what is supposed: %s', (text, question) => {
    const { questions } = asked(text);
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatchObject(question);
  });

  it.each([
    'China suspended its ban on gallium exports in November; exports of magnets fell 5% in the month.',
    'If the committee halts the plan, the company expects revenue of $12 million in 2027.',
    'Exports of magnets stopped falling in June, the ministry said.',
  ])('what is told supposes no stop: %s', (text) => {
    expect(asked(text).questions.filter((q) => q.supposing)).toEqual([]);
  });

  it('only the figure after the word of forecasting is one of the future', () => {
    const { questions, statements } = asked(
      'Dysprosium oxide stood at $210 per kg and is expected to reach $300 per kg by 2027.',
    );
    expect(questions.map((q) => q.value)).toEqual([300]);
    expect(statements.filter((s) => s.kind === 'value')).toHaveLength(1);
  });

  it('what was higher than expected has been', () => {
    const { questions } = asked(
      "China's exports of rare earth magnets were higher than expected at 5,774 tonnes in September, a note on 2030 said.",
    );
    expect(questions).toEqual([]);
  });

  it('a share that goods must hold is law, not asked of the model', () => {
    const { questions, statements } = asked(
      'Parliament adopted a rule that requires at least 25% recycled content of magnets in wind turbines sold in the EU by 2030.',
    );
    expect(statements.some((s) => s.kind === 'act')).toBe(true);
    expect(statements.filter((s) => s.verdict === 'forecast')).toEqual([]);
    expect(questions.every((q) => q.asks !== 'independence')).toBe(true);
  });

  it('without a model a declaration is filed with speaker and date', () => {
    const text = 'The commissioner said Europe would be independent of Chinese magnets within four years.';
    const [s] = judge(
      { text, published: '2025-11-14' },
      read({ text, published: '2025-11-14' }, vocabulary),
      context(shipped),
    );
    expect(s).toMatchObject({ kind: 'forecast', verdict: 'undecided' });
    expect(s!.found).toContain('14 Nov 2029');
  });
});
