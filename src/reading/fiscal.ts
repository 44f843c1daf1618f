import type { Vocabulary } from '../vocabulary/index.ts';
import type { DateMention } from './dates.ts';
import type { PageContext } from './page.ts';
import type { PreparedText } from './passages.ts';
import type { Moment } from './periods.ts';

/**
 * Quarters, halves and years of accounts of a company whose year does not end in December, as parts of the calendar:
 * the third quarter of a year that ends in June is the first of the calendar. Likewise the years of a country that keeps
 * such a year, on a page about it. A quarter with a plain year beside it
 * stays what it is: nobody says which year is meant.
 */
export function inCalendarYears(
  prepared: PreparedText,
  page: Pick<PageContext, 'mainOrg' | 'published' | 'fiscalYearEnd'>,
  vocabulary: Vocabulary,
): PreparedText {
  const ofCompany = page.mainOrg ? vocabulary.organisations.get(page.mainOrg)?.fiscalYearEnd : undefined;
  const end = ofCompany ?? page.fiscalYearEnd;
  if (end === undefined || end === 12) return prepared;
  const isOwn = ofCompany === undefined ? isOfCountry : isOfAccounts;
  const passages = prepared.passages.map((passage) => {
    if (!passage.dates.some(isOwn)) return passage;
    return {
      ...passage,
      dates: passage.dates.map((date) =>
        isOwn(date) && !isCalendarQuarter(date, end, page.published) ? calendar(date, end) : date,
      ),
    };
  });
  return { ...prepared, passages };
}

/** Of a country only what is said to be a year of accounts: "FY25", "2024-25". */
const isOfCountry = (date: DateMention): boolean =>
  (date.grain === 'year' && (date.isFiscal === true || date.toYear === (date.year ?? 0) + 1)) ||
  (date.grain === 'quarter' && date.isFiscal === true);

const isOfAccounts = (date: DateMention): boolean =>
  ((date.grain === 'quarter' || date.grain === 'half') &&
    !date.isByMonth &&
    (date.isFiscal === true || date.year === undefined)) ||
  (date.grain === 'year' && date.isFiscal === true && date.toYear === undefined);

/**
 * "The third quarter" without a year, on a page of November: results are told when they are new, so it is the one that
 * ended last before the page, of the calendar or of the accounts.
 */
function isCalendarQuarter(date: DateMention, end: number, published: Moment | undefined): boolean {
  if (!published || published.isYearOnly || date.grain !== 'quarter' || date.year !== undefined) return false;
  if (date.isFiscal || date.part === undefined) return false;
  const age = (lastMonth: number): number => (published.month - lastMonth + 11) % 12;
  const own = date.part * 3;
  const ofAccounts = ((end + date.part * 3 - 1) % 12) + 1;
  return age(own) < age(ofAccounts) && age(own) <= NEW_MOST;
}

/** Results are out within so many months behind the one after the quarter. */
const NEW_MOST = 3;

function calendar(date: DateMention, end: number): DateMention {
  const { part: _part, toYear, ...rest } = date;
  if (date.grain === 'year')
    return { ...rest, grain: 'run', fromMonth: end - 11, month: end, ...(toYear ? { year: toYear } : {}) };
  const length = date.grain === 'quarter' ? 3 : 6;
  const last = end - 12 + date.part! * length;
  const month = last <= 0 ? last + 12 : last;
  const year = date.year === undefined ? {} : { year: last <= 0 ? date.year - 1 : date.year };
  if (month % length === 0) return { ...date, part: month / length, ...year };
  return { ...rest, grain: 'run', fromMonth: month - length + 1, month, isAccounts: true, ...year };
}
