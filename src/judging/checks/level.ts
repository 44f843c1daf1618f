/** A stated level (customs, company results, output) against the record and against the page's other figures. */
import { type Bench, cite, citeStated, type Finding, type Stated, sayWhat } from '../bench.ts';
import { type Comparison, compared, comparison } from '../comparison.ts';
import { gap, type Interval, middle, overlaps, width } from '../interval.ts';
import { type Camp, derivedLevel, directLevels, type Level, recordedLevel, statedLevels } from '../levels.ts';
import { monthsIn, sameSpan, sayPeriod, shift } from '../period.ts';
import { arguable } from '../printed.ts';
import { sayAmount, sayInterval } from '../say.ts';
import { isFlow, measure } from '../series.ts';
import { originOf, SOLID } from '../sources.ts';
import { beyondBounds } from './bounds.ts';
import { otherwiseRead } from './doubt.ts';
import { digitsIn, inOtherPeriod, onOtherBasis, slippedBy, unitOf } from './other-basis.ts';

/** A level worked out more loosely than this share of itself confirms nothing. */
const LOOSE = 0.03;
/** Revisions and rounding of the parts may move a worked-out level by this share. */
const REVISION = 0.02;
/** One page of little standing against another: beyond this share they hardly speak of the same thing. */
const OTHER_GOODS = 0.3;
/** One side must weigh this many times the other to settle a disagreement. */
const OUTWEIGHS = 2;

const sayLevel = (i: Interval, s: Stated): string => sayInterval(i, unitOf(s.facts));

const sayOwn = (s: Stated): string => sayAmount(s.facts.value!, s.facts.unit);

/** The figure as far as a fair reader could still mean it, in the series' unit. */
const couldMean = (s: Stated): Interval => {
  const wide = arguable(s.printed!);
  const { factor } = measure(0, s.facts.unit);
  return { lo: Math.min(s.level!.lo, wide.lo * factor), hi: Math.max(s.level!.hi, wide.hi * factor) };
};

const MOST_NAMES = 3;

/** A camp's figures as printed, each with who prints it: "5,774 t (Reuters), 5,773 t (FerroAlloyNet)". */
const sayCamp = (camp: Camp): string => {
  const names = new Map<string, Set<string>>();
  for (const { facts, row } of camp.entries) {
    const figure = sayAmount(facts.value!, facts.unit);
    names.set(figure, (names.get(figure) ?? new Set()).add(originOf(row)));
  }
  return [...names]
    .sort((a, b) => b[1].size - a[1].size)
    .slice(0, 2)
    .map(([figure, who]) => {
      const more = who.size > MOST_NAMES ? ` and ${who.size - MOST_NAMES} more` : '';
      return `${figure} (${[...who].slice(0, MOST_NAMES).join(', ')}${more})`;
    })
    .join(', ');
};

const citeCamp = (bench: Bench, camp: Camp) => {
  const seen = new Set<string>();
  return camp.entries
    .filter((e) => !seen.has(e.row.voice) && seen.add(e.row.voice))
    .slice(0, 3)
    .map((e) => cite(bench, e));
};

