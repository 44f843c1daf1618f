/**
 * Doubt about the reading: whether a figure that the record contradicts may be another one, which the text around it names
 * as well. A wrong `fails` is the worst verdict, so what may have been misread is left undecided.
 */
import { originalSpan } from '../../reading/index.ts';
import { type Bench, type Stated, sayWhat } from '../bench.ts';
import { monthsIn, type Span, sameSpan } from '../period.ts';
import { apart, nearest, type Sentence, sentenceAt, wordsOf } from '../sentences.ts';
import { candidates, type Match, samePartner, telling } from './other-basis.ts';

/** How much of the text around a figure may name what it is of, in sentences before its own. */
const CONTEXT = 1;

const contextOf = ({ marked }: Bench, s: Stated): readonly Sentence[] => {
  const home = sentenceAt(marked, s.start);
  return home ? marked.sentences.slice(Math.max(0, home.index - CONTEXT), home.index + 1) : [];
};

/** Where the sentence of a figure names no time, its period was taken from elsewhere: any time of the page may be meant. */
const datedContext = (bench: Bench, s: Stated): readonly Sentence[] => {
  const home = sentenceAt(bench.marked, s.start);
  return home?.dates.length === 0 ? bench.marked.sentences : contextOf(bench, s);
};

/** Words that set a figure in another time than the one spoken of: "a year earlier", 前月, "respectively". */
const COMPARING = ['fromAfter', 'relative', 'basis', 'respectively'] as const;

/** Characters between a figure and the month that is said of it: "6,146 tons in September". */
const BESIDE = 26;
/** And between a month and the words that set it in another year. */
const TURNED = 6;

/** Whether a date of the text is this period, as far as it says: a month or a run of months, its year where it has one. */
const isPeriod = (d: Sentence['dates'][number], span: Span): boolean => {
  if (d.year !== undefined && d.year !== Math.floor(span.to / 12)) return false;
  if (d.month !== (span.to % 12) + 1) return false;
  if (d.grain === 'run') return (d.fromMonth ?? 1) === (span.from % 12) + 1 && monthsIn(span) > 1;
  return d.grain === 'month' && monthsIn(span) === 1;
};

/** Whether a period stands right beside the figure, so that nothing else can be meant. */
const isDatedBeside = ({ marked }: Bench, s: Stated, span: Span): boolean => {
  const home = sentenceAt(marked, s.start);
  const own = home?.quantities.find((q) => {
    const place = originalSpan(marked.normal, q.start, q.end);
    return place.start <= s.start && s.end <= place.end;
  });
  // "7,780 and 2,886 tons in January and February respectively"
  if (!home || !own || wordsOf(home, 'respectively').length > 0) return false;
  return home.dates.some((d) => {
    const [from, to] = d.start < own.start ? [d.end, own.start] : [own.end, d.start];
    const isBetween = (each: { start: number; end: number }): boolean => each.start >= from && each.end <= to;
    const between = home.quantities.some(isBetween) || home.dates.some((o) => o !== d && isBetween(o));
    // "in May of the year before"
    const turned = wordsOf(home, 'relative', 'basis').some(
      (w) => w.start >= d.end && w.start - d.end <= TURNED,
    );
    return isPeriod(d, span) && !between && !turned && to - from <= BESIDE;
  });
};

/** Whether the text names a period: by its month or year, or by a word that leads there from the stated one. */
const namesPeriod = (bench: Bench, s: Stated, span: Span): boolean => {
  const stated = s.span!;
  const context = contextOf(bench, s);
  const year = Math.floor(span.from / 12);
  // "from January to October", "the first half", "so far this year"
  const isRun = (each: Sentence): boolean =>
    !each.dates.some((d) => isPeriod(d, stated)) &&
    (wordsOf(each, 'run', 'ytd', 'half', 'quarter').length > 0 ||
      each.dates.some((d) => d.grain === 'run' || d.grain === 'half' || d.grain === 'quarter'));
  if (monthsIn(span) > 1 && contextOf(bench, s).some(isRun)) return true;
  const byDate = datedContext(bench, s).some((each) =>
    each.dates.some((d) =>
      d.month === undefined
        ? d.year === year && monthsIn(span) === 12
        : monthsIn(span) === 1 &&
          d.month === (span.from % 12) + 1 &&
          (d.year === undefined || d.year === year),
    ),
  );
  if (byDate || bench.stated.some((o) => o.index !== s.index && o.span && sameSpan(o.span, span)))
    return true;
  const months = stated.from - span.from;
  const isStep = monthsIn(span) === monthsIn(stated) && (Math.abs(months) === 12 || Math.abs(months) === 1);
  const isPart = monthsIn(span) === 1 && span.from >= stated.from && span.to <= stated.to;
  return (isStep || isPart) && context.some((each) => wordsOf(each, ...COMPARING).length > 0);
};

