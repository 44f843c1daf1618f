import { parseHTML } from 'linkedom';
import { type Block, htmlBlocks } from './html-blocks.ts';
import { partsOf, widthOf } from './html-main.ts';
import { htmlMetadata, type PageMetadata } from './html-metadata.ts';
import { rewriteHtml } from './html-source.ts';
import type { IntakeNote } from './intake-document.ts';
import { IntakeError } from './intake-error.ts';
import type { Budget } from './limits.ts';
import type { PageWords } from './page-words.ts';
import type { TextBuilder } from './text-builder.ts';

export interface ReadHtml {
  readonly metadata: PageMetadata;
  /** Menus, cookie bars, footers and what was hidden. */
  readonly aside: string;
  readonly notes: readonly IntakeNote[];
}

/**
 * A web page: its main text first, then teasers of other pages, each block in the order of the page. The rest
 * is kept in `aside`. Nothing in it is run or fetched.
 */
export function readHtml(source: string, words: PageWords, into: TextBuilder, budget: Budget): ReadHtml {
  const { html, jsonLd, droppedTags, hasScripts } = rewriteHtml(source, budget.limits.depth);
  budget.time();
  const root = parse(html);
  const metadata = htmlMetadata(root, jsonLd);
  const blocks = htmlBlocks(root, textWeights(root), budget);
  const parts = partsOf(blocks, root, words, metadata.title);
  for (const part of ['main', 'teaser'] as const) {
    for (const [index, block] of blocks.entries()) if (parts[index] === part) addBlock(block, part, into);
  }
  const aside = blocks.filter((_, index) => parts[index] === 'aside').map((block) => block.text);
  if (into.length === 0) {
    // A page of labels only: better all of it than nothing.
    for (const block of blocks) if (block.region !== 'hidden') addBlock(block, 'main', into);
  }
  if (into.length === 0) {
    throw new IntakeError('empty', 'The page holds no text', {
      remedy: hasScripts
        ? 'It is drawn by scripts, which are not run here: save it from a browser, or give its text.'
        : 'Give the page that holds the text.',
    });
  }
  const notes: IntakeNote[] = [];
  if (droppedTags > 0) {
    notes.push({
      message: `${droppedTags} tags were nested deeper than ${budget.limits.depth} and were dropped; their text was kept`,
    });
  }
  const headline = blocks.find((block, index) => parts[index] === 'main' && block.level === 1)?.text;
  return {
    metadata: { ...metadata, ...titleOf(metadata.title, headline) },
    aside: [...new Set(aside)].join('\n'),
    notes,
  };
}

/** The headline where the page's title is that and the name of the site. */
function titleOf(title: string | undefined, headline: string | undefined): { title?: string } {
  if (!headline) return {};
  const plain = headline.replace(/\s+/g, ' ');
  return !title || (plain.length > 8 && title.includes(plain)) ? { title: plain } : {};
}

/** The blocks of a piece of markup, all of them main text: an entry of a feed. */
export function readHtmlFragment(source: string, into: TextBuilder, budget: Budget): void {
  const root = parse(rewriteHtml(source, budget.limits.depth).html);
  for (const block of htmlBlocks(root, textWeights(root), budget)) addBlock(block, 'main', into);
}

function parse(html: string): Element {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  return document.documentElement as unknown as Element;
}

function addBlock(block: Block, part: 'main' | 'teaser', into: TextBuilder): void {
  if (block.rows) {
    into.table(
      block.rows.map((cells) => ({ cells })),
      { kind: part === 'teaser' ? 'teaser' : 'table' },
    );
    return;
  }
  const kind = part === 'teaser' || block.kind === 'table' ? 'teaser' : block.kind;
  into.add(kind, block.text, block.level !== undefined && kind === 'heading' ? { level: block.level } : {});
}

/** Width of text outside links below every element, added up from the leaves. */
function textWeights(root: Element): (element: Element) => number {
  const weights = new Map<Element, number>();
  const visit = (element: Element): number => {
    let sum = 0;
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3) sum += widthOf((child.nodeValue ?? '').trim());
      else if (child.nodeType === 1) sum += visit(child as Element);
    }
    const name = element.tagName.toUpperCase();
    const own = name === 'A' ? 0 : sum;
    weights.set(element, own);
    return own;
  };
  visit(root);
  return (element) => weights.get(element) ?? 0;
}