const contradicted = (bench: Bench, s: Stated, against: Camp, derived: Level | undefined): Finding => {
  const expected = sayCamp(against);
  const what = sayWhat(s.facts, s.span);
  const evidence = citeCamp(bench, against);
  const basis = onOtherBasis(bench, s);
  if (basis) {
    return {
      verdict: 'basis',
      expected,
      found: `${sayOwn(s)}, which is ${basis.differs}`,
      how: `${what} is on record as ${sayCamp(against)}; ${sayOwn(s)} is the figure of ${sayWhat(basis.entry.facts, basis.entry.span)}`,
      evidence: [...evidence, cite(bench, basis.entry)],
    };
  }
  const difference = `${sayOwn(s)} against ${sayCamp(against)}`;
  const supported =
    derived && overlaps(derived.interval, s.level!) && width(derived.interval) <= LOOSE * middle(s.level!);
  if (supported && derived.weight >= against.weight) {
    return {
      verdict: 'conflicts',
      expected,
      found: sayOwn(s),
      how: `${difference}, but other recorded figures lead to it: ${derived.sum} = ${sayLevel(derived.interval, s)}`,
      evidence: [...evidence, ...derived.evidence],
    };
  }
  const other = otherwiseRead(bench, s);
  if (other?.certain) {
    return {
      verdict: 'holds',
      expected: sayAmount(other.entry.facts.value!, other.entry.facts.unit),
      found: `${sayOwn(s)}, as the figure of ${other.differs}`,
      how: `the text sets it beside ${other.differs}, for which it is on record`,
      evidence: [cite(bench, other.entry)],
    };
  }
  if (other) {
    return {
      verdict: 'undecided',
      expected,
      found: `${sayOwn(s)}, which is the figure of ${other.differs}`,
      how: `${difference}; the text around it also names what ${other.differs} is; which is meant would decide it`,
      evidence: [...evidence, cite(bench, other.entry)],
    };
  }
  const power = slippedBy(s.level!, against.level);
  if (power !== undefined) {
    const factor = power >= 1 ? `${power} times too large` : `${Math.round(1 / power)} times too small`;
    return {
      verdict: 'fails',
      expected,
      found: sayOwn(s),
      how: `${difference}: ${factor}, a decimal point, separator or multiplier has slipped`,
      evidence,
    };
  }
  const dated = inOtherPeriod(bench, s);
  const hint = dated ? `; ${sayOwn(s)} is on record for ${dated.differs}` : '';
  const seconded = derived && derived.weight >= SOLID && !overlaps(derived.interval, couldMean(s));
  if (against.weight >= SOLID || seconded) {
    return {
      verdict: 'fails',
      expected,
      found: sayOwn(s),
      how: `${difference}${hint}`,
      evidence: [...evidence, ...(dated ? [cite(bench, dated.entry)] : [])],
    };
  }
  const beyond = beyondBounds(bench, s);
  if (beyond) return beyond;
  if (
    s.facts.kind !== 'trade' &&
    gap(against.level, s.level!) > OTHER_GOODS * Math.abs(middle(against.level))
  ) {
    return {
      verdict: 'undecided',
      expected,
      found: sayOwn(s),
      how: `${difference}: so far apart that a part, a division or another way of counting may be meant; which would decide it`,
      evidence,
    };
  }
  return {
    verdict: 'conflicts',
    expected,
    found: sayOwn(s),
    how: `${difference}: one source of like standing against this page${hint}`,
    evidence,
  };
};

const againstDirect = (bench: Bench, s: Stated, all: readonly Camp[]): Finding | undefined => {
  const believed = all.filter((c) => c.weight > 0);
  if (believed.length === 0) return undefined;
  const own = s.level!;
  const agreeing = believed.filter((c) => overlaps(c.level, own));
  const against = believed.find((c) => !overlaps(c.level, own));
  const agree = agreeing.reduce((sum, c) => sum + c.weight, 0);
  if (agreeing.length > 0) {
    const best = agreeing[0]!;
    const confirmed: Finding = {
      verdict: 'holds',
      expected: sayCamp(best),
      found: sayOwn(s),
      how: `${sayOwn(s)} allows ${sayLevel(own, s)}; on record: ${sayCamp(best)}`,
      evidence: citeCamp(bench, best),
    };
    if (!against || overlaps(against.level, couldMean(s)) || agree >= against.weight * OUTWEIGHS)
      return confirmed;
    if (agree >= against.weight && gap(against.level, own) <= REVISION * middle(own)) return confirmed;
    return {
      verdict: 'conflicts',
      expected: `${sayCamp(best)} or ${sayCamp(against)}`,
      found: sayOwn(s),
      how: `sources of like standing disagree: ${sayCamp(best)} against ${sayCamp(against)}`,
      evidence: [...citeCamp(bench, best), ...citeCamp(bench, against)],
    };
  }
  if (!against) return undefined;
  if (overlaps(against.level, couldMean(s))) {
    return {
      verdict: 'undecided',
      expected: sayCamp(against),
      found: sayOwn(s),
      how: `on record: ${sayCamp(against)}; ${sayOwn(s)} is too round to tell whether that is meant. A figure with more digits would decide it`,
      evidence: citeCamp(bench, against),
    };
  }
  const derived = s.key && s.span ? derivedLevel(bench, s.key, s.span, { recordOnly: true }) : undefined;
  return contradicted(bench, s, against, derived);
};

const heldAgainst = (s: Stated, { interval }: Level): { readonly comparison?: Comparison } =>
  comparison(unitOf(s.facts), s.level!, [compared(interval, 'derived', 'worked out')]);

/** The figures on record of the same thing and time, each camp of sources as one. */
const besideRecorded = (s: Stated, all: readonly Camp[]): { readonly comparison?: Comparison } =>
  comparison(
    unitOf(s.facts),
    s.level!,
    all
      .filter((c) => c.weight > 0)
      .map((c) => compared(c.level, 'observed', c.origins.slice(0, 2).join(', '))),
  );

