/**
 * Forecasts answered from kept ensembles: a statement about what is to come turned into a question with a number, and
 * the share of runs in which it holds. What no ensemble can say is not answered.
 */
import { monthOf, yearFraction } from './calendar.ts';
import type { KeptEnsemble } from './kept-ensemble.ts';
import { quantile, shareWithRange } from './quantile.ts';

/** A statement about what is to come; the shape in which judging asks. */
export interface ForecastQuestion {
  readonly horizon?: string;
  readonly asks?: 'independence' | 'coverage' | 'share' | 'output' | 'price' | 'shortage';
  readonly side: 'atLeast' | 'atMost';
  readonly subject?: string;
  readonly place?: string;
  readonly value?: number;
  readonly unit?: string;
  /** What it supposes: nothing comes from a place any more; the question is of the months that follow. */
  readonly supposing?: { readonly stops: string; readonly withinMonths?: number };
}

/** A probability in percent with its 80% range, and the runs that it rests on. */
export interface ForecastAnswer {
  readonly probability: number;
  readonly low: number;
  readonly high: number;
  readonly question: string;
  readonly runs: readonly { readonly ref: string; readonly text: string }[];
}

export type Forecaster = (question: ForecastQuestion) => ForecastAnswer | undefined;

/** What forecasts are answered with beside ensembles. */
export interface ForecasterOptions {
  /** Yuan for a dollar, and the value added tax that Chinese quotations include, as a share. */
  readonly usdCny: number;
  readonly vat: number;
  /** Names of places for the words of an answer, by code. */
  readonly placeName: (code: string) => string;
  /** The places by which a place may be answered for, nearest first: itself, the union that it is in. */
  readonly answeredBy: (code: string) => readonly string[];
}

type Sample = readonly (number | null)[];
/** A question to one ensemble: how it reads, one number a run, when it holds, what else the runs say of it. */
interface Asked {
  readonly question: string;
  readonly sample: Sample;
  readonly holds: (value: number) => boolean;
  readonly text: string;
}
type Ask = (q: ForecastQuestion, ensemble: KeptEnsemble, options: ForecasterOptions) => Asked | undefined;

/** Half of an 80% range of the normal distribution, in standard deviations. */
const NORMAL_80 = 1.2815515655446004;
const LEVELS = [0.25, 0.5, 0.75, 0.9, 1] as const;
/** A buyer who goes short of more than this share of what he wants has plants that stand still (see `firstStoppages`). */
const STOPPAGE = 0.05;

interface Stage {
  readonly code: string;
  readonly words: string;
}
const STAGES: readonly (readonly [RegExp, Stage])[] = [
  [/magnet/i, { code: 'magnet_sintered', words: 'sintered magnet blanks' }],
  [/metal|alloy/i, { code: 'metal', words: 'metal' }],
  [/oxide|separat/i, { code: 'separation', words: 'separated oxides' }],
  [/concentrate|ore|RE-all|mining/i, { code: 'mining', words: 'ore and concentrate' }],
];
const stageOf = (subject = 'NdFeB-magnet'): Stage | undefined =>
  STAGES.find(([pattern]) => pattern.test(subject))?.[1];

const known = (sample: Sample): number[] => sample.filter((v) => v !== null);
const yearOf = (q: ForecastQuestion): string | undefined => q.horizon?.slice(0, 4);
const sideWords = (q: ForecastQuestion): string => (q.side === 'atMost' ? 'at most' : 'at least');
const holdsAgainst = (q: ForecastQuestion, level: number) =>
  q.side === 'atMost' ? (v: number) => v <= level : (v: number) => v >= level;
const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;
const spread = (sample: Sample, say: (value: number) => string): string => {
  const at = (share: number): string => say(quantile(known(sample), share));
  return `median ${at(0.5)}, 80% of runs ${at(0.1)} to ${at(0.9)}`;
};
const sayMonth = (year: number): string =>
  `${Math.floor(year)}-${String(Math.floor((year % 1) * 12) + 1).padStart(2, '0')}`;

