/** What a kilogram of a magnet costs on a day, in a place, on a stated basis, with its range, swings and sources. */
import type { Facts } from '../facts/index.ts';
import { type Composition, ELEMENTS, type Element } from './composition.ts';
import {
  type Cost,
  type CostLine,
  digits,
  materialFactor,
  priceAtMargin,
  type RareEarthInput,
  rareEarthCost,
  rareEarthTotal,
} from './cost.ts';
import { daysOf } from './days.ts';
import { type ElementPrice, elementPrice, priceOfElement } from './element-prices.ts';
import { DIFFUSED_ELEMENTS, type Magnet } from './magnet.ts';
import type { Money, Rate } from './money.ts';
import type { Parameter, Parameters, Use } from './parameters.ts';
import { floorRealised } from './price-floor.ts';
import { isRefusal, type Prices, type PriceType, type Refusal } from './prices.ts';
import { combined, type Inputs, type Range, times } from './range.ts';

/**
 * Which price the maker pays for its metal: `inside` China without tax (a maker in China); `china`, the Chinese price
 * with the tax that a foreign buyer does not get back; `outside` quotations; `floor`, outside with the United States'
 * floor under PrNd.
 */
export const FEEDS = ['inside', 'china', 'outside', 'floor'] as const;
export type Feed = (typeof FEEDS)[number];

export interface CostAsk {
  readonly magnet: Magnet;
  /** The day that it is priced for. */
  readonly date: string;
  /** Where it is made: ISO code. */
  readonly madeIn: string;
  readonly use?: Use | undefined;
  /** `inside` for makers in China, `china` for others, where not said. */
  readonly feed?: Feed | undefined;
  /** Currency of the answer: ISO 4217. */
  readonly currency: string;
  readonly priceTypes?: readonly PriceType[] | undefined;
}

/** What one element adds, for a kilogram of magnet in the answer's currency. */
export interface ElementCost {
  readonly element: Element;
  readonly perKg: number;
  /** Added to the price when the element's price rises by a tenth. */
  readonly swing10: number;
  readonly price: ElementPrice;
}

export interface MagnetCost {
  readonly currency: string;
  readonly date: string;
  readonly madeIn: string;
  readonly feed: Feed;
  /** Rare earths (and the cobalt of SmCo) in a kilogram, without tax. */
  readonly material: Range;
  /** Price of a kilogram at the maker's gate, without tax. */
  readonly exWorks: Range;
  /** The same as a domestic invoice shows it, and as an exporter asks for it. */
  readonly withTax: number;
  readonly forExport: Range;
  readonly elements: readonly ElementCost[];
  /** Added when the yuan, or the dollar, rises by a tenth against the answer's currency. */
  readonly swing10: { readonly CNY: number; readonly USD: number };
  /** The sum step by step, in the maker's money. */
  readonly lines: readonly CostLine[];
  readonly linesUnit: 'CNY/kg' | 'USD/kg';
  /** Rate from the maker's money to the answer's, in words; empty where none was needed. */
  readonly rate: string;
  /** What is old or assumed, in words. */
  readonly notes: readonly string[];
}

export interface CostingContext {
  readonly rules: Facts['priceRules'];
  readonly prices: Prices;
  readonly money: Money;
  readonly parameters: Parameters;
}

/** Costs a kilogram, or says what is missing. */
export function costOfMagnet(context: CostingContext, ask: CostAsk): MagnetCost | Refusal {
  const { money, parameters } = context;
  const { magnet, date, madeIn, currency } = ask;
  const unpriced = magnet.family === 'AlNiCo' || magnet.family === 'FeN';
  if (unpriced) return { refused: `no price of ${magnet.family} magnets is on record` };
  const feed = ask.feed ?? (madeIn === 'CN' ? 'inside' : 'china');
  const unit = feed === 'inside' ? 'CNY/kg' : 'USD/kg';
  const rate = money.rate(unit.slice(0, 3), currency, date);
  const yuan = money.rate('CNY', unit.slice(0, 3), date);
  const dollar = money.rate('USD', unit.slice(0, 3), date);
  for (const each of [rate, yuan, dollar]) if (isRefusal(each)) return each;

  const prices = elementPrices(context, ask, feed);
  if (isRefusal(prices)) return prices;
  const tax = money.taxFactor('CN', date);
  const model = modelOf({
    ask,
    parameters,
    prices,
    taxFactor: feed === 'inside' ? tax : 1,
    // Quotations inside China hold the tax of their day; who buys abroad pays it, who buys inside gets it back.
    inPrices: ({ vat, quote }) => {
      if (feed === 'outside' || feed === 'floor') return 1;
      return vat === 'excluded' ? tax : tax / money.taxFactor('CN', daysOf(quote.period)?.end ?? date);
    },
    toWorking: (figure) =>
      (figure.vat === 'included' ? 1 / tax : 1) *
      ((figure.unit.startsWith('CNY') ? yuan : dollar) as Rate).factor,
  });
  const sums = model.sums;
  const { factor, text, stale } = rate as Rate;
  const home = madeIn === 'CN' ? tax : 1;
  const refund = madeIn === 'CN' ? parameters('vat_refund', { place: 'CN' }).value : 0;
  const exWorks = times(model.price, factor);
  const material = times(model.material, factor);
  const uplift = 1 / (1 - sums.margin);
  const inYuan = feed === 'inside' ? exWorks.value : feed === 'china' ? material.value * uplift : 0;
  return {
    currency,
    date,
    madeIn,
    feed,
    material,
    exWorks,
    withTax: exWorks.value * home,
    forExport: times(exWorks, home - refund * (home - 1)),
    elements: prices.map((price) => {
      const perKg = sumOf(sums.rareEarths.lines, price.element) * factor;
      return { element: price.element, perKg, swing10: 0.1 * perKg * uplift, price };
    }),
    swing10: {
      CNY: currency === 'CNY' ? 0 : 0.1 * inYuan,
      USD: currency === 'USD' ? 0 : 0.1 * (exWorks.value - inYuan),
    },
    lines: [...sums.rareEarths.lines, ...sums.rest, priceAtMargin(sums.cost, sums.margin)],
    linesUnit: unit,
    rate: text,
    notes: notesOf(prices, feed, stale ? text : ''),
  };
}

