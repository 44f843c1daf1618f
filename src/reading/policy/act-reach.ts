import { between, type Item, type Row } from '../prose/items.ts';
import { gapOf } from './act-dates.ts';
import type { ActMention } from './act-draft.ts';

const ACT_REACH = 120;
const ACT_REACH_CJK = 60;
/** How far "since" and "from" reach to what holds from then on. */
const START_REACH = 70;

export const isPart = (act: ActMention, verb: Item): boolean =>
  act.start <= verb.start && verb.end <= act.end;

/** A suspending or repealing verb is not dated by what only names its object: "suspend the 9 October controls". */
export function isDatedElsewhere(row: Row, verb: Item, date: Item, dates: readonly Item[]): boolean {
  if (verb.value !== 'suspended' && verb.value !== 'repealed') return false;
  const measure = row.items.find(
    (item) => item.type === 'act' && item.value === 'measure' && isMonthOf(row, item, date),
  );
  return measure !== undefined && dates.length >= 1;
}

/** The act nearest to a verb. */
export function actFor(row: Row, verb: Item, acts: readonly ActMention[]): ActMention | undefined {
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
export function isWithinReach(row: Row, act: ActMention, verb: Item, date: Item): boolean {
  const gap = gapOf(row, verb, date) ?? '';
  // 今年4月，…后，中国限制稀土出口: the time that opens the sentence is of all of it
  const isOpening = row.isCjk && date.start - row.passage.start <= 2;
  if (!isOpening && date.date!.grain === 'month' && (gap.match(/[,，](?!\d)/g)?.length ?? 0) > 1)
    return false;
  const distance = date.start >= act.end ? date.start - act.end : act.start - date.end;
  return distance <= (date.date!.grain === 'month' ? 110 : 170);
}

export function isMonthOf(
  row: Row,
  act: { readonly start: number; readonly end: number },
  date: Item,
): boolean {
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
