import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const flows = (text: string): string[] =>
  read({ text, published: '2026-01-20' }, vocabulary)
    .observations.filter(({ kind }) => kind === 'trade')
    .map(({ value, unit, partner, flow }) => `${flow} ${value} ${unit} ${partner}`);

const LEAD = 'China exported 7,400 kg of terbium oxide in May.';
const VERBS = ['', ' went', ' were sent', ' were shipped', ' were exported'];

describe('where an amount went', () => {
  for (const verb of VERBS) {
    it(`is read behind "${verb}" for each of a list`, () => {
      const text = `${LEAD} Of this total, 4,100 kg${verb} to the Netherlands, 1,950 kg to Belarus and 230 kg to the Czech Republic.`;
      expect(flows(text)).toEqual([
        'export 7400 kg WORLD',
        'export 4100 kg NL',
        'export 1950 kg BY',
        'export 230 kg CZ',
      ]);
    });

    it(`is left unread behind "${verb}" where the place is not known`, () => {
      const text = `${LEAD} Of this total, 4,100 kg${verb} to the Netherlands, 1,950 kg to Ruritania and 230 kg to Japan.`;
      expect(flows(text)).toEqual(['export 7400 kg WORLD', 'export 4100 kg NL', 'export 230 kg JP']);
    });
  }
});
