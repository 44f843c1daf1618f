// What a person sees at the terminal: colours where it has them, aligned tables, one line of progress.
import { styleText } from 'node:util';
import type { Verdict } from '../judging/verdict.ts';

type Style = Parameters<typeof styleText>[0];

/** Colours a text where the stream is a terminal and NO_COLOR is not set. */
export function paint(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return stream.isTTY && !process.env.NO_COLOR ? styleText(style, text, { validateStream: false }) : text;
}

const VERDICT_STYLE: Record<Verdict, Style> = {
  holds: 'green',
  fails: 'red',
  basis: 'yellow',
  conflicts: 'magenta',
  undecided: 'gray',
  forecast: 'cyan',
};
const VERDICT_MARK: Record<Verdict, string> = {
  holds: '✓',
  fails: '✗',
  basis: '≈',
  conflicts: '≠',
  undecided: '?',
  forecast: '~',
};

/** A verdict with its mark, so that it does not depend on colour. */
export function verdictWord(verdict: Verdict): string {
  return paint(VERDICT_STYLE[verdict], `${VERDICT_MARK[verdict]} ${verdict}`);
}

/** Columns that a character takes in a terminal: CJK and full-width ones take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 32 || (code >= 0x300 && code < 0x370)) continue;
    width += code >= 0x1100 && (code <= 0x115f || (code >= 0x2e80 && code <= 0xffe6)) ? 2 : 1;
  }
  return width;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the escapes that colours are made of
const ANSI = /\u001b\[[0-9;]{0,12}m/g;

export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
}

/** An aligned table as text: one line of heads, then the rows; numbers to the right. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const plain = (cell: string) => displayWidth(cell.replace(ANSI, ''));
  const widths = columns.map((column, i) =>
    Math.max(plain(column.head), ...rows.map((row) => plain(row[i] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map((column, i) => {
        const cell = cells[i] ?? '';
        const pad = ' '.repeat(Math.max(0, (widths[i] ?? 0) - plain(cell)));
        return column.align === 'right' ? pad + cell : cell + pad;
      })
      .join('  ')
      .trimEnd();
  return [paint('dim', line(columns.map((column) => column.head))), ...rows.map(line)].join('\n');
}

/** Breaks a text into lines of at most `width` columns, between words where it has any. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line && displayWidth(line) + 1 + displayWidth(word) > width - indent.length) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  if (line) lines.push(indent + line);
  return lines.join('\n');
}

/**
 * Progress of a long work on the error stream: one line that is overwritten on a terminal, a line every ten
 * seconds elsewhere, and nothing at all for work that takes under a second.
 */
export class Progress {
  readonly #what: string;
  readonly #started = Date.now();
  #shown = 0;
  constructor(what: string) {
    this.#what = what;
  }
  update(done: number, total?: number): void {
    const now = Date.now();
    const terminal = process.stderr.isTTY;
    if (now - this.#started < 1000 || now - this.#shown < (terminal ? 100 : 10_000)) return;
    this.#shown = now;
    const count = total ? `${done} of ${total}` : `${done}`;
    process.stderr.write(
      terminal ? `\r${this.#what}: ${count} ...\u001b[K` : `${this.#what}: ${count} ...\n`,
    );
  }
  done(): void {
    if (this.#shown && process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  }
}
