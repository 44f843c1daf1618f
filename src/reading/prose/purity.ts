import type { Vocabulary } from '../../vocabulary/index.ts';
import type { NormalText } from '../normalise.ts';
import { between, type Item, type Row } from './items.ts';

/** How pure a material is said to be. Its span covers the words around the percentage. */
export interface Purity {
  readonly start: number;
  readonly end: number;
  /** As printed, such as `99.5%` or `99.5-99.9%`. */
  readonly printed: string;
  /** Code of the material. */
  readonly material: string;
}

const LEAST_PURITY = 90;
const BESIDE_MOST = 40;

type Small = Pick<Vocabulary, 'phrases'>;

/**
 * Takes out of a row what says how pure a material is: "99pc neodymium oxide", "terbium oxide of 99.99% purity",
 * "Nd metal (99.5%)". It is no figure and parts nothing. Returns what was taken out.
 */
export function withoutPurities(items: Item[], normal: NormalText, vocabulary: Small): Purity[] {
  const purities: Purity[] = [];
  for (let at = items.length - 1; at >= 0; at--) {
    const { quantity } = items[at]!;
    if (quantity?.kind !== 'percent' || quantity.sign !== 0 || quantity.low < LEAST_PURITY || quantity.isWord)
      continue;
    const purity =
      beforeMaterial(items, at, normal, vocabulary) ?? behindMaterial(items, at, normal, vocabulary);
    if (!purity) continue;
    purities.push(purity);
    items.splice(at, 1);
  }
  return purities;
}

/** "99.5% min terbium oxide". */
function beforeMaterial(
  items: readonly Item[],
  at: number,
  { low, text }: NormalText,
  { phrases }: Small,
): Purity | undefined {
  const item = items[at]!;
  const material = items.slice(at + 1).find(({ type }) => type === 'material');
  if (!material?.value.includes('-') || material.start < item.end || material.start - item.end > BESIDE_MOST)
    return undefined;
  const word = phrases.purity.endAfter(low, item.end, material.start) ?? item.end;
  if (!/^ ?-? ?$/.test(low.slice(word, material.start))) return undefined;
  return { start: item.start, end: word, printed: printed(text, item), material: material.value };
}

/** "terbium oxide of 99.99% purity", "dysprosium oxide min 99.5%", "Nd metal (99.5%)": with a word, bracket or decimals. */
function behindMaterial(
  items: readonly Item[],
  at: number,
  { low, text }: NormalText,
  { phrases }: Small,
): Purity | undefined {
  const item = items[at]!;
  const material = items.slice(0, at).findLast(({ type }) => type === 'material');
  if (!material?.value.includes('-') || item.start - material.end > BESIDE_MOST) return undefined;
  const word = phrases.purity.startBefore(low, item.start, material.end);
  const lead = low.slice(material.end, word ?? item.start);
  if (!/^ ?[(,]? ?(?:of |with )?(?:a |an )?$/.test(lead)) return undefined;
  const wordBehind = phrases.purity.endAfter(low, item.end);
  const isBracketed = lead.includes('(') && low[item.end] === ')';
  if (word === undefined && wordBehind === undefined && !isBracketed && item.quantity!.decimals === 0)
    return undefined;
  return {
    start: material.end,
    end: wordBehind ?? item.end + (isBracketed ? 1 : 0),
    printed: printed(text, item),
    material: material.value,
  };
}

const printed = (text: string, { quantity }: Item): string =>
  `${text.slice(quantity!.numberStart, quantity!.numberEnd).replace(/ /g, '')}%`;

/** The text between two positions without the purity of a material: "for 99.5pc terbium oxide". */
export function gapWithoutPurity(row: Row, from: number, to: number): string {
  const purity = row.purities.find(({ start, end }) => start >= from && end <= to);
  return purity
    ? `${between(row, from, purity.start)}${between(row, purity.end, to)}`.replace(/ {2,}/g, ' ')
    : between(row, from, to);
}
