import type { DateMention } from '../dates.ts';
import type { PageContext } from '../page.ts';
import { momentOf, periodOf, shiftDay } from '../periods.ts';
import { between, type Item, type Row } from '../prose/items.ts';

const REACH = 140;
/** A month is less likely than a day to be what a verb is about. */
const MONTH_COST = 25;
/** How far ahead of its page a day without a year may lie, in months. */
const AHEAD_MOST = 5;

/** Dates of a sentence that an act may have: days and months that are not the end of something. */
export function actDates(row: Row, page: PageContext): Item[] {
  return row.items.filter(
    (item) =>
      item.type === 'date' &&
      (isDayOrMonth(item) || isFromYear(row, item, page)) &&
      (timeOf(item.date!, page) !== undefined || item.date!.month !== undefined) &&
      !isEnd(row, item),
  );
}

/** When an act was: of "last week" no day is said, but the month. */
const timeOf = (mention: DateMention, { published }: PageContext): string | undefined =>
  mention.relative === 'last week' && published?.day !== undefined
    ? shiftDay(published, -7).slice(0, 7)
    : periodOf(mention, published);

/** "from 2026", 2026年起: a year to come that is said to be a beginning. */
function isFromYear(row: Row, item: Item, page: PageContext): boolean {
  if (item.date!.grain !== 'year' || item.date!.year! < (page.published?.year ?? 9999)) return false;
  return row.items.some(
    ({ type, start, end }) =>
      (type === 'start' && end <= item.start && item.start - end <= 2) ||
      (type === 'startAfter' && start >= item.end && start - item.end <= 1),
  );
}

const isDayOrMonth = ({ date }: Item): boolean =>
  date!.grain === 'day' ||
  date!.grain === 'month' ||
  (date!.grain === 'relative' &&
    /^(?:weekday|today|yesterday|last week|last month|this month)/.test(date!.relative!));

/** "until 10 November", 至2026年11月10日, "expires on": the end of an act, not its beginning. */
function isEnd(row: Row, item: Item): boolean {
  const end = row.items.find(
    ({ type, end: at }) => type === 'until' && at <= item.start && item.start - at <= 10,
  );
  const joint = end && between(row, end.end, item.start);
  if (joint !== undefined && /^[ :]*(?:(?:on|the|el|al|le|zum|am|den)[ ])*$/.test(joint)) return true;
  return /^ ?(?:まで|까지)/.test(between(row, item.end, item.end + 4));
}

/** "April 4, 2025: Announcement No. 18": the date that heads a line of a timeline. */
export function headingDate(row: Row, dates: readonly Item[]): Item | undefined {
  const [first] = dates;
  if (!first || first.start - row.passage.start > HEADING_LEAD || first.date!.grain === 'relative')
    return undefined;
  return /^ ?(?:[:：]| - |- )/.test(between(row, first.end, first.end + 3)) ? first : undefined;
}

const HEADING_LEAD = 4;

/** What stands between a verb and a date, or nothing where another statement stands between them. */
export function gapOf(row: Row, verb: Item, date: Item): string | undefined {
  const gap =
    date.start >= verb.end ? between(row, verb.end, date.start) : between(row, date.end, verb.start);
  return /[;。]/.test(gap) ? undefined : gap;
}

/** The day, or else month, nearest to a verb. */
export function dateFor(row: Row, verb: Item, dates: readonly Item[]): Item | undefined {
  let best: Item | undefined;
  let bestDistance = REACH;
  for (const item of dates) {
    const gap = gapOf(row, verb, item);
    if (gap === undefined) continue;
    const distance = gap.length + (item.date!.grain === 'day' ? 0 : MONTH_COST);
    if (distance < bestDistance) [best, bestDistance] = [item, distance];
  }
  return best;
}

/**
 * The period of an act. A day without a year is the latest not after the page, unless the verb may speak of what is
 * to come and the next such day is near: "takes effect on 1 December" on a page of October.
 */
export function actPeriod(row: Row, date: Item, verb: Item, page: PageContext): string | undefined {
  const mention = date.date!;
  const period = timeOf(mention, page) ?? periodOf(withYearBefore(mention, row), undefined);
  const moment = momentOf(period);
  const { published } = page;
  if (!period || !moment || !published || isYearSaid(mention) || mention.grain === 'relative') return period;
  if (row.isCjk && verb.type === 'act') return period;
  if (verb.value === 'announced' || verb.value === 'clarified' || isPast(row, verb, date)) return period;
  const ahead = moment.year * 12 + 12 + moment.month - (published.year * 12 + published.month);
  if (ahead <= 0 || ahead > AHEAD_MOST) return period;
  return `${moment.year + 1}${period.slice(4)}`;
}

const isYearSaid = ({ year, yearOffset }: DateMention): boolean =>
  year !== undefined || yearOffset !== undefined;

/** On a page without a date of its own a day has the year that its sentence names before it. */
function withYearBefore(mention: DateMention, { items }: Row): DateMention {
  if (mention.year !== undefined || mention.month === undefined) return mention;
  const year = items.findLast(({ date, end }) => date?.year !== undefined && end <= mention.start)?.date
    ?.year;
  return year === undefined ? mention : { ...mention, year };
}

const PAST_REACH = 80;

/** Whether a verb is said to be of time past. */
const isPast = (row: Row, verb: Item, date: Item): boolean =>
  row.items.some(
    ({ type, start, end }) =>
      type === 'pastAct' &&
      ((start <= verb.start && end >= verb.start) ||
        (start >= verb.start && end <= verb.end) ||
        // "since 4 April", "desde el 4 de abril rige"
        (end <= date.start && /^ (?:the |dem |den |le |el |o )?$/.test(between(row, end, date.start))) ||
        // "imposed restrictions on magnets from 4 April"
        (verb.type === 'start' && end <= verb.start && verb.start - end <= PAST_REACH)),
  );
