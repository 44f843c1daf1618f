import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersOf, scenarioOf } from '../../desk/src/scenarios/answers.ts';
import { csvText } from '../../desk/src/scenarios/csv.ts';
import type { Model, RunOf } from '../../desk/src/scenarios/messages.ts';
import type { Outcome } from '../../desk/src/scenarios/outcome.ts';
import { exportsOf, pricesOf } from '../../desk/src/scenarios/record-points.ts';
import {
  bandsOf,
  boundRows,
  changed,
  LEAST_DRAWS,
  ranged,
  type Side,
  shortRows,
  shortTonnes,
  stopRows,
} from '../../desk/src/scenarios/summary.ts';
import { commandOf, ITSELF, runsOf, settingsText, viewOf } from '../../desk/src/scenarios/view.ts';
import {
  changeWords,
  settingWords,
  shareWords,
  spanWords,
  tintOf,
  valueWords,
} from '../../desk/src/scenarios/words.ts';
import { tokensByTheme } from '../../src/brief/tokens.ts';
import { chainTables, ensembleTasks, leversOf, loadSolver, runTask } from '../../src/chain/index.ts';
import { loadFacts } from '../../src/facts/index.ts';

const facts = loadFacts();
const model: Model = {
  tables: chainTables(facts),
  scenarios: facts.chainScenarios,
  levers: facts.chainLevers,
};
const levers = leversOf(model.levers);
const see = (query: string) => viewOf(new URLSearchParams(query), model);

describe('the address of a view', () => {
  it('is the same view again', () => {
    const set = 'licences_heavy_EU=0@2027-01..2027-07,stock_magnets_EU=200';
    const view = see(`scenario=april-2025&set=${encodeURIComponent(set)}&runs=50&seed=7&until=2029-01`);
    expect(settingsText(view.settings)).toBe(set);
    expect(view).toMatchObject({ draws: 50, seed: 7, until: '2029-01', against: ITSELF, place: 'EU' });
    expect(commandOf(view)).toBe(
      'npx coercivity scenario run april-2025 --set licences_heavy_EU=0@2027-01..2027-07 --set stock_magnets_EU=200 --until 2029-01 --runs 50 --seed 7',
    );
  });

  it('asks for the same run in whatever order the levers stand', () => {
    const one = runsOf(see('set=hoarding_factor=1.5,myanmar_mines=0'));
    const other = runsOf(see('set=myanmar_mines=0,hoarding_factor=1.5'));
    expect(one).toEqual(other);
  });

  it('holds a scenario against what it is built on, and a moved one against itself', () => {
    expect(runsOf(see('scenario=full-stop')).base.scenario).toBe('april-2025');
    const moved = runsOf(see('scenario=full-stop&set=licence_months=4'));
    expect(moved.base).toMatchObject({ scenario: 'full-stop', set: [] });
    expect(moved.run.set).toEqual(['licence_months=4']);
    const two = 'scenario=april-2025&set=licences_heavy_EU=0,stock_magnets_EU=200';
    expect(runsOf(see(`${two}&against=without:stock_magnets_EU`)).base).toMatchObject({
      scenario: 'april-2025',
      set: ['licences_heavy_EU=0'],
    });
    expect(see(`${two}&against=without:myanmar_mines`).against).toBe(ITSELF);
  });

  it('whatever stands in it, gives a view that can be run, and says what it could not use', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(
            'scenario',
            'set',
            'runs',
            'seed',
            'until',
            'from',
            'to',
            'place',
            'tab',
            'against',
          ),
          fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('2027-01', '1999-01', '9e9', '-3', 'x=1')),
        ),
        (query) => {
          const view = viewOf(new URLSearchParams(query), model);
          expect(view.from <= view.to && view.to < view.until).toBe(true);
          expect(view.draws).toBeGreaterThanOrEqual(0);
          expect(view.draws).toBeLessThanOrEqual(200);
          const texts = (query.set ?? '').split(',').filter(Boolean);
          expect(view.settings.length + view.wrong.length).toBeLessThanOrEqual(texts.length);
          if (texts.length > 0) expect(view.settings.length + view.wrong.length).toBeGreaterThan(0);
        },
      ),
    );
    expect(see('set=licences_heavy_EU=3').wrong[0]).toMatch(/goes from 0 to 1/);
  });
});

