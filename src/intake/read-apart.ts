/** Reading with a hard end: formats whose libraries cannot be interrupted are read in a thread that can be. */
import { Worker } from 'node:worker_threads';
import type { IntakeResult } from './intake-document.ts';
import { IntakeError, type IntakeErrorCode, reasonOf } from './intake-error.ts';
import { checkSize, defaultLimits } from './limits.ts';
import { type ReadOptions, readDocument as readHere } from './read-document.ts';
import { sniffBytes } from './sniff.ts';

interface Reply {
  readonly result?: IntakeResult;
  readonly refusal?: { code: IntakeErrorCode; what: string; where?: string; remedy?: string };
}

/** Longer than the limit that the reader itself keeps to, which gives the better message. */
const graceMs = 2_000;

let worker: Worker | undefined;
let queue: Promise<unknown> = Promise.resolve();

/**
 * Reads one file or answer, like `readDocument` of `read-document.ts`; PDF and XLSX in a thread of their own, one
 * after the other, stopped for good when their time is over.
 *
 * @throws IntakeError and nothing else
 * @example
 * const { documents } = await readDocument(bytes, { origin: 'prices.pdf', words: shippedWords() });
 */
export async function readDocument(bytes: Uint8Array, options: ReadOptions): Promise<IntakeResult> {
  const origin = options.origin ?? 'document';
  checkSize(bytes.length, { ...defaultLimits, ...options.limits }, origin);
  const format = options.format ?? sniffBytes(bytes, origin);
  if (format !== 'pdf' && format !== 'xlsx') return readHere(bytes, options);
  const turn = queue.then(() => readInThread(bytes, options, origin));
  queue = turn.catch(() => undefined);
  return turn;
}

function readInThread(bytes: Uint8Array, options: ReadOptions, origin: string): Promise<IntakeResult> {
  const thread = worker ?? new Worker(workerFile());
  worker = thread;
  thread.ref();
  const timeMs = { ...defaultLimits, ...options.limits }.timeMs;
  return new Promise<IntakeResult>((done, failed) => {
    const finish = () => {
      clearTimeout(clock);
      for (const [event, listener] of Object.entries(listeners)) thread.off(event, listener);
      thread.unref();
    };
    const stop = (error: IntakeError) => {
      finish();
      if (worker === thread) worker = undefined;
      void thread.terminate();
      failed(error);
    };
    const clock = setTimeout(() => {
      stop(
        new IntakeError('too-slow', `Reading took longer than ${timeMs / 1000} s and was stopped`, {
          where: origin,
          remedy: 'Split the document, or raise the limit `timeMs`.',
        }),
      );
    }, timeMs + graceMs);
    const broken = (reason: string) =>
      stop(
        new IntakeError('damaged', `The document cannot be read: ${reason}`, {
          where: origin,
          remedy: 'Open it in its own program and save it again, or give its text.',
        }),
      );
    const listeners = {
      message: ({ result, refusal }: Reply) => {
        finish();
        if (result) done(result);
        else if (refusal) failed(new IntakeError(refusal.code, refusal.what, refusal));
      },
      error: (error: unknown) => broken(reasonOf(error)),
      exit: () => broken('its reader ended'),
    };
    for (const [event, listener] of Object.entries(listeners)) thread.on(event, listener);
    thread.postMessage({ bytes, options });
  });
}

/** The sources run as they are, and so do the built files. */
function workerFile(): URL {
  return new URL(
    import.meta.url.endsWith('.ts') ? './reading-worker.ts' : './reading-worker.js',
    import.meta.url,
  );
}
