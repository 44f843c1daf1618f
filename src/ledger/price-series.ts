/**
 * Prices as series that never mix bases: a series has one material, one currency, one delivery term, one VAT state,
 * one kind of price, one market, one specification, one time that a price speaks for, and (unless asked for together)
 * one voice. Only mass is converted, kilograms against tonnes, because that changes nothing.
 */
import type { Observation } from '../reading/observation.ts';
import { compareText, groupBy } from './collect.ts';
import { LedgerError } from './errors.ts';
import { type Gap, gapsOf } from './gaps.ts';
import type { Ledger } from './open.ts';
import { type Resolution, spanOf } from './periods.ts';
import { record } from './record.ts';
import type { AsOf, RecordedObservation } from './types.ts';

/** What a price is of and how it is quoted. `null` where no document says. */
export interface PriceSeriesKey {
  readonly material: string;
  /** `CNY/kg`, `USD/t` ... Kilograms and tonnes of one currency are one series, in the unit asked for. */
  readonly unit: string;
  readonly market: string | null;
  readonly basis: Observation['basis'] | null;
  readonly vat: Observation['vat'] | null;
  readonly priceType: Observation['price_type'] | null;
  /** Kind of ore, grade of a blank. */
  readonly spec: string | null;
  readonly purity: string | null;
  /** How long each price speaks for. */
  readonly span: Resolution | 'week' | null;
  /** Whose prices these are; `null` where several voices were asked for together. */
  readonly voice: string | null;
}

/** Which series are wanted: fields left out may be anything, `null` means "not stated". */
export interface PriceRequest extends Partial<Omit<PriceSeriesKey, 'material'>> {
  readonly material: string;
  /** Puts the voices of one basis into one series, each point still with its own. */
  readonly together?: boolean;
  /** First and last day, ISO. */
  readonly from?: string;
  readonly to?: string;
  /** Without what these voices say. */
  readonly exceptVoices?: readonly string[];
  readonly asOf?: AsOf;
}

export interface PricePoint {
  readonly period: string;
  /** First and last day of the period. */
  readonly start: string;
  readonly end: string;
  /** In the unit of the series. */
  readonly low: number;
  readonly high: number;
  readonly mid: number;
  readonly voice: string;
  readonly status: RecordedObservation['status'];
  /** False for what is shown and never counted: disputed, suspect, estimated, only a bound, a morning's old level. */
  readonly counts: boolean;
  /** Ids of every observation that states it; copies of one another are one point. */
  readonly observations: readonly string[];
  readonly published?: string;
}

export interface PriceSeries {
  readonly key: PriceSeriesKey;
  /** By time; within a day by voice. */
  readonly points: readonly PricePoint[];
  /** Months without a price that counts, between the first and the last. */
  readonly gaps: readonly Gap[];
}

/**
 * All series that fit a request, the one with most points first. Several where the request leaves a basis open.
 *
 * @example await priceSeries(ledger, { material: 'Dy-oxide', market: 'CN', unit: 'CNY/kg' })
 */
export async function priceSeries(ledger: Ledger, request: PriceRequest): Promise<readonly PriceSeries[]> {
  const rows = await record(ledger, {
    kinds: ['price'],
    subjects: [request.material],
    ...(request.asOf ? { asOf: request.asOf } : {}),
    ...(request.exceptVoices ? { exceptVoices: request.exceptVoices } : {}),
  });
  const quotes = rows.flatMap((row) => quoteOf(row, request));
  const series = [...groupBy(quotes, (quote) => JSON.stringify(quote.key)).values()].map(
    (group): PriceSeries => {
      const points = pointsOf(group);
      return { key: group[0]!.key, points, gaps: gapsOf(points.filter((point) => point.counts)) };
    },
  );
  return series.sort(
    (a, b) => b.points.length - a.points.length || compareText(keyText(a.key), keyText(b.key)),
  );
}

/**
 * The one series that fits a request.
 *
 * @throws LedgerError `mixed-bases` where the request leaves open what tells several series apart; the message names it
 */
