import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../desk/src/check/lines.ts';
import { cut, plain, reasonOf } from '../../desk/src/check/text.ts';

describe('lines of a document', () => {
  it('hold every character that is no blank, each once', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const kept = linesOf({ text }).map(({ start, end }) => text.slice(start, end));
        expect(kept.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  it('are what intake says they are; teasers stand behind a fence', () => {
    const text = 'Exports\nChina shipped 5,774 tons.\nIn January prices bega';
    const lines = linesOf({
      text,
      passages: [
        { start: 0, end: 7, kind: 'heading' },
        { start: 34, end: text.length, kind: 'teaser' },
      ],
    });
    expect(lines.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'teaser']);
    expect(lines[2]).toMatchObject({ teasers: 1, cut: true });
  });
});

describe('text of documents', () => {
  it('keeps its length and loses only characters that turn or hide it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        expect(plain(text).length).toBe(text.length);
        expect(plain(text)).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/);
      }),
    );
    expect(plain('a\u202Eb')).toBe('a\u2423b');
  });

  it('is cut at the end of a word', () => {
    expect(cut('rare earth magnets', 12)).toBe('rare earth …');
    expect(cut('short', 12)).toBe('short');
  });

  it('gives as reason what was found, unless that only repeats the words', () => {
    expect(reasonOf({ quote: '25% in 2030', expected: 'no such act', found: '25%' })).toBe('no such act');
    expect(reasonOf({ quote: 'up 6.1%', expected: '6.05–6.15%', found: '8.3%' })).toBe('8.3%');
  });
});
