/** Quotations on a stated basis: the price of a material on a day, or why there is none. */
import type { Facts } from '../facts/index.ts';
import type { RecordedObservation } from '../ledger/index.ts';
import type { Observation } from '../reading/observation.ts';
import { daysBetween, daysOf } from './days.ts';
import type { Range } from './range.ts';

/** Inside China (yuan, with tax) or outside it (dollars, without). The two are never mixed. */
export type Market = 'inside' | 'outside';
export type PriceType = NonNullable<Observation['price_type']>;

/** Which price is asked for. */
export interface PriceAsk {
  readonly material: string;
  readonly market: Market;
  /** The day that the price is for; only quotations of that day or earlier count. */
  readonly date: string;
  /** Kinds of price that count; assessed, asked and traded where not said. */
  readonly types?: readonly PriceType[];
}

/** One quotation for a kilogram; `value` is its middle. */
export interface Quote extends Range {
  readonly material: string;
  readonly unit: 'CNY/kg' | 'USD/kg';
  readonly vat: 'included' | 'excluded';
  readonly market: Market;
  readonly priceType: PriceType;
  readonly period: string;
  /** Days from the end of its period to the day asked for. */
  readonly age: number;
  readonly source: string;
  readonly url?: string;
  /** Row of the ledger, or line of the shipped file. */
  readonly row?: string;
}

export interface Refusal {
  readonly refused: string;
}

/** Mean of the middle of the quotations of a period, each day once. */
export interface PeriodMean {
  readonly material: string;
  readonly mean: number;
  readonly unit: Quote['unit'];
  readonly vat: Quote['vat'];
  readonly days: number;
  readonly period: string;
  readonly source: string;
}

export interface Prices {
  quote(ask: PriceAsk): Quote | Refusal;
  mean(ask: Omit<PriceAsk, 'date'> & { readonly period: string }): PeriodMean | Refusal;
}

export const isRefusal = (value: object): value is Refusal => 'refused' in value;

/** What a quotation needs to say to be used here; rows of the ledger and of the shipped file both do. */
interface Quotation {
  readonly material: string;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly period: string;
  readonly place?: string | undefined;
  readonly basis?: Observation['basis'] | undefined;
  readonly vat?: Observation['vat'] | undefined;
  readonly priceType: PriceType;
  readonly precision?: Observation['precision'] | undefined;
  readonly morning: boolean;
  readonly voice: string;
  readonly source: string;
  readonly url?: string | undefined;
  readonly row: string;
}

/** Prices from what the ledger holds. Disputed, suspect, estimated and retracted rows take no part. */
export function pricesOfRecord(record: readonly RecordedObservation[]): Prices {
  return pricesOf(
    record.flatMap((row): Quotation[] => {
      const { observation: o, status, source, voice, url, id, spec, session } = row;
      if (o.kind !== 'price' || spec || (status !== 'as_published' && status !== 'derived')) return [];
      const { subject, unit, period, low = o.high, high = o.low } = o;
      if (!subject || !unit || !period || low === undefined || high === undefined) return [];
      return [
        {
          material: subject,
          low,
          high,
          unit,
          period,
          place: o.place,
          basis: o.basis,
          vat: o.vat,
          priceType: o.price_type ?? 'assessed',
          precision: o.precision,
          morning: session === 'morning',
          voice,
          source,
          url,
          row: id,
        },
      ];
    }),
  );
}

/** Prices from the shipped file of quotations alone, where there is no ledger. */
export function pricesOfFacts(facts: Pick<Facts, 'quotations' | 'sources'>): Prices {
  const origin = new Map(facts.sources.map((source) => [source.source, source.origin]));
  return pricesOf(
    facts.quotations.flatMap((row, index): Quotation[] => {
      if (row.spec || row.status !== 'ok' || row.derivation === 'estimate') return [];
      const { material, low, high, unit, period, market, basis, vat, price_type, precision, source, url } =
        row;
      return [
        {
          material,
          low,
          high,
          unit,
          period,
          place: market,
          basis,
          vat,
          priceType: price_type,
          precision,
          morning: row.session === 'morning',
          voice: origin.get(source) ?? source,
          source,
          url,
          row: `prices/quotations.csv:${index + 2}`,
        },
      ];
    }),
  );
}

interface Point extends Omit<Quote, 'age'> {
  readonly start: string;
  readonly end: string;
  readonly voice: string;
  readonly morning: boolean;
}

const PER_KG: Readonly<Record<string, readonly [unit: Quote['unit'], factor: number]>> = {
  'CNY/kg': ['CNY/kg', 1],
  'CNY/t': ['CNY/kg', 0.001],
  'USD/kg': ['USD/kg', 1],
  'USD/t': ['USD/kg', 0.001],
};

