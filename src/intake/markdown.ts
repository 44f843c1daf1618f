import { decodeEntity } from './entities.ts';
import { readHtmlFragment } from './html.ts';
import type { PassageKind } from './intake-document.ts';
import type { Budget } from './limits.ts';
import type { TextBuilder } from './text-builder.ts';

/** Title, date and the like from the lines between `---` at the top. */
export type FrontMatter = ReadonlyMap<string, string>;

/**
 * Markdown to text: marks taken away, paragraphs joined to one line, tables to rows, headings and lists as
 * passages. Every line is looked at once.
 */
export function readMarkdown(source: string, into: TextBuilder, budget: Budget): FrontMatter {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const { front, next } = frontMatter(lines);
  let paragraph: string[] = [];
  let paragraphKind: PassageKind = 'paragraph';

  const flush = () => {
    if (paragraph.length > 0) into.add(paragraphKind, inlineMarkdown(joinLines(paragraph)));
    paragraph = [];
    paragraphKind = 'paragraph';
  };

  for (let index = next; index < lines.length; index += 1) {
    if (index % 1024 === 0) budget.time();
    const line = lines[index]!;
    const trimmed = line.trim();
    if (trimmed === '') {
      flush();
      continue;
    }
    const fence = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence) {
      flush();
      const last = nextLine(lines, index + 1, (other) => other.trimStart().startsWith(fence));
      into.add('code', lines.slice(index + 1, last).join('\n'));
      index = last;
      continue;
    }
    const heading = /^\s{0,3}(#{1,6})(?:\s+(.*))?$/.exec(line);
    if (heading) {
      flush();
      into.add('heading', inlineMarkdown((heading[2] ?? '').replace(/\s#{1,6}\s*$/, '')), {
        level: heading[1]!.length,
      });
      continue;
    }
    const under = /^\s{0,3}(=+|-+)\s*$/.exec(line);
    if (under && paragraph.length > 0 && paragraphKind === 'paragraph') {
      into.add('heading', inlineMarkdown(joinLines(paragraph)), { level: under[1]!.startsWith('=') ? 1 : 2 });
      paragraph = [];
      continue;
    }
    if (/^\s{0,3}(?:[-*_]\s*){3,}$/.test(line.slice(0, 200)) && /^[-*_\s]+$/.test(line)) {
      flush();
      continue;
    }
    if (isTableStart(lines, index)) {
      flush();
      let last = index + 2;
      while (last < lines.length && lines[last]!.includes('|') && lines[last]!.trim() !== '') last += 1;
      const rows = [lines[index]!, ...lines.slice(index + 2, last)].map(tableCells);
      into.table(rows.map((cells) => ({ cells })));
      index = last - 1;
      continue;
    }
    if (/^\s{0,3}<(?:table|div|section|article|ul|ol|dl)[\s>]/i.test(line)) {
      flush();
      const last = nextLine(lines, index + 1, (other) => other.trim() === '');
      readHtmlFragment(lines.slice(index, last).join('\n'), into, budget);
      index = last - 1;
      continue;
    }
    const item = /^\s{0,40}(?:[-*+]|\d{1,9}[.)])\s+(.*)$/.exec(line);
    if (item) {
      flush();
      paragraphKind = 'list';
      paragraph.push(item[1]!.replace(/^\[[ xX]\]\s/, ''));
      continue;
    }
    if (trimmed.startsWith('>')) {
      if (paragraphKind !== 'quote') flush();
      paragraphKind = 'quote';
      paragraph.push(trimmed.replace(/^(?:>\s?)+/, ''));
      continue;
    }
    // Two spaces at the end break the line, as a backslash does.
    paragraph.push(line.endsWith('  ') ? `${trimmed}\\` : trimmed);
  }
  flush();
  return front;
}

/** Index of the first such line from `from` on, or the number of lines. */
function nextLine(lines: readonly string[], from: number, wanted: (line: string) => boolean): number {
  let index = from;
  while (index < lines.length && !wanted(lines[index]!)) index += 1;
  return index;
}

