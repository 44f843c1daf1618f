import { isMonth } from '../periods.ts';
import { draftOf, isFuture, statedPeriod, statedValue, subjectOf } from './build.ts';
import { between, figureAt, type Item, itemsBefore, type Row } from './items.ts';
import { isNear, metricOf } from './kinds.ts';
import type { Figure, Statement } from './levels.ts';
import { CARRIED } from './memory.ts';

const SEGMENTED: ReadonlySet<string> = new Set([
  'gross_margin',
  'revenue',
  'adjusted_ebitda',
  'ebitda',
  'operating_profit',
]);
const RATIOS: ReadonlySet<string> = new Set([
  'gross_margin',
  'net_margin',
  'operating_margin',
  'rd_ratio',
  'debt_ratio',
  'roe',
]);

/** A dividend below this is of one share. */
const PER_SHARE_MOST = 10_000;

/** A line of a company's accounts. */
export function companyStatement(figure: Figure, metric: Item): Statement {
  const { row, role } = figure;
  const { quantity } = figureAt(row, figure.figure);
  const change = role.role === 'change';
  const isPerShare =
    metric.value === 'eps' ||
    (metric.value === 'dividend' && !quantity!.hasMultiplier && quantity!.low < PER_SHARE_MOST);
  if (isPerShare) return { reason: 'a share price, rate, index or the like' };
  const isExpected = role.role === 'from' && isNear(row, figure.figure, 'kind', 20, 0, 'forecast');
  const isOthers = itemsBefore(row, figure.figure).some(({ type }) => type === 'consensus');
  if (isExpected || isOthers) return { reason: 'what was expected of it' };
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
    !(role.role === 'from' && row.isCjk) &&
    (isForeseen(figure, metric) ||
      (isNear(row, figure.figure, 'kind', 90, 0, 'forecast') &&
        (isFuture(period, figure) || quantity!.low !== quantity!.high)));
  const subject = metric.value === 'sales_volume' ? (subjectOf(figure)?.code ?? org) : org;
  const line = lineOf(figure, metric);
  const fields = {
    ...(subject ? { subject } : {}),
    ...(org ? { org } : {}),
    metric: lineName(line, org, figure),
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

const LISTED_REACH = 60;

/** A word of forecast between a line and its figure, or right before the line: 純利益予想を280億円に, "guidance for". */
function isForeseen({ row, figure, last, scope }: Figure, metric: Item): boolean {
  const own = figureAt(row, figure);
  // "revenue is forecast at 1.1 billion, with EBITDA of 600 million"
  const isListed =
    last?.kind === 'forecast' &&
    last.read_by === 'prose/accounts' &&
    !scope.owned.some(({ type }) => type === 'date');
  if (isListed && own.start - last.end <= LISTED_REACH) return true;
  if (row.isCjk && isForeseenAtEnd(row, figure)) return true;
  return row.items.some(
    ({ type, value, start, end }) =>
      type === 'kind' &&
      (value === 'forecast' || (value === 'target' && row.isCjk && start >= own.end)) &&
      ((start >= metric.end && end <= own.start) ||
        (row.isCjk && start >= own.end && start - own.end <= 4) ||
        (end <= metric.start && metric.start - end <= 5)),
  );
}

/** 売上高は2兆円、営業利益は6000億円を見込む: the verb at the end is of all figures that nothing but commas part from it. */
function isForeseenAtEnd(row: Row, figure: number): boolean {
  let at = figure;
  for (;;) {
    const { end } = figureAt(row, at);
    const next = row.figures[at + 1] === undefined ? undefined : figureAt(row, at + 1);
    const limit = next?.start ?? row.passage.end;
    const word = row.items.find(
      ({ type, value, start }) =>
        type === 'kind' && value === 'forecast' && start >= end && start < limit && start - end <= VERB_REACH,
    );
    if (word) return !/[,，、;。]/.test(between(row, end, word.start));
    if (!next || !/^[,，、]/.test(between(row, end, end + 1))) return false;
    // a change stands right before the figure that it is of
    at = next.quantity!.kind === 'percent' && row.figures[at + 2] !== undefined ? at + 2 : at + 1;
  }
}

const VERB_REACH = 8;
const GAIN_REACH = 40;
const GAINS: ReadonlySet<string> = new Set([
  'net_profit',
  'adjusted_net_profit',
  'net_profit_excl_nonrecurring',
  'gross_profit',
  'operating_profit',
  'profit_before_tax',
  'ebitda',
  'adjusted_ebitda',
]);

/**
 * The line of accounts of money: the one that is named, or the net profit where a company is only said to have made or
 * lost it ("swung to a profit of 12 million"). A line named before another figure gives way to such a word.
 */
export function lineOfMoney(figure: Figure): Item | undefined {
  const { row, page, memory, passage } = figure;
  const metric = metricOf(row, figure.figure, figure.scope);
  const own = figureAt(row, figure.figure);
  const gain = itemsBefore(row, figure.figure).findLast(
    ({ type, end }) => (type === 'loss' || type === 'profit') && own.start - end <= GAIN_REACH,
  );
  const { last, role } = figure;
  // "losses narrowed to 12 million from 20 million": what it is compared with is of the same line
  if (!metric && !gain && role.role === 'from' && last?.kind === 'financial' && last.metric)
    return { type: 'metric', value: last.metric.replace(/^segment_/, ''), start: own.start, end: own.start };
  const sales = metric || gain ? undefined : salesOf(figure);
  if (sales) return sales;
  if (!gain || (metric && (GAINS.has(metric.value) || metric.end > gain.start))) return metric;
  const isPassed =
    metric && row.figures.some((at) => row.items[at]!.start > metric.end && row.items[at]!.end <= gain.start);
  if (metric && !isPassed) return metric;
  const isCompany =
    row.items.some(
      ({ type, value }) =>
        type === 'companyWord' ||
        (type === 'org' && page.vocabulary.organisations.get(value)?.kind === 'company'),
    ) ||
    page.mainOrg !== undefined ||
    (memory.org !== undefined && passage - memory.org.passage <= CARRIED.org);
  return isCompany ? { ...gain, type: 'metric', value: 'net_profit' } : metric;
}

const SALES_REACH = 60;

/** "Sales of MP Materials rose 84% to 57.4 million": money for what a company sold is its revenue. */
export function salesOf(figure: Figure): Item | undefined {
  const { row } = figure;
  const own = figureAt(row, figure.figure);
  const { kind, hasMultiplier } = own.quantity!;
  if (row.isCjk || (kind === 'money' && !hasMultiplier)) return undefined;
  const word = row.items.findLast(
    ({ type, value, end }) => type === 'kind' && value === 'sales' && end <= own.start,
  );
  if (!word || own.start - word.end > SALES_REACH || /[;:]/.test(between(row, word.end, own.start)))
    return undefined;
  const isOfGoods = row.items.some(
    ({ type, start, end }) =>
      (type === 'material' || type === 'flow' || type === 'metric') &&
      start >= word.end - 1 &&
      end <= own.start,
  );
  const isVolume = row.figures.some((index) => row.items[index]!.quantity!.kind === 'mass');
  return isOfGoods || isVolume || companyOf(figure) === undefined
    ? undefined
    : { ...word, type: 'metric', value: 'revenue' };
}

/** "Operating income" is what Chinese companies call their revenue, and others their operating profit. */
export function lineName(
  line: string,
  org: string | undefined,
  { page }: { readonly page: Pick<Figure['page'], 'vocabulary' | 'reporter'> },
): string {
  if (line !== 'operating_income') return line;
  const home = org ? page.vocabulary.organisations.get(org)?.place : page.reporter;
  return home === 'CN' ? 'revenue' : 'operating_profit';
}

/** Revenue of a division or from one kind of goods is a line of its own. */
function lineOf({ row, figure, last }: Figure, metric: Item): string {
  if (!SEGMENTED.has(metric.value)) return metric.value;
  if (metric.value === 'gross_margin')
    return last?.metric?.startsWith('segment_') && figureAt(row, figure).start - last.end <= LISTED_REACH
      ? 'segment_gross_margin'
      : metric.value;
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
  const isProduct = PRODUCT_BEFORE.test(
    between(row, Math.max(row.passage.start, metric.start - 8), metric.start),
  );
  const isDivision =
    isNamed ||
    isProduct ||
    row.items.some(({ type, end }) => type === 'division' && end <= metric.start && metric.start - end <= 3);
  const own = figureAt(row, figure).start;
  const isOfDivision =
    row.items.some(({ type, end }) => type === 'division' && end <= own) &&
    !/consolidated|total|group/.test(
      between(row, Math.max(row.passage.start, metric.start - 14), metric.start),
    );
  return isFrom || isDivision || isOfDivision ? `segment_${metric.value}` : metric.value;
}

/** A product or trade right before the name of a line: 磁性材料营收, 新能源汽车领域收入. */
const PRODUCT_BEFORE = /(?:产品|材料|板块|业务|磁材|领域|合金|电机|部件|製品|部門|分野)(?:的|の)?$/;

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
  // "68 million euros against 110 million": the currency is said once
  return (
    quantity!.currency ??
    (figure.role.role === 'from' && figure.last?.kind === 'financial' ? figure.last.unit : undefined)
  );
}

function accountsPeriod(figure: Figure): string | undefined {
  const { page, memory, passage } = figure;
  const stated = statedPeriod(figure);
  // "the year" is the one that the page reports
  const isYear =
    figure.scope.date?.date?.relative === 'whole year' && /^\d{4}(?:$|-\d\d\/)/.test(page.accounts ?? '');
  if (stated && stated.length !== 10 && !isMonth(stated) && !isYear) return stated;
  if (figure.role.role === 'from') return undefined;
  if (figure.scope.date?.date?.relative === 'reporting period' && page.accounts) return page.accounts;
  // "revenue of 1.9 billion in the third quarter, and a net profit of 115 million": both are of the quarter
  const before = figure.last;
  if (before?.kind === 'financial' && before.period && figure.role.role === 'level' && !figure.scope.isYtd)
    return before.period;
  const carried = memory.accountsPeriod;
  const period = carried && passage - carried.passage <= 4 ? carried.period : page.accounts;
  const quarter = figure.scope.isYtd ? /^(\d{4})-Q([2-4])$/.exec(period ?? '') : null;
  return quarter
    ? `${quarter[1]}-01/${quarter[1]}-${String(Number(quarter[2]) * 3).padStart(2, '0')}`
    : period;
}

/**
 * Whether a figure is a loss: by the word of gain or loss right before it or in brackets behind it, else by the name of
 * its line. "A net loss of 8 million, against a profit of 84 million": each by its own word.
 */
function isLossOf(figure: Figure, metric: Item): boolean {
  const { row } = figure;
  const own = figureAt(row, figure.figure);
  const said = itemsBefore(row, figure.figure).findLast(
    (item) =>
      (item.type === 'loss' || item.type === 'profit') &&
      own.start - item.end < SIGN_REACH &&
      // a word of gain or loss before a line that is none, such as revenue, is not of it
      (GAINS.has(metric.value) || item.start >= metric.start || metric.value === 'operating_cash_flow') &&
      !isOfLine(item, metric),
  );
  if (said) return said.type === 'loss';
  if (metric.start === metric.end) return (figure.last?.value ?? figure.last?.high ?? 0) < 0;
  if (row.items.some(({ type, start }) => type === 'loss' && start >= own.end && start - own.end < 2))
    return true;
  const words = between(row, metric.start, metric.end);
  if (metric.value === 'capex') return false;
  return LOSS_IN_NAME.test(words) && !BOTH_IN_NAME.test(words);
}

const LOSS_IN_NAME =
  /\bloss(?:es)?\b|outflow|cash us(?:ed|age)|cash burn|亏损|[損损]失|赤字|verlust|perte|perdida|prejuizo|손실|적자|forlust/;
const BOTH_IN_NAME = /profit\/|income \(loss|\(loss\) income|profit \(loss/;
const SIGN_REACH = 34;

/** Whether a word is a part of the name of a line, as "profit" in "gross profit": the name decides by itself. */
const isOfLine = (item: Item, metric: Item): boolean =>
  item.start >= metric.start && item.end <= metric.end && item.end - item.start < metric.end - metric.start;
