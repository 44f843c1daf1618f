/** A stated change, worked out again from the two levels and held against changes that others stated. */
import { type Change, type ChangeBasis, originalSpan } from '../../reading/index.ts';
import { type Bench, cite, citeStated, type Finding, type Stated, sayWhat } from '../bench.ts';
import { gap, type Interval, negate, overlaps, percentChange, subtract, width } from '../interval.ts';
import {
  BASIS_WORDS,
  type Camp,
  camps,
  citeChange,
  derivedLevel,
  directLevels,
  type Level,
  recordedLevel,
  recordedPct,
  statedLevels,
} from '../levels.ts';
import { baseSpan, monthsIn, type Span, sameSpan, sayPeriod, shift } from '../period.ts';
import { allowed, arguable, type Printed } from '../printed.ts';
import { sayAmount, sayChange, sayChangeInterval, sayInterval, sayNumber } from '../say.ts';
import { nearest, sentenceAt, wordsOf } from '../sentences.ts';
import { measure } from '../series.ts';
import { SOLID } from '../sources.ts';
import type { Evidence } from '../verdict.ts';
import { digitsIn, onOtherBasis, otherwiseRead, unitOf } from './other-basis.ts';

/** One stated change of a stated figure. */
export interface StatedChange {
  readonly of: Stated;
  readonly change: Change;
  /** Signed, as printed; nothing where only a direction is stated. */
  readonly printed: Printed | undefined;
  /** False where it stands so far from its figure that it may be another's. */
  readonly near: boolean;
  readonly start: number;
  readonly end: number;
}

const COMPARABLE: readonly ChangeBasis[] = ['mom', 'yoy', 'qoq'];

/** A recomputed change with the two levels that it comes from. */
interface Recomputed {
  readonly pct: Interval;
  readonly now: Level;
  readonly base: Level;
  readonly baseSpan: Span;
}

const asLevel = (bench: Bench, s: Stated): Level => ({
  interval: s.measured!,
  weight: 1,
  sum: '',
  evidence: [citeStated(bench, s)],
  usesDocument: true,
  usesChange: false,
  parts: 1,
});

/** A worked-out base that is looser than this share of itself says nothing about a change. */
const LOOSE_BASE = 0.06;

const firm = (level: Level | undefined): level is Level =>
  level !== undefined && level.interval.lo > 0 && width(level.interval) <= LOOSE_BASE * level.interval.lo;

const recompute = (now: Level | undefined, base: Level | undefined, span: Span): Recomputed | undefined => {
  if (!now || !firm(base)) return undefined;
  const pct = percentChange(now.interval, base.interval);
  return pct && { pct, now, base, baseSpan: span };
};

/** From the record's levels alone. */
const fromRecord = (bench: Bench, s: Stated, basis: ChangeBasis): Recomputed | undefined => {
  const before = s.span && baseSpan(s.span, basis);
  if (!before || !s.key) return undefined;
  return recompute(
    recordedLevel(bench, s.key, s.span!, { noChanges: true }),
    recordedLevel(bench, s.key, before, { noChanges: true }),
    before,
  );
};

/** The one figure that the page gives; nothing where it gives several that differ (divisions, grades). */
const onlyStated = (bench: Bench, key: string, span: Span): Stated | undefined => {
  const [first, ...rest] = statedLevels(bench, key, span);
  return first && rest.every((other) => overlaps(other.level!, first.level!)) ? first : undefined;
};

/** The page's level against the page's own figure of the period before. */
const fromPage = (bench: Bench, s: Stated, basis: ChangeBasis): Recomputed | undefined => {
  const before = s.span && baseSpan(s.span, basis);
  if (!before || !s.key || !s.level) return undefined;
  const base = onlyStated(bench, s.key, before);
  if (!base || !onlyStated(bench, s.key, s.span!)) return undefined;
  return recompute(asLevel(bench, s), asLevel(bench, base), before);
};

