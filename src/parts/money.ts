/** Money and tax of a day, from the conversions of the vocabulary; a rate that is older than the day says so. */
import type { Facts } from '../facts/index.ts';
import { convertVat, exchange } from '../vocabulary/convert.ts';
import type { Refusal } from './prices.ts';

export interface Rate {
  readonly factor: number;
  readonly text: string;
  readonly stale: boolean;
}

export interface Money {
  /** What an amount is to be multiplied by to go from one currency to another on a day. */
  rate(from: string, to: string, date: string): Rate | Refusal;
  /** 1.13 where the tax of a place is 13% on a day; 1 where no tax is on record. */
  taxFactor(place: string, date: string): number;
}

export function createMoney(facts: Pick<Facts, 'exchangeRates' | 'vatRates'>): Money {
  const lastMonth = new Map<string, string>();
  for (const { currency, period } of facts.exchangeRates) {
    if (period.length === 7 && period > (lastMonth.get(currency) ?? '')) lastMonth.set(currency, period);
  }
  const rates = new Map<string, Rate | Refusal>();
  const taxes = new Map<string, number>();

  const find = (from: string, to: string, date: string): Rate | Refusal => {
    if (from === to) return { factor: 1, text: '', stale: false };
    const at = (period: string) => exchange(1, from, to, period, facts);
    const now = at(date);
    if (now.ok) {
      const stale = now.steps.some((step) => step.ground === 'assumed');
      return { factor: now.value, text: now.steps.map((step) => step.text).join('; '), stale };
    }
    const ends = [from, to].flatMap((currency) =>
      currency === 'USD' ? [] : (lastMonth.get(currency) ?? []),
    );
    const last = ends.sort()[0];
    const then = last !== undefined && last < date ? at(last) : undefined;
    if (!then?.ok) return { refused: now.reason };
    return { factor: then.value, text: then.steps.map((step) => step.text).join('; '), stale: true };
  };

  return {
    rate(from, to, date) {
      const key = `${from} ${to} ${date}`;
      let found = rates.get(key);
      if (!found) rates.set(key, (found = find(from, to, date)));
      return found;
    },
    taxFactor(place, date) {
      const key = `${place} ${date}`;
      let found = taxes.get(key);
      if (found === undefined) {
        const taxed = convertVat(1, 'CNY', { from: 'excluded', to: 'included', place, period: date }, facts);
        taxes.set(key, (found = taxed.ok ? taxed.value : 1));
      }
      return found;
    },
  };
}
