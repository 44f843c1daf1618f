// A desk of its own for the tests of its rooms: built from the sources, on a ledger of its own, in a real Chromium.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { readDocument, shippedWords } from '../../src/intake/index.ts';
import { createApp, serve } from '../../src/server/index.ts';
import { SAMPLE_SOURCE, Workbench } from '../../src/workbench/index.ts';

const CHROMIUM = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
  .filter((path) => path !== undefined)
  .find((path) => existsSync(path));

/** Tests of rooms run where a Chromium is installed; `CHROMIUM` names one elsewhere. */
export const hasChromium = CHROMIUM !== undefined;

const root = join(import.meta.dirname, '..', '..');
const artefacts = join(root, 'test', 'artefacts');

/** Long after the newest shipped figure, so that what is old shows its age. */
export const TODAY = '2026-10-08';

export interface TestDesk {
  readonly address: string;
  readonly workbench: Workbench;
  /** Where it was built. */
  readonly folder: string;
  /** Ids of the shipped sample documents, by file name. */
  readonly samples: ReadonlyMap<string, string>;
  open(path: string, options?: OpenOptions): Promise<Page>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
}

export async function startDesk({ minify = false } = {}): Promise<TestDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'coercivity-desk-'));
  const deskFolder = join(folder, 'built');
  await build({
    configFile: join(root, 'desk', 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: deskFolder, ...(minify ? {} : { minify: false }) },
  });
  const workbench = new Workbench({ folder, ledger: join(folder, 'ledger.sqlite'), today: TODAY });
  const samples = new Map<string, string>();
  for (const name of ['market-page.html', 'price-table.md', 'customs-zh.txt', 'trade-mixup.txt']) {
    const bytes = readFileSync(join(root, 'data', 'samples', name));
    const { documents } = await readDocument(new Uint8Array(bytes), { origin: name, words: shippedWords() });
    for (const document of documents) {
      const { filed } = await workbench.ingest(document, { source: SAMPLE_SOURCE });
      samples.set(name, filed.documentId);
    }
  }
  const server = await serve(createApp({ workbench, tool: 'coercivity 0.0.0', deskFolder }));
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM as string,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  return {
    address: server.address,
    workbench,
    folder: deskFolder,
    samples,
    async open(path, { width = 1440, height = 900, dark = false } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
        permissions: ['clipboard-read', 'clipboard-write'],
        acceptDownloads: true,
      });
      const page = await context.newPage();
      watch(page, server.address);
      await page.goto(server.address + path.replace(/^\//, ''));
      await page
        .locator('main h1')
        .first()
        .waitFor({ timeout: 10_000 })
        .catch((error) => {
          throw new Error(`${path} did not open: ${troublesOf(page).join('; ')}`, { cause: error });
        });
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
      await workbench.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const troubles = new WeakMap<Page, string[]>();

/** Notes every error, every refusal of the content policy and every request that leaves the desk. */
function watch(page: Page, address: string): void {
  const seen: string[] = [];
  troubles.set(page, seen);
  page.on('pageerror', (error) => seen.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('blob:'))
      seen.push(`request elsewhere: ${request.url()}`);
  });
}

/** What went wrong on a page so far; empty where all is well. */
export const troublesOf = (page: Page): readonly string[] => troubles.get(page) ?? [];

/** Keeps a picture to look at, under test/artefacts. */
export async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  mkdirSync(artefacts, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(artefacts, `${name}.png`), fullPage });
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds that keeps people out. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe is put into the page as a script
    const { violations } = await (globalThis as any).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
    });
    // biome-ignore lint/suspicious/noExplicitAny: axe is put into the page as a script
    return (violations as any[])
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node: { html: string }) => node.html)}`);
  });
}
