import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, picture, seriousFindings, startDesk, type TestDesk, troublesOf } from './browser.ts';

const LAW =
  '/law?item=sintered+NdFeB+magnet+42SH+with+1.8%25+Dy&from=Japan&to=Germany&country=Japan&end_use=civil&input=Dy&share=9&day=2026-11-20';

/** Every room by an address that shows something in it. */
const VIEWS: readonly (readonly [name: string, path: string])[] = [
  ['today', '/?day=2025-11-14'],
  ['today-now', '/'],
  ['check', '/check'],
  ['check-result', '/check/MARKET'],
  ['check-statement', '/check/MARKET#s3'],
  ['prices', '/prices?material=PrNd-oxide&day=2025-11-14'],
  ['trade', '/trade?day=2025-11-14'],
  ['scenarios', '/scenarios?runs=0'],
  ['law', LAW],
  ['law-acts', '/law?day=2026-11-20&act=cn-mofcom-2025-62'],
  ['parts', '/parts'],
  ['statements', '/statements'],
  ['sources', '/sources'],
  ['document', '/sources/MARKET'],
  ['system', '/system'],
];

let desk: TestDesk;
const path = (of: string) => of.replace('MARKET', desk.samples.get('market-page.html') ?? '');

/** Waits until nothing is asked of the server any more and what was asked is on screen. */
const settled = (page: Page) => page.waitForLoadState('networkidle');