/** Month by which a share of all runs has reached something. */
const dateWith = (sample: Sample, share: number): string => {
  const years = known(sample).sort((a, b) => a - b);
  const at = years[Math.ceil(share * sample.length) - 1];
  return at === undefined ? 'not before 2036' : sayMonth(at);
};
const datesOf = (sample: Sample): string =>
  `a probability of 50% by ${dateWith(sample, 0.5)} and of 90% by ${dateWith(sample, 0.9)}`;

/** An element named without a form is quoted as its oxide. */
const carrierOf = (subject: string): string => (subject.includes('-') ? subject : `${subject}-oxide`);

/** A price in dollars a kilogram without tax; nothing for other units. */
const usdPerKg = (
  value: number,
  unit: string | undefined,
  { usdCny, vat }: ForecasterOptions,
): number | undefined => {
  const [, currency, mass] = /^(CNY|USD)\/(t|kg)$/.exec(unit ?? '') ?? [];
  if (!currency) return undefined;
  const perKg = mass === 't' ? value / 1000 : value;
  return currency === 'CNY' ? perKg / usdCny / (1 + vat) : perKg;
};

const askIndependence: Ask = (q, ensemble, { placeName }) => {
  const { place, horizon } = q;
  const sample = ensemble.reached[`coverage:${place}:0.9`];
  if (!place || !horizon || !sample) return undefined;
  const by = yearFraction(monthOf(horizon.length >= 7 ? horizon.slice(0, 7) : `${horizon}-12`));
  const half = ensemble.reached[`coverage:${place}:0.5`]!;
  const [held] = Object.entries(ensemble.bottlenecks[place] ?? {}).sort((a, b) => b[1] - a[1]);
  return {
    question: `does ${placeName(place)} meet nine tenths of its use of sintered magnets from allied makers by ${horizon}, for good?`,
    sample,
    holds: (year) => year <= by,
    text: `nine tenths are met with ${datesOf(sample)}; half is met with ${datesOf(half)}${held ? `; what holds it back in most runs (${held[1]}): ${held[0]}` : ''}`,
  };
};

const askPrice: Ask = (q, ensemble, options) => {
  const year = yearOf(q);
  const usd = q.value === undefined ? undefined : usdPerKg(q.value, q.unit, options);
  if (!q.subject || !year || usd === undefined) return undefined;
  const carrier = carrierOf(q.subject);
  const where = q.place === undefined || q.place === 'CN' || q.place === 'WORLD' ? 'CN' : 'outside';
  const sample = ensemble.yearly[`price:${carrier}:${where}`]?.[year];
  if (!sample) return undefined;
  return {
    question: `is the mean asked price of ${carrier} ${where === 'CN' ? 'inside' : 'outside'} China in ${year} ${sideWords(q)} ${usd.toFixed(1)} USD/kg ex VAT?`,
    sample,
    holds: holdsAgainst(q, usd),
    text: `${spread(sample, (v) => v.toFixed(1))} USD/kg`,
  };
};

const askShare: Ask = (q, ensemble, { placeName }) => {
  const [year, stage, place] = [yearOf(q), stageOf(q.subject), q.place];
  if (!year || !stage || !place || q.value === undefined || q.unit !== 'pct') return undefined;
  const china = ensemble.yearly[`share:${stage.code}:CN`]?.[year];
  const [own, chinese] = [place, 'CN'].map((p) => ensemble.yearly[`output:${stage.code}:${p}`]?.[year]);
  if (!china || !own || !chinese) return undefined;
  // The world's output is kept as China's and China's share of it.
  const sample = china.map((share, run) =>
    share === null || !chinese[run] || own[run] == null ? null : (share * own[run]) / chinese[run],
  );
  return {
    question: `is the share of ${placeName(place)} in the world's output of ${stage.words} in ${year} ${sideWords(q)} ${q.value}%?`,
    sample,
    holds: holdsAgainst(q, q.value / 100),
    text: spread(sample, percent),
  };
};

