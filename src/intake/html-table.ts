/** Tables of figures to rows of cells; tables that only lay out a page are told apart. */
import { InlineText } from './inline-text.ts';
import type { Budget } from './limits.ts';

const widestSpan = 200;
const longestSpan = 2000;

/**
 * A table holds data when it has rows and columns, and no cell that is a page of its own: no table inside,
 * no headings, no long text.
 */
export function isDataTable(table: Element): boolean {
  if (table.getAttribute('role') === 'presentation') return false;
  if (table.querySelector('table') || table.querySelector('h1,h2,form')) return false;
  let rows = 0;
  let columns = 0;
  let longCells = 0;
  let cells = 0;
  for (const row of rowsOf(table)) {
    rows += 1;
    let width = 0;
    for (const cell of cellsOf(row)) {
      width += 1;
      cells += 1;
      if ((cell.textContent ?? '').length > 600 || cell.querySelectorAll('p').length > 4) longCells += 1;
    }
    columns = Math.max(columns, width);
  }
  if (longCells > cells * 0.1) return false;
  return columns >= 2 && (rows >= 2 || columns >= 3);
}

export interface ReadTable {
  readonly rows: readonly (readonly string[])[];
  readonly caption: string | undefined;
  readonly linkCharacters: number;
}

/**
 * The grid as seen: a cell over several columns leaves the others empty; a label over several rows stands in
 * each of them, so that every row can be read by itself; a bare figure is not repeated, it was stated once.
 */
export function tableRows(table: Element, budget: Budget): ReadTable {
  const grid: string[][] = [];
  const carried = new Map<number, { left: number; text: string }>();
  let linkCharacters = 0;
  for (const row of rowsOf(table)) {
    const line: string[] = [];
    let column = 0;
    const fillCarried = () => {
      for (let above = carried.get(column); above; above = carried.get(column)) {
        line[column] = above.text;
        above.left -= 1;
        if (above.left === 0) carried.delete(column);
        column += 1;
      }
    };
    for (const cell of cellsOf(row)) {
      fillCarried();
      const { text, linked } = cellText(cell);
      linkCharacters += linked;
      const width = span(cell, 'colspan', widestSpan);
      const height = span(cell, 'rowspan', longestSpan);
      // Counted here because a few signs can make many cells.
      budget.cells(width - 1);
      for (let offset = 0; offset < width; offset += 1) {
        line[column] = offset === 0 ? text : '';
        if (height > 1)
          carried.set(column, { left: height - 1, text: offset === 0 && !isBareFigure(text) ? text : '' });
        column += 1;
      }
    }
    for (; column <= Math.max(-1, ...carried.keys()); column += 1) {
      fillCarried();
      line[column] ??= '';
    }
    grid.push(Array.from(line, (text) => text ?? ''));
  }
  const caption = table.querySelector('caption')?.textContent?.replace(/\s+/g, ' ').trim();
  return { rows: withoutEmptyColumns(grid), caption: caption || undefined, linkCharacters };
}

const rowHolders = new Set(['DIV', 'UL', 'OL', 'SECTION']);
const mostColumns = 12;
const widestCell = 120;

/**
 * Rows of a table that is built of boxes, as many pages have it: three or more children of the same name with the
 * same number of short cells, figures among them. Lists of links are none.
 */
export function boxRows(holder: Element, weigh: (element: Element) => number): string[][] | undefined {
  if (!rowHolders.has(holder.tagName.toUpperCase())) return undefined;
  const first = holder.firstElementChild;
  const columns = first?.childElementCount ?? 0;
  if (!first || columns < 2 || columns > mostColumns || holder.childElementCount < 3) return undefined;
  const rows: Element[][] = [];
  for (const row of childElements(holder)) {
    if (row.tagName !== first.tagName || row.childElementCount !== columns || hasOwnText(row))
      return undefined;
    const cells = [...childElements(row)];
    // Links weigh nothing, so a row of them is empty here.
    if (cells.some((cell) => weigh(cell) > widestCell) || cells.every((cell) => weigh(cell) === 0))
      return undefined;
    rows.push(cells);
  }
  const texts = rows.map((cells) => cells.map((cell) => cellText(cell)));
  const linked = texts.flat().filter(({ text, linked }) => text !== '' && linked > text.length * 0.8).length;
  const figures = texts.filter((cells) => cells.some(({ text }) => /\d/.test(text))).length;
  if (linked > rows.length / 2 || figures < rows.length / 2) return undefined;
  return texts.map((cells) => cells.map(({ text }) => text));
}

function hasOwnText(element: Element): boolean {
  for (let child = element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === 3 && child.nodeValue?.trim()) return true;
  }
  return false;
}

/** Columns that only keep a distance, or hold pictures. */
function withoutEmptyColumns(grid: readonly (readonly string[])[]): string[][] {
  const filled = new Set<number>();
  for (const row of grid) for (const [column, text] of row.entries()) if (text !== '') filled.add(column);
  return grid
    .map((row) => row.filter((_, column) => filled.has(column)))
    .filter((row) => row.some((text) => text !== ''));
}

function isBareFigure(text: string): boolean {
  return /^[-+−]?[\d.,\s]+%?$/.test(text) && !/^(?:19|20)\d{2}$/.test(text);
}

function cellText(cell: Element): { text: string; linked: number } {
  const line = new InlineText();
  const walk = (node: Node, inLink: boolean) => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3) line.add(child.nodeValue ?? '', inLink);
      if (child.nodeType !== 1) continue;
      const element = child as Element;
      const name = element.tagName.toUpperCase();
      if (name === 'SUP' || name === 'SUB') {
        line.shifted(
          element.textContent ?? '',
          name === 'SUP',
          inLink || element.querySelector('a') !== null,
        );
      } else if (/^(?:BR|P|DIV|LI|UL|OL|H\d)$/.test(name)) {
        line.add(' ', false);
        walk(element, inLink);
        line.add(' ', false);
      } else walk(element, inLink || name === 'A');
    }
  };
  walk(cell, cell.tagName.toUpperCase() === 'A');
  const { text, linkCharacters } = line.finish();
  return { text: text.replace(/\s+/g, ' '), linked: linkCharacters };
}

function span(cell: Element, name: string, most: number): number {
  const value = Number.parseInt(cell.getAttribute(name) ?? '1', 10);
  return value >= 1 ? Math.min(value, most) : 1;
}

/** Rows of the table itself, not of tables inside it. */
function* rowsOf(table: Element): Generator<Element> {
  for (const part of childElements(table)) {
    const name = part.tagName.toUpperCase();
    if (name === 'TR') yield part;
    else if (name === 'TBODY' || name === 'THEAD' || name === 'TFOOT') {
      for (const row of childElements(part)) if (row.tagName.toUpperCase() === 'TR') yield row;
    }
  }
}

function* cellsOf(row: Element): Generator<Element> {
  for (const cell of childElements(row)) if (/^T[DH]$/i.test(cell.tagName)) yield cell;
}

function* childElements(parent: Element): Generator<Element> {
  for (let child = parent.firstElementChild; child; child = child.nextElementSibling) yield child;
}
