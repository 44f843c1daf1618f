/** What reading has found, made ready to be judged: every figure and change with its place and its printed precision. */
import { type Change, type Observation, originalSpan, type Quantity } from '../reading/index.ts';
import { type Bench, type Stated, type StatedChange, stateFigure } from './bench.ts';
import { asWritten, locate, qualifierOf } from './locate.ts';
import { type Marked, qualifierAt, sentenceAt, wordsOf } from './sentences.ts';
import { countedGoods } from './series.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Every observation as a figure of the bench; prices by their lower end. */
export const stateAll = (
  text: string,
  observations: readonly Observation[],
  marked: Marked,
): readonly Stated[] =>
  observations.map((read, index) => {
    const subject = read.kind === 'trade' ? countedGoods(read.subject, read.reporter) : read.subject;
    const o = subject === read.subject ? read : { ...read, subject: subject! };
    const value = o.value ?? o.low;
    if (value === undefined) return stateFigure(index, o, undefined, o);
    const at = locate(text, o.start, o.end, value);
    const qualifier = qualifierOf(o.precision) ?? (at && qualifierAt(marked, at));
    const printed = at?.printed ?? asWritten(value);
    return stateFigure(index, o, qualifier ? { ...printed, qualifier } : printed, at ?? o);
  });

/** A direction may stand just behind the words that reading took. */
const SLACK = 24;

/** The word that says which way, within the words of an observation. */
const directionIn = (marked: Marked, within: Place, says: string): Place | undefined => {
  const s = sentenceAt(marked, within.start);
  for (const word of s ? wordsOf(s, 'direction') : []) {
    if (word.meaning.value !== says) continue;
    const place = originalSpan(marked.normal, word.start, word.end);
    if (place.start >= within.start && place.end <= within.end + SLACK) return place;
  }
  return undefined;
};

/** How far from its figure a change may be told, in sentences. */
const SENTENCES = 3;

/** Whether a quantity of the text is the figure of a change: percent for percent, else the same amount. */
const isFigureOf = (q: Quantity, change: Change): boolean => {
  const size = Math.abs(change.value!);
  const same = Math.abs(q.low - size) <= size * 1e-9 || Math.abs(q.high - size) <= size * 1e-9;
  if (!same) return false;
  const unit = change.unit ?? 'pct';
  if (unit === 'pct') return q.kind === 'percent';
  return unit === 'pp' ? q.kind === 'points' : q.kind !== 'percent' && q.kind !== 'times';
};

/**
 * Where the figure of a change stands: behind its level in the same sentence, before it, in the sentences after it. The
 * words that reading quotes are the shortest and mostly do not hold it.
 */
const changeFigure = (
  marked: Marked,
  of: Stated,
  change: Change,
): (Place & { readonly near: boolean }) | undefined => {
  const home = sentenceAt(marked, of.start);
  if (!home) return undefined;
  for (let i = home.index; i < Math.min(marked.sentences.length, home.index + SENTENCES); i++) {
    const places = marked.sentences[i]!.quantities.filter((q) => isFigureOf(q, change)).map((q) =>
      originalSpan(marked.normal, q.numberStart, q.numberEnd),
    );
    const place = places.find((p) => p.start >= of.end) ?? places.at(-1);
    if (place) return { ...place, near: i === home.index };
  }
  return undefined;
};

/** A partner other than the figure's own stands in the sentence. */
const namesOther = (marked: Marked, place: Place, of: Stated): boolean => {
  const s = sentenceAt(marked, place.start);
  const own = [of.facts.partner, of.facts.reporter, of.facts.place];
  return s !== undefined && wordsOf(s, 'place').some((w) => !own.includes(w.meaning.value));
};

/** The stated changes of a figure, each where its own figure stands. Multiples are found in sentences. */
export const changesOf = ({ text, marked, stated }: Bench, of: Stated): readonly StatedChange[] =>
  (of.facts.change ?? []).flatMap((change): readonly StatedChange[] => {
    const { start, end } = of.facts;
    if ((change.unit as string | undefined) === 'x') return [];
    if (!change.value) {
      const printed = change.value === 0 ? asWritten(0) : undefined;
      const place = directionIn(marked, of.facts, change.direction ?? 'flat') ?? { start, end };
      return [{ of, change, printed, near: true, ...place }];
    }
    const size = Math.abs(change.value);
    const place = changeFigure(marked, of, change);
    const at = place && locate(text, place.start, place.end, size);
    const qualifier = place && qualifierAt(marked, place);
    const plain = at?.printed ?? asWritten(size);
    const printed = { ...plain, ...(qualifier ? { qualifier } : {}), value: change.value };
    // Another level in between, or another partner named there: whose change it is cannot be told from the place.
    const apart =
      place &&
      !place.near &&
      (stated.some((s) => s.level && s.start > of.start && s.start < place.start) ||
        namesOther(marked, place, of));
    return [
      {
        of,
        change,
        printed,
        near: place !== undefined && !apart,
        start: place?.start ?? start,
        end: place?.end ?? end,
      },
    ];
  });

/** A figure with its sign of currency and its unit. */
export const wholeFigure = ({ marked }: Bench, at: Place): Place => {
  for (const q of sentenceAt(marked, at.start)?.quantities ?? []) {
    const place = originalSpan(marked.normal, q.start, q.end);
    if (place.start <= at.start && at.end <= place.end) return place;
  }
  return { start: at.start, end: at.end };
};
