/** Periods as READING.md writes them, on one line of months, so that they can be compared and joined. */

/** Months are counted from year 0: 2025-09 is 2025 * 12 + 8. Both ends belong to the span. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** ISO day, where the period is one day. */
  readonly day?: string;
}

const monthIndex = (year: number, month: number): number => year * 12 + month - 1;

const isMonth = (m: number): boolean => m >= 1 && m <= 12;

const parseOne = (text: string): Span | undefined => {
  const match = /^(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])|H([12])))?$/.exec(text);
  if (!match) return undefined;
  const [, y, m, d, q, h] = match;
  const year = Number(y);
  if (q) return { from: monthIndex(year, Number(q) * 3 - 2), to: monthIndex(year, Number(q) * 3) };
  if (h) return { from: monthIndex(year, Number(h) * 6 - 5), to: monthIndex(year, Number(h) * 6) };
  if (!m) return { from: monthIndex(year, 1), to: monthIndex(year, 12) };
  if (!isMonth(Number(m))) return undefined;
  const index = monthIndex(year, Number(m));
  return d ? { from: index, to: index, day: text } : { from: index, to: index };
};

/** Nothing for a text that is no period. */
export const parsePeriod = (text: string | undefined): Span | undefined => {
  if (!text) return undefined;
  const [first, second, ...more] = text.split('/');
  if (more.length > 0) return undefined;
  const a = parseOne(first!);
  if (second === undefined || !a) return a;
  const b = parseOne(second);
  if (!b || b.to < a.from) return undefined;
  return { from: a.from, to: b.to };
};

export const monthsIn = (span: Span): number => span.to - span.from + 1;

/** A whole number of months later (negative: earlier); a day keeps its month only. */
export const shift = (span: Span, months: number): Span => ({
  from: span.from + months,
  to: span.to + months,
});

export const sameSpan = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to && a.day === b.day;

const yearOf = (index: number): number => Math.floor(index / 12);
const monthOf = (index: number): number => (index % 12) + 1;
const pad = (n: number): string => String(n).padStart(2, '0');

export const monthText = (index: number): string => `${yearOf(index)}-${pad(monthOf(index))}`;

/** Back to the notation of READING.md; quarters and halves are written as such. */
export const formatPeriod = (span: Span): string => {
  if (span.day) return span.day;
  const { from, to } = span;
  const n = to - from + 1;
  const year = yearOf(from);
  if (n === 1) return monthText(from);
  if (n === 12 && from % 12 === 0) return String(year);
  if (n === 6 && from % 6 === 0) return `${year}-H${(from % 12) / 6 + 1}`;
  if (n === 3 && from % 3 === 0) return `${year}-Q${(from % 12) / 3 + 1}`;
  return `${monthText(from)}/${monthText(to)}`;
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const sayMonth = (index: number): string => `${MONTHS[index % 12]} ${yearOf(index)}`;

export const sayDay = (iso: string): string => {
  const [y, m, d] = iso.split('-');
  return d ? `${Number(d)} ${MONTHS[Number(m) - 1]} ${y}` : m ? `${MONTHS[Number(m) - 1]} ${y}` : y!;
};

/** For people: "Sep 2025", "Jan–Sep 2025", "Q3 2025", "14 Nov 2025". */
export const sayPeriod = (span: Span): string => {
  if (span.day) return sayDay(span.day);
  const { from, to } = span;
  const n = to - from + 1;
  const year = yearOf(from);
  if (n === 1) return sayMonth(from);
  if (n === 12 && from % 12 === 0) return String(year);
  if (n === 6 && from % 6 === 0) return `H${(from % 12) / 6 + 1} ${year}`;
  if (n === 3 && from % 3 === 0) return `Q${(from % 12) / 3 + 1} ${year}`;
  if (yearOf(to) === year) return `${MONTHS[from % 12]}–${MONTHS[to % 12]} ${year}`;
  return `${sayMonth(from)} – ${sayMonth(to)}`;
};

const dayNumber = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;

/** First and last day of a span, ISO. */
export const firstDay = (span: Span): string => span.day ?? `${monthText(span.from)}-01`;
export const lastDay = (span: Span): string => {
  if (span.day) return span.day;
  const year = yearOf(span.to);
  const month = monthOf(span.to);
  return `${monthText(span.to)}-${pad(new Date(Date.UTC(year, month, 0)).getUTCDate())}`;
};

/** Days from `a` to `b`, both ISO days. */
export const daysBetween = (a: string, b: string): number => Math.round(dayNumber(b) - dayNumber(a));

/** The span that a change on this basis is measured against. A day has none but the year before. */
export const baseSpan = (span: Span, basis: string): Span | undefined => {
  if (span.day) return undefined;
  switch (basis) {
    case 'yoy':
      return shift(span, -12);
    case 'mom':
      return monthsIn(span) === 1 ? shift(span, -1) : undefined;
    case 'qoq':
      return monthsIn(span) === 3 ? shift(span, -3) : undefined;
    default:
      return undefined;
  }
};
