import type { Act } from '../facts/schemas/acts.ts';
import { lastDay } from './days.ts';
import { type Happening, happeningsOf } from './history.ts';

/** Something in the acts that contradicts itself. */
export interface ActProblem {
  readonly act: string;
  readonly problem: string;
}

/** Holds the acts against each other: ids, references, and lives that cannot be. */
export function checkActs(acts: readonly Act[]): readonly ActProblem[] {
  const problems: ActProblem[] = [];
  const byId = new Map<string, Act>();
  for (const act of acts) {
    if (byId.has(act.id)) problems.push({ act: act.id, problem: 'the id is used twice' });
    byId.set(act.id, act);
  }
  for (const act of acts) {
    const say = (problem: string) => problems.push({ act: act.id, problem });
    for (const id of referencesOf(act)) {
      if (!byId.has(id)) say(`names the act "${id}", which has no file`);
      if (id === act.id) say('refers to itself');
    }
    for (const affect of act.affects) {
      if (['suspends', 'extends_suspension', 'ends', 'replaces'].includes(affect.relation) && !affect.from) {
        say(`${affect.relation} needs the day from which: from`);
      }
    }
    for (const problem of lifeProblems(act, happeningsOf(act, acts))) say(problem);
    for (const problem of dutyProblems(act)) say(problem);
  }
  return problems;
}

function referencesOf(act: Act): readonly string[] {
  const ids = act.affects.flatMap((affect) => affect.acts);
  for (const rule of act.rules)
    if (rule.type === 'takes_out' || rule.type === 'general_licence') ids.push(...rule.acts);
  for (const claim of act.misreported ?? []) if (claim.instead) ids.push(claim.instead);
  return ids;
}

const begin = (h: Happening) => (h.from === 'unknown' ? '0000-01-01' : lastDay(h.from));

/** Contradictions in the life of one act, its own events and those that others bring about together. */
export function lifeProblems(act: Act, happenings: readonly Happening[]): readonly string[] {
  const problems: string[] = [];
  const of = (event: Happening['event']) => happenings.filter((h) => h.event === event);
  const [force] = of('in_force');
  const [announced] = of('announced');
  const ended = of('ended').filter((h) => h.basis === 'text');
  if (happenings.length === 0) problems.push('has no dated event');
  if (ended.length > 1 && new Set(ended.map((h) => h.from)).size > 1) {
    problems.push(`ends twice: ${ended.map((h) => `${h.from} by ${h.by}`).join(', ')}`);
  }
  for (const end of ended) {
    if (force && begin(force) > begin(end)) problems.push(`begins ${force.from}, after it ends ${end.from}`);
    for (const suspension of of('suspended')) {
      if (begin(suspension) >= begin(end))
        problems.push(`suspended from ${suspension.from}, after its end ${end.from}`);
    }
  }
  for (const suspension of of('suspended')) {
    if (announced && begin(suspension) < begin(announced)) {
      problems.push(`suspended from ${suspension.from}, before it was announced ${announced.from}`);
    }
  }
  const suspensions = of('suspended');
  suspensions.forEach((a, i) => {
    for (const b of suspensions.slice(i + 1)) {
      if (!a.until || lastDay(a.until) >= begin(b)) {
        problems.push(`two suspensions overlap: from ${a.from} by ${a.by} and from ${b.from} by ${b.by}`);
      }
    }
  });
  for (const own of act.affects) {
    if (own.relation !== 'suspends' || !own.until) continue;
    const end = happenings.find((h) => h.event === 'ended');
    if (end && lastDay(own.until) >= begin(end)) {
      problems.push(`suspends other acts until ${own.until}, but itself ends ${end.from}`);
    }
  }
  return problems;
}

/** Steps of one measure that would count twice for one good, or lie outside the life of their act. */
function dutyProblems(act: Act): readonly string[] {
  const problems: string[] = [];
  for (const rule of act.rules) {
    if (rule.type !== 'duty') continue;
    rule.steps.forEach((a, i) => {
      for (const b of rule.steps.slice(i + 1)) {
        if (a.measure !== b.measure || !overlap(a.origins, b.origins) || !linesOverlap(a.hs, b.hs)) continue;
        const aEnd = a.until ?? '9999-12-31';
        const bEnd = b.until ?? '9999-12-31';
        const apart = (a.from !== 'unknown' && a.from > bEnd) || (b.from !== 'unknown' && b.from > aEnd);
        const named = a.origins.includes('*') ? b.origins : a.origins;
        const carved = named.every((o) => a.not_origins.includes(o) || b.not_origins.includes(o));
        if (!apart && !carved)
          problems.push(`two steps of "${a.measure}" overlap: from ${a.from} and from ${b.from}`);
      }
    });
  }
  return problems;
}

const overlap = (a: readonly string[], b: readonly string[]) =>
  a.includes('*') || b.includes('*') || a.some((x) => b.includes(x));
const linesOverlap = (a: readonly string[], b: readonly string[]) =>
  a.some((x) => b.some((y) => x === '*' || y === '*' || x.startsWith(y) || y.startsWith(x)));
