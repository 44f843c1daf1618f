/** What is said of the future: who, when, until when, and what would decide it; or a probability from the model. */
import type { Bench, Finding, Stated } from '../bench.ts';
import { type Claim, spanOf } from '../claim.ts';
import type { Forecaster, ForecastQuestion } from '../forecaster.ts';
import { lastDay, sayDay } from '../period.ts';
import { sayAmount } from '../say.ts';
import { apart, cuesOf, nearest, type Sentence, wordsOf } from '../sentences.ts';
import { statedHere } from '../topic.ts';
import { spanOfDate } from './date.ts';
import { checkLevel } from './level.ts';

const pad = (n: number): string => String(n).padStart(2, '0');

const addMonths = (day: string, months: number): string => {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  const index = y * 12 + m - 1 + months;
  const last = lastDay({ from: index, to: index });
  return `${last.slice(0, 8)}${pad(Math.min(d, Number(last.slice(8))))}`;
};

interface Horizon {
  readonly day: string;
  readonly start: number;
  readonly end: number;
}

/** "by 2030", "within two years": the last day that is spoken of. Only what lies after the page. */
const horizonIn = (bench: Bench, s: Sentence): Horizon | undefined => {
  const today = bench.published?.length === 10 ? bench.published : undefined;
  const dates = s.dates.flatMap((d): readonly Horizon[] => {
    const span = spanOfDate(d);
    return span && (!today || lastDay(span) > today)
      ? [{ day: lastDay(span), start: d.start, end: d.end }]
      : [];
  });
  const years = cuesOf(s, 'years', 'months');
  const withins = s.counts.flatMap((c): readonly Horizon[] => {
    const unit = years.find((u) => u.start >= c.end && u.start - c.end <= 2);
    const before = s.low.slice(Math.max(0, c.start - s.passage.start - 14), c.start - s.passage.start);
    const after = unit ? s.low.slice(unit.end - s.passage.start, unit.end - s.passage.start + 2) : '';
    if (
      !unit ||
      !today ||
      !(
        /within|next|coming|in |未来|今後|binnen|innerhalb|nächsten|prochain|próxim/.test(before) ||
        /内/.test(after)
      )
    )
      return [];
    const months = c.value * (unit.meaning.type === 'years' ? 12 : 1);
    return [{ day: addMonths(today, months), start: c.start, end: unit.end }];
  });
  return [...withins, ...dates].sort((a, b) => (a.day < b.day ? 1 : -1))[0];
};

