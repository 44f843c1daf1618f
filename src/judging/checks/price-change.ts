/** A stated change of a price: against its own amount, the page's earlier figure, and recorded quotations. */
import type { Bench, Finding, Stated, StatedChange } from '../bench.ts';
import { cite, citeStated } from '../bench.ts';
import { compared, comparison } from '../comparison.ts';
import { type Interval, middle, overlaps, percentChange, point, scale } from '../interval.ts';
import { BASIS_WORDS } from '../levels.ts';
import { formatPeriod, sayPeriod } from '../period.ts';
import { allowed } from '../printed.ts';
import { comparable, perKilogram, type Quote, quotesOf, termsOf } from '../quotes.ts';
import { sayAmount, sayChange, sayChangeInterval, sayInterval, sayNumber } from '../say.ts';
import { originOf } from '../sources.ts';
import { dayOf, forms } from './price.ts';

/** Days before the price's day in which its base may have been quoted. */
const BASE_WINDOW: Readonly<Record<string, readonly [number, number]>> = {
  dod: [1, 4],
  wow: [5, 9],
  mom: [25, 36],
  yoy: [358, 372],
};
/** A quoted range moves as one; ends that cross are no change. Wider than this (points) it says nothing. */
const TELLING = 3;

const sayOwn = ({ change, of }: StatedChange): string => {
  const basis = BASIS_WORDS[change.basis];
  if (change.value === undefined) return `${change.direction ?? 'changed'} ${basis}`;
  if (change.value === 0) return `unchanged ${basis}`;
  return change.unit === 'abs'
    ? `${change.value > 0 ? '+' : ''}${sayAmount(change.value, of.facts.unit)} ${basis}`
    : `${sayChange(change.value, 4)} ${basis}`;
};

const mid = (s: Stated): number | undefined =>
  s.facts.low === undefined ? undefined : (s.facts.low + (s.facts.high ?? s.facts.low)) / 2;

/** "down 13,000, 3.24%": amount and percentage must belong to one base. */
const againstAmount = (bench: Bench, c: StatedChange): Finding | undefined => {
  const level = mid(c.of);
  const { change, printed } = c;
  if (level === undefined || !printed || !change.value || change.unit === 'abs') return undefined;
  const amount = c.of.facts.change?.find(
    (o) => o.unit === 'abs' && o.basis === change.basis && o.value !== undefined,
  );
  if (!amount?.value || Math.sign(amount.value) !== Math.sign(change.value)) return undefined;
  const base = level - amount.value;
  if (base <= 0) return undefined;
  const pct = (100 * amount.value) / base;
  const own = allowed(printed);
  const spread = level * 0.001;
  const near: Interval = {
    lo: pct - (100 * spread) / base - printed.step,
    hi: pct + (100 * spread) / base + printed.step,
  };
  const how = `${sayNumber(amount.value)} / ${sayNumber(base)} = ${sayChange(pct, 3)}`;
  const drawn = comparison('pct', own, [compared(point(pct), 'derived', 'from the amount')]);
  if (overlaps(own, near)) {
    return {
      verdict: 'holds',
      expected: `${sayChangeInterval(own, 3)}, what “${sayOwn(c)}” allows`,
      found: sayChange(pct, 3),
      how,
      evidence: [citeStated(bench, c.of)],
      ...drawn,
    };
  }
  return {
    verdict: 'undecided',
    expected: `${sayChange(pct, 2)} from the amount`,
    found: sayOwn(c),
    how: `${how}: price, amount and percentage do not belong to one base; the earlier price would decide which is wrong`,
    evidence: [citeStated(bench, c.of)],
    ...drawn,
  };
};

