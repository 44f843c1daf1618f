import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** What the server shows: finished pages, made anew at each request so that they are never stale. */
export interface Pages {
  brief(): Promise<{ readonly html: string; readonly markdown: string }>;
  /** The annotated page of a document in the ledger, or nothing. */
  document(id: string): Promise<string | undefined>;
}

/**
 * The application behind the address that `npm start` prints: the brief at `/`, the same as Markdown at
 * `/brief.md`, and the annotated page of every document at `/documents/ID`. Read only.
 *
 * Only requests that name a loopback host are answered, so that a page elsewhere cannot reach the desk by
 * pointing a name of its own at this machine.
 */
export function createApp(pages: Pages): Hono {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: undefined,
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
      crossOriginOpenerPolicy: 'same-origin',
    }),
  );
  app.use(async (context, next) => {
    const host = new URL(context.req.url).hostname;
    if (!LOOPBACK.has(host)) return context.text('This address is for this machine only.', 421);
    await next();
    context.header('Cache-Control', 'no-store');
  });
  app.get('/', async (context) => context.html((await pages.brief()).html));
  app.get('/brief.md', async (context) =>
    context.body((await pages.brief()).markdown, 200, { 'Content-Type': 'text/markdown; charset=utf-8' }),
  );
  app.get('/documents/:id', async (context) => {
    const id = context.req.param('id');
    const page = /^[\w-]{1,80}$/.test(id) ? await pages.document(id) : undefined;
    return page ? context.html(page) : context.text(`No document ${id.slice(0, 80)} in the ledger.`, 404);
  });
  app.notFound((context) => context.text('Nothing here. The brief is at /.', 404));
  app.onError((error, context) => {
    console.error(error);
    return context.text('This page could not be made; the terminal says why.', 500);
  });
  return app;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
