import { type Conversion, type ConversionStep, converted, refused } from './conversion.ts';
import { type ExchangeFacts, exchangeSteps } from './convert-exchange.ts';
import { massStep } from './convert-mass.ts';
import { type VatFacts, type VatState, vatSteps } from './convert-vat.ts';

/** A price per mass with what is known of its basis. */
export interface Price {
  readonly value: number;
  /** Currency and mass, such as `CNY/t`. */
  readonly unit: string;
  /** When the price was made, in the project's notation: rates and tax are of that time. */
  readonly period: string;
  /** Where the goods are: whose value added tax is meant. */
  readonly place?: string;
  readonly vat?: VatState;
}

/** What a price is wanted in. Without `vat` the tax is left as it is. */
export interface PriceBasis {
  readonly unit: string;
  readonly vat?: VatState;
}

const parts = (unit: string): readonly [currency: string, mass: string] | undefined => {
  const match = /^([A-Z]{3})\/([A-Za-z_]+)$/.exec(unit);
  return match ? [match[1]!, match[2]!] : undefined;
};

/**
 * Converts a price into another unit, currency and tax basis, step by step.
 *
 * @example
 * convertPrice({ value: 850_000, unit: 'CNY/t', period: '2026-01', place: 'CN', vat: 'included' },
 *   { unit: 'USD/kg', vat: 'excluded' }, facts) // about 108 USD/kg: mass, tax, exchange rate
 */
export function convertPrice(price: Price, wanted: PriceBasis, facts: ExchangeFacts & VatFacts): Conversion {
  const from = parts(price.unit);
  const to = parts(wanted.unit);
  const odd = from ? (to ? undefined : wanted.unit) : price.unit;
  if (!from || !to) return refused(`"${odd}" is no price per mass such as CNY/t or USD/kg`);

  const steps: ConversionStep[] = [];
  // A price is per mass: twice the mass in the unit is half the price.
  const mass = massStep(to[1], from[1]);
  if (typeof mass === 'string') return refused(mass);
  if (mass) steps.push(mass);

  if (wanted.vat !== undefined && wanted.vat !== price.vat) {
    if (price.place === undefined)
      return refused('whose value added tax is meant is not known: give the place');
    const { place, period } = price;
    const tax = vatSteps({ from: price.vat, to: wanted.vat, place, period }, facts);
    if (typeof tax === 'string') return refused(tax);
    steps.push(...tax);
  }
  const exchange = exchangeSteps(from[0], to[0], price.period, facts);
  if (typeof exchange === 'string') return refused(exchange);
  return converted(price.value, wanted.unit, [...steps, ...exchange]);
}
