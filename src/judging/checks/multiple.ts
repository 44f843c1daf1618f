/** "4.4 times the volume exported to the US (590 tons)", "doubled", 約2.6倍: one level as a multiple of another. */
import { type Bench, type Stated, sayWhat } from '../bench.ts';
import { type Claim, spanOf } from '../claim.ts';
import { compared, comparison } from '../comparison.ts';
import { divide, gap, type Interval, overlaps } from '../interval.ts';
import { BASIS_WORDS } from '../levels.ts';
import { qualifierOf } from '../locate.ts';
import { baseSpan, sayPeriod } from '../period.ts';
import { allowed, arguable, type Printed, printedAs, printedPlain } from '../printed.ts';
import { sayInterval, sayNumber } from '../say.ts';
import { apart, type Sentence, wordsOf } from '../sentences.ts';
import { levelAt, statedHere, topicAt } from '../topic.ts';
import { unitOf } from './other-basis.ts';

interface Multiple {
  readonly printed: Printed;
  readonly start: number;
  readonly end: number;
  /** "doubled", "tripled": a verb that tells of one level against an earlier one of itself. */
  readonly verb: boolean;
}

const multiplesIn = (bench: Bench, s: Sentence): readonly Multiple[] => {
  const { text } = bench.marked.normal;
  const precision = wordsOf(s, 'precision');
  const figures = s.quantities
    .filter((q) => q.kind === 'times' && q.low > 0)
    .map((q): Multiple => {
      const near = precision.find((p) => p.end <= q.numberStart + 1 && q.numberStart - p.end <= 2);
      const qualifier = qualifierOf(near?.meaning.value);
      const printed = printedAs(q.low, text.slice(q.numberStart, q.numberEnd)) ?? printedPlain(q.low);
      return {
        printed: qualifier ? { ...printed, qualifier } : printed,
        start: q.start,
        end: q.end,
        verb: false,
      };
    });
  const verbs = wordsOf(s, 'multiple').flatMap((w): Multiple[] => {
    const value = Number(w.meaning.value);
    if (!(value > 0)) return [];
    const near = precision.find((p) => p.end <= w.start && w.start - p.end <= 2);
    const qualifier = qualifierOf(near?.meaning.value) ?? 'about';
    return [{ printed: { ...printedPlain(value), qualifier }, start: w.start, end: w.end, verb: true }];
  });
  return [...figures, ...verbs];
};

interface Pair {
  readonly ratio: Interval;
  readonly how: string;
  readonly evidence: Claim['evidence'];
}

const ratioOf = (bench: Bench, big: Stated, small: Stated): Pair | undefined => {
  const ratio = divide(big.measured!, small.measured!);
  const unit = unitOf(big.facts);
  return (
    ratio && {
      ratio,
      how: `${sayInterval(big.measured!, unit, 1)} / ${sayInterval(small.measured!, unit, 1)} = ${sayInterval(ratio, undefined, 3)}`,
      evidence: [big, small].map((s) => ({
        type: 'document',
        class: 'observed',
        text: `${sayWhat(s.facts, s.span)}: ${bench.text.slice(s.start, s.end)}`,
        source: 'this page',
        start: s.start,
        end: s.end,
      })),
    }
  );
};

/** Figures that measure the same thing, apart from partner and time. */
const alike = (a: Stated, b: Stated): boolean =>
  ['trade', 'production', 'financial'].includes(a.facts.kind) &&
  a.facts.kind === b.facts.kind &&
  a.facts.subject === b.facts.subject &&
  a.facts.metric === b.facts.metric &&
  a.facts.flow === b.facts.flow &&
  unitOf(a.facts) === unitOf(b.facts);

/** The figure before the multiple over the figure after it, where both are of one kind: "A, 4.4 times B". */
const pairAround = (
  bench: Bench,
  m: { start: number; end: number },
  figures: readonly Stated[],
): Pair | undefined => {
  const before = figures.filter((f) => f.end <= m.start);
  const after = figures.find((f) => f.start >= m.end);
  const big = after && before.findLast((f) => alike(f, after));
  return big && after ? ratioOf(bench, big, after) : undefined;
};

