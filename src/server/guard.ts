// Who may ask: this machine only, or whoever holds the token where the desk listens elsewhere; no page of another
// site in either case.
import { timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { problemAnswer } from './problem.ts';

export interface GuardOptions {
  /** Host names that count as this desk, without port; those of the loopback interface always do. */
  readonly hosts?: readonly string[];
  /** Demanded of every request where it is given. */
  readonly token?: string;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const COOKIE = 'coercivity-token';
const SAFE = new Set(['GET', 'HEAD']);

/**
 * Refuses what does not come from the desk itself:
 * - a request that names another host (a page elsewhere may point a name of its own at this machine);
 * - a request that another site makes (`Sec-Fetch-Site`, `Origin`), except for opening a page by a link;
 * - where a token is set, a request without it. Opening `/?token=...` once keeps it in a cookie for this site alone.
 */
export function guard({ hosts = [], token }: GuardOptions = {}): MiddlewareHandler {
  const known = new Set([...LOOPBACK, ...hosts]);
  return async (context, next) => {
    const url = new URL(context.req.url);
    if (!known.has(url.hostname))
      return problemAnswer(context, 421, 'Wrong address', 'This desk does not answer to that name.');
    if (!isOwnSite(context, url))
      return problemAnswer(context, 403, 'Refused', 'Requests of other sites are refused.');
    if (token !== undefined) {
      const given = url.searchParams.get('token');
      if (given !== null && same(given, token) && context.req.method === 'GET') {
        setCookie(context, COOKIE, token, { httpOnly: true, sameSite: 'Strict', path: '/' });
        url.searchParams.delete('token');
        return context.redirect(url.pathname + url.search, 303);
      }
      const bearer = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1];
      if (!same(bearer ?? getCookie(context, COOKIE) ?? '', token)) {
        return problemAnswer(
          context,
          401,
          'A token is needed',
          'This desk listens beyond its own machine. Open the address with ?token=… as the terminal prints it.',
        );
      }
    }
    await next();
  };
}

function isOwnSite(context: Context, url: URL): boolean {
  const site = context.req.header('sec-fetch-site');
  const origin = context.req.header('origin');
  // A link from elsewhere may open a page of the desk; it may not read or change anything through it.
  const opensPage =
    SAFE.has(context.req.method) &&
    context.req.header('sec-fetch-mode') === 'navigate' &&
    !url.pathname.startsWith('/api/');
  if (opensPage) return true;
  if (origin !== undefined && origin !== url.origin) return false;
  return site === undefined || site === 'same-origin' || site === 'none';
}

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
