/** The HTTP API and the desk's own files, as a Hono application and a listening server. */
export { type AppOptions, createApp } from './app.ts';
export { type RunningServer, type ServeOptions, ServerError, serve } from './serve.ts';