export async function onePriceSeries(ledger: Ledger, request: PriceRequest): Promise<PriceSeries> {
  const all = await priceSeries(ledger, request);
  const [only, ...others] = all;
  if (others.length > 0) throw mixed(all.map((series) => series.key));
  return only ?? { key: emptyKey(request), points: [], gaps: [] };
}

interface Quote {
  readonly key: PriceSeriesKey;
  readonly point: PricePoint;
  /** Later in the day, then later published, goes first when a day has one level. */
  readonly order: string;
}

function quoteOf(row: RecordedObservation, request: PriceRequest): readonly Quote[] {
  const { observation } = row;
  const { low: statedLow, high: statedHigh, unit: statedUnit, period } = observation;
  const span = spanOf(period);
  const low = statedLow ?? statedHigh;
  const high = statedHigh ?? statedLow;
  if (!span || period === undefined || low === undefined || high === undefined || !statedUnit) return [];
  if (request.from !== undefined && span.end < request.from) return [];
  if (request.to !== undefined && span.start > request.to) return [];
  const factor =
    request.unit === undefined ? toKilograms(statedUnit) : factorBetween(statedUnit, request.unit);
  if (factor === undefined) return [];
  const key: PriceSeriesKey = {
    material: request.material,
    unit: request.unit ?? perKilogram(statedUnit),
    market: observation.place ?? null,
    basis: observation.basis ?? null,
    vat: observation.vat ?? null,
    priceType: observation.price_type ?? null,
    spec: row.spec ?? observation.grade ?? null,
    purity: observation.purity ?? null,
    span: row.span ?? span.resolution,
    voice: request.together ? null : row.voice,
  };
  if (request.voice !== undefined && request.voice !== null && request.voice !== row.voice) return [];
  for (const field of CHOOSABLE) {
    if (request[field] !== undefined && request[field] !== key[field]) return [];
  }
  const { status } = row;
  const scaledLow = scaled(low, factor);
  const scaledHigh = scaled(high, factor);
  return [
    {
      key,
      point: {
        period,
        start: span.start,
        end: span.end,
        low: scaledLow,
        high: scaledHigh,
        mid: (scaledLow + scaledHigh) / 2,
        voice: row.voice,
        status,
        counts: (status === 'as_published' || status === 'derived') && observation.precision !== 'over',
        observations: [row.id],
        ...(row.published === undefined ? {} : { published: row.published }),
      },
      order: `${SESSIONS.indexOf(row.session)}${row.available}`,
    },
  ];
}

/** From the level that counts least to the one that counts most. */
const SESSIONS: readonly RecordedObservation['session'][] = ['morning', undefined, 'closing'];

const CHOOSABLE = ['market', 'basis', 'vat', 'priceType', 'spec', 'purity', 'span'] as const;

/** Copies become one point; of several levels of one voice for one period, only the last one counts. */
function pointsOf(quotes: readonly Quote[]): readonly PricePoint[] {
  const points: PricePoint[] = [];
  for (const sameTime of groupBy(
    quotes,
    ({ point }) => `${point.start} ${point.end} ${point.voice}`,
  ).values()) {
    const levels = [
      ...groupBy(sameTime, ({ point }) => `${point.low} ${point.high} ${point.status}`).values(),
    ];
    const merged = levels.map((copies) => ({
      ...copies[0]!,
      order: copies
        .map((copy) => copy.order)
        .sort(compareText)
        .at(-1)!,
      point: { ...copies[0]!.point, observations: copies.flatMap((copy) => copy.point.observations) },
    }));
    const last = merged
      .filter(({ point }) => point.counts)
      .sort((a, b) => compareText(a.order, b.order))
      .at(-1);
    for (const quote of merged) {
      points.push(quote === last ? quote.point : { ...quote.point, counts: false });
    }
  }
  return points.sort(
    (a, b) => compareText(a.end, b.end) || compareText(a.start, b.start) || compareText(a.voice, b.voice),
  );
}

