import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from '@hono/zod-openapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveScenario } from '../../src/chain/index.ts';
import { createApp, serve } from '../../src/server/index.ts';
import { CheckAnswer, Checked } from '../../src/server/shapes/checked.ts';
import { FoundThing } from '../../src/server/shapes/find.ts';
import { ActDetail, Acts, Decision } from '../../src/server/shapes/law.ts';
import { LedgerRow, ObservationDetail } from '../../src/server/shapes/observation.ts';
import { PartsAnswer, ScenarioRuns } from '../../src/server/shapes/parts.ts';
import { Choices, PriceSeries, TradeSeries } from '../../src/server/shapes/series.ts';
import { DocumentRow, SourceRow, StaleList, StatementRow } from '../../src/server/shapes/sources.ts';
import { Status } from '../../src/server/shapes/status.ts';
import { Today } from '../../src/server/shapes/today.ts';
import { ScenarioImpacts, Workbench } from '../../src/workbench/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'coercivity-server-'));
const workbench = new Workbench({ folder, ledger: join(folder, 'ledger.sqlite'), today: '2025-11-20' });
const tool = 'coercivity 0.0.0';
const app = createApp({ workbench, tool, deskFolder: join(folder, 'none') });
const ask = (path: string, init?: RequestInit) => app.request(`http://127.0.0.1${path}`, init);
const json = async (path: string, init?: RequestInit) => (await ask(path, init)).json();
const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const TEXT =
  'Customs figures, 20 October 2025\nChina exported 5,774 tons of rare earth magnets in September 2025, down 6.1% from 6,146 tons in August.';

/** The answer is what the description says: nothing missing, and nothing that the description does not name. */
const fits = (schema: z.ZodType, value: unknown) => expect(schema.parse(value)).toEqual(value);

beforeAll(async () => {
  await workbench.ledger();
});
afterAll(async () => {
  await workbench.close();
  rmSync(folder, { recursive: true });
});

describe('the API gives what its description says', () => {
  it.each<[string, z.ZodType]>([
    ['/api/status', Status],
    ['/api/today', Today],
    ['/api/today?asOf=2025-06-30', Today],
    ['/api/prices/materials', Choices],
    ['/api/trade/products', Choices],
    ['/api/acts?asOf=2026-11-20', Acts],
    ['/api/acts/cn-mofcom-2025-62?asOf=2026-11-20', ActDetail],
    ['/api/stale', StaleList],
  ])('%s', async (path, schema) => fits(schema, await json(path)));

  it.each<[string, z.ZodType]>([
    ['/api/prices?material=Dy-oxide', PriceSeries],
    ['/api/prices?material=Dy-oxide&unit=USD/kg&vat=excluded', PriceSeries],
    ['/api/trade', TradeSeries],
    ['/api/observations?kind=price&limit=50', LedgerRow],
    ['/api/documents', DocumentRow],
    ['/api/sources', SourceRow],
    ['/api/find?q=dysprosium', FoundThing],
    ['/api/find?q=dy', FoundThing],
  ])('%s', async (path, schema) => {
    const { items } = (await json(path)) as { items: unknown[] };
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) fits(schema, item);
  });

  it('a ledger row with the words around it', async () => {
    const { items } = await json('/api/observations?kind=trade&limit=1');
    const row = await json(`/api/observations/${items[0].id}`);
    fits(ObservationDetail, row);
    expect(row.observation).toEqual(items[0].observation);
  });

  it('describes every address that it answers', async () => {
    const { paths } = await json('/api/openapi.json');
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/api/today', '/api/check', '/api/decide', '/api/prices', '/api/retract']),
    );
  });
});