/** An outcome with one use and one bound, for arithmetic that can be done by hand. */
const outcome = (short: readonly number[], rent: readonly number[] = [0, 0, 0]): Outcome => ({
  months: ['2027-01', '2027-02', '2027-03'],
  series: { price: short.map((value) => 10 * value) },
  dates: {},
  uses: [
    {
      place: 'EU',
      carrier: 'magnet-UH',
      words: 'EU, magnets UH',
      placeWords: 'the European Union',
      carrierWords: 'magnets UH',
      wanted: [10, 10, 10],
      short,
    },
  ],
  bounds: [
    {
      key: 'licence:a',
      kind: 'licence',
      words: 'Licences: a',
      node: 'a@EU',
      rentUsdPerKg: rent,
      thousandUsd: rent.map((value) => 1000 * value),
      tonnes: [0, 0, 0],
      allowed: [0, 0, 0],
    },
  ],
  stops: short.some((value) => value > 0.5)
    ? [{ place: 'EU', words: 'Magnets UH', month: '2027-02', weeks: 6 }]
    : [],
});
const side = (central: Outcome, ...draws: Outcome[]): Side => ({ central, draws });

describe('what draws say together', () => {
  const draws = [0, 1, 2, 3, 4].map((n) => outcome([0, n, 2 * n], [0, n, 0]));

  it('is the best estimate alone where there are too few', () => {
    const few = side(outcome([0, 3, 1]), ...draws.slice(0, LEAST_DRAWS - 1));
    expect(ranged(few, ({ uses }) => uses[0]!.short[1]!)).toEqual({ mid: 3 });
    expect(bandsOf(few, 'price', '2027-01', '2027-03').map(({ p10, p90 }) => p90 - p10)).toEqual([0, 0, 0]);
  });

  it('is the median and 80% of them, whatever the order they came in', () => {
    const value = ({ uses }: Outcome) => uses[0]!.short[1]!;
    const one = ranged(side(outcome([0, 9, 9]), ...draws), value);
    expect(one).toEqual({ mid: 2, low: 0.4, high: 3.6 });
    expect(ranged(side(outcome([0, 9, 9]), ...draws.toReversed()), value)).toEqual(one);
    const [, second] = bandsOf(side(outcome([0, 9, 9]), ...draws), 'price', '2027-01', '2027-03');
    expect(second).toMatchObject({ month: '2027-02', p10: 4, p25: 10, p50: 20, p75: 30, p90: 36 });
  });

  it('of a change: draw by draw, whatever the order they came in', () => {
    const value = ({ uses }: Outcome) => uses[0]!.short[1]!;
    const numbered = draws.map((one, draw) => ({ ...one, draw }));
    const dearer = numbered.map((one) => ({ ...outcome([0, value(one) + 3, 0]), draw: one.draw }));
    const [run, base] = [side(outcome([0, 5, 0]), ...dearer), side(outcome([0, 1, 0]), ...numbered)];
    expect(changed(run, base, value)).toEqual({ mid: 3, low: 3, high: 3 });
    expect(changed(run, side(base.central, ...numbered.toReversed()), value).low).toBe(3);
    expect(changed(side(run.central), side(base.central), value)).toEqual({ mid: 4 });
  });

  it('of shortages: shares of use, tonnes more than in the base', () => {
    const [row] = shortRows(
      side(outcome([0, 4, 2])),
      side(outcome([0, 1, 0])),
      '2027-01',
      '2027-03',
      undefined,
    );
    expect(row).toMatchObject({ tonnes: 5, words: 'EU, magnets UH' });
    expect(row!.cells.map(({ share, base }) => [share.mid, base])).toEqual([
      [0, 0],
      [0.4, 0.1],
      [0.2, 0],
    ]);
    expect(shortRows(side(outcome([0, 4, 2])), undefined, '2027-01', '2027-03', ['JP'])).toEqual([]);
    expect(shortTonnes('2027-02', '2027-02')(outcome([1, 4, 2]))).toBe(4);
  });

  it('of limits: mean worth over the months, none where none binds', () => {
    const [row] = boundRows(
      side(outcome([0, 0, 0], [0, 6, 0])),
      side(outcome([0, 0, 0])),
      '2027-01',
      '2027-03',
    );
    expect(row).toMatchObject({ rent: { mid: 2 }, baseRent: 0, months: 1, millionUsd: 6 });
    expect(boundRows(side(outcome([0, 0, 0])), undefined, '2027-01', '2027-03')).toEqual([]);
  });

  it('of stops: in how many draws a place stops', () => {
    const [row] = stopRows(side(outcome([0, 4, 2]), ...draws), side(outcome([0, 0, 0])));
    expect(row).toMatchObject({ place: 'EU', month: '2027-02', share: 0.8, base: undefined });
    expect(stopRows(side(outcome([0, 0, 0])), undefined)).toEqual([]);
  });
});

