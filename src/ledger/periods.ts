/**
 * The spans of time that observations speak of, as first and last day: `2025-09` is 2025-09-01 to 2025-09-30.
 * Only what the ledger needs to sort, to tell months from running totals, and to answer "as of".
 */

export type Resolution = 'day' | 'month' | 'quarter' | 'half' | 'year' | 'range';

export interface Span {
  /** First and last day, ISO. */
  readonly start: string;
  readonly end: string;
  readonly resolution: Resolution;
}

const POINT = /^(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])|H([12])))?/;

/**
 * First and last day of a period, or undefined where the text is no period of the forms that READING.md names.
 * A time after a day (`2025-09-23T08:00Z`) is allowed and dropped.
 *
 * @example spanOf('2025-01/2025-09') // { start: '2025-01-01', end: '2025-09-30', resolution: 'range' }
 */
export function spanOf(period: string | undefined): Span | undefined {
  if (period === undefined || period.length > 64) return undefined;
  const slash = period.indexOf('/');
  if (slash < 0) return pointSpan(period);
  const first = pointSpan(period.slice(0, slash));
  const last = pointSpan(period.slice(slash + 1));
  if (!first || !last || first.start > last.end) return undefined;
  if (first.start === last.start && first.end === last.end) return first;
  return { start: first.start, end: last.end, resolution: 'range' };
}

function pointSpan(text: string): Span | undefined {
  const match = POINT.exec(text);
  if (!match) return undefined;
  const [whole, year = '', month, day, quarter, half] = match;
  const rest = text.slice(whole.length);
  if (rest !== '' && !(day !== undefined && rest.startsWith('T'))) return undefined;
  if (day !== undefined) {
    if (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))) return undefined;
    return { start: whole, end: whole, resolution: 'day' };
  }
  if (month !== undefined) return monthsSpan(year, Number(month), Number(month), 'month');
  if (quarter !== undefined) return monthsSpan(year, Number(quarter) * 3 - 2, Number(quarter) * 3, 'quarter');
  if (half !== undefined) return monthsSpan(year, Number(half) * 6 - 5, Number(half) * 6, 'half');
  return monthsSpan(year, 1, 12, 'year');
}

function monthsSpan(year: string, first: number, last: number, resolution: Resolution): Span | undefined {
  if (first < 1 || last > 12) return undefined;
  const end = `${year}-${two(last)}-${two(daysIn(Number(year), last))}`;
  return { start: `${year}-${two(first)}-01`, end, resolution };
}

const two = (value: number): string => String(value).padStart(2, '0');

function daysIn(year: number, month: number): number {
  if (month < 1 || month > 12) return 0;
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The month after `YYYY-MM`. */
function nextMonth(month: string): string {
  const year = Number(month.slice(0, 4));
  const number = Number(month.slice(5, 7));
  return number === 12 ? `${String(year + 1).padStart(4, '0')}-01` : `${month.slice(0, 5)}${two(number + 1)}`;
}

/** The months (`YYYY-MM`) that two days span, both included. */
export function monthsBetween(start: string, end: string): readonly string[] {
  const months: string[] = [];
  for (let month = start.slice(0, 7); month <= end.slice(0, 7); month = nextMonth(month)) months.push(month);
  return months;
}
