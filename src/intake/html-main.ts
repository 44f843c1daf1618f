/** Which blocks of a page are its main text, which are teasers of other texts, which are only its furniture. */
import type { Block } from './html-blocks.ts';
import type { PageWords } from './page-words.ts';

export type Part = 'main' | 'teaser' | 'aside';

/** Names the part of every block, in the same order. */
export function partsOf(blocks: readonly Block[], root: Element, words: PageWords, title?: string): Part[] {
  const cards = cardsOf(blocks);
  const scores = scoreElements(blocks, cards);
  const main = mainElement(root, blocks, scores);
  const inMain = blocks.map(
    (block, index) => main.contains(block.parent) && isBodyText(block) && !cards[index],
  );
  // The page may be a list of cards, or all links and labels: then everything outside its furniture counts.
  const whole = blocks.map(isBodyText);
  const enough = weight(blocks, inMain) >= 0.2 * weight(blocks, whole);
  const candidate = enough ? inMain : whole;
  const opening = openingHeading(blocks, candidate, title);
  const first = candidate.indexOf(true);
  const related = new RelatedScope(main, words);
  const seen = new Set<string>();
  const parts = blocks.map((block, index): Part => {
    const underRelated = related.holds(block);
    const repeated = isRepeated(block, seen);
    if (index === opening) return 'main';
    const isMain =
      candidate[index] || (opening >= 0 && index >= opening && index < first && isBodyText(block));
    if (isMain && !underRelated && !repeated && !isLinkOnly(block) && !isFurniture(block, words))
      return 'main';
    return !repeated && mayTell(block) && isTelling(block, words) ? 'teaser' : 'aside';
  });
  // The headline of a teaser belongs to it, however short.
  return parts.map((part, index) => {
    const headline = part === 'aside' && blocks[index]!.kind === 'heading' && parts[index + 1] === 'teaser';
    return headline && mayTell(blocks[index]!) && !isRelatedLabel(blocks[index]!, words) ? 'teaser' : part;
  });
}

/** Whether a block stands under a heading such as "Related articles": as far as the box around that heading goes. */
class RelatedScope {
  readonly #main: Element;
  readonly #words: PageWords;
  #box: Element | undefined;
  #level = 0;

  constructor(main: Element, words: PageWords) {
    this.#main = main;
    this.#words = words;
  }

