import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../src/chain/assembly/assemble.ts';
import {
  BALANCE_TOLERANCE,
  chainTables,
  indexNetwork,
  type Lever,
  leversOf,
  loadSolver,
  magnetExports,
  makeLevers,
  ownValue,
  parseSetting,
  resolveScenario,
  runScenario,
  SettingError,
  settingText,
  shortages,
  withSettings,
} from '../../src/chain/index.ts';
import { asAnnounced } from '../../src/chain/projects.ts';
import { loadFacts } from '../../src/facts/index.ts';

const facts = loadFacts();
const tables = chainTables(facts);
const solver = await loadSolver();
const levers = leversOf(facts.chainLevers);
const read = (text: string) => parseSetting(text, levers, tables);
const scenario = (name: string, ...texts: string[]) =>
  withSettings(resolveScenario(name, facts.chainScenarios), texts.map(read), levers, tables);
const run = (name: string, until: string, ...texts: string[]) =>
  runScenario({ tables, solver, scenario: { ...scenario(name, ...texts), until } });

const built = buildNetwork(tables, solver, {});
const index = indexNetwork(built.network);
/** What a scenario does in every month, as one text. */
const inWords = (what: ReturnType<typeof scenario>) => {
  const parameters = { ...built.parameters, ...what.parameters };
  const short = { ...what, until: '2028-03' };
  const { collection, ...rest } = makeLevers(built.network, index, tables, short, parameters, asAnnounced);
  const plain = (_: string, value: unknown) =>
    ArrayBuffer.isView(value) ? [...(value as Float64Array)] : value;
  return JSON.stringify([rest, collection('EU', 48), parameters], plain);
};
const ofParameter = (lever: Lever) => lever.moves.kind === 'parameter';

describe('levers', () => {
  it('each move something in the network, at one end of their range or the other', () => {
    const still = inWords(scenario('april-2025'));
    for (const lever of levers) {
      const own = ownValue(lever, resolveScenario('april-2025', facts.chainScenarios), tables);
      const end = own === lever.low ? lever.high : lever.low;
      const moved = inWords(scenario('april-2025', `${lever.key}=${end}`));
      expect(moved !== still, lever.key).toBe(true);
    }
  });

  it('of parameters name one, and hold its usual value within their range', () => {
    for (const lever of levers.filter(ofParameter)) {
      const row = tables.chainParameters.find(({ parameter }) => parameter === lever.key);
      expect(row, lever.key).toBeDefined();
      expect(row!.value).toBeGreaterThanOrEqual(lever.low);
      expect(row!.value).toBeLessThanOrEqual(lever.high);
    }
  });

  it('stand where the scenario has them', () => {
    const at = (name: string, key: string) =>
      ownValue(levers.find((one) => one.key === key)!, resolveScenario(name, facts.chainScenarios), tables);
    expect(at('full-stop', 'licences_heavy_EU')).toBe(0);
    expect(at('april-2025', 'licences_heavy_EU')).toBe(1);
    expect(at('april-2025', 'licences_dy_US')).toBeCloseTo(0.8);
    expect(at('reference', 'floor_prnd_US')).toBe(110);
    expect(at('myanmar-closure', 'myanmar_mines')).toBe(0);
    expect(at('recycled-content', 'collection_EU')).toBe(3);
    expect(at('ferrite-switch', 'ferrite_share')).toBe(0.2);
  });

  it('count in any order', () => {
    const texts = [
      'licences_heavy=0.5',
      'licences_heavy_EU=0@2027-01..2027-04',
      'stock_magnets_EU=200',
      'hoarding_factor=1.2',
      'myanmar_mines=0.5',
      'project_delay=12',
    ];
    const one = inWords(scenario('full-stop', ...texts));
    fc.assert(
      fc.property(fc.shuffledSubarray(texts, { minLength: texts.length }), (shuffled) => {
        expect(inWords(scenario('full-stop', ...shuffled))).toBe(one);
      }),
      { numRuns: 5 },
    );
  });

  it('hold only in the months given', () => {
    const months = ['2026-12', '2027-02', '2027-05', '2027-08'];
    const exports = (...texts: string[]) => {
      const series = magnetExports(run('april-2025', '2027-10', ...texts), 'EU');
      return months.map((month) => series.find((one) => one.month === month)!.value);
    };
    const free = exports();
    const stopped = exports('licences_heavy_EU=0@2027-02..2027-08');
    expect(stopped[0]).toBeCloseTo(free[0]!, 6);
    expect(stopped[1]! / free[1]!).toBeLessThan(0.6);
    expect(stopped[2]! / free[2]!).toBeLessThan(0.6);
    expect(stopped[3]! / free[3]!).toBeGreaterThan(0.9);
  });

  it('loosen as well as tighten', () => {
    const spring = (...texts: string[]) =>
      magnetExports(run('full-stop', '2027-07', ...texts))
        .filter(({ month }) => month >= '2027-01')
        .reduce((sum, { value }) => sum + value, 0);
    expect(spring('licences_heavy=0.8')).toBeGreaterThan(5 * Math.max(1, spring()));
  });

  it('of stocks put in what they say, keep the elements in balance and help whom they reach', () => {
    const stop = 'licences_heavy_EU=0@2027-01..2027-10';
    const without = run('april-2025', '2027-12', stop);
    const stocked = run('april-2025', '2027-12', stop, 'stock_magnets_EU=2000@2027-01..2027-10');
    for (const { month, elements } of stocked.months)
      expect(elements.imbalance, month).toBeLessThan(BALANCE_TOLERANCE);
    const put = stocked.levers.releases.reduce((sum, one) => sum + one.tonnes * (one.until - one.from), 0);
    expect(put).toBeCloseTo(2000, 6);
    const short = (of: typeof without) =>
      shortages(of, 0)
        .filter(({ place, carrier }) => place === 'EU' && carrier.startsWith('magnet'))
        .reduce((sum, { tonnes }) => sum + tonnes, 0);
    expect(short(without)).toBeGreaterThan(100);
    expect(short(stocked)).toBeLessThan(short(without));
  });
});

