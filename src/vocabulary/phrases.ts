import { isAlphabetic } from './lexicon.ts';

/**
 * A list of small words that are looked for right before or right behind a place in a text, so that they need no items
 * of their own. Texts are given folded and in lower case, as {@link Folding.comparing} makes them.
 */
export class Phrases {
  readonly #words: ReadonlySet<string>;
  /** Lengths that words of the list have, longest first, by their first and by their last character. */
  readonly #lengthsByFirst: ReadonlyMap<number, readonly number[]>;
  readonly #lengthsByLast: ReadonlyMap<number, readonly number[]>;

  /** @param words the list, folded for comparing */
  constructor(words: Iterable<string>) {
    this.#words = new Set(words);
    this.#lengthsByFirst = lengthsBy(this.#words, (word) => word.charCodeAt(0));
    this.#lengthsByLast = lengthsBy(this.#words, (word) => word.charCodeAt(word.length - 1));
  }

  has(word: string): boolean {
    return this.#words.has(word);
  }

  /** Where the longest word starts that ends at a place, spaces before the place aside; nothing if there is none. */
  startBefore(low: string, at: number, from = 0): number | undefined {
    let end = at;
    while (end > from && low.charCodeAt(end - 1) === 32) end--;
    // a word that goes on is no end of one: "than" in "thank"
    const isParted = end < at || !isAlphabetic(low.charCodeAt(at)) || !isAlphabetic(low.charCodeAt(at - 1));
    const lengths = this.#lengthsByLast.get(low.charCodeAt(end - 1));
    if (!lengths || !isParted) return undefined;
    for (const length of lengths) {
      const start = end - length;
      if (start < from || !this.#words.has(low.slice(start, end))) continue;
      const isWhole =
        start === 0 || !isAlphabetic(low.charCodeAt(start)) || !isAlphabetic(low.charCodeAt(start - 1));
      if (isWhole) return start;
    }
    return undefined;
  }

  /** Where the longest word ends that starts at a place, spaces behind the place aside; nothing if there is none. */
  endAfter(low: string, at: number, to = low.length): number | undefined {
    let start = at;
    while (start < to && low.charCodeAt(start) === 32) start++;
    const lengths = this.#lengthsByFirst.get(low.charCodeAt(start));
    if (!lengths) return undefined;
    for (const length of lengths) {
      const end = start + length;
      if (end > to || !this.#words.has(low.slice(start, end))) continue;
      const isWhole = !isAlphabetic(low.charCodeAt(end - 1)) || !isAlphabetic(low.charCodeAt(end));
      if (isWhole) return end;
    }
    return undefined;
  }
}

function lengthsBy(words: ReadonlySet<string>, codeOf: (word: string) => number): Map<number, number[]> {
  const lengths = new Map<number, number[]>();
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    const list = lengths.get(codeOf(word));
    if (!list) lengths.set(codeOf(word), [word.length]);
    else if (list.at(-1) !== word.length) list.push(word.length);
  }
  return lengths;
}
