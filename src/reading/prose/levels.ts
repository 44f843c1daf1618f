import { type Draft, hasLevel } from '../draft.ts';
import type { PageContext } from '../page.ts';
import type { Quantity } from '../quantity.ts';
import { materialAhead, statedPeriod, statedValue } from './build.ts';
import { companyOf, companyStatement, salesOf } from './company.ts';
import { between, figureAt, type Item, itemsAfter, type Row } from './items.ts';
import { governorsOf, isNear, metricOf, nearest } from './kinds.ts';
import type { Memory } from './memory.ts';
import { moneyStatement } from './money.ts';
import { priceStatement } from './price.ts';
import type { Role } from './role.ts';
import type { Scope } from './scope.ts';
import { shareStatement } from './share.ts';
import { isTargeted, quotaStatement, targetStatement } from './target.ts';
import { tonnageStatement } from './tonnage.ts';
import { flowOf } from './trade.ts';

/** Everything that is known about one figure when its kind is decided. */
export interface Figure {
  readonly row: Row;
  readonly figure: number;
  readonly role: Role;
  readonly scope: Scope;
  /** The name that a list gives to it. */
  readonly name: Item | undefined;
  readonly page: PageContext;
  readonly memory: Memory;
  readonly passage: number;
  /** The last figure of the sentence that was no comparison. */
  readonly last: Draft | undefined;
  /** What the figure right before it was read as. */
  readonly before: Draft | undefined;
}

/** What a figure states, or why it states nothing that is read. `further` are the same for other subjects. */
export type Statement =
  | { readonly draft: Draft; readonly further?: readonly Draft[] }
  | { readonly reason: string };

/** Decides what a figure is about, and drafts the observation. A change has no figure of its own in the draft. */
export function statementOf(figure: Figure): Statement | undefined {
  const { row, role } = figure;
  const { quantity } = figureAt(row, figure.figure);
  if (isOfOther(figure)) return { reason: 'about another commodity' };
  if (isBesideTicker(figure)) return { reason: 'a share price, rate, index or the like' };
  const reach = quantity!.kind === 'price' ? 6 : 26;
  const isFunded =
    quantity!.kind === 'money' && quantity!.hasMultiplier && isNear(row, figure.figure, 'funding', 30, 30);
  if (!isFunded && isOfNoFigure(figure, reach) && quantity!.kind !== 'mass') {
    return { reason: 'a share price, rate, index or the like' };
  }
  if (role.role === 'change') return changeStatement(figure);
  const compared = comparedStatement(figure) ?? ellipticStatement(figure);
  if (compared) return compared;
  switch (quantity!.kind) {
    case 'price':
      return priceStatement(figure);
    case 'mass':
      return tonnageStatement(figure);
    case 'money':
      return moneyStatement(figure);
    case 'percent':
      return shareStatement(figure);
    case 'count':
      return shareStatement(figure);
    case 'bare':
      return bareStatement(figure);
    default:
      return { reason: 'no unit' };
  }
}

/** A share price, index or the like, and no line of accounts between: "24 cents per share, on revenue of 54 million". */
function isOfNoFigure({ row, figure }: Figure, reach: number): boolean {
  if (!isNear(row, figure, 'notFigure', reach, 12)) return false;
  const word = nearest(row, figure, ['notFigure'], reach, 12);
  const own = figureAt(row, figure);
  return !(
    word &&
    word.end <= own.start &&
    row.items.some(({ type, start, end }) => type === 'metric' && start >= word.end && end <= own.start)
  );
}

