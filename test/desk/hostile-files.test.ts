import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePdf } from '../intake/make-pdf.ts';
import { hasChromium, startDesk, type TestDesk, troublesOf } from './browser.ts';

let desk: TestDesk;

/** Drops a file into the room, as a hand does. */
const drop = (page: Page, name: string, type: string, bytes: Uint8Array | string) =>
  page.evaluate(
    ([base64, fileName, mediaType]) => {
      const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([data], fileName, { type: mediaType }));
      dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [Buffer.from(bytes).toString('base64'), name, type] as const,
  );

/** Nothing of a document has run, turned, been loaded or become markup. */
async function isHarmless(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => (globalThis as { hurt?: number }).hurt)).toBeUndefined();
  expect(page.url().startsWith(desk.address)).toBe(true);
  const main = page.locator('main');
  expect(await main.locator('img, iframe, object, embed, script, form[action], base, meta').count()).toBe(0);
  expect(await main.locator('a[href^="javascript" i], a[href^="data" i], a[href^="file" i]').count()).toBe(0);
  // Charts bring one rule of their own, which the policy knows by its hash.
  expect(await main.locator('style:not(.plot style)').count()).toBe(0);
  const handlers = await page.evaluate(
    () =>
      [...document.querySelectorAll('main *')].filter((el) =>
        [...el.attributes].some(({ name }) => /^on/i.test(name)),
      ).length,
  );
  expect(handlers).toBe(0);
  expect(await page.title()).not.toMatch(TURNING);
  expect(await main.innerText()).not.toMatch(TURNING);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(troublesOf(page)).toEqual([]);
}
const TURNING = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/;

const HTML = `<!doctype html><html><head><title>Prices \u202Esecirp</title>
<meta http-equiv="refresh" content="0;url=https://example.org/"><base href="https://example.org/">
<script>window.hurt = 1</script><style>body{display:none}@import "https://example.org/x.css";</style>
<link rel="stylesheet" href="https://example.org/y.css"></head>
<body onload="window.hurt = 2"><article>
<h1>Magnets &lt;img src=x onerror=window.hurt=3&gt;</h1>
<p onclick="window.hurt = 4">China exported 5,774 tons of rare earth magnets in September 2025, down 6.1% from 6,146 tons in August.</p>
<p><img src="https://example.org/p.png" onerror="window.hurt = 5"><a href="javascript:window.hurt=6">Dysprosium oxide stood at 1,510 yuan/kg on 13 November 2025.</a></p>
<svg onload="window.hurt = 7"><script>window.hurt = 8</script></svg>
<iframe src="data:text/html,<script>parent.hurt=9</script>"></iframe><object data="https://example.org/o"></object>
<form action="https://example.org/"><input name="a" autofocus onfocus="window.hurt = 10"></form>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.hurt=11&gt;"></mglyph></table></mtext></math>
</article></body></html>`;

/** A workbook whose one sheet unfolds to far more than any workbook may. */
function zipBomb(): Buffer {
  const unfolded = Buffer.alloc(220 * 1024 * 1024, 0x20);
  const members = [
    ['xl/workbook.xml', Buffer.from('<workbook/>')],
    ['xl/worksheets/sheet1.xml', unfolded],
  ] as const;
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, data] of members) {
    const packed = deflateRawSync(data, { level: 1 });
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), packed]);
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(at, 12);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\u0001\u0002\u0014\u0000'),
        fields,
        entry.subarray(2),
        Buffer.from(name),
      ]),
    );
    parts.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\u0005\u0006'), end]);
}

