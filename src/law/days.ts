/** Calendar arithmetic on ISO texts. A day is `YYYY-MM-DD`; a date may be coarser: `2025`, `2025-10`. */

export type Day = string;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that the calendar has. */
export const isDay = (text: string): boolean => DAY.test(text) && addDays(text, 0) === text;

/** @throws {RangeError} where the text is not a whole day of the calendar */
export function requireDay(text: string, what: string): Day {
  if (isDay(text)) return text;
  throw new RangeError(`${what} must be a day, YYYY-MM-DD, and is "${text}"`);
}

/** The day that many days later (or earlier). @example addDays('2026-11-10', 1) // '2026-11-11' */
export function addDays(day: Day, days: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/** The same date in another year; 29 February becomes 1 March where the year has none. */
export function addYears(day: Day, years: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year + years, month - 1, date)).toISOString().slice(0, 10);
}

/** First day of a date of any precision. @example firstDay('2025-12') // '2025-12-01' */
export const firstDay = (date: string): Day => `${date}${'-01-01'.slice(date.length - 4)}`;

/** Last day of a date of any precision. @example lastDay('2025-02') // '2025-02-28' */
export function lastDay(date: string): Day {
  if (date.length === 10) return date;
  if (date.length === 4) return `${date}-12-31`;
  const [year, month] = date.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
