import type { NormalText } from '../normalise.ts';
import { between, type Item, type Row } from './items.ts';

const LEAST_PURITY = 90;
const PURITY_GAP = /^ ?-? ?(?:min\.? |minimum |pure |purity )?$/;

/**
 * Takes out of a row what says how pure the material behind it is: "99pc neodymium oxide", "99.5-99.9% Tb metal". It
 * is no figure and parts nothing. Returns what was taken out.
 */
export function withoutPurities(items: Item[], normal: NormalText): Item[] {
  const purities: Item[] = [];
  let material: Item | undefined;
  for (let at = items.length - 1; at >= 0; at--) {
    const item = items[at]!;
    if (item.type === 'material') material = item;
    const { quantity, end } = item;
    if (!material?.value.includes('-') || material.start < end) continue;
    if (quantity?.kind !== 'percent' || quantity.sign !== 0 || quantity.low < LEAST_PURITY) continue;
    const gap = normal.low.slice(end, Math.min(material.start, end + 40));
    if (!PURITY_GAP.test(gap)) continue;
    purities.push({ ...item, end: end + gap.trimEnd().length });
    items.splice(at, 1);
  }
  return purities;
}

/** The text between two positions without the purity of a material: "for 99.5pc terbium oxide". */
export function gapWithoutPurity(row: Row, from: number, to: number): string {
  const purity = row.purities.find(({ start, end }) => start >= from && end <= to);
  return purity
    ? `${between(row, from, purity.start)}${between(row, purity.end, to)}`.replace(/ {2,}/g, ' ')
    : between(row, from, to);
}