const speakerIn = (s: Sentence, text: string): string | undefined => {
  const org = wordsOf(s, 'org')[0];
  const office = cuesOf(s, 'speakers')[0];
  if (office) {
    const after = /^[^\p{L}]{0,2}((?:\p{Lu}[\p{L}.'’-]{1,20} ?){1,3})/u.exec(
      text.slice(office.end, office.end + 60),
    )?.[1];
    return `${text.slice(office.start, office.end)}${after ? ` ${after.trim()}` : ''}`;
  }
  return org?.meaning.value;
};

const questionOf = (
  bench: Bench,
  s: Sentence,
  at: { start: number; end: number },
  stated: Stated | undefined,
  horizon: Horizon | undefined,
): ForecastQuestion => {
  const speaker = stated?.facts.speaker ?? stated?.facts.org ?? speakerIn(s, bench.marked.normal.text);
  const end = horizon?.day ?? (stated?.span && lastDay(stated.span));
  const place = stated?.facts.place ?? wordsOf(s, 'place')[0]?.meaning.value;
  const subject = stated?.facts.subject ?? s.passage.materials[0]?.code;
  return {
    quote: bench.text.slice(at.start, at.end),
    ...(speaker ? { speaker } : {}),
    ...(bench.published ? { said: bench.published } : {}),
    ...(end ? { horizon: end } : {}),
    ...(subject ? { subject } : {}),
    ...(place ? { place } : {}),
    ...(stated?.facts.value === undefined ? {} : { value: stated.facts.value }),
    ...(stated?.facts.unit ? { unit: stated.facts.unit } : {}),
  };
};

const filed = (q: ForecastQuestion): string =>
  [
    q.speaker ? `by ${q.speaker}` : 'speaker not named',
    q.said ? `said ${sayDay(q.said)}` : 'day not known',
    q.horizon ? `until ${sayDay(q.horizon)}` : 'no date to be held to',
  ].join(', ');

const whatDecides = (q: ForecastQuestion): string => {
  const figure =
    q.value === undefined
      ? 'a threshold (the words name none)'
      : `a published figure against ${sayAmount(q.value, q.unit)}`;
  return `${figure}${q.horizon ? ` at ${sayDay(q.horizon)}` : ' and a date'} would decide it`;
};

/** What became of a forecast whose time has come. */
const outcome = (bench: Bench, stated: Stated | undefined, q: ForecastQuestion): Finding | undefined => {
  if (!stated?.level || !q.horizon || q.horizon >= bench.asOf) return undefined;
  for (const kind of ['trade', 'production', 'financial'] as const) {
    const found = checkLevel({ ...bench, stated: [] }, { ...stated, facts: { ...stated.facts, kind } });
    if (found && found.verdict !== 'undecided') return { ...found, how: `its time has come: ${found.how}` };
  }
  return undefined;
};

const answer = (
  bench: Bench,
  q: ForecastQuestion,
  stated: Stated | undefined,
  forecaster: Forecaster | undefined,
): Finding => {
  const past = outcome(bench, stated, q);
  if (past) return past;
  const model = forecaster?.(q);
  if (model) {
    const probability = `${Math.round(model.probability)}% (${Math.round(model.low)}–${Math.round(model.high)})`;
    return {
      verdict: 'forecast',
      expected: model.question,
      found: probability,
      how: `${filed(q)}. ${model.runs.length} runs of the chain model`,
      evidence: model.runs.map((run) => ({ type: 'model', class: 'modelled', text: run.text, ref: run.ref })),
    };
  }
  return {
    verdict: 'undecided',
    expected: 'a probability, or what came of it',
    found: filed(q),
    how: whatDecides(q),
    evidence: [],
  };
};

/** Judges the forecasts and aims that reading has found, and sentences that speak of the future with a date. */
export const checkForecasts = (bench: Bench, forecaster: Forecaster | undefined): readonly Claim[] => {
  const taken = new Set<number>();
  const read = bench.stated.flatMap((stated): readonly Claim[] => {
    if (stated.facts.kind !== 'forecast') return [];
    const s = bench.marked.sentences.find((each) => each.start <= stated.start && stated.start < each.end);
    if (!s) return [];
    taken.add(s.index);
    const at = { start: stated.facts.start, end: stated.facts.end };
    const q = questionOf(bench, s, at, stated, horizonIn(bench, s));
    return [{ kind: 'forecast', ...at, ...answer(bench, q, stated, forecaster) }];
  });
  const found = bench.marked.sentences.flatMap((s): readonly Claim[] => {
    if (taken.has(s.index)) return [];
    const cues = cuesOf(s, 'forecast');
    const horizon = cues.length > 0 ? horizonIn(bench, s) : undefined;
    const cue = horizon && nearest(horizon, cues, 90);
    // A sentence with figures of its own is judged by them.
    if (
      !cue ||
      statedHere(bench, s).some(
        (f) =>
          f.facts.kind !== 'policy' &&
          f.facts.kind !== 'target' &&
          apart({ start: f.start, end: f.end }, spanOf(bench.marked, cue)) < 40,
      )
    )
      return [];
    const at = spanOf(bench.marked, cue, horizon);
    return [
      {
        kind: 'forecast',
        ...at,
        ...answer(bench, questionOf(bench, s, at, undefined, horizon), undefined, forecaster),
      },
    ];
  });
  return [...read, ...found];
};
