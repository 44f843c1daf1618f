/**
 * A stated price against the quotations nearest to its day.
 *
 * Publishers assess prices each for themselves and days differ, so two prices that lie apart are a conflict
 * of sources, not an error. A price fails only where it lies far outside of what several quotations before
 * and after it leave room for, or where its decimal point has slipped.
 */

import { convertPrice } from '../../vocabulary/index.ts';
import { type Bench, cite, type Finding, type Stated } from '../bench.ts';
import { type Comparison, compared, comparison } from '../comparison.ts';
import { gap, type Interval, middle, overlaps, scale, union } from '../interval.ts';
import { formatPeriod, monthsIn, sayDay, sayPeriod } from '../period.ts';
import { comparable, perKilogram, type Quote, quotesOf, statedRange, termsOf } from '../quotes.ts';
import { sayInterval, sayNumber } from '../say.ts';
import { slippedBy } from './other-basis.ts';

/** A quotation up to this many days away speaks for the day; one up to `FAR` days away bounds it. */
const NEAR = 3;
const FAR = 14;
/** Prices of a day this close (as a share) are the same price, told apart by hour and assessor. */
const SAME = 0.005;
/** Beyond this share from every quotation near it a price is no other assessor's view any more. */
const WILD = 0.25;

const WITHIN_MONTH = 0.005;
/** Beyond this share two prices are hardly of the same goods: nothing is said of sources that disagree. */
const OTHER_GOODS = 0.5;

const sayRange = (i: Interval, s: Stated): string => {
  const unit = perKilogram(s.facts.unit)!;
  return sayInterval(scale(i, 1 / unit.factor), s.facts.unit, unit.factor === 1 ? 2 : 0);
};

/** The price as printed and quotations beside it, in the unit that it is printed in. */
const beside = (
  s: Stated,
  range: Interval,
  quotes: readonly Quote[],
): { readonly comparison?: Comparison } => {
  const back = 1 / perKilogram(s.facts.unit)!.factor;
  return comparison(
    s.facts.unit,
    scale(range, back),
    quotes.map((q) => compared(scale(q.range, back), 'observed', `${q.entry.row.publisher}, ${sayWhen(q)}`)),
  );
};

const own = (s: Stated): string => {
  const unit = perKilogram(s.facts.unit)!;
  return sayRange(scale({ lo: s.facts.low!, hi: s.facts.high ?? s.facts.low! }, unit.factor), s);
};

const close = (a: Interval, b: Interval): boolean =>
  overlaps(a, b) || gap(a, b) <= SAME * Math.min(middle(a), middle(b));

const nearestFirst = (a: Quote, b: Quote): number => Math.abs(a.days) - Math.abs(b.days);

const sayWhen = (q: Quote): string => sayPeriod(q.entry.span!);

const offBy = (s: Interval, q: Interval): string => {
  const pct = (100 * (middle(s) / middle(q) - 1)).toFixed(1);
  return `${Number(pct) > 0 ? '+' : '−'}${sayNumber(Math.abs(Number(pct)), 1)}%`;
};

/** "From 401,000 to 388,000": the figure without a date beside one of the same material is an earlier one. */
const isEarlier = (bench: Bench, s: Stated): boolean =>
  s.span === undefined &&
  bench.stated.some(
    (o) =>
      o.index !== s.index &&
      o.facts.kind === 'price' &&
      o.facts.subject === s.facts.subject &&
      o.facts.unit === s.facts.unit &&
      o.facts.low !== s.facts.low &&
      (o.span !== undefined || (o.facts.change?.length ?? 0) > 0),
  );

/** The day a price is of: its own, else the page's, if it is said of no other month than the page's. */
export const dayOf = (bench: Bench, s: Stated): string | undefined => {
  if (s.span?.day) return s.span.day;
  const own = bench.published?.length === 10 ? bench.published : undefined;
  if (!s.span) return own && !isEarlier(bench, s) ? own : undefined;
  return own && formatPeriod(s.span) === own.slice(0, 7) ? own : undefined;
};

const cited = (bench: Bench, quotes: readonly Quote[], s: Stated) =>
  quotes.slice(0, 4).map((q) => cite(bench, q.entry, sayRange(q.range, s)));

const elementOf = (subject: string): string => subject.split('-')[0]!;
const FORMS = ['oxide', 'metal', 'alloy'];

