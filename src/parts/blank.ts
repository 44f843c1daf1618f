/** What a kilogram of sintered blank costs inside China, as blanks are quoted there: with tax. */
import { blankCost, type Cost } from './cost.ts';
import { type CostAsk, type CostingContext, elementPrices, splitShares } from './costing.ts';
import type { ElementPrice } from './element-prices.ts';
import { isRefusal, type Refusal } from './prices.ts';

export interface BlankCost extends Cost {
  readonly unit: 'CNY/kg';
  readonly vat: 'included';
  readonly prices: readonly ElementPrice[];
}

/** Alloyed elements and minor metals over the yield, and conversion; nothing is diffused into a blank. */
export function blankOfMagnet(context: CostingContext, ask: CostAsk): BlankCost | Refusal {
  const { magnet, date, use } = ask;
  const prices = elementPrices(context, ask, 'inside');
  if (isRefusal(prices)) return prices;
  const tax = context.money.taxFactor('CN', date);
  const figure = (name: 'minor_metals' | 'blank_yield' | 'conversion_blank') => {
    const { temperatureClass = 'H', family } = magnet;
    const found = context.parameters(name, { place: 'CN', use, family, temperatureClass });
    return found.value * (found.vat === 'excluded' ? tax : 1);
  };
  const { alloyed } = splitShares(magnet.known.composition, magnet.diffused, magnet.family);
  const cost = blankCost({
    alloyed,
    prices: Object.fromEntries(
      prices.map((price) => [price.element, price.value * (price.vat === 'excluded' ? tax : 1)]),
    ),
    minorMetals: figure('minor_metals'),
    blankYield: figure('blank_yield'),
    conversion: figure('conversion_blank'),
  });
  return { ...cost, unit: 'CNY/kg', vat: 'included', prices };
}
