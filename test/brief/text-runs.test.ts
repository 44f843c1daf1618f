import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textRuns } from '../../src/brief/index.ts';
import { VERDICTS } from '../../src/judging/index.ts';

const LENGTH = 60;
const span = fc
  .tuple(fc.nat(LENGTH - 1), fc.integer({ min: 1, max: 20 }))
  .map(([start, size]) => ({ start, end: Math.min(LENGTH, start + size) }));
const statement = fc.record({ at: span, verdict: fc.constantFrom(...VERDICTS) }).map(({ at, verdict }) => ({
  ...at,
  verdict,
  quote: '',
  kind: 'value',
  expected: '',
  found: '',
  how: '',
  evidence: [],
}));
const number = span.map((at) => ({ ...at, text: '', status: 'set-aside' as const }));
const checked = fc.record({
  statements: fc.array(statement, { maxLength: 8 }),
  reading: fc.array(number, { maxLength: 8 }).map((numbers) => ({ observations: [], numbers, coverage: 1 })),
});

describe('runs of a text', () => {
  it('join to the stretch that was asked for, whatever overlaps', () => {
    fc.assert(
      fc.property(checked, span, (document, { start, end }) => {
        const runs = textRuns(document, start, end);
        expect(runs[0]?.start).toBe(start);
        expect(runs.at(-1)?.end).toBe(end);
        for (const [i, run] of runs.slice(1).entries()) expect(run.start).toBe(runs[i]?.end);
      }),
    );
  });

  it('belong to a statement exactly where one covers them, and to the narrowest', () => {
    fc.assert(
      fc.property(checked, (document) => {
        for (const run of textRuns(document, 0, LENGTH)) {
          const over = document.statements.filter((s) => s.start <= run.start && s.end >= run.end);
          const owner = run.statement === undefined ? undefined : document.statements[run.statement];
          expect(owner === undefined).toBe(over.length === 0);
          for (const other of over)
            expect((owner?.end ?? 0) - (owner?.start ?? 0)).toBeLessThanOrEqual(other.end - other.start);
        }
      }),
    );
  });

  it('of equally narrow statements the gravest owns the words', () => {
    const words = { quote: '', kind: '', expected: '', found: '', how: '', evidence: [], start: 2, end: 6 };
    const statements = [
      { ...words, verdict: 'holds' as const },
      { ...words, verdict: 'fails' as const },
    ];
    const reading = { observations: [], numbers: [], coverage: 1 };
    const owned = textRuns({ statements, reading }, 0, 10).filter((run) => run.statement !== undefined);
    expect(owned).toEqual([{ start: 2, end: 6, statement: 1, closes: true }]);
  });
});