/** The other price that the page gives for the material, as the base of the change. */
const againstEarlier = (bench: Bench, c: StatedChange): Finding | undefined => {
  const level = mid(c.of);
  if (level === undefined || !c.printed) return undefined;
  const own = allowed(c.printed);
  for (const other of bench.stated) {
    const base = mid(other);
    if (other.index === c.of.index || other.facts.kind !== 'price' || base === undefined) continue;
    if (other.facts.subject !== c.of.facts.subject || other.facts.unit !== c.of.facts.unit || base === level)
      continue;
    const found = c.change.unit === 'abs' ? point(level - base) : percentChange(point(level), point(base));
    if (!found || !overlaps(found, own)) continue;
    return {
      verdict: 'holds',
      expected: `what “${sayOwn(c)}” allows`,
      found: c.change.unit === 'abs' ? sayAmount(level - base, c.of.facts.unit) : sayChangeInterval(found, 3),
      how: `${sayNumber(level)} after ${sayNumber(base)}`,
      evidence: [citeStated(bench, c.of), citeStated(bench, other)],
      ...comparison(c.change.unit === 'abs' ? c.of.facts.unit : 'pct', own, [
        compared(found, 'derived', 'worked out'),
      ]),
    };
  }
  return undefined;
};

interface Pair {
  readonly now: Quote;
  readonly base: Quote;
  readonly pct: Interval;
}

/** Quotations of one voice on the day and a step before it; those of the nearest days first. */
const pairs = (bench: Bench, s: Stated, day: string, window: readonly [number, number]): readonly Pair[] => {
  const terms = termsOf({ ...s.facts, unit: s.facts.unit ?? 'CNY/t' });
  if (!terms || !s.facts.subject) return [];
  const daily = forms(s.facts.subject)
    .flatMap((subject) => quotesOf(bench, subject, day))
    .filter((q) => q.length === 'day' && comparable(q.terms, terms));
  const nows = daily.filter((q) => q.days <= 0 && q.days >= -2).sort((a, b) => b.days - a.days);
  return nows.flatMap((now) =>
    daily
      .filter((base) => {
        const step = now.days - base.days;
        const same =
          base.entry.facts.subject === now.entry.facts.subject &&
          originOf(base.entry.row) === originOf(now.entry.row);
        return same && step >= window[0] && step <= window[1];
      })
      .flatMap((base) => {
        const pct = percentChange(now.range, base.range);
        return pct ? [{ now, base, pct }] : [];
      }),
  );
};

const sayPair = (p: Pair): string =>
  `${p.now.entry.row.publisher}: ${formatPeriod(p.base.entry.span!)} ${sayInterval(p.base.range, `${p.base.terms.currency}/kg`, 2)}, ${formatPeriod(p.now.entry.span!)} ${sayInterval(p.now.range, `${p.now.terms.currency}/kg`, 2)} (${sayChange(100 * (middle(p.now.range) / middle(p.base.range) - 1), 2)})`;

const signOf = (p: Pair): 'up' | 'down' | 'flat' => {
  const move = middle(p.now.range) / middle(p.base.range) - 1;
  return Math.abs(move) < 0.0005 ? 'flat' : move > 0 ? 'up' : 'down';
};

const citePair = (bench: Bench, p: Pair) => [
  cite(bench, p.base.entry, sayQuote(p.base)),
  cite(bench, p.now.entry, sayQuote(p.now)),
];
const sayQuote = (q: Quote): string => sayInterval(q.range, `${q.terms.currency}/kg`, 2);

