import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import {
  calibrationReport,
  calibrationResiduals,
  chainTables,
  loadSolver,
  resolveScenario,
  runScenario,
} from '../../chain/index.ts';
import { loadFacts } from '../../facts/index.ts';
import { table } from '../terminal.ts';

export function register(program: Command): void {
  program
    .command('calibrate')
    .summary('fit the base year of the chain model to the data, and report every residual')
    .option('--out <file>', 'write the report as Markdown')
    .action(async (options: { out?: string }) => {
      const facts = loadFacts();
      const tables = chainTables(facts);
      const scenario = { ...resolveScenario('reference', facts.chainScenarios), until: '2025-01' };
      const run = runScenario({ tables, solver: await loadSolver(), scenario });
      const residuals = calibrationResiduals(run, tables);
      console.log(
        table(
          [
            { head: 'target' },
            { head: 'wanted', align: 'right' },
            { head: 'found', align: 'right' },
            { head: 'deviation', align: 'right' },
            { head: '' },
          ],
          residuals.map((r) => [
            `${r.target}, ${r.unit}`,
            r.wanted.toFixed(r.wanted < 100 ? 1 : 0),
            r.found.toFixed(r.wanted < 100 ? 1 : 0),
            `${(100 * r.deviation).toFixed(1)}%`,
            r.met ? '' : `missed (${(100 * r.tolerance).toFixed(0)}% allowed)`,
          ]),
        ),
      );
      console.log(
        `\n${residuals.filter((r) => r.met).length} of ${residuals.length} targets within tolerance.`,
      );
      if (options.out) writeFileSync(options.out, calibrationReport(run, tables));
    });
}
