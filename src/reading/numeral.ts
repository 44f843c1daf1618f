/** A numeral as printed: digits with their separators, read digit by digit. */
export interface Numeral {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** Digits after the decimal mark. */
  readonly decimals: number;
  /** The separator that could be of thousands or of decimals, such as "5.577": other readings are possible. */
  readonly isAmbiguous: boolean;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const COMMA = 44;
const POINT = 46;
const ZERO = 48;
const SPACE = 32;
const APOSTROPHE = 39;
const LONGEST = 40;

/**
 * Reads the numeral that starts at a position, or nothing if there is no digit.
 *
 * A comma and a point: the last one is decimal. Several of one kind: thousands. One comma and three digits:
 * thousands in every language. One point and three digits: thousands where the comma is decimal. Spaces part
 * thousands in languages of the comma, and elsewhere only between groups of three after one to three digits.
 *
 * @param decimalComma whether the page writes a comma before decimals
 */
export function readNumeral(text: string, start: number, decimalComma: boolean): Numeral | undefined {
  if (!isDigit(text.charCodeAt(start))) return undefined;
  const groups: number[] = [];
  const separators: number[] = [];
  let i = start;
  let groupStart = start;
  for (;;) {
    while (i < text.length && i - start < LONGEST && isDigit(text.charCodeAt(i))) i++;
    groups.push(i - groupStart);
    const separator = text.charCodeAt(i);
    const width = separatorWidth(text, i, separator, groups, separators, decimalComma);
    if (width === 0 || i - start >= LONGEST) break;
    separators.push(separator);
    i += width;
    groupStart = i;
  }
  return readingOf(text, start, i, groups, separators, decimalComma);
}

/** How many characters the separator at `i` takes, or 0 where the numeral ends. */
function separatorWidth(
  text: string,
  i: number,
  separator: number,
  groups: readonly number[],
  separators: readonly number[],
  decimalComma: boolean,
): number {
  if (separator === COMMA || separator === POINT || separator === APOSTROPHE) {
    const next = text.charCodeAt(i + 1);
    if (isDigit(next)) {
      if (separator === APOSTROPHE && digitsAt(text, i + 1) !== 3) return 0;
      // a list of years or numbers run together: "2023,2024" is two numbers
      if (
        separator === COMMA &&
        groups.length === 1 &&
        groups[0]! > 3 &&
        digitsAt(text, i + 1) > 2 &&
        !decimalComma
      ) {
        return 0;
      }
      return 1;
    }
    // "318, 000-320,000": a torn group of noughts
    if (
      separator === COMMA &&
      next === SPACE &&
      text.startsWith('000', i + 2) &&
      !isDigit(text.charCodeAt(i + 5))
    ) {
      return 2;
    }
    return 0;
  }
  if (separator !== SPACE || !isDigit(text.charCodeAt(i + 1))) return 0;
  const isFirst = separators.length === 0;
  // "0 982" are two numbers
  if (isFirst && text.charCodeAt(i - 1) === ZERO && groups[0] === 1) return 0;
  if (isFirst ? groups[0]! > 3 : separators.some((each) => each !== SPACE) || groups.at(-1) !== 3) return 0;
  if (digitsAt(text, i + 1) !== 3) return 0;
  if (decimalComma) return 1;
  // elsewhere only if nothing but a unit or a further group can follow, and no separator of another kind
  const after = text.charCodeAt(i + 4);
  if (after !== COMMA && after !== POINT) return 1;
  // "13 885.92": decimals behind the groups, never "1 234.567", whose point could be of thousands
  const decimals = digitsAt(text, i + 5);
  return after === POINT && (decimals === 1 || decimals === 2) ? 1 : 0;
}

function digitsAt(text: string, from: number): number {
  let i = from;
  while (i < text.length && i - from < LONGEST && isDigit(text.charCodeAt(i))) i++;
  return i - from;
}

function readingOf(
  text: string,
  start: number,
  end: number,
  groups: readonly number[],
  separators: readonly number[],
  decimalComma: boolean,
): Numeral | undefined {
  if (separators.length === 0) return numeral(text, start, end, -1, false);
  const kinds = new Set(separators);
  const last = separators.at(-1)!;
  const lastGroup = groups.at(-1)!;
  if (kinds.size === 1) {
    const isGrouped = groups.slice(1).every((length) => length === 3) && groups[0]! <= 3;
    if (last === SPACE || last === APOSTROPHE) return numeral(text, start, end, -1, false);
    if (separators.length > 1) {
      if (isGrouped || isIndianGrouping(groups)) return numeral(text, start, end, -1, false);
      // "38.563.6": points of thousands, and one more for the decimals
      if (isGroupedWithDecimals(groups) && text.charCodeAt(start) !== 48)
        return numeral(text, start, end, end - lastGroup, false);
      // "2.81.30": a paragraph or a version, not a number
      return undefined;
    }
    if (last === COMMA) {
      if (isGrouped && text.charCodeAt(start) !== 48) return numeral(text, start, end, -1, decimalComma);
      return numeral(text, start, end, end - lastGroup, false);
    }
    const isThousands = isGrouped && decimalComma && text.charCodeAt(start) !== 48;
    return numeral(text, start, end, isThousands ? -1 : end - lastGroup, isGrouped && groups[0]! <= 3);
  }
  if (last === SPACE) return undefined;
  // mixed: the last kind is decimal and stands once
  if (separators.filter((each) => each === last).length > 1) {
    // "38.563,6" went well; "1,234.567.8" is no number
    return undefined;
  }
  return numeral(text, start, end, end - lastGroup, false);
}

const isGroupedWithDecimals = (groups: readonly number[]): boolean =>
  groups[0]! <= 3 && groups.at(-1)! <= 2 && groups.slice(1, -1).every((length) => length === 3);

const isIndianGrouping = (groups: readonly number[]): boolean =>
  groups[0]! <= 2 && groups.at(-1) === 3 && groups.slice(1, -1).every((length) => length === 2);

/** The value of the digits between start and end, with decimals from `decimalsFrom` on (-1: none). */
function numeral(
  text: string,
  start: number,
  end: number,
  decimalsFrom: number,
  isAmbiguous: boolean,
): Numeral {
  let digits = '';
  for (let i = start; i < end; i++) {
    if (i === decimalsFrom) digits += '.';
    if (isDigit(text.charCodeAt(i))) digits += text[i];
  }
  return {
    start,
    end,
    value: Number(digits),
    decimals: decimalsFrom < 0 ? 0 : end - decimalsFrom,
    isAmbiguous,
  };
}
