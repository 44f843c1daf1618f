import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingOf, licensedShare, originFinding } from '../../desk/src/chain/finding.ts';
import { COLUMNS, flowGraph, placeFlows } from '../../desk/src/chain/flow-layout.ts';
import { madeIn } from '../../desk/src/chain/made.ts';
import { mapFlows } from '../../desk/src/chain/map-flows.ts';
import { placeLabels } from '../../desk/src/chain/map-labels.ts';
import type { TraceRow } from '../../desk/src/chain/messages.ts';
import { monthView, offsetOf, timeline } from '../../desk/src/chain/month-view.ts';
import { nodeView } from '../../desk/src/chain/node-view.ts';
import { originGraph } from '../../desk/src/chain/origin-graph.ts';
import { ORIGIN_STAGES, originView } from '../../desk/src/chain/origin-view.ts';
import { exportRows } from '../../desk/src/chain/record.ts';
import { priceFinding, stepsOf } from '../../desk/src/chain/trace-steps.ts';
import { percent, placeWords, tonnesWords } from '../../desk/src/chain/words.ts';
import {
  chainNames,
  chainTables,
  followOrigins,
  loadSolver,
  resolveScenario,
  runScenario,
} from '../../src/chain/index.ts';
import { loadFacts } from '../../src/facts/index.ts';
import type { TradeSeries } from '../../src/server/shapes/series.ts';

const facts = loadFacts();
const tables = chainTables(facts);
const members = [{ code: 'DE', name: 'Germany', place: 'EU' }];
const scenario = { ...resolveScenario('april-2025', facts.chainScenarios), until: '2025-07' };
const run = runScenario({ tables, solver: await loadSolver(), scenario });
const names = chainNames(tables, run.built.network, scenario);
const places = placeWords({ tables, scenarios: facts.chainScenarios, members });
const may = offsetOf(run, '2025-05');
const view = monthView(run, names, may, 'Dy');

