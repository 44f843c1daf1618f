import type { Vocabulary } from '../../vocabulary/index.ts';
import type { Draft } from '../draft.ts';
import type { NormalText } from '../normalise.ts';
import type { Change } from '../observation.ts';
import { earlierPeriod } from '../periods.ts';
import type { Quantity } from '../quantity.ts';
import type { Span } from '../sentences.ts';
import type { TablePage } from './context.ts';

/** A sum of accounts as statements print it: in full, in groups of three, at least a million. */
const SUM = /-?\d{1,3}(?:,\d{3}){2,}(?:\.\d{1,2})?(?![\d,])/g;
const GAP = /[\s|]{0,12}/y;
const VALUE = /-?(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,6})(?:\.\d{1,2})?(?![\d,.])%?/y;
/** Digits that a narrow cell has pushed to the next line: "1,154,827,161.4 ... 7". */
const LOST_DIGIT = /[\s|]{1,6}(\d)(?![\d,.%])/y;
const LEAST_SUMS = 3;
const MOST_VALUES = 12;
const LONGEST_LABEL = 90;
const LONGEST_HEAD = 700;
const LONGEST_REST = 24;
/** How far a printed percentage may be from the one that two sums give, in points, and as a part of it. */
const PERCENT_TOLERANCE = 0.06;
const LARGEST_PERCENT = 100_000;
/** Lines that are of a day and not of a time: what is before them is the end of the year before. */
const BALANCES: ReadonlySet<string> = new Set(['total_assets', 'net_assets']);

interface Value extends Span {
  readonly value: number;
  readonly decimals: number;
  readonly isPercent: boolean;
  readonly isSum: boolean;
}

/** Sums that belong to one time, the earlier ones of the same line, and how they changed. */
interface Block {
  readonly sums: readonly Value[];
  readonly percent?: Value;
}

interface Row extends Span {
  readonly metric: string;
  readonly labelStart: number;
  readonly factor: number;
  readonly currency: string;
  readonly blocks: readonly Block[];
  /** How many times were left out before the first sum: "not applicable". */
  readonly skipped: number;
}

/**
 * Reads accounts in the form that listed companies must print, wherever its rows and cells have run together: the line,
 * its sum, the same a year before, the change in percent. A row is only read where its percentages agree with its
 * sums, or where the heads say that each sum is followed by its change.
 */
export function readAccountRuns(
  normal: NormalText,
  page: TablePage,
  isRead: (span: Span) => boolean,
): { drafts: Draft[]; spans: Span[] } {
  const drafts: Draft[] = [];
  const spans: Span[] = [];
  if (!page.mainOrg || !page.accounts) return { drafts, spans };
  const sums = [...normal.text.matchAll(SUM)].map(({ index }) => index);
  if (sums.length < LEAST_SUMS) return { drafts, spans };
  const head = headOf(normal, sums[0]!, page.vocabulary);
  let end = 0;
  for (const start of sums) {
    if (start < end) continue;
    const row = rowAt(normal, start, end, head, page.vocabulary);
    if (!row) continue;
    const found = isRead(row) ? [] : draftsOf(row, head, page);
    if (found.length > 0) spans.push({ start: Math.min(row.labelStart, row.start), end: row.end });
    drafts.push(...found);
    end = row.end;
  }
  return { drafts, spans };
}

interface Head {
  readonly currency?: string;
  readonly factor: number;
  readonly hasYearToDate: boolean;
  readonly hasChange: boolean;
}

/** What the words before the first sum say: the unit of all, and which columns there are. */
function headOf(normal: NormalText, first: number, vocabulary: Vocabulary): Head {
  const { low } = joined(normal, Math.max(0, first - LONGEST_HEAD), first);
  const roles = new Set<string>();
  let unit: { currency: string; factor: number } | undefined;
  for (let at = 0; at < low.length; at++) {
    const match = vocabulary.heads.longestAt(low, low, at);
    if (!match) continue;
    for (const { meaning, end } of vocabulary.heads.matchesAt(low, low, at)) {
      roles.add(meaning.role);
      if (meaning.role === 'unit') unit ??= unitIn(low, end, end + 6, vocabulary);
    }
    at = match.end - 1;
  }
  const hasChange = ['change', 'changePct', 'yoy'].some((role) => roles.has(role));
  return { factor: 1, ...unit, hasYearToDate: roles.has('ytd'), hasChange };
}

/** The money that a stretch names: 元, 万元, 人民币千元. */
function unitIn(
  low: string,
  from: number,
  to: number,
  { units }: Vocabulary,
): { currency: string; factor: number } | undefined {
  let factor = 1;
  for (let at = from; at < Math.min(to, low.length); at++) {
    const matches = units.matchesAt(low, low, at);
    const scale = matches.find(({ meaning }) => meaning.type === 'multiplier');
    if (scale) factor = scale.meaning.factor;
    const money = matches.find(({ meaning }) => meaning.type === 'currencyAfter');
    if (money) return { currency: money.meaning.code, factor };
  }
  return undefined;
}

