/** What a sentence is about: the series and period that a streak, a record or a multiple in it speaks of. */

import { originalSpan } from '../reading/index.ts';
import { type Bench, type Stated, stateFigure } from './bench.ts';
import { overlaps } from './interval.ts';
import { directLevels, type Level, recordedLevel, statedLevels } from './levels.ts';
import { formatPeriod, monthsIn, parsePeriod, type Span } from './period.ts';
import { apart, cuesOf, type Sentence, wordsOf } from './sentences.ts';
import { countedGoods, type Facts, seriesKey } from './series.ts';

const SERIES = new Set(['trade', 'production', 'financial']);

/** Figures that stand in the sentence. */
export const statedHere = (bench: Bench, s: Sentence): readonly Stated[] => bench.statedInSentence(s.index);

/** Figures, or changes without a figure, of a series. */
const candidates = (bench: Bench, s: Sentence): readonly Stated[] =>
  statedHere(bench, s).filter((f) => SERIES.has(f.facts.kind) && f.key && f.span && !f.span.day);

const latest = (among: readonly Stated[]): Stated | undefined => {
  let best: Stated | undefined;
  for (const f of among) if (!best || f.span!.to > best.span!.to) best = f;
  return best;
};

/** A series and a period that words speak of. */
export interface Topic {
  readonly stated: Stated;
  readonly key: string;
  readonly span: Span;
  /** The stated figure of that very period, where there is one in the sentence. */
  readonly level: Stated['level'];
  /** False where series or period were carried over from another sentence. */
  readonly sure: boolean;
}

/** Whether nothing in the sentence or the record speaks against the figure being what reading took it for. */
export const isSure = (bench: Bench, s: Sentence, stated: Stated): boolean => {
  const own = [stated.facts.partner, stated.facts.reporter ?? 'CN', stated.facts.place];
  if (wordsOf(s, 'place').some((w) => !own.includes(w.meaning.value))) return false;
  const [direct] = directLevels(bench, stated.key!, stated.span!);
  return !direct || !stated.level || overlaps(direct.level, stated.level);
};

const topicFrom = (stated: Stated, sure: boolean): Topic => ({
  stated,
  key: stated.key!,
  span: stated.span!,
  level: stated.level,
  sure,
});

const SINCE_REACH = 4;

/** The month that a sentence names before some words, set to the year that brings it next before `now`. */
const monthNamed = (bench: Bench, s: Sentence, at: number, now: Span): Span | undefined => {
  // "since January" says from when, not which month is spoken of
  const since = cuesOf(s, 'since');
  const before = s.dates.filter(
    (d) =>
      d.grain === 'month' &&
      d.month &&
      originalStart(bench, d.start) < at &&
      !since.some((c) => apart(c, d) <= SINCE_REACH),
  );
  const date = before.at(-1);
  if (!date?.month) return undefined;
  let index = (date.year ?? Math.floor(now.to / 12)) * 12 + date.month - 1;
  if (date.year === undefined && index > now.to) index -= 12;
  return { from: index, to: index };
};

const originalStart = (bench: Bench, at: number): number =>
  originalSpan(bench.marked.normal, at, at + 1).start;

/** Goods whose trade customs count by months. */
const TRADED = /^(?:RE-all|RE-ore|RE-oxide|NdFeB-magnet|magnet-all|SmCo-magnet)$/;

/** A series that words name, without a time. */
export interface NamedSeries {
  readonly facts: Facts & { readonly kind: 'trade' };
  readonly key: string;
  /** False where more than one partner is named. */
  readonly sure: boolean;
}

/**
 * The series that a sentence names by its words alone: goods, flow, whose trade, with whom. Nothing where one of them is
 * not said; the partner is the one other place that is named, or all.
 */
