// The desk's own files: built by Vite, served with a policy under which nothing else can run.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};
const SQUEEZED = new Set(['.html', '.js', '.css', '.svg', '.wasm', '.json']);

/** Observable Plot puts this rule into every chart; its hash lets it pass, and no other inline style does. */
export const plotStyle = (className: string): string => `:where(.${className}) {
  --plot-background: white;
  display: block;
  height: auto;
  height: intrinsic;
  max-width: 100%;
}
:where(.${className} text),
:where(.${className} tspan) {
  white-space: pre;
}`;
/** The class that the desk's charts carry. */
export const PLOT_CLASS = 'plot';
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${hashOf(plotStyle(PLOT_CLASS))}`,
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];
export const DESK_POLICY = POLICY.join('; ');
/** A worker has the policy of its own script; the model's solver is WebAssembly. */
const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** Rooms that have an address of their own; each is the same page. */
const ROOMS = '(?:check|prices|trade|chain|scenarios|law|parts|statements|sources|system)';

/** Serves the desk from the folder that it was built into; says what to do where it was not built. */
export function serveDesk(app: OpenAPIHono, folder: string): void {
  const page = async (context: Context) => {
    const file = join(folder, 'index.html');
    if (!existsSync(file)) {
      return context.text(
        'The desk is not built. Run "npm run build" and start again; the brief is at /brief.',
        503,
      );
    }
    context.header('Content-Security-Policy', DESK_POLICY);
    context.header('Cache-Control', 'no-cache');
    return context.html(readFileSync(file, 'utf8'));
  };
  app.get('/', page);
  app.get(`/:room{${ROOMS}}`, page);
  app.get(`/:room{${ROOMS}}/:id`, page);
  const squeezed = new Map<string, Buffer>();
  app.get('/:path{(?:assets/)?[\\w.-]+\\.(?:js|css|svg|woff2|wasm|json)}', async (context) => {
    const path = normalize(context.req.param('path'));
    const file = join(folder, path);
    const type = TYPES[extname(file)];
    if (!type || !existsSync(file)) return context.notFound();
    const body = await readFile(file);
    // Names under assets/ carry a hash of what is in them.
    const lasting = path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    const headers: Record<string, string> = { 'Content-Type': type, 'Cache-Control': lasting };
    if (/worker/.test(path)) headers['Content-Security-Policy'] = WORKER_POLICY;
    if (!SQUEEZED.has(extname(file)) || !/\bgzip\b/.test(context.req.header('accept-encoding') ?? ''))
      return context.body(new Uint8Array(body), 200, headers);
    const small = squeezed.get(file) ?? gzipSync(body);
    squeezed.set(file, small);
    return context.body(new Uint8Array(small), 200, {
      ...headers,
      'Content-Encoding': 'gzip',
      Vary: 'Accept-Encoding',
    });
  });
}