/**
 * A yuan price inside China holds the tax unless said otherwise, a price outside does not. Dollar prices "in China"
 * may or may not hold it, so they are left out.
 */
function toPoint(row: Quotation): Point | undefined {
  const scale = PER_KG[row.unit];
  const days = daysOf(row.period);
  if (!scale || !days || row.precision === 'over') return undefined;
  const [unit, factor] = scale;
  const abroad =
    row.basis === 'FOB' || row.basis === 'CIF' || row.basis === 'DDP' || (row.place ?? 'CN') !== 'CN';
  if (abroad !== (unit === 'USD/kg')) return undefined;
  const low = row.low * factor;
  const high = row.high * factor;
  return {
    material: row.material,
    low,
    high,
    value: (low + high) / 2,
    unit,
    vat: row.vat ?? (abroad ? 'excluded' : 'included'),
    market: abroad ? 'outside' : 'inside',
    priceType: row.priceType,
    period: row.period,
    source: row.source,
    ...(row.url === undefined ? {} : { url: row.url }),
    row: row.row,
    ...days,
    voice: row.voice,
    morning: row.morning,
  };
}

const USUAL: readonly PriceType[] = ['assessed', 'asked', 'traded'];
/** Publishers differ by a day or two; within so many days the one that quotes a material most is taken. */
const SAME_TIME = 3;

function pricesOf(rows: readonly Quotation[]): Prices {
  const books = new Map<string, Book>();
  for (const row of rows) {
    const point = toPoint(row);
    if (!point) continue;
    const key = `${point.material} ${point.market}`;
    let book = books.get(key);
    if (!book) books.set(key, (book = { points: [], voices: new Map() }));
    book.points.push(point);
    book.voices.set(point.voice, (book.voices.get(point.voice) ?? 0) + 1);
  }
  for (const { points } of books.values())
    points.sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0));
  const quotes = new Map<string, Quote | Refusal>();
  return {
    quote(ask) {
      const key = `${ask.material} ${ask.market} ${ask.date} ${ask.types ?? ''}`;
      let found = quotes.get(key);
      if (!found) quotes.set(key, (found = newest(books.get(`${ask.material} ${ask.market}`), ask)));
      return found;
    },
    mean: (ask) => meanOf(books.get(`${ask.material} ${ask.market}`), ask),
  };
}

interface Book {
  readonly points: Point[];
  /** How often each voice quotes it. */
  readonly voices: Map<string, number>;
}

const nothing = (ask: { material: string; market: Market }, when: string): Refusal => ({
  refused: `no quotation of ${ask.material} ${ask.market} China ${when}`,
});

function newest(book: Book | undefined, ask: PriceAsk): Quote | Refusal {
  const types = ask.types ?? USUAL;
  const fitting = (point: Point) =>
    point.end <= ask.date && types.includes(point.priceType) && daysBetween(point.start, point.end) < 32;
  const last = book?.points.findLast(fitting);
  if (!book || !last) return nothing(ask, `by ${ask.date}`);
  let best = last;
  for (const point of book.points) {
    if (point.end > last.end || daysBetween(point.end, last.end) > SAME_TIME || !fitting(point)) continue;
    if (better(point, best, book)) best = point;
  }
  const { start: _start, end, voice: _voice, morning: _morning, ...quote } = best;
  return { ...quote, age: daysBetween(end, ask.date) };
}

/** The usual voice before others, then the later day, then the level of the evening. */
function better(a: Point, b: Point, book: Book): boolean {
  const often = (point: Point) => book.voices.get(point.voice) ?? 0;
  if (often(a) !== often(b)) return often(a) > often(b);
  if (a.end !== b.end) return a.end > b.end;
  return !a.morning && b.morning;
}

function meanOf(
  book: Book | undefined,
  ask: Omit<PriceAsk, 'date'> & { readonly period: string },
): PeriodMean | Refusal {
  const span = daysOf(ask.period);
  const types = ask.types ?? USUAL;
  const within = (book?.points ?? []).filter(
    (point) => span && point.start >= span.start && point.end <= span.end && types.includes(point.priceType),
  );
  const length = (point: Point) => daysBetween(point.start, point.end);
  const shortest = Math.min(...within.map(length));
  const perDay = new Map<string, Point>();
  for (const point of within) {
    if (length(point) > shortest + 7) continue;
    const known = perDay.get(point.end);
    if (!known || better(point, known, book!)) perDay.set(point.end, point);
  }
  const points = [...perDay.values()];
  const first = points[0];
  if (!first) return nothing(ask, `in ${ask.period}`);
  return {
    material: ask.material,
    mean: points.reduce((sum, point) => sum + point.value, 0) / points.length,
    unit: first.unit,
    vat: first.vat,
    days: points.length,
    period: ask.period,
    source: [...new Set(points.map((point) => point.source))].slice(0, 3).join(', '),
  };
}
