import { earlierPeriod, momentOf } from '../periods.ts';
import type { Column } from './columns.ts';
import type { TablePage } from './context.ts';
import type { Grid } from './grid.ts';
import {
  endedPeriod,
  fiscalPeriod,
  fiscalYearEnd,
  headingMoment,
  monthsEnded,
  monthsUpTo,
  namesFiscalYear,
  tablePeriod,
  withYearBeside,
  yearToDate,
} from './table-period.ts';

/** The columns of a table of amounts that hold figures, and what belongs to each. */
export interface LevelColumns {
  readonly levels: readonly Column[];
  readonly periods: ReadonlyMap<Column, string | undefined>;
  /** Columns of its changes. */
  readonly changesOf: ReadonlyMap<Column, readonly Column[]>;
  /** Columns of the same measure in the same block: other times of the same figure. */
  readonly siblingsOf: ReadonlyMap<Column, readonly Column[]>;
  /** Columns of amounts that columns of shares stand behind. */
  readonly sharesOf: ReadonlyMap<Column, Column>;
}

const NOT_LEVELS: ReadonlySet<string> = new Set([
  'label',
  'spec',
  'unit',
  'date',
  'aside',
  'change',
  'unitValue',
  'over',
  'share',
  'price',
  'low',
  'high',
  'range',
  'mean',
]);

/** Parts columns into blocks: figures, then the changes of them. */
export function levelColumns(
  grid: Grid,
  columns: readonly Column[],
  page: TablePage,
  takesShares: boolean,
): LevelColumns {
  const yearEnd = fiscalYearEnd(page);
  const isFiscal = yearEnd !== undefined && columns.some((column) => isFiscalOnly(column, page));
  const periods = new Map(
    columns.map((column) => [
      column,
      periodOfColumn(column, grid, page, isFiscal || namesFiscalYear(column.text) ? yearEnd : undefined) ??
        quarterBeside(column, columns, page),
    ]),
  );
  const levels: Column[] = [];
  const changesOf = new Map<Column, Column[]>();
  const siblingsOf = new Map<Column, Column[]>();
  const put = (map: Map<Column, Column[]>, key: Column, column: Column): void => {
    map.set(key, [...(map.get(key) ?? []), column]);
  };
  const hasHeads = columns.some(({ isSilent, index }) => !isSilent && index > 0);
  const filled = columns.filter(({ figures, percents, index }) => index > 0 && figures > percents);
  const sharesOf = new Map<Column, Column>();
  let amounts: Column | undefined;
  let block: Column[] = [];
  let isClosed = false;
  let hasUnknown = false;
  for (const column of columns) {
    // a column under no head that says anything may hold anything
    if (column.isSilent && (hasHeads || filled.length > 1) && column.figures > column.percents) {
      hasUnknown ||= column.index > 0;
      continue;
    }
    const isFilled = column.figures > 0 || column.counts.has('nothing') || column.counts.has('flat');
    if (!isFilled && column.index > 0) hasUnknown ||= column.measure === undefined && column.dates.length > 0;
    if (!isFilled || column.index === 0) continue;
    if (column.measure === 'change') {
      isClosed = true;
      // it may be of the column that is not known
      const target = hasUnknown ? undefined : targetOf(block, column, periods);
      if (target) put(changesOf, target, column);
      continue;
    }
    const { measure } = column;
    const isLevel = measure === undefined || !NOT_LEVELS.has(measure) || (takesShares && measure === 'share');
    if (!isLevel || column.figures === 0) continue;
    if (measure !== 'share') amounts = column;
    else if (amounts) sharesOf.set(column, amounts);
    if (isClosed) block = [];
    isClosed = false;
    for (const other of block) {
      if (other.measure !== measure || other.isYtd !== column.isYtd) continue;
      put(siblingsOf, other, column);
      put(siblingsOf, column, other);
    }
    block.push(column);
    levels.push(column);
  }
  return { levels, periods, changesOf, siblingsOf, sharesOf };
}

