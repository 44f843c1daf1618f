/**
 * Writes a month of a scenario, or several months solved together with perfect foresight, for the peer: the network's
 * numbers, this solver's answer, and how long building and solving took here.
 *
 *   node bench/chain-export.ts 2025-06 /tmp/month.json
 *   node bench/chain-export.ts 2024-01 /tmp/foresight.json 24
 */
import { writeFileSync } from 'node:fs';
import { type ExportedMonth, exportMonth } from '../src/chain/export-month.ts';
import { exportForesight, programOf } from '../src/chain/foresight.ts';
import {
  chainTables,
  indexNetwork,
  loadSolver,
  NotOptimalError,
  resolveScenario,
  runScenario,
} from '../src/chain/index.ts';
import { fillFrame, frameCosts, type MonthFrame } from '../src/chain/lp/frame.ts';
import { layOut } from '../src/chain/lp/layout.ts';
import { buildProgram, type Program } from '../src/chain/lp/program.ts';
import { openingState } from '../src/chain/state.ts';
import { loadFacts } from '../src/facts/index.ts';

const [month = '2025-06', file = 'month.json', count = '1'] = process.argv.slice(2);
const facts = loadFacts();
const tables = chainTables(facts);
const solver = await loadSolver();
const scenario = { ...resolveScenario('april-2025', facts.chainScenarios), until: '2026-01' };
const frames = new Map<string, MonthFrame>();
const run = runScenario({
  tables,
  solver,
  scenario,
  onFrame: (at, f) => frames.set(at, structuredClone(f)),
});
const { network } = run.built;
const wanted = [...frames.keys()].filter((at) => at >= month).slice(0, Number(count));
if (wanted.length < Number(count)) throw new Error(`the scenario has no ${count} months from ${month}`);
if (wanted.length > 1 && month !== scenario.from)
  throw new Error(`months solved together begin with the scenario, ${scenario.from}`);

/** Builds the programme as a run would, or from the export where months are solved together. */
let exported: ExportedMonth;
let build: () => Program;
if (wanted.length === 1) {
  const frame = frames.get(month)!;
  exported = exportMonth(network, frame);
  build = () => {
    const layout = layOut(network);
    const program = buildProgram(layout);
    const base = program.value.slice();
    fillFrame(layout, program, frame);
    frameCosts(layout, base, frame, program.value);
    return program;
  };
} else {
  const opening = openingState(network, indexNetwork(network), () => [0, 0, 0, 0]);
  const picked = wanted.map((at) => frames.get(at)!);
  exported = exportForesight(network, picked, opening);
  build = () => programOf(exportForesight(network, picked, opening));
}

/** Tonnes added and taken to see the slopes: small against any flow, large against the solver's tolerance. */
const SHIFT = 1e-2;

const wall: number[] = [];
const cpu: number[] = [];
let objective = 0;
const price: Record<string, number> = {};
for (let i = 0; i < 4; i++) {
  const start = performance.now();
  const before = process.cpuUsage();
  const program = build();
  const handle = solver.load(program);
  const solution = handle.solve(program);
  const used = process.cpuUsage(before);
  wall.push(performance.now() - start);
  cpu.push((used.user + used.system) / 1000);
  objective = solution.objective;
  program.rowNames.forEach((name, r) => {
    if (name.startsWith('balance:')) price[name.slice('balance:'.length)] = solution.rowDual[r]!;
  });
  handle.dispose();
}
// The first call compiles; the median of the rest is what it costs from nothing.
const median = (times: readonly number[]) => times.slice(1).sort((a, b) => a - b)[1]!;
const ms = median(wall);
/**
 * What a tonne more and a tonne less are worth at nodes where nothing rests or moves: any price between the two is right
 * there, so a peer may find another.
 */
function slopes(): Record<string, readonly [number, number | null]> {
  const program = build();
  const handle = solver.load(program);
  const { column } = handle.solve(program);
  const moving = new Float64Array(program.rowNames.length);
  for (let j = 0; j < column.length; j++)
    for (let k = program.start[j]!; k < program.start[j + 1]!; k++)
      moving[program.row[k]!]! += Math.abs(program.entry[k]! * column[j]!);
  const found: Record<string, readonly [number, number | null]> = {};
  const shift = (r: number, by: number): number | null => {
    program.rowLower[r]! += by;
    program.rowUpper[r]! += by;
    try {
      return (handle.solve(program).objective - objective) / by;
    } catch (error) {
      // A tonne less where there is none and none can be brought.
      if (error instanceof NotOptimalError) return null;
      throw error;
    } finally {
      program.rowLower[r]! -= by;
      program.rowUpper[r]! -= by;
    }
  };
  program.rowNames.forEach((name, r) => {
    if (!name.startsWith('balance:') || moving[r]! > 1e-6) return;
    // Many months together have many such nodes: there any price that is not below zero is let pass.
    found[name.slice('balance:'.length)] =
      wanted.length > 1 ? [0, null] : [shift(r, SHIFT) ?? 0, shift(r, -SHIFT)];
  });
  handle.dispose();
  return found;
}

writeFileSync(
  file,
  JSON.stringify({
    month: wanted.length === 1 ? month : `${month} and the ${wanted.length - 1} after it together`,
    ...exported,
    answer: { solver: solver.name, objective, price, slopes: slopes(), ms, cpuMs: median(cpu) },
  }),
);
console.log(
  `${file}: ${wanted.length} month(s) from ${month}, objective ${objective.toFixed(6)}, built and solved cold in ${ms.toFixed(0)} ms (${median(cpu).toFixed(0)} ms of processor time)`,
);
