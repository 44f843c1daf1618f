/** What a change is measured against, where reading has no basis for it but its sentence names the base. */
import { type ChangeBasis, originalSpan } from '../../reading/index.ts';
import type { Bench, StatedChange } from '../bench.ts';
import { baseSpan, monthsIn, type Span, sameSpan } from '../period.ts';
import { cuesOf, type Sentence, sentenceAt, wordsOf } from '../sentences.ts';
import { COMPARABLE } from './recompute.ts';

/** Characters between the word that compares and the base: "than in the month of September". */
const REACH = 16;
/** And between the change and that word: "8.6% more than". */
const CHANGE_REACH = 48;

interface Place {
  readonly start: number;
  readonly end: number;
}

/** The months that a date of the text can be, given the period that is spoken of: the last before it where it has no year. */
const spanOf = (d: Sentence['dates'][number], now: Span): Span | undefined => {
  if (d.month === undefined || d.grain !== 'month') return undefined;
  let index = (d.year ?? Math.floor(now.to / 12)) * 12 + d.month - 1;
  if (d.year === undefined && index >= now.to) index -= 12;
  return { from: index, to: index };
};

/**
 * The basis of a change whose sentence says "than in September", "from the 619 t of July", 比7月的619吨: the base is the one
 * date that stands behind a word of comparison next to the change, and it lies a month, a quarter or a year back.
 */
export const namedBasis = (bench: Bench, c: StatedChange): ChangeBasis | undefined => {
  const { of, change } = c;
  const s = sentenceAt(bench.marked, c.start);
  if (change.basis !== 'prev' || !s || !of.span || monthsIn(of.span) !== 1 || of.span.day) return undefined;
  const at = (w: Place): Place => originalSpan(bench.marked.normal, w.start, w.end);
  const figures = s.quantities.map(at).filter((q) => q.end <= c.start || q.start >= c.end);
  const percents = s.quantities.filter((q) => q.kind === 'percent').map(at);
  const between = (from: number, to: number, among: readonly Place[]): boolean =>
    among.some((q) => q.start >= from && q.end <= to && !(q.start <= c.start && c.end <= q.end));
  const comparing = [...wordsOf(s, 'from'), ...cuesOf(s, 'than')].map(at);
  const after = wordsOf(s, 'fromAfter').map(at);
  const named = s.dates.flatMap((d): readonly Span[] => {
    const span = spanOf(d, of.span!);
    if (!span || sameSpan(span, of.span!)) return [];
    const place = at(d);
    // "8.6% more than in September": the change, the word, the date; a level may stand between word and date.
    const behind = comparing.some(
      (w) =>
        w.start >= c.end &&
        w.start - c.end <= CHANGE_REACH &&
        w.end <= place.start &&
        (place.start - w.end <= REACH ||
          figures.some(
            (q) =>
              q.start >= w.end &&
              q.end <= place.start &&
              q.start - w.end <= REACH &&
              place.start - q.end <= REACH,
          )) &&
        !between(c.end, place.start, percents),
    );
    // 比7月的619吨减少1.6%, 7月の619トンから1.6%減
    const before = [
      ...comparing.filter((w) => w.end <= place.start && place.start - w.end <= 2),
      ...after.filter((w) => w.start >= place.end && w.start - place.end <= REACH),
    ].some(
      () =>
        place.end <= c.start && c.start - place.end <= CHANGE_REACH && !between(place.end, c.start, percents),
    );
    return behind || before ? [span] : [];
  });
  const [base, ...others] = named;
  if (!base || others.some((o) => !sameSpan(o, base))) return undefined;
  return COMPARABLE.find((basis) => {
    const span = baseSpan(of.span!, basis);
    return span !== undefined && sameSpan(span, base);
  });
};
