import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FetchOptions, fetchDocument } from '../../src/intake/index.ts';
import { encode } from './encode.ts';
import { type WebServer, webServer } from './web-server.ts';

const page =
  '<html><head><title>Note</title></head><body><p>Terbium oxide stayed at 6,150 yuan per kilogram.</p></body></html>';

let server: WebServer | undefined;
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coercivity-fetch-'));
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true });
});

const get = (path: string, options: FetchOptions = {}) =>
  fetchDocument(`${server!.origin}${path}`, { allowPrivate: true, ...options });

describe('fetching a page', () => {
  it('says who asks, and reads what comes by its content', async () => {
    server = await webServer({
      '/2025/11/14/note': (_, response) =>
        response.writeHead(200, { 'content-type': 'text/plain' }).end(page),
    });
    const { documents } = await get('/2025/11/14/note');
    expect(documents[0]).toMatchObject({
      title: 'Note',
      text: 'Terbium oxide stayed at 6,150 yuan per kilogram.',
      mediaType: 'text/html',
      origin: `${server.origin}/2025/11/14/note`,
      published: '2025-11-14',
      publishedFrom: 'address',
    });
    expect(server.requests.map((request) => request.headers['user-agent'])).toEqual([
      expect.stringMatching(/^coercivity\/\d+\.\d+/),
      expect.stringMatching(/^coercivity\/\d+\.\d+/),
    ]);
  });

  it('uses the encoding that the server states, and unpacks', async () => {
    const bytes = gzipSync(encode('氧化镝', 'gbk'));
    server = await webServer({
      '/a.txt': (_, response) =>
        response
          .writeHead(200, { 'content-type': 'text/plain; charset=gbk', 'content-encoding': 'gzip' })
          .end(bytes),
    });
    expect((await get('/a.txt')).documents[0]?.text).toBe('氧化镝');
  });

  it('refuses private addresses unless they are allowed, also after a redirect', async () => {
    server = await webServer({ '/': (_, response) => response.end(page) });
    await expect(fetchDocument(server.origin)).rejects.toMatchObject({ code: 'refused' });
    expect(server.requests).toHaveLength(0);
    await expect(fetchDocument(server.origin.replace('127.0.0.1', 'localhost'))).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/localhost, which leads to/),
    });
    expect(server.requests).toHaveLength(0);
  });

  it('follows redirects up to a number, and only to web addresses', async () => {
    server = await webServer({
      '/a': (_, response) => response.writeHead(302, { location: '/b' }).end(),
      '/b': (_, response) => response.end(page),
      '/round': (_, response) => response.writeHead(302, { location: '/round' }).end(),
      '/file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    });
    expect((await get('/a')).documents[0]?.origin).toBe(`${server.origin}/b`);
    await expect(get('/round', { redirects: 3 })).rejects.toMatchObject({
      message: expect.stringMatching(/more than 3 times/),
    });
    await expect(get('/file')).rejects.toMatchObject({ code: 'address' });
  });

  it('stops at the size limit, stated or not, packed or not', async () => {
    const long = 'x'.repeat(300_000);
    server = await webServer({
      '/stated': (_, response) => response.writeHead(200, { 'content-length': long.length }).end(long),
      '/unstated': (_, response) => {
        response.write(long);
        response.end(long);
      },
      '/packed': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(long)),
    });
    for (const path of ['/stated', '/unstated', '/packed']) {
      await expect(get(path, { limits: { bytes: 200_000 } })).rejects.toMatchObject({ code: 'too-large' });
    }
  });

  it('gives up on a server that does not answer, or stops in the middle', async () => {
    server = await webServer({
      '/never': () => undefined,
      '/half': (_, response) => response.writeHead(200, { 'content-length': 100 }).write('half'),
      '/broken': (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('half');
        setTimeout(() => response.destroy(), 20);
      },
    });
    await expect(get('/never', { timeoutMs: 200 })).rejects.toMatchObject({ code: 'too-slow' });
    await expect(get('/half', { timeoutMs: 200 })).rejects.toMatchObject({ code: 'too-slow' });
    await expect(get('/broken')).rejects.toMatchObject({ code: 'network' });
  });

  it('says in words what a status means', async () => {
    server = await webServer({ '/closed': (_, response) => response.writeHead(403).end() });
    await expect(get('/missing')).rejects.toMatchObject({
      code: 'http',
      message: expect.stringMatching(/does not exist \(status 404\)/),
    });
    await expect(get('/closed')).rejects.toMatchObject({
      message: expect.stringMatching(/save it and give the file/),
    });
  });

  it('says when nobody listens, and ends when told to', async () => {
    server = await webServer({ '/never': () => undefined });
    const ended = new AbortController();
    setTimeout(() => ended.abort(), 50);
    await expect(get('/never', { signal: ended.signal })).rejects.toMatchObject({
      code: 'network',
      message: expect.stringMatching(/ended/),
    });
    const { origin } = server;
    await server.close();
    server = undefined;
    await expect(fetchDocument(origin, { allowPrivate: true })).rejects.toMatchObject({
      code: 'network',
      message: expect.stringMatching(/refuses the connection/),
    });
  });
});

describe('robots.txt', () => {
  it('is asked first and kept to, unless the caller decides otherwise', async () => {
    server = await webServer({
      '/robots.txt': (_, response) => response.end('User-agent: *\nDisallow: /private\n'),
      '/private/a': (_, response) => response.end(page),
    });
    await expect(get('/private/a')).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/robots\.txt/),
    });
    expect(server.requests.map((request) => request.url)).toEqual(['/robots.txt']);
    expect((await get('/private/a', { ignoreRobots: true })).documents).toHaveLength(1);
  });

  it('forbids everything while the server cannot show it', async () => {
    server = await webServer({
      '/robots.txt': (_, response) => response.writeHead(503).end(),
      '/a': (_, response) => response.end(page),
    });
    await expect(get('/a')).rejects.toMatchObject({
      code: 'http',
      message: expect.stringMatching(/robots\.txt cannot be read/),
    });
  });
});

describe('the cache', () => {
  it('asks whether a page has changed, and does not have it sent again if not', async () => {
    let sent = 0;
    server = await webServer({
      '/a': (request, response) => {
        if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
        else {
          sent += 1;
          response.writeHead(200, { etag: '"v1"', 'content-type': 'text/html' }).end(page);
        }
      },
    });
    const first = await get('/a', { cacheFolder: folder });
    const second = await get('/a', { cacheFolder: folder });
    expect(second).toEqual(first);
    expect(sent).toBe(1);
    expect(server.requests.filter((request) => request.url === '/robots.txt')).toHaveLength(1);
  });

  it('gives the kept copy when the server fails, and says so', async () => {
    let works = true;
    server = await webServer({
      '/a': (_, response) => (works ? response.end(page) : response.writeHead(500).end()),
    });
    await get('/a', { cacheFolder: folder });
    works = false;
    const { documents } = await get('/a', { cacheFolder: folder });
    expect(documents[0]?.text).toContain('6,150');
    expect(documents[0]?.notes[0]?.message).toMatch(/status 500.*copy of \d{4}-\d{2}-\d{2}/);
  });
});
