import type { Quantity } from '../quantity.ts';
import { between, figureAt, type Item, itemsBefore, type Row } from './items.ts';

/** "after falling 6.4% in October", "nach einem Einbruch um die Hälfte im Mai": a change told aside. */
export function isInAside(row: Row, moved: Item, figure: Item): boolean {
  // the only change of a sentence is no aside to another
  if (row.figures.length < 2) return false;
  const { phrases, normal } = row;
  const { low } = normal;
  let at = Math.min(moved.start, figure.start);
  for (let i = 0; i < ASIDE_LINKS_MOST; i++)
    at = phrases.asideLink.startBefore(low, at, row.passage.start) ?? at;
  return phrases.aside.startBefore(low, at, row.passage.start) !== undefined;
}

const ASIDE_LINKS_MOST = 4;

const TONNES: Readonly<Record<string, number>> = { t: 1, kg: 0.001, g: 1e-6, lb: 0.00045359 };
const ALIKE = 0.02;

/** "452,473 kg, or about 452 tonnes": one mass in two units. */
function isSameMass(before: Quantity, here: Quantity): boolean {
  if (before.kind !== 'mass' || here.kind !== 'mass' || before.unit === here.unit) return false;
  const [a, b] = [TONNES[before.unit], TONNES[here.unit]];
  return a !== undefined && b !== undefined && Math.abs((here.low * b) / (before.low * a) - 1) <= ALIKE;
}

/** "CNY 2,075 ($333.67)", "560,000 yuan (about 78,000 dollars)": money said again in brackets. */
export function isAside(row: Row, figure: number): boolean {
  if (figure === 0) return false;
  const before = figureAt(row, figure - 1).quantity!;
  const here = figureAt(row, figure).quantity!;
  if (isSameMass(before, here)) return true;
  const isMoney = (kind: string): boolean => kind === 'price' || kind === 'money';
  if (!isMoney(before.kind) || !isMoney(here.kind) || !here.currency) return false;
  if (before.currency === here.currency) return isBracketOfPrice(row, figure);
  const gap = withoutTerms(row, figureAt(row, figure - 1).end, figureAt(row, figure).start);
  if (gap.length > 40) return false;
  return (
    /^ ?\(|^, ?(?:or )?(?:about|around|approximately|some) /.test(gap) ||
    itemsBefore(row, figure).some(({ type }) => type === 'equals')
  );
}

/** "at $144.2 ($194.4)/kg": two prices with one unit behind the bracket are one price in two currencies. */
function isBracketOfPrice(row: Row, figure: number): boolean {
  const [before, here] = [figureAt(row, figure - 1), figureAt(row, figure)];
  return (
    /^ ?\($/.test(between(row, before.end, here.start)) &&
    /^ ?\) ?(?:\/|per |a |pro |por )/.test(between(row, here.end - 1, here.end + 8).replace(/^[^)]*/, ''))
  );
}

/** The text between two figures without terms of delivery and tax: "572,000 yuan/t including VAT ($71.20/kg)". */
function withoutTerms(row: Row, from: number, to: number): string {
  let text = '';
  let at = from;
  for (const { type, start, end } of row.items) {
    if ((type !== 'vat' && type !== 'priceBasis') || start < at || end > to) continue;
    text += between(row, at, start).trimEnd();
    at = end;
  }
  return text + between(row, at, to);
}