const askCoverage: Ask = (q, ensemble, { placeName }) => {
  const [year, place] = [yearOf(q), q.place];
  if (!year || !place || q.value === undefined || q.unit !== 'pct') return undefined;
  if (stageOf(q.subject)?.code !== 'magnet_sintered') return undefined;
  const sample = ensemble.yearly[`coverage:${place}`]?.[year];
  if (!sample) return undefined;
  const level = q.value / 100;
  const dates = ensemble.reached[`coverage:${place}:${LEVELS.find((l) => l >= level - 1e-9) ?? 1}`]!;
  return {
    question: `are ${sideWords(q)} ${q.value}% of the magnets used in ${placeName(place)} at the end of ${year} from allied makers?`,
    sample,
    holds: holdsAgainst(q, level),
    text: `it holds with ${datesOf(dates)}`,
  };
};

const askOutput: Ask = (q, ensemble, { placeName }) => {
  const [year, stage, place] = [yearOf(q), stageOf(q.subject), q.place];
  if (!year || !stage || !place || q.value === undefined || (q.unit !== 't' && q.unit !== 'kg'))
    return undefined;
  const sample = ensemble.yearly[`output:${stage.code}:${place}`]?.[year];
  if (!sample) return undefined;
  const tonnes = q.unit === 'kg' ? q.value / 1000 : q.value;
  return {
    question: `is the output of ${stage.words} of ${placeName(place)} in ${year} ${sideWords(q)} ${Math.round(tonnes)} t?`,
    sample,
    holds: holdsAgainst(q, tonnes),
    text: spread(sample, (v) => `${v.toFixed(0)} t`),
  };
};

type Supposed = NonNullable<KeptEnsemble['supposed']>;

/** How many months after the stop are asked about; nothing where it goes beyond the stop that was run. */
const monthsAfter = (q: ForecastQuestion, { from, until }: Supposed): number | undefined => {
  const run = monthOf(until) - monthOf(from);
  const within = Math.ceil(q.supposing?.withinMonths ?? run);
  return within > run ? undefined : within;
};

/** The highest value of a run in the months after the stop. */
const peak = (monthly: readonly Sample[], months: number): Sample =>
  monthly[0]!.map((_, run) => {
    const values = known(monthly.slice(1, 1 + months).map((month) => month[run] ?? null));
    return values.length === 0 ? null : Math.max(...values);
  });

/** Months after the stop until a share of what is wanted is missing, of each run; null: not while it lasts. */
const monthsUntil = (monthly: readonly Sample[], level: number): Sample =>
  monthly[0]!.map((_, run) => {
    const at = monthly.slice(1).findIndex((month) => (month[run] ?? 0) >= level);
    return at < 0 ? null : at + 1;
  });

const sayUntil = (sample: Sample): string => {
  const reached = known(sample).sort((a, b) => a - b);
  const at = reached[Math.ceil(0.5 * sample.length) - 1];
  return at === undefined
    ? `not while the stop lasts in most runs (in ${reached.length} of ${sample.length} it comes to that)`
    : `in month ${at} in most runs`;
};

/** Weeks until the first buyer outside runs short, whichever place that is in. */
const firstAnywhere = ({ stoppageWeeks, stops }: Supposed): Sample => {
  const places = Object.entries(stoppageWeeks).flatMap(([place, weeks]) => (place === stops ? [] : [weeks]));
  return (places[0] ?? []).map((_, run) => {
    const weeks = known(places.map((place) => place[run] ?? null));
    return weeks.length === 0 ? null : Math.min(...weeks);
  });
};

const WEEKS_IN_MONTH = 365.25 / 12 / 7;

