import type { Act, ActRule, RuleOf } from '../facts/schemas/acts.ts';
import type { ShipmentWords } from '../facts/schemas/shipment-words.ts';
import type { Citation, Finding, Reason, Step } from './answer.ts';
import { STEPS } from './answer.ts';
import { type Day, lastDay } from './days.ts';
import type { ActStatus, Status } from './history.ts';
import type { Shipment } from './shipment.ts';
import type { Choose, Open } from './worlds.ts';

/** What the rules need of the law. */
export interface Statutes {
  readonly acts: readonly Act[];
  readonly words: ShipmentWords;
  statusOn(id: string, date: Day): ActStatus;
}

/** A shipment before the law on a day, in one world: what is open has been chosen. Collects what the rules say. */
export interface Case {
  readonly law: Statutes;
  readonly shipment: Shipment;
  readonly date: Day;
  readonly choose: Choose;
  /** Status of the act on the case's day (or another one); asks where there are two readings. */
  status(act: Act, on?: Day): Status;
  /** Notes that the act bears on the answer. Acts that are not alive that day cannot be cited and are left out. */
  cite(act: Act, role: string, clause?: string): void;
  say(step: Step, says: string, ...acts: readonly Act[]): void;
  flag(says: string): void;
  /** A flag that leaves the answer unsure, although there is one reading only. */
  doubt(says: string): void;
  /** A word of an act that keeps a review of the single case open: "generally". */
  qualify(word: string): void;
  qualifier(): string | undefined;
  find(outcome: Finding['outcome'], says: string, more?: Partial<Finding>): Finding;
}

const CITABLE: readonly Status[] = ['in_force', 'suspended', 'announced'];

export function openCase(law: Statutes, shipment: Shipment, date: Day, choose: Choose): Case {
  const citations: Citation[] = [];
  const reasons: Reason[] = [];
  const flags = new Set<string>();
  let qualifier: string | undefined;
  let doubted = false;
  const doubt = (says: string) => {
    flags.add(says);
    doubted = true;
  };

  const status = (act: Act, on: Day = date): Status => {
    const { readings, status: printed } = law.statusOn(act.id, on);
    const open = readings.filter((reading) => reading.basis !== 'possibility');
    if (open.length < 2) return printed;
    const basis = choose(openStatus(act, open));
    return (open.find((reading) => reading.basis === basis) ?? open[0]!).status;
  };

  return {
    law,
    shipment,
    date,
    choose,
    status,
    cite(act, role, clause) {
      const now = status(act);
      if (!CITABLE.includes(now)) return;
      if (citations.some((c) => c.act === act.id && c.clause === clause && c.role === role)) return;
      const cited = { act: act.id, title: act.title, status: now, role, evidence: act.evidence };
      citations.push(clause ? { ...cited, clause } : cited);
      if (act.confidence === 'low') doubt(`${shortName(act)} is on record with low confidence`);
      const possible = law.statusOn(act.id, date).readings.find((r) => r.basis === 'possibility');
      if (possible && now === 'in_force') {
        const end = possible.rests.at(-1)?.until;
        doubt(
          `${shortName(act)}: its suspension ran out on ${end}; a further one has not been seen but would change this`,
        );
      }
    },
    say(step, says, ...acts) {
      const alive = acts.filter((act) => CITABLE.includes(status(act)));
      reasons.push({ step, says, acts: alive.map((act) => act.id) });
    },
    flag: (says) => flags.add(says),
    doubt,
    qualify: (word) => {
      qualifier = word;
    },
    qualifier: () => qualifier,
    find: (outcome, says, more = {}) => ({
      outcome,
      says,
      ...more,
      ...(qualifier ? { qualifier } : {}),
      ...(doubted ? { doubted } : {}),
      reasons: [...reasons].sort((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step)),
      citations,
      flags: [...flags],
    }),
  };
}

/** The open question behind a status with two readings; acts that hang on the same cause share it. */
function openStatus(act: Act, readings: ActStatus['readings']): Open {
  const announced = readings.find((reading) => reading.basis === 'announcement');
  const cause = announced?.rests.at(-1);
  const outside = cause && cause.by !== act.id;
  return {
    id: outside ? `announced:${cause.by}` : `status:${act.id}`,
    kind: 'law',
    options: readings.map((reading) => {
      const by = [...new Set(reading.rests.map((h) => h.by))];
      // What several acts hang on is the cause, not the act that happens to be asked first.
      const rests = outside ? by.filter((id) => id !== act.id) : by;
      if (reading.basis === 'announcement' && outside) {
        return {
          id: reading.basis,
          says: `the announced extension to ${cause.until} is carried out`,
          rests,
          missing: 'an act that carries out what was announced',
        };
      }
      const ran = reading.rests.filter((h) => h.event === 'suspended' && h.until).at(-1);
      const says = ran
        ? `the suspension ended as printed, on ${ran.until}`
        : outside
          ? 'the texts stand as printed'
          : `${shortName(act)}: ${phrase(reading.status)}${readings.some((r) => r.basis === 'date') ? ' (its day is known to the month only)' : ''}`;
      return { id: reading.basis, says, rests };
    }),
  };
}

const phrase = (state: string) => state.replaceAll('_', ' ');

/** "Announcement 61 1(3)", or the title where the act has no number. */
export function shortName(act: Act): string {
  const { number } = act;
  if (!number) return act.names.en[0] ?? act.title;
  const year = number.year && !number.no.includes(String(number.year)) ? ` of ${number.year}` : '';
  return `${number.series} ${number.no}${year}${number.clause ? `, ${number.clause}` : ''}`;
}

/** Acts that carry a rule of a kind, with the rule. */
export function withRule<T extends ActRule['type']>(
  law: Statutes,
  type: T,
): readonly { act: Act; rule: RuleOf<T> }[] {
  return law.acts.flatMap((act) =>
    act.rules.flatMap((rule) => (rule.type === type ? [{ act, rule: rule as RuleOf<T> }] : [])),
  );
}

/** Whether a place is one of those named; `*` names all, a group (EU) names its members. */
export function among(law: Statutes, place: string | undefined, named: readonly string[]): boolean {
  if (named.includes('*')) return true;
  if (place === undefined) return false;
  return named.some((name) => name === place || (law.words.groups[name]?.includes(place) ?? false));
}

/** Whether the day lies after everything that is known. */
export const isBeyond = (law: Statutes, date: Day): boolean =>
  law.acts.every((act) => date > lastDay(act.evidence));
