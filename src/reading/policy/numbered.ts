import type { Draft } from '../draft.ts';
import type { PolicyStatus } from '../observation.ts';
import type { PageContext } from '../page.ts';
import { between, type Item, type Row } from '../prose/items.ts';
import type { Memory } from '../prose/memory.ts';
import { actDates, actPeriod, dateFor, headingDate } from './act-dates.ts';
import { type Acts, mentionsOf } from './act-numbers.ts';
import { type ListFate, listedFates, openList, withBareNumbers } from './listed.ts';
import { draftOf, isBeside } from './numbered-draft.ts';
import { CARRIED, dayOfEnding } from './referred.ts';

const REACH = 110;

/** Acts with a number: what became of each. */
export function numberedActs(row: Row, passage: number, page: PageContext, memory: Memory): Draft[] {
  const drafts: Draft[] = [];
  const stated = mentionsOf(row);
  const found = withBareNumbers(row, passage, stated, memory);
  if (found.length === 0) {
    openList(row, passage, page, memory);
    return [];
  }
  const fates = listedFates(row, passage, found, page, memory);
  if (fates) return listedDrafts(row, passage, found, fates, page);
  openList(row, passage, page, memory);
  for (const acts of found) {
    for (const [status, item, stated] of fatesOf(row, acts, found, page)) {
      const date = stated ?? (status === 'suspended' ? dayOfEnding(passage, memory) : undefined);
      for (const number of acts.numbers)
        drafts.push(draftOf(row, passage, acts, number, status, item, date, page));
    }
  }
  drafts.push(...atOnce(row, passage, found, drafts, memory, page));
  memory.actsTold = { acts: found, passage };
  const last = found.at(-1);
  if (last) {
    const told = drafts.findLast(({ start }) => start <= last.start) ?? drafts.at(-1);
    const plain = (): Draft =>
      draftOf(row, passage, last, last.numbers.at(-1)!, 'announced', asItem(last), undefined, page);
    memory.act = { draft: told ?? plain(), passage };
  }
  return drafts;
}

/** Each act of a list with each thing that is said of all of them. */
function listedDrafts(
  row: Row,
  passage: number,
  found: readonly Acts[],
  fates: readonly ListFate[],
  page: PageContext,
): Draft[] {
  return found.flatMap((acts) =>
    acts.numbers.flatMap((number) =>
      fates.map(({ status, period, said }) => ({
        ...draftOf(row, passage, acts, number, status, { ...asItem(acts), value: status }, period, page),
        ...said,
      })),
    ),
  );
}

const asItem = ({ start, end }: Acts): Item => ({ type: 'act', value: 'numbered', start, end });

/** "came into force on the date of issue": the day that the sentence before gave. */
function atOnce(
  row: Row,
  passage: number,
  found: readonly Acts[],
  drafts: readonly Draft[],
  memory: Memory,
  page: PageContext,
): Draft[] {
  const word = row.items.find(({ type }) => type === 'atOnce');
  const day = memory.actDay;
  const last = found.findLast(({ end }) => word !== undefined && end <= word.start);
  if (!word || !last || !day || passage - day.passage > CARRIED) return [];
  if (drafts.some(({ status }) => status === 'in_force' || status === 'suspended')) return [];
  return last.numbers.map((number) =>
    draftOf(row, passage, last, number, 'in_force', word, day.period, page),
  );
}

type Fate = readonly [PolicyStatus, Item, string | undefined];

