import type { Draft } from '../draft.ts';
import type { PolicyStatus } from '../observation.ts';
import type { PageContext } from '../page.ts';
import { between, type Item, type Row } from '../prose/items.ts';
import type { Memory } from '../prose/memory.ts';
import { actDates, actPeriod, dateFor, headingDate } from './act-dates.ts';
import { issuerOf } from './act-draft.ts';
import { type ListFate, listedFates, openList, withBareNumbers } from './listed.ts';

/** The numbers of acts in one phrase: "Nos. 55 to 58, 61 and 62". */
export interface Acts {
  readonly start: number;
  readonly end: number;
  readonly numbers: readonly number[];
  readonly year?: number;
}

const NUMBER_LIST =
  /(?:(?:(\d{4})\)? ?(?:年|년)?)? ?[第제]? ?)?(?:nos?\.?|numbers?|nr\.?|n°|n\.º|num\.?)? ?(\d{1,4}(?:号|호)?(?:(?:, ?(?:no\.? ?|第)?| and (?:no\.? ?)?|, and (?:no\.? ?)?| & |和|及|、(?:第)?|, ?제|와 ?제?|과 ?제?| 및 ?제?| to (?:no\.? ?)?| through |-|~|至| und | bis | y | a | et | e )\d{1,4}(?:号|호)?){0,9})(?: ?(?:号|호))?(?: ?(?:\(|of |,? ?from |de |von )?(\d{4})\)?)?/y;
const REACH = 110;
/** How many sentences an act is carried over to one that says when it takes effect. */
const CARRIED = 8;

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

/** "The announcements so suspended are Nos. 55 to 58": the day of the act that the sentence before told. */
const dayOfEnding = (passage: number, { act }: Memory): string | undefined =>
  act && passage - act.passage === 1 && act.draft.status === 'announced' ? act.draft.period : undefined;

/** How many sentences behind a list of acts "these" may speak of them. */
const REFERRED = 2;

