import type { Draft } from '../draft.ts';
import type { PolicyStatus } from '../observation.ts';
import type { PageContext } from '../page.ts';
import type { Passage, PreparedText } from '../passages.ts';
import { periodOf } from '../periods.ts';
import { between, type Item, type Row, rowOf } from '../prose/items.ts';
import type { Memory } from '../prose/memory.ts';
import { actDates, actPeriod, dateFor, gapOf } from './act-dates.ts';
import { type ActMention, actDraft } from './act-draft.ts';
import { measures, namedActs, plainSchemes } from './mentions.ts';
import { carriedAct, numberedActs } from './numbered.ts';

/** What has more than this in one sentence is a list or debris. */
const MOST_ITEMS = 200;
const ACT_REACH = 120;
const ACT_REACH_CJK = 60;
/** How far "since" and "from" reach to what holds from then on. */
const START_REACH = 70;
/** How many sentences the day of an act is carried to the one that names it. */
const CARRIED = 2;

/** Reads the acts of government of one sentence: what became of them, when and by whom. */
export function readPolicy(
  passage: Passage,
  index: number,
  prepared: PreparedText,
  page: PageContext,
  memory: Memory,
): Draft[] {
  const isAct = passage.words.some(({ meaning }) => meaning.type === 'act' || meaning.type === 'status');
  if (!isAct && !passage.words.some(({ meaning }) => meaning.type === 'atOnce')) return [];
  const row = rowOf(passage, prepared.normal);
  if (row.items.length > MOST_ITEMS) return [];
  const numbered = numberedActs(row, index, page, memory);
  if (numbered.length > 0) return numbered;
  const carried = carriedAct(row, index, page, memory);
  if (carried.length > 0) return carried;
  const dates = actDates(row, page);
  const named = namedActs(row);
  if (dates.length === 0) {
    const told = undated(row, index, page, named, memory);
    return told.length > 0 ? told : endings(row, index, page, measures(row, named), [], memory);
  }
  const found = [...named, ...measures(row, named)];
  const acts = found.length > 0 ? found : plainSchemes(row, page);
  const dated = datedActs(row, index, page, acts, dates);
  const isRead = (act: ActMention): boolean =>
    dated.some(({ start, end }) => start < act.end && act.start < end);
  const drafts = [
    ...dated,
    ...measuresOfMonth(
      row,
      index,
      page,
      acts.filter((act) => !isRead(act)),
    ),
  ];
  const atOnce = row.items.find(({ type }) => type === 'atOnce');
  const issued = drafts.find(({ status, period }) => status === 'announced' && period?.length === 10);
  if (atOnce && issued && drafts.every(({ status }) => status !== 'in_force') && atOnce.start > issued.start)
    drafts.push({ ...issued, status: 'in_force', end: atOnce.end, change: [], figures: [] });
  const ended = endings(row, index, page, acts, drafts, memory);
  keepDay(row, index, page, dates, drafts, memory);
  drafts.push(...ended);
  return drafts.length > 0 ? drafts : clarified(row, index, page, dates);
}

/** Keeps the day on which something was said or done, for sentences that go on about it. */
function keepDay(
  row: Row,
  index: number,
  page: PageContext,
  dates: readonly Item[],
  drafts: readonly Draft[],
  memory: Memory,
): void {
  const dated = drafts.findLast(
    ({ period, status }) => period?.length === 10 && status !== 'in_force',
  )?.period;
  const verb = row.items.find(({ type, value }) => type === 'status' && value === 'announced');
  const date = verb && dateFor(row, verb, dates);
  const said = date && date.date!.grain !== 'month' ? actPeriod(row, date, verb, page) : undefined;
  const period = dated ?? said;
  if (period) memory.actDay = { period, passage: index };
}

const ENDING_REACH = 60;
const PERHAPS =
  /\b(?:may|might|could|would consider|consider\w*|if|unless|urg\w+|call\w* (?:for|on)|ask\w*|demand\w*|hope\w*|not|never|whether|talks|refus\w*|until)\b|可能|或将|若|如果|要求|呼吁|かもしれ|求め|可能性|요구|촉구/;

