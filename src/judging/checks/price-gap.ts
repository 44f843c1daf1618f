/** "Dysprosium in Europe costs three times what it does in China": prices outside China as a multiple of those inside. */
import { convertPrice } from '../../vocabulary/index.ts';
import { type Bench, cite } from '../bench.ts';
import { type Claim, spanOf } from '../claim.ts';
import { compared, comparison } from '../comparison.ts';
import { divide, gap, type Interval, overlaps, scale, union } from '../interval.ts';
import { daysBetween, firstDay, lastDay, parsePeriod, type Span, sayPeriod } from '../period.ts';
import { allowed, printedAs, printedPlain } from '../printed.ts';
import { perKilogram, type Quote, quotesOf } from '../quotes.ts';
import { sayInterval } from '../say.ts';
import { cuesOf, nearest, qualifierAt, type Sentence, wordsOf } from '../sentences.ts';
import { spanOfDate } from './date.ts';
import { forms } from './price.ts';

/** Quotations this many days around the time spoken of speak for it; inside and outside at most so many apart. */
const AROUND = 21;
const APART = 7;
/** Characters between the material and the multiple. */
const REACH = 120;
/** The rates of a month, and who assesses, leave this much room, as a share of the multiple. */
const ROOM = 0.1;
/** Beyond this share quotations of other days can no longer explain a multiple. */
const WILD = 0.5;

/** Whether a sentence sets a place, or all places, outside China against China. */
const isOutsideAgainstInside = (s: Sentence): boolean => {
  const places = wordsOf(s, 'place', 'region').map((w) => w.meaning.value);
  const isElsewhere = places.some((p) => p !== 'CN' && p !== 'WORLD');
  return places.includes('CN') && (isElsewhere || cuesOf(s, 'outside').length > 0);
};

const timeOf = (bench: Bench, s: Sentence): Span | undefined => {
  const published = parsePeriod(bench.published);
  for (const date of s.dates) {
    const year = date.year ?? (published && Math.floor(published.to / 12));
    const span = year === undefined ? undefined : spanOfDate({ ...date, year });
    if (span && date.grain !== 'year') return span;
  }
  return published;
};

interface Gap {
  readonly ratio: Interval;
  readonly outside: Quote;
  readonly inside: Quote;
  readonly tax: 'excluded' | 'included';
}

const dayOf = (q: Quote): string => q.entry.span!.day!;

/** Every pair of quotations of about the same day, outside over inside, without and with Chinese tax. */
const gapsOf = (bench: Bench, subject: string, span: Span): readonly Gap[] => {
  const { money } = bench;
  if (!money) return [];
  const isNear = (q: Quote): boolean =>
    q.length === 'day' &&
    daysBetween(dayOf(q), firstDay(span)) <= AROUND &&
    daysBetween(lastDay(span), dayOf(q)) <= AROUND;
  const quotes = quotesOf(bench, subject, firstDay(span)).filter(
    (q) => isNear(q) && q.terms.type === 'market',
  );
  const inside = quotes.filter((q) => q.terms.market === 'inside' && q.terms.tax === 'included');
  return quotes
    .filter((q) => q.terms.market === 'outside' && q.entry.facts.place !== 'CN')
    .flatMap((outside) => {
      const [best] = inside
        .filter((q) => Math.abs(daysBetween(dayOf(q), dayOf(outside))) <= APART)
        .sort(
          (a, b) =>
            Math.abs(daysBetween(dayOf(a), dayOf(outside))) - Math.abs(daysBetween(dayOf(b), dayOf(outside))),
        );
      if (!best) return [];
      return (['excluded', 'included'] as const).flatMap((tax): readonly Gap[] => {
        const { low, high, unit } = best.entry.facts;
        const period = dayOf(best);
        const [from, till] = [low!, high ?? low!].map((value) =>
          convertPrice(
            { value, unit: unit!, period, place: 'CN', vat: 'included' },
            { unit: `${outside.terms.currency}/kg`, vat: tax },
            money,
          ),
        );
        const ratio = from?.ok && till?.ok && divide(outside.range, { lo: from.value, hi: till.value });
        return ratio ? [{ ratio, outside, inside: best, tax }] : [];
      });
    });
};

