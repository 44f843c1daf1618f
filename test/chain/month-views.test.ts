import { describe, expect, it } from 'vitest';
import { chainTables, loadSolver, resolveScenario, runScenario } from '../../src/chain/index.ts';
import { boundsOf, nodeAccount } from '../../src/chain/month-account.ts';
import { chainNames } from '../../src/chain/names.ts';
import { ELEMENTS } from '../../src/chain/network.ts';
import { followOrigins, traceOrigin } from '../../src/chain/origin.ts';
import { tracePrice } from '../../src/chain/price-trace.ts';
import { type StageAt, stageFlows } from '../../src/chain/stage-flows.ts';
import { loadFacts } from '../../src/facts/index.ts';

const facts = loadFacts();
const tables = chainTables(facts);
const scenario = { ...resolveScenario('april-2025', facts.chainScenarios), until: '2025-08' };
const run = runScenario({ tables, solver: await loadSolver(), scenario });
const may2025 = 16;
const names = chainNames(tables, run.built.network, scenario);

describe('an element through the stages in a month', () => {
  it('what goes into a stage and out of it is in its links, to the gram', () => {
    const same = (a: StageAt, b: StageAt) => a.stage === b.stage && a.place === b.place;
    for (const element of ELEMENTS) {
      for (const t of [0, 5, may2025]) {
        const { links, totals } = stageFlows(run, t, element);
        const sum = (side: 'from' | 'to', of: StageAt) =>
          links.reduce((x, link) => x + (same(link[side], of) ? link.tonnes : 0), 0);
        for (const total of totals) {
          expect(sum('to', total), `into ${total.stage} ${total.place}`).toBeCloseTo(total.taken, 6);
          expect(sum('from', total), `out of ${total.stage} ${total.place}`).toBeCloseTo(total.made, 6);
        }
      }
    }
  });

  it('what is used in a month is what the element ledger booked', () => {
    ELEMENTS.forEach((element, e) => {
      const used = stageFlows(run, may2025, element)
        .totals.filter(({ stage }) => stage === 'use')
        .reduce((sum, { taken }) => sum + taken, 0);
      expect(used).toBeCloseTo(run.months[may2025]!.elements.used[e]!, 9);
    });
  });

  it('says which ways were full: in May 2025 the licences for magnets bound, ore did not', () => {
    const { links } = stageFlows(run, may2025, 'Dy');
    const bound = (kind: string, from: string, to: string) =>
      links.find((link) => link.kind === kind && link.from.place === from && link.to.place === to)!.bound;
    expect(bound('magnet', 'CN', 'EU')).toBeGreaterThan(0.9);
    expect(bound('concentrate', 'MM', 'CN')).toBe(0);
  });
});

describe('the account of a node', () => {
  it('adds up at every node in every month', () => {
    for (const [t] of run.months.entries()) {
      for (const { id } of run.built.network.nodes) {
        const account = nodeAccount(run, id, t);
        const sum = (lines: typeof account.into) => lines.reduce((x, { tonnes }) => x + tonnes, 0);
        expect(sum(account.into), `${id} ${account.month}`).toBeCloseTo(sum(account.outOf), 5);
      }
    }
  });

  it('what binds: nothing is licensed before April 2025, magnets for Europe are after', () => {
    const licences = (t: number) => boundsOf(run, t).filter(({ kind }) => kind === 'licence');
    expect(licences(14)).toEqual([]);
    const [first] = licences(may2025);
    expect(first!.ids.every((id) => id.startsWith('magnet-'))).toBe(true);
    expect(first!.tonnes).toBeCloseTo(first!.allowed, 3);
    expect(first!.dearestUsdPerKg).toBeGreaterThanOrEqual(first!.rentUsdPerKg);
  });
});

describe('origins followed once', () => {
  const stages = ['mining', 'separation', 'metal', 'magnet_sintered'];
  it('are the shares that a question for the month gets', () => {
    const shares = traceOrigin(run, {
      element: 'Tb',
      stages,
      place: 'JP',
      carrier: 'magnet-UH',
      from: '2025-05',
      until: '2025-06',
    });
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    const follower = followOrigins(run, 'Tb', stages);
    const later = follower.used(may2025 + 1);
    expect(follower.used(may2025)).not.toEqual(later);
    const paths = new Map<string, number>();
    for (const { segment, paths: own } of follower.used(may2025)) {
      const { place, carrier } = run.built.network.segments[segment]!;
      if (place !== 'JP' || carrier !== 'magnet-UH') continue;
      for (const { path, tonnes } of own)
        paths.set(path.join('>'), (paths.get(path.join('>')) ?? 0) + tonnes);
    }
    const all = [...paths.values()].reduce((a, b) => a + b, 0);
    for (const { path, share } of shares) expect(paths.get(path.join('>'))! / all).toBeCloseTo(share, 9);
  });

  it('leave little unknown where opening stocks are taken to be of the base year', () => {
    const unknown = (opening: 'before' | 'base year') => {
      let all = 0;
      let before = 0;
      for (const { paths } of followOrigins(run, 'Dy', stages, opening).used(may2025)) {
        for (const { path, tonnes } of paths) {
          all += tonnes;
          if (path[0] === 'before') before += tonnes;
        }
      }
      return before / all;
    };
    expect(unknown('base year')).toBeLessThan(0.03);
    expect(unknown('before')).toBeGreaterThan(unknown('base year'));
  });
});

describe('names', () => {
  const idLike = /[@_>:]|\bconc-|\b(?:magnet|component|scrap)-[A-Z]/;
  it('no part of the network and no line of a trace shows an id', () => {
    const { nodes, processes, arcs, limits } = run.built.network;
    const all = [
      ...nodes.map(({ id }) => names.node(id)),
      ...processes.map(({ id }) => names.process(id)),
      ...arcs.map(({ id }) => names.arc(id)),
      ...limits.map(({ id }) => names.limit(id)),
    ];
    expect(all.filter((name) => idLike.test(name))).toEqual([]);
    expect(names.node('Dy-oxide@JP')).toBe('Dysprosium oxide in Japan');
    expect(names.control('april-2025-magnets', '2025-05')).toMatch(/^licence for magnets/);
  });

  it('every line of a trace says what it is about', () => {
    const { lines, price } = tracePrice(run, 'magnet-UH@EU/lean', '2025-05');
    expect(lines.reduce((sum, { usdPerKg }) => sum + usdPerKg, 0)).toBeCloseTo(price, 6);
    const rent = lines.find(({ kind }) => kind === 'rent');
    expect(rent?.about).toMatchObject({ kind: 'control', id: 'april-2025-magnets' });
  });
});