/** The page's level against a base that the record, or the page with the record, leads to. */
const fromBoth = (bench: Bench, s: Stated, basis: ChangeBasis): Recomputed | undefined => {
  const before = s.span && baseSpan(s.span, basis);
  if (!before || !s.key) return undefined;
  const now = s.level ? asLevel(bench, s) : recordedLevel(bench, s.key, s.span!, { noChanges: true });
  const base =
    recordedLevel(bench, s.key, before) ?? derivedLevel(bench, s.key, before, { withoutChangeOf: s.index });
  return recompute(now, base, before);
};

const sayStep = (i: Interval, unit: string): string => sayInterval(i, unit, 1);

const sayArithmetic = (r: Recomputed, s: Stated): string => {
  const unit = unitOf(s.facts);
  const now = r.now.sum ? `(${r.now.sum})` : sayStep(r.now.interval, unit).replace(/ [^ ]+$/, '');
  const base = r.base.sum ? `(${r.base.sum})` : sayStep(r.base.interval, unit).replace(/ [^ ]+$/, '');
  return `${now} / ${base} − 1 = ${sayChangeInterval(r.pct, 3)} (${sayPeriod(r.baseSpan)} as the base)`;
};

const evidenceOf = (r: Recomputed): readonly Evidence[] => [...r.now.evidence, ...r.base.evidence];

const sayOwn = ({ change, of }: StatedChange): string => {
  const basis = BASIS_WORDS[change.basis];
  if (change.value === undefined) return `${change.direction ?? 'changed'} ${basis}`;
  switch (change.unit ?? 'pct') {
    case 'pct':
      return `${sayChange(change.value, 4)} ${basis}`;
    case 'pp':
      return `${sayNumber(change.value, 2)} percentage points ${basis}`;
    default:
      return `${change.value > 0 ? '+' : ''}${sayAmount(change.value, of.facts.unit)} ${basis}`;
  }
};

/** Changes that others stated for the same figure and basis. */
const statedByOthers = (bench: Bench, s: Stated, basis: ChangeBasis): readonly Camp[] => {
  if (!s.key || !s.span) return [];
  const rows = bench.recorded(s.key).filter((e) => e.span && sameSpan(e.span, s.span!));
  return camps(rows, (e) => {
    const change = e.changes.find(
      (c) => c.basis === basis && (c.unit ?? 'pct') === 'pct' && c.value !== undefined,
    );
    return change && recordedPct(change.value!);
  });
};

const citeCampChange = (bench: Bench, camp: Camp, basis: ChangeBasis): Evidence[] =>
  camp.entries.slice(0, 2).flatMap((e) => {
    const change = e.changes.find((c) => c.basis === basis && c.value !== undefined);
    return change ? [citeChange(bench, e, change)] : [];
  });

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
const swapped = (bench: Bench, c: StatedChange, own: Interval, digits: number): Finding | undefined => {
  if (digitsIn(c.change.value ?? 0) < digits) return undefined;
  for (const basis of OTHER_BASES[c.change.basis] ?? []) {
    const r = fromRecord(bench, c.of, basis) ?? fromBoth(bench, c.of, basis);
    const by = statedByOthers(bench, c.of, basis).find(
      (camp) => overlaps(camp.level, own) && width(camp.level) <= COARSER * width(own),
    );
    if (!by && !(r && overlaps(r.pct, own))) continue;
    const how =
      r && overlaps(r.pct, own)
        ? sayArithmetic(r, c.of)
        : `stated elsewhere ${BASIS_WORDS[basis]}: ${sayChangeInterval(by!.level)}`;
    const evidence = [...(r ? evidenceOf(r) : []), ...(by ? citeCampChange(bench, by, basis) : [])];
    // The sentence names the other basis too: it was read with the wrong one.
    if (namesBasis(bench, c, basis)) {
      return {
        verdict: 'holds',
        expected: sayOwn(c),
        found: `that change, ${BASIS_WORDS[basis]}`,
        how,
        evidence,
      };
    }
    return {
      verdict: 'basis',
      expected: sayOwn(c),
      found: `that change, but ${BASIS_WORDS[basis]}`,
      how,
      evidence,
    };
  }
  return undefined;
};