describe('words of the room', () => {
  const heavy = levers.find(({ key }) => key === 'licences_heavy_EU')!;
  it('say values with their units and months as people do', () => {
    expect(valueWords(heavy, 0.35)).toBe('35%');
    expect(valueWords({ unit: 't' }, 200)).toBe('200 t');
    expect(valueWords({ unit: 'factor' }, 1.2)).toBe('1.2×');
    expect(spanWords('2027-01', '2027-07')).toBe('Jan–Jun 2027');
    expect(spanWords('2026-11', '2027-02')).toBe('Nov 2026–Jan 2027');
    expect(spanWords('2027-01', '2027-02')).toBe('Jan 2027');
    expect(spanWords('2027-01', undefined)).toBe('from Jan 2027');
    expect(settingWords({ key: heavy.key, value: 0 }, levers)).toBe(
      'Magnets with dysprosium or terbium, Europe: 0% licensed, Jan–Jun 2027',
    );
  });
  it('say no more of a change than there is', () => {
    expect(changeWords(100, 100.2)).toBe('as base');
    expect(changeWords(74, 100)).toBe('\u221226%');
    expect(changeWords(902, 0)).toBe('+902');
    expect(shareWords({ mid: 0.61, low: 0.44, high: 0.72 })).toBe('61% (44–72)');
    expect(shareWords({ mid: 0.61 })).toBe('61%');
  });
});