/** "These six were all issued on 9 October": what is said of the acts that the sentence before numbered. */
export function referredActs(row: Row, passage: number, page: PageContext, memory: Memory): Draft[] {
  const told = memory.actsTold;
  if (!told || passage === told.passage || passage - told.passage > REFERRED) return [];
  const { phrases, normal } = row;
  const opens =
    phrases.pronoun.endAfter(normal.low, row.passage.start) !== undefined ||
    row.items.some(({ type, start }) => type === 'each' && start - row.passage.start <= 1);
  const verb = row.items.find(({ type, value }) => type === 'status' && value === 'announced');
  const date = opens && verb ? dateFor(row, verb, actDates(row, page)) : undefined;
  if (!verb || !date) return [];
  const period = actPeriod(row, date, verb, page);
  const span = { start: row.passage.start, end: Math.max(verb.end, date.end) };
  return told.acts.flatMap(({ numbers, year }) =>
    numbers.map((number) =>
      draftOf(
        row,
        passage,
        { ...span, numbers, ...(year ? { year } : {}) },
        number,
        'announced',
        verb,
        period,
        page,
      ),
    ),
  );
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

/** "Items 1 and 2 take effect on 1 December": the act of the sentence before. */
export function carriedAct(row: Row, passage: number, page: PageContext, memory: Memory): Draft[] {
  if (!memory.act || passage - memory.act.passage > CARRIED) return [];
  const names = (value: string): boolean =>
    row.items.some((item) => item.type === 'act' && item.value === value);
  // "the measure takes effect on 1 December" is still the act; a measure that says on what is another
  const saysOnWhat = row.items.some(({ type }) => type === 'material' || type === 'flow');
  if (names('deed') || (names('measure') && !names('numbered') && (!row.isCjk || saysOnWhat))) return [];
  const { draft } = memory.act;
  const drafts: Draft[] = [];
  const dates = actDates(row, page);
  for (const verb of row.items) {
    const isVerb =
      (verb.type === 'status' && verb.value === 'in_force') ||
      verb.type === 'atOnce' ||
      verb.type === 'startAfter';
    if (!isVerb) continue;
    const days = dates.filter(
      (each) => each.date!.grain === 'day' && (verb.type !== 'startAfter' || isBeside(verb, each)),
    );
    const date = verb.type === 'atOnce' ? undefined : dateFor(row, verb, days);
    const period = date
      ? actPeriod(row, date, verb, page)
      : verb.type === 'atOnce'
        ? draft.period
        : undefined;
    if (!period || drafts.some((other) => other.period === period)) continue;
    drafts.push({
      ...draft,
      status: 'in_force',
      period,
      change: [],
      start: Math.min(verb.start, date?.start ?? verb.start),
      end: Math.max(verb.end, date?.end ?? verb.end),
      passage,
      figures: [],
    });
  }
  return drafts;
}

/** Numbers that stand with a word for an act. */
function mentionsOf(row: Row): Acts[] {
  const found: Acts[] = [];
  const low = row.normal.low;
  for (const item of row.items) {
    if (item.type !== 'act' || item.value !== 'numbered') continue;
    const before = /(?:第|제|no\. ?) ?(\d{1,4}) ?(?:号|호)? ?$/.exec(
      low.slice(Math.max(row.passage.start, item.start - 10), item.start),
    );
    let at = item.end;
    while (at < row.passage.end && /[ ([:,]/.test(low[at]!)) at++;
    NUMBER_LIST.lastIndex = at;
    const list = NUMBER_LIST.exec(low);
    if (list && list.index === at && at - item.end <= 3 && list[0].length > 0) {
      const numbers = expand(list[2]!);
      const year = list[3] ? Number(list[3]) : list[1] ? Number(list[1]) : undefined;
      const isNumber = numbers.every((number) => number < 1000 || /no|第|号/.test(list[0]));
      if (
        numbers.length > 0 &&
        isNumber &&
        !(numbers.length === 1 && numbers[0]! > 1900 && numbers[0]! < 2100)
      ) {
        found.push({ start: item.start, end: at + list[0].length, numbers, ...(year ? { year } : {}) });
        continue;
      }
    }
    if (before) {
      const start = item.start - before[0].length;
      found.push({ start, end: item.end, numbers: [Number(before[1])] });
    }
  }
  return found;
}

/** "55-58, 61 and 62" is six numbers. */
function expand(list: string): number[] {
  const numbers: number[] = [];
  const parts = list.matchAll(/(to|through|bis|至|-|~| a )?[^\d]{0,8}(\d{1,4})/g);
  let joint = '';
  for (const part of parts) {
    const number = Number(part[2]);
    joint = part[0].slice(0, part[0].length - part[2]!.length);
    const last = numbers.at(-1);
    if (
      last !== undefined &&
      /to|through|bis|至|-|~| a /.test(joint) &&
      number > last &&
      number - last < 30
    ) {
      for (let next = last + 1; next <= number; next++) numbers.push(next);
    } else numbers.push(number);
  }
  return numbers;
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

const isBeside = (item: Item, date: Item): boolean =>
  item.type === 'start'
    ? date.start >= item.end && date.start - item.end <= 6
    : item.start >= date.end && item.start - date.end <= 2;

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

function draftOf(
  row: Row,
  passage: number,
  acts: Acts,
  number: number,
  status: PolicyStatus,
  verb: Item,
  period: string | undefined,
  page: PageContext,
): Draft {
  const year = acts.year ?? (period ? Number(period.slice(0, 4)) : page.published?.year);
  return {
    kind: 'policy',
    instrument: `Announcement No. ${number}${year ? ` of ${year}` : ''}`,
    status,
    ...(period ? { period } : {}),
    ...issuerOf(row, page, acts.start, verb.start),
    change: [],
    start: Math.min(acts.start, verb.start),
    end: Math.max(acts.end, verb.end),
    read_by: 'policy/numbered',
    passage,
    figures: [],
  };
}
