/** What an act is called, and its life: issued, in force, suspended, ended, on which days. */
import type { Found, Happening, Law } from '../../law/index.ts';
import type { PolicyStatus } from '../../reading/index.ts';
import type { Bench, Finding } from '../bench.ts';
import { daysBetween, firstDay, lastDay, parsePeriod, type Span, sayDay, sayPeriod } from '../period.ts';
import type { Evidence } from '../verdict.ts';

/** A finding about an act; where it stands is added by whoever found it. */
export type Judgement = Finding;

/** What a status in a text is in the life of an act. */
const EVENTS: Readonly<Record<PolicyStatus, readonly Happening['event'][]>> = {
  announced: ['announced', 'proposed'],
  proposed: ['proposed', 'announced'],
  clarified: ['announced', 'in_force'],
  in_force: ['in_force'],
  suspended: ['suspended'],
  repealed: ['ended'],
};

const SAID: Readonly<Record<PolicyStatus, string>> = {
  announced: 'issued',
  proposed: 'proposed',
  clarified: 'clarified',
  in_force: 'in force',
  suspended: 'suspended',
  repealed: 'ended',
};

export const covers = (date: string, span: Span): boolean => {
  const known = parsePeriod(date);
  return known !== undefined && firstDay(known) <= lastDay(span) && lastDay(known) >= firstDay(span);
};

export const citeAct = (law: Law, id: string, note?: string): Evidence => {
  const act = law.act(id);
  const [source] = act?.sources ?? [];
  return {
    type: 'act',
    class: 'observed',
    text: `${act?.title ?? id}${note ? `: ${note}` : ''}`,
    source: act?.issuers.join(', ') || 'circulating claim',
    ref: id,
    ...(source ? { url: source.url } : {}),
    ...(act?.evidence ? { date: act.evidence } : {}),
  };
};

export const sayHappening = (h: Happening): string =>
  `${h.event.replace('_', ' ')} ${h.from === 'unknown' ? 'on an unknown day' : sayDay(h.from)}${h.until ? ` until ${sayDay(h.until)}` : ''}`;

/** The act and the other records of the same instrument. */
export const group = (found: Found): readonly string[] => [found.act, ...found.clauses];

/** Every record of the instrument, also those that the words fit less: Announcement 18 has one for each element. */
export const instrument = (law: Law, id: string): readonly string[] => {
  const number = law.act(id)?.number;
  if (!number) return [id];
  return law.acts
    .filter(
      (a) => a.number?.series === number.series && a.number.no === number.no && a.number.year === number.year,
    )
    .map((a) => a.id);
};

/** What the instrument is called; of several records of one instrument what they share. */
export const nameOf = (found: Found): string =>
  found.clauses.length > 0 ? found.title.split(':')[0]! : found.title;

export const happeningsOf = (law: Law, found: Found): readonly Happening[] =>
  group(found).flatMap((id) => law.happenings(id));

/** The event of some kind whose day lies nearest to a span. */
const nearestTo = (span: Span, events: readonly Happening[]): Happening | undefined => {
  const away = (h: Happening): number =>
    Math.abs(daysBetween(firstDay(span), firstDay(parsePeriod(h.from)!)));
  return events.filter((h) => h.from !== 'unknown').sort((a, b) => away(a) - away(b))[0];
};

/** "Takes effect on 1 December", written after it had been suspended. */
const stoppedBefore = (
  bench: Bench,
  law: Law,
  found: Found,
  life: readonly Happening[],
  day: string,
): Happening | undefined => {
  const known = bench.published ?? bench.asOf;
  const stopped = life.find(
    (h) =>
      h.event === 'suspended' &&
      h.from !== 'unknown' &&
      h.from <= day &&
      (h.until ?? '9999') >= day &&
      known >= h.from,
  );
  const runs = group(found).some((id) => law.statusOn(id, day).status === 'in_force');
  return runs ? undefined : stopped;
};