const askShortage: Ask = (q, { supposed }, { placeName }) => {
  const months = supposed && monthsAfter(q, supposed);
  if (!supposed || !months) return undefined;
  const place = q.place && q.place !== 'WORLD' && q.place !== supposed.stops ? q.place : undefined;
  const monthly = supposed.monthly[`short:${place ?? 'outside'}`];
  const first = place ? supposed.stoppageWeeks[place] : firstAnywhere(supposed);
  if (!monthly || !first) return undefined;
  const where = place ? `in ${placeName(place)}` : 'outside China';
  const after = `of a stop of all deliveries from ${placeName(supposed.stops)}`;
  const text = `the first buyers of magnets run short after ${spread(first, (v) => v.toFixed(0))} weeks where they do (${known(first).length} of ${first.length} runs); half of what is wanted is missing ${sayUntil(monthsUntil(monthly, 0.5))}; most missing in a month: ${spread(peak(monthly, months), percent)}`;
  if (q.unit === 'pct' && q.value !== undefined) {
    const level = q.value / 100;
    return {
      question: `are ${sideWords(q)} ${percent(level)} of the magnets wanted ${where} missing in a month within ${months} months ${after}?`,
      sample: peak(monthly, months),
      holds: holdsAgainst(q, level),
      text,
    };
  }
  const weeks = (q.supposing?.withinMonths ?? months) * WEEKS_IN_MONTH;
  return {
    question: `do the first buyers of magnets ${where} run short by more than ${percent(STOPPAGE)} within ${Math.round(weeks)} weeks ${after}?`,
    sample: first,
    holds: (v) => v <= weeks,
    text,
  };
};

const askPriceAfter: Ask = (q, { supposed }, options) => {
  const months = supposed && monthsAfter(q, supposed);
  if (!supposed || !months || !q.subject || q.value === undefined) return undefined;
  const carrier = carrierOf(q.subject);
  const where = q.place === 'CN' && supposed.stops !== 'CN' ? 'CN' : 'outside';
  const monthly = supposed.monthly[`price:${carrier}:${where}`];
  if (!monthly) return undefined;
  const highest = peak(monthly, months);
  const usd = q.unit === 'x' ? undefined : usdPerKg(q.value, q.unit, options);
  if (usd === undefined && q.unit !== 'x') return undefined;
  const sample =
    usd === undefined ? highest.map((v, run) => v && v / (monthly[0]![run] || Number.NaN)) : highest;
  const level = usd === undefined ? `${q.value} times what it was before` : `${usd.toFixed(1)} USD/kg ex VAT`;
  return {
    question: `does the asked price of ${carrier} ${where === 'CN' ? 'inside' : 'outside'} China come to ${sideWords(q)} ${level} within ${months} months of a stop of all deliveries from ${options.placeName(supposed.stops)}?`,
    sample,
    holds: holdsAgainst(q, usd ?? q.value),
    text: `highest price in that time: ${spread(highest, (v) => v.toFixed(0))} USD/kg`,
  };
};

const ASKS: Readonly<Record<NonNullable<ForecastQuestion['asks']>, { plain?: Ask; supposing?: Ask }>> = {
  independence: { plain: askIndependence },
  coverage: { plain: askCoverage },
  share: { plain: askShare },
  output: { plain: askOutput },
  price: { plain: askPrice, supposing: askPriceAfter },
  shortage: { supposing: askShortage },
};

const answer = ({ question, sample, holds, text }: Asked, ensemble: KeptEnsemble): ForecastAnswer => {
  const { scenario, title, seed, runs } = ensemble;
  const yes = sample.filter((v) => v !== null && holds(v)).length;
  const { low, high } = shareWithRange(yes, sample.length, NORMAL_80);
  return {
    probability: (100 * yes) / sample.length,
    low: 100 * low,
    high: 100 * high,
    question,
    runs: [
      {
        ref: `ensemble:${scenario}:${seed}:${runs}`,
        text: `${runs} runs of "${title}" (seed ${seed}): ${text}`,
      },
    ],
  };
};

/**
 * A forecaster over kept ensembles: one of the world as it is, and any number that suppose a stop. It answers prices,
 * shares, output and coverage by a date, independence of a place, and what follows from a stop of deliveries.
 */
export function makeForecaster(ensembles: readonly KeptEnsemble[], options: ForecasterOptions): Forecaster {
  return (q) => {
    if (!q.asks) return undefined;
    const ask = ASKS[q.asks][q.supposing ? 'supposing' : 'plain'];
    const ensemble = ensembles.find((e) => e.supposed?.stops === q.supposing?.stops);
    if (!ask || !ensemble) return undefined;
    for (const place of q.place === undefined ? [undefined] : options.answeredBy(q.place)) {
      const asked = ask(place === undefined ? q : { ...q, place }, ensemble, options);
      if (asked) return answer(asked, ensemble);
    }
    return undefined;
  };
}
