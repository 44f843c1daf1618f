import type { DateMention } from './dates.ts';
import type { PageContext } from './page.ts';
import type { PreparedText } from './passages.ts';

const IN_A_YEAR: ReadonlySet<DateMention['grain']> = new Set(['day', 'month', 'quarter', 'half', 'run']);

/**
 * On a page without a date, months and quarters without a year are of the year that its other months and quarters
 * name, if they all name the same one.
 */
export function inYearOfText(prepared: PreparedText, page: Pick<PageContext, 'published'>): PreparedText {
  if (page.published) return prepared;
  const years = new Set(
    prepared.passages.flatMap(({ dates }) =>
      dates.flatMap(({ grain, year }) => (year !== undefined && IN_A_YEAR.has(grain) ? [year] : [])),
    ),
  );
  const [year] = years;
  if (year === undefined || years.size > 1) return prepared;
  const passages = prepared.passages.map((passage) => {
    if (!passage.dates.some(isOpen)) return passage;
    return { ...passage, dates: passage.dates.map((date) => (isOpen(date) ? { ...date, year } : date)) };
  });
  return { ...prepared, passages };
}

const isOpen = ({ grain, year, month, yearOffset }: DateMention): boolean =>
  year === undefined &&
  yearOffset === undefined &&
  IN_A_YEAR.has(grain) &&
  (grain !== 'day' || month !== undefined);
