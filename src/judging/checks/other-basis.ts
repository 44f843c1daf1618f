/**
 * What a figure that is not the expected one may be instead: the same quantity on another basis (both can be
 * true), or a figure of another month, or one with the decimal point elsewhere (a mistake).
 */

import type { Bench, Stated } from '../bench.ts';
import { sayWhat } from '../bench.ts';
import { type Interval, middle, overlaps, scale } from '../interval.ts';
import { sameSpan } from '../period.ts';
import { type Entry, isSelf } from '../record.ts';
import { type Facts, measure } from '../series.ts';

/** A coincidence of fewer digits than this says nothing. */
const TELLING_DIGITS = 3;

export const digitsIn = (value: number): number =>
  value === 0
    ? 0
    : Math.abs(value)
        .toExponential()
        .split('e')[0]!
        .replace(/[.]|0+$/g, '').length;

/** Whether a figure has digits enough to be recognised by. */
export const telling = ({ printed }: Stated): boolean =>
  printed !== undefined && Math.abs(printed.value) >= printed.step * 10 ** (TELLING_DIGITS - 1);

const REGIONS: readonly (readonly [string, string])[] = [['EU', 'EUROPE']];

export const samePartner = (a: Facts, b: Facts): boolean => (a.partner ?? 'WORLD') === (b.partner ?? 'WORLD');

const regional = (a: Facts, b: Facts): boolean =>
  REGIONS.some(([x, y]) => (a.partner === x && b.partner === y) || (a.partner === y && b.partner === x));

/** Same flow of goods, counted by the other side. */
const mirrored = (a: Facts, b: Facts): boolean =>
  a.flow !== b.flow && a.partner !== undefined && a.reporter === b.partner && a.partner === b.reporter;

export interface Match {
  readonly entry: Entry;
  /** In what it differs from the statement. */
  readonly differs: string;
}

/** Recorded figures of the same value and kind. */
export const candidates = (bench: Bench, s: Stated): readonly Entry[] =>
  bench.index
    .near(s.facts.value!, s.facts.unit ?? '')
    .filter(
      (e) =>
        !isSelf(e.row, bench.self) &&
        e.level &&
        s.level &&
        overlaps(e.level, s.level) &&
        e.facts.kind === s.facts.kind,
    );

/** The same period and partner on another customs line, area or side of the border. */
export const onOtherBasis = (bench: Bench, s: Stated): Match | undefined => {
  if (s.facts.kind !== 'trade' || !s.span || !telling(s)) return undefined;
  for (const entry of candidates(bench, s)) {
    const { facts, span } = entry;
    if (!span || !sameSpan(span, s.span)) continue;
    if (facts.flow === s.facts.flow && samePartner(facts, s.facts) && facts.subject !== s.facts.subject) {
      return { entry, differs: `customs line ${facts.subject}, not ${s.facts.subject}` };
    }
    if (facts.subject === s.facts.subject && facts.flow === s.facts.flow && regional(facts, s.facts)) {
      return { entry, differs: `${facts.partner}, not ${s.facts.partner}` };
    }
    if (facts.subject === s.facts.subject && mirrored(facts, s.facts)) {
      return { entry, differs: `counted by ${facts.reporter} as ${facts.flow}, not by ${s.facts.reporter}` };
    }
  }
  return undefined;
};

/** The same series in another period: the figure is real, the date is not. */
export const inOtherPeriod = (bench: Bench, s: Stated): Match | undefined => {
  if (!s.span || !s.key || !telling(s)) return undefined;
  const found =
    candidates(bench, s).find(
      (e) =>
        e.key === s.key &&
        e.span &&
        !sameSpan(e.span, s.span!) &&
        e.span.to - e.span.from === s.span!.to - s.span!.from,
    ) ?? candidates(bench, s).find((e) => e.key === s.key && e.span && !sameSpan(e.span, s.span!));
  return found && { entry: found, differs: sayWhat(found.facts, found.span) };
};

const POWERS = [10, 100, 1000, 10_000, 1_000_000, 100_000_000];

/** Slipped decimal points, lost thousands separators, 万 read as a thousand: the factor, where one fits. */
export const slippedBy = (stated: Interval, known: Interval): number | undefined => {
  if (middle(stated) <= 0 || middle(known) <= 0) return undefined;
  for (const power of POWERS) {
    if (overlaps(scale(stated, 1 / power), known)) return power;
    if (overlaps(scale(stated, power), known)) return 1 / power;
  }
  return undefined;
};

export const unitOf = (facts: Facts): string => measure(0, facts.unit).unit;
