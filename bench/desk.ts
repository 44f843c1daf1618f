// How fast the desk is there: first view in a real Chromium, and how much script it takes before a chart room.
// Run: node bench/desk.ts (needs a Chromium; CHROMIUM names one elsewhere).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startDesk } from '../test/desk/browser.ts';

const LIMIT_MS = 1000;
const LIMIT_KB = 300;
const VISITS = 7;

const desk = await startDesk({ minify: true });
const browser = (await desk.open('/system')).context().browser();
if (!browser) throw new Error('no browser');
const results: { view: string; ms: number; scriptKb: number }[] = [];
for (const [view, path] of [
  ['check', 'check'],
  ['today, with a chart', '?day=2025-11-14'],
  ['law', 'law'],
] as const) {
  const times: number[] = [];
  let script = 0;
  for (let visit = 0; visit < VISITS; visit++) {
    // A browser that was never here: nothing is kept from before.
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const scripts: string[] = [];
    page.on('response', (answer) => {
      const { pathname } = new URL(answer.url());
      if (pathname.endsWith('.js') && pathname.startsWith('/assets/')) scripts.push(pathname);
    });
    const started = performance.now();
    await page.goto(desk.address + path, { waitUntil: 'commit' });
    await page.locator('main h1').first().waitFor();
    times.push(performance.now() - started);
    script = [...new Set(scripts)].reduce(
      (sum, name) => sum + gzipSync(readFileSync(join(desk.folder, name))).length,
      0,
    );
    await context.close();
  }
  times.sort((a, b) => a - b);
  results.push({
    view,
    ms: Math.round(times[Math.floor(VISITS / 2)] ?? 0),
    scriptKb: Math.round(script / 1000),
  });
}
await desk.close();

console.log('view | median of visits to its title | script, gzip | against the limit');
for (const { view, ms, scriptKb } of results) {
  const share = (part: number, of: number) => `${Math.round((100 * part) / of)}%`;
  console.log(
    `${view} | ${ms} ms (${share(ms, LIMIT_MS)} of ${LIMIT_MS}) | ${scriptKb} kB (${share(scriptKb, LIMIT_KB)} of ${LIMIT_KB})`,
  );
}
