import type { Folding } from '../vocabulary/index.ts';
import type { NumberAccount } from './observation.ts';

/**
 * How much is read of a text that consists of little more than line ends and digits: for such a text the time would
 * not be in line with its length. Every line, figure and cell counts with what it takes to read it.
 */
const WEIGHT = { line: 10, figure: 6, cell: 2, blankLine: 1 } as const;
/** Of this weight every text is read: some ten thousand lines of one figure each, 150 kB of nothing but tables. */
const ALWAYS = 160_000;
/** Beyond it, so much weight to a byte of the whole text is read: more than a long report with its tables has. */
const PER_BYTE = 0.25;
const REASON = 'beyond what is read of a text of so many short lines and figures';

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** How far before the place where the limit is reached a line, sentence or word is looked for to end with. */
const BACK = 200;

/**
 * Where reading a text ends: at its end, unless it has more lines and figures to its length than any page or table;
 * then between two lines, sentences or words.
 */
export function readableEnd(text: string, { readable }: Folding): number {
  // no character weighs more than a line
  if (text.length * WEIGHT.line <= ALWAYS) return text.length;
  const most = ALWAYS + bytesOf(text) * PER_BYTE;
  let weight = 0;
  let end = 0;
  let isFilled = false;
  let wasDigit = false;
  for (let i = 0; i < text.length; i++) {
    const code = readable[text.charCodeAt(i)]!;
    const isNumber = isDigit(code);
    if (isNumber && !wasDigit) weight += WEIGHT.figure;
    else if (code === 9 || code === 124) weight += WEIGHT.cell;
    const isEnd = endsSentence(code, text.charCodeAt(i + 1));
    if (isEnd) weight += isFilled || code !== 10 ? WEIGHT.line : WEIGHT.blankLine;
    if (weight > most) return i - end < BACK ? end : i;
    if (isEnd || code === 32) end = i + 1;
    if (isEnd) isFilled = false;
    else if (code > 32) isFilled = true;
    wasDigit = isNumber;
  }
  return text.length;
}

/** The size of a text in UTF-8: a sign of Chinese, Japanese or Korean says as much as three letters. */
function bytesOf(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80) bytes += code >= 0x800 ? 2 : 1;
  }
  return bytes;
}

/** Whether a sentence may end with a character: line ends and semicolons always, stops before a space. */
function endsSentence(code: number, next: number): boolean {
  if (code === 10 || code === 0x3002 || code === 59) return true;
  return (code === 46 || code === 33 || code === 63) && next <= 32;
}

/** The numbers of a text from a place on where it is no longer read. */
export function unreadNumbers(text: string, from: number, { readable }: Folding): NumberAccount[] {
  const numbers: NumberAccount[] = [];
  let start = -1;
  for (let i = from; i <= text.length; i++) {
    const isNumber = i < text.length && isDigit(readable[text.charCodeAt(i)]!);
    if (isNumber && start < 0) start = i;
    if (isNumber || start < 0) continue;
    numbers.push({ start, end: i, text: text.slice(start, i), status: 'unread', reason: REASON });
    start = -1;
  }
  return numbers;
}