const againstDerived = (bench: Bench, s: Stated): Finding | undefined => {
  if (!isFlow(s.facts)) return undefined;
  const size = Math.abs(middle(s.level!));
  const fromRecord = derivedLevel(bench, s.key!, s.span!, { recordOnly: true });
  const fromBoth =
    derivedLevel(bench, s.key!, s.span!, { withoutStated: [s.index] }) ??
    derivedLevel(bench, s.key!, s.span!);
  for (const level of [fromRecord, fromBoth]) {
    if (!level || !overlaps(level.interval, s.level!) || width(level.interval) > LOOSE * size) continue;
    return {
      verdict: 'holds',
      expected: `${sayLevel(level.interval, s)}, worked out`,
      found: sayOwn(s),
      how: `${sayPeriod(s.span!)}: ${level.sum} = ${sayLevel(level.interval, s)}`,
      evidence: level.evidence,
      ...heldAgainst(s, level),
    };
  }
  const circular = derivedLevel(bench, s.key!, s.span!);
  if (
    circular?.usesDocument &&
    overlaps(circular.interval, s.level!) &&
    width(circular.interval) <= LOOSE * size
  ) {
    return {
      verdict: 'holds',
      expected: `${sayLevel(circular.interval, s)}, worked out`,
      found: sayOwn(s),
      how: `closes with the figures and changes stated: ${circular.sum} = ${sayLevel(circular.interval, s)}`,
      evidence: circular.evidence,
      ...heldAgainst(s, circular),
    };
  }
  const firm = derivedLevel(bench, s.key!, s.span!, { recordOnly: true, noChanges: true });
  for (const level of [firm, fromBoth]) {
    if (!level || level.usesChange || overlaps(level.interval, couldMean(s))) continue;
    const off = gap(level.interval, s.level!);
    if (off <= REVISION * size || off <= width(level.interval)) continue;
    const power = slippedBy(s.level!, level.interval);
    const dated = inOtherPeriod(bench, s);
    const sure =
      !level.usesDocument && (level.weight >= SOLID || dated !== undefined) && !otherwiseRead(bench, s);
    return {
      verdict: sure || power !== undefined ? 'fails' : otherwiseRead(bench, s) ? 'undecided' : 'conflicts',
      expected: `${sayLevel(level.interval, s)}, worked out`,
      found: sayOwn(s),
      how: `${sayPeriod(s.span!)}: ${level.sum} = ${sayLevel(level.interval, s)}, not ${sayOwn(s)}${power === undefined ? '' : `; off by a factor of ${power >= 1 ? power : Math.round(1 / power)}`}${dated ? `; ${sayOwn(s)} is on record for ${dated.differs}` : ''}`,
      evidence: [...level.evidence, ...(dated ? [cite(bench, dated.entry)] : [])],
      ...heldAgainst(s, level),
    };
  }
  return undefined;
};

/** Where the page states the figure twice with different values, one of them is wrong. */
const againstItself = (bench: Bench, s: Stated): Finding | undefined => {
  const twin = statedLevels(bench, s.key!, s.span!).find(
    (o) => o.index !== s.index && !overlaps(o.level!, couldMean(s)) && !overlaps(s.level!, couldMean(o)),
  );
  return (
    twin && {
      verdict: 'undecided',
      expected: 'one figure',
      found: `${sayOwn(s)} and ${sayOwn(twin)}`,
      how: `both were read as ${sayWhat(s.facts, s.span)}; if that is meant of both, one is wrong, and a figure on record would decide which`,
      evidence: [citeStated(bench, s), citeStated(bench, twin)],
    }
  );
};

