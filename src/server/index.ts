/** What can be looked at in a browser: the brief and the annotated pages, on the loopback address. */
export { createApp, type Pages } from './app.ts';
export { type RunningServer, ServerError, serve } from './serve.ts';
