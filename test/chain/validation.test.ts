import { describe, expect, it } from 'vitest';
import {
  calibrationResiduals,
  chainTables,
  loadSolver,
  resolveScenario,
  runScenario,
  summarise,
  validate,
} from '../../src/chain/index.ts';
import { loadFacts } from '../../src/facts/index.ts';

const facts = loadFacts();
const tables = chainTables(facts);
const solver = await loadSolver();

describe('calibration', () => {
  const scenario = { ...resolveScenario('reference', facts.chainScenarios), until: '2025-01' };
  const residuals = calibrationResiduals(runScenario({ tables, solver, scenario }), tables);

  it('meets every target within its tolerance', () => {
    expect(
      residuals.filter((r) => !r.met).map((r) => `${r.target}: ${(100 * r.deviation).toFixed(1)}%`),
    ).toEqual([]);
  });
});

describe('the replay of 2025', () => {
  const scenario = { ...resolveScenario('april-2025', facts.chainScenarios), until: '2026-05' };
  const run = runScenario({ tables, solver, scenario });
  const validation = validate(tables, summarise(run, tables), [], scenario.from);
  const row = (target: string) => validation.rows.find((r) => r.target.target === target)!;

  it('has a value for every target', () => {
    for (const r of validation.rows) expect(r.found, r.target.target).not.toBeNull();
  });

  it('magnet exports of April to August are within 20% on the mean', () => {
    expect(validation.exportError).toBeLessThan(0.2);
  });

  it('the gap of dysprosium in May, its price inside China and the first stoppage are as reported', () => {
    for (const target of ['gap-Dy-2025-05', 'inside-Dy-Apr-May', 'first-stoppage'])
      expect(row(target).met, target).toBe(true);
  });

  it('hides no miss: what lies outside the range is said to be missed', () => {
    for (const r of validation.rows)
      expect(r.met).toBe(r.found! >= r.target.low && r.found! <= r.target.high);
    expect(validation.rows.some((r) => !r.met)).toBe(true);
  });
});
