import { serve as listen, type ServerType } from '@hono/node-server';

/** A running server; `close` ends it and lets requests under way finish. */
export interface RunningServer {
  readonly address: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** 0 takes any free one. */
  readonly port?: number;
  /** Interface to listen on; loopback where not said. Elsewhere, give the application a token. */
  readonly host?: string;
}

/** Listens, on the loopback interface unless told otherwise. A named port that is taken is an error that says so. */
export function serve(
  app: { fetch(request: Request): Response | Promise<Response> },
  { port = 0, host = '127.0.0.1' }: ServeOptions = {},
): Promise<RunningServer> {
  return new Promise((resolve, reject) => {
    const server: ServerType = listen({ fetch: app.fetch, hostname: host, port }, (info) =>
      resolve({
        address: `http://${host.includes(':') ? `[${host}]` : host}:${info.port}/`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            // Browsers keep connections open that nothing is asked on any more.
            if ('closeIdleConnections' in server) server.closeIdleConnections();
          }),
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