/** Where the figure itself is that of another customs line, its changes are that line's too. */
const ofOtherLine = (bench: Bench, c: StatedChange, own: Interval | undefined): Finding | undefined => {
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

const holds = (c: StatedChange, own: Interval, r: Recomputed, note = ''): Finding => ({
  verdict: 'holds',
  expected: `${sayChangeInterval(own, 3)}, what “${sayOwn(c)}” allows`,
  found: sayChangeInterval(r.pct, 3),
  how: `${sayArithmetic(r, c.of)}${note}`,
  evidence: evidenceOf(r),
});

const against = (c: StatedChange, r: Recomputed, own: Interval): string => {
  if (overlaps(negate(own), r.pct) && c.change.value !== 0) {
    return `; the size is right, the direction is not: it ${c.change.value! > 0 ? 'fell' : 'rose'}`;
  }
  return '';
};

/** Where only a direction is stated: rose or fell, and against what. */
const checkDirection = (bench: Bench, c: StatedChange): Finding | undefined => {
  const says = c.change.direction;
  if (!says) return undefined;
  const bases: readonly ChangeBasis[] = c.change.basis === 'prev' ? ['mom', 'yoy'] : [c.change.basis];
  const known = bases.flatMap((basis) => {
    const r = fromRecord(bench, c.of, basis) ?? fromPage(bench, c.of, basis) ?? fromBoth(bench, c.of, basis);
    return r ? [{ basis, r, sign: r.pct.lo > 0 ? 'up' : r.pct.hi < 0 ? 'down' : 'flat' }] : [];
  });
  if (known.length === 0) return undefined;
  const evidence = known.flatMap(({ r }) => evidenceOf(r));
  const how = known.map(({ basis, r }) => `${BASIS_WORDS[basis]}: ${sayArithmetic(r, c.of)}`).join('; ');
  const right = known.filter((k) => k.sign === says);
  const base = { expected: sayOwn(c), how, evidence };
  if (right.length === known.length) {
    return {
      ...base,
      verdict: 'holds',
      found: right.map((k) => `${k.sign} ${BASIS_WORDS[k.basis]}`).join(', '),
    };
  }
  const found = known.map((k) => `${k.sign} ${BASIS_WORDS[k.basis]}`).join(', ');
  if (right.length > 0) return { ...base, verdict: 'basis', found };
  const line = ofOtherLine(bench, c, undefined);
  if (line) return line;
  const sure =
    known.every((k) => k.sign !== 'flat') && (c.change.basis !== 'prev' || known.length === bases.length);
  return { ...base, verdict: sure ? 'fails' : 'undecided', found };
};

/** "up 569 t": the difference of two levels. */
const checkAmount = (bench: Bench, c: StatedChange): Finding | undefined => {
  const { printed, of } = c;
  if (!printed) return undefined;
  const { factor } = measure(0, of.facts.unit);
  const grow = (i: Interval): Interval => ({ lo: i.lo * factor, hi: i.hi * factor });
  const own = grow(allowed(printed));
  const wide = grow(arguable(printed));
  const bases = c.change.basis === 'prev' ? COMPARABLE : [c.change.basis];
  let missed: Finding | undefined;
  for (const basis of bases) {
    for (const r of [fromPage(bench, of, basis), fromRecord(bench, of, basis)]) {
      if (!r) continue;
      const difference = subtract(r.now.interval, r.base.interval);
      const unit = unitOf(of.facts);
      const finding = {
        expected: sayInterval(own, unit),
        found: sayInterval(difference, unit, 2),
        how: `${sayStep(r.now.interval, unit)} less ${sayStep(r.base.interval, unit)} (${sayPeriod(r.baseSpan)})`,
        evidence: evidenceOf(r),
      };
      if (overlaps(difference, own)) return { ...finding, verdict: 'holds' };
      const solid = r.now.usesDocument || Math.min(r.now.weight, r.base.weight) >= SOLID;
      const sure = solid && c.change.basis !== 'prev' && !overlaps(difference, wide);
      missed ??= { ...finding, verdict: sure ? 'fails' : 'undecided' };
    }
  }
  return missed;
};

/** A change stated elsewhere confirms one that is stated at most this many times as finely. */
const COARSER = 3;

/** Beyond the rounding by no more than one unit of the last digit: a revised base would explain it. */
const nearMiss = (own: Interval, found: Interval, printed: Printed): boolean =>
  gap(own, found) <= printed.step;

/** A change without a named basis holds if it is right on any. */
const checkUnnamed = (bench: Bench, c: StatedChange, own: Interval): Finding | undefined => {
  for (const basis of COMPARABLE) {
    const r = fromPage(bench, c.of, basis) ?? fromRecord(bench, c.of, basis) ?? fromBoth(bench, c.of, basis);
    if (r && overlaps(r.pct, own))
      return holds(c, own, r, `; the text names no base, ${BASIS_WORDS[basis]} fits`);
    const by = statedByOthers(bench, c.of, basis).find((camp) => overlaps(camp.level, own));
    if (by) {
      return {
        verdict: 'holds',
        expected: `${sayChangeInterval(own, 3)}, what “${sayOwn(c)}” allows`,
        found: `${sayChangeInterval(by.level)} ${BASIS_WORDS[basis]}`,
        how: `the text names no base; ${by.origins.join(', ')} state it ${BASIS_WORDS[basis]}`,
        evidence: citeCampChange(bench, by, basis),
      };
    }
  }
  return undefined;
};

const checkPercent = (bench: Bench, c: StatedChange): Finding | undefined => {
  const { printed, of, change } = c;
  if (!printed) return undefined;
  const own = allowed(printed);
  const wide = arguable(printed);
  if (change.basis === 'prev') return checkUnnamed(bench, c, own);
  const record = fromRecord(bench, of, change.basis);
  const page = fromPage(bench, of, change.basis);
  const mixed = fromBoth(bench, of, change.basis);
  const others = statedByOthers(bench, of, change.basis);
  // "+9%" elsewhere cannot confirm "+8.7%" here.
  const agreeing = others.filter(
    (camp) => overlaps(camp.level, own) && width(camp.level) <= COARSER * width(own),
  );
  const opposing = others.filter((camp) => !overlaps(camp.level, wide));
  const opposed = opposing[0]?.weight ?? 0;
  const backed = agreeing.reduce((sum, camp) => sum + camp.weight, 0);

  if (record && overlaps(record.pct, own)) return holds(c, own, record);
  const byOthers = agreeing[0] && {
    verdict: 'holds' as const,
    expected: `${sayChangeInterval(own, 3)}, what “${sayOwn(c)}” allows`,
    found: `${sayChangeInterval(agreeing[0].level)}, stated by ${agreeing[0].origins.slice(0, 3).join(', ')}`,
    how: `stated alike elsewhere${record ? `; from the recorded levels it would be ${sayChangeInterval(record.pct, 2)}: the base may have been revised` : ''}`,
    evidence: citeCampChange(bench, agreeing[0], change.basis),
  };
  if (record) {
    const solid = Math.min(record.now.weight, record.base.weight) >= SOLID;
    const finding = {
      expected: `${sayChangeInterval(record.pct, 2)} from the record${opposing[0] ? `; ${opposing[0].origins.slice(0, 2).join(', ')}: ${sayChangeInterval(opposing[0].level)}` : ''}`,
      found: sayOwn(c),
      how: `${sayArithmetic(record, of)}${against(c, record, own)}`,
      evidence: [
        ...evidenceOf(record),
        ...(opposing[0] ? citeCampChange(bench, opposing[0], change.basis) : []),
      ],
    };
    if (byOthers && backed >= SOLID && opposed <= backed) {
      return nearMiss(own, record.pct, printed) || opposed === 0
        ? byOthers
        : { ...finding, verdict: 'conflicts' };
    }
    if (byOthers && backed > opposed && !solid) return byOthers;
    const basis = swapped(bench, c, own, 2) ?? ofOtherLine(bench, c, own);
    if (basis) return basis;
    if (overlaps(record.pct, wide)) return { ...finding, verdict: 'undecided' };
    if (nearMiss(own, record.pct, printed) && opposed < SOLID) {
      return {
        ...finding,
        verdict: 'undecided',
        how: `${finding.how}; off by the last digit, which a revised base would explain`,
      };
    }
    if (page && overlaps(page.pct, own)) {
      return {
        ...finding,
        verdict: solid ? 'fails' : 'conflicts',
        how: `${finding.how}; it follows from the page's own two figures, but those are not the recorded ones (${sayArithmetic(page, of)})`,
        evidence: [...finding.evidence, ...evidenceOf(page)],
      };
    }
    return { ...finding, verdict: solid || opposed >= SOLID ? 'fails' : 'conflicts' };
  }
  if (byOthers && backed >= opposed) return byOthers;
  if (page && overlaps(page.pct, own) && opposed === 0) return holds(c, own, page);
  if (mixed && overlaps(mixed.pct, own) && opposed === 0) return holds(c, own, mixed);
  const basis = swapped(bench, c, own, opposing[0] ? 2 : 3) ?? ofOtherLine(bench, c, own);
  if (basis) return basis;
  if (opposing[0]) {
    const off = gap(own, opposing[0].level);
    return {
      verdict:
        opposed >= SOLID && off > printed.step
          ? 'fails'
          : byOthers || opposed >= 1
            ? 'conflicts'
            : 'undecided',
      expected: `${sayChangeInterval(opposing[0].level)} (${opposing[0].origins.slice(0, 3).join(', ')})`,
      found: sayOwn(c),
      how: `others state ${sayChangeInterval(opposing[0].level)} for ${sayWhat(of.facts, of.span)} ${BASIS_WORDS[change.basis]}`,
      evidence: citeCampChange(bench, opposing[0], change.basis),
    };
  }
  const own2 = page ?? (mixed && !mixed.base.usesChange ? mixed : undefined);
  if (own2 && !overlaps(own2.pct, wide)) {
    const together = page !== undefined && inOneSentence(bench, page, c.start);
    const sure = gap(own, own2.pct) > printed.step && together;
    return {
      verdict: sure ? 'fails' : 'undecided',
      expected: `${sayChangeInterval(own2.pct, 2)} from the two figures`,
      found: sayOwn(c),
      how: `${sayArithmetic(own2, of)}${against(c, own2, own)}`,
      evidence: evidenceOf(own2),
    };
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

/** What the change should be measured against, for saying what is missing. */
const missing = (c: StatedChange): string => {
  const before = c.of.span && baseSpan(c.of.span, c.change.basis);
  if (!c.of.span) return 'the period of the figure is not stated';
  if (!before)
    return `a figure of ${sayWhat(c.of.facts, c.of.span)} and of the one it is compared with would decide it`;
  return `the levels of ${sayPeriod(c.of.span)} and ${sayPeriod(before)} would decide it; the record does not hold both`;
};

/**
 * Another figure that the change is right for: of the month before or after, where its sentence names no month, or of
 * another series that the page speaks of. Reading may then have taken the one for the other.
 */
const rightForAnother = (bench: Bench, c: StatedChange): string | undefined => {
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
  const other = [...months, ...series].find(fits);
  return other && sayWhat(other.facts, other.span);
};

/** Judges one stated change of a level. Always answers. */
export const checkChange = (bench: Bench, c: StatedChange): Finding => {
  const found =
    c.change.value === undefined
      ? checkDirection(bench, c)
      : (c.change.unit ?? 'pct') === 'abs'
        ? checkAmount(bench, c)
        : (c.change.unit ?? 'pct') === 'pct'
          ? checkPercent(bench, c)
          : undefined;
  if (found?.verdict === 'fails') {
    const other = c.near ? (otherwiseRead(bench, c.of)?.differs ?? rightForAnother(bench, c)) : undefined;
    const doubt = c.near
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