/** Judges one stated level. Always answers: `undecided` names the figure that is missing. */
export const checkLevel = (bench: Bench, s: Stated): Finding | undefined => {
  if (!s.level || s.facts.value === undefined) return undefined;
  if (!s.key || !s.span) {
    return {
      verdict: 'undecided',
      expected: 'a figure on record',
      found: sayOwn(s),
      how: `the text does not say ${!s.span ? 'of which period' : 'of what'} this is; that would decide what to hold it against`,
      evidence: [],
    };
  }
  const direct = directLevels(bench, s.key, s.span);
  const found =
    againstDirect(bench, s, direct) ??
    againstDerived(bench, s) ??
    beyondBounds(bench, s) ??
    misdated(bench, s) ??
    oneMonthOfMany(bench, s) ??
    knownAsWrong(bench, s) ??
    againstItself(bench, s);
  if (found) return { ...besideRecorded(s, direct), ...found };
  const other = otherwiseRead(bench, s);
  if (other) {
    return {
      verdict: other.certain ? 'holds' : 'undecided',
      expected: sayAmount(other.entry.facts.value!, other.entry.facts.unit),
      found: `${sayOwn(s)}, as the figure of ${other.differs}`,
      how: other.certain
        ? `the text sets it beside ${other.differs}, for which it is on record`
        : `no figure of ${sayWhat(s.facts, s.span)} is on record; the text also names what ${other.differs} is, for which it is. Which is meant would decide it`,
      evidence: [cite(bench, other.entry)],
    };
  }
  const basis = onOtherBasis(bench, s);
  if (basis) {
    return {
      verdict: 'undecided',
      expected: `a figure of ${sayWhat(s.facts, s.span)}`,
      found: `${sayOwn(s)}, which is on record for ${sayWhat(basis.entry.facts, basis.entry.span)}`,
      how: `no figure of ${sayWhat(s.facts, s.span)} is on record; if ${basis.entry.facts.subject ?? 'that line'} is meant, it holds`,
      evidence: [cite(bench, basis.entry)],
    };
  }
  return {
    verdict: 'undecided',
    expected: `a figure of ${sayWhat(s.facts, s.span)}`,
    found: sayOwn(s),
    how: `the record holds none, and none follows from its neighbours; one from customs, the company or an agency would decide it`,
    evidence: bench
      .recorded(s.key)
      .filter(
        (e) =>
          e.weight === 0 &&
          e.span &&
          e.level &&
          s.span &&
          e.span.from === s.span.from &&
          e.span.to === s.span.to,
      )
      .slice(0, 2)
      .map((e) => cite(bench, e)),
  };
};

/** Years looked at for the same months. */
const OTHER_YEARS = [-12, 12, -24, 24];
/** A sum of months is exact enough to recognise a figure by within this many tonnes. */
const EXACT = 8;

/** A figure that is, to its last digit, that of the same months of another year, and of nothing in the stated one. */
const misdated = (bench: Bench, s: Stated): Finding | undefined => {
  if (!s.key || !s.span || !s.level || s.span.day || digitsIn(s.facts.value ?? 0) < 4) return undefined;
  for (const months of OTHER_YEARS) {
    const span = shift(s.span, months);
    const level = recordedLevel(bench, s.key, span, { noChanges: true });
    if (!level || !overlaps(level.interval, s.level) || width(level.interval) > EXACT) continue;
    return {
      verdict: 'fails',
      expected: `${sayOwn(s)} in ${sayPeriod(span)}`,
      found: `${sayOwn(s)} in ${sayPeriod(s.span)}`,
      how: `to the last digit the figure of the same months of another year: ${level.sum ? `${level.sum} = ` : ''}${sayLevel(level.interval, s)} in ${sayPeriod(span)}; no figure of ${sayPeriod(s.span)} is on record`,
      evidence: level.evidence,
    };
  }
  return undefined;
};

/** One month's figure given for several months together. */
const oneMonthOfMany = (bench: Bench, s: Stated): Finding | undefined => {
  const { span } = s;
  if (!s.key || !span || span.day || monthsIn(span) < 2 || monthsIn(span) > 12) return undefined;
  // "7,780 and 2,886 tons in January and February": each is a month's, and reading gave both the run.
  const twin = bench.statedIn(s.key).some((o) => o.index !== s.index && o.span && sameSpan(o.span, span));
  if (twin || (monthsIn(span) > 2 && otherwiseRead(bench, s))) return undefined;
  for (let m = span.from; m <= span.to; m++) {
    const [camp] = directLevels(bench, s.key, { from: m, to: m });
    if (!camp || camp.weight < SOLID || !overlaps(camp.level, s.level!)) continue;
    return {
      verdict: 'fails',
      expected: `${sayCamp(camp)} in ${sayPeriod({ from: m, to: m })} alone`,
      found: `${sayOwn(s)} in ${sayPeriod(span)}`,
      how: `${sayOwn(s)} is the figure of ${sayPeriod({ from: m, to: m })}; with the other months it must be more`,
      evidence: citeCamp(bench, camp),
    };
  }
  return undefined;
};

/** A figure that is on record only as one that better sources contradict. */
const knownAsWrong = (bench: Bench, s: Stated): Finding | undefined => {
  const row = bench
    .recorded(s.key!)
    .find(
      (e) =>
        e.row.status === 'disputed' &&
        e.row.note &&
        e.span &&
        sameSpan(e.span, s.span!) &&
        e.level &&
        overlaps(e.level, s.level!),
    );
  return (
    row && {
      verdict: 'fails',
      expected: 'another figure',
      found: sayOwn(s),
      how: `on record only as disputed: ${row.row.note}`,
      evidence: [cite(bench, row)],
    }
  );
};
