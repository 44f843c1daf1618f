/** "The third straight month of growth", "ending three consecutive months of growth". */
import { type Bench, sayWhat } from '../bench.ts';
import { type Claim, spanOf } from '../claim.ts';
import { BASIS_WORDS, type Level } from '../levels.ts';
import { monthsIn, type Span, sayPeriod, shift } from '../period.ts';
import { sayInterval } from '../say.ts';
import { apart, cuesOf, nearest, type Sentence, wordsOf } from '../sentences.ts';
import { SOLID } from '../sources.ts';
import { levelAt, type Topic, topicAt } from '../topic.ts';
import { unitOf } from './other-basis.ts';

type Direction = 'up' | 'down';

/** A streak as the words have it. */
interface Streak {
  readonly length: number;
  /** Months in one step: 1, 3 or 12. */
  readonly step: number;
  readonly direction: Direction;
  /** The period in question broke it. */
  readonly ended: boolean;
  /** "The third month": neither more nor fewer. */
  readonly exact: boolean;
  /** "The first fall in four months" is true of a longer run as well. */
  readonly orMore?: boolean;
  /** Nothing where the words name none: then each period against the one before it. */
  readonly basis: 'mom' | 'yoy' | undefined;
  readonly start: number;
  readonly end: number;
}

const STEPS = { months: 1, quarters: 3, years: 12 } as const;
/** How far the parts of a streak may stand apart, in characters. */
const REACH = 14;
const DIRECTION_REACH = 36;
const ENDING_REACH = 24;
const OVER_REACH = 8;

const directionNear = (
  s: Sentence,
  at: { start: number; end: number },
): { direction: Direction; start: number; end: number } | undefined => {
  const words = wordsOf(s, 'direction').filter((w) => w.meaning.value !== 'flat');
  // "three months of growth" before "rose for three months"
  // 个月增长 is cut as 个 月增 长 as well
  const isBehind = (w: { start: number; end: number }) => w.end > at.end && w.start >= at.end - 1;
  const after = words.filter((w) => isBehind(w) && w.start - at.end <= DIRECTION_REACH)[0];
  const before = words.filter((w) => w.end <= at.start && at.start - w.end <= DIRECTION_REACH).at(-1);
  const found = after && (!before || after.start - at.end <= 12) ? after : (before ?? after);
  return found && { direction: found.meaning.value as Direction, start: found.start, end: found.end };
};

/** The words "year" and "month" of "year on year" measure nothing; "monthly" does, and names its basis beside. */
const unitsIn = (s: Sentence) =>
  cuesOf(s, 'months', 'quarters', 'years').filter(
    (u) =>
      !wordsOf(s, 'basis').some(
        (w) => w.start <= u.start && u.end <= w.end && w.end - w.start > u.end - u.start,
      ),
  );

const streaksIn = (s: Sentence): readonly Streak[] => {
  const found: Streak[] = [];
  const units = unitsIn(s);
  const ordinals = cuesOf(s, 'ordinal').map((c) => ({
    start: c.start,
    end: c.end,
    value: c.meaning.n,
    exact: true,
  }));
  const numbers = [...ordinals, ...s.counts.map((c) => ({ ...c, exact: false }))].filter(
    (n) => n.value >= 2 && n.value <= 40,
  );
  const endings = cuesOf(s, 'ending');
  const straight = cuesOf(s, 'consecutive');
  const anchors = straight.length > 0 ? straight : endings;
  for (const anchor of anchors) {
    const number = nearest(anchor, numbers, REACH);
    if (!number) continue;
    const group = { start: Math.min(anchor.start, number.start), end: Math.max(anchor.end, number.end) };
    const unit = nearest(
      number,
      units.filter((u) => u.start >= number.end),
      REACH,
    );
    if (!unit || apart(group, unit) > REACH) continue;
    const core = { start: Math.min(group.start, unit.start), end: Math.max(group.end, unit.end) };
    if (found.some((f) => f.start < core.end && core.start < f.end)) continue;
    const direction = directionNear(s, core);
    if (!direction) continue;
    const ending = endings.find(
      (e) => e !== anchor && e.end <= core.start + 1 && core.start - e.end <= ENDING_REACH,
    );
    const isOver = cuesOf(s, 'endedAfter').some(
      (e) => direction.start >= core.end && e.start >= direction.end && e.start - direction.end <= OVER_REACH,
    );
    const isEnding = straight.length === 0 || ending !== undefined || isOver;
    // Without a word for "in a row" only "ending three months of growth" is a streak, direction after it.
    if (straight.length === 0 && direction.start < core.end) continue;
    const whole = {
      start: Math.min(core.start, direction.start),
      end: Math.max(core.end, direction.end),
    };
    found.push({
      length: number.value,
      step: STEPS[unit.meaning.type as keyof typeof STEPS],
      direction: direction.direction,
      ended: isEnding,
      exact: number.exact,
      basis: basisOf(s, whole),
      start: Math.min(core.start, direction.start, ending?.start ?? core.start),
      end: Math.max(core.end, direction.end),
    });
  }
  return found;
};

