import type { Vocabulary } from '../vocabulary/index.ts';
import type { DateMention } from './dates.ts';
import type { PageContext } from './page.ts';
import type { PreparedText } from './passages.ts';

/**
 * Quarters, halves and years of accounts of a company whose year does not end in December, as parts of the calendar:
 * the third quarter of a year that ends in June is the first of the calendar. A quarter with a plain year beside it
 * stays what it is: nobody says which year is meant.
 */
export function inCalendarYears(
  prepared: PreparedText,
  page: Pick<PageContext, 'mainOrg'>,
  vocabulary: Vocabulary,
): PreparedText {
  const end = page.mainOrg ? vocabulary.organisations.get(page.mainOrg)?.fiscalYearEnd : undefined;
  if (end === undefined || end === 12) return prepared;
  const passages = prepared.passages.map((passage) => {
    if (!passage.dates.some(isOfAccounts)) return passage;
    return {
      ...passage,
      dates: passage.dates.map((date) => (isOfAccounts(date) ? calendar(date, end) : date)),
    };
  });
  return { ...prepared, passages };
}

const isOfAccounts = (date: DateMention): boolean =>
  ((date.grain === 'quarter' || date.grain === 'half') &&
    !date.isByMonth &&
    (date.isFiscal === true || date.year === undefined)) ||
  (date.grain === 'year' && date.isFiscal === true && date.toYear === undefined);

function calendar(date: DateMention, end: number): DateMention {
  const { part: _part, ...rest } = date;
  if (date.grain === 'year') return { ...rest, grain: 'run', fromMonth: end - 11, month: end };
  const length = date.grain === 'quarter' ? 3 : 6;
  const last = end - 12 + date.part! * length;
  const month = last <= 0 ? last + 12 : last;
  const year = date.year === undefined ? {} : { year: last <= 0 ? date.year - 1 : date.year };
  if (month % length === 0) return { ...date, part: month / length, ...year };
  return { ...rest, grain: 'run', fromMonth: month - length + 1, month, isAccounts: true, ...year };
}
