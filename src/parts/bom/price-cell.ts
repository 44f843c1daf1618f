/** The price of the last order, with its currency and what it is for. */
import { fold } from '../fold.ts';
import type { PricePaid } from './bill.ts';
import { type CellContext, either, positive, type Reader } from './cell-reader.ts';
import { numeralsIn, numeralValue } from './numeral.ts';
import { keyOfUnit } from './units.ts';

/** Reads `3.10 EUR/pc`, `480 CNY/kg`, or a figure under a heading that says the rest. */
export const readPrice: Reader = (each, context) => {
  const right = 'price, currency and what it is for: 3.10 EUR/pc, 480 CNY/kg, 190 USD/set';
  const numerals = numeralsIn(each);
  const value = numerals.length === 1 ? numeralValue(numerals[0]!.text, context.decimal) : undefined;
  if (value === undefined) return { wrong: `"${each}" holds no single price`, right };
  if (typeof value === 'object') return either(value.either);
  const said = `${numerals[0]!.before} ${numerals[0]!.after}`;
  const currency =
    currencyOf(context, said) ??
    currencyOf(context, context.unit ?? '') ??
    currencyOf(context, context.heading);
  if (!currency) return { wrong: `"${each}" has no currency, nor has the heading`, right };
  const per = perOf(context, said) ?? perOf(context, `/${context.unit ?? ''}`) ?? perOfHeading(context);
  if (!per) return { wrong: `"${each}" does not say what it is for`, right };
  const [what, count] = per;
  const paid: PricePaid = { value: value / count, currency, per: what };
  return positive(paid.value, 1e7, each, right) ?? { gives: { price_paid: paid } };
};

function currencyOf({ words }: CellContext, text: string): string | undefined {
  const low = text.normalize('NFKC').toLowerCase();
  let best: string | undefined;
  let length = 0;
  for (const [code, list] of Object.entries(words.currencies)) {
    for (const word of list) {
      const each = word.normalize('NFKC').toLowerCase();
      if (each.length <= length || !low.includes(each)) continue;
      const letters = /^[a-z]+$/.test(each);
      if (letters && !new RegExp(`(?:^|[^a-z])${each}(?:[^a-z]|$)`).test(low)) continue;
      best = code;
      length = each.length;
    }
  }
  return best;
}

/** What a price is for, and for how many of it. */
type Per = readonly [PricePaid['per'], number];

function perOf({ words }: CellContext, text: string): Per | undefined {
  const after = text
    .split(/\/| per | pro | je | par | por | al /i)
    .at(-1)!
    .trim();
  const lists = words.per;
  const key = keyOfUnit(lists, after.replace(/^1 /, ''));
  if (key === 't') return ['kg', 1000];
  if (key === 'g') return ['kg', 0.001];
  if (key === 'thousand') return ['piece', 1000];
  return key === 'piece' || key === 'unit' || key === 'kg' ? [key, 1] : undefined;
}

const perOfHeading = ({ words, heading }: CellContext): Per | undefined =>
  words.piece_prices.some((word) => fold(heading).includes(fold(word))) ? ['piece', 1] : undefined;
