const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** `End Use`, `end-use`, `endUse` -> `end_use`. */
export const normalKey = (key: string): string =>
  key
    .normalize('NFKC')
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
    .replace(/[^\p{L}\p{N}_]/gu, '')
    .replace(/_+$/, '');

/** Lower case, single spaces, no punctuation at the ends. */
export const plainWords = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** Where a phrase stands in a text as words of its own; in scripts without spaces, anywhere. */
export function findPhrase(text: string, phrase: string): number {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (CJK.test(phrase)) return at;
    const before = text[at - 1] ?? ' ';
    // A plural is the same word.
    const after = text.slice(at + phrase.length).replace(/^s(?![\p{L}\p{N}])/u, '')[0] ?? ' ';
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return at;
  }
  return -1;
}

/** The key whose longest word stands in the text. */
export function bestWord(
  text: string,
  table: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  const given = plainWords(text);
  let best: { key: string; length: number } | undefined;
  for (const [key, list] of Object.entries(table)) {
    for (const word of [key.replaceAll('_', ' '), ...list].map(plainWords)) {
      if (word.length > (best?.length ?? 0) && findPhrase(given, word) >= 0)
        best = { key, length: word.length };
    }
  }
  return best?.key;
}
