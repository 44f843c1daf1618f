import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, picture, seriousFindings, startDesk, type TestDesk, troublesOf } from './browser.ts';

let desk: TestDesk;

/** A question to a run that is there takes far less, also where others share the machine. */
const ANSWER = { timeout: 20_000 };
/** A run of the model takes seconds, of which others may take their share. */
const RUN_MS = 90_000;

/** Opens the room and waits for the run to be whole. */
async function openChain(query: string, options = {}): Promise<Page> {
  const page = await desk.open(`/chain${query}`, options);
  await page.locator('svg.drawing, .flow-table').first().waitFor({ timeout: RUN_MS });
  await page.locator('.runbar').waitFor({ state: 'detached', timeout: RUN_MS });
  await page.locator('.origin-sheet svg.drawing').waitFor({ timeout: RUN_MS });
  return page;
}

const downloaded = async (page: Page, press: () => Promise<void>): Promise<string> => {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  return readFileSync(await file.path(), 'utf8');
};

describe.skipIf(!hasChromium)('the Chain room in a browser', () => {
  beforeAll(async () => {
    desk = await startDesk();
  }, 120_000);
  afterAll(async () => desk?.close());

  it.each([
    ['chain', '?node=magnet-UH%40EU%2Flean'],
    ['chain-map', '?view=map&of=PrNd&goods=concentrate'],
    ['chain-table', '?view=table&of=Tb&scenario=reference'],
  ])(
    '%s is whole, readable and without errors in light, dark, narrow and wide',
    async (name, query) => {
      const page = await openChain(query);
      for (const [look, width, height] of [
        ['light', 1440, 900],
        ['dark', 1280, 800],
        ['narrow', 360, 760],
        ['wide', 2560, 1200],
      ] as const) {
        await page.setViewportSize({ width, height });
        await page.evaluate(
          (theme) => {
            document.documentElement.dataset.theme = theme;
            dispatchEvent(new Event('desk:theme'));
          },
          look === 'dark' ? 'dark' : 'light',
        );
        await page.waitForLoadState('networkidle');
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(sideways, `${look}: scrolls sideways`).toBeLessThanOrEqual(0);
        if (look !== 'wide') expect(await seriousFindings(page), look).toEqual([]);
        await picture(page, `${name}-${look}`);
      }
      const words = await page.locator('main').innerText();
      expect(words.match(/\w+_\w+|\w@\w|\b(?:conc|magnet|component|scrap)-[A-Z]\w*/g)).toBeNull();
      expect(troublesOf(page)).toEqual([]);
      await page.context().close();
    },
    180_000,
  );

  it('walks from a month to a node, to what binds its price, and back, by keys and address', async () => {
    const page = await openChain('?month=2025-05');
    const finding = await page.locator('main h1').innerText();
    expect(finding).toMatch(/China makes \d+% of the world's dysprosium metal; in May 2025 licences let/);

    // From the users in Europe to where their goods come from, without a pointer.
    await page.locator('[data-node="use@EU"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL(/node=magnet-/);
    const panel = page.locator('.node-panel');
    await panel.getByText('Why it costs that').waitFor();
    expect(await panel.innerText()).toContain('licence for magnets with Dy, Tb or Sm');

    // The account as it is taken along: what comes in goes out, and the lines of the price are the price.
    const csv = await downloaded(page, () => panel.getByRole('button', { name: 'CSV' }).last().click());
    const rows = csv
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.match(/("[^"]*"|[^,]*)(?:,|$)/g)!.map((cell) => cell.replace(/,$/, '')));
    const sum = (part: string) =>
      rows.filter((row) => row[3] === part).reduce((total, row) => total + Number(row[5]), 0);
    const asked = Number(rows.find((row) => row[3] === 'price' && row[4] === 'asked')![5]);
    expect(sum('in')).toBeGreaterThan(1);
    expect(sum('in')).toBeCloseTo(sum('out'), 4);
    expect(sum('why the asked price')).toBeCloseTo(asked, 4);

    // Another month is another answer of the same run.
    const price = await panel.locator('.three b').first().innerText();
    await page.getByRole('slider', { name: 'Month of the run' }).focus();
    await page.keyboard.press('PageUp');
    await page.waitForURL(/month=2026-05/);
    await expect.poll(() => page.locator('main h1').innerText(), ANSWER).toContain('May 2026');
    await expect.poll(() => panel.locator('.three b').first().innerText(), ANSWER).not.toBe(price);
    expect(await page.locator('.runbar').count()).toBe(0);
    await page.keyboard.press('Shift+ArrowLeft');
    await page.waitForURL(/month=2025-05/);
    await expect.poll(() => page.locator('main h1').innerText(), ANSWER).toBe(finding);

    await panel.getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => page.url()).not.toContain('node=');
    // The focus is back in the picture, where Enter opens the same again and Escape closes it.
    await page.keyboard.press('Enter');
    await page.waitForURL(/node=magnet-/);
    await panel.getByText('Why it costs that').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.url()).not.toContain('node=');
    expect(troublesOf(page)).toEqual([]);
    await page.context().close();
  }, 180_000);

  it('traces the dysprosium of a German motor, and brings the answer back by its address', async () => {
    const page = await openChain('');
    const origin = page.locator('.origin-sheet');
    await origin.getByRole('combobox', { name: 'Used in' }).selectOption({ label: 'Germany' });
    await origin
      .getByRole('combobox', { name: 'In', exact: true })
      .selectOption({ label: 'EV traction motor' });
    await page.waitForURL(/end=DE&for=ev-traction/);
    const told = () => origin.locator('.finding').innerText();
    await expect.poll(told, ANSWER).toMatch(/in Germany, \d+% was mined in China and \d+% in Myanmar/);
    await origin.getByText('The shares as a table').click();
    const shares = await origin.locator('tbody tr td:last-child').allInnerTexts();
    const all = shares.reduce((total, text) => total + Number.parseFloat(text), 0);
    expect(all).toBeGreaterThan(97);
    expect(all).toBeLessThan(100.5);

    const finding = await told();
    const svg = await downloaded(page, () => origin.getByRole('button', { name: 'Picture' }).click());
    expect(svg).toContain('Origin of the dysprosium in EV traction motor used in Germany, May 2025');
    expect(svg).toContain('Coercivity');
    expect(svg).not.toContain('var(--');
    await origin.getByRole('button', { name: 'Cite' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('end=DE&for=ev-traction');
    await page.reload();
    await expect.poll(told, { timeout: RUN_MS }).toBe(finding);
    await page.context().close();
  }, 180_000);

  it('shows the record beside the model, each figure with its row', async () => {
    const page = await openChain('?month=2025-05');
    const row = page.getByRole('row', { name: /^Magnets sent from China May 2025/ });
    await row.waitFor();
    await row.locator('a.v').click();
    const card = page.getByRole('dialog', { name: 'Where this number comes from' });
    await card.getByText('Ledger row').waitFor();
    expect(await card.innerText()).toContain('1,238');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Map', exact: true }).click();
    await page.locator('.flow-map svg').waitFor();
    await page.getByRole('link', { name: /^Japan .* made into magnets there/ }).click();
    await page.waitForURL(/node=magnet-\w+%40JP/);
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    expect(await page.locator('.flow-table tbody tr').count()).toBeGreaterThan(20);
    expect(troublesOf(page)).toEqual([]);
    await page.context().close();
  }, 180_000);

  it('stops a run when told and takes it up again; a node that is not there is said so', async () => {
    const page = await desk.open('/chain?scenario=full-stop&month=2035-12');
    await page.getByRole('button', { name: 'Stop here' }).click({ timeout: RUN_MS });
    await page.getByText('Nothing is known of Dec 2035 yet').waitFor();
    await page.getByRole('button', { name: 'Run again' }).click();
    await page.locator('svg.drawing').first().waitFor({ timeout: RUN_MS });
    await page.locator('.runbar').waitFor({ state: 'detached', timeout: RUN_MS });
    await page.goto(`${desk.address}chain?node=nothing%40XX`);
    await page.getByText('The model does not answer this').waitFor({ timeout: RUN_MS });
    expect(troublesOf(page)).toEqual([]);
    await page.context().close();
  }, 180_000);
});
