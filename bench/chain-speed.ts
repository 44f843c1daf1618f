/**
 * How long the chain takes: 144 months of the full network on one core, and how ensembles scale over workers.
 *
 *   node bench/chain-speed.ts [runs]
 */
import { availableParallelism } from 'node:os';
import { chainTables, ensembleTasks, loadSolver, resolveScenario, runScenario } from '../src/chain/index.ts';
import { loadFacts } from '../src/facts/index.ts';
import { runEnsemble } from '../src/runs/index.ts';

const facts = loadFacts();
const tables = chainTables(facts);
const solver = await loadSolver();
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

for (const name of ['reference', 'april-2025']) {
  const scenario = resolveScenario(name, facts.chainScenarios);
  const wall: number[] = [];
  const cpu: number[] = [];
  let size = '';
  for (let i = 0; i < 6; i++) {
    const start = performance.now();
    const before = process.cpuUsage();
    const run = runScenario({ tables, solver, scenario });
    const used = process.cpuUsage(before);
    wall.push(performance.now() - start);
    cpu.push((used.user + used.system) / 1000);
    const { network } = run.built;
    size = `${network.nodes.length} nodes, ${network.processes.length} processes, ${network.arcs.length} arcs`;
  }
  // The first run compiles the solver; it is not counted.
  console.log(
    `${name}: 144 months, ${size}: ${median(wall.slice(1)).toFixed(0)} ms wall, ${median(cpu.slice(1)).toFixed(0)} ms of processor time`,
  );
}

const runs = Number(process.argv[2] ?? 16);
const scenario = resolveScenario('april-2025', facts.chainScenarios);
const tasks = ensembleTasks(scenario, runs, 1);
const seconds: number[] = [];
const processor: number[] = [];
const counts = [1, Math.min(2, availableParallelism())];
for (const workers of counts) {
  const start = performance.now();
  const before = process.cpuUsage();
  await runEnsemble(tasks, tables, { workers });
  const used = process.cpuUsage(before);
  seconds.push((performance.now() - start) / 1000);
  processor.push((used.user + used.system) / 1e6);
  console.log(
    `${runs} runs of 144 months on ${workers} worker${workers > 1 ? 's' : ''}: ${seconds.at(-1)!.toFixed(1)} s by the clock, ${processor.at(-1)!.toFixed(1)} s of processor time`,
  );
}
const minutes = (total: number, at: number) => (((total / runs) * 1000) / 60 / at).toFixed(0);
console.log(
  `by the clock: two workers against one ${(seconds[0]! / seconds[1]!).toFixed(2)} times; 1,000 runs on two about ${minutes(seconds[1]!, 1)} minutes`,
);
// Where others use the cores too, the clock says nothing; processor time says what free cores would give.
console.log(
  `by processor time: two free cores ${((2 * processor[0]!) / processor[1]!).toFixed(2)} times one; 1,000 runs on them about ${minutes(processor[1]!, 2)} minutes`,
);
