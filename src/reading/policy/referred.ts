import type { Draft } from '../draft.ts';
import type { PageContext } from '../page.ts';
import type { Row } from '../prose/items.ts';
import type { Memory } from '../prose/memory.ts';
import { actDates, actPeriod, dateFor } from './act-dates.ts';
import { draftOf, isBeside } from './numbered-draft.ts';

/** How many sentences an act is carried over to one that says when it takes effect. */
export const CARRIED = 8;

/** "The announcements so suspended are Nos. 55 to 58": the day of the act that the sentence before told. */
export const dayOfEnding = (passage: number, { act }: Memory): string | undefined =>
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
