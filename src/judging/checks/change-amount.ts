/** Changes told otherwise than in percent: a direction alone, or an amount. */
import type { ChangeBasis } from '../../reading/index.ts';
import type { Bench, Finding, StatedChange } from '../bench.ts';
import { type Interval, overlaps, subtract } from '../interval.ts';
import { BASIS_WORDS } from '../levels.ts';
import { sayPeriod } from '../period.ts';
import { allowed, arguable } from '../printed.ts';
import { sayInterval } from '../say.ts';
import { measure } from '../series.ts';
import { SOLID } from '../sources.ts';
import { ofOtherLine } from './change-basis.ts';
import { unitOf } from './other-basis.ts';
import {
  COMPARABLE,
  evidenceOf,
  fromBoth,
  fromPage,
  fromRecord,
  sayArithmetic,
  sayOwn,
  sayStep,
} from './recompute.ts';

/** Where only a direction is stated: rose or fell, and against what. */
export const checkDirection = (bench: Bench, c: StatedChange): Finding | undefined => {
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
export const checkAmount = (bench: Bench, c: StatedChange): Finding | undefined => {
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
