import type { PolicyStatus } from '../observation.ts';
import type { PageContext } from '../page.ts';
import { between, type Item, type Row } from '../prose/items.ts';
import type { ActListFate, Memory } from '../prose/memory.ts';
import { actDates, actPeriod, dateFor } from './act-dates.ts';
import type { Acts } from './act-numbers.ts';

/** What is said of all acts of a list. */
export type ListFate = ActListFate;

/** How many sentences may stand between the lines of a list. */
export const LIST_MOST = 2;
/** How many sentences the day of an act is carried to a list of others. */
const DAY_CARRIED = 8;
/** A number of an act that stands without the word for it, at the start of its clause: 第55号, 제61호. */
const BARE_NUMBER =
  /[第제] ?(\d{1,3}) ?(?:号|호)(?= ?(?:[-:,，、;；。()《「]|[和及与對对]|$|와|과|및|は|は、))/g;
const CLAUSE_BEFORE = /(?:^|[:：,，、;；。(和及与과와은는] ?)$/;
const ATTRIBUTE_REACH = 8;
/** What may stand between the end of an in-force word and a measure: the title of an act, no fate of it. */
const TITLE_GAP = 2;

/**
 * The acts of a sentence with those that are named by their number alone, where the sentence speaks of acts or goes
 * on with a list of them: "the announcements are: No. 55 on ...; No. 56 on ...".
 */
export function withBareNumbers(
  row: Row,
  passage: number,
  stated: readonly Acts[],
  memory: Memory,
): readonly Acts[] {
  const list = memory.actList;
  const isListed =
    (list !== undefined && passage - list.passage <= LIST_MOST) ||
    row.items.some(({ type, value }) => type === 'act' && value === 'numbered');
  if (!row.isCjk || !isListed) return stated;
  const { start, end } = row.passage;
  const low = row.normal.low.slice(start, end);
  const found: Acts[] = [...stated];
  for (const match of low.matchAll(BARE_NUMBER)) {
    const at = start + match.index;
    const to = at + match[0].length;
    if (stated.some((acts) => acts.start < to && at < acts.end)) continue;
    if (!CLAUSE_BEFORE.test(low.slice(Math.max(0, match.index - 2), match.index))) continue;
    found.push({ start: at, end: to, numbers: [Number(match[1])] });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** "suspending until 10 November the following announcements:": what becomes of those that the lines behind it name. */
export function openList(row: Row, passage: number, page: PageContext, memory: Memory): void {
  if (!/[:：]$/.test(between(row, row.passage.end - 1, row.passage.end))) return;
  const fates = fatesBefore(row, passage, row.passage.end, page, memory);
  if (fates.length > 0) memory.actList = { fates, passage };
}

/** What is said of the acts of a sentence as members of a list: by what leads them behind a colon, or by the list so far. */
export function listedFates(
  row: Row,
  passage: number,
  found: readonly Acts[],
  page: PageContext,
  memory: Memory,
): readonly ListFate[] | undefined {
  const first = found[0]!.start;
  if (/[:：] ?$/.test(between(row, Math.max(row.passage.start, first - 2), first))) {
    const fates = fatesBefore(row, passage, first, page, memory);
    if (fates.length > 0) {
      memory.actList = { fates, passage };
      return fates;
    }
  }
  const list = memory.actList;
  if (!list || passage - list.passage > LIST_MOST || saysMore(row)) return undefined;
  memory.actList = { ...list, passage };
  return list.fates;
}

/** Whether a line of a list has a verb of its own, besides the one in the title of its act: 对…实施出口管制. */
const saysMore = (row: Row): boolean =>
  row.items.some(
    ({ type, value, end }) =>
      type === 'status' &&
      !(
        value === 'in_force' &&
        row.items.some((act) => act.type === 'act' && act.start >= end && act.start - end <= TITLE_GAP)
      ),
  );

/**
 * What the words before a list say of its acts. An end that has no day of its own is of the day of the act told
 * before: "the acts so suspended were all issued on 9 October, namely:".
 */
function fatesBefore(
  row: Row,
  passage: number,
  limit: number,
  page: PageContext,
  memory: Memory,
): ListFate[] {
  const verbs = row.items.filter(({ type, end }) => type === 'status' && end <= limit);
  const ending = verbs.findLast(({ value }) => value === 'suspended' || value === 'repealed');
  const issuing = verbs.findLast(({ value }) => value === 'announced');
  const dates = actDates(row, page).filter(({ end }) => end <= limit);
  const dateOf = (verb: Item): Item | undefined => dateFor(row, verb, dates);
  if (!ending) {
    const verb = issuing ?? verbs.at(-1);
    return verb ? [fateOf(row, verb, dateOf(verb), page)] : [];
  }
  if (!issuing) return [fateOf(row, ending, dateOf(ending), page)];
  const [own, other] = [dateOf(ending), dateOf(issuing)];
  // both verbs stand with one day: it is of the verb that stands nearer to it
  const isShared = own !== undefined && own === other;
  const isIssued = isShared && issuing.start >= ending.end && isAttributive(row, ending);
  if (!isIssued) return [fateOf(row, ending, own ?? other, page)];
  const day = memory.act?.draft.period ?? memory.actDay?.period;
  const told = memory.act?.passage ?? memory.actDay?.passage ?? Number.NEGATIVE_INFINITY;
  const carried = day !== undefined && passage - told <= DAY_CARRIED ? day : undefined;
  return [
    { status: ending.value as PolicyStatus, ...(carried ? { period: carried } : {}) },
    { ...fateOf(row, issuing, other, page), said: spanOf(ending, other, issuing) },
  ];
}

/** 暂停实施的公告: a verb right before the word for acts only says which acts are meant. */
const isAttributive = (row: Row, verb: Item): boolean =>
  row.items.some(
    ({ type, value, start }) =>
      type === 'act' &&
      value === 'numbered' &&
      start >= verb.end &&
      start - verb.end <= ATTRIBUTE_REACH &&
      !/[,，、;；]/.test(between(row, verb.end, start)),
  );

const spanOf = (...items: readonly (Item | undefined)[]): { start: number; end: number } => {
  const named = items.flatMap((item) => item ?? []);
  return {
    start: Math.min(...named.map(({ start }) => start)),
    end: Math.max(...named.map(({ end }) => end)),
  };
};

function fateOf(row: Row, verb: Item, date: Item | undefined, page: PageContext): ListFate {
  const period = date && actPeriod(row, date, verb, page);
  return { status: verb.value as PolicyStatus, ...(period ? { period } : {}) };
}