/** The column of a block that a change is of: of its measure and span of time, and the latest of several. */
function targetOf(
  block: readonly Column[],
  change: Column,
  periods: LevelColumns['periods'],
): Column | undefined {
  const fitting = block.filter(({ measure }) => change.of === undefined || measure === change.of);
  const measures = new Set(fitting.map(({ measure }) => measure));
  // one change behind amounts and values: of which it is, is not said
  if (measures.has('quantity') && measures.has('worth')) return undefined;
  const ofTime = fitting.filter(({ isYtd }) => isYtd === change.isYtd);
  // behind a month and the months up to it: of which it is, is not said
  if (!change.isYtd && fitting.some(({ isYtd }) => isYtd) && ofTime.length > 0) return undefined;
  const usable = ofTime.length > 0 ? ofTime : change.isYtd ? [] : fitting;
  const candidates = usable.filter(({ when }) => when !== 'previous');
  if (candidates.length < 2) return candidates[0];
  const times = candidates.map((column) => periods.get(column) ?? '');
  if (new Set(times).size < candidates.length) return candidates.at(-1);
  return candidates[times.indexOf([...times].sort().at(-1)!)];
}

/** "The period" beside "since the beginning of the year" is the quarter that the accounts end with. */
function quarterBeside(
  { when, isYtd, measure }: Column,
  columns: readonly Column[],
  { accounts }: TablePage,
): string | undefined {
  if (when !== 'current' || isYtd || measure === 'change' || !columns.some((other) => other.isYtd))
    return undefined;
  const end = momentOf(accounts?.split('/').at(-1));
  const part = /-(?:Q|H)(\d)$/.exec(accounts ?? '');
  if (!accounts || !end) return undefined;
  const month = part
    ? Number(part[1]) * (accounts[5] === 'H' ? 6 : 3)
    : accounts.length === 4
      ? 12
      : end.month;
  return monthsUpTo(end.year, month, 3);
}

/** Whether a quarter or half that accounts are told of is not over when they are, and so is none of the calendar. */
function isFiscalOnly({ dates, words, text }: Column, { published }: TablePage): boolean {
  if (!published || words.get('kind')?.includes('forecast') || namesFiscalYear(text)) return false;
  const [date] = withYearBeside(dates);
  const months = date?.grain === 'quarter' ? 3 : date?.grain === 'half' ? 6 : 0;
  if (date?.year === undefined || months === 0) return false;
  return date.year * 12 + (date.part ?? 1) * months > published.year * 12 + published.month;
}

/** The period of a column from its heads; nothing where they do not say. */
function periodOfColumn(
  column: Column,
  grid: Grid,
  page: TablePage,
  yearEnd: number | undefined,
): string | undefined {
  const ended = endedPeriod(column.text, column.dates) ?? endedUnderCaption(column, grid, page);
  if (ended) return ended;
  const fiscal = yearEnd === undefined ? undefined : fiscalPeriod(column.dates, yearEnd);
  if (fiscal) return fiscal;
  const own = tablePeriod([column.dates], headingMoment(grid.above, page.published));
  if (own) return column.isYtd ? (yearToDate(own) ?? own) : own;
  const base = captionPeriod(grid, page);
  if (!base) return undefined;
  if (column.when !== 'previous') return column.isYtd ? yearToDate(base) : undefined;
  const basis = column.basis ?? 'yoy';
  return basis === 'prev' ? undefined : earlierPeriod(base, basis);
}

/** "Three months ended June 30," in a line of its own or a corner, over columns of years. */
function endedUnderCaption(column: Column, grid: Grid, page: TablePage): string | undefined {
  const [year] = column.dates;
  if (column.dates.length !== 1 || year!.grain !== 'year') return undefined;
  const corners = grid.heads.flatMap((cells) => cells[0] ?? []);
  for (const { text, dates } of [...corners, ...grid.above.slice(0, 5)]) {
    const ended = endedPeriod(text, [...dates.filter((date) => date.year === undefined), year!]);
    if (ended) return ended;
    // the month was lost: the part of the year that the page reports
    const months = monthsEnded(text);
    if (months !== undefined && page.accounts && months === PART_MONTHS[page.accounts[5] ?? ''])
      return `${year!.year}${page.accounts.slice(4)}`;
  }
  return undefined;
}

const PART_MONTHS: Readonly<Record<string, number>> = { Q: 3, H: 6 };

/** The period that the heading of a table names, else the one that the page is about. */
export function captionPeriod(grid: Grid, page: TablePage): string | undefined {
  const section = grid.rows[0]?.section;
  const captions = section ? [section, ...grid.above] : grid.above;
  const dates = captions.map((line) =>
    line.dates.filter(({ grain }) => grain !== 'relative' && grain !== 'day'),
  );
  return tablePeriod(dates, page.published) ?? page.topicMonth;
}
