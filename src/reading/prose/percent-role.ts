import type { Quantity } from '../quantity.ts';
import { BY_BEFORE, directed, FAR_VERB, type Found } from './change-words.ts';
import { CJK_FROM_AFTER, CJK_TO_AFTER, isFrom, isToBefore } from './from-and-to.ts';
import { between, figureAt, gapWithoutMeasures, type Item, itemsBefore, type Row } from './items.ts';
import type { Direction, Role } from './role.ts';

/** Percent and points: a change if a word of change or a sign goes with it, else a share or rate. */
export function relativeRole(
  row: Row,
  figure: number,
  quantity: Quantity,
  ahead: Found | undefined,
  behind: Found | undefined,
): Role {
  const item = figureAt(row, figure);
  if (ahead && ahead.direction !== 'flat' && isNounOfChange(ahead))
    return { role: 'change', ...directed(ahead) };
  if (isEndOfRange(row, figure)) return { role: 'change' };
  const isRightBehind = behind && behind.direction !== 'flat' && !row.isCjk && behind.gap.trim() === '';
  if (isRightBehind && !isFrom(row, figure)) return { role: 'change', ...directed(behind) };
  if (isOfRatio(row, item)) {
    if (quantity.fromOf) return { role: 'from', ...directed(ahead) };
    if (figure > 0 && figureAt(row, figure - 1).quantity?.fromOf)
      return { role: 'level', ...directed(ahead) };
    const after = between(row, item.end, item.end + 6);
    if (isFrom(row, figure) || (row.isCjk && CJK_FROM_AFTER.test(after))) return { role: 'from' };
    if (isToBefore(row, item) || (row.isCjk && CJK_TO_AFTER.test(after)))
      return { role: 'level', ...directed(ahead ?? behind) };
  } else if (
    isFrom(row, figure) &&
    figure > 0 &&
    figureAt(row, figure - 1).quantity?.kind === 'percent' &&
    !(ahead && OF_NOUN.test(ahead.gap))
  ) {
    return { role: 'earlier' };
  }
  if (ahead && ahead.direction !== 'flat' && isGoverning(row, ahead, item))
    return { role: 'change', ...directed(ahead) };
  if (behind && behind.direction !== 'flat') return { role: 'change', ...directed(behind) };
  const compared = comparedBehind(row, item);
  if (compared) return { role: 'change', direction: compared };
  if (quantity.sign !== 0) {
    return { role: 'change', direction: quantity.sign < 0 ? 'down' : 'up' };
  }
  if (figure > 0 && isListedChange(row, figure)) {
    return { role: 'change' };
  }
  if (quantity.kind === 'points') return { role: 'none', reason: 'points without a direction' };
  return { role: 'level' };
}

/** "alta de 17,5%", "hausse de 17,5 %": the word is "of", not "from". */
const OF_NOUN =
  /^ (?:de|d'|del|do|da|von) ?(?:environ |pres de |plus de |casi |cerca de |quase |mais de |mas de |rund |etwa )?$/;

/** "a rise of 63% to 84%": how far it went, whatever it is a rise of; "its share rose by 3% to 40%". */
const isNounOfChange = ({ gap }: Pick<Found, 'gap'>): boolean =>
  /^ (?:of|by|um) (?:about |around |nearly |over |between )?$/.test(gap);

/** "a rise of 63% to 84%": the other end of a range of changes. */
function isEndOfRange(row: Row, figure: number): boolean {
  if (figure === 0) return false;
  const [before, here] = [figureAt(row, figure - 1), figureAt(row, figure)];
  const ahead = itemsBefore(row, figure - 1).findLast(({ type }) => type === 'direction');
  return (
    ahead !== undefined &&
    before.quantity!.kind === 'percent' &&
    before.quantity!.low < here.quantity!.low &&
    /^ (?:to|bis) $/.test(between(row, before.end, here.start)) &&
    isNounOfChange({ gap: between(row, ahead.end, before.start) })
  );
}

/** "12.7% more than a year before", "38.1% below June 2024", "8 % de moins qu'en mai". */
export function comparedBehind(
  { normal, phrases, passage, items }: Row,
  { end }: Item,
): Direction | undefined {
  const { low } = normal;
  if (phrases.moreThan.endAfter(low, end, passage.end) !== undefined) return 'up';
  if (phrases.lessThan.endAfter(low, end, passage.end) !== undefined) return 'down';
  const above = phrases.levelAbove.endAfter(low, end, passage.end);
  const at = above ?? phrases.levelBelow.endAfter(low, end, passage.end);
  if (at === undefined) return undefined;
  const isTime = items.some(
    ({ type, start }) => (type === 'date' || type === 'basis') && start >= at && start - at <= TIME_REACH,
  );
  const isMarked = phrases.levelMark.endAfter(low, at, passage.end) !== undefined;
  return isTime || isMarked ? (above !== undefined ? 'up' : 'down') : undefined;
}

const TIME_REACH = 8;

/** Whether a percentage is of something that is itself one: a margin, a share. */
const isOfRatio = (row: Row, item: Item): boolean =>
  row.items.some(
    ({ type, value, end }) =>
      end <= item.start &&
      item.start - end < 110 &&
      ((type === 'metric' && /margin|ratio/.test(value)) ||
        type === 'licenceRate' ||
        (type === 'kind' && value === 'share' && item.start - end < 40)),
  );

/** Between a word of change and its percent there may be how, of what and since when, but no other thing that is said. */
function isGoverning(row: Row, found: Found, item: Item): boolean {
  const inner = row.items.filter(({ start, end }) => start >= found.item.end && end <= item.start);
  if (/[,，]/.test(found.gap) && found.gap.length > 20 && !BY_BEFORE.test(found.gap)) return false;
  if (/^ ?(?:to|auf|bis) (?:about |around |nearly )?$/.test(found.gap)) return true;
  return (
    !inner.some(
      (each) =>
        each.type === 'kind' &&
        (each.value === 'share' || (each.value === 'target' && !isQuotaWord(row, each))),
    ) && found.gap.length <= (BY_BEFORE.test(found.gap) ? FAR_VERB : 48)
  );
}

/** What is aimed at may be raised itself: "lifts its quotas by 20%". */
const isQuotaWord = (row: Row, { start, end }: Item): boolean =>
  row.items.some((item) => item.type === 'quotaWord' && item.start === start && item.end === end);

/** "an increase of 45% year on year and 4.7% month on month": each may say what it is measured against. */
const LISTED_WITHIN: ReadonlySet<string> = new Set(['measure', 'basis']);

/** "up 6.1% and 17.5%": a percent in a list after a change is one too. */
function isListedChange(row: Row, figure: number): boolean {
  const before = figureAt(row, figure - 1);
  const gap = gapWithoutMeasures(row, before.end, figureAt(row, figure).start, LISTED_WITHIN);
  if (before.quantity!.kind !== 'percent') return false;
  if (!/^(?:,|、| and | und | y | e | et |和|及|与|,? and |から?|と)\s?(?:by |about |a |an )?$/.test(gap))
    return false;
  const items = itemsBefore(row, figure - 1);
  return (
    items.some(({ type, value }) => type === 'direction' && value !== 'flat') || before.quantity!.sign !== 0
  );
}
