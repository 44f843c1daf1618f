import Papa from 'papaparse';

/** The words by which pages name their own parts, from `data/intake/page-words.csv`. All in lower case. */
export interface PageWords {
  /** Before a date of publication: "Publish Time", 发布时间. */
  readonly published: ReadonlySet<string>;
  /** Before a date of change. */
  readonly updated: ReadonlySet<string>;
  /** Before an author's name. */
  readonly author: ReadonlySet<string>;
  /** Headings over links to other articles. */
  readonly related: ReadonlySet<string>;
  /** In cookie bars, menus, footers. */
  readonly furniture: ReadonlySet<string>;
  /** Function word to the languages that have it. */
  readonly functionWords: ReadonlyMap<string, readonly string[]>;
}

export const pageWordRoles = ['published', 'updated', 'author', 'related', 'furniture', 'function'] as const;
type Role = (typeof pageWordRoles)[number];

export interface PageWordRow {
  readonly role: Role;
  /** ISO 639-1. */
  readonly language: string;
  readonly word: string;
}

/** Reads the table with the columns `role`, `language`, `word`; its test holds it against this shape. */
export function parsePageWords(csv: string): PageWords {
  const { data } = Papa.parse<PageWordRow>(csv, { header: true, skipEmptyLines: true });
  const of = (role: Role) =>
    new Set(data.filter((row) => row.role === role).map((row) => row.word.toLowerCase()));
  const functionWords = new Map<string, string[]>();
  for (const { role, language, word } of data) {
    if (role !== 'function') continue;
    const languages = functionWords.get(word);
    if (languages) languages.push(language);
    else functionWords.set(word, [language]);
  }
  return {
    published: of('published'),
    updated: of('updated'),
    author: of('author'),
    related: of('related'),
    furniture: of('furniture'),
    functionWords,
  };
}
