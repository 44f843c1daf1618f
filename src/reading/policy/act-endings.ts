import type { Draft } from '../draft.ts';
import type { PolicyStatus } from '../observation.ts';
import type { PageContext } from '../page.ts';
import { between, type Item, type Row } from '../prose/items.ts';
import type { Memory } from '../prose/memory.ts';
import { type ActMention, actDraft } from './act-draft.ts';

/** How many sentences the day of an act is carried to one that goes on about it. */
export const CARRIED = 2;

const ENDING_REACH = 60;
/** German verbs may end their clause. */
const CLAUSE_REACH = 90;
const PERHAPS =
  /\b(?:may|might|could|would consider|consider\w*|if|unless|urg\w+|call\w* (?:for|on)|ask\w*|demand\w*|hope\w*|not|never|whether|talks|refus\w*|until)\b|可能|或将|若|如果|要求|呼吁|かもしれ|求め|可能性|요구|촉구/;

/** Whether an end is only asked for or thought of. */
export const isPerhaps = (row: Row, { value, start }: Item): boolean =>
  (value === 'suspended' || value === 'repealed') &&
  PERHAPS.test(between(row, Math.max(row.passage.start, start - 40), start));

/** "Beijing will suspend the controls that it announced on 9 October": an end without a day of its own. */
export function endings(
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
    const most = row.isCjk ? ENDING_REACH / 3 : row.language === 'de' ? CLAUSE_REACH : 0;
    const act = acts.find(
      ({ start, end, rule }) =>
        rule === 'policy/measure' &&
        ((start >= verb.end && start - verb.end <= ENDING_REACH) ||
          (verb.start >= end && verb.start - end <= most)),
    );
    if (!act || isPerhaps(row, verb)) continue;
    const day = memory.actDay && index - memory.actDay.passage <= CARRIED ? memory.actDay.period : undefined;
    // "suspended the controls announced on 9 October": the day of the end is not said
    const isDatedAct = drafts.some(
      ({ status, start, end }) => status === 'announced' && start < act.end && end > act.start,
    );
    if (day === undefined && !isDatedAct) continue;
    return [actDraft(row, index, page, act, verb.value as PolicyStatus, verb, day)];
  }
  return [];
}
