/** Measures what a ZIP archive unfolds to before anything else opens it. */
import { IntakeError } from './intake-error.ts';
import type { Budget } from './limits.ts';
import { unfoldedSizes } from './unfolding.ts';

const mostEntries = 10_000;
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packedSize: number;
  readonly start: number;
}

/**
 * Adds up the unpacked sizes, by unpacking without keeping: the sizes that an archive states can lie.
 *
 * @throws IntakeError `too-large` over `unpackedBytes`, `damaged` where the directory or a member is broken
 */
export async function checkZip(bytes: Uint8Array, budget: Budget): Promise<void> {
  const entries = directoryOf(bytes);
  const limit = budget.limits.unpackedBytes;
  let total = 0;
  for (const entry of entries) {
    budget.time();
    const data = bytes.subarray(entry.start, entry.start + entry.packedSize);
    for await (const size of unpackedSizes(data, entry)) {
      total += size;
      if (total <= limit) continue;
      throw new IntakeError('too-large', `The archive unfolds to more than ${limit} bytes`, {
        remedy: 'Save the sheets that matter as CSV, or raise the limit `unpackedBytes`.',
      });
    }
  }
}

async function* unpackedSizes(data: Uint8Array, entry: Entry): AsyncGenerator<number> {
  if (entry.method === 0) {
    yield data.length;
    return;
  }
  if (entry.method !== 8) throw damaged(`its member ${entry.name} is packed in a way that is not known`);
  try {
    yield* unfoldedSizes(data, 'deflate-raw');
  } catch {
    throw damaged(`its member ${entry.name} cannot be unpacked`);
  }
}

function directoryOf(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  const lowest = Math.max(0, end - 65_535);
  while (end >= lowest && view.getUint32(end, true) !== endSignature) end -= 1;
  if (end < lowest) throw damaged('it is cut off: the directory at its end is missing');
  const count = view.getUint16(end + 10, true);
  if (count > mostEntries) throw damaged(`it has ${count} members`);
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  try {
    for (let index = 0; index < count; index += 1) {
      if (view.getUint32(at, true) !== entrySignature) throw damaged('its directory is broken');
      const nameLength = view.getUint16(at + 28, true);
      const local = view.getUint32(at + 42, true);
      if (view.getUint32(local, true) !== localSignature) throw damaged('its directory is broken');
      entries.push({
        name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
        method: view.getUint16(at + 10, true),
        packedSize: view.getUint32(at + 20, true),
        start: local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true),
      });
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
  } catch (error) {
    if (error instanceof IntakeError) throw error;
    throw damaged('its directory is broken');
  }
  return entries;
}

function damaged(how: string): IntakeError {
  return new IntakeError('damaged', `The workbook is damaged: ${how}`, {
    remedy: 'Download it again, or open it in a spreadsheet program and save it again.',
  });
}
