import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';

describe('loadFacts', () => {
  it('loads every shipped file without a problem', () => {
    const facts = loadFacts();
    expect(facts.quotations.length).toBeGreaterThan(1400);
    expect(facts.customs.length).toBeGreaterThan(1800);
  });

  it('gives plain data that survives JSON', () => {
    const facts = loadFacts();
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });
});
