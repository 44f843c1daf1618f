import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Assessment,
  type AssessOptions,
  isRefusal,
  type PartResult,
  type ScenarioImpact,
  shortagesOf,
} from '../../src/parts/index.ts';
import { billOfText, facts, parts, partsWith } from './support.ts';

const HEAD =
  'Part,Grade,Route,Mass (g),Magnets per unit,Units per year,Working temperature (C),Made in,Destination,Bought as,End use,Price paid (EUR/pc),Last order,Stock in weeks,Size (mm),Contract';
const options: AssessOptions = { date: '2025-11-14', currency: 'EUR' };
const assess = (rows: readonly string[], more: Partial<AssessOptions> = {}): Assessment =>
  parts.assess(billOfText([HEAD, ...rows].join('\n')), { ...options, ...more });
const only = (row: string, more = {}): PartResult => assess([row], more).results[0]!;

const TRACTION =
  'TR,45UH,diffused,31,64,120000,160,CN,DE,magnet,passenger car traction motor,1.70,2025-06-12,5,40 x 17 x 6,fixed';
const SPEAKER = 'SP,N42,conventional,25,2,300000,60,CN,DE,magnet,loudspeaker,,,6,,spot';
const word = ({ law }: PartResult, key: 'licence' | 'duty' = 'licence') =>
  isRefusal(law) ? law.refused : law[key]?.word;