/** Whether an end is only asked for or thought of. */
const isPerhaps = (row: Row, { value, start }: Item): boolean =>
  (value === 'suspended' || value === 'repealed') &&
  PERHAPS.test(between(row, Math.max(row.passage.start, start - 40), start));

/** "Beijing will suspend the controls that it announced on 9 October": an end without a day of its own. */
function endings(
  row: Row,
  index: number,
  page: PageContext,
  acts: readonly ActMention[],
  drafts: readonly Draft[],
  memory: Memory,
): Draft[] {
  if (drafts.some(({ status }) => status === 'suspended' || status === 'repealed')) return [];
  for (const verb of row.items) {
    if (verb.type !== 'status' || (verb.value !== 'suspended' && verb.value !== 'repealed')) continue;
    const act = acts.find(
      ({ start, end, rule }) =>
        rule === 'policy/measure' &&
        ((start >= verb.end && start - verb.end <= ENDING_REACH) ||
          (row.isCjk && verb.start >= end && verb.start - end <= ENDING_REACH / 3)),
    );
    if (!act || isPerhaps(row, verb) || !memory.actDay || index - memory.actDay.passage > CARRIED) continue;
    return [actDraft(row, index, page, act, verb.value as PolicyStatus, verb, memory.actDay.period)];
  }
  return [];
}

/** A named act whose day the sentence before gave: "got the nod on Wednesday. The Scheme to Promote ... was cleared". */
function undated(
  row: Row,
  index: number,
  page: PageContext,
  named: readonly ActMention[],
  memory: Memory,
): Draft[] {
  const carried = memory.actDay;
  if (!carried || index - carried.passage > CARRIED) return [];
  for (const verb of row.items) {
    if (verb.type !== 'status' || verb.value === 'clarified') continue;
    const act = actFor(row, verb, named);
    if (act && !isPart(act, verb))
      return [actDraft(row, index, page, act, verb.value as PolicyStatus, verb, carried.period)];
  }
  return [];
}

const isPart = (act: ActMention, verb: Item): boolean => act.start <= verb.start && verb.end <= act.end;

/** Verbs and beginnings ("from 1 May", 自…起) that say what became of an act. */
function verbsOf(row: Row, dates: readonly Item[]): Item[] {
  return row.items.filter((item) => {
    if (item.type === 'status' || (item.type === 'act' && item.value === 'deed')) return true;
    if (item.type === 'start')
      return dates.some(({ start }) => start >= item.end && start - item.end <= (row.isCjk ? 1 : 6));
    return item.type === 'startAfter' && dates.some(({ end }) => item.start >= end && item.start - end <= 2);
  });
}

/** An act for every date: the verb that the date stands with, and the act that the verb speaks of. */
function datedActs(
  row: Row,
  index: number,
  page: PageContext,
  acts: readonly ActMention[],
  dates: readonly Item[],
): Draft[] {
  const drafts: Draft[] = [];
  const verbs = verbsOf(row, dates);
  const used = new Set<Item>();
  for (const date of dates) {
    const free = verbs.filter((each) => !used.has(each));
    const verb = isVerbFinal(page)
      ? verbBehind(row, date, free, dates)
      : endingIn(row, verbFor(row, date, free, acts));
    if (!verb || isDatedElsewhere(row, verb, date, dates) || isPerhaps(row, verb)) continue;
    const act = actFor(row, verb, acts);
    if (!act || !isWithinReach(row, act, verb, date)) continue;
    const status = verb.type === 'act' ? 'in_force' : (verb.value as PolicyStatus);
    const period = actPeriod(row, date, verb, page);
    if (!period || drafts.some((other) => other.period === period)) continue;
    used.add(verb);
    drafts.push(actDraft(row, index, page, act, status, verb, period));
  }
  return drafts;
}

const isVerbFinal = ({ language }: PageContext): boolean => language.code === 'ja' || language.code === 'ko';

/**
 * In Japanese and Korean the verb stands behind its date: the next one before another date (10月9日に発表した規制), else the
 * end of the sentence, where "said that it would suspend" is the suspension.
 */
