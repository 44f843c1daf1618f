import type { Draft } from '../draft.ts';
import type { Kind } from '../observation.ts';
import { earlierPeriod, momentOf, periodOf } from '../periods.ts';
import { bracketTime, isCompared, ownerTime } from './compared.ts';
import { between, figureAt, type Item, itemsBefore, type Row } from './items.ts';
import type { Figure } from './levels.ts';
import { CARRIED } from './memory.ts';

type Fields = Omit<Draft, 'kind' | 'change' | 'start' | 'end' | 'read_by' | 'passage' | 'figures'>;

const QUOTE_MOST = 140;

/** A draft of a figure with the span that states it: from the subject before it to what it owns after it. */
export function draftOf(figure: Figure, kind: Kind, rule: string, fields: Fields, subject?: Item): Draft {
  const { row, scope, role } = figure;
  const item = figureAt(row, figure.figure);
  const owned = scope.owned.filter(({ type }) => type === 'material' || type === 'place' || type === 'flow');
  const from =
    subject && item.start - subject.start < QUOTE_MOST && subject.start < item.start
      ? subject.start
      : item.start;
  const to = Math.max(item.end, ...owned.map(({ end }) => end));
  return {
    kind,
    ...fields,
    change: [],
    start: from,
    end: to,
    read_by: rule,
    passage: figure.passage,
    figures: [item.quantity!],
    ...(role.role === 'from' ? { isEarlier: true } : {}),
  };
}

/** The material that a figure is of: of a list, of its sentence, or carried from the one before. */
export function subjectOf(figure: Figure): { readonly code: string; readonly item?: Item } | undefined {
  const { scope, name, memory, passage, role, last } = figure;
  if (name?.type === 'material') return { code: name.value, item: name };
  const isNamedSince = hasClauseSince(figure);
  if (
    role.role === 'from' &&
    last?.subject &&
    !isNamedSince &&
    !scope.owned.some(({ type }) => type === 'material')
  )
    return { code: last.subject };
  if (scope.material) return { code: scope.material.value, item: scope.material };
  const left = leftOpen(figure);
  if (left) return { code: left };
  const ahead = materialAhead(figure);
  if (ahead) return { code: ahead.value, item: ahead };
  const carried = memory.subject ?? memory.material;
  if (carried && passage - carried.passage <= CARRIED.material) return { code: carried.code };
  return undefined;
}

const CLAUSE_WORDS: ReadonlySet<string> = new Set(['kind', 'flow', 'price']);

/** "1,242 t, while total rare earth output fell from 4,651 t": a clause with a subject of its own behind the last figure. */
function hasClauseSince({ row, scope: { material }, last, figure }: Figure): boolean {
  if (!material || !last || material.start < last.end) return false;
  const { start } = figureAt(row, figure);
  return row.items.some(
    ({ type, start: from, end }) => CLAUSE_WORDS.has(type) && from >= material.end && end <= start,
  );
}

/** "rose by 2,000 yuan/ton. 777,000 yuan/ton, ...": a figure that opens a sentence ends the one before it. */
function leftOpen({ row, figure, memory, passage }: Figure): string | undefined {
  const isFirst = figure === 0 && figureAt(row, 0).start - row.passage.start <= 2;
  return isFirst && memory.open && passage - memory.open.passage === 1 ? memory.open.code : undefined;
}

const AHEAD_MOST = 70;

/** "grew 8.3%, while rare earth exports fell": behind a comma a clause of its own begins. */
function opensAnother({ normal: { low }, phrases, isCjk }: Row, from: number, to: number): boolean {
  if (isCjk) return false;
  for (let at = low.indexOf(', ', from); at >= 0 && at < to; at = low.indexOf(', ', at + 1))
    if (phrases.conjunction.endAfter(low, at + 1, to) !== undefined) return true;
  return false;
}

