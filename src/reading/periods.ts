import type { DateMention } from './dates.ts';

/** A day of the calendar, or a month if the day is not known. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day?: number;
  /** Whether only the year is known; the month is then its last. */
  readonly isYearOnly?: boolean;
}

/** The day or month of an ISO date, or nothing. */
export function momentOf(iso: string | undefined): Moment | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso ?? '');
  if (!match) return undefined;
  if (!match[2]) return { year: Number(match[1]), month: 12, isYearOnly: true };
  const moment = { year: Number(match[1]), month: Number(match[2]) };
  return match[3] ? { ...moment, day: Number(match[3]) } : moment;
}

const two = (value: number): string => String(value).padStart(2, '0');
const monthOf = (year: number, month: number): string => `${year}-${two(month)}`;

/** Whether a period is one month. */
export const isMonth = (period: string): boolean => /^\d{4}-\d{2}$/.test(period);

/** A month some months away from another; months are counted from 1. */
export function shiftMonth(year: number, month: number, by: number): { year: number; month: number } {
  const index = year * 12 + (month - 1) + by;
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
}

/** A day some days away from another, as an ISO date. */
export function shiftDay(moment: Moment, by: number): string {
  return new Date(Date.UTC(moment.year, moment.month - 1, (moment.day ?? 1) + by)).toISOString().slice(0, 10);
}

/**
 * The period that a mention stands for, in the notation of observations, or nothing where the text and the page's
 * date do not say. A month without a year is the latest that is not after the page.
 *
 * @param page the page's own date; without it only mentions with a year have a period
 */
export function periodOf(date: DateMention, page: Moment | undefined): string | undefined {
  const offsetYear = date.yearOffset !== undefined && page ? page.year + date.yearOffset : undefined;
  const year = date.year ?? offsetYear;
  switch (date.grain) {
    case 'day':
      return periodOfDay(date, year, page);
    case 'month': {
      const resolved = year ?? latestYear(date.month!, page);
      return resolved === undefined ? undefined : monthOf(resolved, date.month!);
    }
    case 'run':
      return periodOfRun(date, year ?? latestYear(date.month!, page));
    case 'quarter': {
      const resolved = year ?? latestYear((date.part! - 1) * 3 + 1, page);
      return resolved === undefined ? undefined : `${resolved}-Q${date.part}`;
    }
    case 'half': {
      const resolved = year ?? latestYear(date.part === 1 ? 1 : 7, page);
      return resolved === undefined ? undefined : `${resolved}-H${date.part}`;
    }
    case 'year':
      return date.toYear === undefined ? String(date.year) : undefined;
    case 'relative':
      return page && periodOfWord(date.relative!, page);
    default:
      return undefined;
  }
}

function periodOfDay(
  date: DateMention,
  year: number | undefined,
  page: Moment | undefined,
): string | undefined {
  if (date.month === undefined) {
    // a day alone: of the page's month, or of the month before if that would be later than the page
    if (!page) return undefined;
    const isLater = page.day !== undefined && date.day! > page.day;
    const { year: y, month: m } = isLater ? shiftMonth(page.year, page.month, -1) : page;
    return `${monthOf(y, m)}-${two(date.day!)}`;
  }
  const resolved = year ?? latestYear(date.month, page);
  return resolved === undefined ? undefined : `${monthOf(resolved, date.month)}-${two(date.day!)}`;
}

function periodOfRun(date: DateMention, year: number | undefined): string | undefined {
  if (year === undefined) return undefined;
  const from = date.fromMonth ?? 1;
  if (from < 1) {
    const first = shiftMonth(year, 1, from - 1);
    return `${monthOf(first.year, first.month)}/${monthOf(year, date.month!)}`;
  }
  if (from === 1 && date.month === 12) return String(year);
  if (date.isAccounts && date.month! % 3 === 0 && date.month! - from === 2)
    return `${year}-Q${date.month! / 3}`;
  if (date.isAccounts && date.month! % 6 === 0 && date.month! - from === 5)
    return `${year}-H${date.month! / 6}`;
  return `${monthOf(year, from)}/${monthOf(year, date.month!)}`;
}