describe('a part', () => {
  it('delivered costs what the maker asks, freight, and duty on both', () => {
    const { cost, delivered, mass, perUnit, perYear } = only(TRACTION);
    if (isRefusal(cost) || !delivered || isRefusal(delivered)) throw new Error('not priced');
    const rate = facts.exchangeRates.find(
      (row) => row.currency === 'EUR' && row.period === '2025-11',
    )!.per_usd;
    expect(delivered.freight).toBeCloseTo(0.6 * rate, 9);
    expect(delivered.duty).toBeCloseTo(0.022 * (cost.forExport.value + delivered.freight), 9);
    expect(delivered.perKg.value).toBeCloseTo(cost.forExport.value + delivered.freight + delivered.duty, 9);
    expect(mass.unit_g).toBe(1984);
    expect(perUnit!.value).toBeCloseTo(1.984 * delivered.perKg.value, 6);
    expect(perYear!.value).toBeCloseTo(120_000 * perUnit!.value, 2);
  });

  it('into the United States duty is on the value without freight, at the rate of the day', () => {
    const row = TRACTION.replace(',DE,', ',US,');
    for (const [date, rate] of [
      ['2025-05-20', 32.1],
      ['2025-11-14', 12.1],
      ['2026-01-15', 37.1],
    ] as const) {
      const { cost, delivered } = only(row, { date });
      if (isRefusal(cost) || !delivered || isRefusal(delivered)) throw new Error('not priced');
      expect((100 * delivered.duty) / cost.forExport.value).toBeCloseTo(rate, 6);
    }
  });

  it('between two countries of the Union, or at home, there is no duty', () => {
    const { delivered, law } = only(TRACTION.replace(',CN,DE,', ',DE,PL,'));
    expect(delivered).toMatchObject({ duty: 0 });
    expect(law).not.toHaveProperty('duty');
    expect(only(TRACTION.replace(',CN,DE,', ',DE,DE,')).delivered).toMatchObject({ freight: 0, duty: 0 });
  });

  it('needs a licence from China since 4 April 2025 if it holds Dy or Tb as a magnet, and not as a rotor', () => {
    expect(word(only(TRACTION, { date: '2025-04-03' }))).toBe('not needed');
    expect(word(only(TRACTION, { date: '2025-04-04' }))).toBe('licence needed');
    expect(word(only(SPEAKER))).toBe('not needed');
    expect(word(only(TRACTION.replace(',magnet,', ',rotor,')))).toBe('not needed');
    expect(word(only(TRACTION.replace(',CN,', ',JP,')))).toBe('not needed');
  });

  it('is short of a licence where its stock ends before one comes', () => {
    expect(only(TRACTION).cover).toMatchObject({ stockWeeks: 5, told: true, gapWeeks: 4 });
    expect(only(TRACTION.replace(',5,40', ',12,40')).cover.gapWeeks).toBe(0);
    expect(only(SPEAKER).cover).not.toHaveProperty('gapWeeks');
    expect(only(TRACTION.replace(',5,40', ',,40')).cover).toMatchObject({ stockWeeks: 3, told: false });
  });

  it('shows the change since the last order, and what was paid against the arithmetic of that day', () => {
    const { sinceOrder } = only(TRACTION);
    if (!sinceOrder || isRefusal(sinceOrder)) throw new Error('no change');
    expect(sinceOrder.paidPerKg).toBeCloseTo(1.7 / 0.031, 6);
    expect(sinceOrder.materialPct).toBeGreaterThan(0);
    const then = only(TRACTION, { date: '2025-06-12' });
    expect(sinceOrder.material).toBeCloseTo(isRefusal(then.cost) ? 0 : then.cost.material.value, 9);
    expect(only(TRACTION.replace('2025-06-12', '2026-06-12')).sinceOrder).toHaveProperty('refused');
  });

  it('without mass is priced by the kilogram; with a size its mass follows', () => {
    const bare = only('A,45UH,diffused,,,,160,CN,DE,magnet,,,,,,');
    expect(bare.perMagnet).toBeUndefined();
    expect(isRefusal(bare.cost)).toBe(false);
    const sized = only('A,45UH,diffused,,,,160,CN,DE,magnet,,,,,40 x 17 x 6,');
    expect(sized.mass.magnet_g).toBeCloseTo(4.08 * 7.6, 6);
    expect(only(TRACTION.replace('40 x 17 x 6', '80 x 17 x 6')).notes.join()).toContain(
      'by size and density',
    );
  });

  it('comes from where the bill says; stage by stage the shares add to 1', () => {
    for (const row of [TRACTION, TRACTION.replace(',CN,', ',JP,'), TRACTION.replace(',CN,', ',,')]) {
      for (const stage of only(row).origin) {
        expect(stage.shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
        expect(stage.china).toBeGreaterThanOrEqual(0);
      }
    }
    const china = (row: string, stage: string) =>
      only(row).origin.find((each) => each.stage === stage)!.china;
    expect(china(TRACTION, 'metal')).toBe(1);
    expect(china(TRACTION.replace(',CN,', ',JP,'), 'magnet')).toBe(0);
    expect(china(TRACTION.replace(',CN,', ',JP,'), 'metal')).toBeGreaterThan(0.1);
    expect(china(TRACTION.replace(',CN,', ',JP,'), 'metal')).toBeLessThan(0.5);
  });
});

describe('substitutes', () => {
  const ids = (row: string) => only(row).substitutes.map(({ id }) => id);
  const conventional = TRACTION.replace('diffused', 'conventional');

  it('fit class, route, heat, thickness and place', () => {
    expect(ids(conventional)).toContain('diffused');
    expect(ids(TRACTION)).not.toContain('diffused');
    expect(ids(conventional.replace('40 x 17 x 6', '40 x 17 x 25'))).not.toContain('diffused');
    expect(ids(TRACTION)).not.toContain('class-down');
    expect(ids(TRACTION.replace(',160,', ',140,'))).toContain('class-down');
    expect(ids(TRACTION.replace(',CN,', ',JP,'))).not.toContain('outside-eu');
    expect(ids(SPEAKER)).toEqual(expect.arrayContaining(['cerium', 'ferrite']));
    expect(ids(SPEAKER.replace('N42', 'N52'))).not.toContain('cerium');
  });

  it('a diffused magnet saves heavy rare earth at the same mass; ferrite weighs several times as much', () => {
    const diffused = only(conventional).substitutes.find(({ id }) => id === 'diffused')!;
    expect(diffused.massPct.value).toBe(0);
    expect(Math.abs(diffused.costPct!.value)).toBeLessThan(15);
    const ferrite = only(SPEAKER).substitutes.find(({ id }) => id === 'ferrite')!;
    expect(ferrite.massPct.value).toBeGreaterThan(300);
    expect(ferrite.costPct!.value).toBeLessThan(0);
  });

  it('tell what the law makes of them', () => {
    const licence = (id: string) =>
      only(TRACTION.replace('45UH', '45SH').replace(',160,', ',130,')).substitutes.find(
        (each) => each.id === id,
      )!.licence;
    expect(licence('heavy-free')).toBe('not needed');
    expect(licence('rotor')).toBe('not needed');
    expect(licence('recycled')).toBe('licence needed');
    expect(licence('outside-asia')).toBe('not needed');
  });
});

describe('index clauses of contracts', () => {
  const clause = (text: string) => only(TRACTION.replace(/fixed$/, text)).clause;

  it('are worked out from the means of the quarter that counts', () => {
    const found = clause(
      'index 410 CNY/kg; PrNd-metal 520 x 0.293; DyFe-alloy 1590 x 0.009 / 0.8; Tb-metal 8600 x 0.004 diffused; lag 1 quarter; band 3%; k 1.09',
    );
    expect(found).toMatchObject({ currency: 'CNY', period: '2025-Q3', findings: [] });
  });

  it('are pointed out where they pay for more than the magnet holds, or divide nothing', () => {
    const odd = JSON.stringify(
      clause('index 410 CNY/kg; PrNd-metal 520 x 0.4; DyFe-alloy 1590 x 0.009; lag 1 quarter; k 1.5'),
    );
    expect(odd).toContain('PrNd weighs 0.4');
    expect(odd).toContain('divide by its content');
    expect(odd).toContain('k 1.5 lies outside');
    expect(odd).toContain('no band');
    expect(odd).toContain('Tb weighs 0 ');
  });

  it('that are not written out cannot be checked', () => {
    expect(clause('index')).toHaveProperty('refused');
  });
});

describe('the whole', () => {
  const rows = [
    TRACTION,
    SPEAKER,
    'RO,42SH,,20,48,1000,140,CN,US,rotor,passenger car traction motor,,,4,,',
    'SM,SmCo 2:17,,4,1,640000,200,CN,DE,sensor,speed sensor,,,10,,',
  ];

  it('is the sum of its parts, in any order', () => {
    const first = assess(rows);
    const total = first.results.reduce((sum, { perYear }) => sum + (perYear?.value ?? 0), 0);
    expect(first.whole.cost.value).toBeCloseTo(total, 4);
    expect(first.whole).toMatchObject({ parts: 4, priced: 3, counted: 3 });
    expect(Object.values(first.whole.licence).reduce((sum, n) => sum + n, 0)).toBe(4);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 4 }), (shuffled) => {
        const { whole } = assess(shuffled);
        expect(whole.cost.value).toBeCloseTo(first.whole.cost.value, 4);
        expect(whole.licence).toEqual(first.whole.licence);
      }),
      { numRuns: 10 },
    );
  });

  it('twice the units are twice the money', () => {
    const cost = (units: string) => assess([TRACTION.replace('120000', units)]).whole;
    expect(cost('240000').cost.value).toBeCloseTo(2 * cost('120000').cost.value, 3);
    expect(cost('240000').elements[0]!.kg).toBeCloseTo(2 * cost('120000').elements[0]!.kg, 6);
  });

  it('without acts or prices says so, and keeps everything else', () => {
    const blind = partsWith({}, { decide: undefined as never });
    const { results } = blind.assess(billOfText(`${HEAD}\n${TRACTION}`), options);
    expect(results[0]!.law).toHaveProperty('refused');
    expect(results[0]!.perUnit).toBeDefined();
    const early = assess([TRACTION], { date: '1999-01-01' });
    expect(early.results[0]!.cost).toHaveProperty('refused');
    expect(early.whole.priced).toBe(0);
  });
});