/** The first material after a figure whose sentence has named none: "At 2,075 yuan, dysprosium oxide was down". */
export function materialAhead({ row, figure }: Pick<Figure, 'row' | 'figure'>): Item | undefined {
  const own = figureAt(row, figure);
  // what says the figure again in brackets is passed over
  let next = figure + 1;
  while (
    next < row.figures.length &&
    /^ ?\($/.test(between(row, figureAt(row, next - 1).end, figureAt(row, next).start))
  )
    next++;
  const limit = next < row.figures.length ? figureAt(row, next).start : row.passage.end;
  const item = row.items.find(({ type, start }) => type === 'material' && start >= own.end && start < limit);
  if (!item || item.start - own.end > AHEAD_MOST) return undefined;
  if (opensAnother(row, own.end, item.start)) return undefined;
  const stop = row.isCjk ? /[;。、，,]/ : /[;。]|,.*,/;
  return stop.test(between(row, own.end, item.start).replace(/\d[\d.,]*\d/g, '')) ? undefined : item;
}

/** The period that the sentence gives to a figure, if it names one. */
export function statedPeriod(figure: Figure): string | undefined {
  const { scope, page, role, name } = figure;
  if (name?.type === 'date') return periodOf(withYear(name, figure.row).date!, page.published);
  const owned = scope.owned.find(({ type }) => type === 'date');
  const own = figureAt(figure.row, figure.figure);
  const beside = ownerTime(figure.row, own) ?? bracketTime(figure.row, own) ?? whenTime(figure);
  if (role.role === 'from') return earlierOf(figure, owned ?? beside);
  if (beside) return periodOf(beside.date!, page.published);
  const item = timeOf(figure);
  return item && periodOf(item.date!, page.published);
}

const WHEN_REACH = 80;

/** "the lowest since June, when exports totalled 3,188 t": the time whose clause a figure stands in. */
function whenTime({ row, figure }: Figure): Item | undefined {
  if (row.isCjk) return undefined;
  const { low } = row.normal;
  const { start } = figureAt(row, figure);
  const time = itemsBefore(row, figure).findLast(({ type }) => type === 'date');
  if (!time || start - time.end > WHEN_REACH || low[time.end] !== ',') return undefined;
  const clause = row.phrases.when.endAfter(low, time.end + 1, start);
  return clause !== undefined && !/[,;]/.test(low.slice(clause, start)) ? time : undefined;
}

/** The time that the clause of a figure names for it. */
function timeOf(figure: Figure): Item | undefined {
  const { scope } = figure;
  return scope.owned.find(({ type }) => type === 'date') ?? scope.date ?? dateAfter(figure);
}

/** Whether its clause names a month or quarter, but nothing says of which year: then no other time stands in for it. */
export function isOfUnknownTime(figure: Figure): boolean {
  const item = timeOf(figure);
  return (
    item !== undefined &&
    PART_OF_YEAR.has(item.date!.grain) &&
    periodOf(item.date!, figure.page.published) === undefined
  );
}

const PART_OF_YEAR: ReadonlySet<string> = new Set(['month', 'quarter', 'half', 'run']);

/** A month of a list with the year that is said once for all: "July, August and September 2024". */
function withYear(item: Item, row: Row): Item {
  const { date } = item;
  if (date!.year !== undefined || date!.grain !== 'month') return item;
  const other =
    row.items.find(({ type, start, date: d }) => type === 'date' && start > item.start && d?.year) ??
    row.items.findLast(({ type, start, date: d }) => type === 'date' && start < item.start && d?.year);
  return other ? { ...item, date: { ...date!, year: other.date!.year! } } : item;
}

const SHORT_FROM = 3;

/** "dysprosium hit $850/kg and terbium $3,600/kg in May": the time at the end of two prices is of both. */
function isListedPrice(row: Row, index: number, next: number): boolean {
  const [own, other] = [row.items[index]!, row.items[next]!];
  if (row.isCjk || own.quantity!.kind !== 'price' || other.quantity!.kind !== 'price') return false;
  const inner = row.items.slice(index + 1, next).filter(({ type }) => type !== 'to' && type !== 'by');
  const [name] = inner;
  return (
    inner.length === 1 &&
    name!.type === 'material' &&
    /^,? (?:and|und|et|y|e|och) (?:the |l'|le |el |o |das )?$/.test(between(row, own.end, name!.start))
  );
}

/** A date behind a figure in the same clause: "5,774 tons were shipped in September". */
function dateAfter(figure: Figure): Item | undefined {
  const { row } = figure;
  const index = row.figures[figure.figure]!;
  const end = row.items[index]!.end;
  for (let i = index + 1; i < row.items.length; i++) {
    const item = row.items[i]!;
    if (item.type === 'quantity' && !isListedPrice(row, index, i)) return undefined;
    // a short "de" or "von" is "of" as well
    if (item.type === 'from' && item.end - item.start > SHORT_FROM) return undefined;
    if (item.type !== 'date') continue;
    const gap = between(row, end, item.start);
    if (
      gap.length > 70 ||
      /[;。]/.test(gap) ||
      isCompared(row, item) ||
      /^ ?[^()]{0,10}:/.test(between(row, item.end, item.end + 12))
    )
      return undefined;
    // "last month" needs no word to join it, and "between January and September" has its own
    if (item.date!.grain === 'relative' && /^ $/.test(gap)) return item;
    if (item.date!.grain === 'run' && /^ $|[^,] $/.test(gap)) return item;
    return /(?:in|for|during|on|of|im|am|en|em|no|na|durante|pendant|wahrend|under|i|la|el|于|在|\() ?(?:the |el |l')?(?:year |jahre? |ano (?:de )?|annee )?(?:early |late |mid-? ?)?$/.test(
      gap,
    )
      ? item
      : undefined;
  }
  return undefined;
}

/** When an earlier figure was: its own date, or as far back as it says ("a year earlier"). */
function earlierOf(figure: Figure, owned: Item | undefined): string | undefined {
  const { row, page, scope, last } = figure;
  const index = row.figures[figure.figure]!;
  const own = row.items[index]!;
  const near =
    owned ??
    row.items.findLast(
      ({ type, end }) =>
        type === 'date' && end <= own.start && /^(?:の|의|的| ?\() ?$/.test(between(row, end, own.start)),
    ) ??
    row.items.find(
      (item) =>
        item.type === 'date' &&
        ((item.end <= own.start &&
          own.start - item.end < 22 &&
          index > 0 &&
          between(row, item.end, own.start).length < 22 &&
          row.items.some(
            (from) => from.type === 'from' && from.end <= item.start && item.start - from.end < 6,
          )) ||
          /^ ?: ?$/.test(between(row, item.end, own.start)) ||
          (item.start >= own.end &&
            item.start - own.end < 24 &&
            !/[;。]/.test(between(row, own.end, item.start)))),
    );
  if (near?.date?.grain === 'year') {
    // "in the same month in 2024": the month is the figure's before it
    const now = last?.period ?? page.topicMonth;
    const isSame = row.items.some(
      ({ type, value, end }) =>
        type === 'basis' && value === 'yoy' && end <= near.start && near.start - end < 12,
    );
    if (isSame && now)
      return now
        .split('/')
        .map((part) => `${near.date!.year}${part.slice(4)}`)
        .join('/');
  }
  if (near && near.date!.grain !== 'relative') return periodOf(near.date!, page.published);
  const before = figure.memory.last;
  const carried = before && figure.passage - before.passage <= 2 ? before.period : undefined;
  const current =
    last?.period ??
    (scope.date && scope.date !== near ? periodOf(scope.date.date!, page.published) : undefined) ??
    (row.isCjk ? carried : undefined) ??
    page.topicMonth;
  if (near?.date?.relative === 'last year' && current) return earlierPeriod(current, 'yoy');
  const basis =
    row.items.find(
      (item) =>
        item.type === 'basis' &&
        item.start >= own.end &&
        item.start - own.end < 30 &&
        !(
          row.isCjk &&
          row.figures.some((at) => row.items[at]!.start >= own.end && row.items[at]!.end <= item.start)
        ),
    ) ??
    row.items.findLast((item) => item.type === 'basis' && item.end <= own.start && own.start - item.end < 20);
  if (!basis) return near ? periodOf(near.date!, page.published) : undefined;
  // only a price is of a day
  const isPrice = own.quantity!.kind === 'price';
  const base = current ?? (isPrice && page.published?.day ? isoDay(page.published) : undefined);
  return base ? earlierPeriod(base, basis.value as 'mom') : undefined;
}

const isoDay = ({ year, month, day }: { year: number; month: number; day?: number }): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** The page's own day, or its month. */
export function pageDay(figure: Figure): string | undefined {
  const { published } = figure.page;
  if (!published) return undefined;
  if (published.isYearOnly) return String(published.year);
  return published.day === undefined ? isoDay({ ...published, day: 1 }).slice(0, 7) : isoDay(published);
}

/** `low` and `high` for a range, `value` for one figure; nothing for a change. */
export function statedValue(
  figure: Figure,
  factor = 1,
): { value: number } | { low: number; high: number } | Record<never, never> {
  const { quantity } = figureAt(figure.row, figure.figure);
  if (figure.role.role === 'change') return {};
  const scale = (value: number): number => Number((value * factor).toPrecision(12));
  return quantity!.low === quantity!.high
    ? { value: scale(quantity!.low) }
    : { low: scale(quantity!.low), high: scale(quantity!.high) };
}

/** Whether a period begins after the page was written. */
export function isFuture(period: string | undefined, figure: Figure): boolean {
  const { published } = figure.page;
  if (!period || !published) return false;
  const moment = momentOf(period);
  const year = Number(period.slice(0, 4));
  if (!moment || moment.isYearOnly) return year > published.year;
  return moment.year * 12 + moment.month > published.year * 12 + published.month;
}
