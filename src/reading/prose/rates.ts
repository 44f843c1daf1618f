import { figureAt, type Row } from './items.ts';
import { nearest } from './kinds.ts';
import type { Figure } from './levels.ts';

const CONTENT_REACH = 24;

/** "each car contains about 2 kg", "2 kg per car": what is in one thing. */
export const isContent = ({ row, figure }: Figure): boolean =>
  !row.isCjk &&
  figureAt(row, figure).quantity!.unit === 'kg' &&
  nearest(row, figure, ['content'], CONTENT_REACH, CONTENT_REACH) !== undefined;

const A_MONTH =
  /^[^,;.。，；]{0,40}?(?:(?:per|a|each|every|pro|im|par|por|al|cada|chaque) (?:month|monat|mois|mes)\b(?! (?:before|earlier|ago|later|prior|on month|zuvor|fruher|auparavant|plus tot|antes|anterior|to month))|\/ ?month|monthly on average|\/月|每月|毎月|月あたり|か月当たり)/;

const MONTHLY_LEAD =
  /(?:monthly average|average monthly|averag(?:e|ed|ing) (?:of |at )?(?:about |around |roughly |some |nearly |almost |just )?$|averag(?:e|ed|ing)[^,;.]{0,20}(?:a|per) month|月均|月平均|monatlich|monats(?:durchschnitt|mittel)|mensuel\w*|mensal\w*|mensual\w*)[^,;.。，；]{0,24}$/;

const RATE_REACH = 12;

/** "over 400 tonnes a month": an amount of no one month. */
export function isRate(row: Row, figure: number): boolean {
  const { start, end } = figureAt(row, figure);
  const next = row.figures[figure + 1];
  const limit = Math.min(next === undefined ? row.passage.end : row.items[next]!.start, end + 60);
  const { low } = row.normal;
  const rate = row.items.findLast(({ type, end: at }) => type === 'rate' && at <= start);
  if (rate && start - rate.end <= RATE_REACH && !/[,，、;。]/.test(low.slice(rate.end, start))) return true;
  return (
    A_MONTH.test(low.slice(end, limit)) ||
    MONTHLY_LEAD.test(low.slice(Math.max(row.passage.start, start - 60), start))
  );
}
