import { describe, expect, it } from 'vitest';
import {
  type ChainTables,
  chainTables,
  checkTables,
  loadSolver,
  resolveScenario,
  runScenario,
} from '../../src/chain/index.ts';
import { loadFacts } from '../../src/facts/index.ts';

const facts = loadFacts();
const tables = chainTables(facts);

function changed<K extends keyof ChainTables>(
  table: K,
  line: number,
  change: Partial<ChainTables[K][number]>,
): ChainTables {
  const rows = tables[table].map((row, i) => (i === line - 2 ? { ...row, ...change } : row));
  return { ...tables, [table]: rows };
}

describe('the consistency check', () => {
  it('finds nothing in the shipped tables', () => {
    expect(checkTables(tables)).toEqual([]);
  });

  it.each([
    [
      'a place that is not there',
      changed('chainTrade', 5, { origin: 'XX' }),
      'data/chain/trade.csv',
      5,
      'origin',
    ],
    [
      'a carrier of the wrong kind',
      changed('chainSeparation', 2, { input: 'PrNd-oxide' }),
      'data/chain/separation.csv',
      2,
      'input',
    ],
    [
      'a light line that recovers heavies',
      changed('chainSeparation', 5, { Dy: 0.5 }),
      'data/chain/separation.csv',
      5,
      'Dy',
    ],
    [
      'a project without a row to grow',
      changed('chainProjects', 3, { place: 'MM' }),
      'data/chain/projects.csv',
      3,
      'technology',
    ],
    [
      'a recipe of too much rare earth',
      changed('chainRecipes', 2, { PrNd: 0.6 }),
      'data/chain/recipes.csv',
      2,
      'PrNd',
    ],
    [
      'a tier whose cover is no parameter',
      changed('chainTiers', 2, { cover_parameter: 'none' }),
      'data/chain/tiers.csv',
      2,
      'cover_parameter',
    ],
    [
      'a target of a stage that is not there',
      changed('chainCalibrationTargets', 2, { stages: ['minning'] }),
      'data/chain/calibration-targets.csv',
      2,
      'stages',
    ],
    [
      'a reported figure outside its own range',
      changed('chainValidationTargets', 2, { value: 1e6 }),
      'data/chain/validation-targets.csv',
      2,
      'value',
    ],
    [
      'classes that do not make a whole',
      changed('chainApplications', 3, { NM: 0.9 }),
      'data/chain/applications.csv',
      3,
      'NM',
    ],
  ] as const)('names file, line and field of %s', (_, broken, file, line, field) => {
    expect(checkTables(broken)).toContainEqual(expect.objectContaining({ file, line, field }));
  });

  it('is made before anything is solved', async () => {
    const broken = changed('chainTrade', 5, { origin: 'XX' });
    const solver = await loadSolver();
    const scenario = resolveScenario('reference', facts.chainScenarios);
    expect(() => runScenario({ tables: broken, solver, scenario })).toThrow(
      /trade\.csv, line 5, field "origin": "XX" is not there/,
    );
  });
});
