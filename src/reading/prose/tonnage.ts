import { isFuture, statedPeriod } from './build.ts';
import { capacityStatement, isYearly } from './capacity.ts';
import { companyOf, companyStatement } from './company.ts';
import { forecastStatement, isForeseen } from './forecast.ts';
import { figureAt, type Item, type Row } from './items.ts';
import { governorsOf, metricOf, nearest } from './kinds.ts';
import type { Figure, Statement } from './levels.ts';
import { CARRIED } from './memory.ts';
import { goesOnProducing, isPartOfMade, productionStatement } from './production.ts';
import { isContent, isRate } from './rates.ts';
import { isTargeted, quotaStatement, targetStatement } from './target.ts';
import { flowOf, tradeStatement } from './trade.ts';

const GROUND_REACH = 34;

/** From a word for what is missing to how much it is. */
const GAP_REACH = 110;

/** What a tonnage, or a change of one, states: trade, production, capacity, a quota, a target or sales. */
export function tonnageStatement(figure: Figure): Statement {
  const { row, page, memory, passage, scope, role } = figure;
  const { quantity } = figureAt(row, figure.figure);
  const metric = metricOf(row, figure.figure, scope);
  const said = figure.name?.type === 'kind' ? figure.name : undefined;
  if (said?.value === 'production') return productionStatement(figure);
  if (said?.value === 'capacity') return capacityStatement(figure);
  if (said?.value === 'sales') return companyStatement(figure, { ...said, value: 'sales_volume' });
  if (isRate(row, figure.figure)) return { reason: 'an amount a month' };
  const ground = nearest(row, figure.figure, ['shareMetric'], GROUND_REACH, 12);
  if (ground?.value === 'reserves') return { reason: 'what lies in the ground' };
  if (isContent(figure)) return { reason: 'what one thing contains' };
  const governors = governorsOf(row, figure.figure);
  const nearestGovernor = governors[0];
  const has = (name: string, most: number): boolean =>
    governors.some(({ governor, distance }) => governor === name && distance <= most);
  // "sales to the United States were 612 t" where no company speaks: what a country sells is trade
  const abroad = companyOf(figure) === undefined ? flowOf(figure) : undefined;
  if (
    !abroad &&
    metric?.value === 'sales_volume' &&
    (!nearestGovernor || nearestGovernor.governor === 'sales' || nearestGovernor.distance > 30)
  ) {
    return companyStatement(figure, metric);
  }
  const isQuota =
    row.items.some(({ type, end }) => type === 'quotaWord' && end <= figureAt(row, figure.figure).start) ||
    governors.some(
      ({ governor, distance, item }) =>
        governor === 'quota' && distance <= 130 && !isOfNext(row, figure.figure, item),
    ) ||
    (memory.quota !== undefined &&
      passage - memory.quota <= 1 &&
      row.items.some(
        ({ type }) =>
          type === 'quotaWord' ||
          (nearestGovernor === undefined && (type === 'org' || type === 'quota' || type === 'total')),
      )) ||
    isMoreOfQuota(figure, nearestGovernor === undefined);
  if (isQuota) return quotaStatement(figure);
  const isCapacity =
    nearestGovernor?.governor === 'capacity' ||
    (has('capacity', 60) && !['production', 'export', 'import', 'sales'].includes(nearestGovernor!.governor));
  const gap = governors.find(({ governor }) => governor === 'deficit' || governor === 'surplus');
  if (gap && gap.distance <= GAP_REACH)
    return isForeseen(figure)
      ? forecastStatement(figure, gap.governor)
      : { reason: 'how far supply and demand lie apart, which is not read' };
  const isNeeded = !row.isCjk && nearestGovernor?.governor === 'demand' && !has('capacity', 60);
  if ((quantity!.perYear || isYearly(figure)) && isNeeded)
    return isForeseen(figure) ? forecastStatement(figure, 'demand') : { reason: 'demand, which is not read' };
  if (quantity!.perYear || isCapacity || isYearly(figure)) {
    if (has('target', 45)) return targetStatement(figure);
    return capacityStatement(figure);
  }
  if (nearestGovernor === undefined) {
    if (isPartOfMade(figure)) return productionStatement(figure);
    const flow = flowOf(figure);
    if (!flow && goesOnProducing(figure)) return productionStatement(figure);
    return flow ? tradeStatement(figure, flow) : { reason: 'a tonnage of nothing that is named' };
  }
  const first =
    nearestGovernor.governor === 'forecast' || nearestGovernor.governor === 'supply'
      ? (governors[1] ?? nearestGovernor)
      : nearestGovernor;
  const period = statedPeriod(figure);
  // nobody aims at a demand: "bis 2030 soll die Nachfrage auf 400.000 Tonnen steigen"
  const isDemand = !row.isCjk && governors.some(({ governor }) => governor === 'demand');
  if (isDemand && (isForeseen(figure) || isAimed(figure) || has('target', 90)))
    return forecastStatement(figure, 'demand');
  if (
    isTargeted(figure) ||
    (has('target', 90) && (isFuture(period, figure) || isAimed(figure) || first.governor === 'target'))
  )
    return targetStatement(figure);
  if (role.role === 'level' && isForeseen(figure)) return forecastStatement(figure);
  switch (first.governor) {
    case 'export':
    case 'import':
      return tradeStatement(figure, first.governor);
    case 'production':
      return productionStatement(figure);
    case 'sales': {
      if (abroad) return tradeStatement(figure, abroad);
      const sales = row.items.find((item) => item === first.item)!;
      return companyStatement(figure, { ...sales, value: 'sales_volume' });
    }
    case 'demand':
      return isForeseen(figure) ? forecastStatement(figure) : { reason: 'demand, which is not read' };
    default: {
      const flow = first.governor === 'supply' ? memory.flow : undefined;
      return flow && page.isTradePage && passage - flow.passage <= CARRIED.flow
        ? tradeStatement(figure, flow.value)
        : { reason: 'a tonnage of something that is not read' };
    }
  }
}

/** "Weitere 3.746 t entfallen auf ausländische Firmen": right behind a quota, where nothing else is named. */
const isMoreOfQuota = ({ row, memory: { quota }, passage, last }: Figure, isUngoverned: boolean): boolean =>
  !row.isCjk &&
  isUngoverned &&
  last === undefined &&
  quota !== undefined &&
  passage - quota === 1 &&
  !row.items.some(({ type }) => type === 'flow' || type === 'material' || type === 'metric');

/** "12,500 tonnes, below the quota of 15,500": the word is of the figure behind it. */
function isOfNext(row: Row, figure: number, item: Item): boolean {
  const next = row.figures[figure + 1];
  if (item.start < figureAt(row, figure).end || next === undefined) return false;
  const gap = row.items[next]!.start - item.end;
  return gap >= 0 && gap <= 8;
}

/** Whether a year to come follows the figure: "to 60,000 tonnes by 2026". */
function isAimed({ row, figure, page }: Figure): boolean {
  const { end } = figureAt(row, figure);
  const date = row.items.find(({ type, start }) => type === 'date' && start >= end && start - end < 24);
  return date?.date?.year !== undefined && date.date.year > (page.published?.year ?? 9999);
}
