import type { Checked } from '../../../src/server/shapes/checked.ts';

export interface Line {
  readonly start: number;
  readonly end: number;
  readonly kind: 'heading' | 'paragraph' | 'row' | 'teaser';
  /** First of several teasers: a fence stands before it. */
  readonly teasers?: number;
  /** The page cut the sentence. */
  readonly cut?: boolean;
}

/**
 * Plain texts and documents of the ledger come without headings: there a short line that ends no sentence and holds no
 * figure stands as one.
 */
const looksLikeHeading = (words: string) =>
  words.length <= 48 && !/[|\t\d]|[.!?:;,。！？；，]\s*$/.test(words);

/** From this length on a line is a sentence or more; one that does not end was cut. */
const SENTENCE = 120;
const isCut = (words: string) => !/[.!?:;。！？：；」”"’')）\]]\s*$/.test(words);

/** The text line by line, with what intake knows of each: headings, rows of tables, teasers of other pages. */
export function linesOf({ text, passages = [] }: Checked['document']): readonly Line[] {
  const lines: Line[] = [];
  const hasHeadings = passages.some(({ kind }) => kind === 'heading');
  let at = 0;
  for (const words of text.split('\n')) {
    const start = at;
    const end = start + words.length;
    at = end + 1;
    if (words.trim() === '') continue;
    const kinds = passages.filter((p) => p.start <= start && p.end >= end).map((p) => p.kind);
    const kind = kinds.includes('teaser')
      ? 'teaser'
      : kinds.includes('heading')
        ? 'heading'
        : !hasHeadings && looksLikeHeading(words)
          ? 'heading'
          : kinds.includes('row') || /\t|\s\|\s/.test(words)
            ? 'row'
            : 'paragraph';
    lines.push({
      start,
      end,
      kind,
      ...((kind === 'teaser' || (kind === 'paragraph' && words.length >= SENTENCE)) &&
        isCut(words) && { cut: true }),
    });
  }
  const first = lines.findIndex(({ kind }) => kind === 'teaser');
  if (first < 0) return lines;
  const teasers = lines.filter(({ kind }) => kind === 'teaser').length;
  return lines.map((line, i) => (i === first ? { ...line, teasers } : line));
}
