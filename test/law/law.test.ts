import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { createLaw } from '../../src/law/index.ts';

const facts = loadFacts();
const law = createLaw(facts.acts, facts.lawWords);
const statuses = (id: string, date: string) =>
  law.statusOn(id, date).readings.map((r) => `${r.status}/${r.basis}`);

describe('statusOn', () => {
  it.each([
    ['cn-mofcom-gac-2025-18-dy', '2025-04-03', 'not_yet/text'],
    ['cn-mofcom-gac-2025-18-dy', '2025-04-04', 'in_force/text'],
    ['cn-mofcom-2025-61-1-3', '2025-10-08', 'not_yet/text'],
    ['cn-mofcom-2025-61-1-3', '2025-10-20', 'in_force/text'],
    ['cn-mofcom-2025-61-1-1', '2025-10-20', 'announced/text'],
    ['cn-mofcom-2025-61-1-1', '2026-01-15', 'suspended/text'],
    ['cn-mofcom-2025-62', '2026-11-10', 'suspended/text'],
    ['us-ieepa-china', '2026-02-23', 'in_force/text'],
    ['us-ieepa-china', '2026-02-24', 'ended/text'],
    ['us-dfars-7052-phase1', '2026-12-31', 'in_force/text'],
    ['us-dfars-7052-phase1', '2027-01-01', 'ended/text'],
    ['us-dfars-7052-phase2', '2026-12-31', 'announced/text'],
    ['eu-claim-25pct-2030', '2026-01-01', 'not_law/text'],
    ['us-forge-2026', '2026-05-01', 'proposed/text'],
    ['us-hts-8505-base', '2012-06-01', 'in_force/text'],
  ])('%s on %s: %s', (id, date, expected) => {
    expect(statuses(id, date)).toEqual([expected]);
  });

  it('gives both readings between the printed end of No. 70 and the announced one', () => {
    const status = law.statusOn('cn-mofcom-2025-62', '2026-11-20');
    expect(status.certainty).toBe('unsure');
    expect(status.readings.map((r) => [r.status, r.basis])).toEqual([
      ['in_force', 'text'],
      ['suspended', 'announcement'],
    ]);
    expect(status.readings[1]!.rests[0]!.by).toBe('cn-us-kl-arrangement-extension-2026');
  });

  it('takes a suspension that has run out as in force again, never as certain', () => {
    expect(statuses('cn-mofcom-2025-62', '2027-01-11')).toEqual(['in_force/text', 'suspended/possibility']);
    expect(statuses('cn-mofcom-2024-46-c2', '2026-11-28')).toEqual([
      'in_force/text',
      'suspended/possibility',
    ]);
  });

  it('is unsure inside a month that is all that is known', () => {
    expect(statuses('cn-magnet-tracking-2025', '2025-05-15')).toEqual(['not_yet/text', 'in_force/date']);
  });

  it('marks days after the evidence', () => {
    expect(law.statusOn('cn-mofcom-gac-2025-18-dy', '2026-10-08').beyondEvidence).toBe(false);
    expect(law.statusOn('cn-mofcom-gac-2025-18-dy', '2026-10-09').beyondEvidence).toBe(true);
  });

  it('names acts near a wrong id, and refuses what is no day', () => {
    expect(() => law.statusOn('cn-mofcom-2025-61', '2025-10-09')).toThrow(/cn-mofcom-2025-61-1-1/);
    expect(() => law.statusOn('cn-mofcom-2025-62', '2025-02-30')).toThrow(/must be a day/);
  });

  it('agrees with the spans of the timeline on every day', () => {
    const days = fc.date({ min: new Date('2008-01-01'), max: new Date('2037-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...facts.acts), days, (act, date) => {
        const day = date.toISOString().slice(0, 10);
        const span = law
          .spans(act.id)
          .find((s) => (s.from === 'unknown' || s.from <= day) && (!s.until || s.until >= day));
        expect(span?.status ?? 'not_yet').toBe(law.statusOn(act.id, day).status);
      }),
      { numRuns: 300 },
    );
  });
});

