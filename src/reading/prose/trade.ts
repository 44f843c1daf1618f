import { earlierPeriod, isMonth, monthsBetween, periodOf, shiftMonth } from '../periods.ts';
import { draftOf, isOfUnknownTime, statedPeriod, statedValue, subjectOf } from './build.ts';
import { ownerTime } from './compared.ts';
import { between, figureAt, followsSemicolon, type Item, type Row } from './items.ts';
import type { Figure, Statement } from './levels.ts';
import { CARRIED } from './memory.ts';
import { type Parties, partiesOf } from './places.ts';
import { hasMaterial, jointSubject, precise, traded } from './subject.ts';

/**
 * The flow of a figure whose sentence names none: the one of the sentences before, if they were about trade, else what
 * the sentence calls the country ("the biggest buyer") or what the page is about.
 */
export function flowOf({ row, page, memory, passage, scope }: Figure): 'export' | 'import' | undefined {
  if (scope.flow) return scope.flow.value as 'export' | 'import';
  const { flow, last } = memory;
  const part = row.items.find(({ type }) => type === 'tradePart');
  const named = part && part.value !== 'moved' ? (part.value as 'export' | 'import') : undefined;
  const hasJust = last?.kind === 'trade' ? passage - last.passage <= 2 : isAbout(memory, passage);
  if (flow && passage - flow.passage <= CARRIED.flow && (page.isTradePage || hasJust || part))
    return flow.value;
  // a page that names flows may be about rules: only where amounts have been traded on it, or customs are named
  if (
    page.isTradePage &&
    (last?.kind === 'trade' ||
      part ||
      (flow && passage - flow.passage <= 1) ||
      row.items.some(({ type }) => TRADE_WORDS.has(type)))
  )
    return page.mainFlow ?? named;
  const isOfReporter = row.items.some(({ type, value }) => type === 'place' && value === page.reporter);
  const isOfOther = row.items.some(({ type, value }) => type === 'place' && value !== page.reporter);
  if (part && !named && scope.material && isOfReporter && isOfOther) return 'export';
  return named && row.items.some(({ type }) => type === 'material') ? named : undefined;
}

const TRADE_WORDS: ReadonlySet<string> = new Set(['customs', 'total', 'ytd', 'measure', 'basis']);

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
    (page.mainMaterial && page.isTradePage && (row.isCjk || !hasMaterial(figure))
      ? { code: page.mainMaterial }
      : undefined);
  if (!subject) return { reason: 'trade in nothing that is named' };
  if (isOfAnyGoods(figure)) return { reason: 'trade in something that is not known' };
  const parties = ofWhole(figure, partiesOf(row, figure.figure, scope, flow, page, name));
  if (!parties) return { reason: 'trade with several places taken together' };
  if (role.role !== 'change' && goesElsewhere(figure))
    return { reason: 'trade with a place that is not known' };
  const earlier = earlierLevel(figure);
  const period = earlier ?? tradePeriod(figure);
  const change = role.role === 'change';
  const isValue = change ? scope.measure?.value === 'value' : money !== undefined;
  const reporter = reporterOf(figure, parties, flow);
  const fields = {
    subject: isShortFor(figure, subject.code, parties.partner) ? 'NdFeB-magnet' : traded(subject.code, page),
    ...statedValue(figure),
    ...(change ? {} : { unit: money ?? quantity!.unit }),
    ...(period ? { period } : {}),
    ...(reporter ? { reporter } : {}),
    partner: parties.partner === 'WORLD' ? (carriedPartner(figure, flow) ?? 'WORLD') : parties.partner,
    flow,
    ...(isValue ? { metric: 'value' } : {}),
    ...(change ? {} : precise(figure)),
    ...(earlier ? { isEarlier: true } : {}),
  };
  return {
    draft: draftOf(figure, 'trade', change ? 'prose/trade-change' : 'prose/trade', fields, subject.item),
  };
}

const GOODS_REACH = 40;
const GOODS_BEHIND = /^ (?:of|von|de|av) [^,;.]*$/;

/** "US imports of Chinese goods fell 27%": goods of every kind, in a sentence that names no material. */
function isOfAnyGoods({ row, scope: { flow }, name }: Figure): boolean {
  if (row.isCjk || name || !flow || row.items.some(({ type }) => type === 'material')) return false;
  const { low } = row.normal;
  for (let at = flow.end + 1; at < flow.end + GOODS_REACH && at < row.passage.end; at++) {
    if (low[at - 1] !== ' ' || row.phrases.anyGoods.endAfter(low, at, row.passage.end) === undefined)
      continue;
    return GOODS_BEHIND.test(low.slice(flow.end, at));
  }
  return false;
}

