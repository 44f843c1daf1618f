import { plainCharacters } from './han-radicals.ts';
import type { IntakeNote } from './intake-document.ts';
import { IntakeError, reasonOf } from './intake-error.ts';
import type { Budget } from './limits.ts';
import { checkPdf } from './pdf-guard.ts';
import { joinTextLines, layOutPage, type PdfBlock, type Piece } from './pdf-layout.ts';
import type { TextBuilder } from './text-builder.ts';

export interface ReadPdf {
  readonly title?: string;
  readonly author?: string;
  /** Running heads, page numbers and text set at an angle. */
  readonly aside: string;
  readonly notes: readonly IntakeNote[];
}

interface Page {
  readonly number: number;
  readonly blocks: PdfBlock[];
  readonly height: number;
}

/**
 * The text of a PDF: rows of tables put together again from the places of their cells, columns read one after
 * the other, running heads and page numbers kept apart, radicals turned back to characters.
 */
export async function readPdf(bytes: Uint8Array, into: TextBuilder, budget: Budget): Promise<ReadPdf> {
  await checkPdf(bytes, budget);
  // Loaded here, because it is large and most documents are not PDF.
  const { getDocumentProxy } = await import('unpdf');
  const pdf = await getDocumentProxy(bytes.slice(), {
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    verbosity: 0,
  }).catch((error: unknown) => {
    throw openingError(error);
  });
  try {
    budget.pages(pdf.numPages);
    const pages: Page[] = [];
    const notes: IntakeNote[] = [];
    const angled: string[] = [];
    let lost = 0;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      budget.time();
      try {
        const page = await pdf.getPage(number);
        const { items } = await page.getTextContent();
        const { level, tilted } = uprightPieces(items.flatMap((item) => ('str' in item ? [item] : [])));
        for (const piece of level) lost += piece.text.split('\ufffd').length - 1;
        angled.push(...tilted);
        const height = (page.view[3] ?? 0) - (page.view[1] ?? 0);
        pages.push({ number, blocks: layOutPage(level), height });
        if (level.every((piece) => piece.text.trim() === '')) {
          notes.push({
            message: 'The page holds no text; it may be a scanned picture',
            where: `page ${number}`,
          });
        }
        page.cleanup();
      } catch (error) {
        if (error instanceof IntakeError) throw error;
        notes.push({ message: `The page cannot be read: ${reasonOf(error)}`, where: `page ${number}` });
      }
    }
    if (pages.every((page) => page.blocks.length === 0)) throw nothingFound(pdf.numPages, notes);
    if (lost > 0) {
      notes.push({ message: `${lost} characters have a shape but no code in the file; they show as \ufffd` });
    }
    const running = runningLines(pages);
    addPages(pages, running, into);
    const info = ((await pdf.getMetadata().catch(() => undefined))?.info ?? {}) as Record<string, unknown>;
    const title = titleOf(info.Title) ?? firstHeading(pages);
    const author = typeof info.Author === 'string' ? info.Author.trim() : '';
    return {
      ...(title && { title }),
      ...(author && { author }),
      aside: [...new Set([...running.values(), ...angled])].filter(Boolean).join('\n'),
      notes,
    };
  } finally {
    await pdf.loadingTask.destroy();
  }
}

interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
}

/**
 * Pieces turned so that the direction in which most of the page is written is level: tables are often set on
 * the side. What runs in another direction (a stamp, a watermark) is kept apart.
 */
function uprightPieces(items: readonly TextItem[]): { level: Piece[]; tilted: string[] } {
  const turns = items.map(
    ({ transform: [a = 0, b = 0] }) => ((Math.round(Math.atan2(b, a) / (Math.PI / 2)) % 4) + 4) % 4,
  );
  const amounts = [0, 0, 0, 0];
  for (const [index, item] of items.entries()) amounts[turns[index]!]! += item.str.trim().length;
  const main = amounts.indexOf(Math.max(...amounts));
  const [cos, sin] = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ][main] as [number, number];
  const level: Piece[] = [];
  const tilted: string[] = [];
  for (const [index, { str, transform, width }] of items.entries()) {
    const [a = 0, b = 0, , , x = 0, y = 0] = transform;
    const size = Math.hypot(a, b);
    const isLevel = turns[index] === main && Math.abs(a * sin - b * cos) < size * 0.1;
    const text = plainCharacters(str).replaceAll('\u0000', '\ufffd');
    if (isLevel) level.push({ text, x: x * cos + y * sin, y: y * cos - x * sin, width, size: size || 1 });
    else tilted.push(text.trim());
  }
  return { level, tilted };
}