describe('changes', () => {
  it('lists what No. 70 did', () => {
    const changed = law
      .changesBetween('2025-11-06', '2025-11-07')
      .map((c) => `${c.act} ${c.before.status} ${c.after.status}`);
    expect(changed).toContain('cn-mofcom-2025-61-1-3 in_force suspended');
    expect(changed).toContain('cn-mofcom-gac-2025-57 announced suspended');
    expect(changed).not.toContain('cn-mofcom-gac-2025-18-dy in_force suspended');
  });

  it('sees what starts and lapses within 90 days of 8 October 2026', () => {
    const coming = law.startingOrLapsing('2026-10-08', 90).map((e) => `${e.date} ${e.act} ${e.what}`);
    expect(coming).toContain('2026-11-11 cn-mofcom-2025-62 suspension_ends');
    expect(coming).toContain('2026-11-28 cn-mofcom-2024-46-c2 suspension_ends');
    expect(coming).toContain('2027-01-01 us-dfars-7052-phase2 starts');
    expect([...coming].sort()).toEqual(coming);
  });

  it('names what is in force in one place', () => {
    const acts = law.inForceOn('2026-12-01', 'CN').map((s) => s.act);
    expect(acts).toContain('cn-mofcom-gac-2025-18-tb');
    expect(acts).toContain('cn-mofcom-2025-62');
    expect(acts).not.toContain('us-hts-8505-base');
  });
});

describe('find', () => {
  const first = (query: string) => law.find(query)[0]!;

  it.each([
    ['MOFCOM Announcement No. 61 of 2025', 'cn-mofcom-2025-61-1-1', 'named'],
    ['商务部公告2025年第62号', 'cn-mofcom-2025-62', 'named'],
    ['商務部公告第70号', 'cn-mofcom-gac-2025-70', 'named'],
    ['Announcement 46/2024', 'cn-mofcom-2024-46-c1', 'named'],
    [
      'the clarification of 16 September 2025 by the Ministry of Commerce on rotors',
      'cn-mofcom-faq5-2025-09-16',
      'described',
    ],
    ['Chinas Ausfuhrkontrollen vom April 2025', 'cn-mofcom-gac-2025-18-dy', 'described'],
    ['DFARS 252.225-7052', 'us-dfars-7052-phase1', 'named'],
    ['item 1C905 licence', 'cn-mofcom-gac-2025-18-dy', 'named'],
  ])('%s', (query, act, match) => {
    const found = first(query);
    expect([found.act, ...found.clauses]).toContain(act);
    expect(found.match).toBe(match);
  });

  it('puts the clauses of one announcement together', () => {
    const found = first('Announcement No. 18 of 2025');
    expect([found.act, ...found.clauses]).toHaveLength(7);
  });

  it('says how the nearest act differs from one that has no record', () => {
    const found = first('Announcement No. 18 of 2023');
    expect(found.match).toBe('near');
    expect(found.differs).toContainEqual({ field: 'year', asked: '2023', has: '2025' });
    expect(law.find('Announcement No. 99 of 2025').every((f) => f.match === 'near')).toBe(true);
  });

  it('knows the circulating claim of 25% recycled magnets and what is so', () => {
    const query =
      'In October 2024 Parliament passed a law that demands 25% recycled magnets in wind turbines and EVs by 2030';
    const found = law.find(query).find((f) => f.misreported);
    expect(found!.misreported!.truth).toMatch(/recycling capacity/);
    const real = law.find(query).filter((f) => law.act(f.act)!.standing !== 'claim');
    expect(real.map((f) => f.match)).not.toContain('named');
    expect(real[0]!.act).toBe('eu-crma-benchmarks');
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => Array.isArray(law.find(text))),
    );
  });
});
