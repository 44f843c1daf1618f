/** What is said of the future: who, when, until when, and what would decide it; or a probability from the model. */
import type { Bench, Finding, Stated } from '../bench.ts';
import { type Claim, spanOf } from '../claim.ts';
import type { Forecaster, ForecastQuestion, Supposition } from '../forecaster.ts';
import { firstDay, sayDay } from '../period.ts';
import { sayAmount } from '../say.ts';
import { apart, cuesOf, nearest, type Sentence, sentenceAt } from '../sentences.ts';
import { statedHere } from '../topic.ts';
import { questionOf } from './forecast-question.ts';
import { type Horizon, horizonIn } from './horizon.ts';
import { checkLevel } from './level.ts';
import { suppositionIn } from './supposition.ts';

/** Kinds whose figures may be of the future; acts and money promised are judged as what they are. */
const MAY_BE_AHEAD = new Set([
  'price',
  'trade',
  'share',
  'production',
  'capacity',
  'financial',
  'target',
  'forecast',
]);

const filed = (q: ForecastQuestion): string =>
  [
    q.speaker ? `by ${q.speaker}` : 'speaker not named',
    q.said ? `said ${sayDay(q.said)}` : 'day not known',
    q.supposing
      ? `if nothing comes from ${q.supposing.stops}`
      : q.horizon
        ? `until ${sayDay(q.horizon)}`
        : 'no date to be held to',
  ].join(', ');

const whatDecides = (q: ForecastQuestion): string => {
  if (q.supposing) return 'only what is supposed, once it happens, would decide it';
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
): Finding => ({ ...outlookOf(q), ...weigh(bench, q, stated, forecaster) });

const outlookOf = ({ speaker, said, horizon }: ForecastQuestion): Pick<Finding, 'outlook'> => ({
  outlook: { ...(speaker && { speaker }), ...(said && { said }), ...(horizon && { until: horizon }) },
});

const weigh = (
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
      how: `${filed(q)}. ${model.runs.map((run) => run.text).join('; ')}`,
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

/** How far a word of forecasting may stand from the figure or the date that it is about, in characters. */
const REACH = 110;

/**
 * Whether a stated figure is one of the future: its period lies after the page, or a word of forecasting stands before it
 * with no other figure between ("stood at 560 and is expected to reach 600").
 */
const isAhead = (bench: Bench, s: Sentence, stated: Stated): boolean => {
  if (stated.facts.kind === 'forecast') return true;
  if (!MAY_BE_AHEAD.has(stated.facts.kind)) return false;
  // A quota is law, whatever its year.
  if (stated.facts.metric?.endsWith('_quota')) return false;
  const isLater =
    stated.span !== undefined &&
    bench.published !== undefined &&
    firstDay(stated.span) > bench.published.slice(0, 10);
  if (stated.facts.kind === 'target') return isLater || horizonIn(bench, s) !== undefined;
  const isSupposed = suppositionIn(bench, s) !== undefined;
  const cues = cuesOf(s, 'forecast', ...(isSupposed ? (['supposed'] as const) : []));
  if (isLater && cues.length > 0) return true;
  if (!isSupposed && !horizonIn(bench, s)) return false;
  return cues.some((cue) => {
    const place = spanOf(bench.marked, cue);
    if (place.end > stated.start || stated.start - place.end > REACH) return false;
    // "higher than expected at 5,000 t"
    const isCompared = cuesOf(s, 'than').some((t) => t.end <= cue.start && cue.start - t.end <= 1);
    return (
      !isCompared &&
      !statedHere(bench, s).some((o) => o !== stated && o.start >= place.end && o.start < stated.start)
    );
  });
};

/** The verdict on a figure of the future; nothing for one of what has been. */
export const checkAhead = (
  bench: Bench,
  stated: Stated,
  forecaster: Forecaster | undefined,
): Finding | undefined => {
  const s = sentenceAt(bench.marked, stated.start);
  if (!s || !isAhead(bench, s, stated)) return undefined;
  const at = { start: stated.facts.start, end: stated.facts.end };
  const question = questionOf(bench, s, at, stated, horizonIn(bench, s), suppositionIn(bench, s));
  return answer(bench, question, stated, forecaster);
};

/** A sentence that puts a date on what is to come and has no figure of its own that says so. */
const inSentence = (
  bench: Bench,
  s: Sentence,
  horizon: Horizon,
  forecaster: Forecaster | undefined,
): readonly Claim[] => {
  const cue =
    nearest(horizon, cuesOf(s, 'independence'), REACH) ?? nearest(horizon, cuesOf(s, 'forecast'), REACH);
  if (!cue) return [];
  // A sentence with figures of its own is judged by them.
  const place = spanOf(bench.marked, cue);
  const isOfFigure = (f: Stated): boolean =>
    MAY_BE_AHEAD.has(f.facts.kind) &&
    (isAhead(bench, s, f) || apart({ start: f.start, end: f.end }, place) < 40);
  if (statedHere(bench, s).some(isOfFigure)) return [];
  const at = spanOf(bench.marked, cue, horizon);
  const question = questionOf(bench, s, at, undefined, horizon);
  return [{ kind: 'forecast', ...at, ...answer(bench, question, undefined, forecaster) }];
};

/** A sentence that supposes a stop of deliveries and says without a figure of its own what would follow. */
const ofSupposed = (
  bench: Bench,
  s: Sentence,
  supposing: Supposition,
  forecaster: Forecaster | undefined,
): readonly Claim[] => {
  if (statedHere(bench, s).some((f) => isAhead(bench, s, f))) return [];
  const at = { start: s.start, end: s.end };
  const question = questionOf(bench, s, at, undefined, undefined, supposing);
  return question.asks
    ? [{ kind: 'forecast', ...at, ...answer(bench, question, undefined, forecaster) }]
    : [];
};

/** Judges sentences that speak of the future, or of what would follow from a stop, without a figure that reading found. */
export const checkForecasts = (bench: Bench, forecaster: Forecaster | undefined): readonly Claim[] =>
  bench.marked.sentences.flatMap((s) => {
    const supposing = suppositionIn(bench, s);
    if (supposing) return ofSupposed(bench, s, supposing, forecaster);
    const horizon = horizonIn(bench, s);
    return horizon ? inSentence(bench, s, horizon, forecaster) : [];
  });
