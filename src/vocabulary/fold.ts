/**
 * Folding: every character to the one it is compared as. Always one to one, so that offsets stay.
 *
 * Two foldings. The readable one makes variants of signs alike (full-width digits, dashes, waves, quotation marks,
 * spaces, traditional and Japanese characters). The comparing one is the readable one in lower case without accents.
 */
export interface Folding {
  /** Folded code unit by code unit, case and accents kept. */
  readonly readable: Uint16Array;
  /** Folded, lower case, without accents. */
  readonly comparing: Uint16Array;
}

const SIGNS: Readonly<Record<string, string>> = {
  '-': '‐‑‒–—―−﹣－⁃➖',
  '~': '〜～∼〰˜',
  "'": '‘’‚‛′＇ʼ´`',
  '"': '“”„‟″＂«»「」『』',
  ' ': '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000*∗_•●■◆▲▼▪',
  '.': '﹒．',
  ';': '；﹔',
  ':': '：﹕∶',
  '(': '（﹙【〔［',
  ')': '）﹚】〕］',
  '%': '％﹪',
  '/': '／∕⁄',
  '¥': '￥',
  $: '＄﹩',
  '|': '｜│┃',
  '≈': '≒',
  '\n': '\u2028\u2029\u0085\u000b\u000c',
};

/**
 * @param pairs pairs of characters, left folded to right, apart by white space (`data/vocabulary/folding.yaml`)
 */
export function createFolding(pairs: string): Folding {
  const readable = new Uint16Array(65536);
  for (let code = 0; code < 65536; code++) readable[code] = code;
  // full-width forms, but not the comma: between CJK words it is punctuation, between digits the normaliser decides
  for (let code = 0xff01; code <= 0xff5e; code++) if (code !== 0xff0c) readable[code] = code - 0xfee0;
  for (const [to, from] of Object.entries(SIGNS)) {
    for (const sign of from) readable[sign.charCodeAt(0)] = to.charCodeAt(0);
  }
  // a pair may lead to a character that is itself folded further
  const chain = new Map<number, number>();
  for (const pair of pairs.split(/\s+/)) {
    if (pair.length === 2 && pair[0] !== pair[1]) chain.set(pair.charCodeAt(0), pair.charCodeAt(1));
  }
  for (const from of chain.keys()) {
    let to = from;
    for (let step = 0; step < 4 && chain.has(to); step++) to = chain.get(to)!;
    readable[from] = to;
  }
  const comparing = new Uint16Array(65536);
  for (let code = 0; code < 65536; code++) comparing[code] = lowerWithoutAccent(readable[code]!);
  return { readable, comparing };
}

function lowerWithoutAccent(code: number): number {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? code + 32 : code;
  // Hangul syllables and kana come apart under decomposition: they are compared as they are
  if (code > 0x052f) return code;
  const lower = String.fromCharCode(code).toLowerCase();
  const bare = lower.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  return bare.length === 1 && code < 0x0400
    ? bare.charCodeAt(0)
    : lower.length === 1
      ? lower.charCodeAt(0)
      : code;
}

/** Applies one folding to a text. */
export function foldWith(table: Uint16Array, text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) out += String.fromCharCode(table[text.charCodeAt(i)]!);
  return out;
}

const isLower = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 0xdf && code <= 0xff);
const isUpper = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde);
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const SMALL_WORDS: ReadonlySet<string> = new Set([
  'In',
  'On',
  'At',
  'By',
  'To',
  'Of',
  'in',
  'on',
  'at',
  'by',
  'to',
  'of',
]);

/** The letters that end before position `i`, if they are a word of two. */
function wordBefore(text: string, i: number): string {
  const first = text.charCodeAt(i - 3);
  return i >= 3 && (isLower(first) || isUpper(first) || isDigit(first)) ? '' : text.slice(i - 2, i);
}

/**
 * Whether two words were glued together before position `i`: "DynamicsSeptember", "2024.Destination",
 * "awarding38". A space belongs there. Names such as NdFeB, MetalX or HyProMag are left whole.
 */
export function isGluedAt(text: string, i: number): boolean {
  if (i < 2 || i + 1 >= text.length) return false;
  const here = text.charCodeAt(i);
  const before = text.charCodeAt(i - 1);
  const before2 = text.charCodeAt(i - 2);
  if (isUpper(here)) {
    const after = text.charCodeAt(i + 1);
    if (!isLower(after) && !(after === 46 && isUpper(text.charCodeAt(i + 2)))) {
      return isLower(before) && isLower(before2) && isLower(text.charCodeAt(i - 3)) && isUpper(after);
    }
    if (isLower(before)) {
      if (isLower(before2) && isLower(text.charCodeAt(i - 3))) return i + 2 < text.length;
      return SMALL_WORDS.has(wordBefore(text, i)) && isLower(text.charCodeAt(i + 2));
    }
    if (before === 46 || before === 33 || before === 63) {
      return (isLower(before2) || isDigit(before2) || before2 === 41) && isLower(text.charCodeAt(i + 2));
    }
    if (isDigit(before)) return isLower(text.charCodeAt(i + 2)) && !isUpper(before2);
    return false;
  }
  if (isDigit(here)) {
    return (
      isLower(before) &&
      isLower(before2) &&
      isLower(text.charCodeAt(i - 3)) &&
      !/https?$/.test(text.slice(i - 5, i))
    );
  }
  return false;
}