/** The title in the file's properties, unless a program put its own words there. */
function titleOf(property: unknown): string | undefined {
  const title = typeof property === 'string' ? property.trim() : '';
  const made = /^(?:untitled|microsoft \w{1,20} - .*|.*\.(?:docx?|xlsx?|pptx?|indd|pdf|html?))$/i;
  return title === '' || made.test(title.slice(0, 300)) ? undefined : title;
}

function firstHeading(pages: readonly Page[]): string | undefined {
  const heading = pages[0]?.blocks.find((block) => block.kind === 'heading');
  return heading && blockText(heading);
}

function openingError(error: unknown): IntakeError {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') {
    return new IntakeError('unsupported', 'The PDF is locked with a password', {
      remedy: 'Save it without one, or give its text.',
      cause: error,
    });
  }
  return new IntakeError('damaged', `The PDF cannot be opened: ${reasonOf(error)}`, {
    remedy: 'Download it again, or give its text.',
    cause: error,
  });
}

function nothingFound(pageCount: number, notes: readonly IntakeNote[]): IntakeError {
  const broken = notes.find((note) => note.message.startsWith('The page cannot'));
  if (broken)
    return new IntakeError('damaged', `No page of the PDF can be read; ${broken.where}: ${broken.message}`);
  return new IntakeError(
    'empty',
    `None of the ${pageCount} pages holds text: they seem to be pictures of pages`,
    {
      remedy: 'Run a text recognition program over it first, and give the result.',
    },
  );
}

/** Lines at the head or foot that come back on page after page, numbers aside; key is page and block. */
function runningLines(pages: readonly Page[]): Map<PdfBlock, string> {
  const seen = new Map<string, PdfBlock[]>();
  for (const { blocks, height } of pages) {
    for (const block of blocks) {
      const text = blockText(block);
      const edge = block.y > height * 0.9 || block.y < height * 0.1;
      if (!edge || text.length > 200) continue;
      const key = text.replace(/\d{1,4}/g, '#');
      const same = seen.get(key);
      if (same) same.push(block);
      else seen.set(key, [block]);
    }
  }
  const running = new Map<PdfBlock, string>();
  for (const [key, blocks] of seen) {
    const pageNumber =
      /^(?:[-–—\s]{0,3}#[-–—\s]{0,3}|(?:page|seite|p\.?|第)\s{0,2}#\s{0,2}(?:页|頁|ページ)?(?:\s{0,2}(?:of|von|\/)\s{0,2}#)?)$/i.test(
        key,
      );
    if (blocks.length >= 3 || (blocks.length === 2 && pages.length <= 3) || pageNumber) {
      for (const block of blocks) running.set(block, blockText(block));
    }
  }
  return running;
}

function blockText(block: PdfBlock): string {
  return block.kind === 'table'
    ? block.rows.map((row) => row.filter(Boolean).join(' ')).join(' ')
    : block.text;
}

/** A paragraph that runs over the end of a page is one paragraph; it counts to the page where it begins. */
function addPages(pages: readonly Page[], running: ReadonlyMap<PdfBlock, string>, into: TextBuilder): void {
  let held: { text: string; page: number } | undefined;
  const release = () => {
    if (held) into.add('paragraph', held.text, { source: { page: held.page } });
    held = undefined;
  };
  for (const { number, blocks } of pages) {
    const shown = blocks.filter((block) => !running.has(block));
    for (const [index, block] of shown.entries()) {
      if (block.kind === 'table') {
        release();
        into.table(
          block.rows.map((cells) => ({ cells, source: { page: number } })),
          { source: { page: number } },
        );
        continue;
      }
      if (held && index === 0 && block.kind === 'paragraph' && runsOn(held.text, block.text)) {
        held = { text: joinTextLines([held.text, block.text]), page: held.page };
      } else {
        release();
        if (block.kind === 'paragraph') held = { text: block.text, page: number };
        else
          into.add(block.kind, block.text, {
            source: { page: number },
            ...(block.kind === 'heading' && { level: 2 }),
          });
      }
      if (index < shown.length - 1) release();
    }
  }
  release();
}

function runsOn(before: string, after: string): boolean {
  if (before.length < 60) return false;
  return /[\p{Ll},,、\d-]$/u.test(before)
    ? /^[\p{Ll}\d(]/u.test(after) || /^[\u4e00-\u9fff]/.test(after)
    : /[\u3040-\u9fff]$/.test(before);
}
