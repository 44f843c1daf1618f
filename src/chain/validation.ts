/** The replay of 2025 against what was reported: every target, met or missed, and what the draws say before any fit. */

import type { ChainTables } from './assembly/tables.ts';
import { monthOf } from './calendar.ts';
import { DRAWN, type EnsembleAnswer } from './ensemble.ts';
import { carrierOutput, shortages } from './measures.ts';
import { quantile } from './quantile.ts';
import type { ScenarioRun } from './run.ts';

type Target = ChainTables['chainValidationTargets'][number];
export type Summary = Pick<EnsembleAnswer, 'series' | 'figures'>;

/** What a run says about a target; null where it says nothing (nobody stopped). */
export function predictedValue(target: Target, summary: Summary, from: string): number | null {
  const t = monthOf(target.month) - monthOf(from);
  const series = (name: string) => {
    const values = summary.series[name];
    if (!values)
      throw new Error(`target "${target.target}" asks for the series "${name}", which runs do not keep`);
    return values;
  };
  switch (target.measure) {
    case 'exports':
      return series(`exports:magnet:CN${target.place ? `>${target.place}` : ''}`)[t] ?? null;
    case 'gap':
      return series(`gap:${target.carrier}`)[t] ?? null;
    case 'change': {
      const price = series(`price:${target.carrier}:CN`);
      return price[t] === undefined ? null : 100 * (price[t]! / price[t - 1]! - 1);
    }
    case 'level': {
      const price = series(`price:${target.carrier}:CN`);
      const base = price.slice(0, 12).reduce((a, b) => a + b, 0) / 12;
      return price[t] === undefined ? null : price[t]! / base;
    }
    case 'traded-gap': {
      const gap = series(`traded-gap:${target.carrier}`).slice(monthOf('2025-04') - monthOf(from), t + 1);
      return gap.reduce((a, b) => a + b, 0) / gap.length;
    }
    case 'stoppage':
      return summary.figures['first-stoppage-weeks'] ?? null;
  }
}

export interface ValidationRow {
  readonly target: Target;
  readonly found: number | null;
  readonly met: boolean;
  /** 5%, median and 95% of the draws, and the share of draws that meet the target. */
  readonly prior: {
    readonly p05: number;
    readonly p50: number;
    readonly p95: number;
    readonly met: number;
  } | null;
}

export interface Validation {
  readonly rows: readonly ValidationRow[];
  /** Mean absolute error of magnet exports, April to August 2025, as a share. */
  readonly exportError: number;
  readonly draws: number;
}

const meets = (target: Target, value: number | null) =>
  value !== null && value >= target.low && value <= target.high;

/** Holds the calibrated run, and the draws beside it, against every target. */
export function validate(
  tables: ChainTables,
  calibrated: Summary,
  draws: readonly EnsembleAnswer[],
  from: string,
): Validation {
  const kept = draws.filter((d) => !d.refused);
  const rows = tables.chainValidationTargets.map((target) => {
    const found = predictedValue(target, calibrated, from);
    const sample = kept.flatMap((d) => predictedValue(target, d, from) ?? []);
    const prior =
      sample.length === 0
        ? null
        : {
            p05: quantile(sample, 0.05),
            p50: quantile(sample, 0.5),
            p95: quantile(sample, 0.95),
            met: sample.filter((v) => meets(target, v)).length / kept.length,
          };
    return { target, found, met: meets(target, found), prior };
  });
  const first = rows.filter(
    (r) =>
      r.target.measure === 'exports' &&
      !r.target.place &&
      r.target.month >= '2025-04' &&
      r.target.month <= '2025-08',
  );
  const exportError =
    first.reduce((sum, r) => sum + Math.abs((r.found ?? 0) / r.target.value - 1), 0) / first.length;
  return { rows, exportError, draws: kept.length };
}

export interface Finding {
  readonly words: string;
  readonly published: string;
  readonly found: string;
}

/**
 * The run beside what Sprecher et al. (2017) found of the crisis of 2010. Same sign and order are asked for, not the
 * same figure: the crisis of 2025 bound other goods.
 *
 * @param run from 2024 to 2030 at least
 */
