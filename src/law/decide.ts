import type { Answer, Change, DayChange, Finding, Question, Reading, Reason } from './answer.ts';
import { QUESTIONS } from './answer.ts';
import { type Case, isBeyond, openCase, type Statutes } from './case.ts';
import { addDays, type Day, lastDay, requireDay } from './days.ts';
import { exportLicence } from './questions/export-licence.ts';
import { importDuty } from './questions/import-duty.ts';
import { procurement } from './questions/procurement.ts';
import { productDuty } from './questions/product-duty.ts';
import { technology } from './questions/technology.ts';
import type { Shipment } from './shipment.ts';
import { variations } from './variations.ts';
import { type Choice, explore, type World } from './worlds.ts';

/** Everything the law says about one shipment on one day. */
export interface Decision {
  readonly shipment: Shipment;
  readonly date: Day;
  /** The questions that apply, in their order; those that do not are in `not_applicable` with the reason. */
  readonly answers: readonly Answer[];
  readonly not_applicable: readonly { readonly question: Question; readonly says: string }[];
  /** Newest day for which any act was looked up. */
  readonly evidence: Day;
  readonly caveats: readonly string[];
}

const RULES: Record<Question, (c: Case) => Finding> = {
  export_licence: exportLicence,
  technology,
  procurement,
  us_duty: (c) => importDuty(c, 'US'),
  eu_duty: (c) => importDuty(c, 'EU'),
  eu_label: (c) => productDuty(c, 'label'),
  eu_recycled_share: (c) => productDuty(c, 'publish_recycled_share'),
  eu_minimum_share: (c) => productDuty(c, 'minimum_recycled_share'),
};

/** The law as a decision needs it: its statutes, and every event that may move an answer. */
export interface Deciding extends Statutes {
  readonly evidence: Day;
  edges(actId: string): readonly Day[];
}

/** An answer without what would change it. */
export type Core = Pick<Answer, 'outcome' | 'says' | 'certainty' | 'readings'>;

/** Decides one question. Property tests compare cores: they hold no word about other days. */
export function answerCore(law: Statutes, shipment: Shipment, date: Day, question: Question): Core {
  const worlds = explore((choose) => RULES[question](openCase(law, shipment, date, choose)));
  const readings = gather(worlds);
  const [first] = readings;
  if (readings.length === 1) {
    const certainty = first!.doubted ? 'unsure' : 'settled';
    return { outcome: first!.outcome, says: first!.says, certainty, readings };
  }
  const byLaw = readings.some((reading) => reading.because.includes('law'));
  return {
    outcome: byLaw ? 'two_readings' : 'depends',
    says: readings.map((reading) => `if ${reading.assuming.join('; or if ')}: ${reading.says}`).join('. '),
    certainty: 'unsure',
    readings,
  };
}

export interface DecideOptions {
  /** Also work out what would change each answer and on which days it is another; true if left out. */
  readonly outlook?: boolean;
  /** Only these questions; all if left out. */
  readonly questions?: readonly Question[];
}

/** Decides a shipment on a day. Not legal advice. */
export function decide(
  law: Deciding,
  shipment: Shipment,
  on: Day | undefined = shipment.date,
  { outlook = true, questions = QUESTIONS }: DecideOptions = {},
): Decision {
  const date = requireDay(on ?? '', 'the day of the shipment');
  const answers: Answer[] = [];
  const notApplicable: { question: Question; says: string }[] = [];
  for (const question of questions) {
    const core = answerCore(law, shipment, date, question);
    if (core.outcome === 'not_applicable') notApplicable.push({ question, says: core.says });
    else answers.push(completed(law, shipment, date, question, core, outlook));
  }
  const caveats = ['This is no legal advice: it says what the acts on record say, and how sure that is.'];
  if (isBeyond(law, date))
    caveats.push(`The law was read to ${law.evidence}; what came after is unknown, not absent.`);
  return { shipment, date, answers, not_applicable: notApplicable, evidence: law.evidence, caveats };
}

function completed(
  law: Deciding,
  shipment: Shipment,
  date: Day,
  question: Question,
  core: Core,
  outlook: boolean,
): Answer {
  const { readings } = core;
  const acts = unique(
    readings.flatMap((r) => r.citations),
    (c) => `${c.act} ${c.clause} ${c.role} ${c.status}`,
  );
  const evidence = acts.map((c) => lastDay(c.evidence)).sort()[0] ?? law.evidence;
  return {
    question,
    ...core,
    reasons: mergedReasons(readings),
    acts,
    flags: [...new Set(readings.flatMap((r) => r.flags))],
    needs: [...new Set(readings.flatMap((r) => r.needs))],
    would_change: outlook ? changes(law, shipment, date, question, core) : [],
    other_days: outlook ? otherDays(law, shipment, date, question) : [],
    evidence: [evidence, law.evidence].sort()[0]!,
  };
}