function verbBehind(row: Row, date: Item, verbs: readonly Item[], dates: readonly Item[]): Item | undefined {
  const next = row.items.find(
    ({ type, start, date: mention }) => type === 'date' && mention!.grain !== 'clock' && start > date.start,
  );
  const behind = verbs.filter(({ start }) => start >= date.end);
  const own = behind.find(({ start }) => next === undefined || start < next.start);
  const isOwn =
    own && (next !== undefined && dates.includes(next) ? own.start - date.end <= ATTRIBUTE_REACH : true);
  if (isOwn && next !== undefined) return own;
  const ending = behind.findLast(({ value }) => value === 'suspended' || value === 'repealed');
  return ending ?? own ?? behind.at(-1);
}

const ATTRIBUTE_REACH = 12;

/** "from" and "since" are of the date right behind them, 起 and から of the one right before. */
const isBeginning = (row: Row, word: Item, date: Item): boolean =>
  word.type === 'start'
    ? date.start >= word.end && date.start - word.end <= (row.isCjk ? 1 : 6)
    : word.start >= date.end && word.start - date.end <= 2;

/** The verb nearest to a date: one right before it ("took effect on"), else the nearest of its clause. */
function verbFor(
  row: Row,
  date: Item,
  verbs: readonly Item[],
  acts: readonly ActMention[],
): Item | undefined {
  let best: Item | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const verb of verbs) {
    const gap = gapOf(row, verb, date);
    if (gap === undefined || gap.length > 90) continue;
    if (verb.type !== 'status' && verb.type !== 'act' && !isBeginning(row, verb, date)) continue;
    const commas = gap.match(/[,，、](?!\d)/g)?.length ?? 0;
    const isNoun = verb.type !== 'act' && acts.some((act) => isPart(act, verb));
    // an adjective before its measure, "verschärfte Kontrollen", says less than a verb
    const isAdjective =
      verb.value === 'announced' &&
      acts.some(({ start }) => start - verb.end === 1) &&
      !/^(?:announce|issue)/.test(between(row, verb.start, verb.end));
    const distance =
      gap.length +
      commas * 12 +
      (isNoun ? 200 : 0) +
      (isAdjective && gap.length > 2 ? 60 : 0) +
      (verb.type === 'status' ? 0 : 8);
    if (distance < bestDistance) [best, bestDistance] = [verb, distance];
  }
  return bestDistance < 140 ? best : undefined;
}

const ENDING_GAP = 18;

/** "announced the suspension of", "said it would suspend": what is announced is the end of the act. */
function endingIn(row: Row, verb: Item | undefined): Item | undefined {
  if (verb?.value !== 'announced') return verb;
  return (
    row.items.find(
      ({ type, value, start }) =>
        type === 'status' &&
        (value === 'suspended' || value === 'repealed') &&
        start >= verb.end &&
        start - verb.end <= ENDING_GAP &&
        !/[,，;。]/.test(between(row, verb.end, start)),
    ) ?? verb
  );
}

/** A suspending or repealing verb is not dated by what only names its object: "suspend the 9 October controls". */
function isDatedElsewhere(row: Row, verb: Item, date: Item, dates: readonly Item[]): boolean {
  if (verb.value !== 'suspended' && verb.value !== 'repealed') return false;
  const measure = row.items.find(
    (item) => item.type === 'act' && item.value === 'measure' && isMonthOf(row, item, date),
  );
  return measure !== undefined && dates.length >= 1;
}

/** The act nearest to a verb. */
function actFor(row: Row, verb: Item, acts: readonly ActMention[]): ActMention | undefined {
  const isStart = verb.type === 'start' || verb.type === 'startAfter';
  const most = row.isCjk ? ACT_REACH_CJK : isStart ? START_REACH : ACT_REACH;
  return acts
    .map((act) => ({
      act,
      distance:
        verb.start >= act.end ? verb.start - act.end : act.start >= verb.end ? act.start - verb.end : 0,
    }))
    .filter(
      ({ act, distance }) =>
        distance <= most &&
        !(isStart && (hasFigureBetween(row, act, verb) || isPriced(row))) &&
        !/[;。]/.test(between(row, Math.min(act.end, verb.end), Math.max(act.start, verb.start))),
    )
    .sort((a, b) => a.distance - b.distance)[0]?.act;
}