export function publishedFindings(run: ScenarioRun): readonly Finding[] {
  const sum = (by: ReadonlyMap<string, number>, keep: (place: string) => boolean) =>
    [...by].reduce((total, [place, tonnes]) => total + (keep(place) ? tonnes : 0), 0);
  const oxide = (year: number) => carrierOutput(run, 'PrNd-oxide', year, ['separation', 'recycling']);
  const outside = (year: number) => sum(oxide(year), (place) => place !== 'CN');
  const growth = (100 * (outside(2029) - outside(2025))) / 4 / sum(oxide(2025), () => true);
  let scrap = 0;
  let used = 0;
  for (const m of run.months) {
    if (!m.month.startsWith('2025')) continue;
    scrap += m.elements.collected[0]!;
    used += m.elements.used[0]!;
  }
  const buyers = run.built.network.nodes.flatMap((n, i) => (n.tier && n.place !== 'CN' ? [i] : []));
  const stockAt = (month: string) => {
    const m = run.months.find((r) => r.month === month)!;
    return buyers.reduce((total, n) => total + m.stock[n]!, 0);
  };
  const short = shortages(run, 0).filter((s) => s.month >= '2025-04' && s.month <= '2025-09');
  const missing = short.reduce((total, s) => total + Math.max(0, s.tonnes), 0);
  const drawn = stockAt('2025-03') - Math.min(...['2025-05', '2025-06', '2025-07'].map(stockAt));
  return [
    {
      words: 'supply outside China grows (PrNd oxide, 2025 to 2029)',
      published: '4% of the market a year',
      found: `${growth.toFixed(1)}% of the market a year`,
    },
    {
      words: 'recycling of products (PrNd, 2025)',
      published: 'negligible',
      found: `${((100 * scrap) / used).toFixed(1)}% of what goes into use`,
    },
    {
      words: 'stocks have a role of their own (magnets of buyers outside China, April to July 2025)',
      published: 'stocks carried users through the first months',
      found: `${drawn.toFixed(0)} t drawn from stock against ${missing.toFixed(0)} t short`,
    },
    {
      words: 'substitution',
      published: 'up to 10% of demand a year',
      found: 'not a result here: its pace is an input of the ferrite scenario (20% in four years, 5% a year)',
    },
  ];
}

/** The validation report as Markdown, misses as they are. */
export function validationReport(
  validation: Validation,
  bound: readonly string[],
  findings: readonly Finding[],
): string {
  const digits = (x: number | null) =>
    x === null ? 'none' : Math.abs(x) >= 100 ? x.toFixed(0) : x.toFixed(2);
  const { rows } = validation;
  const count = (standing: string) => {
    const kind = rows.filter((r) => r.target.standing === standing);
    return `${kind.filter((r) => r.met).length} of ${kind.length}`;
  };
  return [
    '# The chain model against 2025',
    '',
    'Written by `coercivity validate`. The scenario `april-2025` is run from January 2024 with the acts as they happened.',
    'Calibration used 2024 only. *predicted*: no input of the replay was taken from the figure. *path*: the licensed share',
    'of the month is an input read off licence reports or customs, so the figure tests path and queue, not foresight.',
    '*fitted*: an input was chosen to meet it.',
    '',
    `Met: predicted ${count('predicted')}, path ${count('path')}, fitted ${count('fitted')}. Mean error of magnet exports from April to August 2025: ${(100 * validation.exportError).toFixed(0)}%.`,
    '',
    `Draws: ${validation.draws} runs over the stated ranges of ${DRAWN.length} parameters and the fates of projects, before any comparison. Stock`,
    'elasticity, cover and hoarding form a ridge: one gap cannot tell them apart.',
    '',
    'Changed after a first replay was seen, so no target is wholly blind: the licensed share of raw forms in April and May (from',
    '0.25 and 0.05 to 0.1 and 0, read off the day of the act and 45 working days of review); shares read off customs count of a',
    'normal month, not of repeated orders; magnet makers outside China keep 80% of their output while their margin lasts (they had',
    'cut it by half at the first rise of prices, which contracts do not allow); licensed volumes are held to a normal month and a little',
    'for stock, as the press reported of July 2025 (they had let queues through at once). No number was set to meet a gap, a level or',
    'a stop.',
    '',
    '| target | standing | reported | counts as met | model | | 90% of draws | draws that meet it |',
    '|---|---|---:|---|---:|---|---|---:|',
    ...rows.map((r) => {
      const t = r.target;
      const prior = r.prior
        ? `${digits(r.prior.p05)} to ${digits(r.prior.p95)} (median ${digits(r.prior.p50)})`
        : '-';
      const share = r.prior ? `${(100 * r.prior.met).toFixed(0)}%` : '-';
      return `| ${t.target} | ${t.standing} | ${digits(t.value)} | ${digits(t.low)} to ${digits(t.high)} | ${digits(r.found)} | ${r.met ? 'met' : '**missed**'} | ${prior} | ${share} |`;
    }),
    '',
    '## Arcs at their licence bound, April to August 2025',
    '',
    ...bound.map((line) => `- ${line}`),
    '',
    '## Beside published findings on the crisis of 2010 (Sprecher et al. 2017)',
    '',
    '| | published | here |',
    '|---|---|---|',
    ...findings.map((f) => `| ${f.words} | ${f.published} | ${f.found} |`),
    '',
    '## Sources of the figures',
    '',
    ...rows.map((r) => `- ${r.target.target}: ${r.target.source}`),
    '',
  ].join('\n');
}
