import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { SCRIPT_HASH, script } from '../../src/brief/checked-page.ts';
import { type CheckedDocument, finding, renderCheckedPage } from '../../src/brief/index.ts';
import { type JudgedStatement, VERDICTS } from '../../src/judging/verdict.ts';

const statement = (text: string, quote: string, verdict: JudgedStatement['verdict']): JudgedStatement => {
  const start = text.indexOf(quote);
  return {
    quote,
    start,
    end: start + quote.length,
    kind: 'value',
    verdict,
    expected: '1',
    found: '2',
    how: '1 < 2',
    evidence: [],
  };
};
const checked = (text: string, statements: JudgedStatement[]): CheckedDocument => ({
  document: { text },
  asOf: '2025-11-14',
  reading: { observations: [], numbers: [], coverage: 1 },
  statements,
});
const bodyOf = (page: string) => parseHTML(page).document;

describe('the annotated page', () => {
  it('shows the document to the letter, whatever it contains, and never as markup', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<script>alert(1)</script>',
            '<img src=x onerror=alert(1)>',
            '"&\'',
            'Dy 1,510',
            '氧化镝',
            ' ',
          ),
          {
            minLength: 1,
            maxLength: 6,
          },
        ),
        fc.constantFrom(...VERDICTS),
        (parts, verdict) => {
          const text = parts.join('');
          fc.pre(text.trim() !== '');
          const end = Math.max(1, Math.floor(text.length / 2));
          const page = bodyOf(
            renderCheckedPage(checked(text, [statement(text, text.slice(0, end), verdict)]), 'test'),
          );
          const article = page.querySelector('article');
          expect(article?.querySelectorAll('script, img').length).toBe(0);
          expect(
            [...(article?.querySelectorAll('p') ?? [])]
              .map((p) => p.textContent?.replace(/^\d+/, ''))
              .join(''),
          ).toBe(text);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives every statement a card and a figure that lead to each other, also where they overlap', () => {
    const text = 'Exports rose 21% to 2,582 tons, 4.4 times the volume to the US.';
    const page = bodyOf(
      renderCheckedPage(
        checked(text, [
          statement(text, 'rose 21% to 2,582 tons', 'holds'),
          statement(text, '2,582 tons, 4.4 times', 'fails'),
        ]),
        'test',
      ),
    );
    for (const id of ['s1', 's2']) {
      expect(page.querySelector(`section#${id}`)).not.toBeNull();
      expect(page.querySelector(`article a[href="#${id}"]`)).not.toBeNull();
      expect(page.querySelector(`article #${id.replace('s', 'f')}`)).not.toBeNull();
    }
  });

  it('allows exactly its own script', () => {
    expect(SCRIPT_HASH).toBe(`sha256-${createHash('sha256').update(script).digest('base64')}`);
  });

  it('makes links only of web addresses', () => {
    const text = 'Dy oxide 1,510 yuan/kg';
    const evil = {
      ...statement(text, '1,510', 'holds'),
      evidence: [{ type: 'record' as const, text: 'x', url: 'javascript:alert(1)' }],
    };
    expect(renderCheckedPage(checked(text, [evil]), 'test')).not.toContain('javascript:');
  });
});

describe('the finding', () => {
  const made = (verdicts: JudgedStatement['verdict'][]) => ({
    statements: verdicts.map((v) => statement('a', 'a', v)),
  });
  it('counts what holds and names what does not', () => {
    expect(finding(made([]))).toBe('Nothing in this document could be checked.');
    expect(finding(made(['holds', 'holds']))).toBe('All two statements hold.');
    expect(finding(made(['holds', 'fails', 'undecided']))).toBe('1 of 3 statements holds. One fails.');
    expect(finding(made(['holds', 'holds', 'fails', 'fails', 'conflicts']))).toBe(
      '2 of 5 statements hold. Two fail. On one, sources of like standing disagree.',
    );
  });
});