describe.skipIf(!hasChromium)('the desk in a browser', () => {
  beforeAll(async () => {
    desk = await startDesk();
  }, 120_000);
  afterAll(async () => desk?.close());

  it.each(VIEWS)(
    '%s is whole, readable and without errors in light and dark, from a phone to a wide screen',
    async (name, address) => {
      const page = await desk.open(path(address));
      for (const [look, width, height] of [
        ['light', 1440, 900],
        ['dark', 1280, 800],
        ['narrow', 360, 760],
        ['tablet', 768, 1024],
        ['wide', 2560, 1200],
        ['wide-dark', 2560, 1200],
        ['narrow-dark', 360, 760],
      ] as const) {
        await page.setViewportSize({ width, height });
        await page.evaluate(
          (theme) => {
            if (document.documentElement.dataset.theme === theme) return;
            document.documentElement.dataset.theme = theme;
            dispatchEvent(new Event('desk:theme'));
          },
          look.endsWith('dark') ? 'dark' : 'light',
        );
        await settled(page);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(sideways, `${look}: scrolls sideways`).toBeLessThanOrEqual(0);
        if (look === 'light') {
          const cut = await page.evaluate(() =>
            [...document.querySelectorAll('.scroll')]
              .filter((el) => el.scrollWidth > el.clientWidth + 1)
              .map((el) => el.querySelector('th')?.textContent),
          );
          expect(cut, 'tables cut at the side').toEqual([]);
        }
        expect(await seriousFindings(page), look).toEqual([]);
        // Pictures of what is looked at; the other looks are only measured.
        if (['light', 'dark', 'narrow'].includes(look)) await picture(page, `${name}-${look}`);
      }
      expect(troublesOf(page)).toEqual([]);
      await page.context().close();
    },
    120_000,
  );

  it('Today: a number opens its card with the words it was read from, and gives the focus back', async () => {
    const page = await desk.open('/?day=2025-11-14');
    const level = page.locator('.board .lvl').first();
    await level.focus();
    await page.keyboard.press('Enter');
    const card = page.getByRole('dialog', { name: 'Where this number comes from' });
    await card.getByText('Ledger row').waitFor();
    expect(await card.innerText()).toContain('SMM');
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    expect(await level.evaluate((el) => el === document.activeElement)).toBe(true);
    await page.context().close();
  });

  it('Today: the day is part of the address, and another day shows another board', async () => {
    const page = await desk.open('/?day=2025-11-14');
    const before = await page.locator('main h1').innerText();
    await page.getByRole('button', { name: /As of/ }).click();
    await page.getByLabel('Day', { exact: true }).fill('2025-06-30');
    await page.waitForURL(/day=2025-06-30/);
    await expect.poll(() => page.locator('main h1').innerText()).not.toBe(before);
    await page.goBack();
    await expect.poll(() => page.locator('main h1').innerText()).toBe(before);
    await page.context().close();
  });

  it('Check: pastes a text, walks its statements by keys, saves it and takes the report along', async () => {
    const page = await desk.open('/check');
    await page
      .getByLabel('Paste a text')
      .fill(
        'Customs, 20 October 2025\n\nChina exported 5,774 tons of rare earth magnets in September 2025, down 6.1% from 6,146 tons in August. Dysprosium oxide stood at 99 yuan/kg on 13 November 2025.',
      );
    await page.getByRole('button', { name: 'Check the text' }).click();
    await page.locator('.ribbon').waitFor();
    expect(page.url()).toMatch(/\/check\/k[0-9a-f]+$/);
    expect(await page.locator('.page .fig').count()).toBeGreaterThan(2);

    await page.keyboard.press('j');
    await expect.poll(() => page.url()).toMatch(/#s\d+$/);
    const first = page.url();
    expect(await page.locator('.panel').innerText()).toContain('Expected');
    expect(await page.locator('.page .fig[aria-current="true"]').count()).toBeGreaterThan(0);
    expect(await page.locator('.ribbon [aria-current="true"]').count()).toBe(1);
    expect(await page.locator('.cells [aria-current="true"]').count()).toBe(1);
    await page.keyboard.press('j');
    await expect.poll(() => page.url()).not.toBe(first);
    await page.keyboard.press('k');
    await expect.poll(() => page.url()).toBe(first);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.url()).not.toContain('#');

    await page.reload();
    await page.locator('.ribbon').waitFor();
    const [report] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Report' }).click(),
    ]);
    expect(readFileSync(await report.path(), 'utf8')).toContain('5,774 tons');

    await page.getByRole('button', { name: /^Save \d+ figures/ }).click();
    await page.getByRole('button', { name: 'Judge again' }).waitFor();
    expect(page.url()).toMatch(/\/check\/[0-9a-f]{24}$/);
    await page.getByRole('link', { name: 'Sources' }).first().click();
    await page.getByText('pasted text').first().waitFor();
    expect(troublesOf(page)).toEqual([]);
    await page.context().close();
  });

  it('Check: takes a dropped file, and says what is wrong with one that cannot be read', async () => {
    const page = await desk.open('/check');
    const file = page.getByLabel('File to check');
    await file.setInputFiles({
      name: 'a.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4 x'),
    });
    await page.getByRole('alert').waitFor();
    await file.setInputFiles({
      name: 'note.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from('# Exports\n\nChina exported 5,774 tons of magnets in September 2025.'),
    });
    await page.locator('.ribbon').waitFor();
    await page.context().close();
  });

  it('Check: an address that is gone says so', async () => {
    const page = await desk.open('/check');
    await page.goto(`${desk.address}check/k0000000000000000`);
    await page.getByText('This page is not here any more').waitFor();
    await page.context().close();
  });

  it('Prices: another basis is part of the address, derived values say how, and the CSV has the series', async () => {
    const page = await desk.open('/prices?material=Dy-oxide&day=2025-11-14');
    await page.locator('.chart svg').waitFor();
    await page.getByRole('button', { name: 'USD/kg' }).click();
    await page.getByRole('button', { name: 'excl.' }).click();
    await expect.poll(() => page.url()).toContain('unit=USD%2Fkg&vat=excluded');
    const derived = page.locator('td .k.derived').first();
    await derived.waitFor();
    await derived.click();
    const card = page.getByRole('dialog', { name: 'Where this number comes from' });
    await expect.poll(() => card.innerText()).toContain('divided by 1.13');
    await page.keyboard.press('Escape');
    const [table] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV' }).first().click(),
    ]);
    expect(readFileSync(await table.path(), 'utf8')).toContain('converted_low');
    const [chart] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Picture' }).click(),
    ]);
    const svg = readFileSync(await chart.path(), 'utf8');
    expect(svg).toContain('Coercivity');
    expect(svg).not.toContain('var(--');
    await page.context().close();
  });

  it('Trade: a partner has its own months, and a figure named by several sources names them', async () => {
    const page = await desk.open('/trade?day=2025-11-14');
    await page.getByRole('button', { name: 'United States' }).click();
    await page.waitForURL(/partner=US/);
    await expect.poll(() => page.locator('main h1').innerText()).toContain('China to United States');
    await page.getByRole('button', { name: 'Cite' }).first().click();
    const cited = await page.evaluate(() => navigator.clipboard.readText());
    expect(cited).toContain('partner=US');
    await page.context().close();
  });

  it('Parts: a bill of materials by drop is worked out; a wrongly guessed column is set right', async () => {
    const page = await desk.open('/parts?day=2025-11-14');
    await page.getByLabel('Bill of materials').setInputFiles({
      name: 'bill.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'Part,Grade,Country,Deliver to,Mass of magnet (g),Pieces,Remark\nR-1,42SH,China,Germany,20,8,first\nR-2,N35,China,Germany,5,,second\n',
      ),
    });
    await page.locator('table.parts tbody tr').nth(1).waitFor();
    expect(await page.locator('table.parts').innerText()).toContain('licence');
    expect(await page.locator('.detail .formula').innerText()).toContain('PrNd');
    const mass = page.locator('table.parts tbody tr').first().locator('td').nth(1);
    const before = await mass.innerText();
    await page.getByLabel(/^What Mass of magnet/).selectOption('');
    await expect.poll(() => mass.innerText()).not.toBe(before);
    await page.getByRole('button', { name: 'USD' }).click();
    await page.getByText('USD a unit').first().waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Results' }).click(),
    ]);
    expect(readFileSync(await file.path(), 'utf8')).toContain('R-1');
    expect(troublesOf(page)).toEqual([]);
    await picture(page, 'parts-bill-light');
    await page.context().close();
  });

  it('Parts: pasted rows are sorted by a head and chosen by arrow keys; shortages come from a run of the model', async () => {
    await desk.workbench.impacts.find(['full-stop']);
    const page = await desk.open('/parts?day=2025-11-14&to=DE');
    await page
      .getByLabel('or paste its rows')
      .fill(
        'Part\tGrade\tCountry\tMass of magnet (g)\nR-1\t42SH\tChina\t20\nR-2\tN35\tChina\t5\nR-3\t45UH\tChina\t200',
      );
    await page.getByRole('button', { name: 'Work out the pasted rows' }).click();
    const names = page.locator('table.parts tbody .nm b');
    await names.nth(2).waitFor();
    expect(await names.allInnerTexts()).toEqual(['R-1', 'R-2', 'R-3']);
    expect(await page.locator('table.parts').innerText()).toMatch(/\d+% \(\d+–\d+\)/);
    expect(await page.getByText(/chain model, run [0-9a-f]{8}/).count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'EUR a unit' }).click();
    await page.waitForURL(/sort=-cost/);
    expect(await names.allInnerTexts()).toEqual(['R-3', 'R-1', 'R-2']);
    await page.locator('table.parts button[data-row]').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.waitForURL(/part=R-1/);
    expect(await page.locator('.detail').innerText()).toContain('R-1');
    expect(await seriousFindings(page)).toEqual([]);
    expect(troublesOf(page)).toEqual([]);
    await page.context().close();
  }, 150_000);

  it('Law: an unsure day shows both readings side by side; the day moves by arrow keys', async () => {
    const page = await desk.open(LAW);
    await page.locator('.reading').nth(1).waitFor();
    const said = await page.locator('.reading h3').allInnerTexts();
    expect(new Set(said).size).toBeGreaterThan(1);
    await page.getByRole('slider', { name: 'Day of the law' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/day=2026-11-19/);
    await page.context().close();
  });

  it('Law: decides from the form, and says what it did not understand', async () => {
    const page = await desk.open('/law?day=2025-05-15');
    await page.getByLabel('Item, in words').fill('sintered NdFeB magnet with dysprosium');
    await page.getByLabel('From', { exact: true }).fill('China');
    await page.getByLabel('To', { exact: true }).fill('Atlantis');
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByText('Export licence', { exact: true }).first().waitFor();
    expect(await page.locator('.banner').innerText()).toContain('Atlantis');
    await page.context().close();
  });

  it('Statements: filters by verdict, and leads to the statement in its document', async () => {
    const page = await desk.open('/statements');
    await page.getByRole('button', { name: 'fails' }).click();
    await page.waitForURL(/verdict=fails/);
    await page.locator('td a.said').first().click();
    await page.locator('.panel .verdict.pill').waitFor();
    expect(await page.locator('.panel .verdict.pill').innerText()).toBe('fails');
    await page.context().close();
  });

  it('Sources: what rests on a document that is taken back is stale until it counts again', async () => {
    const page = await desk.open(path('/sources/MARKET'));
    const mark = async (verb: string) => {
      await page.getByRole('button', { name: new RegExp(`^${verb}`) }).click();
      await page.getByLabel('Who says so').fill('a tester');
      await page.getByLabel('Why').fill('withdrawn by its publisher');
      await page.getByRole('button', { name: verb, exact: true }).click();
    };
    await mark('Take back');
    await page.getByRole('link', { name: 'See what is stale' }).click();
    await page.getByText('Results that no longer stand on their grounds').waitFor();
    await page.goto(desk.address + path('/sources/MARKET').slice(1));
    await mark('Let it count again');
    await page.getByRole('link', { name: 'See what is stale' }).click();
    await page.getByText('Nothing is stale').waitFor();
    await page.context().close();
  });

  it('finds a material, an act and a document by words, with keys alone', async () => {
    const page = await desk.open('/');
    await page.keyboard.press('/');
    await page.keyboard.type('dy oxide');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/prices\?material=Dy-oxide/);
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.waitForURL(/\/law$/);
    await page.context().close();
  });

  it('prints without its furniture', async () => {
    const page = await desk.open(path('/check/MARKET#s1'));
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.rail').isVisible()).toBe(false);
    expect(await page.locator('.bar').isVisible()).toBe(false);
    expect(await page.locator('.page').isVisible()).toBe(true);
    await picture(page, 'check-print');
    await page.context().close();
  });

  it('switches between light and dark and remembers it', async () => {
    const page = await desk.open('/prices?day=2025-11-14');
    await page.getByRole('button', { name: 'Light or dark' }).first().click();
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await page.context().close();
  });
});
