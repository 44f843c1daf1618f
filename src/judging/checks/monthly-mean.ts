/** "Exports averaged 5,798 tonnes a month from August to October", 月均出口: the mean of several months of trade. */
import { type Bench, sayWhat } from '../bench.ts';
import { type Claim, spanOf } from '../claim.ts';
import { divide, overlaps, point } from '../interval.ts';
import { derivedLevel, recordedLevel } from '../levels.ts';
import { monthsIn, parsePeriod, type Span } from '../period.ts';
import { allowed, arguable, printedAs, printedPlain } from '../printed.ts';
import { sayInterval } from '../say.ts';
import { cuesOf, nearest, qualifierAt, type Sentence } from '../sentences.ts';
import { measure } from '../series.ts';
import { SOLID } from '../sources.ts';
import { type NamedSeries, seriesOfWords, statedHere } from '../topic.ts';

/** How far the word for a mean may stand from its figure, in characters. */
const REACH = 40;

/** The months that a sentence speaks of: a run, a part of a year, a year, or from one month to another. */
const monthsNamed = (bench: Bench, s: Sentence, near: { start: number; end: number }): Span | undefined => {
  const now = parsePeriod(bench.published);
  const months = s.dates.filter((d) => d.grain === 'month');
  const runs = s.dates.filter((d) => ['run', 'quarter', 'half', 'year'].includes(d.grain));
  const date = nearest(near, runs, Number.POSITIVE_INFINITY);
  const last = date ?? months.at(-1);
  const year = last?.year ?? (now && Math.floor(now.to / 12));
  if (!last || year === undefined || last.toYear !== undefined) return undefined;
  const ends = (): readonly [number, number] | undefined => {
    switch (last.grain) {
      case 'year':
        return [1, 12];
      case 'quarter':
        return last.part ? [last.part * 3 - 2, last.part * 3] : undefined;
      case 'half':
        return last.part ? [last.part * 6 - 5, last.part * 6] : undefined;
      case 'run':
        return last.fromMonth && last.month ? [last.fromMonth, last.month] : undefined;
      default:
        return months.length === 2 && months[0]!.month && last.month
          ? [months[0]!.month, last.month]
          : undefined;
    }
  };
  const found = ends();
  if (!found) return undefined;
  const [first, end] = found;
  const span = { from: (first > end ? year - 1 : year) * 12 + first - 1, to: year * 12 + end - 1 };
  // Months without a year are the last ones before the page.
  const isAhead = last.year === undefined && now !== undefined && span.to > now.to;
  return isAhead ? { from: span.from - 12, to: span.to - 12 } : span;
};

const seriesIn = (bench: Bench, s: Sentence): NamedSeries | undefined => {
  for (const each of [s, bench.marked.sentences[s.index - 1]]) {
    if (!each) continue;
    const stated = statedHere(bench, each).find((f) => f.facts.kind === 'trade' && f.key);
    if (stated) return { facts: { ...stated.facts, kind: 'trade' }, key: stated.key!, sure: each === s };
    const named = seriesOfWords(each);
    if (named) return { ...named, sure: named.sure && each === s };
  }
  return undefined;
};

const inSentence = (bench: Bench, s: Sentence): readonly Claim[] =>
  cuesOf(s, 'average').flatMap((cue): readonly Claim[] => {
    const masses = s.quantities.filter((q) => q.kind === 'mass' && q.low === q.high && q.low > 0);
    const q =
      masses.find((m) => m.start >= cue.end && m.start - cue.end <= REACH) ?? nearest(cue, masses, REACH);
    const series = q && seriesIn(bench, s);
    const span = q && monthsNamed(bench, s, q);
    if (!q || !series || !span || monthsIn(span) < 2 || (q.unit !== 't' && q.unit !== 'kg')) return [];
    const at = spanOf(bench.marked, q);
    if (statedHere(bench, s).some((f) => f.span && f.start < at.end && at.start < f.end)) return [];
    const { text } = bench.marked.normal;
    const written = printedAs(q.low, text.slice(q.numberStart, q.numberEnd)) ?? printedPlain(q.low);
    const qualifier = qualifierAt(bench.marked, at);
    const printed = qualifier ? { ...written, qualifier } : written;
    const { factor } = measure(0, q.unit);
    const what = `mean month of ${sayWhat(series.facts, span)}`;
    const months = monthsIn(span);
    const total = recordedLevel(bench, series.key, span) ?? derivedLevel(bench, series.key, span);
    const mean = total && divide(total.interval, point(months));
    const own = sayInterval(allowed(printed), q.unit, 1);
    if (!mean) {
      return [
        {
          kind: 'average',
          ...at,
          verdict: 'undecided',
          expected: what,
          found: own,
          how: `the sum of the ${months} months would decide it; neither the record nor the page gives it`,
          evidence: [],
        },
      ];
    }
    const inTonnes = (i: { lo: number; hi: number }) => ({ lo: i.lo * factor, hi: i.hi * factor });
    const holds = overlaps(inTonnes(allowed(printed)), mean);
    const isWrong = !overlaps(inTonnes(arguable(printed)), mean) && series.sure && total.weight >= SOLID;
    return [
      {
        kind: 'average',
        ...at,
        verdict: holds ? 'holds' : isWrong ? 'fails' : 'undecided',
        expected: sayInterval(mean, 't', 1),
        found: own,
        how: `${what}: ${sayInterval(total.interval, 't', 1)} / ${months} = ${sayInterval(mean, 't', 1)}`,
        evidence: total.evidence,
      },
    ];
  });

/** Judges what sentences say a month of trade came to on the mean. */
export const checkMonthlyMeans = (bench: Bench): readonly Claim[] =>
  bench.marked.sentences.flatMap((s) => inSentence(bench, s).slice(0, 1));