/** A stretch without blanks and bars, and where each of its characters stands. */
function joined({ low }: NormalText, start: number, end: number): { low: string; at: number[] } {
  let text = '';
  const at: number[] = [];
  for (let i = start; i < end; i++) {
    const sign = low[i]!;
    if (sign <= ' ' || sign === '|') continue;
    text += sign;
    at.push(i);
  }
  return { low: text, at };
}

function rowAt(
  normal: NormalText,
  start: number,
  from: number,
  head: Head,
  vocabulary: Vocabulary,
): Row | undefined {
  const values = valuesFrom(normal, start);
  const { end } = values.at(-1)!;
  const before = joined(normal, Math.max(from, start - LONGEST_LABEL), start);
  const skipped = withoutNothing(before, vocabulary);
  // a label that is broken by its own figures goes on behind them
  const rest = joined(normal, end, Math.min(normal.low.length, end + LONGEST_REST));
  const own = labelAt(before.low, before.low.length, vocabulary) ?? labelBroken(before, rest, vocabulary);
  const unit = own && unitOf(own, head);
  if (own && unit)
    return {
      start,
      end,
      metric: own.metric,
      labelStart: before.at[own.start] ?? start,
      ...unit,
      blocks: blocksOf(values),
      skipped,
    };
  return rowBehind(normal, values, head, vocabulary);
}

interface Label {
  readonly metric: string;
  /** Index of its first character. */
  readonly start: number;
  readonly unit?: { currency: string; factor: number } | undefined;
}

const unitOf = ({ unit }: Label, head: Head): { currency: string; factor: number } | undefined =>
  unit ?? (head.currency ? { currency: head.currency, factor: head.factor } : undefined);

/** The line of accounts whose name ends, with its unit in brackets, at a place of a joined text. */
function labelAt(low: string, end: number, vocabulary: Vocabulary): Label | undefined {
  let stop = end;
  let unit: Label['unit'];
  const bracket = /\(([^()]{1,10})\)$/.exec(low.slice(0, stop));
  if (bracket) {
    unit = unitIn(low, bracket.index + 1, stop, vocabulary);
    if (!unit) return undefined;
    stop = bracket.index;
  }
  let best: Label | undefined;
  for (let at = Math.max(0, stop - LONGEST_LABEL); at < stop && !best; at++) {
    const match = vocabulary.words
      .matchesAt(low, low, at)
      .find(({ end: to, meaning }) => to === stop && meaning.type === 'metric');
    if (match) best = { metric: match.meaning.value, start: at, unit };
  }
  return best;
}

/** "归属于…扣除非经常性 1 2 3 损益的净利润(元)": the two parts together are the name. */
function labelBroken(
  before: { low: string },
  rest: { low: string },
  vocabulary: Vocabulary,
): Label | undefined {
  const both = before.low + rest.low;
  for (let end = both.length; end > before.low.length; end--) {
    const label = labelAt(both, end, vocabulary);
    if (label && label.start < before.low.length) return label;
  }
  return undefined;
}

/** Takes cells without a figure off the end of a joined text, and says how many there were. */
function withoutNothing(text: { low: string; at: number[] }, { nothing }: Vocabulary): number {
  let skipped = 0;
  for (;;) {
    const cell = [...nothing].find((word) => word.length > 1 && text.low.endsWith(word));
    if (!cell) return skipped;
    text.low = text.low.slice(0, -cell.length);
    text.at.length = text.low.length;
    skipped++;
  }
}

function valuesFrom({ text }: NormalText, start: number): Value[] {
  const values: Value[] = [];
  let at = start;
  while (values.length < MOST_VALUES) {
    VALUE.lastIndex = at;
    const printed = VALUE.exec(text)?.[0];
    if (!printed) break;
    const digits = printed.replace(/[,%]/g, '');
    const point = digits.indexOf('.');
    values.push({
      start: at,
      end: at + printed.length,
      value: Number(digits),
      decimals: point < 0 ? 0 : digits.length - point - 1,
      isPercent: printed.endsWith('%'),
      isSum: (printed.match(/,/g)?.length ?? 0) >= 2,
    });
    GAP.lastIndex = at + printed.length;
    at += printed.length + GAP.exec(text)![0].length;
  }
  return values;
}

/** A percentage ends the sums that it is of. */
function blocksOf(values: readonly Value[]): Block[] {
  const blocks: Block[] = [];
  let sums: Value[] = [];
  for (const value of values) {
    if (value.isSum && !value.isPercent) sums.push(value);
    else if (sums.length > 0 && (value.isPercent || value.decimals === 2)) {
      blocks.push({ sums, percent: value });
      sums = [];
    } else return blocks;
  }
  return sums.length > 0 ? [...blocks, { sums }] : blocks;
}