/** The year of the latest such month that is not after the page. */
function latestYear(month: number, page: Moment | undefined): number | undefined {
  if (!page) return undefined;
  return month <= page.month ? page.year : page.year - 1;
}

function periodOfWord(word: string, page: Moment): string | undefined {
  if (word.startsWith('weekday ')) return latestWeekday(Number(word.slice(8)), page);
  const day = page.day === undefined ? undefined : `${monthOf(page.year, page.month)}-${two(page.day)}`;
  const last = shiftMonth(page.year, page.month, -1);
  const quarter = Math.floor((page.month - 1) / 3) + 1;
  switch (word) {
    case 'today':
      return day;
    case 'yesterday':
      return page.day === undefined ? undefined : shiftDay(page, -1);
    case 'this month':
      return monthOf(page.year, page.month);
    case 'last month':
      return monthOf(last.year, last.month);
    case 'last quarter':
      return quarter === 1 ? `${page.year - 1}-Q4` : `${page.year}-Q${quarter - 1}`;
    case 'last year':
      return String(page.year - 1);
    case 'this year':
    case 'whole year':
      return String(page.year);
    case 'next year':
      return String(page.year + 1);
    default:
      return undefined;
  }
}

/** The latest such day of the week that is not after the page; 1 is Monday. */
function latestWeekday(weekday: number, page: Moment): string | undefined {
  if (page.day === undefined) return undefined;
  const own = new Date(Date.UTC(page.year, page.month - 1, page.day)).getUTCDay() || 7;
  return shiftDay(page, -((own - weekday + 7) % 7));
}

/** First day of a period as a number that can be compared, such as 20250901; years, quarters and runs too. */
export function startOfPeriod(period: string): number {
  const match = /^(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])))?(?:-(\d{2}))?/.exec(period);
  if (!match) return Number.NaN;
  const [, year, month, quarter, half, day] = match;
  const m = month ? Number(month) : quarter ? (Number(quarter) - 1) * 3 + 1 : half === '2' ? 7 : 1;
  return Number(year) * 10000 + m * 100 + (day ? Number(day) : 1);
}

/** How many months one month is after another: 1 for September against August. Only for months. */
export function monthsBetween(earlier: string, later: string): number | undefined {
  const a = momentOf(earlier);
  const b = momentOf(later);
  if (!a || !b || earlier.length !== 7 || later.length !== 7) return undefined;
  return (b.year - a.year) * 12 + b.month - a.month;
}

/** The same period one year, or for a month or quarter one step, before. */
export function earlierPeriod(
  period: string,
  basis: 'mom' | 'yoy' | 'qoq' | 'wow' | 'dod',
): string | undefined {
  if (basis === 'yoy') {
    return period
      .split('/')
      .map((part) => `${Number(part.slice(0, 4)) - 1}${part.slice(4)}`)
      .join('/');
  }
  const moment = momentOf(period);
  if (basis === 'mom' && moment && period.length === 7) {
    const { year, month } = shiftMonth(moment.year, moment.month, -1);
    return monthOf(year, month);
  }
  if (basis === 'mom' && moment && period.length === 10) {
    const { year, month } = shiftMonth(moment.year, moment.month, -1);
    return monthOf(year, month);
  }
  if ((basis === 'wow' || basis === 'dod') && moment?.day !== undefined && period.length === 10) {
    return shiftDay(moment, basis === 'wow' ? -7 : -1);
  }
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  if (basis === 'qoq' && quarter) {
    return quarter[2] === '1' ? `${Number(quarter[1]) - 1}-Q4` : `${quarter[1]}-Q${Number(quarter[2]) - 1}`;
  }
  return undefined;
}
