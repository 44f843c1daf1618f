import type { Facts } from '../facts/index.ts';
import { type Conversion, type ConversionStep, converted, refused, said } from './conversion.ts';
import { monthBefore, monthsOf } from './months.ts';

export type ExchangeFacts = Pick<Facts, 'exchangeRates'>;

/** How many months back a rate may be taken from when the time asked for has none. */
const monthsBack = 3;

interface Rate {
  readonly perUsd: number;
  /** What kind of rate it is, in words: "mean of 2025-09". */
  readonly basis: string;
  readonly period: string;
  readonly source: string;
  readonly ground: 'recorded' | 'assumed';
}

/**
 * Converts an amount of money at the rate of its time: the day's where it is on record, else the mean of the month,
 * else of the year, else of the nearest month before, at most three months back. A quarter, half or run of months
 * takes the mean of its months.
 *
 * @param period in the project's notation: `2025-09-23`, `2025-09`, `2025-Q3`, `2025`, `2025-01/2025-09`
 * @example exchange(850_000, 'CNY', 'USD', '2026-01', facts)
 */
export function exchange(
  value: number,
  from: string,
  to: string,
  period: string,
  facts: ExchangeFacts,
): Conversion {
  const steps = exchangeSteps(from, to, period, facts);
  return typeof steps === 'string' ? refused(steps) : converted(value, to, steps);
}

/** The steps from one currency to another, by way of the US dollar; words where a rate is missing. */
export function exchangeSteps(
  from: string,
  to: string,
  period: string,
  facts: ExchangeFacts,
): readonly ConversionStep[] | string {
  if (from === to) return [];
  const steps: ConversionStep[] = [];
  for (const currency of [from, to]) {
    if (currency === 'USD') continue;
    const rate = rateOf(currency, period, ratesOf(currency, facts.exchangeRates));
    if (typeof rate === 'string') return rate;
    const { perUsd, basis, ...rest } = rate;
    const [done, factor] = currency === from ? ['divided', 1 / perUsd] : ['multiplied', perUsd];
    steps.push({
      text: `${done} by ${said(perUsd)} ${currency} for 1 USD, ${basis}`,
      factor: factor as number,
      ...rest,
    });
  }
  return steps;
}

type Row = Facts['exchangeRates'][number];

function rateOf(currency: string, period: string, rows: ReadonlyMap<string, Row>): Rate | string {
  if (rows.size === 0) return `no exchange rate of "${currency}" is on record`;
  const months = monthsOf(period);
  if (!months) return `"${period}" is no period that an exchange rate can be found for`;
  const meanOf = (of: string, ground: Rate['ground'], words = ''): Rate | undefined => {
    const row = rows.get(of);
    const kind = of.length === 10 ? 'rate of' : 'mean of';
    return (
      row && { perUsd: row.per_usd, basis: `${words}${kind} ${of}`, period: of, source: row.source, ground }
    );
  };
  const exact = meanOf(period, 'recorded');
  if (exact) return exact;
  const [month = ''] = months;
  if (months.length > 1) return meanOverMonths(currency, period, months, rows);
  const near = meanOf(month, 'recorded') ?? meanOf(month.slice(0, 4), 'recorded');
  if (near) return near;
  for (let back = 1; back <= monthsBack; back++) {
    const earlier = meanOf(monthBefore(month, back), 'assumed', `the last on record before ${month}: `);
    if (earlier) return earlier;
  }
  return `no exchange rate of ${currency} is on record for ${period} or the ${monthsBack} months before it`;
}

/** The plain mean over the months of a longer period, all of which must be on record. */
function meanOverMonths(
  currency: string,
  period: string,
  months: readonly string[],
  rows: ReadonlyMap<string, Row>,
): Rate | string {
  let sum = 0;
  for (const month of months) {
    const row = rows.get(month);
    if (!row) return `no exchange rate of ${currency} is on record for ${month}, which is part of ${period}`;
    sum += row.per_usd;
  }
  return {
    perUsd: sum / months.length,
    basis: `mean of the ${months.length} months of ${period}`,
    period,
    source: rows.get(months[0]!)!.source,
    ground: 'recorded',
  };
}

const indexes = new WeakMap<Facts['exchangeRates'], Map<string, Map<string, Row>>>();

/** The rates of a currency by period; found once for a table of rates. */
function ratesOf(currency: string, rates: Facts['exchangeRates']): ReadonlyMap<string, Row> {
  let byCurrency = indexes.get(rates);
  if (!byCurrency) {
    byCurrency = new Map();
    for (const row of rates) {
      const byPeriod = byCurrency.get(row.currency) ?? new Map<string, Row>();
      byCurrency.set(row.currency, byPeriod.set(row.period, row));
    }
    indexes.set(rates, byCurrency);
  }
  return byCurrency.get(currency) ?? new Map();
}
