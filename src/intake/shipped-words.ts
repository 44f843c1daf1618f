import { readFileSync } from 'node:fs';
import { type PageWords, parsePageWords } from './page-words.ts';

let words: PageWords | undefined;

/** The shipped table of page words, read once. */
export function shippedWords(): PageWords {
  words ??= parsePageWords(
    readFileSync(new URL('../../data/intake/page-words.csv', import.meta.url), 'utf8'),
  );
  return words;
}