const OF_REACH = 4;
const FOR_REACH = 5;

/** "Rose for a third month", "the third month of growth": an ordinal does what "in a row" would. */
const ordinalsIn = (s: Sentence): readonly Streak[] => {
  if (cuesOf(s, 'consecutive').length > 0) return [];
  const units = unitsIn(s);
  const fors = cuesOf(s, 'within');
  const directions = wordsOf(s, 'direction').filter((w) => w.meaning.value !== 'flat');
  return cuesOf(s, 'ordinal').flatMap((ordinal): readonly Streak[] => {
    const unit = units.find((u) => u.start >= ordinal.end && u.start - ordinal.end <= 1);
    if (!unit || ordinal.meaning.n < 2) return [];
    const isFor = fors.some((f) => f.end <= ordinal.start && ordinal.start - f.end <= FOR_REACH);
    const before = directions.findLast(
      (d) => d.end <= ordinal.start && ordinal.start - d.end <= DIRECTION_REACH,
    );
    const after = directions.find((d) => d.start >= unit.end && d.start - unit.end <= OF_REACH);
    const direction = after ?? (isFor ? before : undefined);
    if (!direction) return [];
    const whole = { start: Math.min(ordinal.start, direction.start), end: Math.max(unit.end, direction.end) };
    return [
      {
        length: ordinal.meaning.n,
        step: STEPS[unit.meaning.type as keyof typeof STEPS],
        direction: direction.meaning.value as Direction,
        ended: false,
        exact: true,
        basis: basisOf(s, whole),
        ...whole,
      },
    ];
  });
};

const BASIS_REACH = 6;

/** The basis that a streak is counted on, where it says so: "growth year on year", 连续三个月同比增长. Figures have their own. */
const basisOf = (s: Sentence, whole: { start: number; end: number }): 'mom' | 'yoy' | undefined => {
  const isNext = (w: { start: number; end: number }): boolean => {
    const [from, to] = w.start >= whole.end ? [whole.end, w.start] : [w.end, whole.start];
    const between = to > from ? s.low.slice(from - s.passage.start, to - s.passage.start) : '';
    return apart(whole, w) <= BASIS_REACH && !/[,;，；、\d]/.test(between);
  };
  const isFigures = (w: { start: number; end: number }): boolean =>
    s.quantities.some((q) =>
      w.start >= q.end ? w.start - q.end <= BASIS_REACH : q.start - w.end <= BASIS_REACH && q.start >= w.end,
    );
  const isWithin = (w: { start: number; end: number }): boolean =>
    whole.start <= w.start && w.end <= whole.end;
  const word = wordsOf(s, 'basis').find((w) => isWithin(w) || (isNext(w) && !isFigures(w)))?.meaning.value;
  return word === 'mom' || word === 'yoy' ? word : undefined;
};

const OPPOSITE = { up: 'down', down: 'up' } as const;
const FIRST_REACH = 14;

/** "The first fall in four months", 四个月来首次下降, 4カ月ぶりの減少: three rises, and then a fall. */
const firstsIn = (bench: Bench, s: Sentence): readonly Streak[] => {
  const units = unitsIn(s);
  const firsts = cuesOf(s, 'first');
  const gaps = cuesOf(s, 'ending').filter((c) => bench.marked.normal.low.startsWith('ぶり', c.start));
  const within = cuesOf(s, 'within');
  const directions = wordsOf(s, 'direction').filter((w) => w.meaning.value !== 'flat');
  return s.counts.flatMap((count): readonly Streak[] => {
    const unit = units.find((u) => u.start >= count.end && u.start - count.end <= 2);
    if (!unit || count.value < 2 || count.value > 40) return [];
    const measure = { start: count.start, end: unit.end };
    const gap = gaps.find((g) => g.start >= unit.end && g.start - unit.end <= 1);
    const first = gap ?? firsts.find((f) => apart(f, measure) <= FIRST_REACH + 20);
    const direction = gap
      ? directions.find((d) => d.start >= gap.start && d.start - gap.start <= 6)
      : first && directions.find((d) => d.start >= first.end && d.start - first.end <= FIRST_REACH);
    if (!first || !direction) return [];
    // English needs its "in"; Chinese has the time before the "first".
    const isTimed =
      gap ||
      measure.end <= first.start ||
      within.some((w) => w.start >= direction.end && w.end <= measure.start);
    if (!isTimed) return [];
    const way = direction.meaning.value as Direction;
    return [
      {
        length: count.value - 1,
        step: STEPS[unit.meaning.type as keyof typeof STEPS],
        direction: OPPOSITE[way],
        ended: true,
        exact: false,
        orMore: true,
        basis: undefined,
        start: Math.min(measure.start, first.start),
        end: Math.max(measure.end, direction.end),
      },
    ];
  });
};

