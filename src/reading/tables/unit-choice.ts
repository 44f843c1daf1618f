import { roundDigits } from '../quantity.ts';
import type { UnitPhrase } from './unit-phrase.ts';

/** The unit that a price is in, put together from what several places say. */
export interface PriceUnit {
  readonly currency: string;
  readonly mass: 't' | 'kg' | 'g' | 'lb';
  readonly factor: number;
}

/**
 * Puts a price unit together from places in order of nearness: the figure, its row, its column, its group, the
 * captions. A place that names a whole price unit ends the search; a bare mass or currency gives only that.
 */
export function priceUnit(places: readonly (readonly UnitPhrase[])[]): PriceUnit | undefined {
  let currency: string | undefined;
  let mass: 't' | 'kg' | 'g' | 'lb' | undefined;
  let factor = 1;
  for (const units of places) {
    const prices = units.filter(({ kind }) => kind === 'price');
    const whole = prices.find((unit) => currency === undefined || areAlike(unit.currency, currency));
    if (whole && !areSame(prices, whole)) {
      // several price units in one place: which of them holds is not said
      if (currency === undefined || prices.filter((unit) => unit.currency === currency).length > 1)
        return undefined;
    }
    if (whole) {
      return {
        currency: currency === undefined || currency === '$' ? whole.currency! : currency,
        mass: mass ?? whole.mass!,
        factor: roundDigits(factor * whole.factor),
      };
    }
    for (const unit of units) {
      if (unit.kind === 'money' && currency === undefined) {
        currency = unit.currency;
        factor *= unit.factor;
      } else if (unit.kind === 'mass' && mass === undefined) mass = unit.mass;
    }
    if (currency !== undefined && mass !== undefined) return { currency, mass, factor };
  }
  return undefined;
}

/** "$26" under "US$ per kg" is in those dollars. */
const areAlike = (a: string | undefined, b: string | undefined): boolean =>
  a === b ||
  (b === '$' && a !== undefined && /^[A-Z]{2}D$/.test(a)) ||
  (a === '$' && /^[A-Z]{2}D$/.test(b ?? ''));

const areSame = (units: readonly UnitPhrase[], first: UnitPhrase): boolean =>
  units.every(
    (unit) => unit.currency === first.currency && unit.mass === first.mass && unit.factor === first.factor,
  );
