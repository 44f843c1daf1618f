import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { type Act, checkActs } from '../../src/law/index.ts';

const { acts } = loadFacts();
const act = (id: string) => acts.find((a) => a.id === id)!;

describe('the shipped acts', () => {
  it('are consistent with each other', () => {
    expect(checkActs(acts)).toEqual([]);
  });

  it('hold No. 72 as the suspension of clause 2 of No. 46 to 27 November 2026', () => {
    expect(act('cn-mofcom-2025-72').affects).toMatchObject([
      { acts: ['cn-mofcom-2024-46-c2'], relation: 'suspends', until: '2026-11-27' },
    ]);
  });

  it('hold the extension to January 2027 as an announcement, not as a text', () => {
    const extension = act('cn-us-kl-arrangement-extension-2026').affects[0]!;
    expect(extension).toMatchObject({
      relation: 'extends_suspension',
      until: '2027-01-10',
      basis: 'announcement',
    });
  });

  it('write customs codes as digits and places as codes', () => {
    for (const a of acts) {
      for (const code of a.scope.hs) expect(code).toMatch(/^\d{4,10}$/);
      for (const place of a.jurisdictions) expect(place).toMatch(/^[A-Z]{2}$/);
    }
  });

  it('name no act twice by number and clause', () => {
    const keys = acts.flatMap((a) =>
      a.number ? [`${a.issuers[0]} ${Object.values(a.number).join(' ')}`] : [],
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('checkActs', () => {
  const broken = (id: string, change: Partial<Act>) =>
    acts.map((a) => (a.id === id ? { ...a, ...change } : a));
  const said = (list: readonly Act[]) =>
    checkActs(list)
      .map((p) => `${p.act}: ${p.problem}`)
      .join('\n');

  it('finds a reference to an act without a file', () => {
    expect(said(acts.filter((a) => a.id !== 'cn-mofcom-2025-62'))).toContain('"cn-mofcom-2025-62"');
  });

  it('finds an act that begins after its end', () => {
    const timeline: Act['timeline'] = [
      { event: 'in_force', from: '2026-08-01', basis: 'text' },
      { event: 'ended', from: '2026-07-24', how: 'lapsed', basis: 'text' },
    ];
    expect(said(broken('us-s122-2026', { timeline }))).toContain('after it ends');
  });

  it('finds two suspensions that overlap', () => {
    const affects: Act['affects'] = [
      {
        acts: ['cn-mofcom-2025-62'],
        relation: 'suspends',
        from: '2026-11-01',
        until: '2027-01-10',
        basis: 'text',
      },
    ];
    expect(said(broken('cn-mofcom-2025-72', { affects }))).toContain('overlap');
  });

  it('finds duty steps that would count twice', () => {
    const s122 = act('us-s122-2026').rules[0]!;
    if (s122.type !== 'duty') throw new Error('not a duty');
    const rules = [{ ...s122, steps: [s122.steps[0]!, { ...s122.steps[0]!, from: '2026-03-01' }] }];
    expect(said(broken('us-s122-2026', { rules }))).toContain('overlap');
  });
});
