import { describe, expect, it } from 'vitest';
import { createApp, serve } from '../../src/server/index.ts';

const app = createApp({
  brief: async () => ({ html: '<p>brief</p>', markdown: '# brief' }),
  document: async (id) => (id === 'known' ? '<p>page</p>' : undefined),
});

describe('the server', () => {
  it('shows the brief, the brief as Markdown, and documents by id', async () => {
    expect(await (await app.request('http://127.0.0.1/')).text()).toContain('brief');
    expect((await app.request('http://localhost/brief.md')).headers.get('content-type')).toContain(
      'markdown',
    );
    expect((await app.request('http://127.0.0.1/documents/known')).status).toBe(200);
    expect((await app.request('http://127.0.0.1/documents/unknown')).status).toBe(404);
    expect((await app.request('http://127.0.0.1/documents/..%2Fetc')).status).toBe(404);
  });

  it('answers no name but those of this machine', async () => {
    expect((await app.request('http://evil.example/')).status).toBe(421);
  });

  it('says plainly when a port is taken', async () => {
    const first = await serve(app);
    const port = Number(new URL(first.address).port);
    await expect(serve(app, port)).rejects.toThrow(`Port ${port} is taken`);
    expect(await (await fetch(first.address)).text()).toContain('brief');
    await first.close();
  });
});