/** Costs a kilogram as {@link costOfMagnet} does; what is alike is worked out once. */
export type CostKilogram = (ask: CostAsk) => MagnetCost | Refusal;

export function rememberCosts(context: CostingContext): CostKilogram {
  const known = new Map<string, MagnetCost | Refusal>();
  return (ask) => {
    const { magnet, date, madeIn, use, feed, currency, priceTypes } = ask;
    const { family, temperatureClass, diffused, alternatives } = magnet;
    const made = [
      ...Object.values(magnet.known.composition),
      ...diffused,
      ...alternatives.map(({ route }) => route),
    ];
    const key = [family, temperatureClass, date, madeIn, use, feed, currency, priceTypes, ...made].join(' ');
    let found = known.get(key);
    if (!found) known.set(key, (found = costOfMagnet(context, ask)));
    return found;
  };
}

type Figure = `price ${Element}` | 'yield' | 'credit' | 'use' | 'minor' | 'conversion' | 'adder' | 'margin';
type Values = Readonly<Record<Figure, number>>;

interface Model {
  readonly material: Range;
  readonly price: Range;
  readonly sums: {
    readonly rareEarths: Cost;
    /** Minor metals and conversion. */
    readonly rest: readonly CostLine[];
    readonly cost: number;
    readonly margin: number;
  };
}

/** The price as a function of uncertain figures, all in the maker's money. */
function modelOf(given: {
  readonly ask: CostAsk;
  readonly parameters: Parameters;
  readonly prices: readonly ElementPrice[];
  readonly taxFactor: number;
  readonly inPrices: (price: ElementPrice) => number;
  readonly toWorking: (money: { readonly unit: string; readonly vat?: 'included' | 'excluded' }) => number;
}): Model {
  const { ask, prices, taxFactor, toWorking } = given;
  const { magnet, madeIn: place, use } = ask;
  const { family, temperatureClass = 'H' } = magnet;
  const figure = (name: Parameter['name']): Parameter =>
    given.parameters(name, { place, use, family, temperatureClass });
  const money = (name: Parameter['name']): Range => times(figure(name), toWorking(figure(name)));
  const inputs = {
    ...Object.fromEntries(
      prices.map((price) => [
        `price ${price.element}`,
        times(price, given.inPrices(price) * toWorking({ unit: price.unit })),
      ]),
    ),
    yield: figure('finished_yield'),
    credit: figure('scrap_credit'),
    use: figure('diffusion_use'),
    minor: family === 'ferrite' ? NONE : money('minor_metals'),
    conversion: family === 'ferrite' ? money('ferrite_price') : money('conversion'),
    adder: figure('diffusion_adder'),
    margin: family === 'ferrite' ? NONE : figure('margin'),
  } as unknown as Inputs<Figure>;

  const inputOf = (v: Values, shares: ReturnType<typeof splitShares>): RareEarthInput => ({
    ...shares,
    prices: Object.fromEntries(prices.map(({ element }) => [element, v[`price ${element}`]])),
    k: materialFactor(v.yield, v.credit),
    diffusionUse: v.use,
    taxFactor,
  });
  const split = splitShares(magnet.known.composition, magnet.diffused, family);
  const own = (v: Values) => rareEarthTotal(inputOf(v, split));
  const conversion = (v: Values, isDiffused = magnet.diffused.length > 0) =>
    v.conversion * (isDiffused ? 1 + v.adder : 1);
  const price = (v: Values) => (own(v) + v.minor + conversion(v)) / (1 - v.margin);

  const middle = Object.fromEntries(
    Object.entries(inputs).map(([key, range]) => [key, (range as Range).value]),
  ) as Values;
  const others = magnet.alternatives.map(({ composition, route }) => {
    const diffused = route === 'diffused' ? DIFFUSED_ELEMENTS : [];
    const material = rareEarthTotal(inputOf(middle, splitShares(composition, diffused, family)));
    const cost = material + middle.minor + conversion(middle, diffused.length > 0);
    return { material, price: cost / (1 - middle.margin) };
  });
  const isDiffused = magnet.diffused.length > 0;
  const sums = rareEarthCost(inputOf(middle, split));
  return {
    material: stretched(
      combined(inputs, own),
      others.map((other) => other.material),
    ),
    price: stretched(
      combined(inputs, price),
      others.map((other) => other.price),
    ),
    sums: {
      rareEarths: sums,
      rest: [
        { what: 'minor metals', amount: middle.minor, formula: digits(middle.minor) },
        {
          what: isDiffused ? 'conversion with diffusion' : 'conversion',
          amount: conversion(middle),
          formula: `${digits(middle.conversion)}${isDiffused ? ` × (1 + ${digits(middle.adder)})` : ''}`,
        },
      ],
      cost: sums.total + middle.minor + conversion(middle),
      margin: middle.margin,
    },
  };
}

