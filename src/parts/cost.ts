/**
 * The arithmetic of a magnet's cost, on plain numbers. Every function returns what each element and step adds, with
 * the sum written out, so that a person can follow it with a pocket calculator.
 *
 * Prices are for a kilogram of the element as contained in the alloy. Money and tax are whatever the caller's prices
 * are in; `taxFactor` (1.13 where prices hold a tax of 13%) takes the tax out.
 */
import { ELEMENTS, type Element } from './composition.ts';

/** One step of a sum. */
export interface CostLine {
  readonly what: string;
  /** Element that it is the price of, where it is one. */
  readonly element?: Element;
  readonly amount: number;
  /** The arithmetic in figures: `29.3% × 630 / 1.13 × 1.0972`. */
  readonly formula: string;
}

export interface Cost {
  readonly total: number;
  readonly lines: readonly CostLine[];
}

/** Shares in weight percent, by element. */
export type Shares = Readonly<Partial<Record<Element, number>>>;

/** A figure for a formula: enough digits to check, no more. */
export const digits = (value: number): string =>
  String(Number(Math.abs(value) >= 1000 ? value.toFixed(1) : value.toPrecision(6)));

const sum = (lines: readonly CostLine[]): Cost => ({
  total: lines.reduce((total, line) => total + line.amount, 0),
  lines,
});

/**
 * Gross alloy for a kilogram of finished magnet, less what swarf brings back: k = 1/y - s (1/y - 1).
 *
 * @param finishedYield finished mass over blank mass, above 0 and at most 1
 * @param scrapCredit share of the value in swarf that is credited, 0 to 1
 * @example materialFactor(0.72, 0.75) // 1.0972
 */
export function materialFactor(finishedYield: number, scrapCredit: number): number {
  return 1 / finishedYield - scrapCredit * (1 / finishedYield - 1);
}

export interface RareEarthInput {
  /** Elements melted into the alloy, weight percent of the finished magnet. */
  readonly alloyed: Shares;
  /** Elements diffused in after machining: no swarf, but not all of the coating goes in. */
  readonly diffused?: Shares;
  readonly prices: Shares;
  /** See {@link materialFactor}. */
  readonly k: number;
  /** Share of the diffused element that ends in the magnet. */
  readonly diffusionUse: number;
  readonly taxFactor: number;
}

/**
 * Elements in a kilogram of finished magnet: alloyed share x price / tax x k, plus diffused share x price / tax / use.
 *
 * @throws RangeError where an element has a share and no price
 */
export function rareEarthCost(input: RareEarthInput): Cost {
  const { k, diffusionUse, taxFactor } = input;
  const tax = taxFactor === 1 ? '' : ` / ${digits(taxFactor)}`;
  const lines: CostLine[] = [];
  for (const element of ELEMENTS) {
    const alloyed = input.alloyed[element] ?? 0;
    const diffused = input.diffused?.[element] ?? 0;
    if (alloyed > 0) {
      const price = priceOf(input.prices, element);
      lines.push({
        what: `${element} in the alloy`,
        element,
        amount: ((alloyed / 100) * price * k) / taxFactor,
        formula: `${digits(alloyed)}% × ${digits(price)}${tax} × ${digits(k)}`,
      });
    }
    if (diffused > 0) {
      const price = priceOf(input.prices, element);
      lines.push({
        what: `${element} diffused`,
        element,
        amount: ((diffused / 100) * price) / taxFactor / diffusionUse,
        formula: `${digits(diffused)}% × ${digits(price)}${tax} / ${digits(diffusionUse)}`,
      });
    }
  }
  return sum(lines);
}

/** The total of {@link rareEarthCost} alone, for working a cost out many times over. */
export function rareEarthTotal({
  alloyed,
  diffused,
  prices,
  k,
  diffusionUse,
  taxFactor,
}: RareEarthInput): number {
  let total = 0;
  for (const element of ELEMENTS) {
    const melted = alloyed[element] ?? 0;
    const coated = diffused?.[element] ?? 0;
    if (melted > 0) total += ((melted / 100) * priceOf(prices, element) * k) / taxFactor;
    if (coated > 0) total += ((coated / 100) * priceOf(prices, element)) / taxFactor / diffusionUse;
  }
  return total;
}

const priceOf = (prices: Shares, element: Element): number => {
  const price = prices[element];
  if (price === undefined) throw new RangeError(`there is no price of ${element}`);
  return price;
};

export interface BlankInput {
  readonly alloyed: Shares;
  readonly prices: Shares;
  /** Other metals in a kilogram, same money and tax as the prices. */
  readonly minorMetals: number;
  readonly blankYield: number;
  /** From alloy to blank, same money and tax. */
  readonly conversion: number;
}

/** A kilogram of blank: (sum of share x price + minor metals) / yield + conversion. */
export function blankCost(input: BlankInput): Cost {
  const { blankYield, minorMetals, conversion } = input;
  const lines: CostLine[] = [];
  for (const element of ELEMENTS) {
    const share = input.alloyed[element] ?? 0;
    if (share === 0) continue;
    const price = priceOf(input.prices, element);
    lines.push({
      what: `${element} in the alloy`,
      element,
      amount: ((share / 100) * price) / blankYield,
      formula: `${digits(share)}% × ${digits(price)} / ${digits(blankYield)}`,
    });
  }
  lines.push({
    what: 'minor metals',
    amount: minorMetals / blankYield,
    formula: `${digits(minorMetals)} / ${digits(blankYield)}`,
  });
  lines.push({ what: 'conversion to blank', amount: conversion, formula: digits(conversion) });
  return sum(lines);
}

export interface BoughtBlankInput {
  /** Price of the blank, and of the rare earths in it, for a kilogram. */
  readonly blankPrice: number;
  readonly rareEarthValue: number;
  readonly finishedYield: number;
  readonly scrapCredit: number;
  readonly taxFactor: number;
  /** Slicing, grinding and plating for a kilogram finished, without tax. */
  readonly processing: number;
}

/** A kilogram cut from bought blanks: (blank / y - (1/y - 1) s R) / tax + processing. */
export function fromBoughtBlank(input: BoughtBlankInput): Cost {
  const { blankPrice, rareEarthValue, finishedYield, scrapCredit, taxFactor, processing } = input;
  const lost = 1 / finishedYield - 1;
  const tax = taxFactor === 1 ? '' : ` / ${digits(taxFactor)}`;
  return sum([
    {
      what: 'blank',
      amount: blankPrice / finishedYield / taxFactor,
      formula: `${digits(blankPrice)} / ${digits(finishedYield)}${tax}`,
    },
    {
      what: 'swarf sold',
      amount: (-lost * scrapCredit * rareEarthValue) / taxFactor,
      formula: `-${digits(lost)} × ${digits(scrapCredit)} × ${digits(rareEarthValue)}${tax}`,
    },
    { what: 'slicing and plating', amount: processing, formula: digits(processing) },
  ]);
}

/** Price from cost at a gross margin: cost / (1 - margin). */
export function priceAtMargin(cost: number, margin: number): CostLine {
  return {
    what: 'margin',
    amount: cost / (1 - margin) - cost,
    formula: `${digits(cost)} / (1 − ${digits(margin)}) − ${digits(cost)}`,
  };
}

/** Mass of a block in grams from millimetres and g/cm3. @example blockMass([24, 13.65, 3], 7.5) // 7.371 */
export const blockMass = (size_mm: readonly [number, number, number], density_g_cm3: number): number =>
  (size_mm[0] * size_mm[1] * size_mm[2] * density_g_cm3) / 1000;