describe.skipIf(!hasChromium)('a hostile file dropped into Check', () => {
  beforeAll(async () => {
    desk = await startDesk();
  }, 120_000);
  afterAll(async () => desk?.close());

  it('HTML with scripts, handlers, frames and addresses of data is shown as its words', async () => {
    const page = await desk.open('/check');
    await drop(page, 'prices\u202Elmth.exe.html', 'text/html', HTML);
    await page.locator('.page .fig').first().waitFor();
    expect(await page.locator('.page').innerText()).toContain('5,774 tons');
    await isHarmless(page);
    await page.getByRole('button', { name: /^Save/ }).click();
    await page.getByRole('button', { name: 'Judge again' }).waitFor();
    await isHarmless(page);
    for (const path of ['', 'check', 'statements', 'sources']) {
      await page.goto(desk.address + path);
      await isHarmless(page);
    }
    await page.context().close();
  });

  it('its report runs nothing either', async () => {
    const page = await desk.open('/check');
    await drop(page, 'prices.html', 'text/html', HTML);
    await page.locator('.page .fig').first().waitFor();
    const href = await page.getByRole('link', { name: 'Report' }).getAttribute('href');
    const answer = await page.request.get(new URL(href ?? '', desk.address).href);
    await page.setContent(await answer.text());
    expect(await page.evaluate(() => (globalThis as { hurt?: number }).hurt)).toBeUndefined();
    expect(await page.locator('img, iframe, object, form').count()).toBe(0);
    await page.context().close();
  });

  it('PDF with markup, turning characters and an action on opening', async () => {
    const page = await desk.open('/check');
    const pdf = Buffer.from(
      makePdf([
        [
          { text: '<script>window.hurt=1</script> Customs, 20 October 2025', x: 40, y: 780 },
          { text: 'China exported 5,774 tons of magnets in September 2025.', x: 40, y: 750 },
          { text: '\u202E5,000 tons <img src=x onerror=window.hurt=2>', x: 40, y: 720 },
        ],
      ]),
    );
    const armed = pdf
      .toString('latin1')
      .replace('/Type /Catalog', '/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>');
    await drop(page, 'page.pdf', 'application/pdf', Buffer.from(armed, 'latin1'));
    await page.locator('.page .fig').first().waitFor();
    expect(await page.locator('.page').innerText()).toContain('<script>window.hurt=1</script>');
    await isHarmless(page);
    await page.context().close();
  });

  it('workbook with formulas and links outside: cells are words, and no table taken along runs them', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '=HYPERLINK',
          rows: [
            ['Material', 'Price, yuan/ton', 'Date', 'Note'],
            ['Dy oxide', 1_510_000, '2025-11-13', "=cmd|' /C calc'!A0"],
            ['Tb oxide', 6_600_000, '2025-11-13', '+SUM(1,1)'],
            ['<img src=x onerror=window.hurt=1>', 1, '2025-11-13', '@import'],
          ],
          cells: new Map([
            ['1,1', { value: 1_510_000, formula: 'WEBSERVICE("https://example.org/")' }],
            ['2,3', { value: 'a link', hyperlink: { target: 'javascript:window.hurt=2' } }],
          ]),
        },
      ],
    });
    const page = await desk.open('/check');
    await drop(
      page,
      '=prices.xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes,
    );
    await page.locator('.page').waitFor();
    expect(await page.locator('.page').innerText()).toContain('=cmd');
    await isHarmless(page);
    await page.getByRole('button', { name: /^Save/ }).click();
    await page.getByRole('button', { name: 'Judge again' }).waitFor();
    for (const path of [
      'api/statements?format=csv',
      'api/observations?format=csv',
      'api/documents?format=csv',
    ]) {
      const table = await (await page.request.get(desk.address + path)).text();
      expect(table, path).not.toMatch(/(^|,|")[=+@](?!\d)/m);
    }
    await page.context().close();
  });

  it('workbook that unfolds to hundreds of megabytes is refused in words, and the desk goes on', async () => {
    const bomb = zipBomb();
    expect(bomb.length).toBeLessThan(3_000_000);
    const page = await desk.open('/check');
    await drop(page, 'bomb.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bomb);
    const alert = page.getByRole('alert');
    await alert.waitFor({ timeout: 60_000 });
    expect(await alert.innerText()).toMatch(/too large/i);
    expect((await page.request.get(`${desk.address}api/status`)).status()).toBe(200);
    await page.context().close();
  }, 90_000);

  it('table of tens of thousands of cells is read or refused in time, and drawn in parts', async () => {
    const rows = Array.from(
      { length: 2000 },
      (_, i) =>
        `<tr><td>Dysprosium oxide</td><td>1,5${String(i % 90).padStart(2, '0')},000</td><td>${i}</td></tr>`,
    );
    const page = await desk.open('/check');
    await drop(
      page,
      'table.html',
      'text/html',
      `<html><body><article><h1>Prices in yuan/ton, 13 November 2025</h1><table>${rows.join('')}</table></article></body></html>`,
    );
    await page.locator('.page, [role="alert"]').first().waitFor({ timeout: 80_000 });
    expect(await page.locator('.page p').count()).toBeLessThanOrEqual(601);
    await page.context().close();
  }, 120_000);

  it('picture with a script in it is no page', async () => {
    const page = await desk.open('/check');
    await drop(
      page,
      'a.svg',
      'image/svg+xml',
      '<svg xmlns="http://www.w3.org/2000/svg" onload="window.hurt=1"><script>window.hurt=2</script><text>5,774 tons</text></svg>',
    );
    await page.locator('.page, [role="alert"]').first().waitFor();
    await isHarmless(page);
    await page.context().close();
  });

  it('file name that looks like a path or a formula stays a name', async () => {
    const page = await desk.open('/check');
    await drop(
      page,
      '../../=1+1.txt',
      'text/plain',
      'China exported 5,774 tons of magnets in September 2025.',
    );
    await page.locator('.page').waitFor();
    await page.getByRole('button', { name: /^Save/ }).click();
    await page.getByRole('button', { name: 'Judge again' }).waitFor();
    const table = await (await page.request.get(`${desk.address}api/documents?format=csv`)).text();
    expect(table).not.toMatch(/(^|,|")=1\+1/m);
    await page.context().close();
  });

  it('is never needed to be trusted by what is sent with it: the policy of every page stands', async () => {
    const page = await desk.open('/check');
    const answer = await page.request.get(desk.address);
    const policy = answer.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|https?:|data:|\*/);
    expect(readFileSync(`${desk.folder}/index.html`, 'utf8')).not.toMatch(
      /<script(?![^>]*\bsrc=)|\son\w+=|style=/,
    );
    await page.context().close();
  });
});
