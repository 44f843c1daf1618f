import { isAlphabetic } from '../vocabulary/index.ts';
import type { NormalText } from './normalise.ts';

/** The language of a page, as far as reading figures needs it. */
export interface PageLanguage {
  /** ISO 639-1. */
  readonly code: string;
  /** Whether a comma parts whole from fraction. */
  readonly decimalComma: boolean;
  /** Whether the page is written in Chinese, Japanese or Korean. */
  readonly cjk: boolean;
}

/** Small words; those that English shares with another language count for both, so that they decide nothing. */
const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  en: 'the of and to in from by for with was were is at on that this has year month per than as no its are or an under',
  de: 'der die das und in den von mit im auf ist wurden wurde nach für gegenüber um bei aus dem des eine',
  fr: 'le la les des du et en de au aux par pour est sur une dans ont avec les selon',
  es: 'el la los las de del en con por para una se que al fue su desde hasta según',
  pt: 'os as de do da dos das em com por para uma no na que ao foi segundo pelo',
  sv: 'och av i till från med för som på är det den har en ett procent under',
  it: 'il la le di del della con una nel che gli sono dal alla',
};
const WORD_SETS = Object.entries(FUNCTION_WORDS).map(
  ([code, words]) => [code, new Set(words.split(' '))] as const,
);
const SAMPLE = 20_000;

/** Tells the language of a page from its script and its small words, within the first 20,000 characters. */
export function detectLanguage(normal: NormalText): PageLanguage {
  const { low } = normal;
  const end = Math.min(low.length, SAMPLE);
  let han = 0;
  let kana = 0;
  let hangul = 0;
  let cyrillic = 0;
  let letters = 0;
  const votes = new Map<string, number>();
  let wordStart = -1;
  for (let i = 0; i <= end; i++) {
    const code = i < end ? low.charCodeAt(i) : 32;
    if (isAlphabetic(code)) {
      letters++;
      if (code >= 0x400 && code <= 0x52f) cyrillic++;
      if (wordStart < 0) wordStart = i;
      continue;
    }
    if (wordStart >= 0) {
      if (i - wordStart <= 10) countWord(low.slice(wordStart, i), votes);
      wordStart = -1;
    }
    if (code >= 0x3040 && code <= 0x30ff) kana++;
    else if (code >= 0x4e00 && code <= 0x9fff) han++;
    else if (code >= 0xac00 && code <= 0xd7a3) hangul++;
  }
  const cjk = han + kana + hangul;
  // a character of these scripts carries about as much as three letters
  if (cjk * 3 > letters && cjk > 0) {
    const code = hangul > han + kana ? 'ko' : hangul * 4 > cjk ? 'ko' : kana * 12 > cjk ? 'ja' : 'zh';
    return { code, decimalComma: false, cjk: true };
  }
  if (cyrillic * 2 > letters) return { code: 'ru', decimalComma: true, cjk: false };
  let best = 'en';
  for (const [code, count] of votes) if (count > 1 && count > (votes.get(best) ?? 0)) best = code;
  return { code: best, decimalComma: best !== 'en' && !writesDecimalPoint(low.slice(0, end)), cjk: false };
}

function countWord(word: string, votes: Map<string, number>): void {
  for (const [code, set] of WORD_SETS) if (set.has(word)) votes.set(code, (votes.get(code) ?? 0) + 1);
}

/** A page in a language of the comma may still write points: more "5.7 %" than "5,7 %" shows it. */
function writesDecimalPoint(low: string): boolean {
  const points = low.match(/\d\.\d{1,2} ?%/g)?.length ?? 0;
  const commas = low.match(/\d,\d{1,2} ?%/g)?.length ?? 0;
  return points > commas && points > 0;
}
