import type { Draft } from '../draft.ts';
import type { PolicyStatus } from '../observation.ts';
import type { PageContext } from '../page.ts';
import type { Passage, PreparedText } from '../passages.ts';
import { periodOf } from '../periods.ts';
import { type Item, type Row, rowOf } from '../prose/items.ts';
import type { Memory } from '../prose/memory.ts';
import { actDates, actPeriod, dateFor, headingDate } from './act-dates.ts';
import { type ActMention, actDraft } from './act-draft.ts';
import { CARRIED, endings, isPerhaps } from './act-endings.ts';
import { actFor, isDatedElsewhere, isMonthOf, isPart, isWithinReach } from './act-reach.ts';
import { endingIn, isVerbFinal, verbBehind, verbFor, verbsOf } from './act-verbs.ts';
import { LIST_MOST } from './listed.ts';
import { measures, namedActs, plainSchemes } from './mentions.ts';
import { numberedActs } from './numbered.ts';
import { carriedAct, referredActs } from './referred.ts';

/** What has more than this in one sentence is a list or debris. */
const MOST_ITEMS = 200;

const ACTING: ReadonlySet<string> = new Set(['act', 'status', 'restricting']);

/** Reads the acts of government of one sentence: what became of them, when and by whom. */
export function readPolicy(
  passage: Passage,
  index: number,
  prepared: PreparedText,
  page: PageContext,
  memory: Memory,
): Draft[] {
  const isAct = passage.words.some(({ meaning }) => ACTING.has(meaning.type));
  const isListOpen = memory.actList !== undefined && index - memory.actList.passage <= LIST_MOST;
  if (!isAct && !isListOpen && !passage.words.some(({ meaning }) => meaning.type === 'atOnce')) return [];
  const row = rowOf(passage, prepared, page.vocabulary);
  if (row.items.length > MOST_ITEMS) return [];
  const numbered = numberedActs(row, index, page, memory);
  if (numbered.length > 0) return numbered;
  const referred = referredActs(row, index, page, memory);
  if (referred.length > 0) return referred;
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
  const heading = dated.length === 0 ? headingDate(row, dates) : undefined;
  if (heading && acts[0]) {
    const [act] = acts;
    const verb: Item = { type: 'status', value: 'announced', start: act.start, end: act.end };
    dated.push(actDraft(row, index, page, act, 'announced', verb, actPeriod(row, heading, verb, page)));
  }
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
  if (drafts.length === 0) drafts.push(...goneOn(row, index, page, dates, memory));
  const measure = drafts.findLast(({ read_by }) => read_by === 'policy/measure');
  if (measure) memory.measure = { draft: measure, passage: index };
  return drafts.length > 0 ? drafts : clarified(row, index, page, dates);
}

/** "They take effect on 8 November": the measure that the sentence before told. */
function goneOn(row: Row, index: number, page: PageContext, dates: readonly Item[], memory: Memory): Draft[] {
  const told = memory.measure;
  const { phrases, normal, passage } = row;
  if (!told || index === told.passage || index - told.passage > CARRIED) return [];
  if (phrases.pronoun.endAfter(normal.low, passage.start) === undefined) return [];
  const verb = row.items.find(({ type, value }) => type === 'status' && value === 'in_force');
  const day =
    verb &&
    dateFor(
      row,
      verb,
      dates.filter(({ date }) => date!.grain === 'day'),
    );
  const period = day && actPeriod(row, day, verb, page);
  if (!period) return [];
  const [start, end] = [Math.min(verb.start, day.start), Math.max(verb.end, day.end)];
  return [{ ...told.draft, status: 'in_force', period, change: [], start, end, passage: index, figures: [] }];
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
  // of a day on which something was done and one on which it had been announced, the later
  const dated = drafts
    .flatMap(({ period, status }) => (period?.length === 10 && status !== 'in_force' ? [period] : []))
    .sort()
    .at(-1);
  const verb = row.items.find(({ type, value }) => type === 'status' && value === 'announced');
  const date = verb && dateFor(row, verb, dates);
  const said = date && date.date!.grain !== 'month' ? actPeriod(row, date, verb, page) : undefined;
  const period = dated ?? said;
  if (period) memory.actDay = { period, passage: index };
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
    const near = isVerbFinal(page) ? undefined : verbFor(row, date, free, acts);
    // "since 2 April, when the dispute grew, a licence has been required": the verb, where "since" does not reach the act
    const isFar = near?.type === 'start' && actFor(row, near, acts) === undefined;
    const verb = isVerbFinal(page)
      ? verbBehind(row, date, free, dates)
      : endingIn(
          row,
          isFar
            ? verbFor(
                row,
                date,
                free.filter(({ type }) => type === 'status'),
                acts,
              )
            : near,
        );
    if (!verb || isDatedElsewhere(row, verb, date, dates) || isPerhaps(row, verb)) continue;
    const act = actFor(row, verb, acts);
    if (!act || !isWithinReach(row, act, verb, date)) continue;
    const status = verb.type === 'act' ? 'in_force' : (verb.value as PolicyStatus);
    const period = actPeriod(row, date, verb, page);
    if (drafts.some((other) => other.period === period)) continue;
    used.add(verb);
    drafts.push(actDraft(row, index, page, act, status, verb, period));
  }
  return drafts;
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