describe('shortage', () => {
  const buyers = (unmet: number) => ({ unmet, costPct: 100 * unmet });
  const impact: ScenarioImpact = {
    scenario: 'stop',
    title: 'A stop',
    buyers: {
      'magnet-UH@EU/lean': buyers(0.7),
      'magnet-UH@EU/middle': buyers(0.5),
      'magnet-UH@EU/full': buyers(0.2),
      'magnet-NM@ROW/middle': buyers(0.1),
    },
  };
  const ask = shortagesOf([impact], facts);
  const uh = { family: 'NdFeB-sintered', temperatureClass: 'UH', usedIn: 'DE' } as const;

  it('is that of a buyer of the class, the place and the stock, with the range over stocks', () => {
    expect(ask({ ...uh, stockWeeks: 3 })).toMatchObject([{ unmet: { low: 0.2, value: 0.7, high: 0.7 } }]);
    expect(ask({ ...uh, stockWeeks: 9 })).toMatchObject([{ unmet: { value: 0.5 } }]);
    expect(ask({ ...uh, stockWeeks: 30 })).toMatchObject([{ unmet: { value: 0.2 } }]);
    expect(ask({ ...uh, temperatureClass: 'N', usedIn: 'MX', stockWeeks: 9 })).toMatchObject([
      { unmet: { value: 0.1 } },
    ]);
  });

  it('is refused for what the model does not hold', () => {
    expect(ask({ family: 'ferrite', usedIn: 'DE', stockWeeks: 3 })).toHaveProperty('refused');
    expect(ask({ family: 'NdFeB-sintered', temperatureClass: 'UH', stockWeeks: 3 })).toHaveProperty(
      'refused',
    );
  });

  it('reaches the whole, weighed by money', () => {
    const { whole, results } = partsWith({}, { shortages: ask }).assess(
      billOfText(`${HEAD}\n${TRACTION}`),
      options,
    );
    expect(whole.scenarios).toHaveLength(1);
    expect(whole.scenarios[0]!.unmet.value).toBeCloseTo(0.7, 9);
    expect(whole.scenarios[0]!.extraCost.value).toBeCloseTo(0.7 * results[0]!.perYear!.value, 4);
  });
});
