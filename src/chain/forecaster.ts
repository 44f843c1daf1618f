/**
 * Forecasts answered from an ensemble: a statement about what is to come turned into a question with a number, and
 * the share of runs in which it holds.
 *
 * An ensemble is kept reduced (one number a run for each yearly figure), so that answering needs no run and works in
 * a browser. What the ensemble cannot say is not answered.
 */

import { z } from 'zod';
import { monthOf, yearFraction } from './calendar.ts';
import type { EnsembleAnswer } from './ensemble.ts';
import { quantile, shareWithRange } from './quantile.ts';

const perRun = z.array(z.number().nullable());

/** An ensemble reduced to what forecasts are answered from: one number a run. Kept as JSON in `data/chain/ensembles`. */
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
});
export type KeptEnsemble = z.infer<typeof keptEnsembleSchema>;

/** A statement about what is to come; the shape in which judging asks. */
export interface ForecastQuestion {
  readonly horizon?: string;
  readonly asks?: 'independence' | 'coverage' | 'share' | 'output' | 'price';
  readonly side: 'atLeast' | 'atMost';
  readonly subject?: string;
  readonly place?: string;
  readonly value?: number;
  readonly unit?: string;
}

/** A probability in percent with its 80% range, and the runs that it rests on. */
export interface ForecastAnswer {
  readonly probability: number;
  readonly low: number;
  readonly high: number;
  readonly question: string;
  readonly runs: readonly { readonly ref: string; readonly text: string }[];
}

/** Half of an 80% range of the normal distribution, in standard deviations. */
const NORMAL_80 = 1.2815515655446004;
const LEVELS = [0.25, 0.5, 0.75, 0.9, 1] as const;
const STAGE_OF: readonly (readonly [RegExp, string, string])[] = [
  [/magnet/i, 'magnet_sintered', 'sintered magnet blanks'],
  [/metal|alloy/i, 'metal', 'metal'],
  [/oxide|separat/i, 'separation', 'separated oxides'],
  [/concentrate|ore|RE-all|mining/i, 'mining', 'ore and concentrate'],
];

/** Reduces the answers of an ensemble to what forecasts are answered from. Numbers keep four digits. */
export function keepEnsemble(
  answers: readonly EnsembleAnswer[],
  of: {
    readonly scenario: string;
    readonly title: string;
    readonly seed: number;
    readonly key: string;
    readonly from: string;
  },
): KeptEnsemble {
  const kept = answers.filter((a) => !a.refused);
  const round = (x: number | null) => (x === null || !Number.isFinite(x) ? null : Number(x.toPrecision(4)));
  const first = kept[0];
  if (!first) throw new Error('no run of the ensemble was kept');
  const start = monthOf(of.from);
  const months = first.series.shortage!.length;
  const years = [...new Set(Array.from({ length: months }, (_, t) => Math.floor((start + t) / 12)))];
  const yearly: Record<string, Record<string, (number | null)[]>> = {};
  const put = (name: string, year: number, values: (number | null)[]) => {
    yearly[name] ??= {};
    yearly[name]![String(year)] = values.map(round);
  };
  for (const name of Object.keys(first.series)) {
    if (!/^(price|gap|coverage):/.test(name) && name !== 'exports:magnet:CN' && name !== 'shortage') continue;
    for (const year of years) {
      const at = Array.from({ length: months }, (_, t) => t).filter(
        (t) => Math.floor((start + t) / 12) === year,
      );
      put(
        name,
        year,
        kept.map((a) => {
          const values = at.map((t) => a.series[name]![t]!);
          const sum = values.reduce((x, y) => x + y, 0);
          if (name.startsWith('coverage')) return values.at(-1)!;
          return name === 'shortage' || name.startsWith('exports') ? sum : sum / values.length;
        }),
      );
    }
  }
  for (const name of Object.keys(first.figures)) {
    const match = /^((?:share|output):.*):(\d{4})$/.exec(name);
    if (match)
      put(
        match[1]!,
        Number(match[2]),
        kept.map((a) => a.figures[name] ?? 0),
      );
  }
  const reached: Record<string, (number | null)[]> = {};
  for (const name of Object.keys(first.dates)) {
    reached[name] = kept.map((a) =>
      a.dates[name] ? Number(yearFraction(monthOf(a.dates[name]!)).toFixed(3)) : null,
    );
  }
  const bottlenecks: Record<string, Record<string, number>> = {};
  for (const a of kept) {
    for (const [place, words] of Object.entries(a.bottlenecks)) {
      if (words === null) continue;
      const counts = (bottlenecks[place] ??= {});
      counts[words] = (counts[words] ?? 0) + 1;
    }
  }
  return {
    scenario: of.scenario,
    title: of.title,
    seed: of.seed,
    key: of.key,
    runs: kept.length,
    yearly,
    reached,
    bottlenecks,
  };
}

