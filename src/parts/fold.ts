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

type Lists<K extends string> = Readonly<Partial<Record<K, readonly string[]>>>;

const folded = new WeakMap<object, readonly (readonly [string, readonly string[]])[]>();

/** The words of lists, folded once for a set of lists. */
function foldedLists<K extends string>(lists: Lists<K>): readonly (readonly [K, readonly string[]])[] {
  let known = folded.get(lists);
  if (!known) {
    const entries = Object.entries(lists) as [K, readonly string[]][];
    known = entries.map(([key, words]) => [key, words.map(fold)] as const);
    folded.set(lists, known);
  }
  return known as readonly (readonly [K, readonly string[]])[];
}

/** The key whose words hold a text best: the longest word that stands in it as a whole. */
export function keyOf<K extends string>(lists: Lists<K>, text: string): K | undefined {
  const whole = fold(text);
  let best: K | undefined;
  let length = 0;
  for (const [key, words] of foldedLists(lists)) {
    for (const word of words) {
      if (word.length <= length || !holds(whole, word)) continue;
      best = key;
      length = word.length;
    }
  }
  return best;
}

/** The key one of whose words, or which itself, is the whole text. */
export function keyOfWhole<K extends string>(lists: Lists<K>, text: string): K | undefined {
  const whole = fold(text);
  return foldedLists(lists).find(([key, words]) => fold(key) === whole || words.includes(whole))?.[0];
}
