/** Text folded for comparing: full width, case, accents, hyphens and spaces do not matter. */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[-‐-―_/.,;:'’"()[\]{}#*]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Characters of scripts that are written without spaces between words. */
const SOLID = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Whether a folded word or phrase stands in a folded text as a whole. */
export function holds(text: string, word: string): boolean {
  if (word === '') return false;
  if (SOLID.test(word)) return text.includes(word);
  return ` ${text} `.includes(` ${word} `);
}

/** The key whose words hold a text best: the longest word that stands in it as a whole. */
export function keyOf<K extends string>(
  lists: Readonly<Partial<Record<K, readonly string[]>>>,
  text: string,
): K | undefined {
  const folded = fold(text);
  let best: K | undefined;
  let length = 0;
  for (const [key, words] of Object.entries(lists) as [K, readonly string[]][]) {
    for (const word of words) {
      const each = fold(word);
      if (each.length > length && holds(folded, each)) {
        best = key;
        length = each.length;
      }
    }
  }
  return best;
}

/** The key one of whose words is the whole text. */
export function keyOfWhole<K extends string>(
  lists: Readonly<Partial<Record<K, readonly string[]>>>,
  text: string,
): K | undefined {
  const folded = fold(text);
  for (const [key, words] of Object.entries(lists) as [K, readonly string[]][]) {
    if (fold(key) === folded || words.some((word) => fold(word) === folded)) return key;
  }
  return undefined;
}