/** Rose, fell or stood still, against the days before and the month before where no base is named. */
const checkDirection = (bench: Bench, c: StatedChange, day: string): Finding | undefined => {
  const says = c.change.direction ?? (c.change.value === 0 ? 'flat' : undefined);
  if (!says) return undefined;
  const windows: readonly (readonly [string, readonly [number, number]])[] =
    c.change.basis === 'prev'
      ? [
          ['in the days before', [1, 5]],
          ['on the month', [25, 36]],
        ]
      : BASE_WINDOW[c.change.basis]
        ? [[BASIS_WORDS[c.change.basis]!, BASE_WINDOW[c.change.basis]!]]
        : [];
  const seen = windows.flatMap(([name, window]) => {
    const [pair] = [...pairs(bench, c.of, day, window)].sort(
      (a, b) => b.now.days - a.now.days || a.now.days - a.base.days - (b.now.days - b.base.days),
    );
    return pair ? [{ name, pair, sign: signOf(pair) }] : [];
  });
  if (seen.length === 0) return undefined;
  const found = seen
    .map(
      ({ name, pair, sign }) =>
        `${sign} ${name} (${sayPeriod(pair.base.entry.span!)} to ${sayPeriod(pair.now.entry.span!)})`,
    )
    .join(', ');
  const right = seen.filter(({ sign }) => sign === says);
  const contrary = seen.some(({ sign }) => sign !== says && (sign !== 'flat' || says === 'flat'));
  return {
    // Without a named base a daily quotation is meant of the day before.
    verdict:
      seen[0]!.sign === says || (right.length > 0 && !contrary)
        ? 'holds'
        : right.length > 0
          ? 'basis'
          : // Against which day is not said, and only one is known: another may well be meant.
            seen.length < windows.length
            ? 'undecided'
            : 'conflicts',
    expected: sayOwn(c),
    found,
    how: seen.map(({ pair }) => sayPair(pair)).join('; '),
    evidence: seen.flatMap(({ pair }) => citePair(bench, pair)),
  };
};

const againstRecord = (bench: Bench, c: StatedChange, day: string): Finding | undefined => {
  // Without a named base it holds on any.
  const bases = c.change.basis === 'prev' ? Object.keys(BASE_WINDOW) : [c.change.basis];
  const unit = perKilogram(c.of.facts.unit);
  if (!c.printed || c.change.value === undefined) return undefined;
  const own = allowed(c.printed);
  let miss: Finding | undefined;
  const all = bases.flatMap((basis) => {
    const window = BASE_WINDOW[basis];
    return window ? pairs(bench, c.of, day, window).map((p) => ({ p, basis })) : [];
  });
  for (const { p, basis } of all) {
    const found =
      c.change.unit === 'abs'
        ? unit &&
          scale(
            { lo: p.now.range.lo - p.base.range.lo, hi: p.now.range.hi - p.base.range.hi },
            1 / unit.factor,
          )
        : p.pct;
    if (!found) continue;
    const ordered = { lo: Math.min(found.lo, found.hi), hi: Math.max(found.lo, found.hi) };
    const answer = {
      expected: `what “${sayOwn(c)}” allows`,
      found:
        c.change.unit === 'abs' ? sayInterval(ordered, c.of.facts.unit, 1) : sayChangeInterval(ordered, 2),
      how: c.change.basis === 'prev' ? `${BASIS_WORDS[basis]}: ${sayPair(p)}` : sayPair(p),
      evidence: citePair(bench, p),
      ...comparison(c.change.unit === 'abs' ? c.of.facts.unit : 'pct', own, [
        compared(ordered, 'derived', p.now.entry.row.publisher),
      ]),
    };
    if (overlaps(ordered, own) && (c.change.unit === 'abs' || ordered.hi - ordered.lo <= TELLING))
      return { ...answer, verdict: 'holds' };
    if (overlaps(ordered, own)) continue;
    miss ??= { ...answer, verdict: c.change.basis === 'prev' ? 'undecided' : 'conflicts' };
  }
  return miss;
};

/** Judges one stated change of a price. Always answers. */
export const checkPriceChange = (bench: Bench, c: StatedChange): Finding => {
  const day = dayOf(bench, c.of);
  const found =
    againstAmount(bench, c) ??
    againstEarlier(bench, c) ??
    (day ? (checkDirection(bench, c, day) ?? againstRecord(bench, c, day)) : undefined);
  return (
    found ?? {
      verdict: 'undecided',
      expected: sayOwn(c),
      found: 'nothing to hold it against',
      how: `quotations of ${c.of.facts.subject ?? 'the material'} by one source on both days would decide it; the record does not hold both`,
      evidence: [],
    }
  );
};
