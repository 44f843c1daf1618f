import type { Facts } from '../facts/index.ts';

/** The words by which pages name their own parts, ready to be looked up. All in lower case. */
export interface PageWords {
  /** Before a date of publication: "Publish Time", 发布时间. */
  readonly published: ReadonlySet<string>;
  /** Headings over links to other articles. */
  readonly related: ReadonlySet<string>;
  /** In cookie bars, menus, footers. */
  readonly furniture: ReadonlySet<string>;
  /** Function word to the languages that have it. */
  readonly functionWords: ReadonlyMap<string, readonly string[]>;
}

/** @example createPageWords(loadFacts().pageWords) */
export function createPageWords(lists: Facts['pageWords']): PageWords {
  const all = (words: Readonly<Record<string, readonly string[]>>) => new Set(Object.values(words).flat());
  const functionWords = new Map<string, string[]>();
  for (const [language, words] of Object.entries(lists.functionWords)) {
    for (const word of words) functionWords.set(word, [...(functionWords.get(word) ?? []), language]);
  }
  return {
    published: all(lists.published),
    related: all(lists.related),
    furniture: all(lists.furniture),
    functionWords,
  };
}