const NONE: Range = { low: 0, value: 0, high: 0 };

/** The small cobalt of NdFeB is among its minor metals; that of SmCo is bought as such. */
const isBought = (element: Element, family: Magnet['family']): boolean =>
  family !== 'ferrite' && (element !== 'Co' || family === 'SmCo');

/** Shares that are alloyed and shares that are diffused, of the elements that are bought as such. */
export function splitShares(
  composition: Composition,
  diffused: readonly Element[],
  family: Magnet['family'],
) {
  const bought = ELEMENTS.filter((element) => isBought(element, family));
  const shares = (elements: readonly Element[]) =>
    Object.fromEntries(elements.map((element) => [element, composition[element]]));
  return {
    alloyed: shares(bought.filter((element) => !diffused.includes(element))),
    diffused: shares(bought.filter((element) => diffused.includes(element))),
  };
}

/** Prices of all elements that the magnet holds, or holds if made by another route. */
export function elementPrices(
  context: CostingContext,
  { magnet, date, priceTypes }: CostAsk,
  feed: Feed,
): readonly ElementPrice[] | Refusal {
  const { parameters, prices, rules } = context;
  const compositions = [magnet.known, ...magnet.alternatives].map((each) => each.composition);
  const found: ElementPrice[] = [];
  for (const element of ELEMENTS) {
    if (!isBought(element, magnet.family) || compositions.every((each) => each[element] === 0)) continue;
    const price = priceOfElement(rules, prices, {
      element,
      market: feed === 'inside' || feed === 'china' ? 'inside' : 'outside',
      date,
      ...(priceTypes ? { types: priceTypes } : {}),
      staleAfter: parameters('price_age').value,
      notAfter: parameters('price_age_last').value,
    });
    if (isRefusal(price)) return price;
    found.push(feed === 'floor' && element === 'PrNd' ? raisedToFloor(price, context) : price);
  }
  return found;
}

/** The price of PrNd where its oxide is sold under the floor: the market's, or what the floor makes of it. */
function raisedToFloor(price: ElementPrice, { parameters, rules }: CostingContext): ElementPrice {
  const { quote } = price;
  const rule = rules.find(({ material, market }) => material === quote.material && market === 'outside');
  if (!rule || quote.material !== 'PrNd-oxide') return price;
  const terms = {
    floorUsdPerKg: parameters('floor_price', { place: 'US' }).value,
    upsideShare: parameters('floor_upside_share', { place: 'US' }).value,
  };
  const raised = (benchmark: number) => Math.max(benchmark, floorRealised(terms, benchmark));
  const from = digits(quote.value);
  return {
    ...price,
    low: elementPrice(rule, raised(quote.low)),
    value: elementPrice(rule, raised(quote.value)),
    high: elementPrice(rule, raised(quote.high)),
    formula: `${price.formula.replace(from, digits(raised(quote.value)))} (${from} in the market, floor ${terms.floorUsdPerKg})`,
  };
}

/** A range that also holds what the magnet would cost made otherwise. */
const stretched = ({ low, value, high }: Range, others: readonly number[]): Range => ({
  low: Math.min(low, ...others),
  value,
  high: Math.max(high, ...others),
});

const sumOf = (lines: readonly CostLine[], element: Element): number =>
  lines.reduce((total, line) => total + (line.element === element ? line.amount : 0), 0);

function notesOf(prices: readonly ElementPrice[], feed: Feed, oldRate: string): string[] {
  const old = prices
    .filter((price) => price.stale)
    .map((price) => `${price.element} of ${price.quote.period} (${price.quote.age} days)`);
  const assumed = prices.filter((price) => price.basis === 'assumed').map((price) => price.element);
  return [
    old.length > 0 ? `old quotations: ${old.join(', ')}` : '',
    assumed.length > 0 ? `fee of the metal maker assumed for ${assumed.join(', ')}` : '',
    feed === 'china' ? 'metal from China with the tax that is not refunded on its export' : '',
    oldRate ? `no exchange rate of the day: ${oldRate}` : '',
  ].filter(Boolean);
}
