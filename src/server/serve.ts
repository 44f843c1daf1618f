import { serve as listen, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';

/** A running server; `close` ends it and lets requests under way finish. */
export interface RunningServer {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Listens on the loopback interface. Port 0 takes any free one; a named port that is taken is an error that
 * says so.
 */
export function serve(app: Hono, port = 0): Promise<RunningServer> {
  return new Promise((resolve, reject) => {
    const server: ServerType = listen({ fetch: app.fetch, hostname: '127.0.0.1', port }, (info) =>
      resolve({
        address: `http://127.0.0.1:${info.port}/`,
        close: () => new Promise((done) => server.close(() => done())),
      }),
    );
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new ServerError(
              `Port ${port} is taken by another program. Choose another with --port, or 0 for any free one.`,
            )
          : error,
      ),
    );
  });
}

/** The server could not be started; the message says what to do. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
}
