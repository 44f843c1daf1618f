import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Act, createLaw, QUESTIONS, type Question, type Shipment } from '../../src/law/index.ts';
import { facts, law } from './world.ts';

const { acts, lawWords, shipmentWords } = facts;
const place = fc.constantFrom('CN', 'US', 'DE', 'JP', 'KR', 'VN', 'MY', 'IN', 'TW');
const optional = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });
const clean = <T extends object>(object: T): T =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;

const item = fc
  .record({
    form: fc.constantFrom(
      'oxide',
      'metal',
      'alloy',
      'magnet',
      'blank',
      'rotor',
      'motor',
      'device',
      'technology',
      'service',
      'equipment',
      'concentrate',
    ),
    family: optional(fc.constantFrom('NdFeB', 'SmCo', 'ferrite')),
    contains: optional(
      fc.uniqueArray(fc.constantFrom('Dy', 'Tb', 'Ho', 'Y', 'Nd', 'Ga'), { minLength: 1, maxLength: 3 }),
    ),
    free_of: optional(fc.constantFrom<string[]>(['Dy', 'Tb'], ['Dy', 'Tb', 'Ho'])),
    field: fc.constantFrom('magnet_making', 'separation', 'recycling'),
    product: optional(fc.constantFrom('washing_machine', 'motor_vehicle', 'heat_pump', 'other_product')),
    magnet_mass_kg: optional(fc.constantFrom(0.1, 0.2, 5)),
  })
  .map(clean) as fc.Arbitrary<Shipment['item']>;

const origin = fc
  .record({
    made: optional(place.map((p) => [p])),
    melted: optional(place.map((p) => [p])),
    magnetised: optional(place.map((p) => [p])),
    separated: optional(place.map((p) => [p])),
    inputs: optional(
      fc.constantFrom(
        [{ element: 'Dy', origin: 'CN', value_share_pct: 2 }],
        [{ element: 'Nd', origin: 'AU' }],
      ),
    ),
    chinese_technology: optional(fc.boolean()),
  })
  .map(clean) as fc.Arbitrary<NonNullable<Shipment['origin']>>;

const shipment = fc
  .record({
    from: place,
    to: place,
    item,
    origin: optional(origin),
    end_use: optional(fc.constantFrom('civil' as const, 'military' as const)),
    end_user: optional(
      fc.constantFrom(
        { name: 'TDK' },
        { name: 'Herstal' },
        { name: 'Sierra Nevada Corporation' },
        { name: 'A maker' },
      ),
    ),
    cots: optional(fc.boolean()),
    preference_claimed: optional(fc.boolean()),
  })
  .map(clean) as fc.Arbitrary<Shipment>;

const edges = [...new Set(acts.flatMap((act) => law.edges(act.id)))]
  .filter((day) => day > '2010-01-01')
  .sort();
const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
const question = fc.constantFrom(...QUESTIONS);

/** Everything an answer says but how far away other days are. */
function core(of: ReturnType<typeof createLaw>, s: Shipment, date: string, q: Question) {
  const decision = of.decide(s, date, { outlook: false, questions: [q] });
  return (
    decision.answers[0]?.readings.map((r) => [r.outcome, r.rate_pct, [...r.assuming].sort()]) ??
    decision.not_applicable[0]!.question
  );
}
const outcome = (of: ReturnType<typeof createLaw>, s: Shipment, date: string, q: Question) => {
  const found = of.decide(s, date, { outlook: false, questions: [q] }).answers[0];
  return (
    found?.readings
      .map((r) => `${r.outcome} ${r.rate_pct}`)
      .sort()
      .join() ?? 'not_applicable undefined'
  );
};