/** "Of the 5,774 tonnes, Germany bought 1,288": the whole went to no one partner of those that follow. */
function ofWhole({ row, figure }: Figure, parties: Parties | undefined): Parties | undefined {
  if (!parties || figure + 1 >= row.figures.length) return parties;
  const [own, next] = [figureAt(row, figure), figureAt(row, figure + 1)];
  if (own.quantity!.kind !== next.quantity!.kind || own.quantity!.low <= next.quantity!.low) return parties;
  const { low } = row.normal;
  const start = row.phrases.wholeBefore.startBefore(low, own.start, row.passage.start);
  const opens = start !== undefined && /^$|[,;:.]$/.test(low.slice(row.passage.start, start).trim());
  return opens ? { ...parties, partner: 'WORLD' } : parties;
}

/**
 * "Rare earth exports to the US" on a page that has given the exports of magnets and none of rare earths: customs give
 * partners for magnets, and the shorter word stands for them.
 */
const isShortFor = ({ row, memory }: Figure, code: string, partner: string): boolean =>
  row.isCjk && code === 'RE-all' && partner !== 'WORLD' && memory.tradeSubject === 'NdFeB-magnet';

/**
 * Who reports: as the sentence says, or as the one before it did where this one names no place, or only where the
 * goods are from or go to.
 */
function reporterOf(
  { row, memory, passage, page }: Figure,
  parties: Parties,
  flow: string,
): string | undefined {
  const { last } = memory;
  const before =
    last?.kind === 'trade' && passage - last.passage <= 2 && last.flow === flow ? last : undefined;
  if (!before?.reporter) return parties.reporter;
  if (parties.reporter === undefined && before.reporter !== parties.partner) return before.reporter;
  if (!row.isCjk && (parties.reporter !== page.reporter || before.reporter === page.reporter))
    return parties.reporter;
  const isNamed = row.items.some(
    ({ type, value }) => type === 'place' && value !== 'WORLD' && value !== parties.partner,
  );
  const isOfPage = parties.reporter === undefined || parties.reporter === page.reporter;
  return !isNamed && isOfPage && before.reporter !== parties.partner ? before.reporter : parties.reporter;
}

const ELSEWHERE =
  /^ (?:(?:was |were |went )?(?:sent |shipped |exported |delivered )?(?:to|from)|nach|aus|hacia|vers) (?:the )?(?=\p{Lu}\p{Ll})/u;

/** "1,900 kg to Ruritania": the name behind is no place that is known, and no place before it stands in for it. */
function goesElsewhere({ row, figure }: Figure): boolean {
  const { end } = figureAt(row, figure);
  const match = ELSEWHERE.exec(row.normal.text.slice(end, Math.min(row.passage.end, end + 48)));
  if (!match) return false;
  const at = end + match[0].length;
  return !row.items.some((item) => item.start <= at && item.end > at);
}

/** A month, run, quarter or year; a day is when it was reported, not when it was shipped. */
function tradePeriod(figure: Figure): string | undefined {
  const { page, scope, memory, passage, row, role, last } = figure;
  const stated = statedPeriod(figure);
  if (figure.name?.type === 'date') return stated;
  const own = figureAt(row, figure.figure);
  const isYtd = row.items.some(
    (item) =>
      item.type === 'ytd' &&
      ((item.end <= own.start && own.start - item.end < 60) ||
        (item.start >= own.end &&
          item.start - own.end < 30 &&
          !row.items.some(
            ({ type, start, end }) => type === 'date' && start >= own.end && end <= item.start,
          ) &&
          !/[,，、]/.test(between(row, own.end, item.start)))),
  );
  if (role.role === 'from') {
    if (stated === undefined && row.items.some(({ type }) => type === 'revised')) return last?.period;
    return stated && stated.length === 10 ? undefined : stated;
  }
  if (isOfUnknownTime(figure)) return undefined;
  const topic =
    page.topicMonth ??
    (memory.tradePeriod && isMonth(memory.tradePeriod.period) ? memory.tradePeriod.period : undefined);
  if ((scope.isYtd || isYtd) && (!stated || stated.length === 4 || stated.length === 10 || isMonth(stated))) {
    const month = stated && isMonth(stated) ? stated : topic;
    if (month && Number(month.slice(5)) > 1) return `${month.slice(0, 4)}-01/${month}`;
  }
  const joint = stated && jointMonths(figure, stated);
  if (joint) return joint;
  if (stated && stated.length !== 10) return stated;
  const before = memory.tradePeriod;
  // behind a semicolon the sentence goes on, and with it its time
  if (before && passage - before.passage === 1 && followsSemicolon(row)) return before.period;
  // figures of a whole year go on to be of that year
  if (before?.period.length === 4 && passage - before.passage <= 2) return before.period;
  const carried = memory.tradeMonth;
  if (carried && passage - carried.passage <= 2) return carried.period;
  const run = memory.tradeRun;
  if (run && !carried && passage - run.passage <= CARRIED.flow) return run.period;
  if (topic) return topic;
  if (!page.published || !page.isTradePage) return undefined;
  const { year, month } = shiftMonth(page.published.year, page.published.month, -1);
  return `${year}-${String(month).padStart(2, '0')}`;
}