describe('lists', () => {
  it('come in pages that join to the whole', async () => {
    const whole = await json('/api/observations?kind=price&limit=7');
    const first = await json('/api/observations?kind=price&limit=4');
    const second = await json('/api/observations?kind=price&limit=3&offset=4');
    expect([...first.items, ...second.items]).toEqual(whole.items);
    expect(first.total).toBe(whole.total);
  });

  it('are filtered by kind, subject and period', async () => {
    const { items } = await json(
      '/api/observations?kind=price&subject=Dy-oxide&from=2025-06&to=2025-06&limit=1000',
    );
    expect(items.length).toBeGreaterThan(0);
    for (const { observation } of items) {
      expect(observation).toMatchObject({ kind: 'price', subject: 'Dy-oxide' });
      expect(observation.period).toMatch(/^2025-06/);
    }
  });

  it('come as CSV with the same rows', async () => {
    const answer = await ask('/api/observations?kind=price&limit=5&format=csv');
    expect(answer.headers.get('content-type')).toContain('text/csv');
    const lines = (await answer.text()).trim().split('\n');
    const { items } = await json('/api/observations?kind=price&limit=5');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(
      items.map(({ id }: { id: string }) => id),
    );
  });

  it('are not sent again while nothing changed', async () => {
    const first = await ask('/api/acts');
    const tag = first.headers.get('etag');
    expect(tag).toBeTruthy();
    const again = await ask('/api/acts', { headers: { 'If-None-Match': tag as string } });
    expect(again.status).toBe(304);
  });

  it('show only what was public by the day asked for', async () => {
    const then = await json('/api/prices?material=Dy-oxide&asOf=2025-05-31');
    for (const { points } of then.items) {
      for (const point of points) expect(point.start <= '2025-05-31').toBe(true);
    }
  });
});

describe('checking', () => {
  it('judges a text without filing it, brings it back by its id, and files it on demand', async () => {
    const before = await json('/api/documents');
    const answer = await json('/api/check', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text: TEXT }),
    });
    fits(CheckAnswer, answer);
    const [checked] = answer.documents;
    expect(checked.statements.map((s: { quote: string }) => s.quote).join(' ')).toContain('5,774');
    expect((await json('/api/documents')).total).toBe(before.total);
    expect(await json(`/api/checked/${checked.id}`)).toEqual(checked);

    const filed = await (await send(`/api/checked/${checked.id}/file`, {})).json();
    fits(Checked, filed);
    expect(filed.filed).toBe(true);
    expect((await json('/api/documents')).total).toBe(before.total + 1);
    const { items } = await json('/api/statements');
    for (const item of items) fits(StatementRow, item);
    expect(items.map((s: { documentId: string }) => s.documentId)).toContain(filed.id);
    const report = await ask(`/api/checked/${filed.id}/report`);
    expect(await report.text()).toContain('5,774 tons');
  });

  it('shows what rests on a document that is taken back, and lets it count again', async () => {
    const { documents } = await (await send('/api/check', { text: `${TEXT} A second page.` })).json();
    const { id } = await (await send(`/api/checked/${documents[0].id}/file`, {})).json();
    const mark = { target: id, who: 'a tester', why: 'withdrawn by its publisher' };
    const { dependents } = await (await send('/api/retract', mark)).json();
    expect(dependents.length).toBeGreaterThan(0);
    expect((await json('/api/stale')).items.map((one: { id: string }) => one.id)).toEqual(
      expect.arrayContaining(dependents.map((one: { id: string }) => one.id)),
    );
    await send('/api/reinstate', mark);
    expect((await json('/api/stale')).items).toEqual([]);
  });

  it('says which field is wrong and what would be right', async () => {
    const answer = await send('/api/check', { text: TEXT, published: 'last week' });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({
      status: 400,
      errors: [{ field: 'published', expected: expect.stringContaining('2025-11-14') }],
    });
    expect((await send('/api/check', {})).status).toBe(400);
    expect((await send('/api/retract', { target: 'x', who: 'a', why: ' ' })).status).toBe(400);
    expect((await send('/api/retract', { target: 'nothing', who: 'a', why: 'b' })).status).toBe(404);
  });

  it('reads a file by its content and refuses what it cannot read', async () => {
    const page = `<html><body><article><p>${TEXT}</p></article></body></html>`;
    const answer = await ask('/api/check/file?name=page.html', {
      method: 'POST',
      headers: { 'Content-Type': 'text/html' },
      body: page,
    });
    expect((await answer.json()).documents[0].document.text).toBe(TEXT.replace('\n', ' '));
    const broken = await ask('/api/check/file?name=a.pdf', {
      method: 'POST',
      headers: { 'Content-Type': 'application/pdf' },
      body: '%PDF-1.4 nothing that follows is right',
    });
    expect(broken.status).toBe(422);
  });

  it('does not fetch addresses of this machine', async () => {
    const answer = await send('/api/check', { address: 'http://127.0.0.1:1/secret' });
    expect(answer.status).toBe(403);
  });

  it('refuses a body over the limit', async () => {
    const answer = await ask('/api/check/file?name=a.txt', {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain', 'Content-Length': String(26 * 1024 * 1024) },
      body: new Uint8Array(26 * 1024 * 1024),
    });
    expect(answer.status).toBe(413);
  });
});

