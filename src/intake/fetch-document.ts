/** Pages from the web, with care: see docs/reading-documents.md. */
import { readFileSync } from 'node:fs';
import { checkedUrl } from './host-check.ts';
import { type Answer, httpGet } from './http-get.ts';
import type { IntakeNote, IntakeResult } from './intake-document.ts';
import { IntakeError } from './intake-error.ts';
import { defaultLimits } from './limits.ts';
import { type CachedAnswer, PageCache } from './page-cache.ts';
import { readDocument } from './read-apart.ts';
import type { ReadOptions } from './read-document.ts';
import { robotsAllow, robotsRules } from './robots.ts';
import { shippedWords } from './shipped-words.ts';

export interface FetchOptions extends Omit<ReadOptions, 'origin' | 'mediaType' | 'words'> {
  readonly words?: ReadOptions['words'];
  /** Also this machine and private networks. Default: refused. */
  readonly allowPrivate?: boolean;
  /** Do not ask robots.txt: for sites that are one's own. */
  readonly ignoreRobots?: boolean;
  /** Folder to keep answers in, so that unchanged pages are not sent again. Default: none kept. */
  readonly cacheFolder?: string;
  /** Default: `coercivity/<version>`. */
  readonly userAgent?: string;
  /** Redirects followed, each of them checked like the first address. Default 5. */
  readonly redirects?: number;
  /** For robots.txt and the page together. Default 30 s. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

const robotsName = 'coercivity';
const robotsBytes = 512 * 1024;
const robotsFreshMs = 24 * 60 * 60 * 1000;

/**
 * Fetches one address and reads what comes: a page, a file, or a feed with many documents.
 *
 * @throws IntakeError `address`, `refused`, `network`, `http`, `too-slow`, `too-large`, or what reading throws
 * @example
 * const { documents } = await fetchDocument('https://example.org/prices.html', { cacheFolder: '.cache' });
 */
export async function fetchDocument(address: string, options: FetchOptions = {}): Promise<IntakeResult> {
  const visit = new Visit(options);
  const { url, answer, notes } = await visit.page(checkedUrl(address, options.allowPrivate ?? false));
  const result = await readDocument(answer.body, {
    ...options,
    words: options.words ?? shippedWords(),
    origin: url.href,
    ...(answer.mediaType && { mediaType: answer.mediaType }),
  });
  if (notes.length === 0) return result;
  return {
    ...result,
    documents: result.documents.map((document) => ({ ...document, notes: [...notes, ...document.notes] })),
  };
}

interface Found {
  readonly url: URL;
  readonly answer: CachedAnswer;
  readonly notes: readonly IntakeNote[];
}

/** The requests for one address share a deadline, a cache and what robots.txt said. */
class Visit {
  readonly #options: FetchOptions;
  readonly #cache: PageCache | undefined;
  readonly #signal: AbortSignal;
  readonly #userAgent: string;
  readonly #byteLimit: number;

  constructor(options: FetchOptions) {
    this.#options = options;
    this.#cache = options.cacheFolder ? new PageCache(options.cacheFolder) : undefined;
    const deadline = AbortSignal.timeout(options.timeoutMs ?? 30_000);
    this.#signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
    this.#userAgent = options.userAgent ?? `coercivity/${version()}`;
    this.#byteLimit = { ...defaultLimits, ...options.limits }.bytes;
  }

  async page(first: URL): Promise<Found> {
    return this.#follow(first, this.#byteLimit, async (url) => {
      if (!this.#options.ignoreRobots) await this.#askRobots(url);
    });
  }

  /** Follows redirects; every address on the way is checked before it is asked. */
  async #follow(first: URL, byteLimit: number, before: (url: URL) => Promise<void>): Promise<Found> {
    const most = this.#options.redirects ?? 5;
    let url = first;
    for (let step = 0; step <= most; step += 1) {
      await before(url);
      const kept = await this.#cache?.get(url.href);
      const got = await this.#get(url, kept, byteLimit);
      if ('found' in got) return got.found;
      url = redirectTarget(url, got.answer, this.#options.allowPrivate ?? false);
    }
    throw new IntakeError('http', `The address leads on more than ${most} times`, {
      where: first.href,
      remedy: 'Open it in a browser and give the address that it ends at.',
    });
  }

