import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const trade = (text: string, published = '2024-12-20') =>
  read({ text, published }, vocabulary)
    .observations.filter(({ kind }) => kind === 'trade')
    .map(({ value, period, change }) => ({ value, period, change }));

const amount = fc.integer({ min: 120, max: 900 });
const other = fc.integer({ min: 1000, max: 9000 });
const percent = fc.integer({ min: 2, max: 800 }).map((n) => n / 10);

/** Wordings in which a second time is only compared with: `{a}` now, `{b}` then. */
const COMPARED: readonly (readonly [string, string])[] = [
  [
    'en',
    "China's exports of rare earth magnets to Germany were {a} tonnes in November, more than October's {b} tonnes.",
  ],
  [
    'en',
    'In November China exported {a} tonnes of rare earth magnets to Germany, compared with {b} tonnes in October.',
  ],
  [
    'en',
    'Exports of rare earth magnets from China to Germany were {a} tonnes in November, up from {b} tonnes in October.',
  ],
  [
    'de',
    'Im November gingen {a} Tonnen Seltenerdmagnete aus China nach Deutschland, gegenüber {b} Tonnen im Oktober.',
  ],
  [
    'es',
    'En noviembre China exportó {a} toneladas de imanes de tierras raras a Alemania, frente a {b} toneladas en octubre.',
  ],
  [
    'pt',
    'Em novembro a China exportou {a} toneladas de ímãs de terras raras para a Alemanha, ante {b} toneladas em outubro.',
  ],
];

describe('a time that is compared with', () => {
  it.each(COMPARED)('is only of the figure that it stands with (%s: %s)', (_, wording) => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        fc.pre(a !== b);
        const found = trade(wording.replace('{a}', String(a)).replace('{b}', String(b)));
        expect(found.find(({ value }) => value === a)?.period).toBe('2024-11');
        expect(found.find(({ value }) => value === b)?.period).toBe('2024-10');
      }),
      { numRuns: 6 },
    );
  });

  it.each([
    ['{p}% below November 2023', 'yoy', -1],
    ['{p}% above November 2023', 'yoy', 1],
    ['{p}% lower than a year before', 'yoy', -1],
    ['{p}% more than a year earlier', 'yoy', 1],
    ['down {p}% on October', 'mom', -1],
    ['up {p}% from October', 'mom', 1],
  ])('gives a change its basis: %s', (words, basis, sign) => {
    fc.assert(
      fc.property(other, percent, (value, p) => {
        const found = trade(
          `China shipped ${value} tonnes of rare earth magnets abroad in November, ${words.replace('{p}', String(p))}.`,
        );
        expect(found).toEqual([
          { value, period: '2024-11', change: [{ basis, value: sign * p, unit: 'pct' }] },
        ]);
      }),
      { numRuns: 6 },
    );
  });

  it.each([
    ['China exported {a} tonnes of rare earth magnets in November after falling {p}% in October.'],
    ['After a fall of {p}% in October, China exported {a} tonnes of rare earth magnets in November.'],
  ])('keeps a change told aside at its own time: %s', (wording) => {
    fc.assert(
      fc.property(other, percent, (a, p) => {
        const found = trade(wording.replace('{a}', String(a)).replace('{p}', String(p)));
        expect(found.find(({ value }) => value === a)).toEqual({
          value: a,
          period: '2024-11',
          change: undefined,
        });
        for (const { value, period, change } of found)
          if (value === undefined) {
            expect(period).toBe('2024-10');
            expect(change).toEqual([expect.objectContaining({ value: -p, unit: 'pct' })]);
          }
      }),
      { numRuns: 6 },
    );
  });
});

describe('verbs of a flow in two parts', () => {
  it.each([
    ['In November China sent {a} tonnes of rare earth magnets abroad.'],
    ['Im November führte China {a} Tonnen Seltenerdmagnete aus.'],
    ['En noviembre China vendió {a} toneladas de imanes de tierras raras al exterior.'],
    ['Em novembro a China vendeu {a} toneladas de ímãs de terras raras ao exterior.'],
  ])('are exports: %s', (wording) => {
    const found = read(
      { text: wording.replace('{a}', '512'), published: '2024-12-20' },
      vocabulary,
    ).observations;
    expect(found).toEqual([
      expect.objectContaining({
        kind: 'trade',
        value: 512,
        unit: 't',
        flow: 'export',
        reporter: 'CN',
        period: '2024-11',
      }),
    ]);
  });
});
