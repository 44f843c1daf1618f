/** What a run, and many runs, say at the terminal. */

import {
  actDays,
  alliedPlaces,
  bottlenecks,
  type ChainTables,
  coverage,
  dateReached,
  type EnsembleAnswer,
  firstStoppages,
  priceGap,
  quantile,
  type Scenario,
  type ScenarioRun,
  seriesBands,
  shareWithRange,
  summarise,
} from '../../chain/index.ts';
import { paint, table, wrap } from '../terminal.ts';

/** Rows of years: means of monthly series, sums of tonnes. */
const YEARLY: readonly {
  readonly head: string;
  readonly series: string;
  readonly how: 'mean' | 'sum' | 'last';
  readonly digits: number;
  readonly percent?: true;
}[] = [
  { head: 'PrNd ox CN', series: 'price:PrNd-oxide:CN', how: 'mean', digits: 1 },
  { head: 'Dy ox CN', series: 'price:Dy-oxide:CN', how: 'mean', digits: 0 },
  { head: 'Dy ox out', series: 'price:Dy-oxide:outside', how: 'mean', digits: 0 },
  { head: 'Tb ox CN', series: 'price:Tb-oxide:CN', how: 'mean', digits: 0 },
  { head: 'Tb ox out', series: 'price:Tb-oxide:outside', how: 'mean', digits: 0 },
  { head: 'UH magnet CN', series: 'price:magnet-UH:CN', how: 'mean', digits: 1 },
  { head: 'CN exports t', series: 'exports:magnet:CN', how: 'sum', digits: 0 },
  { head: 'short t', series: 'shortage', how: 'sum', digits: 0 },
  { head: 'US covered', series: 'coverage:US', how: 'last', digits: 0, percent: true },
  { head: 'EU covered', series: 'coverage:EU', how: 'last', digits: 0, percent: true },
];

function yearly(
  values: readonly number[],
  months: readonly string[],
  year: string,
  how: 'mean' | 'sum' | 'last',
): number {
  const kept = values.filter((_, t) => months[t]!.startsWith(year));
  if (how === 'last') return kept.at(-1) ?? Number.NaN;
  const sum = kept.reduce((a, b) => a + b, 0);
  return how === 'sum' ? sum : sum / kept.length;
}

function show(value: number, digits: number, percent?: true): string {
  return percent ? `${(100 * value).toFixed(digits)}%` : value.toFixed(digits);
}

function yearTable(series: Readonly<Record<string, readonly number[]>>, months: readonly string[]): string {
  const years = [...new Set(months.map((m) => m.slice(0, 4)))];
  return table(
    [{ head: 'year' }, ...YEARLY.map((y) => ({ head: y.head, align: 'right' as const }))],
    years.map((year) => [
      year,
      ...YEARLY.map((y) => show(yearly(series[y.series]!, months, year, y.how), y.digits, y.percent)),
    ]),
  );
}

const LARGE_USERS = ['US', 'EU', 'JP', 'KR', 'IN'] as const;
const SHOWN_STOPS = 5;

/** Who runs short first after each act of the scenario, before the next one. */
function stoppageLines(run: ScenarioRun): readonly string[] {
  const acts = actDays(run.scenario).filter((day) => day.slice(0, 7) <= run.months.at(-1)!.month);
  const since = acts.length > 0 ? acts : [run.scenario.from];
  return since.map((day, i) => {
    const until = since[i + 1];
    const stops = firstStoppages(run, day, until ? { until } : {}).slice(0, SHOWN_STOPS);
    const when = acts.length > 0 ? `After the act of ${day}` : 'In this run';
    if (stops.length === 0) return `${when}: no buyer runs short by more than 5%.`;
    const told = stops.map((s) => {
      const weeks = acts.length > 0 ? ` after ${s.weeks.toFixed(0)} weeks` : '';
      const buyers = s.tier === 'all' ? '' : `, buyers ${run.names.tier(s.tier)}`;
      return `${run.names.placeShort(s.place)}${weeks} (${s.month}; ${run.names.carrier(s.carrier)}${buyers})`;
    });
    return `${when} first short by more than 5%: ${told.join('; ')}.`;
  });
}

