import { describe, expect, it } from 'vitest';
import {
  BALANCE_TOLERANCE,
  chainTables,
  loadSolver,
  resolveScenario,
  runScenario,
  ScenarioError,
  type ScenarioFile,
} from '../../src/chain/index.ts';
import { bottlenecks, firstStoppages, magnetExports, priceGap } from '../../src/chain/measures.ts';
import { traceOrigin } from '../../src/chain/origin.ts';
import { tracePrice } from '../../src/chain/price-trace.ts';
import { loadFacts } from '../../src/facts/index.ts';

const facts = loadFacts();
const tables = chainTables(facts);
const solver = await loadSolver();
const run = (name: string, until = '2036-01') =>
  runScenario({ tables, solver, scenario: { ...resolveScenario(name, facts.chainScenarios), until } });

describe.each(facts.chainScenarios.map((s) => s.name))('the ready-made scenario %s', (name) => {
  const whole = run(name);

  it('balances every element in every month', () => {
    expect(whole.months).toHaveLength(144);
    for (const m of whole.months) expect(m.elements.imbalance, m.month).toBeLessThan(BALANCE_TOLERANCE);
  });

  it('explains every price in lines that add up to it', () => {
    // Every seventh month, so that all times of the year come.
    for (let t = 0; t < whole.months.length; t += 7) {
      const { month } = whole.months[t]!;
      for (const node of whole.built.network.nodes) {
        const trace = tracePrice(whole, node.id, month);
        const sum = trace.lines.reduce((total, line) => total + line.usdPerKg, 0);
        const off = Math.abs(sum - trace.price);
        if (off > 1e-4 * Math.max(1, Math.abs(trace.price)))
          expect.fail(`${node.id} ${month}: off by ${off}`);
      }
    }
  });

  it('names what held the chain back in words, not in ids', () => {
    for (const { words } of bottlenecks(whole)) expect(words).not.toMatch(/[a-z]@[A-Z]|conc-|magnet-|plant:/);
  });
});

describe('a scenario', () => {
  it('gives the same digits each time it is run', () => {
    const twice = [run('april-2025', '2026-01'), run('april-2025', '2026-01')];
    expect(twice[0]!.months.map((m) => [m.objective, ...m.ask])).toEqual(
      twice[1]!.months.map((m) => [m.objective, ...m.ask]),
    );
  });
});

describe('the licensing of 2025 against no licensing', () => {
  const licensed = run('april-2025', '2026-07');
  const free = run('reference', '2026-07');
  const at = (series: readonly { month: string; value: number }[], month: string) =>
    series.find((s) => s.month === month)!.value;

  it('opens a gap between prices outside and inside that is not there without it', () => {
    expect(at(priceGap(licensed, 'Dy-oxide'), '2025-06')).toBeGreaterThan(2);
    expect(at(priceGap(free, 'Dy-oxide'), '2025-06')).toBeLessThan(1.3);
  });

  it('stops somebody, and nobody without it', () => {
    expect(firstStoppages(licensed, '2025-04-04')[0]!.month <= '2025-07').toBe(true);
    expect(firstStoppages(free, '2025-04-04')).toHaveLength(0);
  });

  it('cuts exports while it runs', () => {
    expect(at(magnetExports(licensed), '2025-05')).toBeLessThan(0.5 * at(magnetExports(free), '2025-05'));
  });

  it('names the licence among what held the chain back', () => {
    expect(bottlenecks(licensed, '2025-04', '2025-10')[0]!.what).toMatch(/april-2025/);
  });

  it('traces all of an element to where it was mined and separated', () => {
    const shares = traceOrigin(licensed, {
      element: 'Dy',
      stages: ['mining', 'separation'],
      place: 'EU',
      carrier: 'magnet-*',
      from: '2026-01',
      until: '2026-07',
    });
    expect(shares.reduce((sum, s) => sum + s.share, 0)).toBeCloseTo(1, 9);
    const myanmar = shares.find((s) => s.path.join() === 'MM,CN')!;
    expect(myanmar.share).toBeGreaterThan(0.1);
    expect(myanmar.share).toBeLessThan(0.5);
  });
});

describe('scenarios that cannot be', () => {
  const file = (over: Partial<ScenarioFile>): ScenarioFile => ({
    name: 'x',
    title: 'x',
    description: 'x',
    events: [],
    ...over,
  });
  it('names what is there when a name is not', () => {
    expect(() => resolveScenario('nope', [file({})])).toThrow(/no scenario "nope"; there are: x/);
    expect(() => resolveScenario('x', [file({ base: 'gone' })])).toThrow(ScenarioError);
    expect(() => resolveScenario('x', [file({ base: 'x' })])).toThrow(/built on itself/);
  });
  it('refuses a control that binds nothing', () => {
    const odd = file({
      events: [
        {
          kind: 'control',
          id: 'c',
          words: 'w',
          announced: '2025-01',
          from: '2025-01',
          origin: 'FR',
          carriers: ['moon-dust'],
          licensed: { default: { '2025-01': 0 } },
        },
      ],
    });
    expect(() => runScenario({ tables, solver, scenario: resolveScenario('x', [odd]) })).toThrow(
      /binds no arc/,
    );
  });
  it('refuses a parameter that is not there', () => {
    expect(() =>
      runScenario({
        tables,
        solver,
        scenario: resolveScenario('x', [file({})]),
        parameters: { nonsense: 1 },
      }),
    ).toThrow(/no parameter "nonsense"/);
  });
});
