import { PackedTree, type TreeNode } from './packed-tree.ts';

/** One word or phrase with what it means. */
export interface Entry<Meaning> {
  readonly meaning: Meaning;
  /** The word as it must be written, where case matters. */
  readonly exact?: string;
  /** Whether any ending may follow. */
  readonly stem: boolean;
}

/** A word found in a text. */
export interface Match<Meaning> {
  readonly start: number;
  readonly end: number;
  /** How many characters of it the list spells out; less than its length where any ending was taken. */
  readonly literal: number;
  readonly meaning: Meaning;
}

const SPACE = 32;
const LONGEST_ENDING = 18;

const NONE: readonly never[] = [];

/** Whether a code unit is a letter of an alphabet, in which words have borders. */
export function isAlphabetic(code: number): boolean {
  if (code < 0x80) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  return (
    (code >= 0xaa && code <= 0x24f && code !== 0xd7 && code !== 0xf7 && code !== 0xb7 && code !== 0xb0) ||
    (code >= 0x370 && code <= 0x52f)
  );
}

const isSeparator = (code: number): boolean => code === SPACE || code === 45 || code === 0x00ad;

/**
 * Finds the words of a list in a text, by a tree of characters: time grows with the text and the longest word, not
 * with the number of words. Texts are given folded and in lower case, as {@link Folding.comparing} makes them.
 */
export class Lexicon<Meaning> {
  readonly #root: TreeNode<Entry<Meaning>> = {};
  /** The tree as it is searched, made of the one as built when it is first asked for. */
  #packed: PackedTree<Entry<Meaning>> | undefined;
  readonly #fold: (word: string) => string;
  readonly #foldKeepingCase: (word: string) => string;

  /**
   * @param fold how words are compared; @param foldKeepingCase the same with case kept
   */
  constructor(fold: (word: string) => string, foldKeepingCase: (word: string) => string) {
    this.#fold = fold;
    this.#foldKeepingCase = foldKeepingCase;
  }

  /** Adds one word. `=Word` asks for exactly this case, `word*` takes any ending. */
  add(word: string, meaning: Meaning): void {
    const isExact = word.length > 1 && word.startsWith('=');
    const written = isExact ? word.slice(1) : word;
    const folded = this.#fold(written);
    this.#packed = undefined;
    let node = this.#root;
    let stem = false;
    for (let i = 0; i < folded.length; i++) {
      if (written[i] === '*') {
        stem = true;
        if (i + 1 < folded.length) node = node.star ??= {};
        continue;
      }
      const code = folded.charCodeAt(i);
      stem = false;
      const key = isSeparator(code) ? SPACE : code;
      if (key === SPACE && i > 0 && written[i - 1] !== '*' && isSeparator(folded.charCodeAt(i - 1))) continue;
      node.next ??= new Map();
      let child = node.next.get(key);
      if (!child) node.next.set(key, (child = {}));
      node = child;
    }
    const entry: Entry<Meaning> = isExact
      ? { meaning, stem, exact: this.#foldKeepingCase(written.replace(/\*$/, '')).replace(/[ -]+/g, ' ') }
      : { meaning, stem };
    (node.leaves ??= []).push(entry);
  }

  /**
   * All words that start at a position, with the longest first.
   *
   * @param low the text as compared; @param readable the same text with its case
   */
  matchesAt(low: string, readable: string, start: number): readonly Match<Meaning>[] {
    const tree = (this.#packed ??= new PackedTree(this.#root));
    const first = low.charCodeAt(start);
    const node = tree.first(isSeparator(first) ? SPACE : first);
    if (node < 0 || (isAlphabetic(first) && start > 0 && isAlphabetic(low.charCodeAt(start - 1))))
      return NONE;
    const found: Match<Meaning>[] = [];
    walk(tree, node, low, readable, start, afterSeparators(low, start, start + 1), found);
    return found.length > 1 ? found.sort((a, b) => b.end - a.end || b.literal - a.literal) : found;
  }

  /** The next position, from one and before another, at which a word may start; the other where there is none. */
  nextStart(low: string, from: number, to: number): number {
    const tree = (this.#packed ??= new PackedTree(this.#root));
    let isInWord = from > 0 && isAlphabetic(low.charCodeAt(from - 1));
    for (let at = from; at < to; at++) {
      const code = low.charCodeAt(at);
      const isLetter = isAlphabetic(code);
      if (!(isLetter && isInWord) && tree.first(isSeparator(code) ? SPACE : code) >= 0) return at;
      isInWord = isLetter;
    }
    return to;
  }

  /** The longest word that starts at a position. */
  longestAt(low: string, readable: string, start: number): Match<Meaning> | undefined {
    return this.matchesAt(low, readable, start)[0];
  }
}

/** Takes all words that go on from a node. */
function walk<Meaning>(
  tree: PackedTree<Entry<Meaning>>,
  from: number,
  low: string,
  readable: string,
  start: number,
  at: number,
  found: Match<Meaning>[],
): void {
  let node = from;
  let position = at;
  while (node >= 0) {
    const star = tree.star(node);
    if (star >= 0) walk(tree, star, low, readable, start, endOfWord(low, position), found);
    const entries = tree.leaves(node);
    if (entries) collect(entries, low, readable, start, position, found);
    if (position >= low.length) return;
    const code = low.charCodeAt(position);
    position++;
    if (isSeparator(code)) {
      node = tree.next(node, SPACE);
      if (node >= 0) position = afterSeparators(low, start, position);
    } else node = tree.next(node, code);
  }
}

function collect<Meaning>(
  entries: readonly Entry<Meaning>[],
  low: string,
  readable: string,
  start: number,
  position: number,
  found: Match<Meaning>[],
): void {
  const endsInWord =
    position < low.length &&
    isAlphabetic(low.charCodeAt(position - 1)) &&
    isAlphabetic(low.charCodeAt(position));
  for (const entry of entries) {
    if (endsInWord && !entry.stem) continue;
    if (entry.exact !== undefined && readable.slice(start, position).replace(/[ -]+/g, ' ') !== entry.exact)
      continue;
    found.push({
      start,
      end: entry.stem ? endOfWord(low, position) : position,
      literal: position - start,
      meaning: entry.meaning,
    });
  }
}

/** Past the spaces and hyphens that follow one, as far as a word may reach. */
function afterSeparators(low: string, start: number, position: number): number {
  let at = position;
  if (!isSeparator(low.charCodeAt(at - 1))) return at;
  while (at < low.length && at - start < 80 && isSeparator(low.charCodeAt(at))) at++;
  return at;
}

function endOfWord(low: string, position: number): number {
  let end = position;
  while (end < low.length && end - position < LONGEST_ENDING && isAlphabetic(low.charCodeAt(end))) end++;
  return end;
}