  async #get(
    url: URL,
    kept: CachedAnswer | undefined,
    byteLimit: number,
  ): Promise<{ found: Found } | { answer: Answer }> {
    let answer: Answer;
    try {
      answer = await httpGet(url, {
        headers: this.#headers(kept),
        allowPrivate: this.#options.allowPrivate ?? false,
        byteLimit,
        signal: this.#signal,
      });
      if (answer.status >= 500) throw statusError(url, answer);
    } catch (error) {
      const passing = error instanceof IntakeError && ['network', 'too-slow', 'http'].includes(error.code);
      if (!kept || !passing || this.#options.signal?.aborted) throw error;
      const message = `${error.what}; this is the copy of ${kept.fetchedAt.slice(0, 10)}`;
      return { found: { url, answer: kept, notes: [{ message, where: url.href }] } };
    }
    if (answer.status === 304 && kept) {
      return {
        found: { url, answer: await this.#keep({ ...kept, fetchedAt: new Date().toISOString() }), notes: [] },
      };
    }
    if (answer.status === 200) {
      const fresh = {
        url: url.href,
        mediaType: answer.headers['content-type'],
        etag: answer.headers.etag,
        lastModified: answer.headers['last-modified'],
        fetchedAt: new Date().toISOString(),
        body: answer.body,
      };
      return { found: { url, answer: await this.#keep(fresh), notes: [] } };
    }
    if ([301, 302, 303, 307, 308].includes(answer.status)) return { answer };
    throw statusError(url, answer);
  }

  #headers(kept: CachedAnswer | undefined): Record<string, string> {
    return {
      'user-agent': this.#userAgent,
      accept: 'text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,*/*;q=0.8',
      ...(kept?.etag && { 'if-none-match': kept.etag }),
      ...(kept?.lastModified && { 'if-modified-since': kept.lastModified }),
    };
  }

  async #keep(answer: CachedAnswer): Promise<CachedAnswer> {
    await this.#cache?.put(answer);
    return answer;
  }

  async #askRobots(url: URL): Promise<void> {
    const text = await this.#robotsOf(url);
    if (robotsAllow(robotsRules(text, robotsName), url)) return;
    throw new IntakeError('refused', 'The site asks programs not to fetch this page (robots.txt)', {
      where: url.href,
      remedy: 'Open it in a browser, save it and give the file.',
    });
  }

  /** No file (4xx) allows everything; a server in trouble (5xx, no answer) allows nothing for now. */
  async #robotsOf(page: URL): Promise<string> {
    const url = new URL('/robots.txt', page);
    const kept = await this.#cache?.get(url.href);
    if (kept && Date.now() - Date.parse(kept.fetchedAt) < robotsFreshMs)
      return new TextDecoder().decode(kept.body);
    try {
      const { answer } = await this.#follow(url, robotsBytes, async () => undefined);
      return new TextDecoder().decode(answer.body);
    } catch (error) {
      if (!(error instanceof IntakeError)) throw error;
      const status = error.cause instanceof HttpStatus ? error.cause.status : undefined;
      if ((status !== undefined && status < 500) || error.code === 'too-large') {
        await this.#keep({ ...nothingKept, url: url.href, fetchedAt: new Date().toISOString() });
        return '';
      }
      if (status === undefined) throw error;
      throw new IntakeError(
        'http',
        `The site's robots.txt cannot be read (status ${status}), so the page is not fetched`,
        {
          where: url.href,
          remedy: 'Try again later, or save the page from a browser and give the file.',
        },
      );
    }
  }
}

const nothingKept = {
  mediaType: undefined,
  etag: undefined,
  lastModified: undefined,
  body: new Uint8Array(),
};

/** Carries the number for those who decide by it; people read the error around it. */
class HttpStatus extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`status ${status}`);
    this.status = status;
  }
}

function redirectTarget(from: URL, answer: Answer, allowPrivate: boolean): URL {
  const target = answer.headers.location ? URL.parse(answer.headers.location, from) : null;
  if (!target) {
    throw new IntakeError('http', 'The server leads on without saying where', { where: from.href });
  }
  return checkedUrl(target.href, allowPrivate);
}

function statusError(url: URL, answer: Answer): IntakeError {
  const { status } = answer;
  const [what, remedy] =
    status === 404 || status === 410
      ? ['The page does not exist', 'Look for its new address.']
      : status === 401 || status === 403 || status === 407
        ? [
            'The server does not show the page to everyone',
            'Open it in a browser, save it and give the file.',
          ]
        : status === 429 || status >= 500
          ? ['The server cannot answer now', 'Try again later.']
          : ['The server gives no page', 'Look whether the address opens in a browser.'];
  return new IntakeError('http', `${what} (status ${status})`, {
    where: url.href,
    remedy,
    cause: new HttpStatus(status),
  });
}

let ownVersion: string | undefined;

function version(): string {
  ownVersion ??= (
    JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  ).version;
  return ownVersion;
}
