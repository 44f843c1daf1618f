import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());

const shares = (text: string): string[] =>
  read({ text, published: '2025-02-10' }, vocabulary)
    .observations.filter(({ kind, read_by }) => kind === 'share' && read_by === 'table/share-list')
    .map(({ subject, metric, reporter, partner, place, value, period, quote }) =>
      [subject, metric, reporter, partner, place, value, period, `"${quote}"`].filter(Boolean).join(' '),
    );

describe('lists of shares', () => {
  it('of imports are by where they come from, notes before the figures left out', () => {
    expect(
      shares(`RARE EARTHS
In 2024 mines and plants of the United States were busy, and the United States bought more abroad.
Import sources of the United States (2020-23): Rare-earth compounds and metals: China, 9 68%; Malaysia, 14%; Japan, 7%; Estonia, 5%; and other, 6%.`),
    ).toEqual([
      'RE-all imports US CN 68 "China, 9 68%"',
      'RE-all imports US MY 14 "Malaysia, 14%"',
      'RE-all imports US JP 7 "Japan, 7%"',
      'RE-all imports US EE 5 "Estonia, 5%"',
    ]);
  });

  it('of a demand are by what things are used for', () => {
    expect(
      shares(
        'By end use rare earths went in the United States to: catalysts, 62%; glass and ceramics, 21%; polishing, 9%; and other, 8%.',
      ),
    ).toEqual([
      'RE-all demand US 62 "catalysts, 62%"',
      'RE-all demand US 21 "glass and ceramics, 21%"',
      'RE-all demand US 9 "polishing, 9%"',
    ]);
  });

  it.each([
    'The alloy of the magnet: neodymium, 30%; iron, 66%; boron, 1%.',
    'Japan imports of rare earths: China, 70%; Malaysia, 60%; Viet Nam, 50%.',
    'Imports of rare earths into Japan: China, 70%; Viet Nam, 20%.',
  ])('are none of what a thing is made of, none of more than all, and no pairs: %s', (text) => {
    expect(shares(text)).toEqual([]);
  });
});
