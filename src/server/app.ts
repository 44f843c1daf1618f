import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { etag } from 'hono/etag';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { timeout } from 'hono/timeout';
import { reportPages, type Workbench } from '../workbench/index.ts';
import { CheckedPages } from './checked-pages.ts';
import { serveDesk } from './desk-files.ts';
import { type GuardOptions, guard } from './guard.ts';
import type { Room } from './options.ts';
import { problemAnswer, problemOf } from './problem.ts';
import { chainRoutes } from './routes/chain.ts';
import { checkRoutes } from './routes/check.ts';
import { findRoutes } from './routes/find.ts';
import { lawRoutes } from './routes/law.ts';
import { observationRoutes } from './routes/observations.ts';
import { partsRoutes } from './routes/parts.ts';
import { priceRoutes } from './routes/prices.ts';
import { sourceRoutes } from './routes/sources.ts';
import { statementRoutes } from './routes/statements.ts';
import { statusRoutes } from './routes/status.ts';
import { todayRoutes } from './routes/today.ts';
import { tradeRoutes } from './routes/trade.ts';

export interface AppOptions extends GuardOptions {
  readonly workbench: Workbench;
  /** Name and version: `coercivity 0.1.0`. */
  readonly tool: string;
  /** Folder that Vite built the desk into. */
  readonly deskFolder: string;
  /** Milliseconds after which a request is given up. */
  readonly timeLimit?: number;
}

const BODY_LIMIT = 25 * 1024 * 1024;
const TIME_LIMIT_MS = 60_000;

/**
 * The application behind the address that `npm start` prints: the desk with its rooms, the HTTP API under `/api/`
 * (described at `/api/openapi.json`), the brief at `/brief` and `/brief.md`, and the annotated page of a filed
 * document at `/documents/ID`.
 */
export function createApp({ workbench, tool, deskFolder, timeLimit, ...guarded }: AppOptions): OpenAPIHono {
  const app = new OpenAPIHono();
  const room: Room = { workbench, tool, pages: new CheckedPages(workbench) };
  app.use(
    secureHeaders({
      contentSecurityPolicy: undefined,
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
      crossOriginOpenerPolicy: 'same-origin',
      crossOriginResourcePolicy: 'same-origin',
    }),
  );
  app.use(guard(guarded));
  app.use(
    '/api/*',
    timeout(timeLimit ?? TIME_LIMIT_MS, new HTTPException(504, { message: 'It took too long.' })),
  );
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: BODY_LIMIT,
      onError: (context) =>
        problemAnswer(
          context,
          413,
          'Too large',
          'A document may have 25 MB. Give a part of it, or its text.',
        ),
    }),
  );
  app.use('/api/*', async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-cache');
  });
  app.use('/api/*', etag());
  for (const part of [
    statusRoutes,
    todayRoutes,
    findRoutes,
    checkRoutes,
    observationRoutes,
    priceRoutes,
    tradeRoutes,
    lawRoutes,
    statementRoutes,
    sourceRoutes,
    partsRoutes,
    chainRoutes,
  ]) {
    app.route('/api', part(room));
  }
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Coercivity',
      version: tool.split(' ').at(-1) ?? tool,
      description: 'What is on record about the rare-earth magnet supply chain, and which statements hold.',
    },
  });

  const pages = reportPages(workbench, workbench.today, tool);
  app.get('/brief', async (context) => context.html((await pages.brief()).html));
  app.get('/brief.md', async (context) =>
    context.body((await pages.brief()).markdown, 200, { 'Content-Type': 'text/markdown; charset=utf-8' }),
  );
  app.get('/documents/:id{[\\w-]{1,80}}', async (context) => {
    const page = await pages.document(context.req.param('id'));
    return page ? context.html(page) : context.notFound();
  });
  serveDesk(app, deskFolder);

  app.notFound((context) => problemAnswer(context, 404, 'Not found', 'Nothing is at this address.'));
  app.onError((error, context) => {
    if (error instanceof HTTPException) {
      const title = error.status === 504 ? 'Timed out' : 'The request is not right';
      return problemAnswer(context, error.status, title, error.message);
    }
    const known = problemOf(error);
    if (known) return problemAnswer(context, known.status, known.title, error.message);
    console.error(error);
    return problemAnswer(context, 500, 'Something went wrong', 'The terminal that runs the desk says more.');
  });
  return app;
}
