/** What the model of the chain says about a part: the need that stays unmet, and what the rest costs, by scenario. */
import type { ScenarioRun } from '../chain/index.ts';
import type { Facts } from '../facts/index.ts';
import type { Family, TemperatureClass } from './composition.ts';
import type { Refusal } from './prices.ts';
import type { Range } from './range.ts';

/** Whose need is asked about. */
export interface ShortageAsk {
  readonly family: Family;
  readonly temperatureClass?: TemperatureClass;
  /** Where the magnet is used: ISO code. */
  readonly usedIn?: string;
  readonly stockWeeks: number;
}

/** What one scenario does to such a buyer. */
export interface Shortage {
  readonly scenario: string;
  readonly title: string;
  /** Share of the need not met in the worst quarter of the year from the scenario's start, 0 to 1. */
  readonly unmet: Range;
  /** Change of the magnet's price on the mean of that year against the scenario's base, percent. */
  readonly costPct: Range;
  /** First month in which a tenth or more is not met. */
  readonly from?: string;
}

/** Answers from runs of the chain model, or says why it cannot. */
export type Shortages = (ask: ShortageAsk) => readonly Shortage[] | Refusal;

/** Where no runs of the model were given. */
export const noShortages: Shortages = () => ({
  refused: 'not known, because no scenario of the chain model was run (--scenarios runs them)',
});

/** What a scenario does to each kind of buyer of the model; plain data, to be kept for the next time. */
export interface ScenarioImpact {
  readonly scenario: string;
  readonly title: string;
  /** By carrier, place and tier of stock: `magnet-UH@EU/lean`. */
  readonly buyers: Readonly<
    Record<string, { readonly unmet: number; readonly costPct: number; readonly from?: string }>
  >;
}

const YEAR = 12;
const QUARTER = 3;
const NOTICEABLE = 0.1;

/**
 * Sums up a run for buyers.
 *
 * @param base run that its prices are held against
 * @param start first month of what the scenario adds, `2027-01`; the year from there counts
 */
export function scenarioImpact(run: ScenarioRun, base: ScenarioRun, start: string): ScenarioImpact {
  const first = Math.max(
    0,
    run.months.findIndex((record) => record.month >= start),
  );
  const months = run.months.slice(first, first + YEAR);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const buyers = run.built.network.segments.map((segment, s) => {
    const wanted = months.map((record) => record.demand[s]!);
    const missing = months.map((record, m) => Math.max(0, wanted[m]! - record.served[s]!));
    const quarters = months.map((_, m) => {
      const of = wanted.slice(m, m + QUARTER).reduce((sum, value) => sum + value, 0);
      return of > 0 ? missing.slice(m, m + QUARTER).reduce((sum, value) => sum + value, 0) / of : 0;
    });
    const full = quarters.slice(0, Math.max(1, months.length - QUARTER + 1));
    const node = run.index.node.get(segment.node)!;
    const other = base.index.node.get(segment.node);
    const priceNow = mean(months.map((record) => record.book[node]!));
    const priceBase =
      other === undefined
        ? 0
        : mean(base.months.slice(first, first + YEAR).map((record) => record.book[other]!));
    const from = months.find((_, m) => wanted[m]! > 0 && missing[m]! / wanted[m]! >= NOTICEABLE)?.month;
    const impact = {
      unmet: Math.max(...full),
      costPct: priceBase > 0 ? 100 * (priceNow / priceBase - 1) : 0,
      ...(from ? { from } : {}),
    };
    return [segment.id, impact] as const;
  });
  const { name: scenario, title } = run.scenario;
  return { scenario, title, buyers: Object.fromEntries(buyers) };
}

const CARRIER: Readonly<Record<TemperatureClass, string>> = {
  N: 'magnet-NM',
  M: 'magnet-NM',
  H: 'magnet-HSH',
  SH: 'magnet-HSH',
  UH: 'magnet-UH',
  EH: 'magnet-UH',
  AH: 'magnet-UH',
};
const TIERS = ['lean', 'middle', 'full'] as const;

/**
 * Answers for parts from the impacts of scenarios. A part is held as a buyer of its class, in the place of the model
 * that its country belongs to, with the tier of stock nearest its own; the range is over the tiers.
 */
export function shortagesOf(
  impacts: readonly ScenarioImpact[],
  facts: Pick<Facts, 'places' | 'chainParameters'>,
): Shortages {
  const places = new Set(Object.keys(impacts[0]?.buyers ?? {}).map((id) => id.split('@')[1]!.split('/')[0]!));
  const partOf = new Map(facts.places.map((row) => [row.place, row.part_of]));
  const placeOf = (code: string): string =>
    [code, partOf.get(code) ?? ''].find((place) => places.has(place)) ?? 'ROW';
  const cover = (tier: string) =>
    facts.chainParameters.find((row) => row.parameter === `cover_buyer_${tier}`)?.value ?? 0;
  return ({ family, temperatureClass, usedIn, stockWeeks }) => {
    const carrier = carrierOf(family, temperatureClass);
    if (!carrier) return { refused: `the chain model holds no ${family} magnets of this kind` };
    if (!usedIn) return { refused: 'where the part is used is not told' };
    const node = `${carrier}@${placeOf(usedIn)}`;
    const nearest = [...TIERS].sort(
      (a, b) => Math.abs(cover(a) - stockWeeks) - Math.abs(cover(b) - stockWeeks),
    )[0]!;
    return impacts.flatMap(({ scenario, title, buyers }) => {
      const all = [`${node}/lean`, `${node}/middle`, `${node}/full`, `${node}/all`].flatMap(
        (id) => buyers[id] ?? [],
      );
      const own = buyers[`${node}/${nearest}`] ?? all[0];
      if (!own) return [];
      const over = (read: (each: (typeof all)[number]) => number): Range => ({
        low: Math.min(...all.map(read)),
        value: read(own),
        high: Math.max(...all.map(read)),
      });
      return [
        {
          scenario,
          title,
          unmet: over((each) => each.unmet),
          costPct: over((each) => each.costPct),
          ...(own.from ? { from: own.from } : {}),
        },
      ];
    });
  };
}

function carrierOf(family: Family, temperatureClass: TemperatureClass | undefined): string | undefined {
  if (family === 'NdFeB-sintered') return temperatureClass && CARRIER[temperatureClass];
  if (family === 'NdFeB-bonded') return 'bonded';
  return family === 'SmCo' ? 'SmCo' : undefined;
}