export function printRun(run: ScenarioRun, tables: ChainTables): void {
  const { series } = summarise(run, tables);
  const months = run.months.map((m) => m.month);
  console.log(paint('bold', run.scenario.title));
  console.log(wrap(run.scenario.description, 100));
  console.log(
    '\nPrices are asked prices (what one more tonne would fetch), USD/kg ex VAT; covered: share of use met from allied makers.\n',
  );
  console.log(yearTable(series, months));
  const gap = priceGap(run, 'Dy-oxide').filter((s) => s.month >= '2025-01');
  const widest = gap.reduce(
    (a, b) => (b.value > a.value ? b : a),
    gap[0] ?? { month: '-', value: Number.NaN },
  );
  console.log(
    `\nWidest gap of dysprosium oxide outside to inside China: ${widest.value.toFixed(2)} times in ${widest.month}.`,
  );
  for (const line of stoppageLines(run)) console.log(line);
  const held = bottlenecks(run).slice(0, 6);
  if (held.length > 0) {
    console.log('\nWhat held the chain back, by what it cost:');
    console.log(
      table(
        [
          { head: 'limit' },
          { head: 'months', align: 'right' },
          { head: 'USD/kg', align: 'right' },
          { head: 'million USD', align: 'right' },
        ],
        held.map((b) => [b.words, String(b.months), b.rentUsdPerKg.toFixed(1), b.millionUsd.toFixed(0)]),
      ),
    );
  }
  const allied = alliedPlaces(tables);
  const half = LARGE_USERS.map(
    (place) =>
      `${run.names.placeShort(place)} ${dateReached(coverage(run, place, allied), 0.5) ?? 'not within the run'}`,
  );
  console.log(`\nHalf of magnet use met from allied makers from: ${half.join('; ')}.`);
}

export function printEnsemble(
  answers: readonly EnsembleAnswer[],
  months: readonly string[],
  scenario: Scenario,
): void {
  const kept = answers.filter((a) => !a.refused);
  console.log(paint('bold', `${scenario.title}: ${answers.length} runs`));
  if (kept.length < answers.length)
    console.log(`${answers.length - kept.length} runs were refused and are left out of the ranges.`);
  const years = [...new Set(months.map((m) => m.slice(0, 4)))];
  for (const y of YEARLY) {
    const sample = years.map((year) => kept.map((a) => yearly(a.series[y.series]!, months, year, y.how)));
    console.log(
      `\n${table(
        [{ head: y.head.padEnd(14) }, ...years.map((head) => ({ head, align: 'right' as const }))],
        [0.05, 0.5, 0.95].map((q) => [
          `${Math.round(q * 100)}%`,
          ...sample.map((s) => show(quantile(s, q), y.digits, y.percent)),
        ]),
      )}`,
    );
  }
  // The month in which the gap is widest on the median: there the runs differ most.
  const bands = seriesBands(answers, 'gap:Dy-oxide');
  const widest = bands.reduce((best, band, t) => (band.p50 > bands[best]!.p50 ? t : best), 0);
  const gap = bands[widest];
  if (gap) {
    console.log(
      `\nGap of dysprosium oxide outside to inside China at its widest (${months[widest]}): median ${gap.p50.toFixed(2)}, 90% of runs ${gap.p05.toFixed(2)} to ${gap.p95.toFixed(2)}; the median is settled to ${gap.medianError.toFixed(2)}.`,
    );
  }
  for (const place of ['US', 'EU'] as const) {
    const reached = kept.filter((a) => a.dates[`coverage:${place}:0.5`]);
    const p = shareWithRange(reached.length, kept.length);
    console.log(
      `${place} meets half of its use from allied makers within the run in ${(100 * p.value).toFixed(0)}% of runs (90% range ${(100 * p.low).toFixed(0)} to ${(100 * p.high).toFixed(0)}%).`,
    );
  }
}

/** Two runs side by side, year by year: the second less the first. */
export function printComparison(
  first: string,
  second: string,
  runs: readonly [ScenarioRun, ScenarioRun],
  tables: ChainTables,
): void {
  const [a, b] = runs.map((run) => summarise(run, tables).series);
  const months = runs[0].months.map((m) => m.month).slice(0, runs[1].months.length);
  const years = [...new Set(months.map((m) => m.slice(0, 4)))];
  console.log(`${second} against ${first}: change of the yearly figure (shares in points)\n`);
  console.log(
    table(
      [{ head: 'year' }, ...YEARLY.map((y) => ({ head: y.head, align: 'right' as const }))],
      years.map((year) => [
        year,
        ...YEARLY.map((y) => {
          const x = yearly(a![y.series]!, months, year, y.how);
          const z = yearly(b![y.series]!, months, year, y.how);
          const sign = z >= x ? '+' : '';
          if (y.percent) return `${sign}${(100 * (z - x)).toFixed(0)} pt`;
          return y.series === 'shortage' || Math.abs(x) < 1e-9
            ? `${sign}${(z - x).toFixed(0)}`
            : `${sign}${(100 * (z / x - 1)).toFixed(0)}%`;
        }),
      ]),
    ),
  );
}
