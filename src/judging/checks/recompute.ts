/** A change worked out again from two levels, and changes that others stated for the same figure. */
import type { ChangeBasis } from '../../reading/index.ts';
import { type Bench, citeStated, type Stated, type StatedChange } from '../bench.ts';
import { type Interval, overlaps, percentChange, width } from '../interval.ts';
import {
  BASIS_WORDS,
  type Camp,
  camps,
  citeChange,
  derivedLevel,
  type Level,
  recordedLevel,
  recordedPct,
  statedLevels,
} from '../levels.ts';
import { baseSpan, type Span, sameSpan, sayPeriod } from '../period.ts';
import { sayAmount, sayChange, sayChangeInterval, sayInterval, sayNumber } from '../say.ts';
import type { Evidence } from '../verdict.ts';
import { unitOf } from './other-basis.ts';

/** Bases that two levels can be set on. */
export const COMPARABLE: readonly ChangeBasis[] = ['mom', 'yoy', 'qoq'];

/** A recomputed change with the two levels that it comes from. */
export interface Recomputed {
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
export const fromRecord = (bench: Bench, s: Stated, basis: ChangeBasis): Recomputed | undefined => {
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
export const fromPage = (bench: Bench, s: Stated, basis: ChangeBasis): Recomputed | undefined => {
  const before = s.span && baseSpan(s.span, basis);
  if (!before || !s.key || !s.level) return undefined;
  const base = onlyStated(bench, s.key, before);
  if (!base || !onlyStated(bench, s.key, s.span!)) return undefined;
  return recompute(asLevel(bench, s), asLevel(bench, base), before);
};

/** The page's level against a base that the record, or the page with the record, leads to. */
export const fromBoth = (bench: Bench, s: Stated, basis: ChangeBasis): Recomputed | undefined => {
  const before = s.span && baseSpan(s.span, basis);
  if (!before || !s.key) return undefined;
  const now = s.level ? asLevel(bench, s) : recordedLevel(bench, s.key, s.span!, { noChanges: true });
  const base =
    recordedLevel(bench, s.key, before) ?? derivedLevel(bench, s.key, before, { withoutChangeOf: s.index });
  return recompute(now, base, before);
};

export const sayStep = (i: Interval, unit: string): string => sayInterval(i, unit, 1);

export const sayArithmetic = (r: Recomputed, s: Stated): string => {
  const unit = unitOf(s.facts);
  const now = r.now.sum ? `(${r.now.sum})` : sayStep(r.now.interval, unit).replace(/ [^ ]+$/, '');
  const base = r.base.sum ? `(${r.base.sum})` : sayStep(r.base.interval, unit).replace(/ [^ ]+$/, '');
  return `${now} / ${base} − 1 = ${sayChangeInterval(r.pct, 3)} (${sayPeriod(r.baseSpan)} as the base)`;
};

export const evidenceOf = (r: Recomputed): readonly Evidence[] => [...r.now.evidence, ...r.base.evidence];

/** A change in the words of a person: "−6.1% month on month". */
export const sayOwn = ({ change, of }: StatedChange): string => {
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

/** A change stated elsewhere confirms one that is stated at most this many times as finely. */
export const COARSER = 3;

/** Whether changes stated elsewhere confirm one: they agree, and are not much coarser. */
export const confirms = (camp: Camp, own: Interval): boolean =>
  overlaps(camp.level, own) && width(camp.level) <= COARSER * width(own);

/** Changes that others stated for the same figure and basis. */
export const statedByOthers = (bench: Bench, s: Stated, basis: ChangeBasis): readonly Camp[] => {
  if (!s.key || !s.span) return [];
  const rows = bench.recorded(s.key).filter((e) => e.span && sameSpan(e.span, s.span!));
  return camps(rows, (e) => {
    const change = e.changes.find(
      (c) => c.basis === basis && (c.unit ?? 'pct') === 'pct' && c.value !== undefined,
    );
    return change && recordedPct(change.value!);
  });
};

export const citeCampChange = (bench: Bench, camp: Camp, basis: ChangeBasis): Evidence[] =>
  camp.entries.slice(0, 2).flatMap((e) => {
    const change = e.changes.find((c) => c.basis === basis && c.value !== undefined);
    return change ? [citeChange(bench, e, change)] : [];
  });
