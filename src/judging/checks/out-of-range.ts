/** A price far from all that its material has ever cost: a decimal point, a multiplier or the mass of the unit has slipped. */
import { isOutOfPriceRange } from '../../reading/index.ts';
import type { Vocabulary } from '../../vocabulary/index.ts';
import { type Bench, cite } from '../bench.ts';
import { type Claim, spanOf } from '../claim.ts';
import { type Interval, middle, scale } from '../interval.ts';
import { sayPeriod } from '../period.ts';
import { perKilogram, type Quote, quotesOf } from '../quotes.ts';
import { sayInterval, sayNumber } from '../say.ts';
import { apart, nearest, type Sentence } from '../sentences.ts';
import { statedHere } from '../topic.ts';

/** Characters between a material and a price that is said of it. */
const REACH = 60;
/** Quotations of this many days around speak for the day. */
const DAYS = 45;

/** How far a price may lie from a quotation that is some power of ten away, as a share: prices move meanwhile. */
const MOVED = 0.4;

/** The power of ten that a ratio comes near to; nothing where it is none or one. */
const powerOfTen = (ratio: number): number | undefined => {
  const power = 10 ** Math.round(Math.log10(ratio));
  return power !== 1 && Math.abs(ratio / power - 1) <= MOVED ? power : undefined;
};

const nearestQuote = (bench: Bench, subject: string, currency: string, day: string): Quote | undefined =>
  (subject.includes('-') ? [subject] : [`${subject}-oxide`, `${subject}-metal`])
    .flatMap((form) => quotesOf(bench, form, day))
    .filter((q) => q.length === 'day' && q.terms.currency === currency && Math.abs(q.days) <= DAYS)
    .sort((a, b) => Math.abs(a.days) - Math.abs(b.days))[0];

const inSentence = (bench: Bench, s: Sentence, vocabulary: Vocabulary, day: string): readonly Claim[] =>
  s.quantities.flatMap((q): readonly Claim[] => {
    const unit = q.unit.replace(/^\$/, 'USD');
    const perKg = perKilogram(unit);
    if (q.kind !== 'price' || !perKg) return [];
    const at = spanOf(bench.marked, q);
    // A price that reading believed is judged as one.
    if (statedHere(bench, s).some((o) => o.start < at.end && at.start < o.end)) return [];
    const subject = nearest(q, s.passage.materials, REACH)?.code;
    const rivals = s.passage.materials.filter((m) => m.code !== subject && apart(q, m) <= REACH);
    if (!subject || rivals.length > 0) return [];
    // Beside a price that was believed it is an amount of change: "310 to 312, down 2.5".
    if (statedHere(bench, s).some((o) => o.facts.kind === 'price' && o.facts.subject === subject)) return [];
    if (!isOutOfPriceRange({ subject, low: q.low, high: q.high, unit, period: day }, vocabulary)) return [];
    const quote = nearestQuote(bench, subject, perKg.currency, day);
    const own: Interval = scale({ lo: q.low, hi: q.high }, perKg.factor);
    const power = quote && powerOfTen(middle(own) / middle(quote.range));
    const inUnit = (i: Interval): string => sayInterval(scale(i, 1 / perKg.factor), unit, 2);
    return [
      {
        kind: 'value',
        ...at,
        verdict: power === undefined ? 'undecided' : 'fails',
        expected: quote
          ? `${inUnit(quote.range)} on ${sayPeriod(quote.entry.span!)}`
          : `a price that ${subject} has had`,
        found: inUnit(own),
        how: `far from every price that ${subject} has had${
          power === undefined
            ? '; a quotation near the day would decide it'
            : `; ${sayNumber(power > 1 ? power : 1 / power, 0)} times too ${power > 1 ? 'large' : 'small'} beside the quotation of ${sayPeriod(quote!.entry.span!)}: a decimal point, multiplier or unit has slipped`
        }`,
        evidence: quote ? [cite(bench, quote.entry)] : [],
      },
    ];
  });

/** Judges prices that reading did not believe because nothing like them has ever been paid for the material. */
export const checkOutOfRange = (bench: Bench, vocabulary: Vocabulary): readonly Claim[] => {
  const day = bench.published?.length === 10 ? bench.published : bench.asOf;
  return bench.marked.sentences.flatMap((s) => inSentence(bench, s, vocabulary, day));
};
