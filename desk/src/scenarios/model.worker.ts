// The model of the chain, run off the page's own thread: first the best estimate, then draws of what is uncertain.
import wasm from 'highs/runtime?url';
import { ensembleTasks, runTask } from '../../../src/chain/ensemble.ts';
import { loadSolver } from '../../../src/chain/highs-solver.ts';
import { bottlenecks, shortages } from '../../../src/chain/measures.ts';
import { runScenario, type ScenarioRun } from '../../../src/chain/run.ts';
import { resolveScenario } from '../../../src/chain/scenario.ts';
import type { Central, Order, Report, ShortageRow } from './messages.ts';

const say = (report: Report) => postMessage(report);

addEventListener('message', async ({ data }: MessageEvent<Order>) => {
  try {
    const { tables, files, runs, seed } = data;
    const solver = await loadSolver({ locateFile: () => wasm });
    const sides = [
      { of: 'run' as const, scenario: resolveScenario(data.scenario, files) },
      { of: 'base' as const, scenario: resolveScenario(data.base, files) },
    ];
    for (const { of, scenario } of sides)
      say({ kind: 'central', of, central: centralOf(runScenario({ tables, solver, scenario })) });
    const tasks = sides.map(({ scenario }) => ensembleTasks(scenario, runs, seed));
    for (let run = 0; run < runs; run++) {
      for (const [i, { of }] of sides.entries())
        say({ kind: 'run', of, answer: runTask(tasks[i]![run]!, tables, solver) });
    }
    say({ kind: 'done' });
  } catch (error) {
    say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});

const SEGMENTS = 12;
const BINDING = 8;

function centralOf(run: ScenarioRun): Central {
  const bySegment = new Map<string, Record<string, number>>();
  for (const { place, carrier, tier, month, share } of shortages(run)) {
    const segment = `${place}, ${carrier}${tier === 'all' ? '' : `, ${tier}`}`;
    const months = bySegment.get(segment) ?? {};
    months[month] = Math.max(months[month] ?? 0, share);
    bySegment.set(segment, months);
  }
  const rows: ShortageRow[] = [...bySegment]
    .map(([segment, months]) => ({ segment, months, worst: Math.max(...Object.values(months)) }))
    .sort((a, b) => b.worst - a.worst);
  return {
    months: run.months.map(({ month }) => month),
    shortages: rows.slice(0, SEGMENTS),
    binding: bottlenecks(run)
      .slice(0, BINDING)
      .map(({ words, rentUsdPerKg, millionUsd, months }) => ({ words, rentUsdPerKg, millionUsd, months })),
  };
}