function frontMatter(lines: readonly string[]): { front: FrontMatter; next: number } {
  const front = new Map<string, string>();
  if (lines[0]?.trim() !== '---') return { front, next: 0 };
  const end = lines.findIndex((line, index) => index > 0 && index < 200 && /^(?:---|\.\.\.)\s*$/.test(line));
  if (end < 0) return { front, next: 0 };
  for (const line of lines.slice(1, end)) {
    const pair = /^([\w-]{1,40})\s{0,5}:\s(.{1,500})$/.exec(line.trimEnd());
    if (pair) front.set(pair[1]!.toLowerCase(), pair[2]!.trim().replace(/^(["'])(.*)\1$/, '$2'));
  }
  return { front, next: end + 1 };
}

/** A line with bars over a line of dashes and bars. */
function isTableStart(lines: readonly string[], index: number): boolean {
  const rule = lines[index + 1];
  return (
    !!rule && lines[index]!.includes('|') && /-/.test(rule) && /^[\s|:-]+$/.test(rule) && rule.includes('|')
  );
}

function tableCells(line: string): string[] {
  const cells: string[] = [];
  let cell = '';
  const text = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index]!;
    if (char === '\\' && text[index + 1] === '|') {
      cell += '|';
      index += 1;
    } else if (char === '|') {
      cells.push(cell);
      cell = '';
    } else cell += char;
  }
  cells.push(cell);
  return cells.map(inlineMarkdown);
}

/** Lines of one paragraph: a space between words, none between Chinese or Japanese characters. */
function joinLines(lines: readonly string[]): string {
  let text = '';
  for (const line of lines) {
    const part = line.endsWith('\\') ? `${line.slice(0, -1)}\n` : line;
    const eastern =
      /[\u3000-\u9fff\uff00-\uffef]$/.test(text.slice(-1)) && /^[\u3000-\u9fff\uff00-\uffef]/.test(part);
    text += text === '' || text.endsWith('\n') || eastern ? part : ` ${part}`;
  }
  return text;
}

/** Takes inline marks away: `**1,510**`, `[text](address)`, `` `code` ``, `\-10`, `&yen;`. */
export function inlineMarkdown(text: string): string {
  if (!/[\\`*_[\]<&~!]/.test(text)) return text.trim();
  let out = '';
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index]!;
    if (char === '\\' && /[!-/:-@[-`{-~]/.test(text[index + 1] ?? '')) {
      out += text[index + 1];
      index += 1;
    } else if (char === '`' || (char === '!' && text[index + 1] === '[')) {
      // Marks of code and pictures: what is marked stays.
    } else if (char === '[') {
      const label = /^\[([^[\]\n]{0,2000})\](?:\(([^()\n]{0,2000})\)|\[[^\]\n]{0,200}\])?/.exec(
        text.slice(index, index + 5000),
      );
      const isNote = label && /^\^?\d{1,3}$/.test(label[1]!);
      if (!label || isNote || label[0].length === label[1]!.length + 2) out += char;
      else {
        out += inlineMarkdown(label[1]!);
        index += label[0].length - 1;
      }
    } else if (char === '*') {
      // A star between spaces or digits is a sign of its own.
      const [before, after] = [text[index - 1] ?? ' ', text[index + 1] ?? ' '];
      if (/\s/.test(before) && /\s/.test(after)) out += char;
      else if (/\d/.test(before) && /\d/.test(after)) out += char;
    } else if (char === '_') {
      const [before, after] = [text[index - 1] ?? ' ', text[index + 1] ?? ' '];
      if (/\w/.test(before) === /\w/.test(after)) out += char;
    } else if (char === '~' && text[index + 1] === '~') {
      index += 1;
    } else if (char === '<') {
      const tag = /^<(?:\/?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,300})?\/?|!--[^>]{0,500}--)>/i.exec(
        text.slice(index, index + 600),
      );
      if (!tag) out += char;
      else {
        if (/^<br/i.test(tag[0])) out += ' ';
        index += tag[0].length - 1;
      }
    } else if (char === '&') {
      const entity = /^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z0-9]{1,30});/i.exec(
        text.slice(index, index + 40),
      );
      out += entity ? decodeEntity(entity[0]) : char;
      if (entity) index += entity[0].length - 1;
    } else out += char;
  }
  return out.trim();
}
