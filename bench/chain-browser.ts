/**
 * 144 months of the full network in a worker of a real Chromium, bundled as the desk's worker is, against Node.
 *
 *   node bench/chain-browser.ts [runs]        (CHROMIUM names a Chromium elsewhere)
 *
 * Where the machine does other work too, processor time says more than the clock: that of all Chromium's processes is
 * counted, its start left out.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { chainTables, loadSolver, resolveScenario, runScenario } from '../src/chain/index.ts';
import { loadFacts } from '../src/facts/index.ts';

const SCENARIO = 'april-2025';
const runs = Number(process.argv[2] ?? 6);
const facts = loadFacts();
const tables = chainTables(facts);
const scenario = resolveScenario(SCENARIO, facts.chainScenarios);
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Processor time of a process and all that it started, ms. Linux. */
function processorMs(root: number): number {
  const parent = new Map<number, number>();
  const ticks = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      parent.set(Number(name), Number(fields[1]));
      ticks.set(Number(name), Number(fields[11]) + Number(fields[12]));
    } catch {
      // It ended while the list was read.
    }
  }
  const isOurs = (pid: number): boolean =>
    pid === root || (parent.has(pid) && parent.get(pid)! > 1 && isOurs(parent.get(pid)!));
  let sum = 0;
  for (const [pid, used] of ticks) if (isOurs(pid)) sum += used;
  return sum * 10;
}

const folder = await mkdtemp(join(tmpdir(), 'chain-browser-'));
await build({
  root: join(import.meta.dirname, 'browser'),
  logLevel: 'error',
  worker: { format: 'es' },
  build: { outDir: folder, emptyOutDir: true, target: 'es2022' },
});
const wasm = createRequire(import.meta.url).resolve('highs/runtime');
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  try {
    const body =
      path === '/order.json'
        ? JSON.stringify({ tables, scenario, runs })
        : readFileSync(path === '/highs.wasm' ? wasm : join(folder, path === '/' ? 'index.html' : path));
    response.setHeader('content-type', TYPES[extname(path)] ?? 'text/html');
    response.end(body);
  } catch {
    response.statusCode = 404;
    response.end();
  }
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const browser = await chromium.launchServer({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const client = await chromium.connect(browser.wsEndpoint());
const page = await client.newPage();
const pid = browser.process().pid!;
const before = processorMs(pid);
await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
const answer = await page
  .waitForFunction(() => (globalThis as { answer?: unknown }).answer, undefined, { timeout: 600_000 })
  .then((handle) => handle.jsonValue() as Promise<{ ms: number[]; objective: number; failed?: string }>);
const used = processorMs(pid) - before;
await client.close();
await browser.close();
server.close();
await rm(folder, { recursive: true });
if (answer.failed) throw new Error(answer.failed);

const solver = await loadSolver();
const wall: number[] = [];
let objective = 0;
for (let i = 0; i < runs; i++) {
  const start = performance.now();
  objective = runScenario({ tables, solver, scenario }).months.at(-1)!.objective;
  wall.push(performance.now() - start);
}
// The first run compiles; it is left out of the medians and counted in the processor time.
console.log(
  `Chromium: ${SCENARIO}, 144 months in a worker: ${median(answer.ms.slice(1)).toFixed(0)} ms by the clock (best ${Math.min(...answer.ms).toFixed(0)}), ${(used / runs).toFixed(0)} ms of processor time in all its processes, loading the page included`,
);
console.log(
  `Node, right after: ${median(wall.slice(1)).toFixed(0)} ms by the clock (best ${Math.min(...wall).toFixed(0)})`,
);
console.log(
  `last month's optimum: ${answer.objective} there, ${objective} here: ${answer.objective === objective ? 'the same digits' : 'NOT the same'}`,
);
if (answer.objective !== objective) process.exitCode = 1;