/** "Exports to Germany jumped. They totalled 1,050 t"; "93 t to the US in May and 353 t in June". */
function carriedPartner(
  { row, memory, passage, scope, last, figure }: Figure,
  flow: string,
): string | undefined {
  const own = figureAt(row, figure);
  const isTotal = row.items.some(
    ({ type, start }) => (type === 'total' || type === 'world' || type === 'ytd') && start < own.end,
  );
  if (isTotal) return undefined;
  const hasPlaceSince = row.items.some(
    ({ type, start }) =>
      (type === 'place' || type === 'region') && start < own.end && start >= (last?.end ?? 0),
  );
  if (
    last?.kind === 'trade' &&
    last.flow === flow &&
    !hasPlaceSince &&
    (scope.owned.some(({ type }) => type === 'date') || ownerTime(row, own))
  )
    return last.partner;
  const before = memory.tradePartner;
  const isGoingOn =
    before !== undefined && passage - before.passage === 1 && before.flow === flow && !hasPlaceSince && !last;
  return isGoingOn && (hasPronoun(row, own.start) || followsSemicolon(row)) ? before.code : undefined;
}

/** "They totalled 1,050 t", "In May 2025, however, it fell to 46 t": a pronoun opens a clause before the figure. */
function hasPronoun({ phrases, normal: { low }, passage }: Row, end: number): boolean {
  for (let at = passage.start; at < end; at = low.indexOf(',', at) + 1) {
    if (phrases.pronoun.endAfter(low, at, end) !== undefined) return true;
    if (low.indexOf(',', at) < 0) return false;
  }
  return false;
}

/** Whether the sentence before spoke of a flow, without a figure. */
const isAbout = ({ flow, material }: Figure['memory'], passage: number): boolean =>
  flow !== undefined &&
  material !== undefined &&
  passage - flow.passage === 1 &&
  passage - material.passage === 1;

/** One figure for months that are named together: "in January and February". */
function jointMonths({ scope, role, page }: Figure, last: string): string | undefined {
  if (scope.dates.length < 2 || scope.dates.at(-1) !== scope.date || role.role === 'from') return undefined;
  const first = scope.dates[0]!.date!;
  if (first.grain !== 'month' || !isMonth(last)) return undefined;
  const from = first.year
    ? periodOf(first, page.published)
    : `${last.slice(0, 4)}-${String(first.month).padStart(2, '0')}`;
  const months = from ? monthsBetween(from, last) : undefined;
  return months === scope.dates.length - 1 ? `${from}/${last}` : undefined;
}

/** The period of a figure that its clause gives as an earlier one: "a year earlier the figure was 4,912 t", 上月为1985吨. */
function earlierLevel(figure: Figure): string | undefined {
  const { row, role, last, memory, page } = figure;
  if (role.role !== 'level' || role.direction) return undefined;
  const { date } = figure.scope;
  if (date?.date?.relative === 'last month' && last && last.end <= date.start) {
    // 上月 behind a figure of last month is the month before that
    const period = periodOf(date.date, page.published);
    if (period && period === last.period) return earlierPeriod(period, 'mom');
  }
  const own = figureAt(row, figure.figure);
  const index = row.figures[figure.figure]!;
  for (let at = index - 1; at >= 0; at--) {
    const item = row.items[at]!;
    if (item.type === 'quantity' || item.type === 'direction') return undefined;
    if (item.type !== 'basis') continue;
    // "monthly exports exceeded 400 t" tells of no earlier time
    const next = row.items[row.items.indexOf(item) + 1];
    if (next && MEASURED.has(next.type) && next.start - item.end <= 1) return undefined;
    const gap = between(row, item.end, own.start);
    if (gap.length > 60 || /[;。]/.test(gap) || !opensClause(row, item)) return undefined;
    const base = last?.period ?? memory.tradePeriod?.period ?? page.topicMonth;
    const year = row.items.find(
      ({ type, date: each, start }) =>
        type === 'date' && each!.grain === 'year' && start >= item.end && start - item.end <= 4,
    )?.date?.year;
    if (base && year !== undefined && item.value === 'yoy')
      return base
        .split('/')
        .map((part) => `${year}${part.slice(4)}`)
        .join('/');
    return base ? earlierPeriod(base, item.value as 'mom') : undefined;
  }
  return undefined;
}

const MEASURED: ReadonlySet<string> = new Set(['flow', 'metric', 'kind', 'price', 'material', 'tradePart']);

const CLAUSE_WORDS_MOST = 6;

/** Whether nothing but small words stands between the begin of its clause and a word of an earlier time. */
function opensClause({ normal, passage, phrases }: Row, item: Item): boolean {
  let at = item.start;
  for (let i = 0; i <= CLAUSE_WORDS_MOST; i++) {
    const rest = normal.low.slice(passage.start, at).trimEnd();
    if (rest === '' || /[,;，；、(]$/.test(rest)) return true;
    const before = phrases.retrospect.startBefore(normal.low, at, passage.start);
    if (before === undefined) return false;
    at = before;
  }
  return false;
}
