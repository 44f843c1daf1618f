import type { Draft } from '../draft.ts';
import type { PageContext } from '../page.ts';
import { momentOf, periodOf } from '../periods.ts';
import { draftOf, isFuture, statedPeriod, statedValue, subjectOf } from './build.ts';
import { between, figureAt, type Item, itemsAfter, itemsBefore, type Row } from './items.ts';
import { governorsOf } from './kinds.ts';
import type { Figure, Statement } from './levels.ts';
import type { Memory } from './memory.ts';
import { traded } from './subject.ts';

const BEFORE_MOST = 90;
/** Verb-final languages say it behind the figure: 達する見通し, 전망된다, "erreichen dürfte". */
const AFTER_MOST = 26;

/**
 * Whether a figure is of what is to come: a word of forecast governs it, with no other figure between, or its period
 * lies ahead of the page.
 */
export function isForeseen(figure: Figure): boolean {
  return foreseenBy(figure) !== undefined || isFuture(statedPeriod(figure), figure) || isGoneOnFrom(figure);
}

const GOING_ON =
  /^(?: ?(?:t|tonnes|tons)?[- ](?:annually|a[- ]year|per[- ]year|per[- ]annum|yearly))?,? ?(?:by|in|bis|en|para|em|d'ici|till)? ?(?:and|und|et|y|e|och) (?:to |about |around |rund |etwa )?$/;

/** "48,000 t a year by 2030 and 190,000 t by 2040": the second of a list of forecasts, each with its year. */
function isGoneOnFrom({ row, figure, before, role }: Figure): boolean {
  if (before?.kind !== 'forecast' || role.role !== 'level') return false;
  const [previous, own] = [figureAt(row, figure - 1), figureAt(row, figure)];
  if (previous.quantity!.kind !== own.quantity!.kind) return false;
  const date = itemsBefore(row, figure).find(({ type }) => type === 'date');
  const gap = date
    ? between(row, previous.end, date.start) + between(row, date.end, own.start)
    : between(row, previous.end, own.start);
  return GOING_ON.test(gap.replace(/ {2,}/g, ' '));
}

/** The word of forecast that governs a figure. */
function foreseenBy({ row, figure }: Figure): Item | undefined {
  const own = figureAt(row, figure);
  const isWord = ({ type, value }: Item): boolean => type === 'kind' && value === 'forecast';
  const before = itemsBefore(row, figure).findLast(
    (item) => isWord(item) && own.start - item.end <= BEFORE_MOST && !isParted(row, item.end, own.start),
  );
  if (before && !isReached(row, before)) return before;
  // what a study assumes holds for its whole sentence
  const assumed = row.items.find(
    (item) => isWord(item) && item.end <= own.start && /^assum/.test(between(row, item.start, item.end)),
  );
  if (assumed) return assumed;
  // "demand is forecast to grow 8.7% a year, reaching 880,000 tonnes": a rate between changes nothing
  let first = figure;
  while (first > 0 && /^(?:percent|points|times)$/.test(figureAt(row, first - 1).quantity!.kind)) first--;
  if (first < figure) {
    const far = itemsBefore(row, first).findLast(
      (item) =>
        isWord(item) && own.start - item.end <= BEFORE_MOST * 2 && !isParted(row, item.end, own.start),
    );
    if (far) return far;
  }
  const listed = figure > 0 && isListed(row, figure);
  if (listed) {
    const far = row.items.findLast(
      (item) =>
        isWord(item) && item.end <= figureAt(row, figure - 1).start && own.start - item.end <= BEFORE_MOST,
    );
    if (far) return far;
  }
  return itemsAfter(row, figure).find(
    (item) =>
      isWord(item) &&
      item.start - own.end <= AFTER_MOST &&
      /^(?:[^,;。、，]{0,26})$/.test(between(row, own.end, item.start)) &&
      (row.isCjk || /durft|devrait|devraient|debera/.test(between(row, item.start, item.end))),
  );
}

/** "shot up 8.5% to reach 445,000 yuan": what has moved and reached it is not to come. */
const isReached = (row: Row, word: Item): boolean =>
  between(row, word.start, word.end) === 'to reach' &&
  row.items.some(
    ({ type, end }) => type === 'direction' && end <= word.start && word.start - end <= REACHED,
  ) &&
  !row.items.some((item) => item !== word && item.type === 'kind' && item.value === 'forecast');

const REACHED = 30;

/** Another statement begins between: "was expected to fall, but rose to". */
const isParted = (row: Figure['row'], from: number, to: number): boolean =>
  /[;。]|, (?:but|while|whereas|yet|and) |，(?:但|而)/.test(between(row, from, to));

/** "at 95 and 110 dollars": the figure goes on from the one before. */
const isListed = (row: Figure['row'], figure: number): boolean =>
  /^(?:,|、|和|,? and |,? or | und | y | et ) ?(?:about |around )?$/.test(
    between(row, figureAt(row, figure - 1).end, figureAt(row, figure).start),
  );

/** Whether a period lies before the page. */
export function isPassed(period: string | undefined, { published }: Pick<PageContext, 'published'>): boolean {
  if (!period || !published) return false;
  const end = momentOf(period.split('/').at(-1));
  if (!end) return false;
  if (/-[QH]\d$/.test(period)) return end.year < published.year;
  return end.year * 12 + end.month < published.year * 12 + published.month;
}

const METRICS: ReadonlySet<string> = new Set([
  'demand',
  'supply',
  'deficit',
  'surplus',
  'production',
  'export',
  'import',
  'sales',
  'capacity',
]);

/** What a forecast is of: the nearest word that says so. */
function metricOf(figure: Figure): string | undefined {
  return governorsOf(figure.row, figure.figure).find(({ governor }) => METRICS.has(governor))?.governor;
}

/** A figure of what is to come. */
export function forecastStatement(figure: Figure, of?: string): Statement {
  const { row, page } = figure;
  const { quantity } = figureAt(row, figure.figure);
  if (figure.role.role === 'change' && quantity!.kind !== 'times')
    return { reason: 'a forecast without a figure of its own' };
  const subject = subjectOf(figure) ?? (page.mainMaterial ? { code: page.mainMaterial } : undefined);
  if (!subject) return { reason: 'a forecast of nothing that is named' };
  const period = timeAhead(figure);
  if (isPassed(period, page)) return { reason: 'a forecast of a time that has passed' };
  const metric = of ?? metricOf(figure);
  const place = row.items.findLast(
    ({ type, value, start }) =>
      type === 'place' &&
      start < figureAt(row, figure.figure).start &&
      !page.vocabulary.continents.has(value),
  );
  const where = place?.value ?? (row.items.some(({ type }) => type === 'world') ? 'WORLD' : undefined);
  const fields = {
    subject: traded(subject.code, page),
    ...(quantity!.kind === 'times' ? { value: quantity!.low } : statedValue(figure)),
    unit: quantity!.unit,
    ...(period && period.length < 10 ? { period } : {}),
    ...(metric ? { metric } : {}),
    ...(where ? { place: where } : {}),
  };
  return { draft: draftOf(figure, 'forecast', 'prose/forecast', fields, subject.item) };
}

/** The time that a figure to come is of. */
export const timeAhead = (figure: Figure): string | undefined =>
  byWhen(figure) ?? statedPeriod(figure) ?? yearAhead(figure);

const BY_REACH = 14;

/** "to 46 tons by May 2027": the time right behind a figure. */
function byWhen({ row, figure, page }: Figure): string | undefined {
  const { end } = figureAt(row, figure);
  const date = row.items.find(
    ({ type, start, date }) =>
      type === 'date' && date!.grain !== 'clock' && start >= end && start - end <= BY_REACH,
  );
  const isBy =
    date &&
    /^ (?:by|bis|d'ici|para|ate) (?:the end of |end of |end-|ende |fin de |o final de |late |early )?$/.test(
      between(row, end, date.start),
    );
  return isBy ? periodOf(date.date!, page.published) : undefined;
}

/**
 * "by 2030", bis 2030, 到2030年: a year that is still to come: the one behind the figure before the next, else the first of
 * the sentence.
 */
export function yearAhead(figure: Figure): string | undefined {
  const { row, page } = figure;
  const isAhead = ({ type, date: mention }: Item): boolean =>
    type === 'date' && mention!.grain === 'year' && mention!.year! >= (page.published?.year ?? 9999);
  // in these languages the time stands before what happens in it
  const before = row.isCjk ? itemsBefore(row, figure.figure).findLast(isAhead) : undefined;
  if (before) return String(before.date!.year);
  const behind = itemsAfter(row, figure.figure).find(isAhead);
  if (behind) return String(behind.date!.year);
  const date = row.items.find(
    (item) =>
      item.type === 'date' &&
      item.date!.grain === 'year' &&
      item.date!.year! >= (page.published?.year ?? 9999),
  );
  return date ? String(date.date!.year) : undefined;
}

const MULTIPLE_REACH = 80;

/** "Demand for magnets is set to triple by 2035": a multiple in a word, of a thing named before it, in a year ahead. */
export function multipleAhead(
  figure: Omit<Figure, 'figure' | 'role' | 'scope'>,
  multiple: Item,
): Draft | undefined {
  const { row, page, passage } = figure;
  const near = (test: (item: Item) => boolean, before: number, after: number): Item | undefined =>
    row.items.findLast(
      (item) =>
        test(item) &&
        ((item.end <= multiple.start && multiple.start - item.end <= before) ||
          (item.start >= multiple.end && item.start - multiple.end <= after)),
    );
  const metric = near(
    ({ type, value }) => (type === 'kind' && METRICS.has(value)) || type === 'flow',
    MULTIPLE_REACH,
    40,
  );
  const foreseen = near(({ type, value }) => type === 'kind' && value === 'forecast', 40, 0);
  const isYear = ({ type, date, start }: Item): boolean =>
    type === 'date' &&
    date!.grain === 'year' &&
    (page.published
      ? date!.year! > page.published.year
      : /\bby (?:about |around |the year )?$/.test(
          between(row, Math.max(row.passage.start, start - 16), start),
        ));
  // "to double by 2030 and to triple by 2040": the year behind it, else the first
  const year = row.items.find((item) => isYear(item) && item.start >= multiple.end) ?? row.items.find(isYear);
  const material =
    row.items.findLast(({ type, end }) => type === 'material' && end <= multiple.start)?.value ??
    row.items.find(({ type }) => type === 'material')?.value ??
    page.mainMaterial;
  if (!metric || !material || !(foreseen || year)) return undefined;
  const place = row.items.findLast(
    ({ type, value, end }) =>
      type === 'place' && end <= multiple.start && !page.vocabulary.continents.has(value),
  );
  return {
    kind: 'forecast',
    subject: traded(material, page),
    value: Number(multiple.value),
    unit: 'x',
    ...(year ? { period: String(year.date!.year) } : {}),
    metric: metric.value,
    ...(place ? { place: place.value } : {}),
    change: [],
    start: Math.min(metric.start, multiple.start),
    end: Math.max(metric.end, multiple.end),
    read_by: 'prose/forecast-multiple',
    passage,
    figures: [],
  };
}

/** The same for a sentence without any figure. */
export function multiplesAhead(row: Row, passage: number, page: PageContext, memory: Memory): Draft[] {
  return row.items
    .filter(({ type }) => type === 'multiple')
    .flatMap((item) => {
      const draft = multipleAhead(
        { row, passage, page, memory, name: undefined, last: undefined, before: undefined },
        item,
      );
      return draft ? [draft] : [];
    });
}