/** "As of 1 May, dysprosium oxide stood at": what stands from then on is a price. */
const isPriced = (row: Row): boolean => row.items.some(({ quantity }) => quantity?.kind === 'price');

const hasFigureBetween = (row: Row, act: ActMention, verb: Item): boolean =>
  row.items.some(
    ({ type, start, end }) =>
      type === 'quantity' && start >= Math.min(act.end, verb.end) && end <= Math.max(act.start, verb.start),
  );

/** A day reaches across a sentence, a month only within its clause. */
function isWithinReach(row: Row, act: ActMention, verb: Item, date: Item): boolean {
  const gap = gapOf(row, verb, date) ?? '';
  if (date.date!.grain === 'month' && (gap.match(/[,，](?!\d)/g)?.length ?? 0) > 1) return false;
  const distance = date.start >= act.end ? date.start - act.end : act.start - date.end;
  return distance <= (date.date!.grain === 'month' ? 110 : 170);
}

/** "the April controls", "controls of 9 October": a measure named by its month or day. */
function measuresOfMonth(row: Row, index: number, page: PageContext, acts: readonly ActMention[]): Draft[] {
  for (const act of acts) {
    if (act.rule !== 'policy/measure') continue;
    const date = row.items.find((item) => item.type === 'date' && isMonthOf(row, act, item));
    const period = date && periodOf(date.date!, page.published);
    if (!date || !period) continue;
    const verb = row.items.find(
      ({ type, value, start, end }) =>
        type === 'status' &&
        (value === 'suspended' || value === 'repealed') &&
        Math.min(Math.abs(act.start - end), Math.abs(start - act.end)) <= 70,
    );
    const start = Math.min(act.start, date.start, verb?.start ?? act.start);
    const end = Math.max(act.end, date.end, verb?.end ?? act.end);
    const mention: ActMention = {
      start: Math.min(act.start, date.start),
      end: Math.max(act.end, date.end),
      instrument: row.normal.text.slice(Math.min(act.start, date.start), Math.max(act.end, date.end)),
      rule: 'policy/measure-of-month',
    };
    const status = verb ? (verb.value as PolicyStatus) : 'in_force';
    return [actDraft(row, index, page, mention, status, { start, end }, verb ? undefined : period)];
  }
  return [];
}

function isMonthOf(row: Row, act: { readonly start: number; readonly end: number }, date: Item): boolean {
  if (date.date!.grain !== 'month' && date.date!.grain !== 'day') return false;
  if (date.end <= act.start)
    return (
      /^(?: |'s |,? \d{4} |の|的)?(?:export |trade |new |chinese )?$/.test(
        between(row, date.end, act.start),
      ) &&
      act.start > date.end - 1 &&
      between(row, date.end, act.start) !== ''
    );
  return /^(?: [a-z]{4,12})? (?:of|de|del|do|vom|von|du|d'|from|imposed in|imposed on|introduced in|announced on|announced in) (?:early |late |mid-? ?)?$/.test(
    between(row, act.end, date.start),
  );
}

/** What an agency made clear on a day: its words are the act. */
function clarified(row: Row, index: number, page: PageContext, dates: readonly Item[]): Draft[] {
  const verb = row.items.find(({ type, value }) => type === 'status' && value === 'clarified');
  const agency = row.items.find(
    ({ type, value }) => type === 'org' && page.vocabulary.organisations.get(value)?.kind === 'agency',
  );
  const date = verb && agency ? dateFor(row, verb, dates) : undefined;
  if (!verb || !agency || !date) return [];
  const words = row.normal.text
    .slice(verb.start, Math.min(row.passage.end, verb.end + 90))
    .split(/[.,;]/)[0]!;
  const act: ActMention = {
    start: agency.start,
    end: verb.start + words.length,
    instrument: words,
    rule: 'policy/named',
  };
  return [actDraft(row, index, page, act, 'clarified', verb, actPeriod(row, date, verb, page))];
}
