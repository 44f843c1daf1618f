/** A stated change, worked out again from the two levels and held against changes that others stated. */
import { type Bench, cite, type Finding, type Stated, type StatedChange, sayWhat } from '../bench.ts';
import { type Compared, compared, comparison } from '../comparison.ts';
import { gap, type Interval, negate, overlaps, percentChange } from '../interval.ts';
import { BASIS_WORDS, type Camp, directLevels, recordedLevel } from '../levels.ts';
import { baseSpan, sayPeriod, shift } from '../period.ts';
import { allowed, arguable, type Printed } from '../printed.ts';
import type { Entry } from '../record.ts';
import { sayChangeInterval } from '../say.ts';
import { sentenceAt, wordsOf } from '../sentences.ts';
import { SOLID } from '../sources.ts';
import type { Evidence } from '../verdict.ts';
import { checkAmount, checkDirection } from './change-amount.ts';
import { ofOtherLine, rightForAnother, swapped } from './change-basis.ts';
import { otherwiseRead } from './doubt.ts';
import { namedBasis } from './named-base.ts';
import {
  COMPARABLE,
  citeCampChange,
  confirms,
  evidenceOf,
  fromBoth,
  fromPage,
  fromRecord,
  type Recomputed,
  sayArithmetic,
  sayOwn,
  statedByOthers,
} from './recompute.ts';

const workedOut = (r: Recomputed): Compared => compared(r.pct, 'derived', 'worked out');

const stated = ({ level, origins }: Camp): Compared =>
  compared(level, 'observed', origins.slice(0, 2).join(', '));

const holds = (c: StatedChange, own: Interval, r: Recomputed, note = ''): Finding => ({
  verdict: 'holds',
  expected: `${sayChangeInterval(own, 3)}, what “${sayOwn(c)}” allows`,
  found: sayChangeInterval(r.pct, 3),
  how: `${sayArithmetic(r, c.of)}${note}`,
  evidence: evidenceOf(r),
  ...comparison('pct', own, [workedOut(r)]),
});

/** A note where the size is right and the sign is not. */
const turned = (c: StatedChange, r: Recomputed, own: Interval): string => {
  if (overlaps(negate(own), r.pct) && c.change.value !== 0) {
    return `; the size is right, the direction is not: it ${c.change.value! > 0 ? 'fell' : 'rose'}`;
  }
  return '';
};

/** Beyond the rounding by no more than one unit of the last digit: a revised base would explain it. */
const nearMiss = (own: Interval, found: Interval, printed: Printed): boolean =>
  gap(own, found) <= printed.step;

/** A change without a named basis holds if it is right on any. */
const checkUnnamed = (bench: Bench, c: StatedChange, own: Interval): Finding | undefined => {
  for (const basis of COMPARABLE) {
    const r = fromPage(bench, c.of, basis) ?? fromRecord(bench, c.of, basis) ?? fromBoth(bench, c.of, basis);
    if (r && overlaps(r.pct, own))
      return holds(c, own, r, `; the text names no base, ${BASIS_WORDS[basis]} fits`);
    const by = statedByOthers(bench, c.of, basis).find((camp) => confirms(camp, own));
    if (by) {
      return {
        verdict: 'holds',
        expected: `${sayChangeInterval(own, 3)}, what “${sayOwn(c)}” allows`,
        found: `${sayChangeInterval(by.level)} ${BASIS_WORDS[basis]}`,
        how: `the text names no base; ${by.origins.join(', ')} state it ${BASIS_WORDS[basis]}`,
        evidence: citeCampChange(bench, by, basis),
        ...comparison('pct', own, [stated(by)]),
      };
    }
  }
  return undefined;
};

/** Both levels stand in the sentence of the change, so that they are surely what it compares. */
const inOneSentence = ({ marked }: Bench, r: Recomputed, at: number): boolean => {
  const home = sentenceAt(marked, at);
  return [r.now, r.base].every((l) => {
    const start = l.evidence[0]?.start;
    return start !== undefined && sentenceAt(marked, start) === home;
  });
};

/** Months looked back for another base. */
const LOOK_BACK = 24;

/**
 * Right on no base that a change without a named one can have, though the record holds them all: the month before and the
 * same months of the year before. It may still be right for another month, which is then told.
 */