const hullOf = (gaps: readonly Gap[]): Interval | undefined =>
  gaps.length === 0 ? undefined : gaps.map((g) => g.ratio).reduce(union);

const say = (i: Interval): string => `${sayInterval(i, undefined, 2)} times`;

const sayQuote = (q: Quote): string =>
  `${sayInterval(scale(q.range, 1 / perKilogram(q.entry.facts.unit)!.factor), q.entry.facts.unit, 0)} on ${sayPeriod(q.entry.span!)}`;

const inSentence = (bench: Bench, s: Sentence): readonly Claim[] => {
  const speaksOfPrice = wordsOf(s, 'price').length > 0 || s.quantities.some((q) => q.kind === 'price');
  if (!speaksOfPrice || !isOutsideAgainstInside(s)) return [];
  const { text } = bench.marked.normal;
  const figure = s.quantities.find((q) => q.kind === 'times' && q.low === q.high && q.low > 1);
  const verb = wordsOf(s, 'multiple').find((w) => Number(w.meaning.value) > 1);
  const q = figure ?? verb;
  const material = q && nearest(q, s.passage.materials, REACH)?.code;
  const span = timeOf(bench, s);
  if (!q || !material || !span) return [];
  const at = spanOf(bench.marked, q);
  const value = figure ? figure.low : Number(verb!.meaning.value);
  const written =
    (figure && printedAs(value, text.slice(figure.numberStart, figure.numberEnd))) ?? printedPlain(value);
  const qualifier = qualifierAt(bench.marked, at) ?? (figure ? undefined : ('about' as const));
  const printed = qualifier ? { ...written, qualifier } : written;
  const gaps = forms(material).flatMap((subject) => gapsOf(bench, subject, span));
  const [plain, taxed] = (['excluded', 'included'] as const).map((tax) =>
    hullOf(gaps.filter((g) => g.tax === tax)),
  );
  const own = allowed(printed);
  const answer = {
    kind: 'multiple',
    ...at,
    expected: say(own),
    ...(plain ? comparison('x', own, [compared(plain, 'derived', 'outside over inside, without tax')]) : {}),
  };
  if (!plain || !taxed) {
    return [
      {
        ...answer,
        verdict: 'undecided',
        found: 'no two quotations to set against each other',
        how: `quotations of ${material} inside and outside China within ${APART} days of each other, near ${sayPeriod(span)}, would decide it`,
        evidence: [],
      },
    ];
  }
  const wide = (i: Interval): Interval => ({ lo: i.lo * (1 - ROOM), hi: i.hi * (1 + ROOM) });
  const shown = gaps.filter((g) => g.tax === 'excluded').slice(0, 4);
  const isHeld = overlaps(wide(plain), own);
  const isTaxed = !isHeld && overlaps(wide(taxed), own);
  const isWild = gap(union(plain, taxed), own) > WILD * value;
  return [
    {
      ...answer,
      verdict: isHeld ? 'holds' : isTaxed ? 'basis' : isWild ? 'fails' : 'undecided',
      found: `${say(plain)}${isTaxed ? ` without the Chinese value added tax, ${say(taxed)} with it` : ''}`,
      how: `${shown.map((g) => `${sayQuote(g.outside)} over ${sayQuote(g.inside)} less tax = ${say(g.ratio)}`).join('; ')}`,
      evidence: [...new Set(shown.flatMap((g) => [g.outside.entry, g.inside.entry]))].map((e) =>
        cite(bench, e),
      ),
    },
  ];
};

/** Judges how many times as much a material is said to cost outside China as inside. */
export const checkPriceGaps = (bench: Bench): readonly Claim[] =>
  bench.marked.sentences.flatMap((s) => inSentence(bench, s));
