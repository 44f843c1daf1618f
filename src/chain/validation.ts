/** The replay of 2025 against what was reported: every target, met or missed, and what the draws say before any fit. */

import type { ChainTables } from './build/tables.ts';
import { monthOf } from './calendar.ts';
import type { EnsembleAnswer } from './ensemble.ts';
import { quantile } from './quantile.ts';

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

/** The validation report as Markdown, misses as they are. */
export function validationReport(validation: Validation, bound: readonly string[]): string {
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
    `Draws: ${validation.draws} runs over the stated ranges of 21 parameters and the fates of projects, before any comparison. Stock`,
    'elasticity, cover and hoarding form a ridge: one gap cannot tell them apart.',
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
    '## Sources of the figures',
    '',
    ...rows.map((r) => `- ${r.target.target}: ${r.target.source}`),
    '',
  ].join('\n');
}
