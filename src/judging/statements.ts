/** What reading has found, made ready to be judged: every figure and change with its place and its printed precision. */
import { type Observation, originalSpan } from '../reading/index.ts';
import { type Bench, type Stated, stateFigure } from './bench.ts';
import type { StatedChange } from './checks/change.ts';
import { asWritten, locate, qualifierOf } from './locate.ts';
import { type Marked, qualifierAt, sentenceAt, wordsOf } from './sentences.ts';

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
  observations.map((o, index) => {
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

/** The stated changes of a figure, each where its own figure stands. */
export const changesOf = ({ text, marked }: Bench, of: Stated): readonly StatedChange[] =>
  (of.facts.change ?? []).map((change): StatedChange => {
    const { start, end } = of.facts;
    if (!change.value) {
      const printed = change.value === 0 ? asWritten(0) : undefined;
      return {
        of,
        change,
        printed,
        ...(directionIn(marked, of.facts, change.direction ?? 'flat') ?? { start, end }),
      };
    }
    const size = Math.abs(change.value);
    const at = locate(text, of.end <= end ? of.end : start, end, size) ?? locate(text, start, end, size);
    const qualifier = at && qualifierAt(marked, at);
    const plain = at?.printed ?? asWritten(size);
    const printed = { ...plain, ...(qualifier ? { qualifier } : {}), value: change.value };
    return { of, change, printed, start: at?.start ?? start, end: at?.end ?? end };
  });

/** A figure with its sign of currency and its unit. */
export const wholeFigure = ({ marked }: Bench, at: Place): Place => {
  for (const q of sentenceAt(marked, at.start)?.quantities ?? []) {
    const place = originalSpan(marked.normal, q.start, q.end);
    if (place.start <= at.start && at.end <= place.end) return place;
  }
  return { start: at.start, end: at.end };
};
