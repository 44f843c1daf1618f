// What many runs say together: ranges by month, shortages by place and class, what binds, who stops first, dates.
import { quantile, quantileError } from '../../../src/chain/quantile.ts';
import type { BoundPath, Outcome, Use } from './outcome.ts';

/** A figure with its range: the median and 80% of draws; the best estimate alone where there are too few draws. */
export interface Ranged {
  readonly mid: number;
  readonly low?: number;
  readonly high?: number;
}

/** One side of a comparison: the best estimate and the draws that are in. */
export interface Side {
  readonly central: Outcome;
  readonly draws: readonly Outcome[];
}

/** Draws from which on a range is shown. */
export const LEAST_DRAWS = 5;

/** Range of a figure over the draws of a side. */
export function ranged({ central, draws }: Side, value: (outcome: Outcome) => number): Ranged {
  if (draws.length < LEAST_DRAWS) return { mid: value(central) };
  const sample = draws.map(value);
  return { mid: quantile(sample, 0.5), low: quantile(sample, 0.1), high: quantile(sample, 0.9) };
}

/**
 * Change of a figure from the base to the run, draw by draw: both sides of a draw have the same uncertain parameters,
 * so their difference is far surer than either side.
 */
export function changed(run: Side, base: Side, value: (outcome: Outcome) => number): Ranged {
  const before = new Map(base.draws.map((outcome) => [outcome.draw, outcome]));
  const changes = run.draws.flatMap((outcome) => {
    const other = before.get(outcome.draw);
    return other ? [value(outcome) - value(other)] : [];
  });
  if (changes.length < LEAST_DRAWS) return { mid: value(run.central) - value(base.central) };
  return { mid: quantile(changes, 0.5), low: quantile(changes, 0.1), high: quantile(changes, 0.9) };
}

/** Median with 50% and 80% of draws in a month. */
export interface Band {
  readonly month: string;
  readonly p10: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
}

/** Bands of a series in the months shown; the best estimate as a line of no width where there are too few draws. */
export function bandsOf(side: Side, name: string, from: string, to: string): readonly Band[] {
  const { central, draws } = side;
  const few = draws.length < LEAST_DRAWS;
  return central.months.flatMap((month, t) => {
    if (month < from || month > to) return [];
    const value = central.series[name]?.[t];
    if (value === undefined) return [];
    if (few) return [{ month, p10: value, p25: value, p50: value, p75: value, p90: value }];
    const sample = draws.map(({ series }) => series[name]?.[t] ?? Number.NaN);
    const at = (share: number) => quantile(sample, share);
    return [{ month, p10: at(0.1), p25: at(0.25), p50: at(0.5), p75: at(0.75), p90: at(0.9) }];
  });
}

const usesByKey = new WeakMap<Outcome, Map<string, Use>>();

/** Use of a class at a place in an outcome. */
export function useOf(outcome: Outcome, place: string, carrier: string): Use | undefined {
  let uses = usesByKey.get(outcome);
  if (!uses) {
    uses = new Map(outcome.uses.map((use) => [`${use.place}:${use.carrier}`, use]));
    usesByKey.set(outcome, uses);
  }
  return uses.get(`${place}:${carrier}`);
}

/** Share of a use that goes unserved in the month at offset `t`. */
export const unserved =
  (place: string, carrier: string, t: number) =>
  (outcome: Outcome): number => {
    const use = useOf(outcome, place, carrier);
    const wanted = use?.wanted[t] ?? 0;
    return wanted > 0 ? use!.short[t]! / wanted : 0;
  };

export interface ShortRow extends Pick<Use, 'place' | 'carrier' | 'words' | 'placeWords' | 'carrierWords'> {
  /** Share of use unserved by month shown, with the base's. */
  readonly cells: readonly { readonly month: string; readonly share: Ranged; readonly base: number }[];
  /** Tonnes missing over the months, more than in the base, in the best estimate. */
  readonly tonnes: number;
}

const LEAST_SHORT = 0.005;

/** Places and classes that go short in the months from `from` to `to`, those first of whom most is missing. */
export function shortRows(
  run: Side,
  base: Side | undefined,
  from: string,
  to: string,
  places: readonly string[] | undefined,
): readonly ShortRow[] {
  return run.central.uses
    .filter(({ place }) => !places || places.includes(place))
    .map(({ place, carrier, words, placeWords, carrierWords }) => {
      const cells = run.central.months.flatMap((month, t) =>
        month < from || month > to
          ? []
          : [
              {
                month,
                share: ranged(run, unserved(place, carrier, t)),
                base: base ? ranged(base, unserved(place, carrier, t)).mid : 0,
              },
            ],
      );
      const missing = (outcome: Outcome | undefined) =>
        outcome ? shortTonnes(from, to, [place], carrier)(outcome) : 0;
      const tonnes = missing(run.central) - missing(base?.central);
      return { place, carrier, words, placeWords, carrierWords, cells, tonnes };
    })
    .filter(({ cells }) => cells.some(({ share }) => share.mid >= LEAST_SHORT))
    .sort((a, b) => b.tonnes - a.tonnes);
}

