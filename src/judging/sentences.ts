/**
 * The document's sentences, each with the words, dates and figures that reading finds in it, and the cues and counts that
 * judging needs beside them.
 */
import type { JudgingWords } from '../facts/schemas/judging-words.ts';
import {
  type DateMention,
  type NormalText,
  originalSpan,
  type PageLanguage,
  type Passage,
  prepareText,
  type Quantity,
  type WordMatch,
} from '../reading/index.ts';
import type { Vocabulary, WordType } from '../vocabulary/index.ts';
import { type CueMatch, type CueType, cueLexicon } from './cues.ts';
import { qualifierOf } from './locate.ts';
import type { Qualifier } from './printed.ts';

/** A passage with its place in the document, its cues and its counts. Positions are of the normal text but for `start`. */
export interface Sentence {
  readonly index: number;
  /** Offsets into the document's text. */
  readonly start: number;
  readonly end: number;
  readonly passage: Passage;
  /** Normal text in lower case. */
  readonly low: string;
  readonly words: readonly WordMatch[];
  readonly dates: readonly DateMention[];
  readonly quantities: readonly Quantity[];
  readonly counts: readonly Count[];
  readonly cues: readonly CueMatch[];
}

export interface Marked {
  readonly normal: NormalText;
  readonly page: PageLanguage;
  readonly sentences: readonly Sentence[];
}

const isDigit = (ch: string | undefined): boolean => ch !== undefined && ch >= '0' && ch <= '9';

/** A cue inside a longer cue of the same kind is that cue; a small word inside a longer one is not said. */
const withoutParts = (cues: readonly CueMatch[]): readonly CueMatch[] =>
  cues.filter((c, i) => {
    const holds = (o: CueMatch, j: number): boolean =>
      o.meaning.type === c.meaning.type &&
      o.start <= c.start &&
      c.end <= o.end &&
      (o.end - o.start > c.end - c.start || j < i);
    return !cues.some((o, j) => o !== c && holds(o, j));
  });

const SCRIPTS = new Set(['zh', 'ja', 'ko']);

/** Cues of the page's own language; Chinese, Japanese and Korean pages share characters and use English words. */
const isSpoken = (page: PageLanguage, language: string): boolean =>
  language === page.code ||
  (page.cjk ? SCRIPTS.has(language) || language === 'en' : language === 'en' && !page.code);

/** Counts such as "three", "3", 三: what streaks and looks back are measured by. */
export interface Count {
  readonly start: number;
  readonly end: number;
  readonly value: number;
}

const isLetter = (ch: string | undefined): boolean => ch !== undefined && /[a-z\u00e0-\u00ff]/.test(ch);

const countsIn = (normal: NormalText, from: number, to: number, vocabulary: Vocabulary): readonly Count[] => {
  const { low, text } = normal;
  const counts: Count[] = [];
  for (let i = from; i < to; ) {
    let end = i;
    while (end < to && isDigit(low[end])) end++;
    if (end > i) {
      const decimal = (low[end] === '.' || low[end] === ',') && isDigit(low[end + 1]);
      if (end - i <= 3 && !decimal && !(i > from && /[.,\d]/.test(low[i - 1]!) && isDigit(low[i - 2]))) {
        counts.push({ start: i, end, value: Number(low.slice(i, end)) });
      }
      i = end + (decimal ? 1 : 0);
      continue;
    }
    const word = vocabulary.units
      .matchesAt(low, text, i)
      .find((m) => m.meaning.type === 'number' && m.end <= to);
    if (word && !(isLetter(low[i]) && isLetter(low[i - 1]))) {
      counts.push({ start: i, end: word.end, value: word.meaning.factor });
      i = word.end;
    } else i++;
  }
  return counts;
};

export const markSentences = (text: string, vocabulary: Vocabulary, cueWords: JudgingWords): Marked => {
  const { normal, language: page, passages } = prepareText(text, vocabulary);
  const lexicon = cueLexicon(cueWords, vocabulary);
  const sentences = passages.map((passage, index): Sentence => {
    const { start, end, words, dates, quantities } = passage;
    const cues: CueMatch[] = [];
    for (let i = start; i < end; i++) {
      for (const match of lexicon.matchesAt(normal.low, normal.text, i)) {
        if (match.end <= end && isSpoken(page, match.meaning.language)) cues.push(match);
      }
    }
    return {
      index,
      ...originalSpan(normal, start, end),
      passage,
      low: normal.low.slice(start, end),
      words,
      dates,
      quantities,
      // "10月" is a date, not ten months
      counts: countsIn(normal, start, end, vocabulary).filter(
        (c) => !dates.some((d) => d.start <= c.start && c.end <= d.end),
      ),
      cues: withoutParts(cues),
    };
  });
  return { normal, page, sentences };
};

export const cuesOf = (s: Sentence, ...types: readonly CueType[]): readonly CueMatch[] =>
  s.cues.filter((c) => types.includes(c.meaning.type));

export const wordsOf = (s: Sentence, ...types: readonly WordType[]): readonly WordMatch[] =>
  s.words.filter((w) => types.includes(w.meaning.type));

/** Characters between two spans; negative where they overlap. */
export const apart = (a: { start: number; end: number }, b: { start: number; end: number }): number =>
  a.start < b.start ? b.start - a.end : a.start - b.end;

/** The nearest of some spans, within reach. */
export const nearest = <T extends { readonly start: number; readonly end: number }>(
  to: { readonly start: number; readonly end: number },
  among: readonly T[],
  reach: number,
): T | undefined => {
  let best: T | undefined;
  for (const each of among) {
    const distance = apart(to, each);
    if (distance <= reach && (!best || distance < apart(to, best))) best = each;
  }
  return best;
};

/** The sentence that a place in the document belongs to. */
export const sentenceAt = ({ sentences }: Marked, at: number): Sentence | undefined => {
  let low = 0;
  let high = sentences.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const s = sentences[middle]!;
    if (at < s.start) high = middle - 1;
    else if (at >= s.end) low = middle + 1;
    else return s;
  }
  return undefined;
};

/** "nearly", "over", 约 right before a figure, 余 or 以上 right after it. */
export const qualifierAt = (
  marked: Marked,
  at: { readonly start: number; readonly end: number },
): Qualifier | undefined => {
  const s = sentenceAt(marked, at.start);
  for (const w of s ? wordsOf(s, 'precision') : []) {
    const place = originalSpan(marked.normal, w.start, w.end);
    const before = at.start - place.end;
    const after = place.start - at.end;
    const near = (before >= 0 && before <= 2) || (after >= 0 && after <= 1 && marked.page.cjk);
    if (near) return qualifierOf(w.meaning.value);
  }
  return undefined;
};
