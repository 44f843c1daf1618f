/** Recorded prices of a material near a day, in one currency per kilogram, on terms that can be compared. */
import type { Bench, Stated } from './bench.ts';
import { type Interval, scale } from './interval.ts';
import { daysBetween, firstDay, lastDay, type Span } from './period.ts';
import { type Entry, isSelf } from './record.ts';
import type { Facts } from './series.ts';

/** A price unit taken apart: "CNY/t" is CNY, and a thousandth of it is the price of a kilogram. */
export const perKilogram = (unit: string | undefined): { currency: string; factor: number } | undefined => {
  const match = /^([A-Z]{3})\/(t|kg)$/.exec(unit ?? '');
  return match ? { currency: match[1]!, factor: match[2] === 't' ? 0.001 : 1 } : undefined;
};

/** Where and how a price is made: only like is compared with like. */
export interface Terms {
  readonly currency: string;
  readonly market: 'inside' | 'outside' | 'unsaid';
  readonly tax: 'included' | 'excluded' | 'unsaid';
  readonly type: 'market' | 'list' | 'floor' | 'contract';
}

const TYPES: Readonly<Record<string, Terms['type']>> = {
  assessed: 'market',
  asked: 'market',
  traded: 'market',
  tender: 'market',
  list: 'list',
  floor: 'floor',
  contract: 'contract',
};

/**
 * A yuan price is one inside China with tax unless said otherwise; prices for export hold no Chinese tax. A dollar
 * price "in China" may be either.
 */
export const termsOf = (o: Facts): Terms | undefined => {
  const unit = perKilogram(o.unit);
  if (!unit) return undefined;
  const abroad =
    o.basis === 'FOB' ||
    o.basis === 'CIF' ||
    o.basis === 'DDP' ||
    (o.place !== undefined && o.place !== 'CN');
  const market = abroad ? 'outside' : unit.currency === 'CNY' ? 'inside' : 'unsaid';
  return {
    currency: unit.currency,
    market,
    tax: o.vat ?? (market === 'inside' ? 'included' : market === 'outside' ? 'excluded' : 'unsaid'),
    type: TYPES[o.price_type ?? 'assessed'] ?? 'market',
  };
};

export const comparable = (a: Terms, b: Terms): boolean =>
  a.currency === b.currency &&
  a.type === b.type &&
  (a.market === b.market || a.market === 'unsaid' || b.market === 'unsaid') &&
  (a.tax === b.tax || a.tax === 'unsaid' || b.tax === 'unsaid');

/** One recorded price, per kilogram. */
export interface Quote {
  readonly entry: Entry;
  readonly terms: Terms;
  readonly range: Interval;
  /** Days from the day asked for; negative: before. 0 where the quote's month or year holds that day. */
  readonly days: number;
  /** How long a time it speaks for. */
  readonly length: 'day' | 'month' | 'longer';
}

const lengthOf = (span: Span): Quote['length'] =>
  span.day ? 'day' : span.from === span.to ? 'month' : 'longer';

const daysAway = (span: Span, day: string): number => {
  const first = firstDay(span);
  const last = lastDay(span);
  return day < first ? daysBetween(day, first) : day > last ? -daysBetween(last, day) : 0;
};

/** All believed quotes of a material, with their distance from a day. */
export const quotesOf = (bench: Bench, subject: string, day: string): readonly Quote[] =>
  bench.index.about('price', subject).flatMap((entry) => {
    const { facts, span } = entry;
    const terms = termsOf(facts);
    const unit = perKilogram(facts.unit);
    if (!terms || !unit || !span || entry.weight === 0 || isSelf(entry.row, bench.self)) return [];
    if (facts.low === undefined) return [];
    const range = scale({ lo: facts.low, hi: facts.high ?? facts.low }, unit.factor);
    return [{ entry, terms, range, days: daysAway(span, day), length: lengthOf(span) }];
  });

/** The stated range per kilogram, as far as its digits allow. */
export const statedRange = (s: Stated): Interval | undefined => {
  const unit = perKilogram(s.facts.unit);
  const { low, high } = s.facts;
  if (!unit || low === undefined) return undefined;
  const half = (s.printed?.step ?? 0) / 2;
  const about = s.facts.precision ? 0.02 * low : 0;
  return scale({ lo: low - half - about, hi: (high ?? low) + half + about }, unit.factor);
};
