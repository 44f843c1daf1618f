import type { PageContext } from '../page.ts';
import { between, type Item, type Row } from '../prose/items.ts';
import { gapOf } from './act-dates.ts';
import type { ActMention } from './act-draft.ts';
import { isPart } from './act-reach.ts';

/** Verbs and beginnings ("from 1 May", 自…起) that say what became of an act. */
export function verbsOf(row: Row, dates: readonly Item[]): Item[] {
  return row.items.filter((item) => {
    if (item.type === 'status' || (item.type === 'act' && item.value === 'deed')) return true;
    if (item.type === 'start')
      return dates.some(({ start }) => start >= item.end && start - item.end <= (row.isCjk ? 1 : 6));
    return item.type === 'startAfter' && dates.some(({ end }) => item.start >= end && item.start - end <= 2);
  });
}

export const isVerbFinal = ({ language }: PageContext): boolean =>
  language.code === 'ja' || language.code === 'ko';

/**
 * In Japanese and Korean the verb stands behind its date: the next one before another date (10月9日に発表した規制), else the
 * end of the sentence, where "said that it would suspend" is the suspension.
 */
export function verbBehind(
  row: Row,
  date: Item,
  verbs: readonly Item[],
  dates: readonly Item[],
): Item | undefined {
  const next = row.items.find(
    ({ type, start, date: mention }) => type === 'date' && mention!.grain !== 'clock' && start > date.start,
  );
  const behind = verbs.filter(({ start }) => start >= date.end);
  const attribute = behind.find(({ value, start }) => value === 'announced' && start - date.end <= 1);
  const act = attribute && row.items.find(({ type, start }) => type === 'act' && start > attribute.start);
  const isAttribute =
    act !== undefined &&
    act.start - attribute!.end <= ATTRIBUTE_REACH &&
    behind.some(({ value, start }) => start >= act.end && (value === 'suspended' || value === 'repealed'));
  if (isAttribute) return attribute;
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
export function verbFor(
  row: Row,
  date: Item,
  verbs: readonly Item[],
  acts: readonly ActMention[],
): Item | undefined {
  // 暂停实施10月9日公布的管制: the day is when what is suspended was announced
  const attribute = row.isCjk
    ? verbs.find(
        ({ value, start, end }) =>
          value === 'announced' &&
          start >= date.end &&
          start - date.end <= 1 &&
          acts.some((act) => act.start >= end && act.start - end <= ATTRIBUTE_REACH),
      )
    : undefined;
  if (attribute) return attribute;
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
export function endingIn(row: Row, verb: Item | undefined): Item | undefined {
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
