import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, startDesk, type TestDesk, troublesOf } from './browser.ts';

let desk: TestDesk;

const HOSTILE = `<img src=x onerror="window.hurt=1"> exports of magnets were 5,774 tons in September 2025.
<script>window.hurt=2</script> down 6.1% <svg onload="window.hurt=3"></svg> from 6,146 tons in August.
[a link](javascript:window.hurt=4) and data:text/html,<script>window.hurt=5</script> 12 tons
\u202Esnot 000,1 \u2066hidden\u2069 price 1,510,000 yuan/ton
${'x'.repeat(4000)} 7%
<style>body{display:none}</style><iframe src="https://example.org/"></iframe> 25%`;

describe.skipIf(!hasChromium)('a hostile document', () => {
  beforeAll(async () => {
    desk = await startDesk();
  }, 120_000);
  afterAll(async () => desk?.close());

  it('is shown as text: nothing in it runs, loads, hides or turns the page', async () => {
    const page = await desk.open('/check');
    await page.getByLabel('Paste a text').fill(HOSTILE);
    await page.getByRole('button', { name: 'Check the text' }).click();
    await page.locator('.page').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => (globalThis as { hurt?: number }).hurt)).toBeUndefined();
    const shown = page.locator('.page');
    expect(await shown.innerText()).toContain('<script>window.hurt=2</script>');
    expect(await shown.locator('img, script, iframe, style, svg[onload]').count()).toBe(0);
    expect(await page.locator('main a[href^="javascript"], main a[href^="data"]').count()).toBe(0);
    expect(await page.locator('main').innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(troublesOf(page)).toEqual([]);

    await page.getByRole('button', { name: /^Save/ }).click();
    await page.getByRole('button', { name: 'Judge again' }).waitFor();
    for (const path of ['statements', 'sources', '']) {
      await page.goto(desk.address + path);
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate(() => (globalThis as { hurt?: number }).hurt)).toBeUndefined();
    }
    expect(troublesOf(page)).toEqual([]);
    await page.context().close();
  });

  it('with a table of thousands of rows stays usable', async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, i) => `Dysprosium oxide | 1,${String(500 + (i % 99))},000 yuan/ton | +${i}`,
    );
    const page = await desk.open('/check');
    await page.getByLabel('Paste a text').fill(`Prices on 13 November 2025\n${rows.join('\n')}`);
    await page.getByRole('button', { name: 'Check the text' }).click();
    await page.locator('.page').waitFor({ timeout: 60_000 });
    expect(await page.locator('.page p').count()).toBeLessThanOrEqual(601);
    await page.getByRole('button', { name: /^Show \d+ more/ }).waitFor();
    await page.context().close();
  }, 90_000);

  it('cannot bring in a policy or a script of its own by an inline style or handler', async () => {
    const page = await desk.open('/');
    const refused = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective), {
            once: true,
          });
          const script = document.createElement('script');
          script.textContent = 'window.hurt = 1';
          document.body.append(script);
        }),
    );
    expect(refused).toContain('script-src');
    await page.context().close();
  });
});
