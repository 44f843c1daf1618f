/** What a person names, to documents: a file, a folder, `-` for standard input, or an address. */
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type FetchOptions, fetchDocument } from './fetch-document.ts';
import type { IntakeDocument, IntakeNote, IntakeResult } from './intake-document.ts';
import { IntakeError } from './intake-error.ts';
import { readJsonLine } from './json-records.ts';
import { checkSize, defaultLimits } from './limits.ts';
import { readDocument } from './read-apart.ts';
import { jobOf, type ReadOptions } from './read-document.ts';
import { shippedWords } from './shipped-words.ts';
import { sniffText } from './sniff.ts';

export interface IntakeOptions extends FetchOptions {
  /** Default: `process.stdin`. */
  readonly stdin?: Readable;
}

/** How much of a stream is looked at to tell what it is. */
const sniffedBytes = 16 * 1024;

/**
 * Brings documents in, one after the other. JSON lines are read as they come, however many there are. What could
 * not be read of a file is told in the notes of the document that follows, or of the last one.
 *
 * @throws IntakeError where nothing of a source can be read; documents before it have been given out
 * @example for await (const document of intake('bulletins.jsonl')) console.log(document.id, document.text.length);
 */
export async function* intake(source: string, options: IntakeOptions = {}): AsyncGenerator<IntakeDocument> {
  yield* withNotes(pieces(source, options));
}

async function* pieces(source: string, options: IntakeOptions): AsyncGenerator<IntakeDocument | IntakeNote> {
  const words = options.words ?? shippedWords();
  if (source === '-') {
    yield* readStream(options.stdin ?? process.stdin, '-', { ...options, words });
  } else if (/^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(source)) {
    yield* flat(await fetchDocument(source, { ...options, words }));
  } else {
    const about = await stat(source).catch((error: NodeJS.ErrnoException) => {
      throw fileError(source, error);
    });
    if (about.isDirectory()) yield* readFolder(source, { ...options, words });
    else yield* readFile(source, { ...options, words });
  }
}

/** The files that lie in the folder itself, by name; a file that cannot be read does not stop the others. */
async function* readFolder(
  folder: string,
  options: ReadOptions,
): AsyncGenerator<IntakeDocument | IntakeNote> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => entry.name);
  if (names.length === 0) {
    throw new IntakeError('empty', 'The folder holds no files', {
      where: folder,
      remedy: 'Give a folder with documents in it.',
    });
  }
  for (const name of names.sort()) {
    const path = join(folder, name);
    try {
      yield* readFile(path, options);
    } catch (error) {
      if (!(error instanceof IntakeError)) throw error;
      yield { message: error.message, where: path };
    }
  }
}

async function* readFile(path: string, options: ReadOptions): AsyncGenerator<IntakeDocument | IntakeNote> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw fileError(path, error);
  });
  try {
    yield* readStream(file.createReadStream({ autoClose: false }), path, options);
  } finally {
    await file.close();
  }
}

/** Bytes as they come. What begins like JSON lines is read line by line, everything else as a whole. */
async function* readStream(
  stream: Readable,
  origin: string,
  options: ReadOptions,
): AsyncGenerator<IntakeDocument | IntakeNote> {
  const limits = { ...defaultLimits, ...options.limits };
  const source = chunksOf(stream, origin);
  const head: Uint8Array[] = [];
  let size = 0;
  let asLines: boolean | undefined;
  // Not `for await`: leaving that loop would close the source, which is still to be read on.
  for (let next = await source.next(); !next.done; next = await source.next()) {
    head.push(next.value);
    size += next.value.length;
    if (size >= sniffedBytes && asLines === undefined) asLines = isJsonLines(head, origin, options);
    if (asLines) break;
    checkSize(size, limits, origin);
  }
  if (asLines ?? isJsonLines(head, origin, options)) yield* readLines(rest(head, source), origin, options);
  else yield* flat(await readDocument(new Uint8Array(Buffer.concat(head)), { ...options, origin }));
}

function isJsonLines(head: readonly Uint8Array[], origin: string, options: ReadOptions): boolean {
  if (options.format) return options.format === 'json-lines';
  const text = new TextDecoder().decode(Buffer.concat(head).subarray(0, sniffedBytes));
  return sniffText(text, { name: basename(origin) }) === 'json-lines';
}

async function* rest(
  head: readonly Uint8Array[],
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* head;
  yield* source;
}

/** One document a line; memory holds one line at a time. */
async function* readLines(
  source: AsyncIterable<Uint8Array>,
  origin: string,
  options: ReadOptions,
): AsyncGenerator<IntakeDocument | IntakeNote> {
  const limits = { ...defaultLimits, ...options.limits };
  const decoder = new TextDecoder();
  let number = 0;
  let pending = '';
  const read = (line: string): IntakeDocument | IntakeNote | undefined => {
    number += 1;
    if (line.trim() === '') return undefined;
    return readJsonLine(line, number, jobOf(new Uint8Array(), { ...options, origin }));
  };
  for await (const chunk of source) {
    const lines = (pending + decoder.decode(chunk, { stream: true })).split('\n');
    pending = lines.pop()!;
    checkSize(pending.length, limits, `${origin}, line ${number + 1}`);
    for (const line of lines) {
      const record = read(line);
      if (record) yield record;
    }
  }
  const last = read(pending + decoder.decode());
  if (last) yield last;
}

async function* chunksOf(stream: Readable, origin: string): AsyncGenerator<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array | string>;
  for (;;) {
    const { done, value } = await chunks.next().catch((error: NodeJS.ErrnoException) => {
      throw fileError(origin, error);
    });
    if (done) return;
    yield typeof value === 'string' ? new TextEncoder().encode(value) : value;
  }
}

async function* flat(result: IntakeResult): AsyncGenerator<IntakeDocument | IntakeNote> {
  yield* result.notes;
  yield* result.documents;
}

/** Hands each note on with the next document; one document is held back, for the notes after the last. */
async function* withNotes(
  source: AsyncIterable<IntakeDocument | IntakeNote>,
): AsyncGenerator<IntakeDocument> {
  let held: IntakeDocument | undefined;
  let waiting: IntakeNote[] = [];
  for await (const piece of source) {
    if (!('text' in piece)) {
      waiting.push(piece);
      continue;
    }
    if (held) yield held;
    held = waiting.length > 0 ? { ...piece, notes: [...waiting, ...piece.notes] } : piece;
    waiting = [];
  }
  if (held) {
    yield waiting.length > 0 ? { ...held, notes: [...held.notes, ...waiting] } : held;
    return;
  }
  const first = waiting[0];
  if (!first) throw new IntakeError('empty', 'The source holds no document');
  const more = waiting.length > 1 ? `, and ${waiting.length - 1} more like it` : '';
  throw new IntakeError(
    'damaged',
    `Nothing of the source can be read; ${first.where ?? ''}: ${first.message}${more}`,
  );
}

function fileError(path: string, error: NodeJS.ErrnoException): IntakeError {
  if (error instanceof IntakeError) return error;
  const [what, remedy] =
    error.code === 'ENOENT'
      ? ['There is no such file', 'Look at how the name is written, and at the folder it is looked for in.']
      : error.code === 'EACCES' || error.code === 'EPERM'
        ? ['The file may not be read', 'Give yourself the right to read it.']
        : [`The file cannot be read: ${error.code ?? error.message}`, 'Copy it elsewhere and try again.'];
  return new IntakeError('not-found', what, { where: path, remedy, cause: error });
}
