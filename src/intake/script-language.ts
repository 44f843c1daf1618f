import type { PageWords } from './page-words.ts';

/**
 * The language of a text by its script, and for Latin script by its commonest function words.
 * Nothing where too little speaks for any. Looks at the first 20,000 characters.
 *
 * @example languageOf('氧化镨钕价格持平', words) // 'zh'
 */
export function languageOf(text: string, words: PageWords): string | undefined {
  const sample = text.slice(0, 20_000);
  let han = 0;
  let kana = 0;
  let hangul = 0;
  let latin = 0;
  for (const char of sample) {
    const code = char.codePointAt(0)!;
    if (code < 0x80) latin += (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) ? 1 : 0;
    else if (code >= 0xc0 && code < 0x250) latin += 1;
    else if (code >= 0x3040 && code < 0x3100) kana += 1;
    else if (code >= 0xac00 && code < 0xd7b0) hangul += 1;
    else if ((code >= 0x4e00 && code < 0xa000) || (code >= 0x3400 && code < 0x4dc0)) han += 1;
  }
  // One character of these scripts says about as much as three Latin letters.
  const eastern = (han + kana + hangul) * 3;
  if (eastern > latin && han + kana + hangul >= 4) {
    if (hangul > (han + kana) / 2) return 'ko';
    return kana > (han + kana) * 0.08 ? 'ja' : 'zh';
  }
  return latinLanguage(sample, words);
}

function latinLanguage(sample: string, words: PageWords): string | undefined {
  const hits = new Map<string, number>();
  let total = 0;
  for (const [word] of sample.toLowerCase().matchAll(/[a-zà-öø-ɏ]{1,30}/g)) {
    total += 1;
    for (const language of words.functionWords.get(word) ?? [])
      hits.set(language, (hits.get(language) ?? 0) + 1);
  }
  const [best, second] = [...hits].sort((a, b) => b[1] - a[1]);
  if (!best || total < 8 || best[1] < Math.max(3, total * 0.06)) return undefined;
  return second && second[1] > best[1] * 0.85 ? undefined : best[0];
}
