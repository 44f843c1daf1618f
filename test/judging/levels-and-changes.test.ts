import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/judging/index.ts';
import type { Facts } from '../../src/judging/series.ts';
import { context, exported, judged, row, verdictOn } from './support.ts';

const pad = (n: number): string => String(n).padStart(2, '0');
const month = (i: number): string => `${2024 + Math.floor(i / 12)}-${pad((i % 12) + 1)}`;

/**
 * Two years of months as they truly were, and a record that prints them rounded to the tonne. No round figures: those
 * would rightly be taken as rounded.
 */
const twoYears = fc.array(
  fc.double({ min: 1000, max: 9000, noNaN: true }).filter((t) => Math.round(t) % 10 !== 0),
  { minLength: 24, maxLength: 24 },
);
const printRecord = (months: readonly number[]) =>
  months.map((t, i) => row(exported(month(i), Math.round(t))));

/** A page that states one month's tonnage and its two changes, each rounded to some digits. */
const pageOf = (
  months: readonly number[],
  i: number,
  decimals: number,
  off = { level: 0, mom: 0, yoy: 0 },
) => {
  const now = months[i]!;
  const mom = (now / months[i - 1]! - 1) * 100 + off.mom;
  const yoy = (now / months[i - 12]! - 1) * 100 + off.yoy;
  const level = (now + off.level).toFixed(0);
  const say = (pct: number): string => `${pct < 0 ? 'down' : 'up'} ${Math.abs(pct).toFixed(decimals)}%`;
  const text = `Exports came to ${level} tons, ${say(mom)} month on month; ${say(yoy)} year on year.`;
  const stated: Facts & { quote: string } = {
    ...exported(month(i), Number(level)),
    change: [
      { basis: 'mom', value: Number(mom.toFixed(decimals)), unit: 'pct' },
      { basis: 'yoy', value: Number(yoy.toFixed(decimals)), unit: 'pct' },
    ],
    quote: text,
  };
  return { text, stated };
};

describe('true statements', () => {
  it('are never said to fail, however they are rounded', () => {
    fc.assert(
      fc.property(
        twoYears,
        fc.integer({ min: 12, max: 23 }),
        fc.integer({ min: 0, max: 2 }),
        (months, i, decimals) => {
          const { text, stated } = pageOf(months, i, decimals);
          for (const s of judged(text, [stated], printRecord(months))) {
            expect(['holds', 'undecided']).toContain(s.verdict);
          }
        },
      ),
    );
  });

  it('hold where they are rounded as they should be', () => {
    fc.assert(
      fc.property(twoYears, fc.integer({ min: 12, max: 23 }), (months, i) => {
        const { text, stated } = pageOf(months, i, 1);
        expect(judged(text, [stated], printRecord(months)).map((s) => s.verdict)).toEqual([
          'holds',
          'holds',
          'holds',
        ]);
      }),
    );
  });

  it('of months add up: sums to date hold, with or without a recorded sum', () => {
    fc.assert(
      fc.property(twoYears, fc.integer({ min: 1, max: 11 }), fc.boolean(), (months, n, some) => {
        const sum = months.slice(12, 12 + n + 1).reduce((a, b) => a + b, 0);
        const earlier = months.slice(12, 12 + n).reduce((a, b) => a + b, 0);
        fc.pre(Math.round(sum) % 10 !== 0 && Math.round(earlier) % 10 !== 0);
        const record = some
          ? [
              row(exported(`2025-01/2025-${pad(n)}`, Math.round(earlier))),
              row(exported(`2025-${pad(n + 1)}`, Math.round(months[12 + n]!))),
            ]
          : printRecord(months);
        const text = `From January on it was ${sum.toFixed(0)} t.`;
        const stated = { ...exported(`2025-01/2025-${pad(n + 1)}`, Number(sum.toFixed(0))), quote: text };
        expect(judged(text, [stated], record)[0]!.verdict).toBe('holds');
      }),
    );
  });
});

describe('false statements', () => {
  it('never hold: a level, a change, off by more than the figures allow', () => {
    const off = fc.double({ min: 3, max: 400, noNaN: true });
    fc.assert(
      fc.property(twoYears, fc.integer({ min: 12, max: 23 }), off, fc.boolean(), (months, i, by, below) => {
        const level = below && months[i]! > by + 100 ? -Math.max(11, by) : Math.max(11, by);
        const { text, stated } = pageOf(months, i, 1, { level, mom: by, yoy: by });
        fc.pre(stated.value! % 10 !== 0);
        const verdicts = judged(text, [stated], printRecord(months)).map((s) => [s.kind, s.verdict]);
        for (const [kind, verdict] of verdicts) expect([kind, verdict]).not.toEqual([kind, 'holds']);
      }),
    );
  });
});