const SINCE_REACH = 6;
const FIRST_TIME_REACH = 48;

/** The month of a sentence that "since", 以来 or seit stands beside, the last one of its name before a period. */
const sinceMonth = (s: Sentence, now: Span): { month: number; start: number; end: number } | undefined => {
  for (const since of cuesOf(s, 'since')) {
    const date = s.dates.find(
      (d) => d.grain === 'month' && d.month && Math.abs(apart(since, d)) <= SINCE_REACH,
    );
    if (!date?.month) continue;
    const year = date.year ?? Math.floor(now.to / 12);
    const named = year * 12 + date.month - 1;
    const month = date.year === undefined && named >= now.to ? named - 12 : named;
    if (month < now.to)
      return { month, start: Math.min(since.start, date.start), end: Math.max(since.end, date.end) };
  }
  return undefined;
};

/** "Rose for the first time since June": falls in the months between, and a rise in both. */
const judgeFirstSince = (bench: Bench, s: Sentence): readonly Claim[] => {
  const directions = wordsOf(s, 'direction').filter((w) => w.meaning.value !== 'flat');
  return cuesOf(s, 'first').flatMap((first): readonly Claim[] => {
    const direction = nearest(first, directions, FIRST_TIME_REACH);
    if (!direction) return [];
    const topic = topicAt(bench, s, spanOf(bench.marked, first).start, [1]);
    const since = topic && sinceMonth(s, topic.span);
    if (!topic || !since || apart(first, since) > FIRST_TIME_REACH) return [];
    const whole = {
      start: Math.min(first.start, since.start, direction.start),
      end: Math.max(first.end, since.end, direction.end),
    };
    const streak: Streak = {
      length: topic.span.to - since.month - 1,
      step: 1,
      direction: OPPOSITE[direction.meaning.value as Direction],
      ended: true,
      exact: true,
      basis: basisOf(s, whole),
      ...whole,
    };
    if (streak.length < 1) return [];
    return [{ kind: 'streak', ...spanOf(bench.marked, whole), ...judgeOnEither(bench, s, streak, topic) }];
  });
};

/** The way of one period against its base; nothing where a level is missing. */
const moveAt = (bench: Bench, key: string, span: Span, base: Span) => {
  const now = levelAt(bench, key, span);
  const before = levelAt(bench, key, base);
  if (!now || !before) return { span, base, now, before, way: undefined };
  const way =
    now.interval.lo > before.interval.hi ? 'up' : now.interval.hi < before.interval.lo ? 'down' : 'flat';
  return { span, base, now, before, way } as const;
};

type Move = ReturnType<typeof moveAt>;

const sayMoves = (moves: readonly Move[], unit: string): string =>
  moves
    .toReversed()
    .map(
      (m) =>
        `${sayPeriod(m.span)} ${m.now ? sayInterval(m.now.interval, unit, 0) : '?'} after ${m.before ? sayInterval(m.before.interval, unit, 0) : '?'} (${m.way ?? 'unknown'})`,
    )
    .join('; ');

