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
  for (let i = start; i < end; i++) {
    for (const match of vocabulary.words.matchesAt(normal.low, normal.text, i)) {
      if (match.end > end) continue;
      if (!speaks(page, match.meaning.language, OWN_LANGUAGE_ONLY.has(match.meaning.type))) continue;
      if (!found.some((other, index) => index >= found.length - 12 && isSame(other, match)))
        found.push(match);
    }
  }
  return withoutParts(found, start, end);
}

/** Whether the second says nothing that the first does not: the same, or a shorter stem of the same kind. */
const isSame = (a: WordMatch, b: WordMatch): boolean =>
  a.start === b.start &&
  a.end === b.end &&
  a.meaning.type === b.meaning.type &&
  (a.meaning.value === b.meaning.value || a.literal > b.literal);

/** Longest first; a word that touches a longer one without being the same span is left out. */
function withoutParts(found: readonly WordMatch[], start: number, end: number): WordMatch[] {
  const order = [...found].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const owner = new Int32Array(end - start).fill(-1);
  const kept: WordMatch[] = [];
  for (const match of order) {
    const first = owner[match.start - start]!;
    if (first >= 0) {
      const holder = kept[first]!;
      if (holder.start === match.start && holder.end === match.end) kept.push(match);
      continue;
    }
    let isFree = true;
    for (let i = match.start; i < match.end && isFree; i++) isFree = owner[i - start]! < 0;
    if (!isFree) continue;
    owner.fill(kept.length, match.start - start, match.end - start);
    kept.push(match);
  }
  return kept.sort((a, b) => a.start - b.start || b.end - a.end);
}
