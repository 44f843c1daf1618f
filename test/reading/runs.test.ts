import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const periods = (text: string): readonly (string | undefined)[] =>
  read({ text, published: '2025-12-20' }, vocabulary).observations.map(({ period }) => period);

describe('months counted from January', () => {
  const NUMBERS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'];
  const zero = (n: number): string => String(n).padStart(2, '0');

  it.each(NUMBERS.map((word, i) => [word, i + 2] as const))('the first %s months of a year', (word, n) => {
    // half a year and a quarter have names of their own
    const run = n === 6 ? ['2024-H1', '2024-01/2024-06'] : n === 3 ? ['2024-Q1', '2024-01/2024-03'] : [];
    const allowed = run.length > 0 ? run : [`2024-01/2024-${zero(n)}`];
    for (const text of [
      `In the first ${word} months of 2024 China exported 4,321 tonnes of rare earths.`,
      `In the first ${n} months of 2024 China exported 4,321 tonnes of rare earths.`,
      `2024年前${n}个月，中国出口稀土4321吨。`,
      `In den ersten ${n} Monaten 2024 exportierte China 4.321 Tonnen Seltene Erden.`,
    ]) {
      const [period] = periods(text);
      expect(allowed, text).toContain(period);
    }
  });

  it.each([
    ['Between March and May 2024 China exported 4,321 tonnes of rare earths.', '2024-03/2024-05'],
    ['Zwischen März und Mai 2024 exportierte China 4.321 Tonnen Seltene Erden.', '2024-03/2024-05'],
    ['Entre marzo y mayo de 2024 China exportó 4.321 toneladas de tierras raras.', '2024-03/2024-05'],
  ])('%s', (text, expected) => {
    expect(periods(text)).toEqual([expected]);
  });
});

describe('a level that a time owns', () => {
  it.each(['the May level of', "May's", 'the May figure of', 'the May low of'])('%s 46 tonnes', (words) => {
    const text = `Exports of magnets from China to the US came to 353 tonnes in June, against ${words} 46 tonnes.`;
    const found = read({ text, published: '2025-07-20' }, vocabulary).observations;
    expect(found.map(({ period, partner, value }) => [period, partner, value])).toEqual([
      ['2025-06', 'US', 353],
      ['2025-05', 'US', 46],
    ]);
  });
});

describe('a mean of several months', () => {
  it.each([
    'Exports of rare earth magnets from China averaged about 5,800 tonnes between August and October 2025.',
    'Von August bis Oktober exportierte China im Monatsdurchschnitt 5.800 Tonnen Seltenerdmagnete.',
  ])('is no amount of a month: %s', (text) => {
    expect(periods(text)).toEqual([]);
  });
});

describe('a place that goods go to', () => {
  it.each([
    'Exports of rare earth magnets to Germany came to 1,341 tonnes in August.',
    'Die Ausfuhren von Seltenerdmagneten nach Deutschland betrugen im August 1.341 Tonnen.',
    '8月对德国出口稀土磁体1341吨。',
  ])('does not report them: %s', (text) => {
    const [found] = read({ text, published: '2025-09-20' }, vocabulary).observations;
    expect(found).toMatchObject({ kind: 'trade', flow: 'export', partner: 'DE', value: 1341 });
    expect(found!.reporter).not.toBe('DE');
  });
});
