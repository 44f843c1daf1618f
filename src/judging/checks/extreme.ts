/** "Highest since January", "a seven-month high", "a record", 创九个月新高, 7カ月ぶりの高水準. */
import { type Bench, sayWhat } from '../bench.ts';
import { type Claim, spanOf } from '../claim.ts';
import { monthsIn, parsePeriod, type Span, sayPeriod, shift } from '../period.ts';
import { sayInterval } from '../say.ts';
import { apart, cuesOf, nearest, type Sentence, wordsOf } from '../sentences.ts';
import { SOLID } from '../sources.ts';
import { isSure, levelAt, type Topic, topicAt } from '../topic.ts';
import { unitOf } from './other-basis.ts';

/** From when the extreme counts. */
type Reach =
  | { readonly type: 'since'; readonly span: Span }
  | { readonly type: 'periods'; readonly n: number; readonly step: number }
  | { readonly type: 'year' }
  /** The highest of all Julys. */
  | { readonly type: 'sameMonth' }
  | { readonly type: 'ever' };

interface Extreme {
  readonly way: 'high' | 'low';
  readonly rank: number;
  readonly reach: Reach;
  readonly start: number;
  readonly end: number;
}

const NEAR = 26;
/** "-month high", カ月ぶりの高水準: what may stand between the unit and the extreme. */
const CLOSE = 4;
/** Months, quarters and years have records; sums to date have none. */
const WHOLE = [1, 3, 12];
const STEPS = { months: 1, quarters: 3, years: 12, decades: 120 } as const;

/** A year that a date in the text leaves out, by the period that is spoken of. */
const sinceSpan = (
  bench: Bench,
  s: Sentence,
  date: Sentence['dates'][number],
  now: Span,
): Span | undefined => {
  if (date.grain === 'year' && date.year) return parsePeriod(String(date.year));
  if (date.grain !== 'month' && date.grain !== 'day') return undefined;
  if (!date.month) return undefined;
  let year = date.year;
  if (year === undefined) {
    year = Math.floor(now.to / 12);
    if (year * 12 + date.month - 1 >= now.from) year--;
    // "since February in 2024", "seit Februar im Vorjahr"
    if (wordsOf(s, 'relative').some((w) => w.meaning.value === 'last year' && apart(w, date) <= 12)) {
      year = Math.floor(now.to / 12) - 1;
    }
  }
  void bench;
  return parsePeriod(`${year}-${String(date.month).padStart(2, '0')}`);
};

const extremesIn = (bench: Bench, s: Sentence, now: (at: number) => Span | undefined): readonly Extreme[] => {
  const units = cuesOf(s, 'months', 'quarters', 'years', 'decades');
  const since = cuesOf(s, 'since');
  const within = cuesOf(s, 'within');
  const ever = cuesOf(s, 'ever');
  const year = cuesOf(s, 'thisYear');
  const ordinals = cuesOf(s, 'ordinal');
  const found: Extreme[] = [];
  for (const cue of cuesOf(s, 'high', 'low')) {
    if (found.some((f) => f.start < cue.end && cue.start < f.end)) continue;
    const span = now(spanOf(bench.marked, cue).start);
    if (!span) continue;
    const parts: { start: number; end: number }[] = [cue];
    const ordinal = ordinals.find((o) => o.end <= cue.start && cue.start - o.end <= 2);
    if (ordinal) parts.push(ordinal);
    let reach: Reach | undefined;
    const from = nearest(
      cue,
      since.filter((c) => c.start >= cue.start || bench.marked.page.cjk),
      NEAR,
    );
    const date =
      from &&
      nearest(
        from,
        s.dates.filter((d) => d.grain !== 'relative' && d.grain !== 'run'),
        8,
      );
    const at = from && date && sinceSpan(bench, s, date, span);
    if (at && date) {
      reach = { type: 'since', span: at };
      parts.push(from, date);
    }
    if (!reach) {
      // "seven-month high" and 九个月新高: number and unit stand right before; "highest in nine months": after
      const unitAfter = (c: { end: number }) => units.find((u) => u.start >= c.end && u.start - c.end <= 2);
      const isBefore = (c: { end: number }): boolean => {
        const u = unitAfter(c);
        return u !== undefined && u.end <= cue.start + 1 && cue.start - u.end <= CLOSE;
      };
      const isAfter = (c: { start: number; end: number }): boolean =>
        c.start >= cue.end &&
        c.start - cue.end <= 16 &&
        within.some((w) => w.start >= cue.end && w.end <= c.start) &&
        unitAfter(c) !== undefined;
      const count = s.counts.findLast(isBefore) ?? s.counts.find(isAfter);
      const unit = count && unitAfter(count);
      if (count && unit) {
        reach = { type: 'periods', n: count.value, step: STEPS[unit.meaning.type as keyof typeof STEPS] };
        parts.push(count, unit);
      }
    }
    if (!reach) {
      const all = nearest(cue, ever, 12);
      const inYear = nearest(cue, year, 14);
      if (all) {
        const ofMonths = s.dates.some(
          (d) => d.grain === 'month' && d.start >= all.end && d.end <= cue.start + 1,
        );
        reach = { type: ofMonths ? 'sameMonth' : 'ever' };
        parts.push(all);
      } else if (inYear) {
        reach = { type: 'year' };
        parts.push(inYear);
      }
    }
    if (!reach) continue;
    found.push({
      way: cue.meaning.type as 'high' | 'low',
      rank: ordinal?.meaning.n ?? 1,
      reach,
      start: Math.min(...parts.map((p) => p.start)),
      end: Math.max(...parts.map((p) => p.end)),
    });
  }
  return found;
};

