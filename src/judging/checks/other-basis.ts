/**
 * What a figure that is not the expected one may be instead: the same quantity on another basis (both can be
 * true), or a figure of another month, or one with the decimal point elsewhere (a mistake).
 */

import { originalSpan } from '../../reading/index.ts';
import type { Bench, Stated } from '../bench.ts';
import { sayWhat } from '../bench.ts';
import { type Interval, middle, overlaps, scale } from '../interval.ts';
import { monthsIn, type Span, sameSpan } from '../period.ts';
import { type Entry, isSelf } from '../record.ts';
import { type Sentence, sentenceAt, wordsOf } from '../sentences.ts';
import { type Facts, measure } from '../series.ts';

/** A coincidence of fewer digits than this says nothing. */
const TELLING_DIGITS = 3;

export const digitsIn = (value: number): number =>
  value === 0
    ? 0
    : Math.abs(value)
        .toExponential()
        .split('e')[0]!
        .replace(/[.]|0+$/g, '').length;

const telling = (s: Stated): boolean => digitsIn(s.facts.value ?? 0) >= TELLING_DIGITS;

const REGIONS: readonly (readonly [string, string])[] = [['EU', 'EUROPE']];

const samePartner = (a: Facts, b: Facts): boolean => (a.partner ?? 'WORLD') === (b.partner ?? 'WORLD');

const regional = (a: Facts, b: Facts): boolean =>
  REGIONS.some(([x, y]) => (a.partner === x && b.partner === y) || (a.partner === y && b.partner === x));

/** Same flow of goods, counted by the other side. */
const mirrored = (a: Facts, b: Facts): boolean =>
  a.flow !== b.flow && a.partner !== undefined && a.reporter === b.partner && a.partner === b.reporter;

export interface Match {
  readonly entry: Entry;
  /** In what it differs from the statement. */
  readonly differs: string;
}

const candidates = (bench: Bench, s: Stated): readonly Entry[] =>
  bench.index
    .near(s.facts.value!, s.facts.unit ?? '')
    .filter(
      (e) =>
        !isSelf(e.row, bench.self) &&
        e.level &&
        s.level &&
        overlaps(e.level, s.level) &&
        e.facts.kind === s.facts.kind,
    );

/** The same period and partner on another customs line, area or side of the border. */
export const onOtherBasis = (bench: Bench, s: Stated): Match | undefined => {
  if (s.facts.kind !== 'trade' || !s.span || !telling(s)) return undefined;
  for (const entry of candidates(bench, s)) {
    const { facts, span } = entry;
    if (!span || !sameSpan(span, s.span)) continue;
    if (facts.flow === s.facts.flow && samePartner(facts, s.facts) && facts.subject !== s.facts.subject) {
      return { entry, differs: `customs line ${facts.subject}, not ${s.facts.subject}` };
    }
    if (facts.subject === s.facts.subject && facts.flow === s.facts.flow && regional(facts, s.facts)) {
      return { entry, differs: `${facts.partner}, not ${s.facts.partner}` };
    }
    if (facts.subject === s.facts.subject && mirrored(facts, s.facts)) {
      return { entry, differs: `counted by ${facts.reporter} as ${facts.flow}, not by ${s.facts.reporter}` };
    }
  }
  return undefined;
};

/** The same series in another period: the figure is real, the date is not. */
export const inOtherPeriod = (bench: Bench, s: Stated): Match | undefined => {
  if (!s.span || !s.key || !telling(s)) return undefined;
  const found =
    candidates(bench, s).find(
      (e) =>
        e.key === s.key &&
        e.span &&
        !sameSpan(e.span, s.span!) &&
        e.span.to - e.span.from === s.span!.to - s.span!.from,
    ) ?? candidates(bench, s).find((e) => e.key === s.key && e.span && !sameSpan(e.span, s.span!));
  return found && { entry: found, differs: sayWhat(found.facts, found.span) };
};

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
const BESIDE = 14;

/** Whether the stated month stands right beside the figure, so that nothing else can be meant. */
const isDatedBeside = ({ marked }: Bench, s: Stated): boolean => {
  const home = sentenceAt(marked, s.start);
  const month = s.span && (s.span.from % 12) + 1;
  const own = home?.quantities.find((q) => {
    const place = originalSpan(marked.normal, q.start, q.end);
    return place.start <= s.start && s.end <= place.end;
  });
  if (!home || !own || !s.span || monthsIn(s.span) !== 1) return false;
  return home.dates.some((d) => {
    const [from, to] = d.start < own.start ? [d.end, own.start] : [own.end, d.start];
    const between = home.quantities.some((q) => q !== own && q.start >= from && q.end <= to);
    // "in May of the year before"
    const turned = wordsOf(home, 'relative', 'basis').some(
      (w) => w.start >= d.end && w.start - d.end <= BESIDE,
    );
    return d.month === month && !between && !turned && to - from <= BESIDE;
  });
};

/** Whether the text names a period: by its month or year, or by a word that leads there from the stated one. */
const namesPeriod = (bench: Bench, s: Stated, span: Span): boolean => {
  const stated = s.span!;
  const context = contextOf(bench, s);
  const year = Math.floor(span.from / 12);
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

const namesPartner = (context: readonly Sentence[], partner: string): boolean =>
  partner === 'WORLD'
    ? context.some((s) => wordsOf(s, 'total', 'world').length > 0 || wordsOf(s, 'place').length === 0)
    : context.some((s) => wordsOf(s, 'place', 'region').some((w) => w.meaning.value === partner));

const MAGNET = /^(?:NdFeB|SmCo|magnet|ferrite)/;

const namesSubject = ({ marked }: Bench, subject: string): boolean =>
  marked.sentences.some((s) => s.passage.materials.some((m) => MAGNET.test(m.code) === MAGNET.test(subject)));

/**
 * A recorded figure of the same value whose partner, period and goods the text around names as well: then the page may
 * mean that one, and reading has taken it for another. Where it exists nobody can be blamed.
 */
export const otherwiseRead = (bench: Bench, s: Stated): Match | undefined => {
  if (!s.span || !telling(s)) return undefined;
  const context = contextOf(bench, s);
  const beside = isDatedBeside(bench, s);
  const entry = candidates(bench, s).find((e) => {
    if (!e.span || e.facts.flow !== s.facts.flow) return false;
    const otherSubject = e.facts.subject !== s.facts.subject;
    const otherPartner = !samePartner(e.facts, s.facts);
    const otherPeriod = !sameSpan(e.span, s.span!);
    if (!otherSubject && !otherPartner && !otherPeriod) return false;
    return (
      (!otherSubject || namesSubject(bench, e.facts.subject ?? '')) &&
      (!otherPartner || namesPartner(context, e.facts.partner ?? 'WORLD')) &&
      (!otherPeriod || (!beside && namesPeriod(bench, s, e.span)))
    );
  });
  return entry && { entry, differs: sayWhat(entry.facts, entry.span) };
};

const POWERS = [10, 100, 1000, 10_000, 1_000_000, 100_000_000];

/** Slipped decimal points, lost thousands separators, 万 read as a thousand: the factor, where one fits. */
export const slippedBy = (stated: Interval, known: Interval): number | undefined => {
  if (middle(stated) <= 0 || middle(known) <= 0) return undefined;
  for (const power of POWERS) {
    if (overlaps(scale(stated, 1 / power), known)) return power;
    if (overlaps(scale(stated, power), known)) return 1 / power;
  }
  return undefined;
};

export const unitOf = (facts: Facts): string => measure(0, facts.unit).unit;
