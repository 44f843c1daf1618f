import { loadFacts } from '../facts/index.ts';
import { createPageWords, type PageWords } from './page-words.ts';

let words: PageWords | undefined;

/** The words that the package ships. */
export function shippedWords(): PageWords {
  words ??= createPageWords(loadFacts().pageWords);
  return words;
}
