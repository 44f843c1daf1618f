/** Units of quantities, in the cell or in the heading. */
import type { Facts } from '../../facts/index.ts';
import { type CellContext, either, type Wrong } from './cell-reader.ts';
import { type Numeral, numeralsIn, numeralValue } from './numeral.ts';

/** Units are told apart by case where it matters (mg, Mg), else in any case. */
export function keyOfUnit(
  words: Readonly<Record<string, readonly string[]>>,
  text: string,
): string | undefined {
  const bare = text
    .normalize('NFKC')
    .trim()
    .replace(/^\/|[.]$/g, '');
  for (const [unit, list] of Object.entries(words)) if (unit === bare || list.includes(bare)) return unit;
  const first = bare.split(/[\s/]+| per /)[0] ?? '';
  for (const candidate of [bare, first]) {
    for (const [unit, list] of Object.entries(words)) {
      if ([unit, ...list].some((word) => word.toLowerCase() === candidate.toLowerCase())) return unit;
    }
  }
  return undefined;
}

/** The text without words such as "max" or "about". */
export function withoutLimits(text: string, { words }: CellContext): string {
  let rest = text.trim();
  for (const word of words.limits) {
    if (rest.toLowerCase() === word.toLowerCase()) return '';
    if (rest.toLowerCase().startsWith(`${word.toLowerCase()} `)) rest = rest.slice(word.length).trim();
  }
  return rest;
}

/** The words of each unit of a kind. */
export const unitWords = (
  { words }: CellContext,
  kind: keyof Facts['partWords']['units'],
): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Object.entries(words.units[kind]).map(([unit, row]) => [unit, row.words]));

/** One number with a unit: the cell's own, else the heading's. */
export function quantity(
  text: string,
  context: CellContext,
  kind: keyof Facts['partWords']['units'],
  example: string,
): { readonly value: number; readonly unit: string } | Wrong {
  const numerals = numeralsIn(text);
  if (numerals.length === 0) return { wrong: `"${text}" holds no number`, right: example };
  if (numerals.length > 1)
    return { wrong: `"${text}" holds ${numerals.length} numbers`, right: `one figure, such as ${example}` };
  const [numeral] = numerals as [Numeral];
  const value = numeralValue(numeral.text, context.decimal);
  if (value === undefined) return { wrong: `"${text}" is no number`, right: example };
  if (typeof value === 'object') return either(value.either);
  const words = unitWords(context, kind);
  const rest = withoutLimits(numeral.after, context) || withoutLimits(numeral.before, context);
  const unit = rest === '' ? keyOfUnit(words, context.unit ?? '') : keyOfUnit(words, rest);
  if (!unit && rest !== '') return { wrong: `"${rest}" is no unit that is known here`, right: example };
  if (!unit)
    return {
      wrong: `"${text}" has no unit, nor has the heading`,
      right: `${example}, or a heading with the unit`,
    };
  return { value, unit };
}
