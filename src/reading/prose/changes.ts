import type { Change, ChangeBasis } from '../observation.ts';
import type { PageContext } from '../page.ts';
import { momentOf, monthsBetween, periodOf } from '../periods.ts';
import { isCompared, isComparedBehind } from './compared.ts';
import { between, figureAt, gapWithoutMeasures, type Item, type Row } from './items.ts';
import type { Direction, Role } from './role.ts';

const AFTER_MOST = 46;
const BEFORE_MOST = 60;

/**
 * What the change at a figure is measured against. Nearest of the words before and after it; in Chinese, Japanese
 * and Korean the one before comes first. A month that is compared with says it too. Nothing said: `prev`.
 */
export function basisOf(
  row: Row,
  figure: number,
  period: string | undefined,
  page: PageContext,
): ChangeBasis {
  const item = figureAt(row, figure);
  const index = row.figures[figure]!;
  const lead = basisBefore(row, figure);
  const after = basisAfter(row, index, item.end, row.isCjk);
  // "a year-on-year increase of 9.8% and a month-on-month decrease of 25.3%": behind "and" another change begins
  const isOfNext = !row.isCjk && lead && after && ANOTHER.test(between(row, item.end, after.start));
  const told = lead && (row.isCjk || isOfNext) ? lead : after;
  if (told) return adjust(told.value as ChangeBasis, period);
  // "75% from the previous month and 4.8% higher than in July 2024": the month behind a figure comes before words ahead of it
  const behind = row.isCjk ? undefined : comparedMonth(row, index, period, page, item.end);
  if (behind) return behind;
  // "up 30% since January": said, and none of the usual ones
  if (!row.isCjk && isSince(row, item.end)) return 'prev';
  if (lead) return adjust(lead.value as ChangeBasis, period);
  const compared = comparedMonth(row, index, period, page);
  if (compared) return compared;
  // 较2023年分别增长5.9%、4.2%: what the first of a list is measured against holds for all of it
  const before = figure > 0 ? figureAt(row, figure - 1) : undefined;
  return before && isListed(row, before, item) ? basisOf(row, figure - 1, period, page) : 'prev';
}

const SINCE_REACH = 24;
const ANOTHER = /^,? (?:and|und|et|y|e|och) /;

/** Whether a time that is compared with stands right behind a figure. */
const isSince = (row: Row, end: number): boolean =>
  row.items.some(
    (item) =>
      item.type === 'date' &&
      item.start >= end &&
      item.start - end <= SINCE_REACH &&
      isCompared(row, item) &&
      !/[,;]/.test(between(row, end, item.start)) &&
      !row.figures.some((at) => row.items[at]!.start >= end && row.items[at]!.end <= item.start),
  );

/** A month on month of a quarter is quarter on quarter: 环比 of a quarter. */
function adjust(basis: ChangeBasis, period: string | undefined): ChangeBasis {
  return basis === 'mom' && period && /Q[1-4]$/.test(period) ? 'qoq' : basis;
}

function basisBefore(row: Row, at: number): Item | undefined {
  const index = row.figures[at]!;
  const figure = row.items[index]!;
  const taken = basisOfBefore(row, at);
  let first = figure;
  for (let i = index - 1; i >= 0; i--) {
    const item = row.items[i]!;
    if (figure.start - item.end > BEFORE_MOST) return undefined;
    if (item.type === 'quantity') {
      // 前月の6,146トンから6.1%減, 전달(6146톤)보다: the figure that is compared with
      if (row.isCjk && isBase(row, item)) continue;
      // the basis before a list covers the list: 环比分别下降3%和8%
      if (!isListed(row, item, first)) return undefined;
      first = item;
      continue;
    }
    if (item.type === 'basis')
      return item === taken || /[;。]/.test(between(row, item.end, figure.start)) ? undefined : item;
  }
  return undefined;
}

