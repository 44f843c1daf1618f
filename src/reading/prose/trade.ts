import { isMonth, shiftMonth } from '../periods.ts';
import { draftOf, statedPeriod, statedValue, subjectOf } from './build.ts';
import { between, figureAt } from './items.ts';
import type { Figure, Statement } from './levels.ts';
import { CARRIED } from './memory.ts';
import { partiesOf } from './places.ts';
import { hasMaterial, jointSubject, precise, traded } from './subject.ts';

/**
 * The flow of a figure whose sentence names none: the one of the sentences before, if they were about trade, else what
 * the sentence calls the country ("the biggest buyer") or what the page is about.
 */
export function flowOf({ row, page, memory, passage }: Figure): 'export' | 'import' | undefined {
  const { flow, last } = memory;
  const part = row.items.find(({ type }) => type === 'tradePart');
  const named = part && part.value !== 'moved' ? (part.value as 'export' | 'import') : undefined;
  const hasJust = last?.kind === 'trade' && passage - last.passage <= 2;
  if (flow && passage - flow.passage <= CARRIED.flow && (page.isTradePage || hasJust || part))
    return flow.value;
  if (page.isTradePage) return page.mainFlow ?? named;
  return named && row.items.some(({ type }) => type === 'material') ? named : undefined;
}

export function tradeStatement(figure: Figure, flow: 'export' | 'import', money?: string): Statement {
  const { row, page, role, scope, name } = figure;
  const { quantity } = figureAt(row, figure.figure);
  const subject =
    jointSubject(figure) ??
    (hasMaterial(figure)
      ? subjectOf(figure)
      : figure.memory.tradeSubject
        ? { code: figure.memory.tradeSubject }
        : subjectOf(figure)) ??
    (page.mainMaterial && page.isTradePage ? { code: page.mainMaterial } : undefined);
  if (!subject) return { reason: 'trade in nothing that is named' };
  const parties = partiesOf(row, figure.figure, scope, flow, page, name);
  if (!parties) return { reason: 'trade with several places taken together' };
  const period = tradePeriod(figure);
  const change = role.role === 'change';
  const isValue = change ? scope.measure?.value === 'value' : money !== undefined;
  const fields = {
    subject: traded(subject.code, page),
    ...statedValue(figure),
    ...(change ? {} : { unit: money ?? quantity!.unit }),
    ...(period ? { period } : {}),
    ...(parties.reporter ? { reporter: parties.reporter } : {}),
    partner: parties.partner,
    flow,
    ...(isValue ? { metric: 'value' } : {}),
    ...(change ? {} : precise(figure)),
  };
  return {
    draft: draftOf(figure, 'trade', change ? 'prose/trade-change' : 'prose/trade', fields, subject.item),
  };
}

/** A month, run, quarter or year; a day is when it was reported, not when it was shipped. */
function tradePeriod(figure: Figure): string | undefined {
  const { page, scope, memory, passage, row, role } = figure;
  const stated = statedPeriod(figure);
  const own = figureAt(row, figure.figure);
  const isYtd = row.items.some(
    (item) =>
      item.type === 'ytd' &&
      ((item.end <= own.start && own.start - item.end < 60) ||
        (item.start >= own.end &&
          item.start - own.end < 30 &&
          !/[,，、]/.test(between(row, own.end, item.start)))),
  );
  if (role.role === 'from') return stated && stated.length === 10 ? undefined : stated;
  const topic =
    page.topicMonth ??
    (memory.tradePeriod && isMonth(memory.tradePeriod.period) ? memory.tradePeriod.period : undefined);
  if ((scope.isYtd || isYtd) && (!stated || stated.length === 4 || stated.length === 10 || isMonth(stated))) {
    const month = stated && isMonth(stated) ? stated : topic;
    if (month && Number(month.slice(5)) > 1) return `${month.slice(0, 4)}-01/${month}`;
  }
  if (stated && stated.length !== 10) return stated;
  const carried = memory.tradeMonth;
  if (carried && passage - carried.passage <= 2) return carried.period;
  if (topic) return topic;
  if (!page.published || !page.isTradePage) return undefined;
  const { year, month } = shiftMonth(page.published.year, page.published.month, -1);
  return `${year}-${String(month).padStart(2, '0')}`;
}