const missedAll = (bench: Bench, c: StatedChange, own: Interval, wide: Interval): Finding | undefined => {
  const { of, printed } = c;
  if (!of.span || !printed || !of.key) return undefined;
  const bases = COMPARABLE.filter((basis) => baseSpan(of.span!, basis));
  const known = bases.flatMap((basis) => {
    const r = fromRecord(bench, of, basis);
    const solid = r && Math.min(r.now.weight, r.base.weight) >= SOLID;
    return r && solid && !overlaps(r.pct, wide) && !nearMiss(own, r.pct, printed) ? [{ basis, r }] : [];
  });
  if (known.length === 0) return undefined;
  const now = known[0]!.r.now;
  const fitting = Array.from({ length: LOOK_BACK }, (_, i) => shift(of.span!, -1 - i)).find((span) => {
    const base = recordedLevel(bench, of.key!, span, { noChanges: true });
    const pct = base && base.interval.lo > 0 && percentChange(now.interval, base.interval);
    return pct && overlaps(pct, own);
  });
  const how = known.map(({ basis, r }) => `${BASIS_WORDS[basis]}: ${sayArithmetic(r, of)}`).join('; ');
  // A change without a level, or of one that is not the recorded one, may be of something else.
  const isKnown = of.level !== undefined && overlaps(of.level, now.interval);
  const all = known.length === bases.length && !fitting && isKnown;
  return {
    verdict: all ? 'fails' : 'undecided',
    expected: known
      .map(({ basis, r }) => `${sayChangeInterval(r.pct, 2)} ${BASIS_WORDS[basis]}`)
      .join(' or '),
    found: sayOwn(c),
    how: fitting
      ? `${how}; it would be right against ${sayPeriod(fitting)}: the base that is meant would decide it`
      : all
        ? `${how}; the text names no base, and it is right on none`
        : `${how}; the text names no base, and what is compared is not sure enough to rule out another`,
    evidence: known.flatMap(({ r }) => evidenceOf(r)),
    ...comparison(
      'pct',
      own,
      known.map(({ basis, r }) => compared(r.pct, 'derived', BASIS_WORDS[basis]!)),
    ),
  };
};

/** Everything that speaks for or against a stated percentage. */
interface Witnesses {
  readonly own: Interval;
  /** What a fair reader could still take it to mean. */
  readonly wide: Interval;
  readonly record: Recomputed | undefined;
  readonly page: Recomputed | undefined;
  readonly mixed: Recomputed | undefined;
  /** Changes that others state: those that confirm it, and those that contradict it. */
  readonly agreeing: readonly Camp[];
  readonly opposing: readonly Camp[];
  readonly backed: number;
  readonly opposed: number;
}

const hear = (bench: Bench, { of, change }: StatedChange, printed: Printed): Witnesses => {
  const own = allowed(printed);
  const wide = arguable(printed);
  const others = statedByOthers(bench, of, change.basis);
  const agreeing = others.filter((camp) => confirms(camp, own));
  const opposing = others.filter((camp) => !overlaps(camp.level, wide));
  return {
    own,
    wide,
    record: fromRecord(bench, of, change.basis),
    page: fromPage(bench, of, change.basis),
    mixed: fromBoth(bench, of, change.basis),
    agreeing,
    opposing,
    backed: agreeing.reduce((sum, camp) => sum + camp.weight, 0),
    opposed: opposing[0]?.weight ?? 0,
  };
};

const statedAlike = (
  bench: Bench,
  c: StatedChange,
  { own, record, agreeing }: Witnesses,
): Finding | undefined => {
  const [best] = agreeing;
  if (!best) return undefined;
  const revised = record
    ? `; from the recorded levels it would be ${sayChangeInterval(record.pct, 2)}: the base may have been revised`
    : '';
  return {
    verdict: 'holds',
    expected: `${sayChangeInterval(own, 3)}, what “${sayOwn(c)}” allows`,
    found: `${sayChangeInterval(best.level)}, stated by ${best.origins.slice(0, 3).join(', ')}`,
    how: `stated alike elsewhere${revised}`,
    evidence: citeCampChange(bench, best, c.change.basis),
  };
};

