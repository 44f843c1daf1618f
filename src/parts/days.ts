/** Days and periods of the calendar, as ISO text. */

const DAY = 86_400_000;

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY);

const lastOfMonth = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** First and last day of `2025`, `2025-09`, `2025-09-23`, `2025-Q3`, `2025-H1` or a run; undefined for other text. */
export function daysOf(period: string): { readonly start: string; readonly end: string } | undefined {
  const [from, to] = period.split('/') as [string, string?];
  if (to !== undefined) {
    const [first, last] = [daysOf(from), daysOf(to)];
    return first && last && { start: first.start, end: last.end };
  }
  const match = /^(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])|H([12])))?$/.exec(period);
  if (!match) return undefined;
  const [, year = '', month, day, quarter, half] = match;
  if (day) return { start: period, end: period };
  const [first, last] = month
    ? [Number(month), Number(month)]
    : quarter
      ? [Number(quarter) * 3 - 2, Number(quarter) * 3]
      : half
        ? [Number(half) * 6 - 5, Number(half) * 6]
        : [1, 12];
  return { start: `${year}-${String(first).padStart(2, '0')}-01`, end: lastOfMonth(Number(year), last) };
}

/** The quarter of a day, such as `2025-Q3`, moved by so many quarters. */
export function quarterOf(day: string, moved = 0): string {
  const index = Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3) + moved;
  return `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;
}

/** The month of a day, such as `2025-09`, moved by so many months. */
export function monthOf(day: string, moved = 0): string {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + moved;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Whether a text is a day of the calendar. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};