describe('a month in the shape in which it is shown', () => {
  it('says who holds the tightest stage and how much of normal trade is licensed', () => {
    expect(findingOf(view, places)).toMatch(
      /^China makes 9\d% of the world's dysprosium metal; in May 2025 licences let \d+% of normal trade through$/,
    );
    const march = monthView(run, names, offsetOf(run, '2025-03'), 'Dy');
    expect(licensedShare(march)).toBeUndefined();
    expect(findingOf(march, places)).toMatch(/in Mar 2025, and no licence binds$/);
  });

  it('shares of each stage add to one and are ranked', () => {
    for (const { places: own, hhi } of view.concentration) {
      expect(own.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      expect([...own].sort((a, b) => b.tonnes - a.tonnes)).toEqual(own);
      expect(hhi).toBeGreaterThan(0);
      expect(hhi).toBeLessThanOrEqual(10_000 + 1e-6);
    }
  });

  it('nobody depends on their own place, or for more than they take', () => {
    expect(view.dependences.length).toBeGreaterThan(5);
    for (const { who, on, share, fromStock } of view.dependences) {
      expect(on).not.toBe(who.place);
      expect(share + fromStock).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('tells the same limit on several ways as one row', () => {
    const keys = view.bounds.map(({ kind, what, where }) => `${kind} ${what} ${where}`);
    expect(new Set(keys).size).toBe(keys.length);
    const magnets = view.bounds.find(({ what }) => what.includes('classes H and SH from China'))!;
    expect(magnets.destinations).toContain('EU');
    expect(magnets.rentUsdPerKg).toBeLessThanOrEqual(magnets.dearestUsdPerKg);
  });

  it('a month outside the run is the nearest one in it', () => {
    expect(offsetOf(run, '2040-01')).toBe(run.months.length - 1);
    expect(offsetOf(run, '2020-01')).toBe(0);
  });

  it('the timeline has every month and what begins in it', () => {
    const { months, events } = timeline(run);
    expect(months.map(({ month }) => month)).toEqual(run.months.map(({ month }) => month));
    expect(events.find(({ month }) => month === '2025-04')?.words).toContain('licence');
  });
});

describe('a node', () => {
  const basisOf = () => 't';
  const node = nodeView(run, names, basisOf, 'magnet-UH@EU/lean', may, 'Dy');

  it('has an account that adds up, and a trace whose steps are its price', () => {
    const sum = (rows: readonly { tonnes: number }[]) => rows.reduce((x, { tonnes }) => x + tonnes, 0);
    expect(sum(node.into)).toBeCloseTo(sum(node.outOf), 6);
    const lines = stepsOf(node.trace).flatMap(({ lines: own }) => own);
    expect(lines).toHaveLength(node.trace.length);
    expect(lines.reduce((x, { usdPerKg }) => x + usdPerKg, 0)).toBeCloseTo(node.ask, 6);
    expect(priceFinding(node)).toMatch(/^\d+% of the price is rent: the licence for magnets/);
  });

  it('gets from others what they are said to give it', () => {
    const china = nodeView(run, names, basisOf, 'magnet-UH@CN', may, 'Dy');
    const given = china.dependents.find(({ who }) => who.stage === 'use' && who.place === 'EU');
    const got = node.dependsOn.find(({ who }) => who.stage === 'magnet' && who.place === 'CN');
    expect(given?.tonnes).toBeCloseTo(got?.tonnes ?? 0, 9);
  });

  it('a price without a limit is said to be so', () => {
    const line = (kind: string, usdPerKg: number): TraceRow => ({
      kind,
      usdPerKg,
      words: kind,
      step: 'there',
    });
    expect(priceFinding({ ask: 10, base: 10, bounds: [], trace: [line('cost', 10)] })).toMatch(
      /^Nothing binds/,
    );
    expect(priceFinding({ ask: 0, base: 10, bounds: [], trace: [] })).toMatch(/^Worth next to nothing/);
    expect(
      priceFinding({ ask: 10, base: 10, bounds: [], trace: [line('cost', 4), line('premium', 6)] }),
    ).toMatch(/^60% of the price is for having it now/);
    expect(
      priceFinding({ ask: 10, base: 10, bounds: [], trace: [line('stock', 9), line('cost', 1)] }),
    ).toContain('in stock');
  });
});

describe('origin', () => {
  const follower = followOrigins(run, 'Dy', ORIGIN_STAGES, 'base year');
  const mix = { 'magnet-HSH': 0.25, 'magnet-UH': 0.75 };

  it('shares add to one at every stage, and a mix of classes has the content of its parts', () => {
    const all = originView(run, follower, 'Dy', 'EU', may, 1, mix);
    for (const { places: own } of all.stages)
      expect(own.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    const [hsh, uh] = ['magnet-HSH', 'magnet-UH'].map((c) =>
      originView(run, follower, 'Dy', 'EU', may, 1, { [c]: 1 }),
    );
    expect(all.gramsPerKg).toBeCloseTo(0.25 * hsh!.gramsPerKg + 0.75 * uh!.gramsPerKg, 9);
    expect(originFinding(all, 'dysprosium', 'Germany', places)).toContain('was mined in China');
  });

  it('twelve months together lie between their least and their most', () => {
    const share = (months: number, t: number) =>
      originView(run, follower, 'Dy', 'JP', t, months).stages[3]!.places.find(({ place }) => place === 'CN')!
        .share;
    const single = Array.from({ length: 12 }, (_, k) => share(1, may - k));
    expect(share(12, may)).toBeGreaterThanOrEqual(Math.min(...single));
    expect(share(12, may)).toBeLessThanOrEqual(Math.max(...single));
  });

  it('as a graph ends whole in the place of use', () => {
    const graph = originGraph(originView(run, follower, 'Dy', 'EU', may, 1), 'EU');
    const end = graph.links
      .filter(({ target }) => target === '4:EU')
      .reduce((sum, { value }) => sum + value, 0);
    expect(end).toBeCloseTo(1, 9);
    const smaller = graph.nodes.filter(({ at }) => at.place === 'others');
    expect(smaller.every(({ last }) => last)).toBe(true);
  });

  it('of nothing says so', () => {
    const none = originView(run, follower, 'Dy', 'VN', may, 1, { SmCo: 1 });
    expect(originFinding(none, 'dysprosium', 'Viet Nam', places)).toMatch(/^No dysprosium/);
  });
});

describe('pictures', () => {
  it('the flow diagram puts every stage in its column and nothing outside its box', () => {
    const graph = flowGraph(view.links);
    const { nodes, links } = placeFlows(graph, { width: 900, height: 500, top: 30, right: 100 });
    expect(links.length).toBe(graph.links.length);
    const x = COLUMNS.map(
      (_, column) => new Set(nodes.filter((n) => n.column === column).map(({ x0 }) => x0)),
    );
    for (const own of x) expect(own.size).toBe(1);
    for (const { x0, x1, y0, y1 } of nodes) {
      expect(x0).toBeGreaterThanOrEqual(0);
      expect(x1).toBeLessThanOrEqual(801);
      expect(y0).toBeGreaterThanOrEqual(29);
      expect(y1).toBeLessThanOrEqual(500);
    }
  });

  it('draws nothing of nothing', () => {
    expect(placeFlows(flowGraph([]), { width: 100, height: 100, top: 0, right: 0 }).nodes).toEqual([]);
  });

  it('the map has ways between places only, and all that is made', () => {
    const { ways, made } = mapFlows(view, 'magnet');
    expect(ways.every(({ from, to }) => from !== to)).toBe(true);
    expect(made[0]?.[0]).toBe('CN');
  });

  it('no name on the map lies on another, and none leaves it', () => {
    const spot = fc.record({
      x: fc.integer({ min: 0, max: 400 }),
      y: fc.integer({ min: 0, max: 200 }),
      radius: fc.integer({ min: 2, max: 30 }),
      width: fc.integer({ min: 10, max: 90 }),
    });
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 20 }), (spots) => {
        const named = spots.map((one, i) => ({ ...one, code: String(i) }));
        const placed = placeLabels(named, { width: 400, height: 200 });
        const boxes = named.flatMap(({ code, width }) => {
          const at = placed.get(code);
          if (!at) return [];
          const left = at.x - { start: 0, middle: width / 2, end: width }[at.anchor];
          return [{ left, right: left + width, top: at.y - 10, bottom: at.y + 2 }];
        });
        boxes.forEach((a, i) => {
          expect(a.left).toBeGreaterThanOrEqual(0);
          expect(a.right).toBeLessThanOrEqual(400);
          for (const b of boxes.slice(i + 1))
            expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
        });
      }),
    );
  });
});

describe('the record beside the model', () => {
  const series = (partner: string, value: number): TradeSeries =>
    ({
      key: { product: 'NdFeB-magnet', reporter: 'CN', partner, flow: 'export', unit: 't' },
      partnerName: partner,
      reporterName: 'China',
      months: [
        { period: '2025-05', value, counts: true, status: 'as_published', observations: [`row-${partner}`] },
      ],
      totals: [],
      gaps: [],
    }) as unknown as TradeSeries;

  it('counts members for their union, says which, and leads to the row', () => {
    const rows = exportRows(
      {
        month: '2025-05',
        exports: [
          { place: 'EU', tonnes: 400 },
          { place: 'US', tonnes: 60 },
        ],
      },
      [series('WORLD', 1200), series('DE', 209), series('US', 46)],
      members,
      places,
    );
    expect(rows.map(({ observed }) => observed)).toEqual([1200, 209, 46]);
    expect(rows[1]!.what).toContain('on record Germany alone');
    expect(rows.map(({ isPart }) => isPart ?? false)).toEqual([false, true, false]);
    expect(rows[2]!.row).toBe('row-US');
  });

  it('the model makes of a year what its months make; of half a year nothing is said', () => {
    const year = madeIn(run, { subject: 'RE-all', place: 'MM', period: '2024' })!;
    const months = Array.from({ length: 12 }, (_, i) =>
      madeIn(run, { subject: 'RE-all', place: 'MM', period: `2024-${String(i + 1).padStart(2, '0')}` }),
    );
    expect(months.reduce<number>((sum, value) => sum + value!, 0)).toBeCloseTo(year, 6);
    expect(madeIn(run, { subject: 'RE-all', place: 'MM', period: '2025' })).toBeNull();
    expect(madeIn(run, { subject: 'Gd-oxide', place: 'CN', period: '2024' })).toBeNull();
  });
});

describe('figures in words', () => {
  it('carry no more digits than they deserve, and what is small is not nothing', () => {
    expect(percent(0.004)).toBe('<1%');
    expect(percent(0)).toBe('0%');
    expect(percent(0.936)).toBe('94%');
    expect(tonnesWords(0)).toBe('0');
    expect(tonnesWords(0.001)).toBe('<0.01');
    expect(tonnesWords(1234.5)).toBe('1,235');
  });
});