/** The recorded levels give another change. */
const againstRecord = (
  bench: Bench,
  c: StatedChange,
  printed: Printed,
  w: Witnesses,
  record: Recomputed,
): Finding => {
  const { own, wide, page, opposing, opposed, backed } = w;
  const solid = Math.min(record.now.weight, record.base.weight) >= SOLID;
  const [other] = opposing;
  const others = other ? `; ${other.origins.slice(0, 2).join(', ')}: ${sayChangeInterval(other.level)}` : '';
  const finding = {
    expected: `${sayChangeInterval(record.pct, 2)} from the record${others}`,
    found: sayOwn(c),
    how: `${sayArithmetic(record, c.of)}${turned(c, record, own)}`,
    evidence: [...evidenceOf(record), ...(other ? citeCampChange(bench, other, c.change.basis) : [])],
  };
  const close = nearMiss(own, record.pct, printed);
  const alike = statedAlike(bench, c, w);
  if (alike && backed >= SOLID && opposed <= backed)
    return close || opposed === 0 ? alike : { ...finding, verdict: 'conflicts' };
  if (alike && backed > opposed && !solid) return alike;
  const basis = swapped(bench, c, own, 2) ?? ofOtherLine(bench, c, own);
  if (basis) return basis;
  if (overlaps(record.pct, wide)) return { ...finding, verdict: 'undecided' };
  if (close && opposed < SOLID) {
    const how = `${finding.how}; off by the last digit, which a revised base would explain`;
    return { ...finding, verdict: 'undecided', how };
  }
  if (page && overlaps(page.pct, own)) {
    return {
      ...finding,
      verdict: solid ? 'fails' : 'conflicts',
      how: `${finding.how}; it follows from the page's own two figures, but those are not the recorded ones (${sayArithmetic(page, c.of)})`,
      evidence: [...finding.evidence, ...evidenceOf(page)],
    };
  }
  return { ...finding, verdict: solid || opposed >= SOLID ? 'fails' : 'conflicts' };
};

/** The record holds not both levels; others state another change. */
const againstOthers = (
  bench: Bench,
  c: StatedChange,
  printed: Printed,
  { own, opposed }: Witnesses,
  other: Camp,
): Finding => ({
  verdict: opposed >= SOLID && gap(own, other.level) > printed.step ? 'fails' : 'conflicts',
  expected: `${sayChangeInterval(other.level)} (${other.origins.slice(0, 3).join(', ')})`,
  found: sayOwn(c),
  how: `others state ${sayChangeInterval(other.level)} for ${sayWhat(c.of.facts, c.of.span)} ${BASIS_WORDS[c.change.basis]}`,
  evidence: citeCampChange(bench, other, c.change.basis),
});

/** Nobody states it; the page's own figures give another change. */
const againstPage = (
  bench: Bench,
  c: StatedChange,
  printed: Printed,
  { own, wide, page, mixed }: Witnesses,
): Finding | undefined => {
  const given = page ?? (mixed && !mixed.base.usesChange ? mixed : undefined);
  if (!given || overlaps(given.pct, wide)) return undefined;
  const sure =
    page !== undefined && inOneSentence(bench, page, c.start) && gap(own, given.pct) > printed.step;
  return {
    verdict: sure ? 'fails' : 'undecided',
    expected: `${sayChangeInterval(given.pct, 2)} from the two figures`,
    found: sayOwn(c),
    how: `${sayArithmetic(given, c.of)}${turned(c, given, own)}`,
    evidence: evidenceOf(given),
  };
};

/** Everything that was heard, for a finding that does not itself say what it compared. */
const asHeard = ({ own, record, page, mixed, agreeing, opposing }: Witnesses) => {
  const given = record ?? page ?? mixed;
  return comparison('pct', own, [
    ...(given ? [workedOut(given)] : []),
    ...[...agreeing.slice(0, 1), ...opposing.slice(0, 2)].map(stated),
  ]);
};

const checkPercent = (bench: Bench, c: StatedChange): Finding | undefined => {
  const { printed } = c;
  if (!printed) return undefined;
  const w = hear(bench, c, printed);
  const found = weigh(bench, c, printed, w);
  return found && { ...(c.change.basis === 'prev' ? {} : asHeard(w)), ...found };
};

