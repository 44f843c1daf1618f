import { type Folding, isAlphabetic, isGluedAt } from '../vocabulary/index.ts';

/** A text made regular for reading, with the way back to the text as it was. */
export interface NormalText {
  /** The text as given. */
  readonly original: string;
  /** Variants of signs made alike, glued words parted, wrapped lines joined. */
  readonly text: string;
  /** The same in lower case without accents: what words are looked up in. Same length as `text`. */
  readonly low: string;
  /** Where each character of `text` starts in the original; one more entry for the end. */
  readonly starts: Int32Array;
  /** Where each character of `text` ends in the original. Equal to its start where a space was put in. */
  readonly ends: Int32Array;
}

/** The span of the original that a span of the normal text stands for. */
export function originalSpan(normal: NormalText, start: number, end: number): { start: number; end: number } {
  let from = start;
  let to = end;
  while (from < to && normal.ends[from] === normal.starts[from]) from++;
  while (to > from && normal.ends[to - 1] === normal.starts[to - 1]) to--;
  return { start: normal.starts[from]!, end: to > from ? normal.ends[to - 1]! : normal.starts[from]! };
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  ndash: '-',
  mdash: '-',
  minus: '-',
  thinsp: ' ',
  ensp: ' ',
  emsp: ' ',
  yen: '¥',
  euro: '€',
  pound: '£',
  hellip: '…',
  rsquo: "'",
  lsquo: "'",
  ldquo: '"',
  rdquo: '"',
  deg: '°',
  times: 'x',
  middot: '·',
};
const ENTITY = /&(?:#(\d{1,6})|#[xX]([0-9a-fA-F]{1,5})|([a-zA-Z]{2,8}));/y;

const NEWLINE = 10;
const isCjk = (code: number): boolean =>
  (code >= 0x3040 && code <= 0x30ff) ||
  (code >= 0x3400 && code <= 0x9fff) ||
  (code >= 0xac00 && code <= 0xd7a3);
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isDropped = (code: number): boolean =>
  code === 13 ||
  (code >= 0x200b && code <= 0x200f) ||
  code === 0xfeff ||
  code === 0x00ad ||
  code === 0x2060 ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  (code >= 0x202a && code <= 0x202e);

/**
 * Makes a text regular in one pass. Nearly everything is one character to one; characters are only dropped
 * (zero-width, line ends inside wrapped lines), put in (a space between glued words) or taken together (entities).
 */
export function normalise(original: string, folding: Folding): NormalText {
  const length = original.length;
  const room = length + (length >> 1) + 16;
  const readable = new Uint16Array(room);
  const starts = new Int32Array(room + 1);
  const ends = new Int32Array(room + 1);
  let size = 0;
  let lineStart = 0;
  const put = (code: number, start: number, end: number): void => {
    readable[size] = code;
    starts[size] = start;
    ends[size] = end;
    size++;
  };
  for (let i = 0; i < length; i++) {
    const code = original.charCodeAt(i);
    if (code === 38) {
      ENTITY.lastIndex = i;
      const entity = ENTITY.exec(original);
      const decoded = entity && decodeEntity(entity);
      if (decoded !== undefined && decoded !== null) {
        put(folding.readable[decoded]!, i, i + entity![0].length);
        i += entity![0].length - 1;
        continue;
      }
    }
    if (isDropped(code)) continue;
    if (code === 40) {
      const pinyin = pinyinAt(original, i);
      if (pinyin > 0) {
        i += pinyin - 1;
        continue;
      }
    }
    if (code === NEWLINE) {
      const join = joinOf(original, lineStart, i);
      lineStart = i + 1;
      if (join === 'drop') continue;
      put(join === 'space' ? 32 : NEWLINE, i, i + 1);
      continue;
    }
    if (size + 2 < room && isGluedAt(original, i)) put(32, i, i);
    put(foldDigitSign(original, i, folding.readable[code]!), i, i + 1);
  }
  starts[size] = length;
  ends[size] = length;
  const low = new Uint16Array(size);
  for (let i = 0; i < size; i++) low[i] = folding.comparing[readable[i]!]!;
  return {
    original,
    text: decodeUtf16(readable, size),
    low: decodeUtf16(low, size),
    starts: starts.slice(0, size + 1),
    ends: ends.slice(0, size + 1),
  };
}

const PINYIN = /\([a-zü\u00e0-\u01dc]{1,6}\)/y;
const TONE = /[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]/;

/** Length of a reading in brackets after a Chinese character, 开(kāi), or 0. Some readings carry no tone mark. */
function pinyinAt(text: string, at: number): number {
  const before = text.charCodeAt(at - 1);
  if (!isCjk(before)) return 0;
  PINYIN.lastIndex = at;
  const found = PINYIN.exec(text);
  return found && (TONE.test(found[0]) || /^\((?:de|le|men|zi|ma|ne|ba|me|ge)\)$/.test(found[0]))
    ? found[0].length
    : 0;
}

function decodeUtf16(units: Uint16Array, size: number): string {
  let out = '';
  for (let i = 0; i < size; i += 8192) {
    out += String.fromCharCode.apply(
      null,
      units.subarray(i, Math.min(size, i + 8192)) as unknown as number[],
    );
  }
  return out;
}

function decodeEntity(match: RegExpExecArray): number | undefined {
  const [, decimal, hex, name] = match;
  const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
  if (code !== undefined) return code > 31 && code < 0xffff ? code : undefined;
  return ENTITIES[name!]?.charCodeAt(0);
}

/** Signs that mean something else between digits: full-width commas, middle dots, long vowel marks. */
function foldDigitSign(text: string, i: number, code: number): number {
  if (
    code !== 0xff0c &&
    code !== 0x30fb &&
    code !== 0xb7 &&
    code !== 0x30fc &&
    code !== 0x3002 &&
    code !== 0x4e00
  ) {
    return code;
  }
  const before = text.charCodeAt(i - 1);
  const after = text.charCodeAt(i + 1);
  const isWide = (c: number): boolean => c >= 0xff10 && c <= 0xff19;
  if (code === 0xff0c) return isWide(before) && isWide(after) ? 44 : code;
  const isFigure = (c: number): boolean => isDigit(c) || isWide(c);
  if (!isFigure(before) || !isFigure(after)) return code;
  if (code === 0x30fb || code === 0xb7) return 46;
  if (code === 0x30fc || code === 0x4e00) return 45;
  return code;
}

/**
 * What becomes of a line end: dropped inside wrapped CJK text, a space inside wrapped text of an alphabet, else kept.
 * A line counts as wrapped if it ends without a stop and the next one, of no greater width, goes on like a sentence.
 */
function joinOf(text: string, lineStart: number, at: number): 'drop' | 'space' | 'keep' {
  let end = at;
  while (end > lineStart && text.charCodeAt(end - 1) <= 32) end--;
  let next = at + 1;
  while (next < text.length && (text.charCodeAt(next) === 32 || text.charCodeAt(next) === 0x3000)) next++;
  const width = end - lineStart;
  if (width < WRAP_CJK[0] || width > WRAP_LATIN[1]) return 'keep';
  const last = text.charCodeAt(end - 1);
  const first = text.charCodeAt(next);
  const nextWidth = nextLineLength(text, next, width * 2);
  if (nextWidth < 2 || nextWidth > width * 1.3) return 'keep';
  const line = text.slice(lineStart, end);
  if (line.includes('|') || line.includes('\t')) return 'keep';
  if (width <= WRAP_CJK[1] && hasCjk(line, 6)) {
    const isOpen = isCjk(last) || last === 0x3001 || last === 0xff0c || isDigit(last);
    return isOpen && (isCjk(first) || (isDigit(first) && isDigit(last))) ? 'drop' : 'keep';
  }
  if (width < WRAP_LATIN[0]) return 'keep';
  if (last === 44) return 'space';
  if (!isAlphabetic(last) && !isDigit(last) && last !== 37 && last !== 41) return 'keep';
  const goesOn =
    (first >= 97 && first <= 122) || first === 40 || first === 36 || (isDigit(first) && !isDigit(last));
  return goesOn || SMALL_WORD.test(line.slice(-8)) ? 'space' : 'keep';
}

/** Least and greatest width of a wrapped line, in characters. */
const WRAP_CJK = [22, 64] as const;
const WRAP_LATIN = [45, 130] as const;
const SMALL_WORD =
  /(?:^|\s)(?:the|of|and|to|in|for|from|by|with|on|at|an?|or|as|its|than|und|der|die|von|de|la|des|y)$/i;

function nextLineLength(text: string, from: number, most: number): number {
  let end = from;
  while (end < text.length && end - from <= most && text.charCodeAt(end) !== NEWLINE) end++;
  return end - from;
}

/** Whether the last characters of a line hold any Chinese, Japanese or Korean one. */
function hasCjk(line: string, last: number): boolean {
  for (let i = Math.max(0, line.length - last); i < line.length; i++)
    if (isCjk(line.charCodeAt(i))) return true;
  return false;
}
