import type { Act, Basis } from '../facts/schemas/acts.ts';
import { addDays, type Day, firstDay, lastDay } from './days.ts';

/** One event in the life of an act, whichever file it is written in. */
export interface Happening {
  readonly event: 'announced' | 'proposed' | 'in_force' | 'suspended' | 'resumed' | 'ended' | 'milestone';
  /** As written: `2025-12`, `2025-12-01`, or `unknown` for before these records. */
  readonly from: string;
  /** Last day, as written. */
  readonly until?: string;
  readonly how?: string;
  readonly basis: Basis;
  /** The act that causes it; the act itself for its own events. */
  readonly by: string;
  readonly clause?: string;
  readonly note?: string;
}

export type Status =
  | 'not_yet'
  | 'proposed'
  | 'announced'
  | 'in_force'
  | 'suspended'
  | 'ended'
  | 'reported'
  | 'not_law';

/** One way to read an act on a day. */
export interface StatusReading {
  readonly status: Status;
  /**
   * `text`: what the texts print. `announcement`: holds if something said in public, but not yet enacted, comes
   * about. `date`: depends on a date that is known only to the month or year. `possibility`: nothing supports it
   * yet, but the matter is open (a suspension has run out).
   */
  readonly basis: 'text' | 'announcement' | 'date' | 'possibility';
  /** The events that make it so. */
  readonly rests: readonly Happening[];
}

/** What an act is on a day. */
export interface ActStatus {
  readonly act: string;
  readonly date: Day;
  /** As the texts print it; where `certainty` is `unsure`, see `readings`. */
  readonly status: Status;
  readonly certainty: 'settled' | 'unsure';
  /** The readings, the printed one first; one where the status is settled. */
  readonly readings: readonly StatusReading[];
  /** The day lies after the newest evidence about this act. */
  readonly beyondEvidence: boolean;
}

/** A run of days on which an act's status does not change. */
export interface Span {
  /** `unknown`: began before these records. */
  readonly from: Day | 'unknown';
  readonly until?: Day;
  readonly status: Status;
  readonly certainty: 'settled' | 'unsure';
  readonly readings: readonly StatusReading[];
}

const BEGINNING = '0000-01-01';
const FOREVER = '9999-12-31';

/** Everything that happens to an act: its own events and those that other acts bring about, by date. */
export function happeningsOf(act: Act, acts: readonly Act[]): readonly Happening[] {
  const happenings: Happening[] = act.timeline.map((event) => ({ ...event, by: act.id }));
  for (const other of acts) {
    for (const affect of other.affects) {
      if (!affect.acts.includes(act.id)) continue;
      const event = EVENT_OF[affect.relation];
      if (!event || !affect.from) continue;
      happenings.push({
        event,
        from: affect.from,
        ...(affect.until ? { until: affect.until } : {}),
        ...(event === 'ended' ? { how: affect.relation === 'replaces' ? 'replaced' : 'repealed' } : {}),
        basis: affect.basis,
        by: other.id,
        ...(affect.note ? { note: affect.note } : {}),
      });
    }
  }
  return happenings.sort((a, b) => (start(a) < start(b) ? -1 : start(a) > start(b) ? 1 : 0));
}

const EVENT_OF: Partial<Record<Act['affects'][number]['relation'], Happening['event']>> = {
  suspends: 'suspended',
  extends_suspension: 'suspended',
  extends: 'in_force',
  ends: 'ended',
  replaces: 'ended',
};

const start = (h: Happening): Day => (h.from === 'unknown' ? BEGINNING : firstDay(h.from));

/** How a run of evaluation resolves what is open. */
interface View {
  /** Count what was only announced or inferred. */
  readonly announced: boolean;
  /** Take a date known to the month as its first or its last day. */
  readonly early: boolean;
}

const PRINTED: View = { announced: false, early: false };

