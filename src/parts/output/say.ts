/** Figures in sentences: grouped digits, a real minus, no more digits than a person needs. */

const grouped = (value: number, digits: number): string =>
  value
    .toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .replace('-', '\u2212');

/** An amount of money or mass: two decimals below 100, none above. */
export const amount = (value: number): string => grouped(value, Math.abs(value) < 100 ? 2 : 0);

/** Large money in millions or thousands: `26.5 m`, `410 k`. */
export function large(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${grouped(value / 1e6, size >= 1e7 ? 1 : 2)} m`;
  return size >= 1e4 ? `${grouped(value / 1e3, 0)} k` : amount(value);
}

/** A change in percent with its sign. */
export const change = (percent: number): string => {
  const text = grouped(percent, Math.abs(percent) < 10 ? 1 : 0);
  return `${percent > 0 && !/^0[.0]*$/.test(text) ? '+' : ''}${text}%`;
};

/** A share of 1 in percent. */
export const share = (value: number): string => `${grouped(100 * value, 0)}%`;

/** `1 part`, `2 parts`. */
export const count = (n: number, one: string): string => `${grouped(n, 0)} ${one}${n === 1 ? '' : 's'}`;

/** Grams or kilograms. */
export const mass = (grams: number): string =>
  grams >= 1000 ? `${amount(grams / 1000)} kg` : `${Number(grams.toPrecision(3))} g`;

/** Names in a row: `A, B and C`; after the third only how many more. */
export function names(all: readonly string[], most = 3): string {
  if (all.length > most) return `${all.slice(0, most).join(', ')} and ${all.length - most} more`;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
