/** Bytes to documents. No files, no network: this part runs in a browser as well. */
import { readDelimited } from './delimited.ts';
import { type DecodedText, decodeText } from './encoding.ts';
import { readHtml } from './html.ts';
import type { IntakeDocument, IntakeNote, IntakeResult, PublishedFrom } from './intake-document.ts';
import { IntakeError, reasonOf } from './intake-error.ts';
import { Budget, checkSize, defaultLimits, type Limits } from './limits.ts';
import { readMarkdown } from './markdown.ts';
import { addressDate, bylineDate } from './page-date.ts';
import type { PageWords } from './page-words.ts';
import { readPdf } from './pdf.ts';
import { normaliseText, plainPassages } from './plain-text.ts';
import { languageOf } from './script-language.ts';
import { type Format, mediaTypes, sniffBytes, sniffText } from './sniff.ts';
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
  /** From `parsePageWords`; the Node door fills it in. */
  readonly words: PageWords;
}

export interface Job {
  readonly bytes: Uint8Array;
  readonly origin: string;
  readonly options: ReadOptions;
  readonly words: PageWords;
  readonly budget: Budget;
}

/**
 * Reads one file or answer. Most formats give one document, feeds and JSON lines many.
 *
 * @throws IntakeError and nothing else
 * @example
 * const { documents } = await readDocument(bytes, { origin: 'prices.html', words });
 */
export async function readDocument(bytes: Uint8Array, options: ReadOptions): Promise<IntakeResult> {
  const limits = { ...defaultLimits, ...options.limits };
  const origin = options.origin ?? 'document';
  try {
    checkSize(bytes.length, limits, origin);
    if (bytes.length === 0) {
      throw new IntakeError('empty', 'The document is empty', {
        where: origin,
        remedy: 'Give one with text in it.',
      });
    }
    return await dispatch({
      bytes,
      origin,
      options,
      words: options.words,
      budget: new Budget(limits, origin),
    });
  } catch (error) {
    if (error instanceof IntakeError) throw error.at(origin);
    throw new IntakeError('damaged', `The document cannot be read: ${reasonOf(error)}`, {
      where: origin,
      remedy: 'Open it in its own program and save it again, or give its text.',
      cause: error,
    });
  }
}

async function dispatch(job: Job): Promise<IntakeResult> {
  const binary = job.options.format ?? sniffBytes(job.bytes, job.origin);
  if (binary === 'pdf') return one(await readPortable(job));
  if (binary === 'xlsx') throw new IntakeError('unsupported', 'This format is not read yet');
  const charset = /charset\s{0,3}=\s{0,3}["']?([\w.:-]{1,40})/i.exec(job.options.mediaType ?? '')?.[1];
  const decoded = decodeText(job.bytes, charset);
  const format =
    job.options.format ??
    sniffText(decoded.text, {
      name: job.origin,
      ...(job.options.mediaType && { mediaType: job.options.mediaType }),
    });
  return one(readText(decoded, format, job));
}

function one(document: IntakeDocument): IntakeResult {
  return { documents: [document], notes: [] };
}

async function readPortable(job: Job): Promise<IntakeDocument> {
  const builder = new TextBuilder(job.budget);
  const { notes, ...about } = await readPdf(job.bytes, builder, job.budget);
  return finish(builder.text, builder.passages, 'pdf', about, notes, job);
}

function readText(decoded: DecodedText, format: Format, job: Job): IntakeDocument {
  const notes: IntakeNote[] = decoded.doubt ? [{ message: decoded.doubt }] : [];
  if (format === 'html') return readPage(decoded.text, notes, job);
  if (format === 'markdown') return readMarked(decoded.text, notes, job);
  if (format === 'csv' || format === 'tsv') {
    const builder = new TextBuilder(job.budget);
    notes.push(...readDelimited(decoded.text, format === 'tsv', builder, job.budget));
    return finish(builder.text, builder.passages, format, {}, notes, job);
  }
  const text = normaliseText(decoded.text);
  job.budget.characters(text.length);
  if (text.trim() === '') throw new IntakeError('empty', 'The document holds no text');
  return finish(text, plainPassages(text), 'text', {}, notes, job);
}

function readPage(source: string, notes: IntakeNote[], job: Job): IntakeDocument {
  const builder = new TextBuilder(job.budget);
  const { metadata, aside, notes: own } = readHtml(source, job.words, builder, job.budget);
  return finish(builder.text, builder.passages, 'html', { ...metadata, aside }, [...notes, ...own], job);
}

function readMarked(source: string, notes: IntakeNote[], job: Job): IntakeDocument {
  const builder = new TextBuilder(job.budget);
  const front = readMarkdown(source, builder, job.budget);
  if (builder.length === 0) throw new IntakeError('empty', 'The document holds no text');
  const heading = builder.passages.find((passage) => passage.kind === 'heading' && passage.level === 1);
  const text = builder.text;
  const title = front.get('title') ?? (heading && text.slice(heading.start, heading.end));
  const author = front.get('author');
  const date = front.get('date') ?? front.get('published') ?? front.get('publish_date');
  const published = date && wholeDate(date);
  const about = { ...(title && { title }), ...(author && { author }), ...(published && { published }) };
  return finish(text, builder.passages, 'markdown', about, notes, job);
}

/** What a format's own metadata say. */
export interface About {
  readonly title?: string;
  readonly author?: string;
  readonly published?: string;
  readonly language?: string;
  readonly aside?: string;
  readonly id?: string;
}

/** Adds what is found the same way for every format: the date, the language. */
export function finish(
  text: string,
  passages: IntakeDocument['passages'],
  format: Format,
  about: About,
  notes: readonly IntakeNote[],
  job: Job,
): IntakeDocument {
  const language = languageOf(text, job.words) ?? about.language;
  const date = publishedOf(text, about, language, job);
  return {
    text,
    passages,
    mediaType: mediaTypes[format],
    origin: job.origin,
    ...(about.id !== undefined && { id: about.id }),
    ...(about.title && { title: about.title }),
    ...(about.author && { author: about.author }),
    ...(date && { published: date.published, publishedFrom: date.publishedFrom }),
    ...(language && { language }),
    ...(about.aside && { aside: about.aside }),
    notes,
  };
}

/** Given, then metadata, then the visible byline, then the address. */
function publishedOf(
  text: string,
  about: About,
  language: string | undefined,
  job: Job,
): { published: string; publishedFrom: PublishedFrom } | undefined {
  if (job.options.published) return { published: job.options.published, publishedFrom: 'given' };
  if (about.published) return { published: about.published, publishedFrom: 'metadata' };
  const byline =
    bylineDate(text, job.words, language) ?? (about.aside && bylineDate(about.aside, job.words, language));
  if (byline) return { published: byline, publishedFrom: 'byline' };
  const address = addressDate(job.origin);
  return address ? { published: address, publishedFrom: 'address' } : undefined;
}