/** Worlds with the same outcome are one reading, told by the choices that lead to it and by no others. */
function gather(worlds: readonly World<Finding>[]): readonly Reading[] {
  const groups = new Map<string, World<Finding>[]>();
  for (const world of worlds) {
    const { outcome, rate_pct } = world.result;
    const key = `${outcome} ${rate_pct ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), world]);
  }
  return [...groups.values()].map((group) => {
    const ways = simplified(group.map((world) => world.choices));
    const choices = groups.size > 1 ? ways.flat() : [];
    return {
      ...group[0]!.result,
      flags: [...new Set(group.flatMap((world) => world.result.flags))],
      doubted: group.some((world) => world.result.doubted === true),
      assuming: groups.size > 1 ? ways.map((way) => way.map((c) => c.option.says).join(', and ')) : [],
      rests: [...new Set(choices.flatMap((c) => c.option.rests ?? []))],
      missing: [...new Set(choices.flatMap((c) => c.option.missing ?? []))],
      because: [...new Set(choices.map((c) => c.open.kind))],
      needs: [...new Set(choices.flatMap((c) => c.open.field ?? []))],
    };
  });
}

type Way = readonly Choice[];

/** Drops a choice wherever every answer to it leads to the same outcome. */
function simplified(ways: readonly Way[]): readonly Way[] {
  for (const way of ways) {
    for (const choice of way) {
      const rest = without(way, choice);
      const same = ways.filter((other) => answered(other, choice) && sameWay(without(other, choice), rest));
      const options = new Set(same.map((other) => answered(other, choice)!.option.id));
      if (options.size < choice.open.options.length) continue;
      return simplified([...ways.filter((other) => !same.includes(other)), rest]);
    }
  }
  return ways;
}

const answered = (way: Way, { open }: Choice) => way.find((c) => c.open.id === open.id);
const without = (way: Way, { open }: Choice): Way => way.filter((c) => c.open.id !== open.id);
const sameWay = (a: Way, b: Way) =>
  a.length === b.length && a.every((choice) => answered(b, choice)?.option.id === choice.option.id);

function mergedReasons(readings: readonly Finding[]): Answer['reasons'] {
  const key = (reason: Reason) => `${reason.step} ${reason.says}`;
  const all = unique(
    readings.flatMap((r) => r.reasons),
    key,
  );
  return all.map((reason) => ({
    ...reason,
    parts: !readings.every((r) => r.reasons.some((other) => key(other) === key(reason))),
  }));
}

/** Variations of the shipment under which the answer would be another. */
function changes(
  law: Deciding,
  shipment: Shipment,
  date: Day,
  question: Question,
  core: Core,
): readonly Change[] {
  return variations(law, shipment).flatMap(({ what, changed }) => {
    const other = answerCore(law, changed, date, question);
    return signature(other) === signature(core) || other.outcome === 'not_applicable'
      ? []
      : [{ what, outcome: other.outcome, says: other.says }];
  });
}

/** The days on which the answer turns into another one, with the acts that turn it. */
function otherDays(law: Deciding, shipment: Shipment, date: Day, question: Question): readonly DayChange[] {
  const edges = new Map<Day, string[]>();
  for (const act of law.acts) {
    for (const day of law.edges(act.id)) edges.set(day, [...(edges.get(day) ?? []), act.id]);
  }
  // The day of entry moves with the shipment.
  const { entry_date: _, ...moved } = shipment;
  const days = [...edges.keys()].filter((day) => day > EARLIEST).sort();
  const found: DayChange[] = [];
  let before: string | undefined;
  let citedBefore: ReadonlySet<string> = new Set();
  if (days[0]) {
    const first = answerCore(law, moved, addDays(days[0], -1), question);
    before = signature(first);
    citedBefore = citedIn(first);
  }
  for (const day of days) {
    const core = answerCore(law, moved, day, question);
    const now = signature(core);
    const cited = citedIn(core);
    if (now !== before) {
      const turning = edges.get(day)!.filter((id) => cited.has(id) || citedBefore.has(id));
      const acts = turning.length > 0 ? turning : edges.get(day)!;
      found.push({ from: day, outcome: core.outcome, says: core.says, acts });
    }
    before = now;
    citedBefore = cited;
  }
  return near(found, date);
}

const citedIn = (core: Core): ReadonlySet<string> =>
  new Set(core.readings.flatMap((reading) => reading.citations.map((citation) => citation.act)));

/** Before this the record is too thin to be asked day by day. */
const EARLIEST = '2019-01-01';
const SHOWN = 12;

/** The changes around a day: as many before as after, as far as there are any. */
function near(found: readonly DayChange[], date: Day): readonly DayChange[] {
  if (found.length <= SHOWN) return found;
  const at = found.findIndex((change) => change.from > date);
  const middle = at < 0 ? found.length : at;
  const start = Math.max(0, Math.min(middle - SHOWN / 2, found.length - SHOWN));
  return found.slice(start, start + SHOWN);
}

/** What must be equal for two answers to be the same answer. */
export const signature = (core: Core): string =>
  core.readings
    .map((r) => `${r.outcome} ${r.rate_pct ?? ''}`)
    .sort()
    .join('|');

function unique<T>(list: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(list.map((item) => [key(item), item])).values()];
}