  holds(block: Block): boolean {
    if (isRelatedLabel(block, this.#words)) {
      this.#box = boxAround(block.parent);
      this.#level = block.level ?? 7;
      return true;
    }
    if (!this.#box) return false;
    const wide = this.#box.contains(this.#main);
    const ended = wide
      ? isProse(block) || (block.kind === 'heading' && (block.level ?? 6) <= this.#level)
      : !this.#box.contains(block.parent);
    if (ended) this.#box = undefined;
    return !ended;
  }
}

/** The smallest element around a heading that holds more than the heading. */
function boxAround(heading: Element): Element {
  let box = heading;
  while (box.parentElement && !box.nextElementSibling) box = box.parentElement;
  return box.parentElement ?? box;
}

function isProse(block: Block): boolean {
  return widthOf(block.text) >= 120 && block.linkCharacters < block.text.length / 2;
}

/** The same text again, as galleries and pages for two sizes of screen have it. */
function isRepeated(block: Block, seen: Set<string>): boolean {
  if (widthOf(block.text) < 60) return false;
  if (seen.has(block.text)) return true;
  if (isBodyText(block)) seen.add(block.text);
  return false;
}

function isBodyText(block: Block): boolean {
  return block.region === 'body' || block.region === 'article';
}

function mayTell(block: Block): boolean {
  return isBodyText(block) || block.region === 'related' || block.region === 'header';
}

/**
 * Marks the blocks of cards: three or more like elements side by side, each with a headline that leads to
 * another page, and perhaps the beginning of its text.
 */
function cardsOf(blocks: readonly Block[]): boolean[] {
  const withHeadline = new Set<Element>();
  for (const block of blocks) {
    if (!isHeadlineLink(block)) continue;
    let element: Element | null = block.parent;
    for (let up = 0; element && up < cardDepth; up += 1, element = element.parentElement)
      withHeadline.add(element);
  }
  const known = new Map<Element, boolean>();
  const isCard = (element: Element): boolean => {
    let card = known.get(element);
    if (card === undefined) {
      card = withHeadline.has(element) && likeSiblings(element, withHeadline) >= 3;
      known.set(element, card);
    }
    return card;
  };
  return blocks.map((block) => {
    let element: Element | null = block.parent;
    for (let up = 0; element && up < cardDepth; up += 1, element = element.parentElement)
      if (isCard(element)) return true;
    return false;
  });
}

const cardDepth = 7;

function isHeadlineLink(block: Block): boolean {
  return (
    isLinkOnly(block) &&
    widthOf(block.text) >= (block.kind === 'heading' ? 8 : 24) &&
    !/[。.!]$/.test(block.text)
  );
}

function likeSiblings(element: Element, wanted: ReadonlySet<Element>): number {
  let count = 0;
  const like = (other: Element | null) => other?.tagName === element.tagName && wanted.has(other);
  for (let other = element.nextElementSibling; like(other) && count < 3; other = other!.nextElementSibling)
    count += 1;
  for (
    let other = element.previousElementSibling;
    like(other) && count < 3;
    other = other!.previousElementSibling
  )
    count += 1;
  return count + 1;
}

/** Text outside links, more of it where it is prose or a table of figures. */
function scoreOf(block: Block): number {
  if (!isBodyText(block)) return 0;
  const plain = Math.max(0, widthOf(block.text) - block.linkCharacters * 1.2);
  if (block.kind === 'table') return /\d/.test(block.text) ? plain : plain / 4;
  if (block.kind === 'heading') return plain / 4;
  return plain >= 80 ? plain : plain / 4;
}

/** Characters, those of Chinese, Japanese and Korean counted three times: they say as much as three letters. */
export function widthOf(text: string): number {
  let width = 0;
  for (let index = 0; index < text.length; index += 1) width += text.charCodeAt(index) >= 0x2e80 ? 3 : 1;
  return width;
}

function scoreElements(blocks: readonly Block[], cards: readonly boolean[]): Map<Element, number> {
  const scores = new Map<Element, number>();
  for (const [index, block] of blocks.entries()) {
    const score = cards[index] ? 0 : scoreOf(block);
    if (score === 0) continue;
    for (let element: Element | null = block.parent; element; element = element.parentElement) {
      scores.set(element, (scores.get(element) ?? 0) + score);
    }
  }
  return scores;
}

/** Pieces of a text, never the whole of one. */
const pieceNames = new Set('P UL OL LI DL BLOCKQUOTE PRE H1 H2 H3 H4 H5 H6'.split(' '));

/** The innermost element that still holds nearly all that the page says. */
function mainElement(root: Element, blocks: readonly Block[], scores: ReadonlyMap<Element, number>): Element {
  const tables = new Set(blocks.filter((block) => block.kind === 'table').map((block) => block.parent));
  let element = root;
  for (;;) {
    const here = scores.get(element) ?? 0;
    let best: Element | undefined;
    let bestScore = 0;
    for (let child = element.firstElementChild; child; child = child.nextElementSibling) {
      const score = scores.get(child) ?? 0;
      if (score > bestScore) [best, bestScore] = [child, score];
    }
    if (!best || bestScore < here * 0.7) return element;
    if (pieceNames.has(best.tagName.toUpperCase()) || tables.has(best)) return element;
    element = best;
  }
}

function weight(blocks: readonly Block[], chosen: readonly boolean[]): number {
  return blocks.reduce((sum, block, index) => sum + (chosen[index] ? scoreOf(block) : 0), 0);
}

/** The page's headline, which often stands outside the element with the text; its byline follows it. */
function openingHeading(blocks: readonly Block[], candidate: readonly boolean[], title?: string): number {
  const first = candidate.indexOf(true);
  let found = -1;
  for (let index = 0; index < first; index += 1) {
    const block = blocks[index]!;
    if (block.kind !== 'heading' || (block.region !== 'header' && !isBodyText(block))) continue;
    if (block.level === 1 || (title && block.text.length > 8 && title.includes(block.text))) found = index;
  }
  return found;
}

function isRelatedLabel(block: Block, words: PageWords): boolean {
  if (block.text.length > 60) return false;
  const label = block.text
    .toLowerCase()
    .replace(/[\s:：>»›…]+$/, '')
    .replace(/^[\s•·—-]+/, '');
  return words.related.has(label);
}

/** Nothing but a link to somewhere else. */
function isLinkOnly(block: Block): boolean {
  return block.linkCharacters > block.text.length * 0.8 && block.kind !== 'table' && block.level !== 1;
}

/** A short line of the site, not of the text: "Subscribe", "All rights reserved". */
function isFurniture(block: Block, words: PageWords): boolean {
  if (block.kind === 'table' || widthOf(block.text) > 160) return false;
  const text = block.text.toLowerCase();
  return words.furniture.has(text) || /^(?:©|\(c\)|copyright\b)/.test(text);
}

/** Says something about the world: a sentence, or a headline with a figure; not a menu's label. */
function isTelling(block: Block, words: PageWords): boolean {
  const width = widthOf(block.text);
  if (isFurniture(block, words)) return false;
  if (block.kind === 'table') return /\d/.test(block.text);
  if (/\d/.test(block.text) && width >= 24 && /\p{L}{2,}/u.test(block.text)) return true;
  return width >= 60;
}