/**
 * A forecaster over one kept ensemble. It answers: prices above or below by a date, shares and output of a place by a
 * date, and independence of a place (use met from allied makers).
 *
 * @param usdCny exchange rate for prices in yuan, and VAT that Chinese quotations include
 */
export function makeForecaster(
  ensemble: KeptEnsemble,
  money: { readonly usdCny: number; readonly vat: number },
): (question: ForecastQuestion) => ForecastAnswer | undefined {
  const ref = `ensemble:${ensemble.scenario}:${ensemble.seed}:${ensemble.runs}`;
  const run = (text: string) => [
    { ref, text: `${ensemble.runs} runs of "${ensemble.title}" (seed ${ensemble.seed}): ${text}` },
  ];
  const answer = (
    sample: readonly (number | null)[],
    holds: (value: number) => boolean,
    question: string,
    text: string,
  ): ForecastAnswer => {
    const yes = sample.filter((v) => v !== null && holds(v)).length;
    const { low, high } = shareWithRange(yes, sample.length, NORMAL_80);
    return {
      probability: (100 * yes) / sample.length,
      low: 100 * low,
      high: 100 * high,
      question,
      runs: run(text),
    };
  };
  const sayYear = (x: number) => `${Math.floor(x)}-${String(Math.floor((x % 1) * 12) + 1).padStart(2, '0')}`;
  /** Year by which a share of all runs has reached something; null if fewer ever do. */
  const dateWith = (sample: readonly (number | null)[], share: number): string => {
    const years = sample.filter((v) => v !== null).sort((a, b) => a - b);
    const at = Math.ceil(share * sample.length) - 1;
    return years[at] === undefined ? 'not before 2036' : sayYear(years[at]);
  };

  return (q) => {
    const year = q.horizon?.slice(0, 4);
    const below = q.side === 'atMost';
    if (q.place && q.asks === 'independence' && year) {
      const sample = ensemble.reached[`coverage:${q.place}:0.9`];
      if (!sample) return undefined;
      const by = yearFraction(monthOf(q.horizon!.length >= 7 ? q.horizon!.slice(0, 7) : `${year}-12`));
      const half = ensemble.reached[`coverage:${q.place}:0.5`]!;
      const held = Object.entries(ensemble.bottlenecks[q.place] ?? {}).sort((a, b) => b[1] - a[1])[0];
      return answer(
        sample,
        (v) => v <= by,
        `does ${q.place} meet nine tenths of its use of sintered magnets from allied makers by ${q.horizon}, for good?`,
        `nine tenths are met with a probability of 50% by ${dateWith(sample, 0.5)} and of 90% by ${dateWith(sample, 0.9)}; half is met with 50% by ${dateWith(half, 0.5)} and with 90% by ${dateWith(half, 0.9)}${held ? `; what holds it back in most runs (${held[1]}): ${held[0]}` : ''}`,
      );
    }
    if (q.value === undefined || !q.unit || !year) return undefined;
    if (q.asks === 'price' && /^(CNY|USD)\/(t|kg)$/.test(q.unit) && q.subject) {
      const outside = q.place !== undefined && q.place !== 'CN' && q.place !== 'WORLD';
      // An element named without a form is quoted as its oxide.
      const carrier = q.subject.includes('-') ? q.subject : `${q.subject}-oxide`;
      const sample = ensemble.yearly[`price:${carrier}:${outside ? 'outside' : 'CN'}`]?.[year];
      if (!sample) return undefined;
      const perKg = q.unit.endsWith('/t') ? q.value / 1000 : q.value;
      const usd = q.unit.startsWith('CNY') ? perKg / money.usdCny / (1 + money.vat) : perKg;
      const known = sample.filter((v) => v !== null);
      return answer(
        sample,
        (v) => (below ? v <= usd : v >= usd),
        `is the mean asked price of ${carrier} ${outside ? 'outside' : 'inside'} China in ${year} ${below ? 'at most' : 'at least'} ${usd.toFixed(1)} USD/kg ex VAT?`,
        `median ${quantile(known, 0.5).toFixed(1)}, 80% of runs ${quantile(known, 0.1).toFixed(1)} to ${quantile(known, 0.9).toFixed(1)} USD/kg`,
      );
    }
    if (!q.place) return undefined;
    const stage = STAGE_OF.find(([pattern]) => pattern.test(q.subject ?? 'NdFeB-magnet'));
    if (!stage) return undefined;
    const known = (sample: readonly (number | null)[]) => sample.filter((v) => v !== null);
    const percent = (share: number) => `${(100 * share).toFixed(0)}%`;
    if (q.asks === 'share' && q.unit === 'pct') {
      const china = ensemble.yearly[`share:${stage[1]}:CN`]?.[year];
      const [own, chinese] = [q.place, 'CN'].map((p) => ensemble.yearly[`output:${stage[1]}:${p}`]?.[year]);
      if (!china || !own || !chinese) return undefined;
      // The world's output is kept as China's and China's share of it.
      const sample = china.map((share, run) =>
        share === null || !chinese[run] || own[run] == null ? null : (share * own[run]) / chinese[run],
      );
      const level = q.value / 100;
      return answer(
        sample,
        (v) => (below ? v <= level : v >= level),
        `is the share of ${q.place} in the world's output of ${stage[2]} in ${year} ${below ? 'at most' : 'at least'} ${q.value}%?`,
        `median ${percent(quantile(known(sample), 0.5))}, 80% of runs ${percent(quantile(known(sample), 0.1))} to ${percent(quantile(known(sample), 0.9))}`,
      );
    }
    if (q.asks === 'coverage' && q.unit === 'pct') {
      const sample =
        stage[1] === 'magnet_sintered' ? ensemble.yearly[`coverage:${q.place}`]?.[year] : undefined;
      if (!sample) return undefined;
      const level = q.value / 100;
      const dates = ensemble.reached[`coverage:${q.place}:${LEVELS.find((l) => l >= level - 1e-9) ?? 1}`]!;
      return answer(
        sample,
        (v) => (below ? v <= level : v >= level),
        `are ${below ? 'at most' : 'at least'} ${q.value}% of the magnets used in ${q.place} at the end of ${year} from allied makers?`,
        `it holds with a probability of 50% by ${dateWith(dates, 0.5)} and of 90% by ${dateWith(dates, 0.9)}`,
      );
    }
    if (q.asks === 'output' && (q.unit === 't' || q.unit === 'kg')) {
      const sample = ensemble.yearly[`output:${stage[1]}:${q.place}`]?.[year];
      if (!sample) return undefined;
      const tonnes = q.unit === 'kg' ? q.value / 1000 : q.value;
      return answer(
        sample,
        (v) => (below ? v <= tonnes : v >= tonnes),
        `is the output of ${stage[2]} of ${q.place} in ${year} ${below ? 'at most' : 'at least'} ${Math.round(tonnes)} t?`,
        `median ${quantile(known(sample), 0.5).toFixed(0)} t, 80% of runs ${quantile(known(sample), 0.1).toFixed(0)} to ${quantile(known(sample), 0.9).toFixed(0)} t`,
      );
    }
    return undefined;
  };
}
