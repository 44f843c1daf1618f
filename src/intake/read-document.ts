/** Bytes to documents. No files, no network: this part runs in a browser as well. */
import { readDelimited } from './delimited.ts';
import { decodeText } from './encoding.ts';
import { readFeed } from './feed.ts';
import { type About, finishDocument, type Job } from './finish-document.ts';
import { readHtml } from './html.ts';
import type { IntakeDocument, IntakeNote, IntakeResult } from './intake-document.ts';
import { IntakeError, reasonOf } from './intake-error.ts';
import { readJsonFile, readJsonLines } from './json-records.ts';
import { Budget, checkSize, defaultLimits, type Limits } from './limits.ts';
import { readMarkdown } from './markdown.ts';
import type { PageWords } from './page-words.ts';
import { readPdf } from './pdf.ts';
import { normaliseText, plainPassages } from './plain-text.ts';
import { type Format, mediaTypes, sniffBytes, sniffText } from './sniff.ts';
import { readSpreadsheet } from './spreadsheet.ts';
import { TextBuilder } from './text-builder.ts';
import { wholeDate } from './written-date.ts';

export interface ReadOptions {
  /** Path or address, for messages, and for the date an address may hold. Default `document`. */
  readonly origin?: string;
  /** As a server said it: `text/html; charset=gbk`. Less trusted than the content itself. */
  readonly mediaType?: string;
  /** Skips the finding out. */
  readonly format?: Format;
  /** The date of publication where the caller knows it; then none is looked for. */
  readonly published?: string;
  readonly limits?: Partial<Limits>;
  /** `shippedWords()`, or in a browser `createPageWords` of the facts' `pageWords`. */
  readonly words: PageWords;
}

/**
 * Reads one file or answer. Most formats give one document, feeds and JSON lines many.
 *
 * @throws IntakeError and nothing else
 * @example
 * const { documents } = await readDocument(bytes, { origin: 'prices.html', words });
 */
export async function readDocument(bytes: Uint8Array, options: ReadOptions): Promise<IntakeResult> {
  const job = jobOf(bytes, options);
  try {
    checkSize(bytes.length, job.budget.limits, job.origin);
    if (bytes.length === 0) {
      throw new IntakeError('empty', 'The document is empty', { remedy: 'Give one with text in it.' });
    }
    return await dispatch(job, options.format);
  } catch (error) {
    if (error instanceof IntakeError) throw error.at(job.origin);
    throw new IntakeError('damaged', `The document cannot be read: ${reasonOf(error)}`, {
      where: job.origin,
      remedy: 'Open it in its own program and save it again, or give its text.',
      cause: error,
    });
  }
}

export function jobOf(bytes: Uint8Array, options: ReadOptions): Job {
  const origin = options.origin ?? 'document';
  if (options.published !== undefined && wholeDate(options.published) === undefined) {
    throw new IntakeError('date', `This is not a date of publication: ${options.published.slice(0, 60)}`, {
      where: origin,
      remedy: 'Write it as 2025-11-14, 2025-11 or 2025.',
    });
  }
  return {
    bytes,
    origin,
    name: origin,
    ...(options.mediaType && { mediaType: options.mediaType }),
    ...(options.published && { published: options.published }),
    words: options.words,
    budget: new Budget({ ...defaultLimits, ...options.limits }, origin),
  };
}

async function dispatch(job: Job, given: Format | undefined): Promise<IntakeResult> {
  const binary = given ?? sniffBytes(job.bytes, job.origin);
  if (binary === 'pdf') return one(await readPortable(job));
  if (binary === 'xlsx') return one(await readWorkbook(job));
  const charset = /charset\s{0,3}=\s{0,3}["']?([\w.:-]{1,40})/i.exec(job.mediaType ?? '')?.[1];
  const { text, doubt } = decodeText(job.bytes, charset);
  const result = readText(text, given ?? sniffText(text, job), job);
  if (!doubt) return result;
  const note = { message: doubt, where: job.origin };
  return {
    ...result,
    documents: result.documents.map((document) => ({ ...document, notes: [note, ...document.notes] })),
  };
}

function readText(text: string, format: Format, job: Job): IntakeResult {
  switch (format) {
    case 'html':
      return one(readPage(text, job));
    case 'markdown':
      return one(readMarked(text, job));
    case 'csv':
    case 'tsv':
      return one(readTable(text, format, job));
    case 'feed':
      return readFeed(text, job);
    case 'json-lines':
      return readJsonLines(text, job);
    case 'json':
    case 'json-feed':
      return readJsonFile(text, job);
    default:
      return one(readPlain(text, job));
  }
}

function one(document: IntakeDocument): IntakeResult {
  return { documents: [document], notes: [] };
}

function readPage(source: string, job: Job): IntakeDocument {
  const builder = new TextBuilder(job.budget);
  const { metadata, aside, notes } = readHtml(source, job.words, builder, job.budget);
  return finish(builder, 'html', { ...metadata, aside, notes }, job);
}

function readMarked(source: string, job: Job): IntakeDocument {
  const builder = new TextBuilder(job.budget);
  const front = readMarkdown(source, builder, job.budget);
  const heading = builder.passages.find((passage) => passage.kind === 'heading' && passage.level === 1);
  const title = front.get('title') ?? (heading && builder.text.slice(heading.start, heading.end));
  const author = front.get('author');
  const published = wholeDate(front.get('date') ?? front.get('published') ?? front.get('publish_date') ?? '');
  return finish(
    builder,
    'markdown',
    { ...(title && { title }), ...(author && { author }), ...(published && { published }) },
    job,
  );
}

function readTable(text: string, format: 'csv' | 'tsv', job: Job): IntakeDocument {
  const builder = new TextBuilder(job.budget);
  const notes = readDelimited(text, format === 'tsv', builder);
  return finish(builder, format, { notes }, job);
}

async function readPortable(job: Job): Promise<IntakeDocument> {
  const builder = new TextBuilder(job.budget);
  return finish(builder, 'pdf', await readPdf(job.bytes, builder, job.budget), job);
}

async function readWorkbook(job: Job): Promise<IntakeDocument> {
  const builder = new TextBuilder(job.budget);
  const notes: IntakeNote[] = await readSpreadsheet(job.bytes, builder, job.budget);
  return finish(builder, 'xlsx', { notes }, job);
}

function readPlain(source: string, job: Job): IntakeDocument {
  const text = normaliseText(source);
  job.budget.characters(text.length);
  if (text.trim() === '') throw nothing();
  return finishDocument(text, plainPassages(text), { mediaType: mediaTypes.text }, job);
}

function finish(
  builder: TextBuilder,
  format: Format,
  about: Omit<About, 'mediaType'>,
  job: Job,
): IntakeDocument {
  if (builder.length === 0) throw nothing();
  return finishDocument(builder.text, builder.passages, { ...about, mediaType: mediaTypes[format] }, job);
}

function nothing(): IntakeError {
  return new IntakeError('empty', 'The document holds no text', { remedy: 'Give one with text in it.' });
}
