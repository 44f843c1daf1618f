/** "CNY 568 a kilogram ($70.5)", "19亿元（约合2.7亿美元）": one figure given again in another currency, at the rate of its day. */
import { type Conversion, convertPrice, exchange } from '../../vocabulary/index.ts';
import { type Bench, citeStated, type Stated } from '../bench.ts';
import { type Claim, spanOf } from '../claim.ts';
import { compared, comparison } from '../comparison.ts';
import { around, gap, overlaps, point } from '../interval.ts';
import { allowed, printedAs } from '../printed.ts';
import { sayAmount, sayInterval } from '../say.ts';
import { cuesOf, type Sentence, wordsOf } from '../sentences.ts';
import { statedHere } from '../topic.ts';

type Quantity = Sentence['quantities'][number];

/** Characters between a figure and its conversion. */
const REACH = 24;
/** The rate that a writer took lies within so much of the one on record. */
const RATE_ROOM = 0.025;
/** Beyond so much no rate, and no tax left in or out, explains the difference. */
const BEYOND_RATES = 0.2;

/** What stands between a figure and the same in another currency: an opening bracket, or a word such as "equal to". */
const isJoined = (s: Sentence, from: number, to: number): boolean => {
  const between = s.low.slice(from - s.passage.start, to - s.passage.start);
  return /^\s{0,2}[([（]/.test(between) || cuesOf(s, 'equals').some((c) => c.start >= from && c.end <= to);
};

/** The unit of the conversion: a sum of money beside a price is per the same mass. */
const unitOf = (q: Quantity, of: Quantity): string => {
  const unit = q.unit.replace(/^\$/, 'USD');
  return q.kind === 'money' && of.kind === 'price' ? `${unit}/${of.mass}` : unit;
};

interface Reading {
  readonly conversion: Conversion;
  readonly note: string;
}

/** The first figure in the other currency: as it stands, and for Chinese prices with their tax taken out. */
const readings = (bench: Bench, stated: Stated, unit: string): readonly Reading[] => {
  const { money } = bench;
  const { facts } = stated;
  const period = facts.period ?? bench.published;
  if (!money || !period || !facts.unit) return [];
  if (facts.kind !== 'price') {
    return facts.value === undefined
      ? []
      : [{ conversion: exchange(facts.value, facts.unit, unit, period, money), note: '' }];
  }
  const price = { value: facts.low!, unit: facts.unit, period, place: 'CN' };
  const plain = { conversion: convertPrice(price, { unit }, money), note: '' };
  if (!facts.unit.startsWith('CNY')) return [plain];
  const untaxed = convertPrice({ ...price, vat: 'included' }, { unit, vat: 'excluded' }, money);
  return [plain, { conversion: untaxed, note: 'with the value added tax taken out' }];
};

const judgePair = (
  bench: Bench,
  s: Sentence,
  stated: Stated,
  q: Quantity,
  unit: string,
): readonly Claim[] => {
  const printed = printedAs(q.low, bench.marked.normal.text.slice(q.start, q.end));
  const found = readings(bench, stated, unit).flatMap(({ conversion, note }) =>
    conversion.ok ? [{ ...conversion, note }] : [],
  );
  const [plain] = found;
  if (!plain || !printed) return [];
  const own = allowed(printed);
  const fits = found.find((each) => overlaps(around(each.value, RATE_ROOM * each.value), own));
  const isFar = found.every((each) => gap(around(each.value, 0), own) > BEYOND_RATES * each.value);
  const saysUntaxed = wordsOf(s, 'vat').some((w) => w.meaning.value === 'excluded');
  const isTaxed = fits === plain && found.length > 1;
  const verdict = fits ? (saysUntaxed && isTaxed ? 'basis' : 'holds') : isFar ? 'fails' : 'undecided';
  const shown = fits ?? plain;
  const others = found.map((each) => `${sayAmount(each.value, unit)}${each.note ? ` ${each.note}` : ''}`);
  return [
    {
      kind: 'conversion',
      ...spanOf(bench.marked, q),
      verdict,
      expected: others.join(', or '),
      found: sayInterval(own, unit),
      how: `${shown.steps.map((step) => step.text).join('; ')}${verdict === 'basis' ? ': with tax, though the text says without' : shown.note ? `: ${shown.note}` : ''}`,
      evidence: [citeStated(bench, stated)],
      ...comparison(
        unit,
        own,
        found.map((each) => compared(point(each.value), 'derived', each.note || 'converted')),
      ),
    },
  ];
};

/** Judges figures that a sentence gives a second time in another currency. */
export const checkConversions = (bench: Bench): readonly Claim[] =>
  bench.marked.sentences.flatMap((s) =>
    statedHere(bench, s).flatMap((stated): readonly Claim[] => {
      const own = s.quantities.find((q) => {
        const place = spanOf(bench.marked, q);
        return place.start <= stated.start && stated.end <= place.end;
      });
      if (!own || own.low !== own.high) return [];
      const next = s.quantities.find(
        (q) =>
          q.start >= own.end &&
          q.start - own.end <= REACH &&
          q.low === q.high &&
          (q.kind === 'money' || (q.kind === 'price' && own.kind === 'price')),
      );
      if (!next || !isJoined(s, own.end, next.start)) return [];
      const unit = unitOf(next, own);
      if (unit === stated.facts.unit) return [];
      const place = spanOf(bench.marked, next);
      // What reading has taken as a figure of its own is judged as that.
      if (statedHere(bench, s).some((o) => o.start >= place.start && o.end <= place.end)) return [];
      return judgePair(bench, s, stated, next, unit);
    }),
  );
