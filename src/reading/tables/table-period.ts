import type { DateMention } from '../dates.ts';
import type { ChangeBasis } from '../observation.ts';
import { earlierPeriod, type Moment, periodOf } from '../periods.ts';
import type { TablePage } from './context.ts';

/** Grains that say when a price or a figure is of; clocks do not. */
const GRAINS: ReadonlySet<string> = new Set(['day', 'month', 'quarter', 'half', 'run', 'year', 'relative']);
const PARTS: ReadonlySet<string> = new Set(['day', 'month', 'quarter', 'half', 'run']);

/** The period that the nearest of several places names, or nothing. */
export function tablePeriod(
  places: readonly (readonly DateMention[])[],
  page: Moment | undefined,
): string | undefined {
  for (const dates of places) {
    for (const date of withYearBeside(dates)) {
      if (!GRAINS.has(date.grain)) continue;
      const period = periodOf(date, page);
      if (period) return period;
    }
  }
  return undefined;
}

/**
 * The period of a cell from its column and its row: a month of one and a year of the other make one period; else the
 * column says, else the row.
 */
export function cellPeriod(
  ofColumn: readonly DateMention[],
  ofRow: readonly DateMention[],
  page: Moment | undefined,
): string | undefined {
  const isYear = (dates: readonly DateMention[]): boolean =>
    dates.length > 0 && dates.every(({ grain }) => grain === 'year');
  const lacksYear = (dates: readonly DateMention[]): boolean =>
    dates.some(({ grain, year }) => PARTS.has(grain) && year === undefined);
  if ((isYear(ofColumn) && lacksYear(ofRow)) || (isYear(ofRow) && lacksYear(ofColumn)))
    return tablePeriod([[...ofColumn, ...ofRow]], page);
  return tablePeriod([ofColumn, ofRow], page);
}

/** The day or month that the heading of a table names with its year: what its heads without a year are read against. */
export function headingMoment(
  captions: readonly { readonly dates: readonly DateMention[] }[],
  page: Moment | undefined,
): Moment | undefined {
  for (const { dates } of captions) {
    for (const { grain, year, month, day } of withYearBeside(dates)) {
      if (year === undefined || month === undefined || (grain !== 'day' && grain !== 'month')) continue;
      return { year, month, ...(day === undefined ? {} : { day }) };
    }
  }
  return page;
}

/** "September" under "2025": a part of a year takes the only year beside it. */
export function withYearBeside(dates: readonly DateMention[]): readonly DateMention[] {
  const years = dates.filter(({ grain, toYear }) => grain === 'year' && toYear === undefined);
  const part = dates.find(
    ({ grain, year, day, month }) =>
      PARTS.has(grain) &&
      year === undefined &&
      (grain !== 'day' || (day !== undefined && month !== undefined)),
  );
  if (years.length !== 1 || !part) return dates;
  return [{ ...part, year: years[0]!.year! }, ...dates.filter((date) => date !== part && date !== years[0])];
}

const ENDED =
  /(three|six|nine|twelve|3|6|9|12)[ -]months? (?:period )?(?:ended|ending|to)|(quarter|half[ -]year|year|fiscal year|financial year) (?:ended|ending|to)|(?:止|截至.{0,12})?(三|六|九|十二)个月/;
const MONTHS: Readonly<Record<string, number>> = {
  three: 3,
  six: 6,
  nine: 9,
  twelve: 12,
  '3': 3,
  '6': 6,
  '9': 9,
  '12': 12,
  quarter: 3,
  'half-year': 6,
  'half year': 6,
  year: 12,
  'fiscal year': 12,
  'financial year': 12,
  三: 3,
  六: 6,
  九: 9,
  十二: 12,
};

/** Where such words begin in a text. */
export const endedStarts = (text: string): number[] =>
  [...text.matchAll(new RegExp(ENDED, 'g'))].map(({ index }) => index);

/** How many months "three months ended", "year ended", 九个月 say; nothing where no such words are in a text. */
export function monthsEnded(text: string): number | undefined {
  const ended = ENDED.exec(text);
  return ended ? MONTHS[ended[1] ?? ended[2] ?? ended[3]!] : undefined;
}

/** "Three months ended" over "September 30, 2025": the months up to a day, in the shortest notation. */
export function endedPeriod(text: string, dates: readonly DateMention[]): string | undefined {
  const months = monthsEnded(text);
  if (!months) return undefined;
  const end = withYearBeside(dates).find(({ month, year }) => month !== undefined && year !== undefined);
  return end && monthsUpTo(end.year!, end.month!, months);
}

/** The last month of a company's year of accounts where that is not December. */
export function fiscalYearEnd({
  mainOrg,
  vocabulary,
}: Pick<TablePage, 'mainOrg' | 'vocabulary'>): number | undefined {
  const org = mainOrg === undefined ? undefined : vocabulary.organisations.get(mainOrg);
  return org?.fiscalYearEnd ?? vocabulary.fiscalYearEnds.get(org?.place ?? '');
}

/** Whether a head names a year of accounts, and not of the calendar: "Q4 FY25". */
export const namesFiscalYear = (text: string): boolean => /\bfy ?'?\d/.test(text);

/** The fourth quarter of 2025 of a company whose year ends in June is April to June 2025. */
export function fiscalPeriod(dates: readonly DateMention[], yearEnd: number): string | undefined {
  const [date] = withYearBeside(dates);
  if (date?.year === undefined) return undefined;
  const size = date.grain === 'quarter' ? 3 : date.grain === 'half' ? 6 : date.grain === 'year' ? 12 : 0;
  if (size === 0) return undefined;
  // the year of accounts is named after the calendar year that it ends in
  const last = (date.year - 1) * 12 + yearEnd - 1 + size * (date.part ?? 1);
  return monthsUpTo(Math.floor(last / 12), (last % 12) + 1, size);
}

/** A run of months that ends with a month: a quarter, a half, a year, or the run itself. */
export function monthsUpTo(year: number, month: number, months: number): string {
  if (months === 3 && month % 3 === 0) return `${year}-Q${month / 3}`;
  if (months === 6 && month % 6 === 0) return `${year}-H${month / 6}`;
  if (months === 12 && month === 12) return String(year);
  const first = year * 12 + month - months;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(first / 12)}-${two((first % 12) + 1)}/${year}-${two(month)}`;
}

/** From January to the month of a period: 2025-01/2025-09 for 2025-09. */
export function yearToDate(period: string): string | undefined {
  const match = /^(\d{4})-(\d{2})$/.exec(period);
  if (!match) return /\/|-H1$|-Q1$|^\d{4}$/.test(period) ? period : undefined;
  return match[2] === '01' ? period : match[2] === '12' ? match[1] : `${match[1]}-01/${match[1]}-${match[2]}`;
}

const DAY = 86_400_000;

/** What one period is to an earlier one: a year, a quarter, a month, a week or a trading day after it. */
export function stepBetween(later: string | undefined, earlier: string | undefined): ChangeBasis | undefined {
  if (!later || !earlier || later === earlier) return undefined;
  for (const basis of ['yoy', 'mom', 'qoq'] as const)
    if (earlierPeriod(later, basis) === earlier) return basis;
  if (later.length !== 10 || earlier.length !== 10) return undefined;
  const days = (Date.parse(later) - Date.parse(earlier)) / DAY;
  const isMonday = new Date(later).getUTCDay() === 1;
  return days === 1 || (days === 3 && isMonday) ? 'dod' : days === 7 ? 'wow' : undefined;
}