/** One month of a series: the mean of its days, each day counting once however many voices spoke. */
export interface MonthMean {
  readonly month: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Days (or other periods within the month) that had a price. */
  readonly days: number;
  readonly observations: readonly string[];
}

/** Means of the months that have a price; months without one are missing, never filled. */
export function monthMeans(series: PriceSeries): readonly MonthMean[] {
  const within = series.points.filter(
    (point) => point.counts && point.start.slice(0, 7) === point.end.slice(0, 7),
  );
  return [...groupBy(within, (point) => point.start.slice(0, 7))].map(([month, points]) => {
    const days = [...groupBy(points, (point) => point.period).values()];
    const means = days.map((day) => sum(day.map((point) => point.mid)) / day.length);
    return {
      month,
      mean: sum(means) / means.length,
      low: Math.min(...points.map((point) => point.low)),
      high: Math.max(...points.map((point) => point.high)),
      days: days.length,
      observations: points.flatMap((point) => point.observations),
    };
  });
}

export interface Latest {
  readonly point: PricePoint;
  /** The last one of an earlier period. */
  readonly previous?: PricePoint;
  /** Of the middle against that of `previous`, in percent. */
  readonly changePct?: number;
}

/** The last price that counts, with the one before it; undefined for a series without any. */
export function latest(series: PriceSeries): Latest | undefined {
  const counted = series.points.filter((point) => point.counts);
  const point = counted.at(-1);
  if (!point) return undefined;
  const previous = counted.filter((other) => other.end < point.end && other.voice === point.voice).at(-1);
  if (!previous) return { point };
  return { point, previous, changePct: (point.mid / previous.mid - 1) * 100 };
}

const KILOGRAMS: Readonly<Record<string, number>> = { t: 1000, kg: 1, g: 0.001, lb: 0.45359237 };

function parted(unit: string): readonly [currency: string, kilograms: number] | undefined {
  const slash = unit.indexOf('/');
  const kilograms = KILOGRAMS[unit.slice(slash + 1)];
  return slash < 0 || kilograms === undefined ? undefined : [unit.slice(0, slash), kilograms];
}

const perKilogram = (unit: string): string => {
  const parts = parted(unit);
  return parts ? `${parts[0]}/kg` : unit;
};

const toKilograms = (unit: string): number | undefined => factorBetween(unit, perKilogram(unit));

/** What a price in `unit` is to be multiplied by to stand in `wanted`; undefined where only a rate could tell. */
function factorBetween(unit: string, wanted: string): number | undefined {
  if (unit === wanted) return 1;
  const from = parted(unit);
  const to = parted(wanted);
  return from && to && from[0] === to[0] ? to[1] / from[1] : undefined;
}

/** Without the dust of binary fractions: 1234567 CNY/t is 1234.567 CNY/kg. */
const scaled = (value: number, factor: number): number =>
  factor === 1 ? value : Number((value * factor).toPrecision(15));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const keyText = (key: PriceSeriesKey): string => JSON.stringify(key);

function emptyKey(request: PriceRequest): PriceSeriesKey {
  const { material, unit = '', market = null, basis = null, vat = null, priceType = null } = request;
  const { spec = null, purity = null, span = null, voice = null } = request;
  return { material, unit, market, basis, vat, priceType, spec, purity, span, voice };
}

function mixed(keys: readonly PriceSeriesKey[]): LedgerError {
  const fields = Object.keys(keys[0]!) as (keyof PriceSeriesKey)[];
  const open = fields.flatMap((field) => {
    const values = [...new Set(keys.map((key) => key[field] ?? 'not stated'))].sort(compareText);
    return values.length > 1
      ? [`${field} (${values.slice(0, 6).join(', ')}${values.length > 6 ? ' ...' : ''})`]
      : [];
  });
  return new LedgerError(
    'mixed-bases',
    `${keys[0]!.material}: this asks for ${keys.length} series at once, which may not be mixed. Choose ${open.join('; ')}.`,
  );
}
