/** Numbers as people of several countries write them in a table. */

/** The sign that parts whole from fraction in a file. */
export type Decimal = '.' | ',';

/** A numeral with the text around it. */
export interface Numeral {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

const NUMERAL =
  /[+\-−]?\d{1,15}(?:[.,'’]\d{1,15}|[ \u00a0\u202f\u2009]\d{3}(?!\d)){0,8}(?:[eE][+-]?\d{1,2}(?![\d.,]))?/g;

/** The numerals of a cell, at most four. The dash of "120-150" is no minus. */
export function numeralsIn(cell: string): readonly Numeral[] {
  const found: Numeral[] = [];
  for (const match of cell.slice(0, 300).matchAll(NUMERAL)) {
    const before = cell.slice(0, match.index);
    const isDash = /^[-−]/.test(match[0]) && /[\d°CKF%] ?$/.test(before);
    const text = isDash ? match[0].slice(1) : match[0];
    found.push({ text, before, after: cell.slice(match.index + match[0].length) });
    if (found.length === 4) break;
  }
  return found;
}

const plain = (text: string): string => text.replace(/['’ \u00a0\u202f\u2009]/g, '').replace('−', '-');

/** What one numeral tells about the decimal sign of its file: certain, or nothing. */
export function decimalOf(numeral: string): Decimal | undefined {
  const text = plain(numeral);
  const [point, comma] = [text.lastIndexOf('.'), text.lastIndexOf(',')];
  if (point >= 0 && comma >= 0) return point > comma ? '.' : ',';
  const at = Math.max(point, comma);
  if (at < 0) return undefined;
  const sign = text[at] as Decimal;
  const other: Decimal = sign === '.' ? ',' : '.';
  if (text.indexOf(sign) !== at) return other;
  const digitsAfter = /^\d*/.exec(text.slice(at + 1))![0].length;
  const digitsBefore = text.slice(0, at).replace(/^[+-]/, '');
  return digitsAfter !== 3 || digitsBefore.length > 3 || /^0/.test(digitsBefore) ? sign : undefined;
}

/** The decimal sign of a file, from all its numerals; undefined where they say nothing or contradict each other. */
export function decimalOfFile(numerals: Iterable<string>): Decimal | undefined {
  const seen = new Set<Decimal>();
  for (const numeral of numerals) {
    const sign = decimalOf(numeral);
    if (sign) seen.add(sign);
  }
  return seen.size === 1 ? [...seen][0] : undefined;
}

/** The value, or the two values that it may be. */
export type NumeralValue = number | { readonly either: readonly [number, number] } | undefined;

/**
 * The value of a numeral.
 *
 * @param decimal the decimal sign of the file, where it is known
 * @param whole whether only a whole number makes sense: 20,000 motors are twenty thousand
 */
export function numeralValue(numeral: string, decimal: Decimal | undefined, whole = false): NumeralValue {
  const text = plain(numeral);
  const sign = decimalOf(numeral) ?? (whole && grouped(text) ? otherThan(text) : decimal);
  const read = (mark: Decimal | undefined): number | undefined => {
    const other = mark === ',' ? '.' : ',';
    const joined = mark === undefined ? text : text.replaceAll(other, '').replace(mark, '.');
    const value = Number(joined);
    return joined !== '' && Number.isFinite(value) ? value : undefined;
  };
  if (sign !== undefined || !/[.,]/.test(text)) return read(sign);
  const [small, large] = [read(text.includes('.') ? '.' : ','), read(text.includes('.') ? ',' : '.')];
  return small === undefined || large === undefined ? undefined : { either: [small, large] };
}

const grouped = (text: string): boolean => /^[+-]?\d{1,3}(?:[.,]\d{3})$/.test(text);
const otherThan = (text: string): Decimal => (text.includes('.') ? ',' : '.');
