import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, picture, startDesk, type TestDesk, troublesOf } from './browser.ts';

// How the desk is used: by keyboard alone, in print, without a network, and with what is taken along from it.

const ROOMS = [
  ['Today', '/'],
  ['Check', '/check'],
  ['Prices', '/prices'],
  ['Trade', '/trade'],
  ['Chain', '/chain'],
  ['Scenarios', '/scenarios?runs=0'],
  ['Law', '/law'],
  ['Parts', '/parts'],
  ['Statements', '/statements'],
  ['Sources', '/sources'],
] as const;

let desk: TestDesk;
const market = () => `/check/${desk.samples.get('market-page.html')}`;

/** What has the focus, in a word or two. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const el = document.activeElement as HTMLElement | null;
    return (el?.getAttribute('aria-label') ?? el?.innerText ?? '').trim().slice(0, 60);
  });

describe.skipIf(!hasChromium)('the desk in use', () => {
  beforeAll(async () => {
    desk = await startDesk();
  }, 120_000);
  afterAll(async () => desk?.close());

  it('is gone through by keys: skip link first, everything that acts takes the focus and shows it', async () => {
    const page = await desk.open('/?day=2025-11-14');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatch(/skip/i);
    await page.keyboard.press('Enter');
    const inMain = () => page.evaluate(() => document.activeElement?.closest('main') !== null);
    await page.keyboard.press('Tab');
    expect(await inMain()).toBe(true);
    const unseen: string[] = [];
    for (let i = 0; i < 25; i++) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => {
        const el = document.activeElement;
        if (!el || el === document.body) return true;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(el);
        return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
      });
      if (!seen) unseen.push(await focused(page));
    }
    expect(unseen).toEqual([]);
    await page.context().close();
  });

  it('is found by keys: "/" finds, "?" tells the keys, "g" and a letter opens each room, none while typing', async () => {
    const page = await desk.open('/');
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog');
    await keys.waitFor();
    const told = await keys.innerText();
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'detached' });
    for (const [name] of ROOMS) {
      const letter = new RegExp(`(\\w) ${name}\\b`).exec(told)?.[1];
      expect(letter, `a key for ${name}`).toBeTruthy();
      await page.keyboard.press('g');
      await page.keyboard.press(letter ?? '');
      await expect
        .poll(() =>
          page
            .locator('nav [aria-current="page"]')
            .first()
            .innerText()
            .catch(() => ''),
        )
        .toContain(name);
    }
    await page.keyboard.press('/');
    // With "g" and "c" in it, which would open Check elsewhere.
    await page.keyboard.type('gc');
    expect(new URL(page.url()).pathname).toBe('/sources');
    await page.locator('#find').fill('dysprosium');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).not.toContain('/sources');
    await page.context().close();
  });

  it('works without a network: no room asks anything of another machine', async () => {
    const page = await desk.open('/');
    const { host } = new URL(desk.address);
    await page.context().route(
      (url) => url.host !== host && url.protocol.startsWith('http'),
      (route) => route.abort('internetdisconnected'),
    );
    for (const [, path] of [...ROOMS, ['', market()]]) {
      await page.goto(desk.address + (path ?? '').slice(1));
      await page.locator('main h1').first().waitFor();
      await page.waitForLoadState('networkidle');
    }
    await page.goto(`${desk.address}check`);
    await page.getByLabel('Paste a text').fill('China exported 5,774 tons of magnets in September 2025.');
    await page.getByRole('button', { name: 'Check the text' }).click();
    await page.locator('.page .fig').first().waitFor();
    expect(troublesOf(page)).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('says in its place when its own server is gone, and goes on when that is back', async () => {
    const page = await desk.open('/check');
    await page.route('**/api/**', (route) => route.abort());
    for (const path of ['prices', 'trade', 'law', 'statements', 'sources']) {
      await page.evaluate((to) => {
        document.querySelector<HTMLAnchorElement>(`a[href="/${to}"]`)?.click();
      }, path);
      await page.getByRole('alert').first().waitFor();
      expect(await page.getByRole('alert').first().innerText(), path).toContain('does not answer');
    }
    await page.unroute('**/api/**');
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.getByRole('alert').first().waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('prints: what is pressed goes, words stay black on white, reasons stand in brackets', async () => {
    const page = await desk.open(market());
    await page.emulateMedia({ media: 'print' });
    for (const gone of ['.rail', '.bar', '.head .do', '.keys']) {
      const all = page.locator(gone);
      for (let i = 0; i < (await all.count()); i++) expect(await all.nth(i).isVisible(), gone).toBe(false);
    }
    expect(await page.locator('.sidenote').first().isVisible()).toBe(true);
    const note = await page.evaluate(() => {
      const el = document.querySelector('.sidenote');
      return el && getComputedStyle(el, '::before').content;
    });
    expect(note).toContain('[');
    const [ink, paper] = await page.evaluate(() => {
      const { color } = getComputedStyle(document.body);
      return [color, getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()];
    });
    expect(ink).toBe('rgb(0, 0, 0)');
    expect(paper).toBe('#fff');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await picture(page, 'check-print');
    await page.context().close();
  });

  it.each([
    ['/prices?material=PrNd-oxide&day=2025-11-14', 'Prices', '14 Nov 2025'],
    ['/chain?element=Tb&month=2025-05', 'Chain', '8 Oct 2026'],
    ['/scenarios?scenario=full-stop', 'Scenarios', '8 Oct 2026'],
  ])('prints under %s what it is, as of when, and where it is found again', async (path, name, day) => {
    const page = await desk.open(path);
    const foot = page.locator('.printed-foot');
    await foot.waitFor({ state: 'attached' });
    expect(await foot.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await foot.isVisible()).toBe(true);
    const words = await foot.innerText();
    for (const part of [name, day, page.url()]) expect(words).toContain(part);
    await page.context().close();
  });

  it('every sheet with figures has its table, its citation and its address; the picture of a chart carries both', async () => {
    for (const [, path] of [
      ['', '/?day=2025-11-14'],
      ['', '/prices?material=PrNd-oxide&day=2025-11-14'],
      ['', '/trade?day=2025-11-14'],
      ['', '/statements'],
      ['', '/sources'],
      ['', market()],
    ] as const) {
      const page = await desk.open(path);
      await page.waitForLoadState('networkidle');
      const without = await page.evaluate(() =>
        [...document.querySelectorAll('main .sheet')]
          .filter((sheet) => sheet.querySelector('table, .chart'))
          .filter((sheet) => {
            const foot = (sheet.querySelector(':scope > footer') as HTMLElement | null)?.innerText ?? '';
            return !['CSV', 'Cite', 'Address'].every((word) => foot.includes(word));
          })
          .map((sheet) => sheet.querySelector('h2')?.textContent),
      );
      expect(without, path).toEqual([]);
      const charts = page.getByRole('button', { name: 'Picture' });
      for (let i = 0; i < (await charts.count()); i++) {
        const [file] = await Promise.all([page.waitForEvent('download'), charts.nth(i).click()]);
        const svg = readFileSync(await file.path(), 'utf8');
        expect(svg).toContain('Coercivity');
        expect(svg).toContain(new URL(page.url()).pathname);
      }
      await page.context().close();
    }
  }, 60_000);

  it('Check draws what the words allow beside what was found', async () => {
    const page = await desk.open('/check');
    await page
      .getByLabel('Paste a text')
      .fill(
        'Customs, 20 October 2025\n\nChina exported 5,774 tons of rare earth magnets in September 2025, down 6.1% from 6,146 tons in August.',
      );
    await page.getByRole('button', { name: 'Check the text' }).click();
    await page.locator('.page .fig', { hasText: '6.1%' }).click();
    const ruler = page.getByRole('img', { name: /^The words allow/ });
    await ruler.waitFor();
    expect(await ruler.getAttribute('aria-label')).toMatch(/6\.15 to .6\.05%.*worked out/);
    await page.context().close();
  });
});