/** Quotations of the material; of all its forms where only the element is named ("Dy 1,510"). */
export const forms = (subject: string): readonly string[] =>
  subject.includes('-') ? [subject] : FORMS.map((f) => `${subject}-${f}`);

const sayTerms = (q: Quote): string =>
  [
    q.terms.market === 'outside' ? 'outside China' : q.terms.market === 'inside' ? 'inside China' : '',
    q.terms.tax === 'included' ? 'with tax' : q.terms.tax === 'excluded' ? 'without tax' : '',
    q.terms.type === 'market' ? '' : `${q.terms.type} price`,
  ]
    .filter(Boolean)
    .join(', ');

/** The same price on terms that the page does not name: tax, market, list or spot. */
const onOtherTerms = (
  bench: Bench,
  s: Stated,
  range: Interval,
  quotes: readonly Quote[],
): Finding | undefined => {
  const terms = termsOf(s.facts)!;
  const match = quotes
    .filter(
      (q) => Math.abs(q.days) <= NEAR && q.terms.currency === terms.currency && !comparable(q.terms, terms),
    )
    .find((q) => overlaps(q.range, range));
  if (match) {
    return {
      verdict: 'basis',
      expected: `the price on the page's terms`,
      found: `${own(s)}, which is the price ${sayTerms(match)}`,
      how: `${sayWhen(match)}: ${sayRange(match.range, s)}, ${sayTerms(match)}`,
      evidence: cited(bench, [match], s),
    };
  }
  return undefined;
};

/** Rates and rounding of a conversion leave this much room. */
const CONVERTED = 0.012;

/**
 * The price as a quotation in another currency, or with the tax taken out or put in. Dollars that hold Chinese tax, and
 * yuan without it, are other bases; dollars that are the untaxed yuan price converted are the price itself.
 */
const converted = (
  bench: Bench,
  s: Stated,
  range: Interval,
  quotes: readonly Quote[],
): Finding | undefined => {
  const terms = termsOf(s.facts);
  if (!bench.money || !terms) return undefined;
  for (const q of quotes) {
    const { low, high, unit } = q.entry.facts;
    if (
      q.length !== 'day' ||
      Math.abs(q.days) > NEAR ||
      low === undefined ||
      !unit ||
      q.terms.type !== terms.type
    )
      continue;
    const vat = q.terms.tax === 'unsaid' ? undefined : q.terms.tax;
    const isAbroad = q.terms.currency !== terms.currency;
    for (const wanted of ['excluded', 'included'] as const) {
      if (!vat || (!isAbroad && wanted === vat)) continue;
      const to = { unit: `${terms.currency}/kg`, vat: wanted };
      const [from, till] = [low, high ?? low].map((value) =>
        convertPrice({ value, unit, period: q.entry.facts.period ?? '', place: 'CN', vat }, to, bench.money!),
      );
      if (!from?.ok || !till?.ok) continue;
      const there = { lo: from.value * (1 - CONVERTED), hi: till.value * (1 + CONVERTED) };
      if (!overlaps(there, range)) continue;
      const isSame = s.facts.vat === wanted || (isAbroad && wanted === 'excluded');
      const steps = from.steps.map((step) => step.text).join('; ');
      return {
        verdict: isSame ? 'holds' : 'basis',
        expected: `${sayRange({ lo: from.value, hi: till.value }, s)}, converted`,
        found: isSame
          ? own(s)
          : `${own(s)}, which is the Chinese price ${wanted === 'included' ? 'with' : 'without'} tax`,
        how: `${sayInterval({ lo: low, hi: high ?? low }, unit, 0)} on ${sayWhen(q)}, ${steps}`,
        evidence: [cite(bench, q.entry)],
      };
    }
  }
  return undefined;
};

/** The quotation of another form of the element, or of another material. */
const ofOtherForm = (bench: Bench, s: Stated, range: Interval, day: string): Quote | undefined => {
  const terms = termsOf(s.facts)!;
  const element = elementOf(s.facts.subject!);
  return FORMS.map((f) => `${element}-${f}`)
    .filter((subject) => subject !== s.facts.subject)
    .flatMap((subject) => quotesOf(bench, subject, day))
    .filter((q) => Math.abs(q.days) <= NEAR && comparable(q.terms, terms))
    .sort(nearestFirst)
    .find((q) => overlaps(q.range, range));
};

