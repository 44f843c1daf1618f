import type { Quantity } from '../quantity.ts';
import { directed, type Found } from './change-words.ts';
import { CJK_FROM_AFTER, CJK_TO_AFTER, FROM_GAP_MOST, isFrom, isToBefore } from './from-and-to.ts';
import { between, figureAt, type Item, itemsBefore, type Row } from './items.ts';
import { comparedBehind } from './percent-role.ts';
import type { Direction, Role } from './role.ts';

/** What may stand between a word of change and how far it went. */
const BY_GAP_LATIN =
  /^(?: ?[,(]? ?(?:by|of|about|around|approximately|roughly|nearly|almost|some|only|just|a|an|as much as|another|a further|further|slightly|sharply|by about|by around|by nearly|by over|by more than|over|more than|up to|to|in|um|rund|etwa|knapp|fast|de|d'|un|une|del|el|en un|en|cerca de|mais de|mas de|plus de|environ|pres de|em|com|med|cirka|на|sich|was|were|is|margin|range|rate|amount|it)){0,4} ?[(:]? ?[+~≈]? ?$/;

const BY_GAP_CJK = /^[^,。;,、，;]{0,8}$/;

/** 跌至月末的155万元: a movement that says where it ended. */
const ENDS_IN_TO = /[至到]$/;

/** What a list of figures may be of. */
export const NAMES: ReadonlySet<string> = new Set(['material', 'place']);

export function amountRole(
  row: Row,
  figure: number,
  item: Item,
  quantity: Quantity,
  ahead: Found | undefined,
  behind: Found | undefined,
  isCjk: boolean,
): Role {
  if (quantity.fromOf) return { role: 'from', ...directed(ahead) };
  const after = between(row, item.end, item.end + 6);
  if (CJK_FROM_AFTER.test(after) && isCjk) {
    return isTranslatedStep(row, figure)
      ? { role: 'step', ...directedLater(row, figure) }
      : { role: 'from', ...directed(behind) };
  }
  if (CJK_TO_AFTER.test(after) && isCjk) return { role: 'level', ...directed(behind ?? ahead) };
  if (isFrom(row, figure) || isStartOfMove(row, figure, ahead)) return { role: 'from', ...directed(ahead) };
  if (behind && behind.direction !== 'flat' && isStepBefore(behind, isCjk) && !isToBefore(row, item)) {
    return { role: 'step', ...directed(behind) };
  }
  // "610,000 yuan/t, 172,500 yuan/t less than in April"
  const compared = figure > 0 && !isCjk ? comparedBehind(row, item) : undefined;
  if (compared && figureAt(row, figure - 1).quantity!.unit === quantity.unit)
    return { role: 'step', direction: compared };
  if (ahead) {
    if (ahead.direction === 'flat')
      return isCjk && namesBetween(row, ahead.item.end, item.start)
        ? { role: 'level' }
        : { role: 'level', ...directed(ahead) };
    if (isCjk && /^(?:の|した|し|된|한|난|른|인)/.test(ahead.gap))
      return { role: 'level', ...directed(ahead) };
    const isFinal = /[\uac00-\ud7a3]/.test(between(row, ahead.item.start, ahead.item.end));
    if (isFinal && ahead.gap.length <= 3) return { role: 'level', ...directed(ahead) };
    const isBy = isCjk
      ? BY_GAP_CJK.test(ahead.gap) &&
        !ENDS_IN_TO.test(between(row, ahead.item.start, ahead.item.end)) &&
        !/[至到为达报在]/.test(ahead.gap) &&
        !/\bto\b/.test(ahead.gap)
      : BY_GAP_LATIN.test(ahead.gap) && !/\bto ?$/.test(ahead.gap);
    const isSmall = quantity.kind === 'bare' && quantity.high < 50;
    if (isBy && !isToBefore(row, item)) {
      if (isAsLargeAsStart(row, figure, ahead))
        return { role: 'none', reason: 'a step as large as what it starts from' };
      return isSmall
        ? { role: 'none', reason: 'a small number without a unit' }
        : { role: 'step', ...directed(ahead) };
    }
    return { role: 'level', ...directed(ahead) };
  }
  const isNamed = itemsBefore(row, figure).some(({ type }) => type === 'metric');
  if (quantity.sign !== 0 && figure > 0 && quantity.kind !== 'bare' && !isNamed)
    return { role: 'step', direction: quantity.sign < 0 ? 'down' : 'up' };
  return { role: 'level' };
}

/** 氧化镝162万元，与昨日持平，氧化铽705万元: a word of no change is not of the next thing that is named. */
const namesBetween = (row: Row, from: number, to: number): boolean =>
  row.items.some(({ type, start, end }) => NAMES.has(type) && start >= from && end <= to);

const OF_BEFORE = /(?:^| )(?:de|du|des|do|da|dos|das|von|from) ?(?:us|a|c|r)?[$€£¥]?$/;

const TO_NEXT =
  /(?:^|[ ,])(?:a|à|aux?|auf|bis|para|hasta|ate|to|jusqu'a) ?(?:unos |environ |rund |etwa |about |cerca de )?(?:us|a|c|r)?[$€£¥]?$/;

const LEAST_START = 0.4;

/**
 * "subió de 63 a 88 dólares": "de" is "by" and "from". It is "from" where the next figure is joined by "to", lies where
 * the movement goes, and the first is no small part of it.
 */
function isStartOfMove(row: Row, figure: number, ahead: Found | undefined): boolean {
  if (!ahead || ahead.direction === 'flat' || figure + 1 >= row.figures.length) return false;
  const [own, next] = [figureAt(row, figure), figureAt(row, figure + 1)];
  const [here, there] = [own.quantity!, next.quantity!];
  if (here.kind !== there.kind || (here.currency ?? there.currency) !== there.currency) return false;
  if (!OF_BEFORE.test(between(row, Math.max(0, own.start - 10), own.start))) return false;
  const gap = between(row, own.end, next.start);
  if (gap.length > FROM_GAP_MOST || !TO_NEXT.test(gap)) return false;
  return ahead.direction === 'up'
    ? here.low < there.low && here.low >= there.low * LEAST_START
    : here.low > there.low;
}

/** "rose more than 900 from 850": whether it rose to that or by that is not said. */
function isAsLargeAsStart(row: Row, figure: number, ahead: Found): boolean {
  if (ahead.direction !== 'up' || figure + 1 >= row.figures.length || !isFrom(row, figure + 1)) return false;
  const [here, start] = [figureAt(row, figure).quantity!, figureAt(row, figure + 1).quantity!];
  return here.kind === start.kind && here.high >= start.low * 0.8;
}

/** Machine translation writes "fell by 5,000 to 402,500" as "from 5,000 to 402,500": the first is far too small. */
function isTranslatedStep(row: Row, figure: number): boolean {
  if (figure + 1 >= row.figures.length) return false;
  const [here, next] = [figureAt(row, figure).quantity!, figureAt(row, figure + 1).quantity!];
  return here.kind === next.kind && here.unit === next.unit && here.high < next.low * 0.2;
}

/** The direction of a list is said at its end. */
function directedLater(row: Row, figure: number): Pick<Role, 'direction'> {
  const start = figureAt(row, figure).start;
  const later = row.items.find(
    ({ type, start: at, value }) => type === 'direction' && at > start && value !== 'flat',
  );
  const earlier = row.items.findLast(
    ({ type, start: at, value }) => type === 'direction' && at < start && value !== 'flat',
  );
  const found = later ?? earlier;
  return found ? { direction: found.value as Direction } : {};
}

const isStepBefore = (found: Found, isCjk: boolean): boolean =>
  isCjk ? found.gap.length <= 3 : /^ ?(?:a |an |per day |in )?$/.test(found.gap);