/** Any two figures of the sentence that stand in the ratio. */
const anyPair = (bench: Bench, own: Interval, figures: readonly Stated[]): Pair | undefined => {
  for (const big of figures) {
    for (const small of figures) {
      if (big === small || !alike(big, small)) continue;
      const pair = ratioOf(bench, big, small);
      if (pair && overlaps(pair.ratio, own)) return pair;
    }
  }
  return undefined;
};

/** The topic's level over its own of a month, quarter or year before. */
const againstEarlier = (
  bench: Bench,
  s: Sentence,
  m: Multiple,
): readonly (Pair & { basis: string; named: boolean })[] => {
  const place = spanOf(bench.marked, m);
  const topic =
    topicAt(bench, s, place.start, [1, 3, 6, 12]) ??
    topicAt(bench, s, place.start, [2, 4, 5, 7, 8, 9, 10, 11]);
  if (!topic) return [];
  const named = wordsOf(s, 'basis')
    .filter((w) => apart(m, w) <= 40)
    .map((w) => w.meaning.value);
  return ['mom', 'yoy', 'qoq'].flatMap((basis) => {
    const before = baseSpan(topic.span, basis);
    const now = levelAt(bench, topic.key, topic.span);
    const base = before && levelAt(bench, topic.key, before);
    const ratio = now && base && divide(now.interval, base.interval);
    if (!ratio || !before) return [];
    const unit = unitOf(topic.stated.facts);
    return [
      {
        ratio,
        basis,
        named: named.includes(basis),
        how: `${sayInterval(now.interval, unit, 1)} / ${sayInterval(base.interval, unit, 1)} (${sayPeriod(before)}) = ${sayInterval(ratio, undefined, 3)}`,
        evidence: [...now.evidence, ...base.evidence],
      },
    ];
  });
};

const sayOwn = (m: Multiple): string => `${sayNumber(m.printed.value, 3)} times`;

const judgeMultiple = (bench: Bench, s: Sentence, m: Multiple): Claim | undefined => {
  const place = spanOf(bench.marked, m);
  const own = allowed(m.printed);
  const wide = arguable(m.printed);
  const expected = `${sayInterval(own, undefined, 3)}, what “${sayOwn(m)}” allows`;
  const answer = (verdict: Claim['verdict'], p: Pair, note = ''): Claim => ({
    kind: 'multiple',
    ...place,
    verdict,
    expected,
    found: sayInterval(p.ratio, undefined, 3),
    how: `${p.how}${note}`,
    evidence: p.evidence,
    ...comparison('x', own, [compared(p.ratio, 'derived', 'worked out')]),
  });
  const figures = statedHere(bench, s).filter((f) => f.level && f.start !== place.start);
  const at = { start: place.start, end: place.end };
  const around = m.verb ? undefined : pairAround(bench, at, figures);
  if (around && overlaps(around.ratio, own)) return answer('holds', around);
  const pair = anyPair(bench, own, figures);
  if (pair && !around) return answer('holds', pair);
  const earlier = againstEarlier(bench, s, m);
  const fits = earlier.find((e) => overlaps(e.ratio, own) && (e.named || !earlier.some((o) => o.named)));
  if (fits) return answer('holds', fits, ` ${BASIS_WORDS[fits.basis]}`);
  const other = earlier.find((e) => overlaps(e.ratio, own));
  if (other)
    return answer('basis', other, `: right ${BASIS_WORDS[other.basis]}, not on the basis that is named`);
  // "rose six times" for +660%: by that much more, not to that many times
  const more = earlier.find((e) => overlaps({ lo: e.ratio.lo - 1, hi: e.ratio.hi - 1 }, own));
  if (more)
    return answer(
      'basis',
      more,
      `: right as ${sayOwn(m)} more, which is ${sayInterval(more.ratio, undefined, 2)} times as much`,
    );
  if (around) {
    const sure = !overlaps(around.ratio, wide) && gap(around.ratio, own) > m.printed.step / 2;
    return answer(sure && !pair ? 'fails' : 'undecided', around);
  }
  const [named] = earlier.filter((e) => e.named);
  if (named && !overlaps(named.ratio, wide) && gap(named.ratio, own) > m.printed.step)
    return answer('undecided', named);
  return undefined;
};

/** Judges every multiple that can be held against two levels. */
export const checkMultiples = (bench: Bench): readonly Claim[] =>
  bench.marked.sentences.flatMap((s) =>
    multiplesIn(bench, s).flatMap((m) => judgeMultiple(bench, s, m) ?? []),
  );
