import type { Act } from '../facts/schemas/acts.ts';
import type { LawWords } from '../facts/schemas/law-words.ts';
import type { ShipmentWords } from '../facts/schemas/shipment-words.ts';
import { addDays, type Day, firstDay, lastDay, requireDay } from './days.ts';
import { type DecideOptions, type Decision, decide } from './decide.ts';
import { edgesOfRules } from './edges.ts';
import { createFinder, type Found } from './find.ts';
import {
  type ActStatus,
  edgesOf,
  type Happening,
  happeningsOf,
  type Span,
  spansOf,
  statusOf,
} from './history.ts';
import type { Shipment } from './shipment.ts';

/** One row of the timeline: an act and its whole life. */
export interface TimelineRow {
  readonly act: Act;
  readonly spans: readonly Span[];
  readonly happenings: readonly Happening[];
}

/** An act whose status differs between two days, or to which something happened in between. */
export interface ActChange {
  readonly act: string;
  readonly title: string;
  readonly before: ActStatus;
  readonly after: ActStatus;
  readonly happenings: readonly Happening[];
}

/** Something that begins or runs out on a coming day. */
export interface ComingEdge {
  readonly act: string;
  readonly title: string;
  /** First day of the new state. */
  readonly date: Day;
  readonly what: 'starts' | 'lapses' | 'suspension_starts' | 'suspension_ends' | 'milestone';
  readonly happening: Happening;
}

/** The acts as dated rules. */
export interface Law {
  readonly acts: readonly Act[];
  /** Newest day for which any act was looked up; what came later is unknown, not absent. */
  readonly evidence: Day;
  act(id: string): Act | undefined;
  /** What happens to an act, by whichever act, in order. @throws {RangeError} for an unknown id */
  happenings(id: string): readonly Happening[];
  /**
   * What an act is on a day.
   * @throws {RangeError} for an unknown id or a date that is no whole day
   * @example law.statusOn('cn-mofcom-2025-62', '2026-11-20').certainty // 'unsure'
   */
  statusOn(id: string, date: Day): ActStatus;
  spans(id: string): readonly Span[];
  /** Days on which an act, or a step inside its rules, may change: the first day of each new state. */
  edges(id: string): readonly Day[];
  /** Candidates for the act that a text means, best first. @example law.find('MOFCOM notice No. 61')[0] */
  find(query: string, limit?: number): readonly Found[];
  /** Acts that are in force that day on at least one reading, optionally of one place. */
  inForceOn(date: Day, jurisdiction?: string): readonly ActStatus[];
  /** What changed after the first day, up to and including the second. */
  changesBetween(from: Day, to: Day): readonly ActChange[];
  /** Every act with its life, by place and first day. */
  timeline(): readonly TimelineRow[];
  /** What begins or runs out after the day, within that many days. */
  startingOrLapsing(date: Day, days: number): readonly ComingEdge[];
  /**
   * What the law says about a shipment on a day: licence, purchasing rules, duties, product duties.
   * @throws {RangeError} where neither the shipment nor the call gives a whole day
   * @example law.decide({ from: 'CN', to: 'DE', item: { form: 'magnet', family: 'NdFeB', contains: ['Dy'] } }, '2025-05-15')
   */
  decide(shipment: Shipment, date?: Day, options?: DecideOptions): Decision;
}

const NO_WORDS: LawWords = { issuers: {}, places: {}, months: {}, stopwords: [] };

/**
 * Makes the acts answer for a day.
 *
 * @param acts the records of `data/acts` (`loadFacts().acts`)
 * @param words `loadFacts().lawWords`; without them `find` knows numbers and the acts' own names only
 * @param shipmentWords `loadFacts().shipmentWords`; needed for `decide`
 */
