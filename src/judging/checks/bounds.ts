/** What a figure cannot be because a part is never larger than its whole. */
import { type Bench, cite, citeStated, type Finding, type Stated, sayWhat } from '../bench.ts';
import { middle } from '../interval.ts';
import { directLevels } from '../levels.ts';
import { monthsIn, type Span, sameSpan, sayPeriod } from '../period.ts';
import { sayAmount, sayInterval, sayNumber } from '../say.ts';
import { isFlow, seriesKey } from '../series.ts';
import { SOLID } from '../sources.ts';
import { otherwiseRead } from './doubt.ts';
import { unitOf } from './other-basis.ts';

const within = (inner: Span, outer: Span): boolean => inner.from >= outer.from && inner.to <= outer.to;

/** The recorded total of a longer period, or of all partners, that the figure is above. */
const aboveItsWhole = (bench: Bench, s: Stated): Finding | undefined => {
  const unit = unitOf(s.facts);
  const wholes = bench
    .recorded(s.key!)
    .filter(
      (e) => e.span && e.level && e.weight >= SOLID && within(s.span!, e.span) && !sameSpan(e.span, s.span!),
    );
  const total =
    s.facts.kind === 'trade' && (s.facts.partner ?? 'WORLD') !== 'WORLD'
      ? directLevels(bench, seriesKey({ ...s.facts, partner: 'WORLD' })!, s.span!)[0]
      : undefined;
  const over = wholes.find((e) => s.level!.lo > e.level!.hi);
  if (over) {
    return {
      verdict: 'fails',
      expected: `at most ${sayInterval(over.level!, unit)}`,
      found: sayAmount(s.facts.value!, s.facts.unit),
      how: `${sayPeriod(s.span!)} is part of ${sayPeriod(over.span!)}, and a part cannot be more than the whole: ${sayInterval(over.level!, unit)}`,
      evidence: [cite(bench, over)],
    };
  }
  if (total && total.weight >= SOLID && s.level!.lo > total.level.hi) {
    return {
      verdict: 'fails',
      expected: `at most ${sayInterval(total.level, unit)}`,
      found: sayAmount(s.facts.value!, s.facts.unit),
      how: `more than went to all partners together in ${sayPeriod(s.span!)}: ${sayInterval(total.level, unit)}`,
      evidence: [cite(bench, total.entries[0]!)],
    };
  }
  const own = bench
    .statedIn(s.key!)
    .find(
      (o) =>
        o.index !== s.index &&
        o.level &&
        o.span &&
        within(s.span!, o.span) &&
        !sameSpan(o.span, s.span!) &&
        s.level!.lo > o.level.hi,
    );
  return (
    own && {
      verdict: 'fails',
      expected: `at most ${sayInterval(own.level!, unit)}`,
      found: sayAmount(s.facts.value!, s.facts.unit),
      how: `the page gives ${sayInterval(own.level!, unit)} for the whole of ${sayPeriod(own.span!)}, of which ${sayPeriod(s.span!)} is a part`,
      evidence: [citeStated(bench, own)],
    }
  );
};

/** How far above the highest month on record the missing months would have to lie on average. */
const BEYOND_RECORD = 1.5;

/** A sum of months that is less than its known parts, or that the missing months could not fill. */
const againstItsMonths = (bench: Bench, s: Stated): Finding | undefined => {
  const n = monthsIn(s.span!);
  if (n < 2 || s.span!.day) return undefined;
  const unit = unitOf(s.facts);
  const months = bench
    .recorded(s.key!)
    .filter((e) => e.span && e.level && e.weight > 0 && monthsIn(e.span) === 1);
  const known = new Map<number, (typeof months)[number]>();
  let highest: (typeof months)[number] | undefined;
  for (const e of months) {
    if (within(e.span!, s.span!) && !known.has(e.span!.from)) known.set(e.span!.from, e);
    if (!highest || e.level!.hi > highest.level!.hi) highest = e;
  }
  if (known.size === 0 || !highest) return undefined;
  const sum = [...known.values()].reduce((total, e) => total + middle(e.level!), 0);
  const slack = known.size;
  const evidence = [...known.values()].map((e) => cite(bench, e));
  const weakest = Math.min(...[...known.values()].map((e) => e.weight));
  if (s.level!.hi < sum - slack && weakest >= SOLID) {
    return {
      verdict: 'fails',
      expected: `at least ${sayAmount(sum, unit)}`,
      found: sayAmount(s.facts.value!, s.facts.unit),
      how: `${known.size} of the ${n} months of ${sayPeriod(s.span!)} already come to ${sayAmount(sum, unit)}`,
      evidence,
    };
  }
  const missing = n - known.size;
  if (missing === 0 || known.size < n / 3) return undefined;
  const needed = (s.level!.lo - sum) / missing;
  if (needed <= highest.level!.hi * BEYOND_RECORD) return undefined;
  return {
    verdict: 'fails',
    expected: `at most ${sayAmount(sum + missing * highest.level!.hi, unit, 0)}, if no missing month beat the record`,
    found: sayAmount(s.facts.value!, s.facts.unit),
    how: `${known.size} months on record come to ${sayAmount(sum, unit)}; the other ${missing} would have to average ${sayAmount(needed, unit, 0)}, ${sayNumber(needed / middle(highest.level!), 1)} times the highest month on record (${sayWhat(highest.facts, highest.span)}: ${sayInterval(highest.level!, unit)})`,
    evidence,
  };
};

/** Nothing where the figure may be another's that reading has set in this place. */
export const beyondBounds = (bench: Bench, s: Stated): Finding | undefined => {
  if (!isFlow(s.facts) || !s.span || !s.key || !s.level) return undefined;
  const found = aboveItsWhole(bench, s) ?? againstItsMonths(bench, s);
  return found && !otherwiseRead(bench, s) ? found : undefined;
};
