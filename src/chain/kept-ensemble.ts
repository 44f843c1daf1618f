/**
 * An ensemble reduced to what forecasts are answered from: one number a run for each figure and year, or month of a
 * supposed stop. Kept as JSON in `data/chain/ensembles`, so that answering needs no run and works in a browser.
 */
import { z } from 'zod';
import { monthOf, yearFraction } from './calendar.ts';
import type { EnsembleAnswer } from './ensemble.ts';
import type { Scenario } from './scenario.ts';

const perRun = z.array(z.number().nullable());

export const keptEnsembleSchema = z.strictObject({
  scenario: z.string(),
  title: z.string(),
  seed: z.number(),
  /** Digest of scenario and data; another one means that the file is older than the data. */
  key: z.string(),
  runs: z.number().int().min(1),
  /** Yearly figures by name, then by year. */
  yearly: z.record(z.string(), z.record(z.string(), perRun)),
  /** When allied makers first meet a share of a place's use for good, as a year with fraction; null: never. */
  reached: z.record(z.string(), perRun),
  /** What held each place back most, and in how many runs. */
  bottlenecks: z.record(z.string(), z.record(z.string(), z.number())),
  /** Of a scenario that supposes a stop: monthly figures by name, the month before the stop first. */
  supposed: z
    .strictObject({
      stops: z.string(),
      from: z.string(),
      until: z.string(),
      monthly: z.record(z.string(), z.array(perRun)),
      /** Weeks after the stop until the first buyer of magnets at a place runs short by 5%; null: not while it lasts. */
      stoppageWeeks: z.record(z.string(), perRun),
    })
    .optional(),
});
export type KeptEnsemble = z.infer<typeof keptEnsembleSchema>;
type Supposed = NonNullable<KeptEnsemble['supposed']>;

/** The part of a scenario that is run to be kept: one that supposes a stop is of interest until the stop ends. */
export const keptPart = (scenario: Scenario): Scenario =>
  scenario.supposes ? { ...scenario, until: scenario.supposes.until } : scenario;

const MONTHLY = /^(?:short:|price:.*-oxide:)/;
const YEARLY = /^(?:price|gap|coverage):|^exports:magnet:CN$|^shortage$/;
const STOPPAGE = /^stoppage-weeks:(.+)$/;
const isSummed = (name: string): boolean => name === 'shortage' || name.startsWith('exports');

/** Numbers keep four digits. */
const round = (x: number | null): number | null =>
  x === null || !Number.isFinite(x) ? null : Number(x.toPrecision(4));

/** A year's figure of a monthly series: the sum of flows, the last month's coverage, else the mean. */
const ofYear = (name: string, values: readonly number[]): number => {
  if (name.startsWith('coverage')) return values.at(-1)!;
  const sum = values.reduce((x, y) => x + y, 0);
  return isSummed(name) ? sum : sum / values.length;
};

const yearlyFigures = (answers: readonly EnsembleAnswer[], from: string): KeptEnsemble['yearly'] => {
  const yearly: KeptEnsemble['yearly'] = {};
  const put = (name: string, year: number, values: (number | null)[]): void => {
    yearly[name] ??= {};
    yearly[name][String(year)] = values.map(round);
  };
  const [first] = answers;
  const yearAt = (t: number): number => Math.floor((monthOf(from) + t) / 12);
  for (const [name, series] of Object.entries(first!.series)) {
    if (!YEARLY.test(name)) continue;
    for (const year of new Set(series.map((_, t) => yearAt(t)))) {
      const inYear = (a: EnsembleAnswer) => a.series[name]!.filter((_, t) => yearAt(t) === year);
      put(
        name,
        year,
        answers.map((a) => ofYear(name, inYear(a))),
      );
    }
  }
  for (const name of Object.keys(first!.figures)) {
    const match = /^((?:share|output):.*):(\d{4})$/.exec(name);
    if (match)
      put(
        match[1]!,
        Number(match[2]),
        answers.map((a) => a.figures[name] ?? 0),
      );
  }
  return yearly;
};

const monthlyFigures = (
  answers: readonly EnsembleAnswer[],
  from: string,
  { stops, from: stop, until }: NonNullable<Scenario['supposes']>,
): Supposed => {
  const before = monthOf(stop) - 1 - monthOf(from);
  const months = monthOf(until) - monthOf(stop) + 1;
  const names = Object.keys(answers[0]!.series).filter((name) => MONTHLY.test(name));
  const monthly = names.map((name): [string, (number | null)[][]] => [
    name,
    Array.from({ length: months }, (_, t) => answers.map((a) => round(a.series[name]![before + t] ?? null))),
  ]);
  const places = new Set(
    answers.flatMap((a) => Object.keys(a.figures).flatMap((name) => STOPPAGE.exec(name)?.[1] ?? [])),
  );
  const weeks = [...places].map((place): [string, (number | null)[]] => [
    place,
    answers.map((a) => round(a.figures[`stoppage-weeks:${place}`] ?? null)),
  ]);
  return {
    stops,
    from: stop,
    until,
    monthly: Object.fromEntries(monthly),
    stoppageWeeks: Object.fromEntries(weeks),
  };
};

/**
 * Reduces the answers of an ensemble to what forecasts are answered from.
 *
 * @param of the scenario that was run (see {@link keptPart}), the seed, and the digest of scenario and data
 * @throws where no run was kept
 */
export function keepEnsemble(
  answers: readonly EnsembleAnswer[],
  of: { readonly scenario: Scenario; readonly seed: number; readonly key: string },
): KeptEnsemble {
  const kept = answers.filter((a) => !a.refused);
  const [first] = kept;
  if (!first) throw new Error('no run of the ensemble was kept');
  const { scenario, seed, key } = of;
  const reached = Object.keys(first.dates).map((name): [string, (number | null)[]] => [
    name,
    kept.map((a) => {
      const month = a.dates[name];
      return month ? Number(yearFraction(monthOf(month)).toFixed(3)) : null;
    }),
  ]);
  const bottlenecks: Record<string, Record<string, number>> = {};
  for (const [place, words] of kept.flatMap((a) => Object.entries(a.bottlenecks))) {
    if (words === null) continue;
    bottlenecks[place] ??= {};
    bottlenecks[place][words] = (bottlenecks[place][words] ?? 0) + 1;
  }
  const isStop = scenario.supposes !== undefined;
  return {
    scenario: scenario.name,
    title: scenario.title,
    seed,
    key,
    runs: kept.length,
    yearly: isStop ? {} : yearlyFigures(kept, scenario.from),
    reached: isStop ? {} : Object.fromEntries(reached),
    bottlenecks: isStop ? {} : bottlenecks,
    ...(scenario.supposes ? { supposed: monthlyFigures(kept, scenario.from, scenario.supposes) } : {}),
  };
}