describe('the text of a setting', () => {
  it('is read back as it was written', () => {
    const month = fc
      .tuple(fc.integer({ min: 2024, max: 2030 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, m]) => `${year}-${String(m).padStart(2, '0')}`);
    const setting = fc
      .constantFrom(...levers)
      .chain((lever) =>
        fc.record({
          key: fc.constant(lever.key),
          value: fc
            .integer({ min: 0, max: 100 })
            .map((n) => lever.low + (n * (lever.high - lever.low)) / 100),
          ...(lever.from ? { from: month, until: fc.constant('2036-01') } : {}),
        }),
      )
      .map((one) => ({ ...one, value: Number(one.value.toFixed(6)) }));
    fc.assert(
      fc.property(setting, (one) => {
        expect(read(settingText(one))).toEqual(one);
      }),
    );
  });

  it.each([
    ['licences_heavy_EU', /write it as key=number/],
    ['licences_heavy_EU=x', /write it as key=number/],
    ['licences_heavy_EU=1.2', /goes from 0 to 1 \(share\)/],
    ['licences_heavi_EU=1', /no lever or parameter "licences_heavi_EU"; near it: .*licences_heavy_/],
    ['licences_heavy_EU=0@2027-07..2027-01', /ends \(2027-01\) before it begins/],
    ['hoarding_factor=1.5@2027-01..2027-03', /takes no months/],
    ['transit_far=2@2027-01..', /takes no months/],
  ])('%s is refused with what would be right', (text, words) => {
    expect(() => read(text)).toThrow(SettingError);
    expect(() => read(text)).toThrow(words);
  });

  it('may name any parameter, with any number', () => {
    expect(read('transit_far=2.5')).toEqual({ key: 'transit_far', value: 2.5 });
  });
});
