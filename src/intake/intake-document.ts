/** What a document's bytes become: one text, and where each piece of it lies and came from. */

/** `row` lies inside the `table` before it; all other kinds do not overlap. `teaser` is text beside the main text. */
export type PassageKind = 'heading' | 'paragraph' | 'list' | 'quote' | 'code' | 'table' | 'row' | 'teaser';

/** Where in the original a passage was found. Pages and lines count from 1; cells are written `A5:F5`. */
export interface PassageSource {
  readonly page?: number;
  readonly sheet?: string;
  readonly cell?: string;
  readonly line?: number;
}

export interface Passage {
  /** UTF-16 offsets into the document's text. */
  readonly start: number;
  readonly end: number;
  readonly kind: PassageKind;
  /** 1 to 6, for headings. */
  readonly level?: number;
  readonly source?: PassageSource;
}

/** Something a person should know about how a document was read: what, and where in the original. */
export interface IntakeNote {
  readonly message: string;
  readonly where?: string;
}

/**
 * How the date of publication was found: `given` by the caller or the record itself, in `metadata` (page
 * metadata, front matter, feed entry), in a `byline` of the visible text, or in the page's `address`.
 */
export type PublishedFrom = 'given' | 'metadata' | 'byline' | 'address';

export interface IntakeDocument {
  /** What a reader reads. A table is one line a row, cells parted by ` | `. */
  readonly text: string;
  /** In the order of `start`; a table comes before its rows. */
  readonly passages: readonly Passage[];
  /** Of the original: `text/html`, `application/pdf` ... */
  readonly mediaType: string;
  /** Path, address or `-`; parts of a file carry a fragment: `feed.xml#3`, `prices.jsonl#b007`. */
  readonly origin: string;
  /** The record's own name, where it has one (JSON lines, feed entries). */
  readonly id?: string;
  readonly title?: string;
  readonly author?: string;
  /** ISO date as far as known: `2025-11-14`, `2025-11`, `2025`. */
  readonly published?: string;
  readonly publishedFrom?: PublishedFrom;
  /** ISO 639-1, from the text itself where it is long enough to tell. */
  readonly language?: string;
  /** Menus, cookie bars, footers, hidden parts: kept, but not part of what the document says. */
  readonly aside?: string;
  readonly notes: readonly IntakeNote[];
}

/** The documents of one file. `notes` tell of records that could not be read; the others are unharmed. */
export interface IntakeResult {
  readonly documents: readonly IntakeDocument[];
  readonly notes: readonly IntakeNote[];
}