const compareDay = (bench: Bench, s: Stated, day: string): Finding | undefined => {
  const range = statedRange(s);
  const terms = termsOf(s.facts);
  if (!range || !terms) return undefined;
  const all = forms(s.facts.subject!).flatMap((subject) => quotesOf(bench, subject, day));
  const daily = all.filter((q) => q.length === 'day' && comparable(q.terms, terms)).sort(nearestFirst);
  const near = daily.filter((q) => Math.abs(q.days) <= NEAR);
  const agreeing = near.filter((q) => overlaps(q.range, range) || (q.days === 0 && close(q.range, range)));
  const [best] = agreeing;
  if (best) {
    const form = s.facts.subject!.includes('-') ? '' : `; as ${best.entry.facts.subject}`;
    return {
      verdict: 'holds',
      expected: `${sayRange(best.range, s)} on ${sayWhen(best)}`,
      found: own(s),
      how: `${own(s)} against ${sayRange(best.range, s)} (${best.entry.row.publisher}, ${best.days === 0 ? 'same day' : `${Math.abs(best.days)} d ${best.days < 0 ? 'before' : 'after'}`})${form}`,
      evidence: cited(bench, agreeing, s),
      ...beside(s, range, agreeing),
    };
  }
  const basis = onOtherTerms(bench, s, range, all) ?? converted(bench, s, range, all);
  if (basis) return basis;
  const bounds = daily.filter((q) => Math.abs(q.days) <= FAR);
  const [nearest] = bounds;
  if (!nearest) return undefined;
  const power = slippedBy(range, nearest.range);
  const difference = `${own(s)} against ${sayRange(nearest.range, s)} on ${sayWhen(nearest)}: ${offBy(range, nearest.range)}`;
  if (power !== undefined && (power >= 10 || power <= 0.1)) {
    return {
      verdict: 'fails',
      expected: `${sayRange(nearest.range, s)} on ${sayWhen(nearest)}`,
      found: own(s),
      how: `${own(s)} is ${power >= 1 ? `${power} times too large` : `${Math.round(1 / power)} times too small`}: a decimal point, separator or multiplier has slipped`,
      evidence: cited(bench, bounds, s),
      ...beside(s, range, bounds),
    };
  }
  const other = ofOtherForm(bench, s, range, day);
  if (other) {
    return {
      verdict: 'undecided',
      expected: `${sayRange(nearest.range, s)} on ${sayWhen(nearest)}`,
      found: `${own(s)}, which is the price of ${other.entry.facts.subject}`,
      how: `${difference}; which form is meant would decide it`,
      evidence: cited(bench, [nearest, other], s),
      ...beside(s, range, [nearest, other]),
    };
  }
  const hull = bounds.map((q) => q.range).reduce(union);
  const before = bounds.some((q) => q.days <= 0);
  const after = bounds.some((q) => q.days >= 0);
  const voices = new Set(bounds.map((q) => q.entry.row.voice)).size;
  const wild = gap(range, hull) > WILD * middle(hull);
  if (wild && before && after && voices > 1) {
    return {
      verdict: 'fails',
      expected: `${sayRange(hull, s)} within ${FAR} days`,
      found: own(s),
      how: `${difference}; ${bounds.length} quotations of ${voices} sources before and after it leave no room for it`,
      evidence: cited(bench, bounds, s),
      ...beside(s, range, bounds),
    };
  }
  if (near.length > 0 && gap(range, hull) <= OTHER_GOODS * middle(hull)) {
    return {
      verdict: 'conflicts',
      expected: `${sayRange(near[0]!.range, s)} on ${sayWhen(near[0]!)}`,
      found: own(s),
      how: `${difference}. Assessments differ between publishers and days; both are shown`,
      evidence: cited(bench, near, s),
      ...beside(s, range, near),
    };
  }
  return {
    verdict: 'undecided',
    expected: `a quotation within ${NEAR} days of ${sayDay(day)}`,
    found: own(s),
    how: `the nearest on record is of ${sayWhen(nearest)}: ${sayRange(nearest.range, s)} (${offBy(range, nearest.range)}); which goods and which day are meant would decide it`,
    evidence: cited(bench, bounds, s),
    ...beside(s, range, bounds),
  };
};

