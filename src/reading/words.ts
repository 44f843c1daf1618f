import type { Match, Vocabulary, Word, WordType } from '../vocabulary/index.ts';
import type { PageLanguage } from './language.ts';
import type { NormalText } from './normalise.ts';

export type WordMatch = Match<Word>;

/** Words that only a page in their own language uses: "fallen" is German for falling and English for fallen. */
const OWN_LANGUAGE_ONLY: ReadonlySet<WordType> = new Set([
  'direction',
  'notDirection',
  'from',
  'fromAfter',
  'comparedAfter',
  'to',
  'toAfter',
  'by',
  'kind',
  'shareMetric',
  'basis',
  'flow',
  'flowGuard',
  'tradePart',
  'measure',
  'revised',
  'funding',
  'worth',
  'notFigure',
  'content',
  'rate',
  'fate',
  'licence',
  'licenceRate',
  'licenceHolder',
  'total',
  'world',
  'customs',
  'price',
  'notPrice',
  'loss',
  'profit',
  'consensus',
  'project',
  'multiple',
  'month',
  'weekday',
  'precision',
  'commodity',
  'formBefore',
  'formAfter',
  'each',
  'respectively',
  'speech',
  'furniture',
  'numbered',
  'relative',
  'quota',
  'quotaWord',
  'benchmark',
  'magnetWord',
  'scrapWord',
  'metric',
  'fiscal',
  'run',
  'ytd',
  'act',
  'status',
  'until',
  'contract',
  'restricting',
  'start',
  'startAfter',
  'atOnce',
  'pastAct',
  'government',
]);
const SCRIPT_LANGUAGES: ReadonlySet<string> = new Set(['zh', 'ja', 'ko', 'ru']);

/** Whether a page in `page` uses a word of a list for `language`. */
export function speaks(page: PageLanguage, language: string, isOwnOnly: boolean): boolean {
  if (language === '' || language === page.code) return true;
  if (SCRIPT_LANGUAGES.has(language)) {
    // Japanese and Chinese share characters: each list only for its own pages, except for names of things
    return page.cjk ? !isOwnOnly : true;
  }
  // English names of things and English phrases are met everywhere; English small words are not
  return language === 'en' ? page.cjk || !isOwnOnly : false;
}

/**
 * All words of the vocabulary in a stretch of text, without those that are only part of a longer one. Several
 * meanings of one span are all kept.
 */
export function findWords(
  normal: NormalText,
  start: number,
  end: number,
  vocabulary: Vocabulary,
  page: PageLanguage,
): WordMatch[] {
  const found: WordMatch[] = [];
  const { words } = vocabulary;
  for (let i = start; (i = words.nextStart(normal.low, i, end)) < end; i++) {
    if (isMarkOfNumber(normal.low, i)) continue;
    for (const match of words.matchesAt(normal.low, normal.text, i)) {
      if (match.end > end) continue;
      if (!speaks(page, match.meaning.language, OWN_LANGUAGE_ONLY.has(match.meaning.type))) continue;
      if (!isKnown(found, match)) found.push(match);
    }
  }
  return withoutParts(found);
}

const CALENDAR_MARKS = '年月日周週년월일주';

/** 2018年11月增加: the mark behind a number is the number's, and begins no word (月增). */
function isMarkOfNumber(low: string, at: number): boolean {
  const before = low.charCodeAt(at - 1);
  return before >= 48 && before <= 57 && CALENDAR_MARKS.includes(low[at]!);
}

const MOST_MEANINGS = 12;

/** Whether one of the last words found is the same as this one. */
function isKnown(found: readonly WordMatch[], match: WordMatch): boolean {
  const first = Math.max(0, found.length - MOST_MEANINGS);
  for (let k = found.length - 1; k >= first && found[k]!.start === match.start; k--)
    if (isSame(found[k]!, match)) return true;
  return false;
}

/** Whether the second says nothing that the first does not: the same, or a shorter stem of the same kind. */
const isSame = (a: WordMatch, b: WordMatch): boolean =>
  a.end === b.end &&
  a.meaning.type === b.meaning.type &&
  (a.meaning.value === b.meaning.value || a.literal > b.literal);

/** A word that touches a longer one without being the same span is left out; of two of one length the second. */
function withoutParts(found: readonly WordMatch[]): WordMatch[] {
  const kept: WordMatch[] = [];
  let from = 0;
  while (from < found.length) {
    // words that overlap stand together
    let { end } = found[from]!;
    let to = from + 1;
    while (to < found.length && found[to]!.start < end) end = Math.max(end, found[to++]!.end);
    if (to - from === 1) kept.push(found[from]!);
    else for (const match of longestOf(found.slice(from, to), end)) kept.push(match);
    from = to;
  }
  return kept;
}

/** Of words that overlap up to `end`, the longest first, those that touch none before them or are the same span. */
function longestOf(words: WordMatch[], end: number): WordMatch[] {
  const from = words[0]!.start;
  const owners: (WordMatch | undefined)[] = new Array(end - from);
  const kept: WordMatch[] = [];
  for (const match of words.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    const owner = owners[match.start - from];
    if (owner) {
      if (owner.start === match.start && owner.end === match.end) kept.push(match);
      continue;
    }
    let at = match.start;
    while (at < match.end && !owners[at - from]) at++;
    if (at < match.end) continue;
    owners.fill(match, match.start - from, match.end - from);
    kept.push(match);
  }
  return kept.sort((a, b) => a.start - b.start);
}