/** Whether the text around may mean this partner; all together is meant where the figure's own partner stands far from it. */
const namesPartner = (bench: Bench, s: Stated, partner: string): boolean => {
  const context = contextOf(bench, s);
  if (partner !== 'WORLD')
    return context.some((each) => wordsOf(each, 'place', 'region').some((w) => w.meaning.value === partner));
  return (
    context.some(
      (each) => wordsOf(each, 'total', 'world').length > 0 || wordsOf(each, 'place').length === 0,
    ) || !isNearPlace(bench, s, s.facts.partner)
  );
};

/** Places in the sentence of a figure, but for the reporter's own. */
const placesBeside = (
  { marked }: Bench,
  s: Stated,
): readonly { start: number; end: number; code: string }[] => {
  const home = sentenceAt(marked, s.start);
  return (home ? wordsOf(home, 'place', 'region') : [])
    .filter((w) => w.meaning.value !== (s.facts.reporter ?? 'CN'))
    .map((w) => ({ ...originalSpan(marked.normal, w.start, w.end), code: w.meaning.value }));
};

/** Whether a partner is the place that stands nearest to the figure in its sentence. */
const isNearestPlace = (bench: Bench, s: Stated, partner: string | undefined): boolean =>
  nearest({ start: s.start, end: s.end }, placesBeside(bench, s), NEAR_PLACE)?.code === partner;

/** Whether a partner stands near the figure at all. */
const isNearPlace = (bench: Bench, s: Stated, partner: string | undefined): boolean =>
  placesBeside(bench, s).some(
    (p) => p.code === partner && apart({ start: s.start, end: s.end }, p) <= NEAR_PLACE,
  );

const NEAR_PLACE = 50;

const MAGNET = /^(?:NdFeB|SmCo|magnet|ferrite)/;

const namesSubject = ({ marked }: Bench, subject: string): boolean =>
  marked.sentences.some((s) => s.passage.materials.some((m) => MAGNET.test(m.code) === MAGNET.test(subject)));

export interface Doubt extends Match {
  /** True where the other period, or the other partner, stands nearest to the figure: then that one is meant. */
  readonly certain: boolean;
}

/**
 * A recorded figure of the same value whose partner, period and goods the text around names as well: then the page may
 * mean that one, and reading has taken it for another. Where it exists nobody can be blamed.
 */
export const otherwiseRead = (bench: Bench, s: Stated): Doubt | undefined => {
  if (!s.span || !telling(s)) return undefined;
  const beside = isDatedBeside(bench, s, s.span);
  const entry = candidates(bench, s).find((e) => {
    if (!e.span || e.facts.flow !== s.facts.flow) return false;
    const otherSubject = e.facts.subject !== s.facts.subject;
    const otherPartner = !samePartner(e.facts, s.facts);
    const otherPeriod = !sameSpan(e.span, s.span!);
    if (!otherSubject && !otherPartner && !otherPeriod) return false;
    return (
      (!otherSubject || namesSubject(bench, e.facts.subject ?? '')) &&
      (!otherPartner || namesPartner(bench, s, e.facts.partner ?? 'WORLD')) &&
      (!otherPeriod || (!beside && namesPeriod(bench, s, e.span)))
    );
  });
  if (!entry) return undefined;
  const sameGoods = entry.facts.subject === s.facts.subject;
  const samePeriod = sameSpan(entry.span!, s.span);
  const byPeriod = samePartner(entry.facts, s.facts) && !beside && isDatedBeside(bench, s, entry.span!);
  const byPartner = samePeriod && isNearestPlace(bench, s, entry.facts.partner);
  return { entry, differs: sayWhat(entry.facts, entry.span), certain: sameGoods && (byPeriod || byPartner) };
};

/** How much of the text around a figure may say whose trade it is, in sentences before and after its own. */
const NEIGHBOURS = 3;

/**
 * The place that a trade figure may be of instead: the nearest sentence that names any, its own or one before it, names that
 * one and not the country that reading took it for. Partners of figures of the page are not meant so.
 */
export const otherReporter = (bench: Bench, s: Stated): string | undefined => {
  const home = s.facts.kind === 'trade' ? sentenceAt(bench.marked, s.start) : undefined;
  if (!home) return undefined;
  const { sentences } = bench.marked;
  const before = sentences.slice(Math.max(0, home.index - NEIGHBOURS), home.index + 1).toReversed();
  const after = sentences.slice(home.index + 1, home.index + NEIGHBOURS + 1);
  for (const each of [...before, ...after]) {
    const named = wordsOf(each, 'place').map((w) => w.meaning.value);
    if (named.includes(s.facts.reporter ?? 'CN')) return undefined;
    const other = named.find((place) => !bench.stated.some((o) => o.facts.partner === place));
    if (other) return other;
  }
  return undefined;
};