const TICKER_BEFORE = /\((?:[^()]{0,24}[,;] ?)?[A-Z]{2,8}: ?[A-Z0-9.]{1,8} [^()]{0,12}$/;

/** "(OTCPK:LYSCF +2.3%)": how the shares moved. */
const isBesideTicker = ({ row, figure }: Figure): boolean => {
  const { start } = figureAt(row, figure);
  return TICKER_BEFORE.test(row.normal.text.slice(Math.max(row.passage.start, start - 60), start));
};

/** What would make a figure of something else than the one before it. */
const OTHER_THINGS: ReadonlySet<string> = new Set([
  'material',
  'commodity',
  'place',
  'org',
  'metric',
  'kind',
  'flow',
  'quota',
  'tradePart',
  'loss',
  'profit',
  'funding',
]);

/**
 * "1,742 t, compared with 1,598 t in the June quarter": what a figure is compared with is of the same thing, where
 * nothing else is named between them or right after it.
 */
function comparedStatement(figure: Figure): Statement | undefined {
  const { row, role, name, scope } = figure;
  const last = figure.last ?? goneOnFrom(figure);
  if (role.role !== 'from' || name || !last || !hasLevel(last) || last.isEarlier) return undefined;
  if (last.kind === 'price' || last.kind === 'approval') return undefined;
  const own = figureAt(row, figure.figure);
  const { quantity } = own;
  if (last.figures.length === 0 || !isAlike(last, quantity!)) return undefined;
  const from = Math.max(row.passage.start, last.figures[0]!.end, last.end);
  const isOther = row.items.some(
    ({ type, start, end }) => OTHER_THINGS.has(type) && start >= from && end <= own.start,
  );
  if (isOther || scope.owned.some(({ type }) => OTHER_THINGS.has(type))) return undefined;
  if (last.kind === 'forecast' || last.kind === 'target' || last.kind === 'capacity')
    return { reason: 'what is or was, beside what is to come' };
  const period = statedPeriod(figure);
  const { period: _, precision: __, value: ___, low: ____, high: _____, ...fields } = last;
  const sign = (last.value ?? last.high ?? 0) < 0 && last.kind === 'financial' ? -1 : 1;
  return {
    draft: {
      ...fields,
      ...statedValue(figure, sign),
      ...(period ? { period } : {}),
      change: [],
      start: own.start,
      end: own.end,
      figures: [quantity!],
      isEarlier: true,
    },
  };
}

/** "This was up from the 1,725 t of the previous quarter": the figure of the sentence before. */
function goneOnFrom({ row, memory, passage }: Figure): Draft | undefined {
  const { last } = memory;
  const isNext = last !== undefined && passage - last.passage === 1;
  return isNext && row.phrases.pronoun.endAfter(row.normal.low, row.passage.start) !== undefined
    ? last
    : undefined;
}

const ELLIPTIC: ReadonlySet<string> = new Set(['production', 'capacity']);
/** What may stand between a name of a list and its amount. */
const ELLIPTIC_GAP =
  /^(?:,|;)? ?(?:(?:and|while|und|et|y|e) )?(?:the |die |der |das |l'|la |le |les |el |los |las |o |a |os |as )?$/;
const ELLIPTIC_LEAD =
  /^(?:'s)? ?(?:with |mit |avec |con |com |at |of |: )?(?:about |around |some |nearly |rund |etwa |environ |unas |unos |cerca de )?$/;

/** "Myanmar dug 31,000 tonnes, Australia 13,000 and the United States 45,000": the verb is said once for a list. */
function ellipticStatement(figure: Figure): Statement | undefined {
  const { row, role, last, name } = figure;
  if (role.role !== 'level' || name || !last || !hasLevel(last) || !ELLIPTIC.has(last.kind)) return undefined;
  const own = figureAt(row, figure.figure);
  if (figure.figure === 0 || !isAlike(last, own.quantity!) || last.org) return undefined;
  const before = figureAt(row, figure.figure - 1);
  if (!last.figures.includes(before.quantity!)) return undefined;
  const named = row.items.filter(
    ({ type, start, end }) =>
      start >= Math.max(before.end, last.end) && end <= own.start && type !== 'precision' && type !== 'by',
  );
  const [place] = named;
  if (named.length !== 1 || place!.type !== 'place') return undefined;
  const from = Math.max(before.end, last.end);
  if (!ELLIPTIC_GAP.test(between(row, from, place!.start))) return undefined;
  if (!ELLIPTIC_LEAD.test(between(row, place!.end, own.start))) return undefined;
  const { value: _, low: __, high: ___, precision: ____, ...fields } = last;
  return {
    draft: {
      ...fields,
      ...statedValue(figure),
      place: place!.value,
      change: [],
      start: place!.start,
      end: own.end,
      figures: [own.quantity!],
    },
  };
}

/** Whether a figure is counted in what the one before it is. */
const isAlike = ({ unit, value, high }: Draft, { kind, unit: own, currency, low }: Quantity): boolean =>
  kind === 'mass'
    ? unit === own
    : kind === 'money'
      ? unit === currency || (currency === '$' && unit !== undefined && unit.endsWith('D'))
      : kind === 'percent'
        ? unit === 'pct'
        : kind === 'bare' && low > Math.abs(value ?? high ?? 0) / 20 && low >= 1000;

/** Whether another commodity stands nearer than any rare earth. A line of accounts is of the company all the same. */
function isOfOther({ row, figure, scope, name }: Figure): boolean {
  if (!scope.isOther || name) return false;
  return metricOf(row, figure, scope) === undefined || scope.owned.some(({ type }) => type === 'commodity');
}

/** A figure without a unit: money whose sign was lost, or the price of a list that names its unit once. */
function bareStatement(figure: Figure): Statement | undefined {
  const { row } = figure;
  const { quantity } = figureAt(row, figure.figure);
  if (quantity!.hasMultiplier || quantity!.low >= 1000) return moneyStatement(figure);
  return undefined;
}

/** "a 12% increase in third-quarter revenue": the line of accounts that a change is of, behind it. */
function lineBehind({ row, figure, role }: Figure): Item | undefined {
  const moved = role.directionItem;
  if (!moved || moved.start < figureAt(row, figure).end) return undefined;
  const metric = itemsAfter(row, figure).find(({ type, start }) => type === 'metric' && start >= moved.end);
  if (!metric) return undefined;
  const gap = between(row, moved.end, metric.start);
  return /^ (?:in|of|bei|beim|du|de|des|en|em|na|no) [^,;:.]{0,40}$|^ (?:in|of|bei|beim|du|de|des|en|em|na|no) $/.test(
    gap,
  )
    ? metric
    : undefined;
}

const QUOTA_REACH = 40;

/** A change that stands alone: what it is a change of decides its kind. */
function changeStatement(figure: Figure): Statement | undefined {
  const { row, scope, page, memory } = figure;
  const { quantity } = figureAt(row, figure.figure);
  if (quantity!.kind === 'price') return priceStatement(figure);
  const hasSubject = row.items.some(({ type }) => type === 'material');
  if (quantity!.kind === 'percent' && hasSubject && isTargeted(figure))
    return targetStatement({ ...figure, role: { role: 'level' } });
  const isBeforeMoney =
    figure.figure + 1 < row.figures.length && figureAt(row, figure.figure + 1).quantity!.kind === 'money';
  const metric =
    lineBehind(figure) ??
    metricOf(row, figure.figure, scope) ??
    (isBeforeMoney ? salesOf(figure) : undefined);
  const governor = governorsOf(row, figure.figure)[0];
  const price = nearest(row, figure.figure, ['price'], 90, 20);
  const isBehind =
    governor !== undefined &&
    governor.item.start > figureAt(row, figure.figure).start &&
    (row.isCjk || /,/.test(between(row, figureAt(row, figure.figure).end, governor.item.start)));
  if (
    metric &&
    (!governor || isBehind || metric.start >= governor.item.start) &&
    (!price || metric.start > price.start || price.start > figureAt(row, figure.figure).start)
  ) {
    return companyStatement(figure, metric);
  }
  if (quantity!.kind === 'mass') return tonnageStatement(figure);
  const isQuota = governorsOf(row, figure.figure).some(
    ({ governor: each, distance }) => each === 'quota' && distance < QUOTA_REACH,
  );
  if (isQuota && !price) return quotaStatement(figure);
  const isSoldAbroad =
    governor?.governor === 'sales' && companyOf(figure) === undefined && flowOf(figure) !== undefined;
  const isTrade =
    governor &&
    (isSoldAbroad ||
      governor.governor === 'export' ||
      governor.governor === 'import' ||
      governor.governor === 'production');
  const own = figureAt(row, figure.figure);
  const priceDistance = price ? Math.abs(own.start - price.end) : Number.POSITIVE_INFINITY;
  const isPriceOf =
    price !== undefined &&
    governor !== undefined &&
    governor.item.start >= price.end &&
    governor.item.start - price.end <= 14;
  if (isTrade && !isPriceOf && governor.distance < priceDistance) return tonnageStatement(figure);
  if (governor && governor.distance < 40 && priceDistance > 60)
    return { reason: 'a change of something that is not read' };
  const hasMaterial =
    scope.material !== undefined || figure.name !== undefined || materialAhead(figure) !== undefined;
  const hasJustTraded = memory.last?.kind === 'trade' && figure.passage - memory.last.passage <= 2;
  if (!price && (figure.last?.kind === 'trade' || (hasJustTraded && !scope.material)))
    return tonnageStatement(figure);
  // 氧化镝涨3.1%至236万元/吨 on a page about trade: a price stands in the same sentence
  const isPriced = row.figures.some((at) => row.items[at]!.quantity!.kind === 'price');
  if (price || (hasMaterial && (!page.isTradePage || isPriced))) return priceStatement(figure);
  if (memory.flow && page.isTradePage && figure.passage - memory.flow.passage <= 2)
    return tonnageStatement(figure);
  return { reason: 'a change of nothing that is named' };
}