describe('a bill of materials', () => {
  const bill = 'Part,Grade,Country,Mass (g)\nR-1,42SH,China,20\nR-2,no such grade,China,5\n';
  const post = (query: string, body: string) =>
    ask(`/api/parts?name=bill.csv&asOf=2025-11-14${query}`, { method: 'POST', body });

  it('is worked out part by part, and nothing of it is kept', async () => {
    const before = await json('/api/status');
    const answer = await (await post('', bill)).json();
    fits(PartsAnswer, answer);
    expect(answer.parts.map((one: { part: string }) => one.part)).toEqual(['R-1', 'R-2']);
    expect(answer.parts[0].material.value).toBeGreaterThan(0);
    expect((await json('/api/status')).counts).toEqual(before.counts);
    expect(await (await post('&format=csv', bill)).text()).toContain('R-1');
  });

  it('says nothing of shortages before a scenario was run, and after that which run it is from', async () => {
    const own = new ScenarioImpacts(workbench.facts, join(folder, 'impacts.json'));
    const desk = createApp({
      workbench: new Proxy(workbench, {
        get: (target, name) => {
          const value = name === 'impacts' ? own : Reflect.get(target, name, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      }),
      tool,
      deskFolder: folder,
    });
    const call = async (path: string, init?: RequestInit) =>
      (await desk.request(`http://127.0.0.1${path}`, init)).json();
    const work = () => call('/api/parts?name=bill.csv&asOf=2025-11-14&to=DE', { method: 'POST', body: bill });
    const before = await work();
    expect(before.scenarios).toEqual([]);
    expect(before.parts[0].shortageRefused).toContain('no scenario');

    const started = await call('/api/parts/scenarios', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ names: ['full-stop'] }),
    });
    fits(ScenarioRuns, started);
    await own.find(['full-stop']);
    const { run, scenarios, progress } = await call('/api/parts/scenarios');
    expect(progress).toBeUndefined();
    expect(scenarios.filter((one: { known: boolean }) => one.known)).toMatchObject([{ name: 'full-stop' }]);

    const after = await work();
    fits(PartsAnswer, after);
    expect(after.run).toBe(run);
    const [{ unmet, from }] = after.parts[0].shortages;
    expect(unmet.low).toBeLessThanOrEqual(unmet.value);
    expect(unmet.value).toBeLessThanOrEqual(unmet.high);
    expect(unmet.value).toBeGreaterThan(0.1);
    expect(from).toMatch(/^\d{4}-\d\d$/);
    expect(after.parts[1].shortageRefused).toBeTruthy();
    // What was run is there the next time, without a run.
    expect(new ScenarioImpacts(workbench.facts, join(folder, 'impacts.json')).known(['full-stop'])).toEqual(
      own.known(['full-stop']),
    );
  }, 120_000);

  it('that cannot be read is said to be so', async () => {
    expect((await post('&columns=nonsense', bill)).status).toBe(400);
    expect((await post('', '\u00d0\u00cf')).status).not.toBe(500);
  });

  it('can be tried with invented ones', async () => {
    const { items } = await json('/api/parts/samples');
    for (const name of items) expect((await ask(`/api/parts/samples/${name}`)).status).toBe(200);
    expect((await ask('/api/parts/samples/..%2Fcolumns.yaml')).status).toBe(404);
  });
});