/** "up 75.5% from the previous month and 4.8% higher than in July 2024": the first basis is the first change's alone. */
function basisOfBefore(row: Row, figure: number): Item | undefined {
  if (row.isCjk || figure === 0) return undefined;
  const index = row.figures[figure - 1]!;
  const { quantity, end } = row.items[index]!;
  const basis = quantity!.kind === 'percent' ? basisAfter(row, index, end, false) : undefined;
  return basis && ANOTHER.test(between(row, end, basis.start)) ? undefined : basis;
}

/** Whether a figure is the one that a change is measured from, by the word behind it or its bracket. */
const isBase = (row: Row, { end, quantity }: Item): boolean =>
  quantity!.kind !== 'percent' &&
  row.items.some(
    ({ type, start }) =>
      (type === 'fromAfter' || type === 'comparedAfter') &&
      start >= end &&
      start - end <= 1 + (row.normal.low[end] === ')' ? 1 : 0),
  );

/** Two changes of one list. */
const isListed = (row: Row, before: Item, after: Item): boolean =>
  before.quantity!.kind === after.quantity!.kind &&
  after.quantity!.kind === 'percent' &&
  /^(?:,|、|， ?| and |和|及|与|と| und | et | y | e |,? and |과 |와 ) ?(?:by |[+-])?$/.test(
    between(row, before.end, after.start),
  );

function basisAfter(row: Row, index: number, end: number, isCjk: boolean): Item | undefined {
  let passed = 0;
  for (let i = index + 1; i < row.items.length; i++) {
    const item = row.items[i]!;
    if (item.start - end > AFTER_MOST + passed * 20) return undefined;
    const gap = gapWithoutMeasures(row, end, item.start);
    if (/[;。]/.test(gap) || (isCjk && /[，,、]/.test(gap))) return undefined;
    if (item.type === 'quantity') {
      // the basis at the end of a list covers the list: "up 5% and 3% from a year earlier"
      const isCompared = /\b(?:from|than|against|versus|compared (?:with|to))\b[^,]{0,24}$|较|から$/.test(
        gap,
      );
      const isRelative = item.quantity!.kind === 'percent' || item.quantity!.kind === 'times';
      if (!((isCompared && !isRelative) || /^(?:,|、| and |, and | to |和|及| or )/.test(gap)) || passed > 2)
        return undefined;
      passed++;
      continue;
    }
    if (item.type === 'direction' && i > index + 1 && /[,，]/.test(gap)) return undefined;
    if (item.type === 'basis') return item;
  }
  return undefined;
}

