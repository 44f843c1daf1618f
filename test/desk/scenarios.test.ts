import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, picture, seriousFindings, startDesk, type TestDesk, troublesOf } from './browser.ts';

/** A stop of licences to Europe over half a year, with six draws, ended after two years. */
const STOP =
  '/scenarios?scenario=april-2025&set=licences_heavy_EU%3D0%402027-01..2027-07&runs=6&seed=3&until=2028-01';

let desk: TestDesk;
const finding = (page: Page) => page.locator('main h1').innerText();
const bar = (page: Page) => page.locator('.runbar').innerText();
/** Until the model has done all that the page asks for. */
const done = (page: Page) =>
  expect.poll(() => bar(page), { timeout: 240_000, interval: 500 }).toMatch(/ranges stand on|no ranges/);

describe.skipIf(!hasChromium)('the Scenarios room', () => {
  beforeAll(async () => {
    desk = await startDesk();
  }, 120_000);
  afterAll(async () => desk?.close());

  it('runs an ensemble in the page, and its address gives the same digits again', async () => {
    const page = await desk.open(STOP);
    expect(await finding(page)).toContain('What if');
    await done(page);
    expect(await finding(page)).toMatch(/^\d+% \(\d+–\d+\) of magnets .* go unserved in \w+ 2027$/);
    expect(await bar(page)).toContain('ranges stand on 6 draws, seed 3');
    const digits = () => page.locator('.results table.side').innerText();
    const [first, title] = [await digits(), await finding(page)];
    expect(first).toMatch(/\(\d/);
    await page.reload();
    await done(page);
    expect(await digits()).toBe(first);
    expect(await finding(page)).toBe(title);
    expect(await page.locator('main').innerText()).not.toMatch(/magnet_sintered|magnet-(HSH|UH)|@EU/);
    expect(troublesOf(page)).toEqual([]);

    for (const [look, width, height] of [
      ['light', 1440, 900],
      ['dark', 1280, 800],
      ['narrow', 360, 760],
      ['wide', 2560, 1300],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.evaluate(
        (theme) => {
          document.documentElement.dataset.theme = theme;
          dispatchEvent(new Event('desk:theme'));
        },
        look === 'dark' ? 'dark' : 'light',
      );
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
      expect(await seriousFindings(page), look).toEqual([]);
      await picture(page, `scenarios-ensemble-${look}`);
    }
    await page.context().close();
  }, 600_000);

  it('a cell says who goes without and what holds supply back; a limit shows its months', async () => {
    const page = await desk.open(STOP.replace('runs=6', 'runs=0'));
    await done(page);
    const cell = page.locator('.heat button').first();
    await cell.focus();
    await page.keyboard.press('Enter');
    const reason = page.getByRole('region', { name: 'Why it is short' });
    await reason.getByText('What comes, and what holds it back').waitFor({ timeout: 60_000 });
    expect(page.url()).toContain('cell=');
    const told = await reason.innerText();
    expect(told).toContain('Buyers who keep little stock');
    expect(told).toContain('Announcement 18');
    await reason.getByText(/^Why one more kilogram/).click();
    expect(await seriousFindings(page)).toEqual([]);
    await picture(page, 'scenarios-reason');
    await page.keyboard.press('Escape');
    await reason.waitFor({ state: 'detached' });
    await page.locator('.neck button').first().click();
    await page.locator('.bound .chart svg').waitFor();
    expect(page.url()).toContain('bound=');
    expect(troublesOf(page)).toEqual([]);
    await page.context().close();
  }, 300_000);

  it('a lever moved by keys runs the model anew, with the old results dimmed, and goes into address and command', async () => {
    const page = await desk.open('/scenarios?scenario=april-2025&runs=0&until=2028-01&place=EU');
    await done(page);
    const before = await page.locator('.results table.side').innerText();
    await page.getByRole('slider', { name: /^Magnets with dysprosium/ }).focus();
    await page.keyboard.press('Home');
    await expect.poll(() => page.locator('.results .old').count()).toBe(1);
    await expect.poll(() => page.url()).toContain('licences_heavy_EU%3D0');
    await expect.poll(() => page.locator('.results .old').count(), { timeout: 120_000 }).toBe(0);
    expect(await page.locator('.results table.side').innerText()).not.toBe(before);
    expect(await page.locator('.lever.moved').innerText()).toContain('scenario: 100%');
    await page.getByRole('button', { name: 'Command' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'npx coercivity scenario run april-2025 --set licences_heavy_EU=0 --until 2028-01',
    );

    const typed = page.getByRole('textbox', { name: /^Magnets with dysprosium.*percent/ });
    await typed.fill('140');
    await page.getByText('From 0% to 100%.').waitFor();
    expect(await typed.getAttribute('aria-invalid')).toBe('true');
    await typed.fill('40');
    await typed.press('Enter');
    await expect.poll(() => page.url()).toContain('licences_heavy_EU%3D0.4');
    await page.getByRole('button', { name: 'Reset 1' }).click();
    await expect.poll(() => page.url()).not.toContain('set=');
    await done(page);
    expect(troublesOf(page)).toEqual([]);
    await page.context().close();
  }, 300_000);

  it('stops when told, keeps what is done, and goes on', async () => {
    const page = await desk.open('/scenarios?scenario=full-stop&runs=100&until=2028-01');
    await page.locator('.results table.side').waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: 'Stop here' }).click();
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    const stopped = await bar(page);
    expect(stopped).toMatch(/^\d+ of 100 draws/);
    expect(await page.locator('.results table.side').count()).toBe(1);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Stop here' }).waitFor();
    await page.context().close();
  }, 300_000);

  it('gives every sheet as CSV, and charts as pictures with their citation', async () => {
    const page = await desk.open('/scenarios?scenario=full-stop&runs=0&until=2028-01');
    await done(page);
    const sheets = page.locator('.results .stack .sheet');
    for (let i = 0; i < (await sheets.count()); i++) {
      const sheet = sheets.nth(i);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        sheet.getByRole('button', { name: 'CSV' }).click(),
      ]);
      const lines = readFileSync(await file.path(), 'utf8')
        .trim()
        .split('\n');
      expect(lines.length, await sheet.locator('h2').innerText()).toBeGreaterThan(1);
      const columns = lines[0]!.split(',').length;
      expect(columns).toBeGreaterThan(3);
    }
    const [chart] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Picture' }).first().click(),
    ]);
    const svg = readFileSync(await chart.path(), 'utf8');
    expect(svg).toContain('A full stop of six months');
    expect(svg).toContain('Modelled by the chain model');
    expect(svg).not.toContain('var(--');
    await page.getByRole('button', { name: 'Cite' }).first().click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('/scenarios?');
    for (const tab of ['Prices', 'Flows', 'Stops and dates']) {
      await page.getByRole('button', { name: tab, exact: true }).click();
      await page.locator('.results .sheet h2').first().waitFor();
      expect(await seriousFindings(page), tab).toEqual([]);
      await picture(page, `scenarios-${tab.toLowerCase().replaceAll(' ', '-')}`);
    }
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.levers').isVisible()).toBe(false);
    expect(await page.locator('.results').isVisible()).toBe(true);
    await picture(page, 'scenarios-print');
    expect(troublesOf(page)).toEqual([]);
    await page.context().close();
  }, 300_000);

  it('says what of an address cannot be, with what would be right, and runs the rest', async () => {
    const page = await desk.open(
      '/scenarios?scenario=reference&set=licences_heavy_EU%3D3,moon_dust%3D1,stock_magnets_EU%3D200&runs=0&until=2026-01',
    );
    const said = await page.getByRole('alert').innerText();
    expect(said).toContain('goes from 0 to 1');
    expect(said).toContain('no lever or parameter "moon_dust"');
    await done(page);
    expect(await page.locator('.lever.moved').count()).toBe(1);
    await page.goto(`${desk.address}scenarios?scenario=nowhere`);
    await page.getByText('None is called "nowhere"').waitFor();
    await page.context().close();
  }, 200_000);
});