/** The periods that the extreme must beat, and the one it need not. */
const rivals = (
  e: Extreme,
  now: Span,
  bench: Bench,
  key: string,
): { spans: readonly Span[]; anchor?: Span; open: boolean } => {
  const length = monthsIn(now);
  const back = (n: number): Span[] => Array.from({ length: n }, (_, i) => shift(now, -(i + 1) * length));
  switch (e.reach.type) {
    case 'since': {
      const { span } = e.reach;
      // "since 2015" of a month: every month after that year began is meant loosely; the year itself need not be beaten
      const spans = back(400).filter((b) => b.from > span.to);
      return { spans, anchor: span, open: false };
    }
    case 'periods': {
      // "seven-month high": higher than in the six months before; the seventh back may be the one that was higher
      const n = Math.round((e.reach.n * e.reach.step) / length);
      return { spans: back(Math.max(1, n - 1)), open: false };
    }
    case 'year':
      return {
        spans: back(12).filter((b) => Math.floor(b.from / 12) === Math.floor(now.from / 12)),
        open: false,
      };
    case 'sameMonth':
    case 'ever': {
      const isRival = (at: Span): boolean =>
        monthsIn(at) === length &&
        at.to < now.from &&
        (e.reach.type === 'ever' || (now.from - at.from) % 12 === 0);
      const known = bench
        .recorded(key)
        .flatMap((r) => (r.span && r.level && r.weight > 0 && isRival(r.span) ? [r.span] : []));
      return { spans: [...new Map(known.map((at) => [at.from, at])).values()], open: true };
    }
  }
};

/** An "ever" is believed on as many periods as this (of one calendar month: years), and said to rest on them. */
const MANY = 24;
const MANY_YEARS = 5;

