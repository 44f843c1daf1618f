import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { createVocabulary, foldWith } from '../../src/vocabulary/index.ts';

const facts = loadFacts();
const vocabulary = createVocabulary(facts);
const find = (text: string) => {
  const readable = foldWith(vocabulary.folding.readable, text);
  const low = foldWith(vocabulary.folding.comparing, text);
  return vocabulary.words
    .matchesAt(low, readable, 0)
    .map(({ meaning }) => `${meaning.type}:${meaning.value}`);
};

describe('folding', () => {
  it('keeps the length of every text, so that offsets stay', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldWith(vocabulary.folding.comparing, text).length).toBe(text.length);
      }),
    );
  });

  it('is done after one pass: folding a folded text changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = foldWith(vocabulary.folding.comparing, text);
        expect(foldWith(vocabulary.folding.comparing, once)).toBe(once);
      }),
    );
  });

  it('reads traditional and Japanese characters as simplified ones', () => {
    expect(foldWith(vocabulary.folding.comparing, '氧化鏑 出口 萬噸')).toBe('氧化镝 出口 万吨');
    expect(foldWith(vocabulary.folding.comparing, '輸出が減少')).toBe('输出が减少');
  });
});

describe('words', () => {
  it('finds every word of every list of materials as that material', () => {
    for (const [code, lists] of Object.entries(facts.materialWords.phrases)) {
      for (const word of Object.values(lists).flat()) {
        const plain = word.replace(/^=/, '').replaceAll('*', '');
        expect(find(plain), `${word} of ${code}`).toContain(`material:${code}`);
      }
    }
  });

  it('asks for the case where the list does, and takes no part of a longer word', () => {
    expect(find('May')).toContain('month:5');
    expect(find('may')).not.toContain('month:5');
    expect(find('upper')).not.toContain('direction:up');
    expect(find('increased')).toContain('direction:up');
  });

  it('takes space and hyphen as one', () => {
    expect(find('rare-earth magnets')).toContain('material:NdFeB-magnet');
    expect(find('year on year')).toContain('basis:yoy');
  });

  it('names no organisation twice', () => {
    const names = facts.organisations.organisations.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