it('gives the tables and scenarios that the model is built from', async () => {
  const { tables, scenarios } = await json('/api/chain/model');
  const run = resolveScenario('full-stop', scenarios);
  expect(run.events.length).toBeGreaterThan(0);
  expect(tables.chainParameters.length).toBeGreaterThan(0);
});

describe('deciding a shipment', () => {
  it('answers with every reading where the law is unsure, and lists what it could not read', async () => {
    const answer = await send('/api/decide', {
      date: '2026-11-20',
      shipment: {
        from: 'Japan',
        to: 'Germany',
        item: 'sintered NdFeB magnet with 1.8% Dy',
        origin: { inputs: [{ element: 'Dy', origin: 'CN', value_share_pct: 9 }] },
        colour: 'blue',
      },
    });
    const decision = await answer.json();
    fits(Decision, decision);
    expect(decision.problems.map((p: { field: string }) => p.field)).toContain('colour');
    const licence = decision.answers.find((a: { question: string }) => a.question === 'export_licence');
    expect(licence.readings.length).toBeGreaterThan(0);
  });
});

describe('who may ask', () => {
  it('answers no name but those of this machine', async () => {
    expect((await app.request('http://evil.example/api/status')).status).toBe(421);
  });

  it('refuses what another site asks, read or write, and lets a link open a page', async () => {
    const cross = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' };
    expect((await ask('/api/status', { headers: cross })).status).toBe(403);
    expect((await send('/api/check', { text: TEXT }, { Origin: 'http://evil.example' })).status).toBe(403);
    expect((await send('/api/check', { text: TEXT }, { Origin: 'http://127.0.0.1' })).status).toBe(200);
    const link = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' };
    expect((await ask('/brief', { headers: link })).status).toBe(200);
    expect((await ask('/api/status', { headers: link })).status).toBe(403);
  });

  it('changes nothing by GET', async () => {
    for (const path of ['/api/retract', '/api/reinstate', '/api/check', '/api/checked/x/file']) {
      expect((await ask(path)).status).toBe(404);
    }
  });

  it('demands the token where one is set, and keeps it in a cookie of this site', async () => {
    const guarded = createApp({
      workbench,
      tool,
      deskFolder: folder,
      token: 'wide-open',
      hosts: ['desk.lan'],
    });
    const get = (path: string, headers: Record<string, string> = {}) =>
      guarded.request(`http://desk.lan${path}`, { headers });
    expect((await get('/api/status')).status).toBe(401);
    expect((await get('/api/status', { Authorization: 'Bearer wide-shut' })).status).toBe(401);
    expect((await get('/api/status', { Authorization: 'Bearer wide-open' })).status).toBe(200);
    const entered = await get('/law?day=2026-01-01&token=wide-open');
    expect(entered.headers.get('location')).toBe('/law?day=2026-01-01');
    const cookie = entered.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    expect((await get('/api/status', { Cookie: cookie.split(';')[0] as string })).status).toBe(200);
  });

  it('gives up after the time limit', async () => {
    const hasty = createApp({ workbench, tool, deskFolder: folder, timeLimit: 1 });
    const answer = await hasty.request('http://127.0.0.1/api/today?asOf=2025-03-03');
    expect(answer.status).toBe(504);
    expect(await answer.json()).toMatchObject({ status: 504 });
  });
});

describe('the server', () => {
  it('shows the brief, and says what to do where the desk is not built', async () => {
    expect(await (await ask('/brief.md')).text()).toContain('#');
    expect((await ask('/')).status).toBe(503);
    expect((await ask('/nowhere')).status).toBe(404);
    expect((await ask('/assets/..%2f..%2fpackage.json')).status).toBe(404);
  });

  it('says plainly when a port is taken', async () => {
    const first = await serve(app);
    const port = Number(new URL(first.address).port);
    await expect(serve(app, { port })).rejects.toThrow(`Port ${port} is taken`);
    expect((await fetch(`${first.address}api/status`)).status).toBe(200);
    await first.close();
  });
});
