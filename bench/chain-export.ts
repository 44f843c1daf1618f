/**
 * Writes a month (or a chain of months solved together) of a scenario for the peer, with this solver's answer and time.
 *
 *   node bench/chain-export.ts 2025-06 /tmp/month.json
 */
import { writeFileSync } from 'node:fs';
import { exportMonth } from '../src/chain/export-month.ts';
import { chainTables, loadSolver, resolveScenario, runScenario } from '../src/chain/index.ts';
import { fillFrame, frameCosts, type MonthFrame } from '../src/chain/lp/frame.ts';
import { layOut } from '../src/chain/lp/layout.ts';
import { buildProgram } from '../src/chain/lp/program.ts';
import { loadFacts } from '../src/facts/index.ts';

const [month = '2025-06', file = 'month.json'] = process.argv.slice(2);
const facts = loadFacts();
const tables = chainTables(facts);
const solver = await loadSolver();
const scenario = { ...resolveScenario('april-2025', facts.chainScenarios), until: '2026-01' };
let frame: MonthFrame | undefined;
const run = runScenario({
  tables,
  solver,
  scenario,
  onFrame: (at, f) => {
    if (at === month) frame = structuredClone(f);
  },
});
if (!frame) throw new Error(`the scenario has no month ${month}`);
const { network } = run.built;
const times: number[] = [];
let objective = 0;
let price: Record<string, number> = {};
for (let i = 0; i < 6; i++) {
  const start = performance.now();
  const layout = layOut(network);
  const program = buildProgram(layout);
  const base = program.value.slice();
  fillFrame(layout, program, frame);
  frameCosts(layout, base, frame, program.value);
  const handle = solver.load(program);
  const solution = handle.solve(program);
  times.push(performance.now() - start);
  objective = solution.objective;
  price = Object.fromEntries(network.nodes.map((n, k) => [n.id, solution.rowDual[layout.balance[k]!]!]));
  handle.dispose();
}
// The first call compiles; the median of the rest is what a month costs from nothing.
const ms = times.slice(1).sort((a, b) => a - b)[2]!;
writeFileSync(
  file,
  JSON.stringify({
    month,
    ...exportMonth(network, frame),
    answer: { solver: solver.name, objective, price, ms },
  }),
);
console.log(
  `${file}: ${month}, objective ${objective.toFixed(6)}, built and solved cold in ${ms.toFixed(0)} ms`,
);