describe('the tint of a cell', () => {
  const channels = (hex: string) => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16));
  const luminance = (colour: readonly number[]) => {
    const [r = 0, g = 0, b = 0] = colour.map((channel) => {
      const c = channel / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light = {}, dark = {}] = [...tokensByTheme.matchAll(/:root(?:\[[^\]]*\])?\{([^}]*)\}/g)].map(
    ([, body = '']) =>
      Object.fromEntries([...body.matchAll(/--([\w-]+):([^;]+)/g)].map(([, name, value]) => [name, value])),
  );
  it.each([
    ['light', light, light.sheet],
    ['dark', { ...light, ...dark }, '#0c1417'],
  ])('leaves its figure readable in the %s theme, and grows with the share', (_, theme, onDark) => {
    let before = 0;
    for (let share = 0; share <= 1; share += 0.01) {
      const tint = tintOf(share);
      expect(tint.percent).toBeGreaterThanOrEqual(before);
      before = tint.percent;
      const [model, sheet] = [channels(theme.forecast!), channels(theme.sheet!)];
      const ground = model.map((c, i) => (c * tint.percent + sheet[i]! * (100 - tint.percent)) / 100);
      const text = channels(tint.onDark ? onDark! : theme.ink!);
      const [bright, dim] = [luminance(ground), luminance(text)].sort((a, b) => b - a) as [number, number];
      expect((bright + 0.05) / (dim + 0.05), `${share}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('the record beside the model', () => {
  const point = (start: string, low: number, high: number, converted?: { low: number; high: number }) => ({
    period: start,
    start,
    end: start,
    low,
    high,
    mid: (low + high) / 2,
    voice: 'x',
    status: 'as_published',
    counts: true,
    observations: [],
    ...(converted && { converted: { ...converted, how: '' } }),
  });
  const key = { material: 'Dy-oxide', unit: 'USD/kg', market: 'EU', priceType: 'assessed', span: 'day' };
  it('takes the mean of a month, derived where it was brought to another unit', () => {
    const items = [
      {
        key,
        gaps: [],
        points: [
          point('2025-05-06', 700, 1000, { low: 700, high: 1000 }),
          point('2025-05-20', 900, 900, { low: 900, high: 900 }),
          point('2025-06-05', 5000, 5000, { low: 610, high: 610 }),
          point('2025-07-05', 9, 9),
        ],
      },
      { key: { ...key, market: 'CN' }, gaps: [], points: [point('2025-05-06', 1, 1, { low: 1, high: 1 })] },
    ];
    expect(pricesOf(items, false)).toEqual([
      { month: '2025-05', value: 875, known: 'observed' },
      { month: '2025-06', value: 610, known: 'derived' },
    ]);
    expect(pricesOf(items, true)).toHaveLength(1);
  });
  it('takes customs months that count', () => {
    const month = (start: string, counts: boolean, status: string) => ({
      period: start.slice(0, 7),
      start,
      end: start,
      resolution: 'month',
      value: 5,
      voice: 'x',
      standing: 'record',
      status,
      observations: [],
      counts,
      alternatives: [],
    });
    const months = [
      month('2023-12-01', true, 'as_published'),
      month('2025-01-01', true, 'as_published'),
      month('2025-02-01', true, 'derived'),
      month('2025-03-01', false, 'as_published'),
    ];
    const items = [
      {
        key: { product: 'NdFeB-magnet', unit: 't' },
        partnerName: '',
        reporterName: '',
        months,
        totals: [],
        gaps: [],
      },
    ];
    expect(exportsOf(items).map(({ month: at, known }) => [at, known])).toEqual([
      ['2025-01', 'observed'],
      ['2025-02', 'derived'],
    ]);
  });
  it('goes into a table with its commas and quotation marks', () => {
    expect(
      csvText(
        ['a', 'b'],
        [
          ['x, "y"', 1.5],
          [null, undefined],
        ],
      ),
    ).toBe('a,b\n"x, ""y""",1.5\n,\n');
  });
});

describe('what the worker answers', async () => {
  const solver = await loadSolver();
  const of: RunOf = {
    scenario: 'april-2025',
    set: ['licences_heavy_EU=0@2025-09..2026-03'],
    until: '2026-06',
    since: '2025-09',
  };
  const answers = answersOf(model);
  const central = answers({ kind: 'outcome', of }, solver) as Outcome;

  it('draws as the command line does, digit for digit', () => {
    const draw = answers({ kind: 'outcome', of, draw: { seed: 3, number: 2 } }, solver) as Outcome;
    const task = ensembleTasks(scenarioOf(of, model), 3, 3)[2]!;
    const { series } = runTask(task, model.tables, solver);
    expect(draw.series['exports:magnet:CN']).toEqual(series['exports:magnet:CN']);
    expect(draw.series['price:Dy-oxide:outside']).toEqual(series['price:Dy-oxide:outside']);
  });

  it('a reason that adds up: buyers to what is short, lines of the price to the price', () => {
    const use = central.uses.find(({ place, carrier }) => place === 'EU' && carrier === 'magnet-HSH')!;
    const t = central.months.indexOf('2025-12');
    const month = '2025-12';
    expect(use.short[t]).toBeGreaterThan(1);
    const reason = answers({ kind: 'reason', of, place: 'EU', carrier: 'magnet-HSH', month }, solver);
    if (!('supplies' in reason)) throw new Error('no reason');
    expect(reason.short).toBeCloseTo(use.short[t]!, 9);
    expect(reason.buyers.reduce((sum, one) => sum + one.short, 0)).toBeCloseTo(reason.short, 9);
    const lines = reason.trace.reduce((sum, one) => sum + one.usdPerKg, 0);
    expect(Math.abs(lines - reason.price)).toBeLessThan(1e-3 * reason.price);
    const china = reason.supplies.find(({ words }) => words === 'China')!;
    expect(china.held).toContain('as set here');
    expect(china.rentUsdPerKg).toBeGreaterThan(1);
    const told = JSON.stringify([reason.trace, reason.supplies, reason.buyers]);
    expect(told).not.toMatch(/@|magnet_|magnet-(HSH|UH|NM)|:bulk|:gbd|-oxide/);
  });

  it('says where the licence binds, in words', () => {
    const licence = central.bounds.find(({ words }) => words === 'Licences: magnets H–SH, China to EU')!;
    const t = central.months.indexOf('2025-12');
    expect(licence.rentUsdPerKg[t]).toBeGreaterThan(1);
    expect(licence.tonnes[t]).toBeLessThan(1);
    for (const { words } of central.bounds) expect(words).not.toMatch(/@|_|magnet-|:bulk|:gbd|conc-/);
  });

  it('tells how far it is, and does a run once', () => {
    const shares: number[] = [];
    const again = answersOf(model);
    again({ kind: 'outcome', of: { ...of, until: '2024-07' } }, solver, (share) => shares.push(share));
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const before = shares.length;
    again({ kind: 'outcome', of: { ...of, until: '2024-07' } }, solver, (share) => shares.push(share));
    expect(shares).toHaveLength(before);
  });
});
