/** Bytes to characters: by byte order mark, by what the bytes can be, by declaration, and last by guess. */

export interface DecodedText {
  readonly text: string;
  /** Name as the Encoding Standard has it: `utf-8`, `gb18030`, `shift_jis` ... */
  readonly encoding: string;
  /** Set where characters were lost or the encoding had to be guessed. */
  readonly doubt?: string;
}

/**
 * The commonest characters of running text, by encoding. Decoded rightly, a large share of the characters
 * outside ASCII are among them; decoded wrongly, nearly none.
 */
const commonCharacters: readonly (readonly [encoding: string, characters: string])[] = [
  [
    'gb18030',
    '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可年月日价元吨格市场氧化,。、;:',
  ],
  ['shift_jis', 'のにはをたがでとしれさいるまあっこなてすらもかりくだ年月日、。ンーイルストラリア'],
  ['euc-jp', 'のにはをたがでとしれさいるまあっこなてすらもかりくだ年月日、。ンーイルストラリア'],
  [
    'big5',
    '的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可年月日價元噸格市場,。、;:',
  ],
  ['euc-kr', '이다는을의에가한고를로하은기지사시도대정부인자과서일수해제조선전국상년월원'],
  ['windows-1252', 'äöüßÄÖÜéèêàâçîôûñáíóúãõ–—’‘“”€£°²³·…«»¿¡'],
];

/** Declarations that were often made without thought, and the wider encoding that contains them. */
const wider: Readonly<Record<string, string>> = { gbk: 'gb18030', gb2312: 'gb18030' };

export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const marked = byteOrderMark(bytes);
  if (marked) return decodeAs(bytes, marked);
  const wide = utf16WithoutMark(bytes);
  if (wide) return decodeAs(bytes, wide);
  const label = usableLabel(declared ?? declaredInside(bytes));
  if (isSevenBit(bytes)) {
    const escapes = label === 'iso-2022-jp' || findAscii(bytes, '\u001b$', 4096) >= 0;
    return decodeAs(bytes, escapes ? 'iso-2022-jp' : 'utf-8');
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    // Not UTF-8 throughout; the other ways follow.
  }
  if (label && label !== 'utf-8') {
    const decoded = decodeAs(bytes, label);
    if (!decoded.doubt) return decoded;
  }
  return guess(bytes, label);
}

function decodeAs(bytes: Uint8Array, encoding: string): DecodedText {
  const text = new TextDecoder(encoding).decode(bytes);
  const lost = countLost(text);
  if (lost === 0) return { text, encoding };
  return {
    text,
    encoding,
    doubt: `${lost} characters could not be decoded as ${encoding} and show as \ufffd`,
  };
}

/** Chooses by common characters over a sample; UTF-8 with a few broken bytes stays UTF-8. */
function guess(bytes: Uint8Array, label: string | undefined): DecodedText {
  const sample = bytes.subarray(0, 64 * 1024);
  const utf8 = new TextDecoder('utf-8').decode(sample);
  const beyond = countBeyondAscii(utf8);
  if (countLost(utf8) <= Math.max(1, beyond / 20)) return decodeAs(bytes, 'utf-8');
  let best = label ?? 'windows-1252';
  let bestShare = 0;
  for (const [encoding, characters] of commonCharacters) {
    const share = shareOf(new TextDecoder(encoding).decode(sample), characters);
    if (share > bestShare) [best, bestShare] = [encoding, share];
  }
  const decoded = decodeAs(bytes, best);
  if (decoded.doubt) return decoded;
  return {
    ...decoded,
    doubt: `no usable statement of the encoding; read as ${best} by its commonest characters`,
  };
}

function shareOf(text: string, common: string): number {
  const set = new Set(common);
  let hits = 0;
  let beyond = 0;
  for (const char of text) {
    if (char.charCodeAt(0) < 0x80) continue;
    // A character that cannot be decoded counts as several that are not common.
    beyond += char === '\ufffd' ? 5 : 1;
    if (set.has(char)) hits += 1;
  }
  return beyond === 0 ? 0 : hits / beyond;
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Latin text in UTF-16 has a zero in every second byte. */
function utf16WithoutMark(bytes: Uint8Array): string | undefined {
  const length = Math.min(bytes.length, 2048) & ~1;
  if (length < 8) return undefined;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  const half = length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be';
  return undefined;
}

/** `<meta charset>`, `<meta http-equiv content="...charset=">`, `<?xml encoding>` in the first 4 kB. */
function declaredInside(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 4096));
  const match =
    /<meta\s[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{1,40})/i.exec(head) ??
    /^\s{0,20}<\?xml\s[^>]{0,100}?encoding\s{0,5}=\s{0,5}["']([\w.:-]{1,40})/i.exec(head);
  return match?.[1];
}

function usableLabel(label: string | undefined): string | undefined {
  if (!label) return undefined;
  try {
    const name = new TextDecoder(label.trim()).encoding;
    return wider[name] ?? name;
  } catch {
    return undefined;
  }
}

function isSevenBit(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}

function findAscii(bytes: Uint8Array, needle: string, within: number): number {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, within));
  return head.indexOf(needle);
}

function countLost(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) count += 1;
  return count;
}

function countBeyondAscii(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) >= 0x80) count += 1;
  return count;
}
