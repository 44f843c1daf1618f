/** Dates that cannot be: a page that reports what came after its own day. */
import type { Bench } from '../bench.ts';
import { type Claim, spanOf } from '../claim.ts';
import { daysBetween, firstDay, lastDay, parsePeriod, type Span, sayDay, sayPeriod } from '../period.ts';
import { apart, cuesOf, type Sentence } from '../sentences.ts';
import { statedHere } from '../topic.ts';

/** How far around a date a word may make it one that is still to come. */
const REACH = 60;
/** Chinese and Japanese say the same in fewer characters, and their small words stand close. */
const CJK_REACH = 14;

const pad = (n: number): string => String(n).padStart(2, '0');

/** The time that a mention with a year names; nothing for one that needs the page's own date. */
export const spanOfDate = (d: Sentence['dates'][number]): Span | undefined => {
  if (!d.year) return undefined;
  switch (d.grain) {
    case 'day':
      return d.month && d.day ? parsePeriod(`${d.year}-${pad(d.month)}-${pad(d.day)}`) : undefined;
    case 'month':
      return d.month ? parsePeriod(`${d.year}-${pad(d.month)}`) : undefined;
    case 'quarter':
      return d.part ? parsePeriod(`${d.year}-Q${d.part}`) : undefined;
    case 'half':
      return d.part ? parsePeriod(`${d.year}-H${d.part}`) : undefined;
    case 'year':
      return parsePeriod(String(d.toYear ?? d.year));
    default:
      return undefined;
  }
};

/** The page's own day, where it is known to the day; a month alone counts to its end. */
const ownDay = (published: string | undefined): string | undefined => {
  const span = parsePeriod(published?.slice(0, 10));
  return span && lastDay(span);
};

const inSentence = (bench: Bench, s: Sentence, day: string): readonly Claim[] => {
  const prospective = cuesOf(s, 'prospective', 'forecast');
  const reported = cuesOf(s, 'reported');
  const reach = bench.marked.page.cjk ? CJK_REACH : REACH;
  const figures = statedHere(bench, s).filter(
    (f) => f.span && ['trade', 'financial', 'price', 'production'].includes(f.facts.kind),
  );
  return s.dates.flatMap((d): readonly Claim[] => {
    const span = spanOfDate(d);
    if (!span || d.grain === 'year' || firstDay(span) <= day) return [];
    if (prospective.some((c) => apart(c, d) <= reach)) return [];
    const ofFigure = figures.some((f) => f.span!.from === span.from && f.span!.to === span.to);
    if (!ofFigure && !reported.some((c) => apart(c, d) <= 2 * reach)) return [];
    const days = daysBetween(day, firstDay(span));
    return [
      {
        kind: 'date',
        ...spanOf(bench.marked, d),
        verdict: 'fails',
        expected: `${sayDay(day)} or before, the page's own date`,
        found: `${sayPeriod(span)}, at least ${days} ${days === 1 ? 'day' : 'days'} later`,
        how: `${firstDay(span)} − ${day} = ${days} d: a page cannot report what came after it. The date of the page, or of this passage, is not what it says`,
        evidence: [
          {
            type: 'calendar',
            class: 'derived',
            text: `published ${sayDay(day)}`,
            source: 'this page',
            date: day,
          },
        ],
      },
    ];
  });
};

/** Customs months that were not over when the page came out. */
const unfinished = (bench: Bench, s: Sentence, day: string): readonly Claim[] =>
  s.dates.flatMap((d): readonly Claim[] => {
    const span = spanOfDate(d);
    if (!span || d.grain === 'year' || span.day || firstDay(span) > day || lastDay(span) <= day) return [];
    const figure = statedHere(bench, s).find(
      (f) =>
        f.facts.kind === 'trade' &&
        f.facts.value !== undefined &&
        f.span?.from === span.from &&
        f.span.to === span.to,
    );
    if (!figure) return [];
    return [
      {
        kind: 'date',
        ...spanOf(bench.marked, d),
        verdict: 'undecided',
        expected: `a period that was over on ${sayDay(day)}`,
        found: `${sayPeriod(span)}, which ended on ${sayDay(lastDay(span))}`,
        how: 'customs publish a month after it is over; the page may be dated too early, or speak of part of the month',
        evidence: [
          {
            type: 'calendar',
            class: 'derived',
            text: `published ${sayDay(day)}`,
            source: 'this page',
            date: day,
          },
        ],
      },
    ];
  });

export const checkDates = (bench: Bench): readonly Claim[] => {
  const day = ownDay(bench.published);
  if (!day) return [];
  return bench.marked.sentences.flatMap((s) => [...inSentence(bench, s, day), ...unfinished(bench, s, day)]);
};