const judgeExtreme = (
  bench: Bench,
  e: Extreme,
  topic: Topic,
): Omit<Claim, 'kind' | 'start' | 'end'> | undefined => {
  const { key, span } = topic;
  const { facts } = topic.stated;
  const unit = unitOf(facts);
  const own = topic.level ?? levelAt(bench, key, span)?.interval;
  const { spans, anchor, open } = rivals(e, span, bench, key);
  if (spans.length === 0 && !open) return undefined;
  const rank = e.rank > 1 ? `number ${e.rank} ` : '';
  const expected = `${rank}${e.way} of ${anchor ? `all months after ${sayPeriod(anchor)}` : open ? 'all periods on record' : `the ${spans.length} periods before`}: ${sayWhat(facts, span)}`;
  if (!own) {
    return {
      verdict: 'undecided',
      expected,
      found: 'no level',
      how: `the level of ${sayWhat(facts, span)} is not on record; it would decide it`,
      evidence: [],
    };
  }
  const levels = spans.map((at) => ({ at, level: levelAt(bench, key, at) }));
  const beats = (i: { lo: number; hi: number }): boolean =>
    e.way === 'high' ? i.lo > own.hi : i.hi < own.lo;
  const above = levels.filter((l) => l.level && beats(l.level.interval));
  const missing = levels.filter((l) => !l.level);
  const solid = topic.sure ? above.filter((l) => l.level!.weight >= SOLID) : [];
  const say = (l: (typeof levels)[number]): string =>
    `${sayPeriod(l.at)} ${l.level ? sayInterval(l.level.interval, unit, 0) : '?'}`;
  const shown =
    levels.length <= 14
      ? levels
      : [...above, ...levels.filter((l) => l.level && !above.includes(l)).slice(0, 8)];
  const how = `${sayPeriod(span)} ${sayInterval(own, unit, 0)}; ${shown.map(say).join(', ')}`;
  const evidence = [...above, ...levels.filter((l) => !above.includes(l))]
    .flatMap((l) => l.level?.evidence ?? [])
    .slice(0, 8);
  const answer = { expected, how, evidence };
  if (above.length >= e.rank) {
    return {
      ...answer,
      verdict: solid.length >= e.rank ? 'fails' : topic.sure ? 'conflicts' : 'undecided',
      found: `${e.way === 'high' ? 'higher' : 'lower'}: ${above.slice(0, 4).map(say).join(', ')}`,
    };
  }
  if (missing.length > 0) {
    return {
      ...answer,
      verdict: 'undecided',
      found: `${levels.length - missing.length} of ${levels.length} periods on record, none ${e.way === 'high' ? 'higher' : 'lower'}`,
      how: `${how}. The missing periods would decide it`,
    };
  }
  if (open && levels.length < (e.reach.type === 'sameMonth' ? MANY_YEARS : MANY)) {
    return {
      ...answer,
      verdict: 'undecided',
      found: `none of the ${levels.length} periods on record is ${e.way === 'high' ? 'higher' : 'lower'}`,
      how: `${how}. A longer series would decide it`,
    };
  }
  if (e.rank > 1 && above.length < e.rank - 1) {
    return {
      ...answer,
      verdict: 'undecided',
      found: `only ${above.length} on record ${e.way === 'high' ? 'higher' : 'lower'}`,
    };
  }
  const then = anchor && monthsIn(anchor) === monthsIn(span) ? levelAt(bench, key, anchor) : undefined;
  const note = then
    ? `; ${sayPeriod(anchor!)} itself ${sayInterval(then.interval, unit, 0)}${beats(then.interval) ? '' : ', which is not beyond it: the words say less than the figures'}`
    : '';
  return {
    ...answer,
    verdict: 'holds',
    found: `${e.rank > 1 ? `${above.length} ${e.way === 'high' ? 'higher' : 'lower'}` : 'none beyond it'} among ${levels.length} periods`,
    how: `${how}${note}`,
    evidence: [...answer.evidence, ...(then?.evidence ?? [])],
  };
};

/** "a seven-month high of 6,146 tons": the figure after the words, else what the sentence is about. */
const topicOf = (bench: Bench, s: Sentence, at: { start: number; end: number }): Topic | undefined => {
  const place = spanOf(bench.marked, at);
  const after = bench.stated.find(
    (f) =>
      f.key &&
      f.span &&
      f.level &&
      f.start >= place.end &&
      f.start - place.end <= 12 &&
      f.start < s.end &&
      !/[,;，；、]/.test(bench.text.slice(place.end, f.start)),
  );
  return after
    ? { stated: after, key: after.key!, span: after.span!, level: after.level, sure: isSure(bench, s, after) }
    : topicAt(bench, s, place.start, WHOLE);
};

/** Judges every record that the text claims of a series with figures. */
export const checkExtremes = (bench: Bench): readonly Claim[] =>
  bench.marked.sentences.flatMap((s) => {
    if (cuesOf(s, 'high', 'low').length === 0) return [];
    const spanAt = (at: number): Span | undefined => topicAt(bench, s, at, WHOLE)?.span;
    return extremesIn(bench, s, spanAt).flatMap((e) => {
      const topic = topicOf(bench, s, e);
      if (!topic || topic.span.day) return [];
      const judged = judgeExtreme(bench, e, topic);
      return judged ? [{ kind: 'record', ...spanOf(bench.marked, e), ...judged }] : [];
    });
  });
