/** A parsed page as a flat list of blocks in document order, each with the region of the page it stands in. */
import { nestRegion, type Region, regionOf } from './html-region.ts';
import { boxRows, isDataTable, tableRows } from './html-table.ts';
import { InlineText } from './inline-text.ts';
import type { Budget } from './limits.ts';

export interface Block {
  readonly kind: 'heading' | 'paragraph' | 'list' | 'quote' | 'code' | 'table';
  readonly level?: number;
  readonly text: string;
  /** For tables. */
  readonly rows?: readonly (readonly string[])[];
  /** Characters of `text` that stand inside links. */
  readonly linkCharacters: number;
  readonly region: Region;
  /** The element that holds the block, for finding the main part. */
  readonly parent: Element;
}

/** Elements before and after which a line ends. */
const blockNames = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DETAILS DIALOG DIR DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM ' +
    'H1 H2 H3 H4 H5 H6 HEADER HGROUP HTML LEGEND LI MAIN MENU NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH ' +
    'THEAD TR UL CAPTION BUTTON'
  ).split(' '),
);

const skippedNames = new Set(
  'HEAD SCRIPT STYLE TEMPLATE SVG IFRAME OBJECT CANVAS TITLE META LINK SELECT TEXTAREA INPUT'.split(' '),
);

const ELEMENT = 1;
const TEXT = 3;

interface Context {
  readonly kind: Block['kind'];
  readonly level?: number;
  readonly region: Region;
  readonly inLink: boolean;
  readonly keepSpaces: boolean;
}

/**
 * Walks the tree once. Its depth was bounded before parsing.
 *
 * @param weigh characters of text below an element that are not links: a hint in a name is not believed where
 *   the element holds most of the page.
 */
export function htmlBlocks(root: Element, weigh: (element: Element) => number, budget: Budget): Block[] {
  const blocks: Block[] = [];
  const total = Math.max(1, weigh(root));
  let line = new InlineText();
  let nodes = 0;

  const flush = (context: Context, parent: Element) => {
    const { text, linkCharacters } = line.finish();
    line = new InlineText();
    if (text === '') return;
    const { kind, level, region } = context;
    blocks.push({ kind, text, linkCharacters, region, parent, ...(level && { level }) });
  };

  const element = (node: Element, outer: Context) => {
    const name = node.tagName.toUpperCase();
    if (skippedNames.has(name)) return;
    if (name === 'BR') {
      line.lineBreak();
      return;
    }
    if (name === 'MATH') {
      line.add(mathText(node), outer.inLink);
      return;
    }
    const ownRegion = regionOf(node, () => weigh(node) / total);
    const context = contextOf(node, name, outer, nestRegion(outer.region, ownRegion));
    if (!blockNames.has(name)) {
      if (name === 'SUP' || name === 'SUB')
        line.shifted(node.textContent ?? '', name === 'SUP', holdsLink(node, context));
      else if (ownRegion === undefined) {
        children(node, context);
        if (name === 'A') line.endLink();
      } else asBlock(node, context, outer);
      return;
    }
    const table = name === 'TABLE' && isDataTable(node) ? tableRows(node, budget) : undefined;
    const rows = table?.rows ?? (name === 'DL' ? definitionRows(node) : boxRows(node, weigh));
    if (rows) {
      flush(outer, node.parentElement ?? node);
      const { region } = context;
      if (table?.caption)
        blocks.push({ kind: 'paragraph', text: table.caption, linkCharacters: 0, region, parent: node });
      const text = rows.map((row) => row.join(' ')).join('\n');
      const linkCharacters = table?.linkCharacters ?? 0;
      if (rows.length > 0) blocks.push({ kind: 'table', text, rows, linkCharacters, region, parent: node });
      return;
    }
    asBlock(node, context, outer);
  };

  const asBlock = (node: Element, context: Context, outer: Context) => {
    flush(outer, node.parentElement ?? node);
    children(node, context);
    flush(context, node);
  };

  const children = (node: Element, context: Context) => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if ((nodes += 1) % 4096 === 0) budget.time();
      if (child.nodeType === TEXT) line.add(child.nodeValue ?? '', context.inLink, context.keepSpaces);
      else if (child.nodeType === ELEMENT) element(child as Element, context);
    }
  };

  const start: Context = { kind: 'paragraph', region: 'body', inLink: false, keepSpaces: false };
  element(root, start);
  flush(start, root);
  return blocks;
}

function contextOf(node: Element, name: string, outer: Context, region: Region): Context {
  const { level: _, ...plain } = outer;
  if (/^H[1-6]$/.test(name)) return { ...plain, kind: 'heading', level: Number(name[1]), region };
  if (name === 'LI') return { ...plain, kind: 'list', region };
  if (name === 'BLOCKQUOTE') return { ...plain, kind: 'quote', region };
  if (name === 'PRE') return { ...plain, kind: 'code', region, keepSpaces: true };
  if (name === 'A' && leadsAway(node)) return { ...outer, region, inLink: true };
  return { ...outer, region };
}

/** A link to another page, not to a place on this one. */
function leadsAway(link: Element): boolean {
  const address = link.getAttribute('href')?.trim();
  return !!address && !address.startsWith('#');
}

/** A mark such as [3] that leads to a footnote, not a power. */
function holdsLink(node: Element, context: Context): boolean {
  return context.inLink || node.querySelector('a') !== null;
}

/** The written form of a formula, without the source of it that some pages keep inside. */
function mathText(node: Element): string {
  const parts: string[] = [];
  for (const leaf of node.querySelectorAll('mi,mn,mo,mtext,ms')) parts.push(leaf.textContent ?? '');
  return ` ${parts.join('').slice(0, 2000)} `;
}

/** Terms and what is said of them, as rows, where each is short enough for a table. */
function definitionRows(list: Element): string[][] | undefined {
  const rows: string[][] = [];
  for (let child = list.firstElementChild; child; child = child.nextElementSibling) {
    const name = child.tagName.toUpperCase();
    const text = (child.textContent ?? '').replace(/\s+/g, ' ').trim();
    if (text.length > 120) return undefined;
    if (name === 'DT') rows.push([text]);
    else if (name === 'DD' && rows.length > 0) rows.at(-1)!.push(text);
    else return undefined;
  }
  return rows.length > 0 && rows.every((row) => row.length > 1) ? rows : undefined;
}