export const seriesOfWords = (s: Sentence): NamedSeries | undefined => {
  const goods = s.passage.materials.find((m) => TRADED.test(m.code));
  const flow = wordsOf(s, 'flow', 'tradePart')[0]?.meaning.value;
  if (!goods || !flow) return undefined;
  const places = [...new Set(wordsOf(s, 'place').map((w) => w.meaning.value))];
  if (!places.includes('CN')) return undefined;
  const others = places.filter((place) => place !== 'CN');
  // "Japan's imports from China" are another country's count.
  if (flow === 'import' && others.length > 0) return undefined;
  const facts = {
    kind: 'trade' as const,
    subject: countedGoods(goods.code, 'CN')!,
    unit: 't',
    flow: flow === 'import' ? ('import' as const) : ('export' as const),
    reporter: 'CN',
    partner: others.length === 1 ? others[0]! : 'WORLD',
  };
  const key = seriesKey(facts);
  return key ? { facts, key, sure: others.length <= 1 } : undefined;
};

/** The series that a sentence names, in the month that it names, where it gives no figure. */
const topicOfWords = (bench: Bench, s: Sentence): Topic | undefined => {
  const published = parsePeriod(bench.published);
  const named = published && seriesOfWords(s);
  const span = named && monthNamed(bench, s, Number.POSITIVE_INFINITY, published);
  if (!named || !span) return undefined;
  const facts = {
    ...named.facts,
    period: formatPeriod(span),
    quote: bench.text.slice(s.start, s.end),
    start: s.start,
    end: s.end,
    read_by: 'judging/topic',
  };
  return {
    stated: stateFigure(-1, facts, undefined, s),
    key: named.key,
    span,
    level: undefined,
    sure: named.sure,
  };
};

/**
 * What words at `at` (offset in the document) speak of, among periods of so many months: of the figures before them in the sentence the one of the latest
 * period (the others are what it is compared with), else the next one after, else the series of the sentence before, in
 * the month that this sentence names.
 */
export const topicAt = (
  bench: Bench,
  s: Sentence,
  at: number,
  lengths: readonly number[],
): Topic | undefined => {
  const fits = (f: Stated): boolean => lengths.includes(monthsIn(f.span!));
  const here = candidates(bench, s).filter(fits);
  const before = here.filter((f) => f.start < at);
  if (before.length > 0) {
    // Only the same series as the nearest figure: a sentence may go on to another partner.
    const { key } = before.at(-1)!;
    const topic = latest(before.filter((f) => f.key === key))!;
    return topicFrom(topic, isSure(bench, s, topic));
  }
  if (here.length > 0) return topicFrom(here[0]!, isSure(bench, s, here[0]!));
  const inWords = lengths.includes(1) ? topicOfWords(bench, s) : undefined;
  if (inWords) return inWords;
  for (let i = s.index - 1; i >= Math.max(0, s.index - 2); i--) {
    const earlier = candidates(bench, bench.marked.sentences[i]!);
    if (earlier.length === 0) continue;
    const { key } = earlier[0]!;
    const carried = latest(earlier.filter((f) => f.key === key))!;
    const named = lengths.includes(1) ? monthNamed(bench, s, at, carried.span!) : undefined;
    if (!named) return fits(carried) ? topicFrom(carried, false) : undefined;
    const same = named.from === carried.span!.from && named.to === carried.span!.to;
    return { ...topicFrom(carried, false), span: named, level: same ? carried.level : undefined };
  }
  return undefined;
};

/** The level of a series in a period: the record's, else the page's own. */
export const levelAt = (bench: Bench, key: string, span: Span): Level | undefined => {
  const recorded = recordedLevel(bench, key, span, { noChanges: true });
  if (recorded) return recorded;
  const [own] = statedLevels(bench, key, span);
  return (
    own && {
      interval: own.level!,
      weight: 1,
      sum: '',
      evidence: [
        {
          type: 'document',
          class: 'observed',
          text: bench.text.slice(own.start, own.end),
          source: 'this page',
          start: own.start,
          end: own.end,
        },
      ],
      usesDocument: true,
      usesChange: false,
      parts: 1,
    }
  );
};
