/** Looks through the packed streams of a PDF before it is opened: none may unfold to more than memory holds. */
import { IntakeError } from './intake-error.ts';
import type { Budget } from './limits.ts';
import { unfoldedSizes } from './unfolding.ts';

/** Deflate packs no more than this many bytes into one. */
const tightest = 1032;
const keyword = [...'stream'].map((char) => char.charCodeAt(0));

/**
 * Only streams long enough to be dangerous are unpacked; in most documents there is none.
 *
 * @throws IntakeError `too-large` for a stream over `unpackedBytes`, or packed more than once
 */
export async function checkPdf(bytes: Uint8Array, budget: Budget): Promise<void> {
  const limit = budget.limits.unpackedBytes;
  const decoder = new TextDecoder('windows-1252');
  let end = 0;
  for (let at = nextStream(bytes, 0); at >= 0; at = nextStream(bytes, at + keyword.length)) {
    const head = decoder.decode(bytes.subarray(Math.max(0, at - 1024), at));
    const dictionary = head.slice(head.lastIndexOf(' obj') + 1);
    const packings =
      dictionary.match(/\/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b/g)?.length ?? 0;
    if (packings > 1) throw tooLarge('A part of the PDF is packed more than once');
    const start = at + keyword.length + (bytes[at + keyword.length] === 0x0d ? 2 : 1);
    if (packings === 0) continue;
    if (end < start) end = nextEnd(bytes, start);
    if ((end - start) * tightest <= limit) continue;
    let size = 0;
    try {
      for await (const part of unfoldedSizes(bytes.subarray(start, end), 'deflate')) {
        size += part;
        if (size > limit) break;
      }
    } catch {
      // Broken data are the reader's business; what unfolded before is counted.
    }
    if (size > limit) throw tooLarge(`A part of the PDF unfolds to more than ${limit} bytes`);
    budget.time();
  }
}

/** Index of the next `stream` that is not the end of `endstream`. */
function nextStream(bytes: Uint8Array, from: number): number {
  for (let at = find(bytes, from); at >= 0; at = find(bytes, at + 1)) {
    if (bytes[at - 1] !== 0x64) return at;
  }
  return -1;
}

/** Index of the `endstream` after a stream's data. */
function nextEnd(bytes: Uint8Array, from: number): number {
  for (let at = find(bytes, from); at >= 0; at = find(bytes, at + 1)) {
    if (bytes[at - 1] === 0x64) return at - 3;
  }
  return bytes.length;
}

function find(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(keyword[0]!, from); at >= 0; at = bytes.indexOf(keyword[0]!, at + 1)) {
    if (keyword.every((code, index) => bytes[at + index] === code)) return at;
  }
  return -1;
}

function tooLarge(what: string): IntakeError {
  return new IntakeError('too-large', what, {
    remedy: 'Print the pages that matter to a new PDF, or raise the limit `unpackedBytes`.',
  });
}
