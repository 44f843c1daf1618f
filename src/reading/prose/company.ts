import { isMonth } from '../periods.ts';
import { draftOf, isFuture, statedPeriod, statedValue, subjectOf } from './build.ts';
import { between, figureAt, type Item } from './items.ts';
import { isNear } from './kinds.ts';
import type { Figure, Statement } from './levels.ts';
import { CARRIED } from './memory.ts';

const SEGMENTED: ReadonlySet<string> = new Set(['revenue', 'adjusted_ebitda', 'ebitda', 'operating_profit']);
const RATIOS: ReadonlySet<string> = new Set([
  'gross_margin',
  'net_margin',
  'operating_margin',
  'rd_ratio',
  'roe',
]);

/** A line of a company's accounts. */
export function companyStatement(figure: Figure, metric: Item): Statement {
  const { row, role } = figure;
  const { quantity } = figureAt(row, figure.figure);
  const change = role.role === 'change';
  if (metric.value === 'eps') return { reason: 'a share price, rate, index or the like' };
  const isExpected = role.role === 'from' && isNear(row, figure.figure, 'kind', 20, 0, 'forecast');
  if (isExpected) return { reason: 'what was expected of it' };
  const org = companyOf(figure);
  const kind = quantity!.kind;
  const isRatio = RATIOS.has(metric.value);
  if (!change && kind === 'price' && metric.value !== 'operating_cost')
    return { reason: 'a figure that its line of accounts cannot have' };
  if (!change && isRatio !== (kind === 'percent'))
    return { reason: 'a figure that its line of accounts cannot have' };
  if (!change && metric.value === 'sales_volume' && kind !== 'mass')
    return { reason: 'sales in money of no line that is named' };
  const unit = change
    ? undefined
    : kind === 'price'
      ? quantity!.unit.replace('$', figure.page.dollar)
      : kind === 'money' || kind === 'bare'
        ? moneyUnit(figure)
        : quantity!.unit;
  if (!change && !unit) return { reason: 'money without a currency' };
  const period = accountsPeriod(figure);
  const isLoss = !isRatio && isLossOf(figure, metric);
  const value = statedValue(figure, isLoss ? -1 : quantity!.sign < 0 ? -1 : 1);
  const isForecast =
    !change &&
    isNear(row, figure.figure, 'kind', 90, 0, 'forecast') &&
    (isFuture(period, figure) || quantity!.low !== quantity!.high);
  const subject = metric.value === 'sales_volume' ? (subjectOf(figure)?.code ?? org) : org;
  const line = lineOf(figure, metric);
  const fields = {
    ...(subject ? { subject } : {}),
    ...(org ? { org } : {}),
    metric: line,
    ...(isLoss && 'low' in value ? { low: value.high, high: value.low } : value),
    ...(unit ? { unit } : {}),
    ...(period ? { period } : {}),
  };
  const isOwned = metric.start > figureAt(row, figure.figure).start;
  return {
    draft: draftOf(
      figure,
      isForecast ? 'forecast' : 'financial',
      'prose/accounts',
      fields,
      isOwned ? undefined : metric,
    ),
  };
}

/** Revenue of a division or from one kind of goods is a line of its own. */
function lineOf({ row, figure }: Figure, metric: Item): string {
  if (!SEGMENTED.has(metric.value)) return metric.value;
  const after = between(row, metric.end, metric.end + 24);
  const isFrom =
    /^ from (?!operations|continuing|the (?:same|previous|prior|first|second|third|fourth|year)|a |\d|[$¥€]|customers|q[1-4])[a-z]/.test(
      after,
    );
  const words = between(row, metric.start, metric.end);
  const isNamed =
    words === '收入' &&
    /[\u4e00-\u9fff]{2}$/.test(between(row, Math.max(row.passage.start, metric.start - 2), metric.start)) &&
    !/(?:年|期|度|实现|公司|总|季|合计|的|其|均|达|集团|股份|月)$/.test(
      between(row, metric.start - 2, metric.start),
    );
  const isDivision =
    isNamed ||
    row.items.some(({ type, end }) => type === 'division' && end <= metric.start && metric.start - end <= 3);
  const own = figureAt(row, figure).start;
  const isOfDivision =
    row.items.some(({ type, end }) => type === 'division' && end <= own) &&
    !/consolidated|total|group/.test(
      between(row, Math.max(row.passage.start, metric.start - 14), metric.start),
    );
  return isFrom || isDivision || isOfDivision ? `segment_${metric.value}` : metric.value;
}

/** The company: of the sentence, last named, or the one that the page is about. */
export function companyOf(figure: Figure): string | undefined {
  const { row, page, memory, passage } = figure;
  const own = figureAt(row, figure.figure);
  const isCompany = ({ type, value }: Item): boolean =>
    type === 'org' && page.vocabulary.organisations.get(value)?.kind === 'company';
  const named =
    row.items.findLast((item) => isCompany(item) && item.start < own.start) ?? row.items.find(isCompany);
  if (named) return named.value;
  if (memory.org && passage - memory.org.passage <= CARRIED.org) return memory.org.name;
  return page.mainOrg;
}

function moneyUnit(figure: Figure): string | undefined {
  const { quantity } = figureAt(figure.row, figure.figure);
  if (quantity!.currency === '$') return figure.page.dollar;
  return quantity!.currency;
}

function accountsPeriod(figure: Figure): string | undefined {
  const { page, memory, passage } = figure;
  const stated = statedPeriod(figure);
  if (stated && stated.length !== 10 && !isMonth(stated)) return stated;
  if (figure.role.role === 'from') return undefined;
  const carried = memory.accountsPeriod;
  if (carried && passage - carried.passage <= 4) return carried.period;
  return page.accounts;
}

/** "net loss of", 亏损, and a minus sign make a figure negative; the loss of a growing loss is not its change. */
function isLossOf(figure: Figure, metric: Item): boolean {
  const { row } = figure;
  const own = figureAt(row, figure.figure);
  const words = between(row, metric.start, metric.end);
  if (
    /\bloss\b|亏损|損失|赤字|verlust|perte|perdida|prejuizo|손실/.test(words) &&
    !/profit\/|income \(loss|\(loss\) income|profit \(loss/.test(words)
  )
    return true;
  return row.items.some(
    ({ type, start, end }) =>
      type === 'loss' &&
      ((end <= own.start && own.start - end < 14 && start >= metric.end) ||
        (start >= own.end && start - own.end < 2)),
  );
}
