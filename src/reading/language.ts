import { isAlphabetic, type Vocabulary } from '../vocabulary/index.ts';
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

const LONGEST_WORD = 14;
const SAMPLE = 20_000;

/** Tells the language of a page from its script and its small and frequent words, within the first 20,000 characters. */
export function detectLanguage(
  normal: NormalText,
  { languagesOf }: Pick<Vocabulary, 'languagesOf'>,
): PageLanguage {
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
      if (i - wordStart <= LONGEST_WORD)
        for (const language of languagesOf.get(low.slice(wordStart, i)) ?? [])
          votes.set(language, (votes.get(language) ?? 0) + 1);
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

/** A page in a language of the comma may still write points: more "5.7 %" than "5,7 %" shows it. */
function writesDecimalPoint(low: string): boolean {
  const points = low.match(/\d\.\d{1,2} ?%/g)?.length ?? 0;
  const commas = low.match(/\d,\d{1,2} ?%/g)?.length ?? 0;
  return points > commas && points > 0;
}