/** Sums whose last digits and line stand behind them: "1.4 2.7 2.5 营业收入(元) -52.77% 7 1 4". */
function rowBehind(
  normal: NormalText,
  values: readonly Value[],
  head: Head,
  vocabulary: Vocabulary,
): Row | undefined {
  const sums = values.filter(({ isSum }) => isSum);
  if (sums.length < 2 || sums.length !== values.length || sums.some(({ decimals }) => decimals !== 1))
    return undefined;
  const { end } = values.at(-1)!;
  const rest = joined(normal, end, Math.min(normal.low.length, end + LONGEST_REST));
  const stop = /-?\d/.exec(rest.low)?.index;
  const label = stop === undefined ? undefined : labelAt(rest.low, stop, vocabulary);
  const unit = label && unitOf(label, head);
  if (!label || !unit || label.start > 0) return undefined;
  const [percent] = valuesFrom(normal, rest.at[stop!]!);
  if (!percent?.isPercent) return undefined;
  let at = percent.end;
  const whole: Value[] = [];
  for (const sum of sums) {
    LOST_DIGIT.lastIndex = at;
    const digit = LOST_DIGIT.exec(normal.text);
    if (!digit) return undefined;
    at += digit[0].length;
    const value =
      Number((Math.abs(sum.value) + Number(digit[1]) / 100).toFixed(2)) * (sum.value < 0 ? -1 : 1);
    whole.push({ ...sum, value, decimals: 2 });
  }
  return {
    start: sums[0]!.start,
    end: at,
    metric: label.metric,
    labelStart: sums[0]!.start,
    ...unit,
    blocks: [{ sums: whole, percent }],
    skipped: 0,
  };
}

/** Whether a percentage is the growth of the first sum against one of the others. */
const isGrowth = ([now, ...before]: readonly Value[], { value }: Value): boolean =>
  before.some(
    (then) =>
      then.value !== 0 &&
      Math.abs(((now!.value - then.value) / Math.abs(then.value)) * 100 - value) <=
        PERCENT_TOLERANCE + Math.abs(value) * 1e-4,
  );

function draftsOf(row: Row, head: Head, page: TablePage): Draft[] {
  const periods = periodsOf(page.accounts!, head.hasYearToDate);
  // "not applicable" stands for a sum and for its change
  const passed = head.hasYearToDate ? Math.ceil(row.skipped / 2) : 0;
  const isBalance = BALANCES.has(row.metric);
  return row.blocks.flatMap((block, index): Draft[] => {
    // a balance is of the end of the quarter, whatever the columns beside it are of
    const period = isBalance ? periodsOf(page.accounts!, true)[0] : periods[index + passed];
    if (!period) return [];
    const { sums, percent } = block;
    const isTold = sums.length === 1 && percent !== undefined && head.hasChange;
    const isChecked = percent !== undefined && sums.length > 1 && isGrowth(sums, percent);
    if (!(isTold || isChecked) || Math.abs(percent!.value) > LARGEST_PERCENT) return [];
    return sums.map((sum, at) => {
      const earlier = isBalance ? String(Number(period.slice(0, 4)) - 1) : earlierPeriod(period, 'yoy');
      const change: Change[] =
        at > 0 ? [] : [{ basis: isBalance ? 'prev' : 'yoy', value: percent!.value, unit: 'pct' }];
      const time = at === 0 ? period : earlier;
      return {
        kind: 'financial',
        subject: page.mainOrg!,
        org: page.mainOrg!,
        metric: row.metric,
        value: Number((sum.value * row.factor).toPrecision(15)),
        unit: row.currency,
        ...(time ? { period: time } : {}),
        change,
        start: at === 0 && index === 0 ? Math.min(row.labelStart, sum.start) : sum.start,
        end: at === 0 ? Math.max(percent!.end, sum.end) : sum.end,
        read_by: 'table/account-run',
        passage: -1,
        figures: at === 0 ? [quantityOf(sum), quantityOf(percent!)] : [quantityOf(sum)],
        ...(at > 0 ? { isEarlier: true } : {}),
      };
    });
  });
}

/** The times of the columns: the page's own, or its quarter and what the year has brought so far. */
function periodsOf(accounts: string, hasYearToDate: boolean): readonly string[] {
  if (!hasYearToDate) return [accounts];
  const year = accounts.slice(0, 4);
  const quarter = /-Q([1-4])$/.exec(accounts)?.[1] ?? (/-01\/\d{4}-09$/.test(accounts) ? '3' : undefined);
  if (quarter === '2') return [`${year}-Q2`, `${year}-H1`];
  if (quarter === '3') return [`${year}-Q3`, `${year}-01/${year}-09`];
  return quarter === '4' ? [`${year}-Q4`, year] : [accounts];
}

const quantityOf = ({ start, end, value, decimals, isPercent }: Value): Quantity => ({
  start,
  end,
  numberStart: start + (value < 0 ? 1 : 0),
  numberEnd: end - (isPercent ? 1 : 0),
  low: value,
  high: value,
  kind: isPercent ? 'percent' : 'money',
  unit: '',
  sign: value < 0 ? -1 : 0,
  perYear: false,
  isWord: false,
  hasMultiplier: false,
  decimals,
});
