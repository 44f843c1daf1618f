/** What a change that is not the expected one may be instead: one on another basis, of another line, of another figure. */
import { type ChangeBasis, originalSpan } from '../../reading/index.ts';
import { type Bench, cite, type Finding, type Stated, type StatedChange, sayWhat } from '../bench.ts';
import { type Interval, overlaps } from '../interval.ts';
import { BASIS_WORDS, directLevels } from '../levels.ts';
import { monthsIn, sameSpan, shift } from '../period.ts';
import { allowed } from '../printed.ts';
import { sayChangeInterval } from '../say.ts';
import { nearest, sentenceAt, wordsOf } from '../sentences.ts';
import { digitsIn, onOtherBasis } from './other-basis.ts';
import {
  citeCampChange,
  confirms,
  evidenceOf,
  fromBoth,
  fromRecord,
  sayArithmetic,
  sayOwn,
  statedByOthers,
} from './recompute.ts';

const OTHER_BASES: Readonly<Record<string, readonly ChangeBasis[]>> = {
  mom: ['yoy'],
  yoy: ['mom', 'qoq'],
  qoq: ['yoy', 'mom'],
};

/** Whether what stands nearest to the change names this basis: a word, or the year that it leads to. */
const namesBasis = (bench: Bench, c: StatedChange, basis: ChangeBasis): boolean => {
  const s = sentenceAt(bench.marked, c.start);
  const year = c.of.span && Math.floor(c.of.span.from / 12) - 1;
  if (!s) return false;
  const named = [
    ...wordsOf(s, 'basis').map((w) => ({ start: w.start, end: w.end, basis: w.meaning.value })),
    ...s.dates.filter((d) => d.year === year).map((d) => ({ start: d.start, end: d.end, basis: 'yoy' })),
  ].map((each) => ({ ...originalSpan(bench.marked.normal, each.start, each.end), basis: each.basis }));
  return nearest({ start: c.start, end: c.end }, named, BASIS_REACH)?.basis === basis;
};

const BASIS_REACH = 44;

/** The same figure on another basis: a month-on-month change called year on year. */
export const swapped = (
  bench: Bench,
  c: StatedChange,
  own: Interval,
  digits: number,
): Finding | undefined => {
  if (digitsIn(c.change.value ?? 0) < digits) return undefined;
  for (const basis of OTHER_BASES[c.change.basis] ?? []) {
    const r = fromRecord(bench, c.of, basis) ?? fromBoth(bench, c.of, basis);
    const by = statedByOthers(bench, c.of, basis).find((camp) => confirms(camp, own));
    const fits = r !== undefined && overlaps(r.pct, own);
    if (!by && !fits) continue;
    const how = fits
      ? sayArithmetic(r, c.of)
      : `stated elsewhere ${BASIS_WORDS[basis]}: ${sayChangeInterval(by!.level)}`;
    const evidence = [...(r ? evidenceOf(r) : []), ...(by ? citeCampChange(bench, by, basis) : [])];
    // The sentence names the other basis: it was read with the wrong one.
    const misread = namesBasis(bench, c, basis);
    return {
      verdict: misread ? 'holds' : 'basis',
      expected: sayOwn(c),
      found: `that change, ${misread ? '' : 'but '}${BASIS_WORDS[basis]}`,
      how,
      evidence,
    };
  }
  return undefined;
};

/** Where the figure itself is that of another customs line, its changes are that line's too. */
export const ofOtherLine = (
  bench: Bench,
  c: StatedChange,
  own: Interval | undefined,
): Finding | undefined => {
  const { of, change } = c;
  const [direct] = of.key && of.span ? directLevels(bench, of.key, of.span) : [];
  if (!direct || !of.level || overlaps(direct.level, of.level)) return undefined;
  const line = onOtherBasis(bench, of);
  if (!line?.entry.key) return undefined;
  const there: Stated = { ...of, key: line.entry.key };
  const r = fromRecord(bench, there, change.basis);
  const stated = own && statedByOthers(bench, there, change.basis).find((camp) => overlaps(camp.level, own));
  const fits = r && own && overlaps(r.pct, own);
  return {
    verdict: 'basis',
    expected: `the change of ${sayWhat(of.facts, of.span)}`,
    found: `${sayOwn(c)}, the change of a figure of ${line.differs}`,
    how: fits
      ? `${line.entry.facts.subject}: ${sayArithmetic(r, there)}`
      : stated
        ? `${sayWhat(line.entry.facts, of.span)} changed by ${sayChangeInterval(stated.level)}`
        : `the figure that it belongs to is ${sayWhat(line.entry.facts, line.entry.span)}`,
    evidence: [
      cite(bench, line.entry),
      ...(r ? evidenceOf(r) : []),
      ...(stated ? citeCampChange(bench, stated, change.basis) : []),
    ],
  };
};

/**
 * Another figure that the change is right for: of the month before or after, where its sentence names no month, or of
 * another series that the page speaks of. Reading may then have taken the one for the other.
 */
export const rightForAnother = (bench: Bench, c: StatedChange): string | undefined => {
  const { of, change, printed } = c;
  if (!printed || !of.span || (change.unit ?? 'pct') !== 'pct') return undefined;
  const own = allowed(printed);
  const fits = (other: Stated): boolean => {
    const r = fromRecord(bench, other, change.basis);
    return (
      (r !== undefined && overlaps(r.pct, own)) ||
      statedByOthers(bench, other, change.basis).some((camp) => overlaps(camp.level, own))
    );
  };
  const isDated = sentenceAt(bench.marked, c.start)?.dates.some((d) => d.month !== undefined);
  const months =
    monthsIn(of.span) === 1 && !isDated ? [-1, 1].map((n) => ({ ...of, span: shift(of.span!, n) })) : [];
  // A change with a level of its own in the sentence is that level's.
  const isLoose = !of.level || sentenceAt(bench.marked, c.start) !== sentenceAt(bench.marked, of.start);
  const series = isLoose ? bench.stated.filter((o) => o.key && o.span && o.key !== of.key) : [];
  // "5,774 tons, down from 6,146 tons in August, when they had risen 10.2%"
  const home = sentenceAt(bench.marked, c.start);
  const beside = home
    ? bench
        .statedInSentence(home.index)
        .filter((o) => o.key === of.key && o.span && !sameSpan(o.span, of.span!))
    : [];
  const other = [...months, ...series, ...beside].find(fits);
  return other && sayWhat(other.facts, other.span);
};
