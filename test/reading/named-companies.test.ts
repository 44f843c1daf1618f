import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const orgs = (text: string): string[] =>
  read({ text, published: '2025-10-30' }, vocabulary).observations.map(
    ({ org, metric, value }) => `${org} ${metric} ${value}`,
  );

describe('companies that no list names', () => {
  it('are known by a ticker or a legal form, and keep their own figures', () => {
    expect(
      orgs(
        'Wigu Hill Minerals (ASX: WHM) reported revenue of A$12 million for the third quarter. Lynas is far larger. Wigu Hill Minerals made a net loss of A$3 million.',
      ),
    ).toEqual(['Wigu Hill Minerals revenue 12000000', 'Wigu Hill Minerals net_profit -3000000']);
    expect(orgs('Grantham Magnets Ltd had revenue of $40 million in the third quarter.')).toEqual([
      'Grantham Magnets revenue 40000000',
    ]);
    expect(orgs('海纳磁材股份有限公司第三季度实现营业收入3亿元。')).toEqual(['海纳磁材 revenue 300000000']);
  });

  it('are not those that a list names', () => {
    expect(
      orgs('Lynas Rare Earths Ltd (ASX: LYC) had revenue of A$100 million in the September quarter.'),
    ).toEqual(['Lynas Rare Earths revenue 100000000']);
  });
});
