/** What is found in the same way for every format: the date of publication and the language. */
import type { IntakeDocument, IntakeNote, Passage, PublishedFrom } from './intake-document.ts';
import type { Budget } from './limits.ts';
import { addressDate, bylineDate } from './page-date.ts';
import type { PageWords } from './page-words.ts';
import { languageOf } from './script-language.ts';
import type { FormatHints } from './sniff.ts';

/** One file or answer being read. */
export interface Job extends FormatHints {
  readonly bytes: Uint8Array;
  readonly origin: string;
  readonly published?: string;
  readonly words: PageWords;
  readonly budget: Budget;
}

/** What a format says about its document. */
export interface About {
  readonly title?: string;
  readonly author?: string;
  readonly published?: string;
  readonly language?: string;
  readonly aside?: string;
  readonly id?: string;
  /** Default: that of the file. */
  readonly origin?: string;
  readonly mediaType: string;
  readonly notes?: readonly IntakeNote[];
}

export function finishDocument(
  text: string,
  passages: readonly Passage[],
  about: About,
  job: Job,
): IntakeDocument {
  const language = languageOf(text, job.words) ?? about.language;
  const origin = about.origin ?? job.origin;
  const { published, publishedFrom, doubtful, otherwise } = publishedOf(text, about, origin, language, job);
  const notes = [...(about.notes ?? [])];
  if (otherwise) {
    notes.push({
      message: `The page's metadata give ${published} as its date, its byline ${otherwise}; the first was taken`,
    });
  }
  if (doubtful) {
    notes.push({
      message: `The date ${doubtful} can be read in two ways, so none was taken; say which with \`published\``,
    });
  }
  return {
    text,
    passages,
    mediaType: about.mediaType,
    origin,
    ...(about.id !== undefined && { id: about.id }),
    ...(about.title && { title: about.title }),
    ...(about.author && { author: about.author }),
    ...(published && publishedFrom && { published, publishedFrom }),
    ...(language && { language }),
    ...(about.aside && { aside: about.aside }),
    notes,
  };
}

interface PublishedOf {
  readonly published?: string;
  readonly publishedFrom?: PublishedFrom;
  readonly doubtful?: string;
  /** What the byline says, where it is not what was taken. */
  readonly otherwise?: string;
}

/** Given, then metadata, then the visible byline, then the address. */
function publishedOf(
  text: string,
  about: About,
  origin: string,
  language: string | undefined,
  job: Job,
): PublishedOf {
  if (job.published) return { published: job.published, publishedFrom: 'given' };
  const bylines = [text, about.aside ?? ''].map((part) => bylineDate(part, job.words, language));
  const byline = bylines.find(({ date }) => date)?.date;
  if (about.published) {
    const other = byline && !byline.startsWith(about.published) && { otherwise: byline };
    return { published: about.published, publishedFrom: 'metadata', ...other };
  }
  if (byline) return { published: byline, publishedFrom: 'byline' };
  const doubtful = bylines.find((each) => each.doubtful)?.doubtful;
  const address = addressDate(origin);
  if (address) return { published: address, publishedFrom: 'address' };
  return doubtful ? { doubtful } : {};
}