function evaluate(act: Act, happenings: readonly Happening[], day: Day, view: View) {
  const began = (h: Happening) =>
    (h.from === 'unknown' ? BEGINNING : view.early ? firstDay(h.from) : lastDay(h.from)) <= day;
  const lasts = (h: Happening) => (h.until === undefined ? FOREVER : lastDay(h.until)) >= day;
  const seen = happenings.filter(
    (h) => began(h) && (view.announced || h.basis === 'text' || h.basis === 'reported'),
  );
  const last = (...events: Happening['event'][]) => seen.filter((h) => events.includes(h.event)).at(-1);
  const ended = last('ended');
  const force = seen.filter((h) => h.event === 'in_force' && lasts(h)).at(-1);
  const suspensions = seen.filter((h) => h.event === 'suspended');
  const running = suspensions.filter(lasts).at(-1);
  const resumed = last('resumed');
  const born = last('announced', 'proposed');

  let status: Status;
  let rests: Happening[];
  let open = false;
  if (ended && !(force && start(force) >= start(ended))) [status, rests] = ['ended', [ended]];
  else if (running) [status, rests] = ['suspended', [running]];
  else if (force) {
    [status, rests] = ['in_force', [force, ...suspensions]];
    open = suspensions.some((s) => !resumed || start(resumed) <= start(s));
  } else if (born ?? suspensions[0]) {
    [status, rests] = [born?.event === 'proposed' ? 'proposed' : 'announced', [born ?? suspensions[0]!]];
  } else [status, rests] = ['not_yet', []];

  if (status === 'announced' || status === 'proposed') {
    if (act.standing === 'claim') status = 'not_law';
    if (act.standing === 'reported') status = 'reported';
    if (act.standing === 'proposal') status = 'proposed';
  }
  return { status, rests, open };
}

/** What the act is on a day, with every reading that the record supports. */
export function statusOf(act: Act, happenings: readonly Happening[], day: Day): ActStatus {
  const printed = evaluate(act, happenings, day, PRINTED);
  const readings: StatusReading[] = [{ status: printed.status, basis: 'text', rests: printed.rests }];
  const also = (view: View, basis: StatusReading['basis']) => {
    const { status, rests } = evaluate(act, happenings, day, view);
    if (!readings.some((reading) => reading.status === status)) readings.push({ status, basis, rests });
  };
  also({ announced: true, early: false }, 'announcement');
  also({ announced: false, early: true }, 'date');
  if (printed.open && !readings.some((reading) => reading.status === 'suspended')) {
    const rests = happenings.filter((h) => h.event === 'suspended' && h.until && lastDay(h.until) < day);
    readings.push({ status: 'suspended', basis: 'possibility', rests });
  }
  return {
    act: act.id,
    date: day,
    status: printed.status,
    certainty: readings.length > 1 ? 'unsure' : 'settled',
    readings,
    beyondEvidence: day > lastDay(act.evidence),
  };
}

/** The days on which something about an act may change: the first day of each new state. */
export function edgesOf(happenings: readonly Happening[]): readonly Day[] {
  const edges = new Set<Day>();
  for (const h of happenings) {
    if (h.from !== 'unknown') {
      edges.add(firstDay(h.from));
      edges.add(lastDay(h.from));
    }
    if (h.until) edges.add(addDays(lastDay(h.until), 1));
  }
  return [...edges].sort();
}

/** The act's whole life as runs of days with one status each. */
export function spansOf(act: Act, happenings: readonly Happening[]): readonly Span[] {
  const spans: Span[] = [];
  const key = (s: Pick<Span, 'readings'>) => s.readings.map((r) => `${r.status}/${r.basis}`).join();
  for (const from of [BEGINNING, ...edgesOf(happenings)]) {
    const { status, certainty, readings } = statusOf(act, happenings, from);
    const previous = spans.at(-1);
    if (previous && key(previous) === key({ readings })) continue;
    if (previous) spans[spans.length - 1] = { ...previous, until: addDays(from, -1) };
    spans.push({ from: from === BEGINNING ? 'unknown' : from, status, certainty, readings });
  }
  return spans.filter((span) => span.status !== 'not_yet' || span.certainty === 'unsure');
}