describe('customs tonnages may be cut instead of rounded', () => {
  const record = [
    row(exported('2025-08', 589.85, { partner: 'US' }), { publisher: 'SMM', standing: 'assessor' }),
  ];
  it.each([
    ['590', 'holds'],
    ['589', 'holds'],
    ['588', 'fails'],
    ['592', 'fails'],
  ])('%s t of 589.85: %s', (t, verdict) => {
    const text = `In August ${t} tons went to the US.`;
    const stated = { ...exported('2025-08', Number(t), { partner: 'US' }), quote: `${t} tons` };
    expect(verdictOn(judged(text, [stated], record), t)).toBe(verdict);
  });
});

describe('bases', () => {
  const record = [
    row(exported('2025-10', 5473)),
    row(exported('2025-09', 5774)),
    row(exported('2024-10', 4725)),
    row(exported('2025-10', 4343.5, { subject: 'RE-all' })),
  ];
  it('a figure of another customs line is named as such', () => {
    const text = 'Magnet exports: 4,343.5 t in October.';
    const [s] = judged(text, [{ ...exported('2025-10', 4343.5), quote: '4,343.5 t' }], record);
    expect(s!.verdict).toBe('basis');
    expect(s!.found).toContain('RE-all');
  });
  it('a change on the month called one on the year is named as such', () => {
    const text = 'Exports of 5,473 t were down 5.2% year on year.';
    const stated = {
      ...exported('2025-10', 5473),
      change: [{ basis: 'yoy' as const, value: -5.2, unit: 'pct' as const }],
      quote: text,
    };
    expect(verdictOn(judged(text, [stated], record), '5.2', 'change')).toBe('basis');
  });
  it('the right size in the wrong direction fails', () => {
    const text = 'Exports of 5,473 t were up 5.2% month on month.';
    const stated = {
      ...exported('2025-10', 5473),
      change: [{ basis: 'mom' as const, value: 5.2, unit: 'pct' as const }],
      quote: text,
    };
    const s = judged(text, [stated], record).find((x) => x.kind === 'change')!;
    expect(s.verdict).toBe('fails');
    expect(s.how).toContain('direction');
  });
});

describe('sources', () => {
  const stated = (t: number) => ({ ...exported('2025-12', t, { partner: 'JP' }), quote: `${t} tons` });
  const say = (t: number) => `Exports to Japan: ${t} tons in December.`;
  it('twenty copies of one story do not outweigh an agency and an assessor who agree', () => {
    const record = [
      ...Array.from({ length: 20 }, (_, i) =>
        row(exported('2025-12', 411, { partner: 'JP' }), {
          publisher: `copy ${i}`,
          voice: 'Wire',
          standing: 'copy',
        }),
      ),
      row(exported('2025-12', 280, { partner: 'JP' }), { publisher: 'Reuters' }),
      row(exported('2025-12', 280, { partner: 'JP' }), { publisher: 'SMM', standing: 'assessor' }),
    ];
    expect(judged(say(280), [stated(280)], record)[0]!.verdict).toBe('holds');
    expect(judged(say(411), [stated(411)], record)[0]!.verdict).not.toBe('holds');
  });
  it('one unknown page against another is a conflict, not an error', () => {
    const record = [
      row(exported('2025-12', 280, { partner: 'JP' }), { publisher: 'blog', standing: 'unknown' }),
    ];
    expect(judged(say(411), [stated(411)], record)[0]!.verdict).toBe('conflicts');
  });
  it('a disputed row confirms nothing', () => {
    const record = [
      row(exported('2025-12', 411, { partner: 'JP' }), { publisher: 'blog', status: 'disputed' }),
      row(exported('2025-12', 280, { partner: 'JP' })),
    ];
    expect(judged(say(411), [stated(411)], record)[0]!.verdict).toBe('fails');
  });
  it('agencies that disagree are both shown', () => {
    const record = [
      row(exported('2025-12', 411, { partner: 'JP' }), { publisher: 'One' }),
      row(exported('2025-12', 280, { partner: 'JP' }), { publisher: 'Other' }),
    ];
    const [s] = judged(say(411), [stated(411)], record);
    expect(s!.verdict).toBe('conflicts');
    expect(s!.evidence.map((e) => e.source).sort()).toEqual(['One', 'Other']);
  });
});

it('a document does not confirm itself', () => {
  const record = [
    row(exported('2025-10', 5473), {
      publisher: 'Site',
      url: 'https://www.site.example/a?x=1',
      documentId: 'doc',
    }),
  ];
  const text = 'Exports of 5,473 t in October.';
  const observation = { ...exported('2025-10', 5473), quote: '5,473 t', start: 11, end: 18, read_by: 'hand' };
  const reading = { observations: [observation], numbers: [], coverage: 1 };
  const verdict = (self: object) => judge({ text, ...self }, reading, context(record))[0]!.verdict;
  expect(verdict({})).toBe('holds');
  expect(verdict({ id: 'doc' })).toBe('undecided');
  expect(verdict({ url: 'http://site.example/a' })).toBe('undecided');
  expect(verdict({ publisher: 'site' })).toBe('undecided');
});