export function createLaw(
  acts: readonly Act[],
  words: LawWords = NO_WORDS,
  shipmentWords?: ShipmentWords,
): Law {
  const byId = new Map(acts.map((act) => [act.id, act]));
  const happenings = new Map(acts.map((act) => [act.id, happeningsOf(act, acts)]));
  const finder = createFinder(acts, happenings, words);

  const known = (id: string): Act => {
    const act = byId.get(id);
    if (act) return act;
    const near = finder(id.replaceAll('-', ' '), 3).map((found) => found.act);
    throw new RangeError(`there is no act "${id}"${near.length > 0 ? `; near it: ${near.join(', ')}` : ''}`);
  };
  const statusOn = (id: string, date: Day) =>
    statusOf(known(id), happenings.get(id)!, requireDay(date, 'the date asked for'));

  const edgesFor = (id: string) =>
    [...new Set([...edgesOf(happenings.get(known(id).id)!), ...edgesOfRules(known(id))])].sort();
  const evidence =
    acts
      .map((act) => lastDay(act.evidence))
      .sort()
      .at(-1) ?? '0000-01-01';

  return {
    acts,
    evidence,
    act: (id) => byId.get(id),
    happenings: (id) => happenings.get(known(id).id)!,
    statusOn,
    spans: (id) => spansOf(known(id), happenings.get(id)!),
    edges: edgesFor,
    find: finder,
    inForceOn: (date, jurisdiction) =>
      acts
        .filter((act) => !jurisdiction || act.jurisdictions.includes(jurisdiction))
        .map((act) => statusOn(act.id, date))
        .filter((status) =>
          status.readings.some((r) => r.status === 'in_force' && r.basis !== 'possibility'),
        ),
    changesBetween(from, to) {
      requireDay(from, 'the first date');
      requireDay(to, 'the second date');
      return acts.flatMap((act) => {
        const before = statusOn(act.id, from);
        const after = statusOn(act.id, to);
        const between = happenings
          .get(act.id)!
          .filter((h) => edgeDays(h).some((edge) => edge > from && edge <= to));
        const same = before.status === after.status && before.certainty === after.certainty;
        return same && between.length === 0
          ? []
          : [{ act: act.id, title: act.title, before, after, happenings: between }];
      });
    },
    timeline: () =>
      acts
        .map((act) => ({
          act,
          spans: spansOf(act, happenings.get(act.id)!),
          happenings: happenings.get(act.id)!,
        }))
        .sort((a, b) => order(a) - order(b) || (first(a) < first(b) ? -1 : first(a) > first(b) ? 1 : 0)),
    decide(shipment, date, options) {
      if (!shipmentWords)
        throw new TypeError('decide needs loadFacts().shipmentWords as the third argument of createLaw');
      return decide(
        { acts, words: shipmentWords, statusOn, edges: edgesFor, evidence },
        shipment,
        date,
        options,
      );
    },
    startingOrLapsing(date, days) {
      const last = addDays(requireDay(date, 'the date'), days);
      return acts
        .flatMap((act) => happenings.get(act.id)!.flatMap((happening) => edges(act, happening)))
        .filter((edge) => edge.date > date && edge.date <= last)
        .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.act < b.act ? -1 : 1));
    },
  };
}

/** China, the United States and the Union first, then the rest as they come. */
const PLACES = ['CN', 'US', 'EU'];
const order = (row: TimelineRow) => {
  const at = PLACES.indexOf(row.act.jurisdictions[0]!);
  return at < 0 ? PLACES.length : at;
};
const first = (row: TimelineRow) => row.happenings[0]?.from ?? '';

const edgeDays = (h: Happening): Day[] => [
  ...(h.from === 'unknown' ? [] : [firstDay(h.from)]),
  ...(h.until ? [addDays(lastDay(h.until), 1)] : []),
];

function edges(act: Act, happening: Happening): ComingEdge[] {
  const edge = (date: Day, what: ComingEdge['what']) => ({
    act: act.id,
    title: act.title,
    date,
    what,
    happening,
  });
  const found: ComingEdge[] = [];
  const what = (
    { in_force: 'starts', ended: 'lapses', suspended: 'suspension_starts', milestone: 'milestone' } as const
  )[happening.event as string];
  if (what && happening.from !== 'unknown') found.push(edge(firstDay(happening.from), what));
  if (happening.until) {
    const after = addDays(lastDay(happening.until), 1);
    if (happening.event === 'suspended') found.push(edge(after, 'suspension_ends'));
    if (happening.event === 'in_force') found.push(edge(after, 'lapses'));
  }
  return found;
}