/** Said to be suspended or ended, of an act that was neither: it ran on. One that lays others aside is not meant itself. */
const ranOn = (law: Law, found: Found, status: PolicyStatus, day: string, isDated: boolean): boolean =>
  (found.match === 'named' || isDated) &&
  group(found).every((id) => (law.act(id)?.affects ?? []).length === 0) &&
  (status === 'suspended' || status === 'repealed') &&
  group(found).every(
    (id) => law.statusOn(id, day).status === 'in_force' && law.statusOn(id, day).certainty === 'settled',
  );

/**
 * A stated status on a stated day, against the life of the act.
 *
 * @param isDated whether the words tell the act from others by the day or month it is of
 */
export const againstLife = (
  bench: Bench,
  law: Law,
  found: Found,
  status: PolicyStatus,
  span: Span | undefined,
  isDated = false,
): Judgement => {
  const life = happeningsOf(law, found);
  const events = life.filter((h) => EVENTS[status].includes(h.event));
  const name = nameOf(found);
  const answer = {
    how: `${name}: ${[...new Set(life.map(sayHappening))].join('; ')}`,
    evidence: [citeAct(law, found.act, life.map(sayHappening).slice(0, 5).join('; '))],
  };
  const today = wholeDay(bench);
  if (!span && events.length === 0 && ranOn(law, found, status, today, isDated))
    return {
      ...answer,
      verdict: 'fails',
      expected: `in force on ${sayDay(today)}`,
      found: SAID[status],
    };
  if (!span) {
    const now = law.statusOn(found.act, today).status.replace('_', ' ');
    return {
      ...answer,
      verdict: events.length > 0 ? 'holds' : 'undecided',
      expected: `${name}: ${SAID[status]}`,
      found: events.length > 0 ? events.map(sayHappening).join('; ') : `${now} on ${sayDay(today)}`,
    };
  }
  const day = firstDay(span);
  const stated = `${SAID[status]} ${sayPeriod(span)}`;
  const match = events.find((h) => h.from !== 'unknown' && covers(h.from, span));
  if (match) {
    const stopped = status === 'in_force' ? stoppedBefore(bench, law, found, life, day) : undefined;
    if (stopped) {
      const until = stopped.until ? ` until ${sayDay(stopped.until)}` : '';
      return {
        ...answer,
        verdict: 'fails',
        expected: `suspended ${sayDay(stopped.from)}${until}`,
        found: stated,
      };
    }
    return { ...answer, verdict: 'holds', expected: `${name}: ${stated}`, found: sayHappening(match) };
  }
  const nearestEvent = nearestTo(span, events);
  if (!nearestEvent) {
    if (ranOn(law, found, status, day, isDated))
      return { ...answer, verdict: 'fails', expected: `in force on ${sayDay(day)}`, found: stated };
    // It may be said of a day on which the status simply lasted.
    const lasted = group(found).some((id) => {
      const now = law.statusOn(id, day).status;
      return now === status || (status === 'announced' && now !== 'not_yet');
    });
    return {
      ...answer,
      verdict: lasted ? 'holds' : 'undecided',
      expected: `${name}: ${stated}`,
      found: lasted ? `so on ${sayDay(day)}` : 'no such event in its life',
    };
  }
  const lasting =
    status === 'in_force' && group(found).some((id) => law.statusOn(id, lastDay(span)).status === 'in_force');
  const other = life.find((h) => h.from !== 'unknown' && covers(h.from, span));
  const expected = `${SAID[status]} ${sayDay(nearestEvent.from)}`;
  if (lasting) return { ...answer, verdict: 'holds', expected, found: `in force on ${sayPeriod(span)}` };
  if (other) return { ...answer, verdict: 'holds', expected, found: sayHappening(other) };
  const settled = found.match === 'named' && span.day !== undefined && nearestEvent.from.length === 10;
  return { ...answer, verdict: settled ? 'fails' : 'undecided', expected, found: stated };
};

const wholeDay = (bench: Bench): string => (bench.published?.length === 10 ? bench.published : bench.asOf);
