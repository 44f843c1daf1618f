import { describe, expect, test } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const PRICE = 'Dysprosium oxide: 1,640,000 yuan per tonne\n';

describe('a text of little more than line ends and digits', () => {
  const debris = '7\n'.repeat(60_000);

  test('is read up to a limit, and every number behind it is accounted for as unread', () => {
    const { observations, numbers } = read({ text: PRICE + debris }, vocabulary);
    expect(observations.map(({ low }) => low)).toEqual([1_640_000]);
    expect(numbers).toHaveLength(60_001);
    expect(numbers.at(-1)).toMatchObject({ text: '7', status: 'unread' });
    expect(numbers.at(-1)!.reason).toMatch(/beyond/);
  });

  test('ends between two words where it has no lines', () => {
    const { numbers } = read({ text: PRICE + '4 '.repeat(200_000) }, vocabulary);
    const first = numbers.findIndex(({ reason }) => reason?.startsWith('beyond'));
    expect(first).toBeGreaterThan(1);
    expect(numbers.slice(first).every(({ text }) => text === '4')).toBe(true);
  });

  test('a long table is read to its last row', () => {
    const rows = Array.from(
      { length: 3000 },
      (_, row) => `| Terbium oxide | ${6000 + row} | ${6020 + row} | CNY/kg |`,
    );
    const text = ['| Product | Low | High | Unit |', '|---|---|---|---|', ...rows].join('\n');
    expect(read({ text }, vocabulary).observations.at(-1)).toMatchObject({ low: 8999, high: 9019 });
  });
});
