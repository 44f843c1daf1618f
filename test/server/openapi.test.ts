import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from '@hono/zod-openapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/server/index.ts';
import { Workbench } from '../../src/workbench/index.ts';

// The description is taken at its word: every route that it names is called, and what comes back is held against it.

interface Media {
  readonly schema?: object;
}
interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}

const folder = mkdtempSync(join(tmpdir(), 'coercivity-openapi-'));
const workbench = new Workbench({ folder, ledger: join(folder, 'ledger.sqlite'), today: '2025-11-20' });
const app = createApp({ workbench, tool: 'coercivity 0.0.0', deskFolder: join(folder, 'none') });
const ask = (path: string, init?: RequestInit) => app.request(`http://127.0.0.1${path}`, init);
const { paths, components } = await (await ask('/api/openapi.json')).json();

const operations: readonly [method: string, path: string, operation: Operation][] = Object.entries(
  paths as Record<string, Record<string, Operation>>,
).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => [method, path, operation] as const),
) as never;

/** The answer that the description promises, as something that checks one. */
const promised = ({ responses }: Operation, status: number, type: string) => {
  const { content } = responses[status] ?? responses.default ?? {};
  const media = content?.[type];
  expect(media, `${status} ${type} is described`).toBeDefined();
  const text = JSON.stringify({ ...media?.schema, $defs: components.schemas });
  return z.fromJSONSchema(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')));
};

const TEXT = 'Customs, 20 October 2025\n\nChina exported 5,774 tons of rare earth magnets in September 2025.';
const JSON_TYPE = { 'Content-Type': 'application/json' };
const body = (value: object): RequestInit => ({ headers: JSON_TYPE, body: JSON.stringify(value) });
const BILL = 'Part,Grade,Country,Mass (g)\nR-1,42SH,China,20\n';

/** A right request for each route that cannot be called without one. */
const examples: Record<string, () => { path?: string; init?: RequestInit }> = {};
const known: Record<string, string> = {};

beforeAll(async () => {
  const checked = await (await ask('/api/check', { method: 'POST', ...body({ text: TEXT }) })).json();
  known.checked = checked.documents[0].id;
  const other = await (
    await ask('/api/check', { method: 'POST', ...body({ text: `${TEXT} Elsewhere.` }) })
  ).json();
  const filed = await (
    await ask(`/api/checked/${other.documents[0].id}/file`, { method: 'POST', ...body({}) })
  ).json();
  known.document = filed.id;
  known.row = (await (await ask('/api/observations?limit=1')).json()).items[0].id;
  const mark = { target: known.document, who: 'a tester', why: 'withdrawn' };
  Object.assign(examples, {
    'get /api/find': () => ({ path: '/api/find?q=dysprosium' }),
    'post /api/check': () => ({ init: body({ text: TEXT }) }),
    'post /api/check/file': () => ({ path: '/api/check/file?name=a.txt', init: { body: TEXT } }),
    'get /api/checked/{id}': () => ({ path: `/api/checked/${known.checked}` }),
    'post /api/checked/{id}/file': () => ({ path: `/api/checked/${known.checked}/file`, init: body({}) }),
    'get /api/checked/{id}/report': () => ({ path: `/api/checked/${known.document}/report` }),
    'get /api/observations/{id}': () => ({ path: `/api/observations/${known.row}` }),
    'get /api/prices': () => ({ path: '/api/prices?material=Dy-oxide&limit=50' }),
    'get /api/acts/{id}': () => ({ path: '/api/acts/cn-mofcom-2025-62' }),
    'post /api/decide': () => ({
      init: body({
        date: '2025-11-20',
        shipment: { from: 'China', to: 'Germany', item: 'NdFeB magnet with 2% Dy' },
      }),
    }),
    'get /api/documents/{id}': () => ({ path: `/api/documents/${known.document}` }),
    'post /api/retract': () => ({ init: body(mark) }),
    'post /api/reinstate': () => ({ init: body(mark) }),
    'post /api/parts': () => ({ path: '/api/parts?name=bill.csv', init: { body: BILL } }),
    'post /api/parts/scenarios': () => ({ init: body({ names: [] }) }),
    'get /api/parts/samples/{name}': () => ({ path: '/api/parts/samples/wind-generators.csv' }),
  });
}, 60_000);
afterAll(async () => {
  await workbench.close();
  rmSync(folder, { recursive: true });
});

describe('the description of the API', () => {
  it('names every route under /api that there is', () => {
    const there = app.routes
      .filter(({ path, method }) => path.startsWith('/api/') && !path.includes('*') && method !== 'ALL')
      .map(({ path, method }) => `${method.toLowerCase()} ${path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`)
      .filter((route) => route !== 'get /api/openapi.json');
    expect(new Set(operations.map(([method, path]) => `${method} ${path}`))).toEqual(new Set(there));
  });

  it.each(operations)('%s %s answers as described', async (method, path, operation) => {
    const example = examples[`${method} ${path}`]?.() ?? {};
    const needs = operation.parameters?.some(({ required }) => required) || method !== 'get';
    if (needs) expect(example, `an example for ${method} ${path}`).not.toEqual({});
    const response = await ask(example.path ?? path, { method: method.toUpperCase(), ...example.init });
    const text = await response.text();
    expect(response.status, text.slice(0, 300)).toBe(200);
    const type = response.headers.get('content-type')?.split(';')[0] ?? '';
    const schema = promised(operation, 200, type);
    if (type === 'application/json') expect(schema.safeParse(JSON.parse(text)).error).toBeUndefined();
    expect(text.length).toBeGreaterThan(1);
  });

  it.each(operations.filter(([, , { responses }]) => responses[200]?.content?.['text/csv']))(
    '%s %s gives the same as a table',
    async (method, path, operation) => {
      const example = examples[`${method} ${path}`]?.() ?? {};
      const address = example.path ?? path;
      const asTable = `${address}${address.includes('?') ? '&' : '?'}format=csv`;
      const csvOnly = Object.keys(operation.responses[200]?.content ?? {}).length === 1;
      const response = await ask(csvOnly ? address : asTable, {
        method: method.toUpperCase(),
        ...example.init,
      });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/csv');
      const lines = (await response.text()).trim().split('\n');
      expect(lines[0]).toMatch(/[,;]/);
    },
  );

  it.each(operations)('%s %s tells problems as described', async (method, path, operation) => {
    const nowhere = path.replace(/\{\w+\}/g, 'nothing-of-that-name');
    const wrong =
      nowhere === path ? `${path}?limit=-1&offset=x&asOf=yesterday&format=shape&q=&material=` : nowhere;
    const init = method === 'get' ? {} : { method: 'POST', headers: JSON_TYPE, body: '"nothing"' };
    const response = await ask(wrong, init);
    if (response.status === 200) return;
    const type = response.headers.get('content-type')?.split(';')[0] ?? '';
    expect(type).toBe('application/problem+json');
    const problem = await response.json();
    expect(promised(operation, response.status, type).safeParse(problem).error).toBeUndefined();
    expect(problem.status).toBe(response.status);
    expect(response.status).toBeLessThan(500);
  });

  it('lets nothing be changed by GET: what a POST answers, a GET does not', async () => {
    const before = await (await ask('/api/status')).text();
    for (const [method, path] of operations) {
      if (method === 'get' || operations.some(([m, p]) => m === 'get' && p === path)) continue;
      const response = await ask(examples[`${method} ${path}`]?.().path ?? path);
      expect(response.status, path).toBeGreaterThanOrEqual(400);
    }
    expect(await (await ask('/api/status')).text()).toBe(before);
  });

  it('is held to: lists have pages, and nothing is sent again that did not change', async () => {
    for (const [method, path, { parameters = [] }] of operations) {
      if (method !== 'get' || !parameters.some(({ name }) => name === 'limit')) continue;
      const address = examples[`get ${path}`]?.().path ?? path;
      const join = address.includes('?') ? '&' : '?';
      const { items, total } = await (await ask(`${address.replace(/&limit=\d+/, '')}${join}limit=1`)).json();
      expect(items.length, path).toBe(Math.min(1, total ?? 1));
    }
    for (const [method, path, { parameters = [] }] of operations) {
      if (method !== 'get' || parameters.some(({ required }) => required)) continue;
      const tag = (await ask(path)).headers.get('etag');
      expect(tag, path).toBeTruthy();
      const again = await ask(path, { headers: { 'If-None-Match': tag as string } });
      expect(again.status, path).toBe(304);
    }
  });
});