/** Tonnes of magnets not served from one month to another, in an outcome. */
export const shortTonnes =
  (from: string, to: string, places?: readonly string[], carrier?: string) =>
  ({ months, uses }: Outcome): number =>
    uses
      .filter((use) => (!places || places.includes(use.place)) && (!carrier || use.carrier === carrier))
      .reduce(
        (sum, { short }) =>
          sum + months.reduce((part, month, t) => part + (month >= from && month <= to ? short[t]! : 0), 0),
        0,
      );

export interface BoundRow {
  readonly key: string;
  readonly words: string;
  readonly kind: BoundPath['kind'];
  readonly node: string;
  /** Mean over the months shown of what a kilogram more would be worth, 0 in months in which it does not bind. */
  readonly rent: Ranged;
  readonly baseRent: number;
  /** Cost over the months shown, million USD, in the best estimate. */
  readonly millionUsd: number;
  /** Months in which it binds in the best estimate. */
  readonly months: number;
}

const meanRent = (key: string, from: string, to: string) => (outcome: Outcome) => {
  const path = outcome.bounds.find((one) => one.key === key);
  if (!path) return 0;
  let sum = 0;
  let count = 0;
  outcome.months.forEach((month, t) => {
    if (month < from || month > to) return;
    sum += path.rentUsdPerKg[t]!;
    count++;
  });
  return count > 0 ? sum / count : 0;
};

/** What binds from one month to another, what it costs more than in the base first. */
export function boundRows(run: Side, base: Side | undefined, from: string, to: string): readonly BoundRow[] {
  const money = (outcome: Outcome | undefined, key: string) => {
    const path = outcome?.bounds.find((one) => one.key === key);
    if (!outcome || !path) return 0;
    return outcome.months.reduce(
      (sum, month, t) => sum + (month >= from && month <= to ? path.thousandUsd[t]! / 1000 : 0),
      0,
    );
  };
  return run.central.bounds
    .map(({ key, words, kind, node, rentUsdPerKg }) => ({
      key,
      words,
      kind,
      node,
      millionUsd: money(run.central, key),
      baseMillion: money(base?.central, key),
      months: run.central.months.filter((month, t) => month >= from && month <= to && rentUsdPerKg[t]! > 0)
        .length,
    }))
    .filter(({ months }) => months > 0)
    .sort((a, b) => b.millionUsd - b.baseMillion - (a.millionUsd - a.baseMillion))
    .map(({ baseMillion: _, ...row }) => ({
      ...row,
      rent: ranged(run, meanRent(row.key, from, to)),
      baseRent: base ? ranged(base, meanRent(row.key, from, to)).mid : 0,
    }));
}

export interface StopRow {
  readonly place: string;
  readonly words: string;
  readonly month: string | undefined;
  readonly weeks: Ranged;
  /** Share of draws in which the place stops at all; of the best estimate where there are too few. */
  readonly share: number;
  readonly base: string | undefined;
}

/** Places whose buyers stop, soonest first. */
export function stopRows(run: Side, base: Side | undefined): readonly StopRow[] {
  const all = run.draws.length < LEAST_DRAWS ? [run.central] : run.draws;
  const places = [...new Set([run.central, ...all].flatMap(({ stops }) => stops.map(({ place }) => place)))];
  return places
    .map((place) => {
      const stopped = all.flatMap(({ stops }) => stops.filter((one) => one.place === place));
      const own = run.central.stops.find((one) => one.place === place);
      const weeks = stopped.map((one) => one.weeks);
      return {
        place,
        words: own?.words ?? stopped[0]?.words ?? '',
        month: own?.month,
        weeks:
          weeks.length >= LEAST_DRAWS
            ? { mid: quantile(weeks, 0.5), low: quantile(weeks, 0.1), high: quantile(weeks, 0.9) }
            : { mid: own?.weeks ?? quantile(weeks, 0.5) },
        share: stopped.length / all.length,
        base: base?.central.stops.find((one) => one.place === place)?.month,
      };
    })
    .filter(({ share }) => share > 0)
    .sort((a, b) => a.weeks.mid - b.weeks.mid);
}

/** How far the median of a figure has settled: half of the 90% range of the median over the draws. */
export const settledTo = (draws: readonly Outcome[], value: (outcome: Outcome) => number): number =>
  quantileError(draws.map(value), 0.5);

/** Highest value of a series from one month to another. */
export const peakOf =
  (name: string, from: string, to: string) =>
  ({ months, series }: Outcome): number =>
    Math.max(...within(months, series[name] ?? [], from, to));

/** Lowest value of a series from one month to another. */
export const troughOf =
  (name: string, from: string, to: string) =>
  ({ months, series }: Outcome): number =>
    Math.min(...within(months, series[name] ?? [], from, to));

/** Sum of a series from one month to another. */
export const sumOf =
  (name: string, from: string, to: string) =>
  ({ months, series }: Outcome): number =>
    within(months, series[name] ?? [], from, to).reduce((a, b) => a + b, 0);

const within = (months: readonly string[], values: readonly number[], from: string, to: string) =>
  values.filter((_, t) => months[t]! >= from && months[t]! <= to);
