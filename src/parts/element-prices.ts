/** The price of a kilogram of an element in the alloy, from the quotations that there are. */
import type { Facts } from '../facts/index.ts';
import type { Element } from './composition.ts';
import { digits } from './cost.ts';
import { isRefusal, type Market, type PriceAsk, type Prices, type Quote, type Refusal } from './prices.ts';
import type { Range } from './range.ts';

export type PriceRule = Facts['priceRules'][number];

/** Price of a kilogram of an element, in the money and tax of its quotation. */
export interface ElementPrice extends Range {
  readonly element: Element;
  readonly unit: Quote['unit'];
  readonly vat: Quote['vat'];
  readonly quote: Quote;
  readonly formula: string;
  readonly basis: PriceRule['basis'];
  /** The quotation is older than it should be. */
  readonly stale: boolean;
}

/** The rule on one figure: price x oxide per metal / yield / content + fee. */
export const elementPrice = (rule: PriceRule, price: number): number =>
  (price * rule.oxide_per_metal) / rule.yield / rule.content + rule.fee / rule.fee_per;

export interface ElementAsk extends Omit<PriceAsk, 'material'> {
  readonly element: Element;
  /** Age in days from which a quotation is stale, and from which it is not used. */
  readonly staleAfter: number;
  readonly notAfter: number;
}

/** A quotation of a better material is taken while it is at most so many days older than another one. */
const NEAR = 10;

/**
 * The price of an element: from the material that the rules prefer, unless another one was quoted clearly later.
 * The quotation is refused where it is older than `notAfter`.
 */
export function priceOfElement(
  rules: readonly PriceRule[],
  prices: Prices,
  ask: ElementAsk,
): ElementPrice | Refusal {
  const { element, market, date } = ask;
  const own = rules
    .filter((rule) => rule.element === element && rule.market === market)
    .sort((a, b) => a.rank - b.rank);
  const found = own.flatMap((rule) => {
    const quote = prices.quote({
      material: rule.material,
      market,
      date,
      ...(ask.types ? { types: ask.types } : {}),
    });
    return isRefusal(quote) ? [] : [{ rule, quote }];
  });
  const freshest = Math.min(...found.map(({ quote }) => quote.age));
  const chosen = found.find(({ quote }) => quote.age <= freshest + NEAR);
  const materials = own.map((rule) => rule.material).join(', ');
  if (!chosen)
    return { refused: `no price of ${element} ${market} China by ${date} (looked for ${materials})` };
  const { rule, quote } = chosen;
  if (quote.age > ask.notAfter) {
    return { refused: `no price of ${element} ${market} China since ${quote.period} (${materials})` };
  }
  return {
    element,
    low: elementPrice(rule, quote.low),
    value: elementPrice(rule, quote.value),
    high: elementPrice(rule, quote.high),
    unit: quote.unit,
    vat: quote.vat,
    quote,
    formula: formulaOf(rule, quote),
    basis: rule.basis,
    stale: quote.age > ask.staleAfter,
  };
}

function formulaOf(rule: PriceRule, quote: Quote): string {
  const steps = [
    `${rule.material} ${digits(quote.value)}`,
    rule.oxide_per_metal === 1 ? '' : `× ${rule.oxide_per_metal}`,
    rule.yield === 1 ? '' : `/ ${rule.yield}`,
    rule.content === 1 ? '' : `/ ${rule.content}`,
    rule.fee === 0 ? '' : `+ ${rule.fee}${rule.fee_per === 1 ? '' : ` / ${rule.fee_per}`}`,
  ];
  return steps.filter(Boolean).join(' ');
}

/** Prices for a kilogram that the caller sets by hand, by material; inside China with tax, outside in dollars without. */
export type OwnPrices = Readonly<Record<string, number>>;

/** Prices in which the caller's own go before the record's, for quotations as for means of periods. */
export function withOwnPrices(prices: Prices, own: OwnPrices, market: Market): Prices {
  const basis = {
    unit: market === 'inside' ? 'CNY/kg' : 'USD/kg',
    vat: market === 'inside' ? 'included' : 'excluded',
    source: 'your own figure',
  } as const;
  const mine = (ask: { readonly material: string; readonly market: Market }) =>
    ask.market === market ? own[ask.material] : undefined;
  return {
    quote(ask) {
      const value = mine(ask);
      if (value === undefined) return prices.quote(ask);
      const { material, date: period } = ask;
      return {
        material,
        low: value,
        value,
        high: value,
        ...basis,
        market,
        priceType: 'assessed',
        period,
        age: 0,
      };
    },
    mean(ask) {
      const mean = mine(ask);
      if (mean === undefined) return prices.mean(ask);
      return { material: ask.material, mean, ...basis, days: 1, period: ask.period };
    },
  };
}