/** What a sentence says became of an act, with the date of it. */
function fatesOf(row: Row, acts: Acts, all: readonly Acts[], page: PageContext): Fate[] {
  const statuses = row.items.filter(({ type }) => type === 'status');
  const dates = actDates(row, page);
  const periodFor = (verb: Item): string | undefined => {
    const date = dateFor(row, verb, dates);
    return date && actPeriod(row, date, verb, page);
  };
  for (const fate of ['suspended', 'repealed'] as const) {
    const ending = statuses.find(
      (item) =>
        item.value === fate && isReached(row, item.start, item.end, acts) && isObject(row, item, acts, all),
    );
    if (ending) return [[fate, ending, periodFor(ending)]];
    const ender = statuses.find(
      (item) => item.value === fate && item.start >= acts.end && isReached(row, item.start, item.end, acts),
    );
    const issuer = ender && (issuerVerb(statuses, acts) ?? ender);
    if (issuer) return [['announced', issuer, periodFor(issuer)]];
  }
  const out: Fate[] = [];
  const away = ({ start, end }: Item): number => (start >= acts.end ? start - acts.end : acts.start - end);
  const issuing = statuses
    .filter(
      ({ value, start, end }) =>
        /announced|proposed|clarified/.test(value) && isReached(row, start, end, acts),
    )
    .sort((a, b) => away(a) - away(b))[0];
  const issued = issuing && dateFor(row, issuing, dates);
  const inForce = row.items.filter(
    ({ type, value, start }) =>
      (type === 'status' || type === 'start' || type === 'startAfter') &&
      value === 'in_force' &&
      Math.abs(start - acts.start) < 220,
  );
  for (const item of inForce) {
    const isWeak = item.type !== 'status';
    const date = dateFor(row, item, isWeak ? dates.filter((each) => isBeside(item, each)) : dates);
    const period = date && actPeriod(row, date, item, page);
    if (!period || out.length >= 2 || out.some(([, , other]) => other === period)) continue;
    // the day of the announcement is the day of effect only where the verb stands nearer to it
    if (date === issued && distance(item, date) > distance(issuing!, date)) continue;
    out.push(['in_force', item, period]);
  }
  if (issuing) {
    const period = periodFor(issuing);
    if (!out.some(([, , taken]) => taken && taken === period) || !period)
      out.push([issuing.value as PolicyStatus, issuing, period]);
  }
  const heading = out.length === 0 ? headingDate(row, dates) : undefined;
  if (heading) {
    const item = { ...asItem(acts), value: 'announced' };
    out.push(['announced', item, actPeriod(row, heading, item, page)]);
  }
  const atOnce = row.items.find(({ type, start }) => type === 'atOnce' && start >= acts.end);
  const announced = out.find(([status]) => status === 'announced');
  if (atOnce && announced?.[2] && out.every(([status]) => status !== 'in_force'))
    out.push(['in_force', atOnce, announced[2]]);
  return out;
}

/** The verb that issues an act, nearest before it. */
const issuerVerb = (statuses: readonly Item[], acts: Acts): Item | undefined =>
  statuses.findLast(
    ({ value, end }) => value === 'announced' && end <= acts.start && acts.start - end < REACH,
  );

const distance = (verb: Item, date: Item): number =>
  verb.start >= date.end ? verb.start - date.end : date.start - verb.end;

/**
 * Whether a verb of ending has an act as its object: "suspends Nos. 55 to 58" and "No. 61 was suspended", but not the
 * act that does the suspending, where another is named behind the verb.
 */
function isObject(row: Row, verb: Item, acts: Acts, all: readonly Acts[]): boolean {
  if (acts.start >= verb.end) return true;
  // "No. 70, by which earlier announcements are suspended": others are what the verb is about
  const isOfOthers = row.items.some(
    ({ type, value, start, end }) =>
      type === 'act' && value === 'numbered' && start >= acts.end && end <= verb.start,
  );
  const isPassive =
    !isOfOthers && PASSIVE.test(between(row, Math.max(row.passage.start, verb.start - 14), verb.start));
  const isIssued = row.items.some(
    ({ type, value, start }) =>
      type === 'status' && value === 'announced' && start < verb.start && acts.start - start < REACH,
  );
  if (isIssued && !isPassive) return false;
  const isOther = ({ start }: { readonly start: number }): boolean =>
    start >= verb.end && start - verb.end < REACH && !/[;。]/.test(between(row, verb.end, start));
  return (
    !all.some(isOther) &&
    !(row.isCjk && row.items.some((item) => item.type === 'act' && item.value === 'measure' && isOther(item)))
  );
}

/** Before a verb of which the act is the object. */
const PASSIVE =
  /(?:\b(?:was|were|been|be|being|is|are|wurden?|worden|fue|fueron|sido|foi|foram|ete|est|sont) (?:also |now |all |temporarily )?|被|已被|を|が|은|는|이|가)$/;

function isReached(row: Row, start: number, end: number, acts: Acts): boolean {
  const gap = start >= acts.end ? between(row, acts.end, start) : between(row, end, acts.start);
  return gap.length < REACH && !/[;。]/.test(gap);
}
