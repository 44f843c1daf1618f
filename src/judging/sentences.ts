/**
 * The document cut into sentences, each with the words, dates, figures and cues that stand in it. Offsets are those of
 * the regular text; `originalSpan` leads back.
 */
import type { JudgingWords } from '../facts/schemas/judging-words.ts';
import { type DateMention, findDates } from '../reading/dates.ts';
import { detectLanguage, type PageLanguage } from '../reading/language.ts';
import { type NormalText, normalise, originalSpan } from '../reading/normalise.ts';
import { type Quantity, scanQuantities } from '../reading/quantity.ts';
import { findWords, type WordMatch } from '../reading/words.ts';
import type { Vocabulary, WordType } from '../vocabulary/index.ts';
import { type CueMatch, type CueType, cueLexicon } from './cues.ts';

export interface Sentence {
  readonly index: number;
  /** Offsets into the document's text. */
  readonly start: number;
  readonly end: number;
  /** Offsets into the regular text. */
  readonly from: number;
  readonly to: number;
  /** Regular text in lower case. */
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

/** Sentences longer than this are cut: no sentence of a bulletin is, and cost stays in bounds. */
const LONGEST = 1600;

const ABBREVIATIONS = new Set(
  'u.s mr mrs ms dr st no nos vs inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec approx ca bzw z.b usw rs sr sra ee uu fig vol art'.split(
    ' ',
  ),
);

const isDigit = (ch: string | undefined): boolean => ch !== undefined && ch >= '0' && ch <= '9';

/** Whether the point at `i` ends a sentence: white space or the end follows, and no abbreviation stands before it. */
const endsAt = (text: string, i: number): boolean => {
  const next = text[i + 1];
  if (next !== undefined && next !== ' ' && next !== '\n' && next !== '"' && next !== ')') return false;
  let start = i;
  while (start > 0 && i - start < 8 && /[A-Za-z.]/.test(text[start - 1]!)) start--;
  const word = text.slice(start, i).toLowerCase();
  if (ABBREVIATIONS.has(word) || /^[a-z]$/.test(word)) return false;
  // "2. Quartal", "No. 18": an ordinal number goes on
  return !(isDigit(text[i - 1]) && next === ' ' && /[a-zäöü]/.test(text[i + 2] ?? ''));
};

const cut = (text: string): readonly (readonly [number, number])[] => {
  const spans: [number, number][] = [];
  let start = 0;
  const close = (end: number): void => {
    let from = start;
    let to = end;
    while (from < to && /\s/.test(text[from]!)) from++;
    while (to > from && /\s/.test(text[to - 1]!)) to--;
    if (to > from) spans.push([from, to]);
    start = end;
  };
  for (let i = 0; i < text.length; i++) {
    const ch = text[i]!;
    if (ch === '\n' || ch === '。' || ch === '！' || ch === '？' || ch === '!' || ch === '?' || ch === ';')
      close(i + 1);
    else if (ch === '.' && endsAt(text, i)) close(i + 1);
    else if (i - start >= LONGEST) close(i + 1);
  }
  close(text.length);
  return spans;
};

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
  const normal = normalise(text, vocabulary.folding);
  const page = detectLanguage(normal);
  const lexicon = cueLexicon(cueWords, vocabulary);
  const sentences = cut(normal.text).map(([from, to], index): Sentence => {
    const words = findWords(normal, from, to, vocabulary, page);
    const dates = findDates(normal, from, to, words, vocabulary, page);
    const { quantities, years } = scanQuantities(normal, from, to, dates, vocabulary, page);
    const cues: CueMatch[] = [];
    for (let i = from; i < to; i++) {
      for (const match of lexicon.matchesAt(normal.low, normal.text, i)) {
        if (match.end <= to && isSpoken(page, match.meaning.language)) cues.push(match);
      }
    }
    return {
      index,
      ...originalSpan(normal, from, to),
      from,
      to,
      low: normal.low.slice(from, to),
      words,
      dates: [...dates, ...years].sort((a, b) => a.start - b.start),
      quantities,
      counts: countsIn(normal, from, to, vocabulary),
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
