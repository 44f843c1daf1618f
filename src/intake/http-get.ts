/** One request to one checked address: no redirects, no cookies, nothing kept. */
import { lookup as resolve } from 'node:dns';
import { type ClientRequest, type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { isPublicAddress, refusedHost } from './host-check.ts';
import { IntakeError, reasonOf } from './intake-error.ts';

export interface GetOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly allowPrivate: boolean;
  /** Counted after unpacking. */
  readonly byteLimit: number;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Empty for redirects and errors. */
  readonly body: Uint8Array;
}

export async function httpGet(url: URL, options: GetOptions): Promise<Answer> {
  const message = await answerOf(url, options);
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(message.headers))
    headers[name] = Array.isArray(value) ? value[0] : value;
  const status = message.statusCode ?? 0;
  if (status !== 200) {
    message.destroy();
    return { status, headers, body: new Uint8Array() };
  }
  try {
    const declared = Number(headers['content-length'] ?? 0);
    if (declared > options.byteLimit) throw tooLarge(url, options.byteLimit);
    return {
      status,
      headers,
      body: await bodyOf(message, headers['content-encoding'], url, options.byteLimit),
    };
  } catch (error) {
    throw error instanceof IntakeError ? error : networkError(error, url, options.signal);
  } finally {
    message.destroy();
  }
}

function answerOf(url: URL, options: GetOptions): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((done, failed) => {
    const fail = (error: unknown) =>
      failed(error instanceof IntakeError ? error : networkError(error, url, options.signal));
    let sent: ClientRequest;
    try {
      sent = request(url, {
        method: 'GET',
        agent: false,
        headers: { 'accept-encoding': 'gzip, deflate, br', ...options.headers },
        signal: options.signal,
        lookup: checkedLookup(options.allowPrivate),
      });
    } catch (error) {
      fail(error);
      return;
    }
    sent.on('response', done);
    sent.on('error', fail);
    sent.end();
  });
}

/**
 * Resolves a name and refuses it if any of its addresses is private; the connection is then made to an address
 * that was looked at, so a name cannot lead elsewhere in between.
 */
function checkedLookup(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, '', 4);
        return;
      }
      const inner = allowPrivate ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
      if (inner) {
        callback(refusedHost(hostname, inner.address), '', 4);
      } else if (options.all) {
        callback(null, addresses);
      } else {
        callback(null, addresses[0]!.address, addresses[0]!.family);
      }
    });
  };
}

async function bodyOf(
  message: IncomingMessage,
  encoding: string | undefined,
  url: URL,
  limit: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of unpacked(message, encoding, url) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit) throw tooLarge(url, limit);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function unpacked(message: IncomingMessage, encoding: string | undefined, url: URL): Readable {
  const through = (unpacker: ReturnType<typeof createGunzip | typeof createBrotliDecompress>) => {
    message.on('error', (error) => unpacker.destroy(error));
    return message.pipe(unpacker);
  };
  switch (encoding?.trim().toLowerCase() ?? '') {
    case '':
    case 'identity':
      return message;
    case 'gzip':
    case 'x-gzip':
      return through(createGunzip());
    case 'deflate':
      return through(createInflate());
    case 'br':
      return through(createBrotliDecompress());
    default:
      throw new IntakeError('http', `The server packs its answer as ${encoding}, which was not asked for`, {
        where: url.href,
      });
  }
}

function tooLarge(url: URL, limit: number): IntakeError {
  return new IntakeError('too-large', `The page has more than ${limit} bytes`, {
    where: url.href,
    remedy: 'Save the part that matters and give the file, or raise the limit `bytes`.',
  });
}

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no host of this name is known',
  EAI_AGAIN: 'the name of the host could not be looked up: there seems to be no network',
  ECONNREFUSED: 'the host refuses the connection',
  ECONNRESET: 'the host broke the connection off',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'there seems to be no network',
  ETIMEDOUT: 'the host does not answer',
  ERR_STREAM_PREMATURE_CLOSE: 'the answer broke off',
};

function networkError(error: unknown, url: URL, signal: AbortSignal): IntakeError {
  if (signal.aborted) {
    const late = signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
    return new IntakeError(
      late ? 'too-slow' : 'network',
      late ? 'The page did not arrive in time' : 'The fetching was ended',
      {
        where: url.href,
        ...(late && { remedy: 'Try again later, or raise the limit `timeMs`.' }),
        cause: error,
      },
    );
  }
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return new IntakeError('network', `The page cannot be fetched: ${reasons[code] ?? reasonOf(error)}`, {
    where: url.href,
    remedy: 'Look whether the address opens in a browser.',
    cause: error,
  });
}
