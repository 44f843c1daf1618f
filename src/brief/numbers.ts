/** Numbers and dates as the reports print them: grouped digits, a real minus, days that cannot be misread. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12345.6` as `12,345.6`; `digits` fixes the decimals. */
export function figure(value: number, digits?: number): string {
  return value
    .toLocaleString('en-GB', {
      minimumFractionDigits: digits ?? 0,
      maximumFractionDigits: digits ?? (Math.abs(value) < 100 ? 2 : 0),
    })
    .replace('-', '\u2212');
}

/** A change with its sign: `+5.0`, `−2.7`, `0.0`. */
export function signed(value: number, digits = 1): string {
  const text = figure(value, digits);
  return Number(value.toFixed(digits)) > 0 ? `+${text}` : text.replace(/^\u2212(?=0(\.0*)?$)/, '');
}

/** A range as `541,000–544,000`, one figure where both ends are equal. */
export function rangeOf(low: number, high: number, digits?: number): string {
  return low === high ? figure(low, digits) : `${figure(low, digits)}–${figure(high, digits)}`;
}

/** A period in words: `2025-11-14` as `14 Nov 2025`, `2025-Q3` as `Q3 2025`, `2025-01/2025-09` as `Jan 2025–Sep 2025`. */
export function periodWords(period: string): string {
  const run = period.split('/');
  if (run.length === 2) return run.map((part) => periodWords(part)).join('–');
  const [year = '', rest, day] = period.split('-');
  if (!rest) return year;
  if (!/^\d\d$/.test(rest)) return `${rest} ${year}`;
  const month = MONTHS[Number(rest) - 1] ?? rest;
  return day ? `${Number(day)} ${month} ${year}` : `${month} ${year}`;
}

/** ISO days and months among words, as a person writes them: `until 2026-11-10` becomes `until 10 Nov 2026`. */
export const datesInWords = (text: string): string =>
  text.replace(/(?<![\w-])\d{4}-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?(?![\w-])/g, (day) => periodWords(day));

/** Whole days from one ISO date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** `1 statement`, `2 statements`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${figure(n)} ${n === 1 ? one : many}`;
}
