/** Rates of approval: of whom, and when. Populations differ, so one page's rate rarely contradicts another's. */
import { type Bench, cite, type Finding, type Stated } from '../bench.ts';
import { overlaps } from '../interval.ts';
import { daysBetween, firstDay, sayPeriod } from '../period.ts';
import { allowed } from '../printed.ts';
import type { Entry } from '../record.ts';
import { sayAmount } from '../say.ts';

/** Rates move within weeks: further apart they are another figure. */
const NEAR_DAYS = 45;
const LOOK_DAYS = 270;

const sayRow = (e: Entry): string =>
  `${e.row.spec ?? e.facts.partner ?? 'no group named'}, ${sayPeriod(e.span!)}: ${sayAmount(e.facts.value!, e.facts.unit)}`;

const atLeast = (e: Entry): { lo: number; hi: number } =>
  e.facts.precision === 'over'
    ? { lo: e.level!.lo, hi: Number.POSITIVE_INFINITY }
    : e.facts.precision === 'nearly'
      ? { lo: Number.NEGATIVE_INFINITY, hi: e.level!.hi }
      : e.level!;

/** A stated count or rate of licences against those on record. */
export const checkApproval = (bench: Bench, s: Stated): Finding | undefined => {
  const { facts, printed } = s;
  if (facts.value === undefined || !printed) return undefined;
  const own = allowed(printed);
  const day = s.span ? firstDay(s.span) : (bench.published?.slice(0, 10) ?? bench.asOf);
  const rows = bench.index.entries.filter(
    (e) =>
      e.facts.kind === 'approval' &&
      e.facts.metric === facts.metric &&
      e.span &&
      e.level &&
      e.weight > 0 &&
      (!facts.partner || !e.facts.partner || e.facts.partner === facts.partner) &&
      Math.abs(daysBetween(firstDay(e.span), day)) <= LOOK_DAYS,
  );
  const distance = (e: Entry): number => Math.abs(daysBetween(firstDay(e.span!), day));
  rows.sort((a, b) => distance(a) - distance(b));
  const groups = [
    ...new Map(rows.map((e) => [`${e.row.spec} ${e.facts.period} ${e.facts.value}`, e])).values(),
  ];
  const evidence = groups.slice(0, 6).map((e) => cite(bench, e));
  const how = groups.slice(0, 6).map(sayRow).join('; ');
  const own100 = sayAmount(facts.value, facts.unit);
  if (groups.length === 0) {
    return {
      verdict: 'undecided',
      expected: `a figure of ${(facts.metric ?? 'licences').replace(/_/g, ' ')} of about that time`,
      found: own100,
      how: 'none is on record; whose applications and of which day they are would have to be known',
      evidence: [],
    };
  }
  const fitting = groups.filter((e) => overlaps(atLeast(e), own) && e.facts.precision === undefined);
  const others = groups.filter((e) => !overlaps(atLeast(e), own));
  const [fit] = fitting;
  const answer = {
    expected: 'whose applications, and on which day',
    found: fit ? sayRow(fit) : own100,
    how,
    evidence,
  };
  if (fit && others.length === 0) return { ...answer, verdict: 'holds' };
  if (fit && s.span && distance(fit) <= NEAR_DAYS)
    return { ...answer, verdict: 'holds', how: `${how}. Other groups and days have other rates` };
  if (fit)
    return {
      ...answer,
      verdict: 'basis',
      how: `${how}. Right of that group and day; other groups and days have other rates, and the page names neither`,
    };
  return {
    ...answer,
    verdict: 'undecided',
    how: `${how}. These count other groups; whose applications are meant would decide it`,
  };
};
