/** When a place covers a share of its use of magnets from given places, in the best estimate and over draws. */

import {
  alliedPlaces,
  type CoverageQuestion,
  chainTables,
  coverage,
  coverageName,
  dateReached,
  type EnsembleAnswer,
  quantile,
  shareWithRange,
} from '../../chain/index.ts';
import { CommandError } from '../exit.ts';
import { paint, table } from '../terminal.ts';
import { facts, runOnce, type SettingOptions } from './input.ts';

interface CoverageOptions extends SettingOptions {
  readonly from: string;
  readonly share: number;
  readonly carrier: string;
  readonly runs?: number;
  readonly seed: number;
}

type RunMany<Options> = (
  name: string,
  options: Options,
  coverage: readonly CoverageQuestion[],
) => Promise<{ readonly months: readonly string[]; readonly answers: readonly EnsembleAnswer[] }>;

/** Years by whose end the probability is told. */
const CHANCES = [0.1, 0.5, 0.9] as const;

export async function printCoverage<Options extends CoverageOptions>(
  name: string,
  place: string,
  options: Options,
  runMany: RunMany<Options>,
): Promise<void> {
  const tables = chainTables(facts());
  const known = tables.chainPlaces.map((p) => p.code);
  const from = options.from === 'allied' ? alliedPlaces(tables) : options.from.split(',');
  for (const code of [place, ...from]) {
    if (!known.includes(code))
      throw new CommandError(`"${code}" is no place of the model; these are: ${known.join(', ')}`);
  }
  if (options.share < 1 || options.share > 100)
    throw new CommandError(`--share ${options.share}: it is a percentage from 1 to 100`);
  const level = options.share / 100;
  const question: CoverageQuestion = { place, from, carrier: options.carrier };
  const run = await runOnce(name, options);
  const users = run.built.network.segments.some((s) => s.place === place && s.carrier.startsWith('magnet-'));
  if (!users)
    throw new CommandError(
      `${run.names.place(place)} uses no magnets in the model; these places do: ${[...new Set(run.built.network.segments.map((s) => s.place))].join(', ')}`,
    );
  const central = coverage(run, place, from, options.carrier);
  const makers =
    options.from === 'allied'
      ? 'makers in allied places'
      : `makers in ${from.map(run.names.place).join(', ')}`;
  console.log(
    `${paint('bold', `${options.share}% of the magnets used in ${run.names.place(place)} from ${makers}`)} (${name}; over twelve months)\n`,
  );
  const reached = dateReached(central, level);
  console.log(
    `Best estimate: ${reached ? `for good from ${reached}` : `not for good before ${run.scenario.until}`}; ${(100 * central.at(-1)!.value).toFixed(0)}% at the end of the run.`,
  );
  const { months, answers } = await runMany(name, options, [question]);
  const kept = answers.filter((a) => !a.refused);
  const dates = kept.map((a) => {
    const values = a.series[coverageName(question)]!;
    return dateReached(
      values.map((value, t) => ({ month: months[t]!, value })),
      level,
    );
  });
  const years = [...new Set(months.map((m) => m.slice(0, 4)))];
  console.log(
    `\nOver ${kept.length} runs, covered for good by the end of the year, and what is covered then:\n`,
  );
  console.log(
    table(
      [
        { head: 'year' },
        { head: 'probability', align: 'right' },
        { head: '90% range', align: 'right' },
        { head: 'covered, median', align: 'right' },
        { head: '90% of runs', align: 'right' },
      ],
      years.map((year) => {
        const by = shareWithRange(dates.filter((d) => d !== null && d <= `${year}-12`).length, kept.length);
        const at = months.findLastIndex((m) => m.startsWith(year));
        const then = kept.map((a) => a.series[coverageName(question)]![at]!);
        const percent = (x: number) => `${(100 * x).toFixed(0)}%`;
        return [
          year,
          percent(by.value),
          `${percent(by.low)} to ${percent(by.high)}`,
          percent(quantile(then, 0.5)),
          `${percent(quantile(then, 0.05))} to ${percent(quantile(then, 0.95))}`,
        ];
      }),
    ),
  );
  const sorted = dates.map((d) => d ?? 'never').sort();
  const told = CHANCES.map((p) => {
    const date = sorted[Math.ceil(p * sorted.length) - 1]!;
    return `${100 * p}%: ${date === 'never' ? `not before ${run.scenario.until}` : date}`;
  });
  console.log(`\nDate by which it holds with a probability of ${told.join('; ')}.`);
  const held = new Map<string, number>();
  for (const a of kept) {
    const words = a.bottlenecks[place];
    if (words) held.set(words, (held.get(words) ?? 0) + 1);
  }
  const most = [...held].sort((a, b) => b[1] - a[1])[0];
  if (most)
    console.log(`In the way of magnets made at home: ${most[0]} (${most[1]} of ${kept.length} runs).`);
}