describe('properties of decisions', () => {
  it('an answer changes from one day to the next only through acts that have an edge there', () => {
    fc.assert(
      fc.property(shipment, fc.constantFrom(...edges), question, (s, day, q) => {
        const steady = createLaw(
          acts.filter((act) => !law.edges(act.id).includes(day)),
          lawWords,
          shipmentWords,
        );
        expect(outcome(steady, s, day, q)).toBe(outcome(steady, s, dayBefore(day), q));
      }),
      { numRuns: 300 },
    );
  });

  it('an answer does not change on a day on which no act has an edge', () => {
    const between = edges.flatMap((day, i) => {
      const next = edges[i + 1];
      const after = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
      return next && after < next ? [after] : [];
    });
    fc.assert(
      fc.property(shipment, fc.constantFrom(...between), question, (s, day, q) => {
        expect(outcome(law, s, day, q)).toBe(outcome(law, s, dayBefore(day), q));
      }),
      { numRuns: 300 },
    );
  });

  it('an unrelated act changes nothing', () => {
    const strangers: readonly Act[] = [
      stranger('xx-tin-licence', { type: 'licence', exports_from: 'XX', kind: 'dual_use' }, ['Dy']),
      stranger('cn-tin-licence', { type: 'licence', exports_from: 'CN', kind: 'dual_use' }, ['Sn']),
      stranger('cn-tin-ban', { type: 'export_ban', exports_from: 'CN', strength: 'barred' }, ['Sn']),
      stranger(
        'us-tin-duty',
        {
          type: 'duty',
          into: 'US',
          column2: [],
          steps: [
            {
              measure: 'tin',
              from: '2000-01-01',
              rate_pct: 50,
              hs: ['8001'],
              origins: ['*'],
              not_origins: [],
              not_hs: [],
              unsure_hs: [],
              free_on_claim: [],
            },
          ],
        },
        [],
      ),
    ];
    fc.assert(
      fc.property(
        shipment,
        fc.constantFrom(...edges),
        question,
        fc.constantFrom(...strangers),
        (s, day, q, act) => {
          expect(core(createLaw([...acts, act], lawWords, shipmentWords), s, day, q)).toEqual(
            core(law, s, day, q),
          );
          expect(core(createLaw([act, ...acts], lawWords, shipmentWords), s, day, q)).toEqual(
            core(law, s, day, q),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('an answer cites only acts that are in force, suspended or announced that day', () => {
    fc.assert(
      fc.property(shipment, fc.constantFrom(...edges), (s, day) => {
        for (const found of law.decide(s, day, { outlook: false }).answers) {
          for (const cited of found.acts) {
            const readings = law.statusOn(cited.act, day).readings.map((r) => r.status);
            expect(readings).toContain(cited.status);
            expect(['in_force', 'suspended', 'announced']).toContain(cited.status);
          }
          for (const reason of found.reasons) {
            for (const id of reason.acts) {
              const alive = law.statusOn(id, day).readings.map((r) => r.status);
              expect(alive.some((status) => ['in_force', 'suspended', 'announced'].includes(status))).toBe(
                true,
              );
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the sum of a duty is the sum of its steps', () => {
    fc.assert(
      fc.property(shipment, fc.constantFrom(...edges), (s, day) => {
        for (const found of law.decide(s, day, { outlook: false, questions: ['us_duty', 'eu_duty'] })
          .answers) {
          for (const { rate_pct, duties } of found.readings) {
            if (rate_pct === undefined) continue;
            expect(duties!.reduce((sum, d) => sum + d.rate_pct, 0)).toBeCloseTo(rate_pct, 6);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('readings are told apart by what they assume, and say what they hang on', () => {
    fc.assert(
      fc.property(shipment, fc.constantFrom(...edges), (s, day) => {
        for (const found of law.decide(s, day, { outlook: false }).answers) {
          if (found.readings.length < 2) continue;
          expect(found.certainty).toBe('unsure');
          const told = found.readings.map((r) => r.assuming.join());
          expect(new Set(told).size).toBe(told.length);
          for (const reading of found.readings) {
            expect(reading.assuming.length).toBeGreaterThan(0);
            if (reading.because.includes('field')) expect(reading.needs.length).toBeGreaterThan(0);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('filling in a field that was asked for leaves one of the outcomes that were given', () => {
    fc.assert(
      fc.property(
        shipment,
        fc.constantFrom(...edges),
        fc.constantFrom('civil' as const, 'military' as const),
        question,
        (s, day, end_use, q) => {
          const { end_use: _, ...open } = s;
          const asked = law.decide(open, day, { outlook: false, questions: [q] }).answers[0];
          if (!asked?.needs.includes('end_use')) return;
          const given = outcome(law, open, day, q).split(',');
          for (const one of outcome(law, { ...open, end_use }, day, q).split(','))
            expect(given).toContain(one);
        },
      ),
      { numRuns: 300 },
    );
  });
});

function stranger(id: string, rule: Act['rules'][number], elements: string[]): Act {
  return {
    id,
    title: id,
    names: { en: [], zh: [], ja: [] },
    issuers: [],
    jurisdictions: [id.slice(0, 2).toUpperCase()],
    kind: 'export_control',
    standing: 'law',
    summary: 'a rule about something else',
    legal_effect: 'none here',
    timeline: [{ event: 'in_force', from: '2005-01-01', basis: 'text' }],
    affects: [],
    scope: {
      elements,
      goods: [],
      items: [{ text: 'tin', forms: ['phosphor'], contains: ['Sn'] }],
      hs: [],
      codes: [],
      thresholds: [],
      origins: [],
      destinations: [],
      parties: [],
      end_uses: [],
    },
    rules: [rule],
    exemptions: [],
    uncertainties: [],
    misreported: [],
    sources: [{ text: 'made for a test', seen: 'background' }],
    evidence: '2026-10-08',
    confidence: 'high',
  };
}