const weigh = (bench: Bench, c: StatedChange, printed: Printed, w: Witnesses): Finding | undefined => {
  const { own, record, page, mixed, opposing, backed, opposed } = w;
  if (c.change.basis === 'prev')
    return checkUnnamed(bench, c, own) ?? ofOtherLine(bench, c, own) ?? missedAll(bench, c, own, w.wide);
  if (record)
    return overlaps(record.pct, own) ? holds(c, own, record) : againstRecord(bench, c, printed, w, record);
  const alike = backed >= opposed ? statedAlike(bench, c, w) : undefined;
  if (alike) return alike;
  const given = opposed === 0 ? [page, mixed].find((r) => r && overlaps(r.pct, own)) : undefined;
  if (given) return holds(c, own, given);
  const basis = swapped(bench, c, own, opposing[0] ? 2 : 3) ?? ofOtherLine(bench, c, own);
  if (basis) return basis;
  return opposing[0] ? againstOthers(bench, c, printed, w, opposing[0]) : againstPage(bench, c, printed, w);
};

/** What the change should be measured against, for saying what is missing. */
const missing = (c: StatedChange): string => {
  const before = c.of.span && baseSpan(c.of.span, c.change.basis);
  if (!c.of.span) return 'the period of the figure is not stated';
  if (!before)
    return `a figure of ${sayWhat(c.of.facts, c.of.span)} and of the one it is compared with would decide it`;
  return `the levels of ${sayPeriod(c.of.span)} and ${sayPeriod(before)} would decide it; the record does not hold both`;
};

/** A stated figure as one of the series and period of a recorded one. */
const ofEntry = (s: Stated, { facts, span, key }: Entry): Stated => {
  const { change: _, value: __, ...what } = facts;
  return { ...s, facts: { ...s.facts, ...what }, span, key };
};

/** Another figure that the text may mean, unless the change is wrong for that one, too. */
const mayBeOf = (bench: Bench, c: StatedChange): string | undefined => {
  const other = otherwiseRead(bench, c.of);
  if (!other) return undefined;
  const r = fromRecord(bench, ofEntry(c.of, other.entry), c.change.basis);
  const isWrong =
    r && c.printed && Math.min(r.now.weight, r.base.weight) >= SOLID && !overlaps(r.pct, arguable(c.printed));
  return isWrong ? undefined : other.differs;
};

/** A change of the figure and on the basis that the words around it show to be meant, where reading has others. */
const asMeant = (bench: Bench, c: StatedChange): StatedChange => {
  const other = c.near ? otherwiseRead(bench, c.of) : undefined;
  const of = other?.certain ? ofEntry(c.of, other.entry) : c.of;
  const basis = namedBasis(bench, { ...c, of });
  return { ...c, of, ...(basis ? { change: { ...c.change, basis } } : {}) };
};

/** Several levels before it, told "respectively", or a second change of the figure on the same basis. */
const isShared = (bench: Bench, { of, change, start }: StatedChange): boolean => {
  const home = sentenceAt(bench.marked, start);
  const levels = home ? bench.statedInSentence(home.index).filter((o) => o.level) : [];
  const alike = (of.facts.change ?? []).filter(
    (o) => o.basis === change.basis && (o.unit ?? 'pct') === (change.unit ?? 'pct') && o.value !== undefined,
  );
  return (
    (home !== undefined && levels.length > 1 && wordsOf(home, 'respectively').length > 0) ||
    (change.basis !== 'prev' && alike.length > 1)
  );
};

/** Judges one stated change of a level. Always answers. */
export const checkChange = (bench: Bench, stated: StatedChange): Finding => {
  const c = asMeant(bench, stated);
  const found =
    c.change.value === undefined
      ? checkDirection(bench, c)
      : (c.change.unit ?? 'pct') === 'abs'
        ? checkAmount(bench, c)
        : (c.change.unit ?? 'pct') === 'pct'
          ? checkPercent(bench, c)
          : undefined;
  if (found?.verdict === 'fails') {
    const other = c.near ? (mayBeOf(bench, c) ?? rightForAnother(bench, c)) : undefined;
    const doubt =
      c.near && !isShared(bench, c)
        ? other && `it may be that of ${other}`
        : 'whose change this is cannot be told from where it stands';
    if (doubt) return { ...found, verdict: 'undecided', how: `${found.how}; ${doubt}` };
  }
  return (
    found ?? {
      verdict: 'undecided',
      expected: sayOwn(c),
      found: 'nothing to hold it against',
      how: missing(c),
      evidence: c.of.key && c.of.span ? directEvidence(bench, c.of) : [],
    }
  );
};

const directEvidence = (bench: Bench, s: Stated): readonly Evidence[] =>
  directLevels(bench, s.key!, s.span!)
    .slice(0, 1)
    .flatMap((camp) => camp.entries.slice(0, 1).map((e) => cite(bench, e)));