/** A month's price against month figures, else against the range of that month's days; each form by itself. */
const compareMonth = (bench: Bench, s: Stated): Finding | undefined => {
  const found = forms(s.facts.subject!).flatMap((subject) => compareMonthOf(bench, s, subject) ?? []);
  return found.find((f) => f.verdict === 'holds') ?? found[0];
};

const compareMonthOf = (bench: Bench, s: Stated, subject: string): Finding | undefined => {
  const range = statedRange(s);
  const terms = termsOf(s.facts);
  const { span } = s;
  if (!range || !terms || !span) return undefined;
  const quotes = quotesOf(bench, subject, firstDay15(s)).filter(
    (q) => comparable(q.terms, terms) && q.entry.span!.from >= span.from && q.entry.span!.to <= span.to,
  );
  const same = quotes.filter(
    (q) => q.entry.span!.from === span.from && q.entry.span!.to === span.to && !q.entry.span!.day,
  );
  const agreeing = same.find((q) => close(q.range, range));
  if (agreeing) {
    return {
      verdict: 'holds',
      expected: `${sayRange(agreeing.range, s)} in ${sayPeriod(span)}`,
      found: own(s),
      how: `${own(s)} against ${sayRange(agreeing.range, s)} (${agreeing.entry.row.publisher})`,
      evidence: cited(bench, [agreeing], s),
      ...beside(s, range, [agreeing]),
    };
  }
  const days = quotes.filter((q) => q.length === 'day');
  if (days.length > 0) {
    const hull = days.map((q) => q.range).reduce(union);
    const wide = { lo: hull.lo * (1 - WITHIN_MONTH), hi: hull.hi * (1 + WITHIN_MONTH) };
    if (overlaps(wide, range)) {
      return {
        verdict: 'holds',
        expected: `${sayRange(hull, s)}, the days of ${sayPeriod(span)} on record`,
        found: own(s),
        how: `${own(s)} lies within ${days.length} quotations of that time`,
        evidence: cited(bench, days, s),
        ...beside(s, range, days),
      };
    }
  }
  const [shown] = same;
  if (!shown) return undefined;
  // A year's mean says little about a peak in it.
  const comparableSize = gap(range, shown.range) <= OTHER_GOODS * middle(shown.range) && monthsIn(span) <= 3;
  const power = slippedBy(range, shown.range);
  return {
    verdict: power !== undefined ? 'fails' : comparableSize ? 'conflicts' : 'undecided',
    expected: `${sayRange(shown.range, s)} in ${sayPeriod(span)}`,
    found: own(s),
    how: `${own(s)} against ${sayRange(shown.range, s)} (${shown.entry.row.publisher}): ${offBy(range, shown.range)}${power === undefined ? '' : ', a slipped decimal point or multiplier'}`,
    evidence: cited(bench, [shown], s),
    ...beside(s, range, [shown]),
  };
};

const firstDay15 = (s: Stated): string =>
  `${Math.floor(s.span!.from / 12)}-${String((s.span!.from % 12) + 1).padStart(2, '0')}-15`;

/** Judges one stated price. Always answers where it is a price per mass. */
export const checkPrice = (bench: Bench, s: Stated): Finding | undefined => {
  if (!s.facts.subject || s.facts.low === undefined || !perKilogram(s.facts.unit)) return undefined;
  const day = dayOf(bench, s);
  const byDay = day ? compareDay(bench, s, day) : undefined;
  if (byDay && byDay.verdict !== 'undecided') return byDay;
  const found = (s.span && !s.span.day ? compareMonth(bench, s) : undefined) ?? byDay;
  if (found) return found;
  const when = day
    ? `within ${NEAR} days of ${sayDay(day)}`
    : s.span
      ? `of ${sayPeriod(s.span)}`
      : 'of that day';
  const last = day
    ? forms(s.facts.subject)
        .flatMap((subject) => quotesOf(bench, subject, day))
        .filter((q) => q.days <= 0 && q.terms.currency === perKilogram(s.facts.unit)!.currency)
        .sort(nearestFirst)[0]
    : undefined;
  return {
    verdict: 'undecided',
    expected: `a quotation of ${s.facts.subject} ${when}`,
    found: `${own(s)}; none on record`,
    how: `${day || s.span ? '' : 'the page gives no day; '}a quotation of ${s.facts.subject} ${when} would decide it${last ? `; the last one before it is of ${sayWhen(last)}: ${sayRange(last.range, s)}` : ''}`,
    evidence: last ? cited(bench, [last], s) : [],
  };
};
