/** RSS, Atom and RDF feeds: every entry becomes a document of its own. */
import { parseFeed } from 'feedsmith';
import { finishDocument, type Job } from './finish-document.ts';
import { readHtmlFragment } from './html.ts';
import type { IntakeDocument, IntakeNote, IntakeResult } from './intake-document.ts';
import { RecordCollector } from './record-collector.ts';
import { TextBuilder } from './text-builder.ts';
import { wholeDate } from './written-date.ts';

/** What all kinds of feed say about an entry. */
export interface FeedEntry {
  readonly id: string | undefined;
  readonly title: string | undefined;
  /** The content as markup. */
  readonly html: string | undefined;
  /** The content as text, where there is no markup. */
  readonly plain: string | undefined;
  readonly link: string | undefined;
  readonly published: string | undefined;
  readonly author: string | undefined;
  readonly language: string | undefined;
}

const feedType = 'application/xml';
const longestHead = 64 * 1024;

/** A feed that is broken in places is read entry by entry; broken ones give notes. */
export function readFeed(source: string, job: Job): IntakeResult {
  const text = withoutDoctype(source);
  const records = new RecordCollector(job.budget);
  const whole = wellFormed(text);
  if (whole) {
    for (const [index, entry] of whole.entries()) records.add(addEntry(entry, index + 1, feedType, job));
    return records.result();
  }
  const { head, tail, end, pieces } = splitFeed(text);
  for (const [index, piece] of pieces.entries()) {
    const entry = piece.endsWith(end) ? wellFormed(head + piece + tail)?.[0] : undefined;
    records.add(
      entry
        ? addEntry(entry, index + 1, feedType, job)
        : { message: 'The entry is broken markup', where: `entry ${index + 1}` },
    );
  }
  return records.result();
}

/** The document of an entry, or a note where it says nothing. */
export function addEntry(
  entry: FeedEntry,
  number: number,
  mediaType: string,
  job: Job,
): IntakeDocument | IntakeNote {
  const builder = new TextBuilder(job.budget);
  const title = entry.title === undefined ? '' : plainOf(entry.title, job);
  builder.add('heading', title, { level: 1 });
  const content = entry.html ?? entry.plain;
  if (content !== undefined && /<[a-z!/]|&[#\w]/i.test(content))
    readHtmlFragment(content, builder, job.budget);
  else if (content !== undefined) for (const part of content.split(/\n\s*\n/)) builder.add('paragraph', part);
  if (builder.length === 0)
    return { message: 'The entry has neither title nor text', where: `entry ${number}` };
  const published = entry.published && wholeDate(entry.published);
  const link = /^https?:\/\//i.test(entry.link ?? '') ? entry.link : undefined;
  return finishDocument(
    builder.text,
    builder.passages,
    {
      mediaType,
      origin: link ?? `${job.origin}#${number}`,
      ...((entry.id ?? link) && { id: entry.id ?? link! }),
      ...(title && { title }),
      ...(entry.author && { author: entry.author }),
      ...(published && { published }),
      ...(entry.language && { language: entry.language.slice(0, 2).toLowerCase() }),
    },
    job,
  );
}

function plainOf(title: string, job: Job): string {
  if (!/[<&]/.test(title)) return title.replace(/\s+/g, ' ').trim();
  const builder = new TextBuilder(job.budget);
  readHtmlFragment(title, builder, job.budget);
  return builder.text.replace(/\s+/g, ' ');
}

/** The entries of a feed without a fault in it; nothing where there is one. */
function wellFormed(text: string): FeedEntry[] | undefined {
  try {
    return entriesOf(text);
  } catch {
    return undefined;
  }
}

function entriesOf(text: string): FeedEntry[] {
  const parsed = parseFeed(text);
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map((item) => ({
        id: item.guid?.value ?? item.link,
        title: item.title,
        html: item.content?.encoded ?? item.description,
        plain: undefined,
        link: item.link,
        published: item.pubDate ?? item.dc?.dates?.[0] ?? item.dcterms?.created?.[0],
        author: item.dc?.creators?.[0] ?? item.authors?.[0]?.name,
        language: parsed.feed.language,
      }));
    case 'atom':
      return (parsed.feed.entries ?? []).map((entry) => ({
        id: entry.id,
        title: entry.title?.value,
        html: entry.content?.value ?? entry.summary?.value,
        plain: undefined,
        link: entry.links?.find((link) => !link.rel || link.rel === 'alternate')?.href,
        published: entry.published ?? entry.updated,
        author: entry.authors?.[0]?.name,
        language: undefined,
      }));
    case 'rdf':
      return (parsed.feed.items ?? []).map((item) => ({
        id: item.rdf?.about ?? item.link,
        title: item.title,
        html: item.content?.encoded ?? item.description,
        plain: undefined,
        link: item.link,
        published: item.dc?.dates?.[0],
        author: item.dc?.creators?.[0],
        language: undefined,
      }));
    default:
      return [];
  }
}

/** Head, entries and end of a feed, found by its tags alone. An entry that never closes ends where the next begins. */
function splitFeed(text: string): { head: string; tail: string; end: string; pieces: string[] } {
  const isAtom = /<feed[\s>]/.test(text.slice(0, 4096)) && !/<(?:rss|rdf:RDF)[\s>]/.test(text.slice(0, 4096));
  const end = isAtom ? '</entry>' : '</item>';
  const starts: number[] = [];
  for (const match of text.matchAll(isAtom ? /<entry(?=[\s>])/g : /<item(?=[\s>])/g))
    starts.push(match.index);
  const head = text.slice(0, Math.min(starts[0] ?? 0, longestHead));
  const tail = isAtom ? '</feed>' : /<rdf:RDF[\s>]/.test(head) ? '</rdf:RDF>' : '</channel></rss>';
  const pieces = starts.map((start, index) => {
    const piece = text.slice(start, starts[index + 1] ?? text.length);
    const close = piece.indexOf(end);
    return close < 0 ? piece : piece.slice(0, close + end.length);
  });
  return { head, tail, end, pieces };
}

/** Entities that a document defines for itself can unfold without end, and no feed needs them. */
function withoutDoctype(text: string): string {
  const start = text.indexOf('<!DOCTYPE');
  if (start < 0 || start > 4096) return text;
  const bracket = text.indexOf('[', start);
  const close = text.indexOf('>', start);
  const end = bracket >= 0 && bracket < close ? text.indexOf(']>', bracket) + 1 : close;
  return end <= 0 ? text : text.slice(0, start) + text.slice(end + 1);
}