/** No other figure stands between, except the one that is compared with. */
function isReached(row: Row, index: number, at: number): boolean {
  const [low, high] = at < index ? [at, index] : [index, at];
  const figures = row.figures.filter((other) => other > low && other < high);
  if (figures.length === 0) return true;
  const only = row.items[figures[0]!]!;
  if (at < index && figures.length === 1)
    return /^(?:の|의|的| ?\() ?$/.test(between(row, row.items[at]!.end, only.start));
  return (
    at > index &&
    figures.length === 1 &&
    /(?:from|than|against) [^,]{0,12}$|较$/.test(between(row, row.items[index]!.end, only.start))
  );
}

/** 8월보다, 8月に比べ, 8月の5791トンから: what says that a month is compared with stands behind it. */
const isBehindCompared = (row: Row, item: Item): boolean => {
  const next = row.items.find(({ start, type }) => start >= item.end && type === 'quantity');
  const figure = next && /^(?:の|의|的| ?\() ?$/.test(between(row, item.end, next.start)) ? next : undefined;
  const end = (figure?.end ?? item.end) + (figure && row.normal.low[figure.end] === ')' ? 1 : 0);
  return (
    isComparedBehind(row, end) ||
    row.items.some(({ type, start }) => type === 'fromAfter' && start >= end && start - end <= 1)
  );
};

/** "a rise of 5% in June": only with a word of change beside. */
const WITHIN = /(?:in|zum|en|em|à|a)[ ](?:the )?$/;

/** "from August", 较8月, "compared with June 2024". */
function comparedMonth(
  row: Row,
  index: number,
  period: string | undefined,
  page: PageContext,
  from = 0,
): ChangeBasis | undefined {
  const end = row.items[index]!.end;
  const near = row.items.filter(
    (item, at) =>
      item.type === 'date' &&
      item.start >= from &&
      Math.abs(item.start - end) < BEFORE_MOST &&
      isReached(row, index, at),
  );
  // in Chinese, Japanese and Korean what is compared with stands before the change, the nearest last
  if (row.isCjk) near.sort((a, b) => Number(a.start >= end) - Number(b.start >= end) || b.start - a.start);
  for (const item of near) {
    const lead = between(row, Math.max(0, item.start - 16), item.start);
    const isTold = row.items.some(
      (word) =>
        (word.type === 'from' || word.type === 'direction') &&
        word.end <= item.start &&
        item.start - word.end < 24,
    );
    if (!isBehindCompared(row, item) && !isCompared(row, item) && !(isTold && WITHIN.test(lead))) continue;
    const other = periodOf(item.date!, page.published);
    if (!other || !period) {
      const basis = monthBefore(row, item);
      if (basis) return basis;
      continue;
    }
    if (/^\d{4}$/.test(other) && Number(other) === Number(period.slice(0, 4)) - 1) return 'yoy';
    const months = monthsBetween(other, period);
    if (months === 1) return 'mom';
    if (months === 12) return 'yoy';
    const [a, b] = [momentOf(other), momentOf(period)];
    if (a?.day !== undefined && b?.day !== undefined) {
      const days = (Date.UTC(b.year, b.month - 1, b.day) - Date.UTC(a.year, a.month - 1, a.day)) / 86_400_000;
      if (days === 1) return 'dod';
      if (days === 7) return 'wow';
    }
  }
  return undefined;
}

/** On a page without a date: what a month is to the one that the sentence names before it, 7월 … 6월보다. */
function monthBefore(row: Row, compared: Item): ChangeBasis | undefined {
  const own = row.items.findLast(
    ({ type, date, end }) => type === 'date' && date!.grain === 'month' && end <= compared.start,
  )?.date;
  const { date } = compared;
  if (!own || date!.grain !== 'month') return undefined;
  if (own.month === date!.month && own.year === undefined && date!.year !== undefined) return 'yoy';
  if (own.year !== date!.year) return undefined;
  return (own.month! + 11) % 12 === date!.month! % 12 ? 'mom' : undefined;
}

/** Small money behind the figure of a step: "fell by 50 cents". */
const CENTS = /^ ?(?:us |u\.s\. |euro ?)?(?:cents?|centavos?|centimes?|centimos?|ore)\b/;

/** The change that a figure states. */
export function changeOf(row: Row, figure: number, role: Role, basis: ChangeBasis, unitFactor = 1): Change[] {
  const { quantity, end } = figureAt(row, figure);
  if (!quantity) return [];
  const hundredth = quantity.kind === 'bare' && CENTS.test(between(row, end, end + 14)) ? 0.01 : 1;
  const sign = role.direction === 'down' ? -1 : 1;
  const unit =
    quantity.kind === 'percent'
      ? 'pct'
      : quantity.kind === 'points'
        ? 'pp'
        : quantity.kind === 'times'
          ? 'x'
          : 'abs';
  const entry = (value: number): Change => ({
    basis,
    value: quantity.kind === 'times' ? value : round(sign * value * unitFactor * hundredth),
    unit,
  });
  return quantity.low === quantity.high ? [entry(quantity.low)] : [entry(quantity.low), entry(quantity.high)];
}

/** A change that is only a direction. */
export const directionChange = (direction: Direction, basis: ChangeBasis): Change =>
  direction === 'flat' ? { basis, value: 0 } : { basis, direction };

/** Nothing said of what a run from January, half or year is measured against: it is the same one of the year before. */
export const basisByPeriod = (basis: ChangeBasis, period: string | undefined): ChangeBasis =>
  basis === 'prev' && /^\d{4}(?:$|-H|-01\/)/.test(period ?? '') ? 'yoy' : basis;

const round = (value: number): number => Number(value.toPrecision(12)) + 0;
