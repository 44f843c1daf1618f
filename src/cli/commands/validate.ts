import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import {
  chainTables,
  ensembleTasks,
  loadSolver,
  publishedFindings,
  resolveScenario,
  runScenario,
  type ScenarioRun,
  summarise,
  validate,
  validationReport,
} from '../../chain/index.ts';
import { loadFacts } from '../../facts/index.ts';
import { runResumable } from '../../runs/index.ts';
import { CommandError } from '../exit.ts';
import { Progress, table } from '../terminal.ts';

/** Months and destinations in which licences bound, by carrier. */
function boundArcs(run: ScenarioRun): readonly string[] {
  const lines: string[] = [];
  for (const m of run.months) {
    if (m.month < '2025-04' || m.month > '2025-08') continue;
    const bound = new Map<string, Set<string>>();
    run.built.network.arcs.forEach((r, i) => {
      if (!run.levers.controls[i] || m.flowCapacity[i]! >= 1e6 || m.flow[i]! < 0.999 * m.flowCapacity[i]!)
        return;
      bound.set(r.carrier, (bound.get(r.carrier) ?? new Set()).add(r.destination));
    });
    lines.push(
      `${m.month}: ${[...bound].map(([carrier, places]) => `${carrier} (${[...places].join(', ')})`).join('; ') || 'none'}`,
    );
  }
  return lines;
}

export function register(program: Command): void {
  program
    .command('validate')
    .summary('replay 2025 and hold the model of the chain against what was reported')
    .option(
      '--draws <n>',
      'runs over the ranges of the parameters',
      (text) => {
        if (!/^\d{1,5}$/.test(text)) throw new CommandError(`"${text}" is no whole number.`);
        return Number(text);
      },
      200,
    )
    .option('--workers <n>', 'threads (default: one a core)', Number)
    .option('--resume <file>', 'keep the draws in this file, and go on from it')
    .option('--out <file>', 'write the report as Markdown')
    .action(async (options: { draws: number; workers?: number; resume?: string; out?: string }) => {
      const facts = loadFacts();
      const tables = chainTables(facts);
      const scenario = { ...resolveScenario('april-2025', facts.chainScenarios), until: '2026-05' };
      const solver = await loadSolver();
      const run = runScenario({ tables, solver, scenario });
      const progress = new Progress('draws');
      const draws = await runResumable(ensembleTasks(scenario, options.draws, 2025), tables, {
        ...(options.workers ? { workers: options.workers } : {}),
        ...(options.resume ? { journal: options.resume } : {}),
        onAnswer: (_, done, total) => progress.update(done, total),
      });
      progress.done();
      const validation = validate(tables, summarise(run, tables), draws, scenario.from);
      const digits = (x: number | null) =>
        x === null ? 'none' : Math.abs(x) >= 100 ? x.toFixed(0) : x.toFixed(2);
      console.log(
        table(
          [
            { head: 'target' },
            { head: 'standing' },
            { head: 'reported', align: 'right' },
            { head: 'model', align: 'right' },
            { head: '' },
            { head: '90% of draws' },
          ],
          validation.rows.map((r) => [
            r.target.target,
            r.target.standing,
            digits(r.target.value),
            digits(r.found),
            r.met ? '' : 'missed',
            r.prior ? `${digits(r.prior.p05)} to ${digits(r.prior.p95)}` : '',
          ]),
        ),
      );
      console.log(
        `\nMean error of magnet exports, April to August 2025: ${(100 * validation.exportError).toFixed(0)}%.`,
      );
      if (options.out) {
        const long = runScenario({ tables, solver, scenario: { ...scenario, until: '2030-01' } });
        writeFileSync(options.out, validationReport(validation, boundArcs(run), publishedFindings(long)));
      }
    });
}
