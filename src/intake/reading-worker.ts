/** Reads documents in a thread of its own; see `read-apart.ts`. */
import { parentPort } from 'node:worker_threads';
import type { IntakeError } from './intake-error.ts';
import { type ReadOptions, readDocument } from './read-document.ts';

// The PDF library leaves promises to fail unseen in broken files. What it answers for comes through the awaited ones.
process.on('unhandledRejection', () => undefined);

parentPort?.on('message', async ({ bytes, options }: { bytes: Uint8Array; options: ReadOptions }) => {
  try {
    parentPort?.postMessage({ result: await readDocument(bytes, options) });
  } catch (error) {
    // Nothing else is thrown by `readDocument`; causes stay here, not everything in them can be sent.
    const { code, what, where, remedy } = error as IntakeError;
    parentPort?.postMessage({ refusal: { code, what, where, remedy } });
  }
});