const judgeStreak = (bench: Bench, streak: Streak, topic: Topic): Omit<Claim, 'kind' | 'start' | 'end'> => {
  const { key, span } = topic;
  const { facts } = topic.stated;
  const back = streak.basis === 'yoy' ? 12 : streak.step;
  const move = (n: number): Move => {
    const at = shift(span, -n * streak.step);
    return moveAt(bench, key, at, shift(at, -back));
  };
  const first = streak.ended ? 1 : 0;
  const inside = Array.from({ length: streak.length }, (_, i) => move(first + i));
  const breaker = streak.ended ? move(0) : undefined;
  const beforeIt = move(first + streak.length);
  const unit = unitOf(facts);
  const all = [...(breaker ? [breaker] : []), ...inside, beforeIt];
  const name = `${streak.length} ${streak.direction === 'up' ? 'rises' : 'falls'}${streak.basis === 'yoy' ? ` ${BASIS_WORDS.yoy}` : ''}`;
  const expected = `${name} in a row${streak.ended ? `, then a ${streak.direction === 'up' ? 'fall' : 'rise'} in ${sayPeriod(span)}` : ` up to ${sayPeriod(span)}`}`;
  const evidence = all.flatMap((m) => [m.now, m.before].flatMap((l: Level | undefined) => l?.evidence ?? []));
  const how = sayMoves(all, unit);
  const answer = {
    expected,
    how,
    evidence: [...new Map(evidence.map((e) => [e.ref ?? e.text, e])).values()],
  };
  const wrong = inside.filter((m) => m.way !== undefined && m.way !== streak.direction);
  const notBroken = breaker?.way !== undefined && breaker.way === streak.direction;
  const solid = (m: Move): boolean =>
    topic.sure && Math.min(m.now?.weight ?? 0, m.before?.weight ?? 0) >= SOLID;
  if (wrong.length > 0 || notBroken) {
    const against = [...wrong, ...(notBroken ? [breaker] : [])];
    return {
      ...answer,
      verdict: against.some((m) => solid(m) && m.way !== 'flat') ? 'fails' : 'undecided',
      found: against.map((m) => `${m.way} in ${sayPeriod(m.span)}`).join(', '),
    };
  }
  const unknown = [...inside, ...(breaker ? [breaker] : [])].filter(
    (m) => m.way === undefined || m.way === 'flat',
  );
  if (unknown.length > 0) {
    return {
      ...answer,
      verdict: 'undecided',
      found: `levels of ${unknown.map((m) => sayPeriod(m.span)).join(', ')} are missing`,
      how: `${how}. Both levels of each period would decide it: ${sayWhat(facts, undefined)}`,
    };
  }
  const longer = beforeIt.way === streak.direction;
  if (longer && !streak.orMore && (streak.exact || streak.ended)) {
    return {
      ...answer,
      verdict: solid(beforeIt) ? 'fails' : 'undecided',
      found: `more than ${streak.length}: ${sayPeriod(beforeIt.span)} went the same way`,
    };
  }
  return {
    ...answer,
    verdict: 'holds',
    found: `${streak.length}${beforeIt.way && !longer ? `; ${sayPeriod(beforeIt.span)} went the other way` : ''}`,
  };
};

/** A streak that is none on its own basis may be one on the other, where the words leave that open. */
const judgeOnEither = (
  bench: Bench,
  s: Sentence,
  streak: Streak,
  topic: Topic,
): Omit<Claim, 'kind' | 'start' | 'end'> => {
  const own = judgeStreak(bench, streak, topic);
  if (own.verdict !== 'fails' || streak.step === 12) return own;
  const basis = streak.basis === 'yoy' ? 'mom' : 'yoy';
  const other = judgeStreak(bench, { ...streak, basis }, topic);
  if (other.verdict === 'holds') {
    return {
      ...own,
      verdict: 'basis',
      found: `${own.found}; but so ${BASIS_WORDS[basis]}`,
      how: `${own.how}. ${BASIS_WORDS[basis]}: ${other.how}`,
      evidence: [...own.evidence, ...other.evidence],
    };
  }
  const mayMeanIt = !streak.basis && wordsOf(s, 'basis').some((w) => w.meaning.value === basis);
  if (other.verdict === 'fails' || !mayMeanIt) return own;
  return {
    ...own,
    verdict: 'undecided',
    how: `${own.how}. It may be meant ${BASIS_WORDS[basis]}: ${other.how}`,
  };
};

/** Judges every streak that the text claims of a series with figures. */
export const checkStreaks = (bench: Bench): readonly Claim[] =>
  bench.marked.sentences.flatMap((s) => {
    const streaks = [...streaksIn(s), ...ordinalsIn(s), ...firstsIn(bench, s)];
    if (streaks.length === 0) return judgeFirstSince(bench, s);
    return streaks.flatMap((streak) => {
      const place = spanOf(bench.marked, streak);
      const topic = topicAt(bench, s, place.start, [streak.step]);
      if (!topic || monthsIn(topic.span) !== streak.step) return [];
      return [{ kind: 'streak', ...place, ...judgeOnEither(bench, s, streak, topic) }];
    });
  });
