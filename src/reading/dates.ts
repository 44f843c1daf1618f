import type { Vocabulary } from '../vocabulary/index.ts';
import type { PageLanguage } from './language.ts';
import type { NormalText } from './normalise.ts';
import type { WordMatch } from './words.ts';

/** A time as printed, not yet set against the page's own date. */
export interface DateMention {
  readonly start: number;
  readonly end: number;
  readonly grain: 'day' | 'month' | 'quarter' | 'half' | 'year' | 'run' | 'relative' | 'clock';
  readonly year?: number;
  /** Last year of a span of years. */
  readonly toYear?: number;
  /** The month; of a run the last one. */
  readonly month?: number;
  /** First month of a run. */
  readonly fromMonth?: number;
  readonly day?: number;
  /** Number of the quarter or half. */
  readonly part?: number;
  /** Years before the page's own, where said in words: -1 for "last year". */
  readonly yearOffset?: number;
  /** Word such as "last month", as the calendar names it. */
  readonly relative?: string;
  /** Whether it is said as a period of accounts: "the three months ended June". */
  readonly isAccounts?: boolean;
  /** Whether it is a year of accounts, or a part of one. */
  readonly isFiscal?: boolean;
  /** Whether a quarter is named by its last month: "the June quarter". */
  readonly isByMonth?: boolean;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isYear = (year: number): boolean => year >= 1950 && year <= 2060;
const isMonth = (month: number): boolean => month >= 1 && month <= 12;
const isDay = (day: number): boolean => day >= 1 && day <= 31;

const at = (pattern: RegExp, text: string, index: number): RegExpExecArray | null => {
  pattern.lastIndex = index;
  return pattern.exec(text);
};

const YMD = /(\d{4})( ?[-/.] ?)(\d{1,2})\2(\d{1,2})(?![\d%])/y;
const DMY = /(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)/y;
const YEAR_MONTH = /(\d{4})[-/.](\d{2})(?!\d|[-/.,]\d|%)/y;
const YEARS = /(\d{4}) ?[-~/] ?(\d{4}|\d{2})(?!\d|[-/.,]?\d|%)/y;
const CJK_MARK = '(?: ?(?:年度|年|년도|년))';
const CJK_DATE = new RegExp(
  `(?:(\\d{4}|\\d{2})${CJK_MARK} ?)?(?:(\\d{1,2}) ?(?:月|월)? ?[-~至到] ?)?(\\d{1,2}) ?(?:月份|月分|月期|月|월)(?:份|期)?(?: ?(\\d{1,2}) ?(?:日|号|일))?`,
  'y',
);
const CJK_YEAR = new RegExp(`(\\d{4})${CJK_MARK}(?!间|半|初的)`, 'y');
const CJK_DAY = /(\d{1,2}) ?(?:日|号|일)(?![本元间内产常均报历均圆産])/y;
const CJK_NUMERAL_MONTH = /(十[一二]?|[一二三四五六七八九])月(?:份)?/y;
/** What stands behind the digits that a date in Chinese, Japanese or Korean starts with. */
const CJK_SIGNS = '年년月월日号일-~至到';
const ONE_OR_TWO_DIGITS = /\d{1,2}(?!\d)/y;
const CLOCK = /\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?/y;
const QUARTER_OF_YEAR =
  /(?:q([1-4])|([1-4])q|([1-4])t|t([1-4]))(?: ?'?(?:fy ?)?(\d{4}|\d{2})(?![\d%]))?(?![a-z\d])/y;
const YEAR_QUARTER = /(\d{4}) ?(?:年 ?)?[-/]?(?:q([1-4])|([1-4])q|h([12])|([12])h)(?![a-z\d])/y;
const HALF_OF_YEAR =
  /(?:h([12])|([12])h|([12])s|s([12]))(?: ?'?(?:fy ?)?(\d{4}|\d{2})(?![\d%]))?(?![a-z\d])/y;
const FISCAL = /fy ?'?(\d{4}|\d{2})(?: ?[-/] ?(\d{2}|\d{4}))?(?!\d)/y;
const FISCAL_AFTER = /,?\s{1,3}(?:of |in )?fy ?'?(\d{4}|\d{2})(?!\d)/y;
const BARE_YEAR = /(?:19|20)\d{2}(?!\d|[.,]\d| ?(?:份|件|家|个|项|张|건|개))/y;
const DAY_BEFORE = /(?:^|[^\d.,])(\d{1,2})(?:st|nd|rd|th|\.|º|er)?,?(?: of| de)? ?$/;
const DAY_RANGE_BEFORE =
  /(?:^|[^\d.,])(\d{1,2})(?:st|nd|rd|th|\.)? ?(?:-|to|and|y|e|bis|und) ?(\d{1,2})(?:st|nd|rd|th|\.|º)?(?: of| de)? ?$/;
const DAY_AFTER =
  /\.? ?(\d{1,2})(?:st|nd|rd|th)?(?: ?(?:-|to|and|~) ?(\d{1,2})(?:st|nd|rd|th)?)?(?![\d%]|[.,]\d| ?%| ?-? ?(?:t|kg|mt|tonnes?|tons?|million|billion|percent|per|yuan)\b)(?:,? ?(\d{4})(?!\d|,\d))?/y;
const YEAR_AFTER =
  /\.?,?(?: of the year| of| de| del| des jahres)?[ -](\d{4})(?!\d|[.,]\d| ?(?:tonnes|tons|t|mt|kg|yuan)\b)/y;
const SHORT_YEAR_AFTER = /(?:-| ?')(\d{2})(?![\d%]|[.,]\d)/y;
const TO_MONTH =
  /\.?(?: (\d{4}))? ?(?:-|~|\/|(?:to|through|thru|until|till|bis|a|ate|hasta|a la|au|и|по|до)(?![a-z]))(?: end of| late| el| le)? ?/y;
/** "between January and September", "entre enero y septiembre": only with the word before. */
const AND_MONTH = /\.?(?: (\d{4}))? (?:and|und|et|y|e) /y;
const BETWEEN_BEFORE = /(?:^|[^a-z])(?:between|zwischen|entre) $/;
const YEAR_AFTER_PART =
  /(?: of| de| del| in| des| of the| do)?(?: fiscal| financial)?(?: year)?,?[ -]?(?:fy ?)?(\d{4})(?!\d|[.,]\d)/y;
const YEAR_BEFORE_PART = /(\d{4}) ?(?:年度|年|년)?(?:的|'s| ?,)? ?$/;
const CJK_DIGITS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  十一: 11,
  十二: 12,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  zwei: 2,
  drei: 3,
  vier: 4,
  funf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  neun: 9,
  zehn: 10,
  elf: 11,
  tva: 2,
  tre: 3,
  fyra: 4,
  fem: 5,
  sex: 6,
  sju: 7,
  atta: 8,
  nio: 9,
  tio: 10,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  once: 11,
  dois: 2,
  quatro: 4,
  sete: 7,
  oito: 8,
  nove: 9,
  dez: 10,
};
const MONTHS_ENDED =
  /(?:(\d{1,2}|[a-z]{3,6})[ -]months? (?:period )?|(quarter|half)(?:[ -]year)? )(?:ended|ending|to|through|till|until)(?: the end of| in| on| at)? ?$/;
const YEAR_ENDED =
  /(?:full[ -])?(?:financial |fiscal )?\b(?:half[ -])?year (?:ended|ending|to)(?: the end of| in| on| at)? ?$/;
const QUARTER_AFTER = /(?: \d{4})?[- ]quarter(?:[ ,]+(\d{4}))?/y;
const DAY_OF_MONTH = /(\d{1,2})(?:st|nd|rd|th)(?=[,.;:)]| of (?:this|the) | and |$)/y;

const fullYear = (printed: string): number =>
  printed.length === 2 ? 2000 + Number(printed) : Number(printed);

/** All times that a stretch of text names, in order, none overlapping. */
export function findDates(
  normal: NormalText,
  start: number,
  end: number,
  words: readonly WordMatch[],
  vocabulary: Vocabulary,
  page: PageLanguage,
): DateMention[] {
  const low = normal.low;
  const byStart = new Map<number, WordMatch>();
  for (const word of words) {
    const type = word.meaning.type;
    if (
      type === 'month' ||
      type === 'quarter' ||
      type === 'half' ||
      type === 'run' ||
      type === 'relative' ||
      type === 'weekday' ||
      type === 'fiscal'
    ) {
      if (!byStart.has(word.start)) byStart.set(word.start, word);
    }
  }
  const found: DateMention[] = [];
  let position = start;
  while (position < end) {
    if (!byStart.has(position) && !mayStart(low, position)) {
      position++;
      continue;
    }
    const date = dateAt(low, position, byStart, vocabulary, page, found.at(-1)?.end ?? start);
    if (date && date.end <= end) {
      found.push(date);
      position = date.end;
    } else {
      position++;
      // inside a number or a word nothing starts
      if (isDigit(low.charCodeAt(position - 1)))
        while (position < end && isDigit(low.charCodeAt(position))) position++;
    }
  }
  return joinedRuns(withYears(found, low), low);
}

/** Whether a date can start at a position where no word of the calendar does. */
function mayStart(low: string, at: number): boolean {
  const code = low.charCodeAt(at);
  if (isDigit(code)) return true;
  return STARTS.has(code) && !(isLetter(code) && isLetter(low.charCodeAt(at - 1)));
}

function dateAt(
  low: string,
  i: number,
  byStart: ReadonlyMap<number, WordMatch>,
  vocabulary: Vocabulary,
  page: PageLanguage,
  free: number,
): DateMention | undefined {
  const word = byStart.get(i);
  if (word) {
    const date = fromWord(low, word, byStart, free);
    if (date) return date;
  }
  const code = low.charCodeAt(i);
  if (isDigit(code)) {
    const before = low.charCodeAt(i - 1);
    if (i > 0 && (isDigit(before) || ((before === 46 || before === 44) && isDigit(low.charCodeAt(i - 2)))))
      return undefined;
    const ordinal = page.code === 'en' && low.slice(i - 4, i) === 'the ' ? at(DAY_OF_MONTH, low, i) : null;
    if (ordinal && isDay(Number(ordinal[1]))) {
      return { start: i, end: i + ordinal[0].length, grain: 'day', day: Number(ordinal[1]) };
    }
    return fromDigits(low, i, page) ?? monthsFromStart(low, i, vocabulary, free);
  }
  if (code === 0x5341 || CJK_DIGITS[low[i]!] !== undefined) {
    const month = at(CJK_NUMERAL_MONTH, low, i);
    const number = month && CJK_DIGITS[month[1]!];
    if (number && page.cjk) return { start: i, end: i + month[0].length, grain: 'month', month: number };
    return monthsFromStart(low, i, vocabulary, free);
  }
  const previous = low.charCodeAt(i - 1);
  if (i > 0 && (isLetter(previous) || isDigit(previous))) return undefined;
  if (code === 113 || code === 116) {
    const quarter = at(QUARTER_OF_YEAR, low, i);
    if (quarter && (code === 113 || page.code === 'fr')) return partOfYear(i, quarter, 'quarter');
  }
  if (code === 104 || code === 115) {
    const half = at(HALF_OF_YEAR, low, i);
    if (half && (code === 104 || page.code === 'fr')) return partOfYear(i, half, 'half');
  }
  if (code === 102) {
    const fiscal = at(FISCAL, low, i);
    if (fiscal) {
      const year = fullYear(fiscal[1]!);
      return { start: i, end: i + fiscal[0].length, grain: 'year', year, isFiscal: true };
    }
  }
  return isLetter(code) ? monthsFromStart(low, i, vocabulary, free) : undefined;
}

function partOfYear(i: number, match: RegExpExecArray, grain: 'quarter' | 'half'): DateMention | undefined {
  const part = Number(match[1] ?? match[2] ?? match[3] ?? match[4]);
  const year = match[5] ? fullYear(match[5]) : undefined;
  if (year !== undefined && !isYear(year)) return undefined;
  const isFiscal = match[0].includes('fy') ? { isFiscal: true } : {};
  return {
    start: i,
    end: i + match[0].length,
    grain,
    part,
    ...(year === undefined ? {} : { year }),
    ...isFiscal,
  };
}

/**
 * A date that starts with digits. How many there are and what follows them tells which forms it can have: nearly all
 * numbers are no dates, and have none.
 */
function fromDigits(low: string, i: number, page: PageLanguage): DateMention | undefined {
  let digits = 1;
  while (digits < 6 && isDigit(low.charCodeAt(i + digits))) digits++;
  const next = low[i + digits] ?? '';
  const sign = next === ' ' ? (low[i + digits + 1] ?? '') : next;
  const clock = digits <= 2 && next === ':' ? at(CLOCK, low, i) : null;
  if (
    clock &&
    Number(clock[0].slice(0, clock[0].indexOf(':'))) < 25 &&
    !/[:\d]/.test(low[i + clock[0].length] ?? '')
  ) {
    return { start: i, end: i + clock[0].length, grain: 'clock' };
  }
  const ymd = digits === 4 && '-/.'.includes(sign) ? at(YMD, low, i) : null;
  if (ymd) {
    const [year, month, day] = [Number(ymd[1]), Number(ymd[3]), Number(ymd[4])];
    if (isYear(year) && isMonth(month) && isDay(day)) {
      return { start: i, end: i + ymd[0].length, grain: 'day', year, month, day };
    }
  }
  const dmy = digits <= 2 && './-'.includes(next) ? at(DMY, low, i) : null;
  if (dmy) {
    const [a, b, year] = [Number(dmy[1]), Number(dmy[3]), Number(dmy[4])];
    const isMonthFirst = b > 12 || (dmy[2] === '/' && page.code === 'en' && a <= 12);
    const [month, day] = isMonthFirst ? [a, b] : [b, a];
    if (isYear(year) && isMonth(month) && isDay(day)) {
      return { start: i, end: i + dmy[0].length, grain: 'day', year, month, day };
    }
  }
  const yearPart = digits === 4 || digits === 5 ? at(YEAR_QUARTER, low, i) : null;
  if (yearPart && isYear(Number(yearPart[1]))) {
    const quarter = yearPart[2] ?? yearPart[3];
    return {
      start: i,
      end: i + yearPart[0].length,
      grain: quarter ? 'quarter' : 'half',
      part: Number(quarter ?? yearPart[4] ?? yearPart[5]),
      year: Number(yearPart[1]),
    };
  }
  const cjk = CJK_SIGNS.includes(sign) ? fromCjkDigits(low, i, page) : undefined;
  if (cjk) return cjk;
  const quarter = digits === 1 && 'qt'.includes(next) ? at(QUARTER_OF_YEAR, low, i) : null;
  if (quarter && (quarter[2] || page.decimalComma)) return partOfYear(i, quarter, 'quarter');
  const half = digits === 1 && 'hs'.includes(next) ? at(HALF_OF_YEAR, low, i) : null;
  if (half && (half[2] || page.decimalComma)) return partOfYear(i, half, 'half');
  const years = digits === 4 && '-~/'.includes(sign) ? at(YEARS, low, i) : null;
  if (years && isYear(Number(years[1]))) {
    const from = Number(years[1]);
    const to = years[2]!.length === 4 ? Number(years[2]) : Math.floor(from / 100) * 100 + Number(years[2]);
    if (
      to > from &&
      to - from < 40 &&
      isYear(to) &&
      !(years[2]!.length === 2 && to - from > 1 && Number(years[2]) <= 12)
    ) {
      return { start: i, end: i + years[0].length, grain: 'year', year: from, toYear: to };
    }
  }
  const yearMonth = digits === 4 && '-/.'.includes(next) ? at(YEAR_MONTH, low, i) : null;
  if (yearMonth && isYear(Number(yearMonth[1])) && isMonth(Number(yearMonth[2]))) {
    const separator = low[i + 4];
    if (separator !== '.' || page.cjk) {
      return {
        start: i,
        end: i + 7,
        grain: 'month',
        year: Number(yearMonth[1]),
        month: Number(yearMonth[2]),
      };
    }
  }
  return undefined;
}

function fromCjkDigits(low: string, i: number, page: PageLanguage): DateMention | undefined {
  const date = at(CJK_DATE, low, i);
  if (date) {
    const [, year, first, month, day] = date;
    const y = year ? fullYear(year) : undefined;
    const withYear = y === undefined ? {} : { year: y };
    const span = { start: i, end: i + date[0].length };
    if (isMonth(Number(month)) && (y === undefined || isYear(y))) {
      if (day && isDay(Number(day)))
        return { ...span, grain: 'day', ...withYear, month: Number(month), day: Number(day) };
      if (first && isMonth(Number(first)) && Number(first) < Number(month)) {
        return { ...span, grain: 'run', ...withYear, fromMonth: Number(first), month: Number(month) };
      }
      // 2025年3月期: the year of accounts that ended in that month
      if (!first && y !== undefined && date[0].endsWith('月期'))
        return { ...span, grain: 'run', ...withYear, fromMonth: Number(month) - 11, month: Number(month) };
      if (!first) return { ...span, grain: 'month', ...withYear, month: Number(month) };
    }
  }
  const year = at(CJK_YEAR, low, i);
  if (year && isYear(Number(year[1]))) {
    return { start: i, end: i + year[0].length, grain: 'year', year: Number(year[1]) };
  }
  const day = page.cjk ? at(CJK_DAY, low, i) : null;
  // 第12号 is a number, not a day
  if (day && isDay(Number(day[1])) && !/第 ?$/.test(low.slice(Math.max(0, i - 2), i)))
    return { start: i, end: i + day[0].length, grain: 'day', day: Number(day[1]) };
  return undefined;
}

/** The year right behind a part of a year, or right before it, and where the words then end. */
function yearBeside(
  low: string,
  start: number,
  end: number,
  free: number,
): { readonly start: number; readonly end: number; readonly year?: number } {
  const after = at(YEAR_AFTER_PART, low, end);
  if (after && isYear(Number(after[1]))) return { start, end: end + after[0].length, year: Number(after[1]) };
  const before = YEAR_BEFORE_PART.exec(low.slice(Math.max(free, start - 8), start));
  return { start, end, ...(before && isYear(Number(before[1])) ? { year: Number(before[1]) } : {}) };
}

/** "first nine months", 前9个月, "ersten neun Monaten": a run from January. */
function monthsFromStart(
  low: string,
  i: number,
  vocabulary: Vocabulary,
  free: number,
): DateMention | undefined {
  const number = at(ONE_OR_TWO_DIGITS, low, i)?.[0] ?? wordOfNumber(low, i);
  if (!number) return undefined;
  const months = isDigit(number.charCodeAt(0)) ? Number(number) : CJK_DIGITS[number]!;
  if (!isMonth(months)) return undefined;
  let after = i + number.length;
  while (low[after] === ' ' || low[after] === '-') after++;
  let before = i;
  while (before > 0 && (low[before - 1] === ' ' || low[before - 1] === '-')) before--;
  for (const pattern of vocabulary.runPatterns) {
    if (!low.startsWith(pattern.after, after)) continue;
    // 3カ月間 is any three months, "diez primeros meses" the first ten
    if (!pattern.before && !/[a-z]/.test(pattern.after)) continue;
    if (low.slice(before - pattern.before.length, before) !== pattern.before) continue;
    const end = after + pattern.after.length;
    if (/[a-z]/.test(low[end] ?? '') && /[a-z]$/.test(pattern.after)) continue;
    const start = before - pattern.before.length;
    const { year, ...span } = yearBeside(low, start, end, free);
    return { ...span, grain: 'run', fromMonth: 1, month: months, ...(year === undefined ? {} : { year }) };
  }
  return undefined;
}

/** Words of number by their first letter, longest first. */
const NUMBERS_BY_LETTER: ReadonlyMap<string, readonly string[]> = (() => {
  const map = new Map<string, string[]>();
  for (const word of Object.keys(CJK_DIGITS).sort((a, b) => b.length - a.length)) {
    const list = map.get(word[0]!);
    if (list) list.push(word);
    else map.set(word[0]!, [word]);
  }
  return map;
})();

/** What a date starts with where it starts with no digit and no word of the calendar. */
const STARTS: ReadonlySet<number> = new Set(
  [...Object.keys(CJK_DIGITS), 'q', 't', 'h', 's', 'f'].map((word) => word.charCodeAt(0)),
);

const isLetter = (code: number): boolean => code >= 97 && code <= 122;

function wordOfNumber(low: string, i: number): string | undefined {
  const words = NUMBERS_BY_LETTER.get(low[i]!);
  if (!words || (isLetter(low.charCodeAt(i)) && isLetter(low.charCodeAt(i - 1)))) return undefined;
  return words.find(
    (word) =>
      low.startsWith(word, i) && !(isLetter(word.charCodeAt(0)) && isLetter(low.charCodeAt(i + word.length))),
  );
}

function fromWord(
  low: string,
  word: WordMatch,
  byStart: ReadonlyMap<number, WordMatch>,
  free: number,
): DateMention | undefined {
  const { type, value } = word.meaning;
  if (type === 'month') return fromMonthWord(low, word, Number(value), byStart, free);
  if (type === 'quarter' || type === 'half' || type === 'run') {
    const fiscal = type === 'run' ? null : at(FISCAL_AFTER, low, word.end);
    if (fiscal && type !== 'run') {
      const end = word.end + fiscal[0].length;
      return {
        start: word.start,
        end,
        grain: type,
        part: Number(value),
        year: fullYear(fiscal[1]!),
        isFiscal: true,
      };
    }
    const { year, ...span } = yearBeside(low, word.start, word.end, free);
    const withYear = year === undefined ? {} : { year };
    if (type === 'run') return { ...span, grain: 'run', fromMonth: 1, month: Number(value), ...withYear };
    return { ...span, grain: type, part: Number(value), ...withYear };
  }
  if (type === 'weekday')
    return { start: word.start, end: word.end, grain: 'relative', relative: `weekday ${value}` };
  // "the year ended 30 June" is no "this year"
  const isEnded =
    /^(?:this|whole) (?:year|quarter)$/.test(value) &&
    /^ (?:ended|ending|to) /.test(low.slice(word.end, word.end + 9));
  if (type === 'relative' && isEnded) return undefined;
  if (type === 'relative') return { start: word.start, end: word.end, grain: 'relative', relative: value };
  const after = at(/,? ?(\d{4})(?!\d)(?: ?[-/] ?(\d{2}))?/y, low, word.end);
  if (after && isYear(Number(after[1]))) {
    return {
      start: word.start,
      end: word.end + after[0].length,
      grain: 'year',
      year: Number(after[1]),
      isFiscal: true,
      // a year of accounts over two years begins and ends in months that are not said
      ...(after[2] ? { toYear: Number(after[1]) + 1 } : {}),
    };
  }
  return undefined;
}

function fromMonthWord(
  low: string,
  word: WordMatch,
  month: number,
  byStart: ReadonlyMap<number, WordMatch>,
  free: number,
): DateMention | undefined {
  let start = word.start;
  const before = low.slice(Math.max(free, start - 14), start);
  const range =
    at(TO_MONTH, low, word.end) ?? (BETWEEN_BEFORE.test(before) ? at(AND_MONTH, low, word.end) : null);
  if (range) {
    const second = byStart.get(word.end + range[0].length);
    if (second?.meaning.type === 'month') {
      const last = Number(second.meaning.value);
      const years = yearAfter(low, second.end);
      const span = { start, end: years?.end ?? second.end };
      const firstYear = range[1] ? Number(range[1]) : undefined;
      if (firstYear === undefined && last > month) {
        return {
          ...span,
          grain: 'run',
          fromMonth: month,
          month: last,
          ...(years ? { year: years.year } : {}),
        };
      }
      if (firstYear !== undefined && firstYear === years?.year && last > month) {
        return { ...span, grain: 'run', fromMonth: month, month: last, year: firstYear };
      }
    }
  }
  // "the September quarter", "September 2024 quarter": three months of accounts
  const quarterAfter = month % 3 === 0 ? at(QUARTER_AFTER, low, word.end) : null;
  if (quarterAfter) {
    const year = /\d{4}/.exec(quarterAfter[0]);
    const span = { start, end: word.end + quarterAfter[0].length };
    return {
      ...span,
      grain: 'quarter',
      part: month / 3,
      isByMonth: true,
      ...(year ? { year: Number(year[0]) } : {}),
    };
  }
  const dayRange = DAY_RANGE_BEFORE.exec(before);
  const dayBefore = dayRange ?? DAY_BEFORE.exec(before);
  let day: number | undefined;
  let end = word.end;
  if (dayBefore && isDay(Number(dayBefore[2] ?? dayBefore[1]))) {
    day = Number(dayRange ? dayRange[2] : dayBefore[1]);
    start -= before.length - (dayBefore.index + dayBefore[0].search(/\d/));
  }
  let year: number | undefined;
  if (day === undefined) {
    const after = at(DAY_AFTER, low, word.end);
    if (after && isDay(Number(after[2] ?? after[1])) && !after[0].startsWith('-')) {
      day = Number(after[2] ?? after[1]);
      end = word.end + after[0].length;
      if (after[3]) {
        if (isYear(Number(after[3]))) year = Number(after[3]);
        else end -= /,? ?\d{4}$/.exec(after[0])![0].length;
      }
    }
  }
  if (year === undefined && end === word.end) {
    const years = yearAfter(low, end);
    if (years) {
      year = years.year;
      end = years.end;
    }
  }
  const withYear = year === undefined ? {} : { year };
  const lead = low.slice(Math.max(free, start - 40), start);
  const ended = MONTHS_ENDED.exec(lead);
  const yearEnded = YEAR_ENDED.exec(lead);
  if (yearEnded && !ended) {
    start -= lead.length - yearEnded.index;
    const months = /half/.test(yearEnded[0]) ? 6 : 12;
    return { start, end, grain: 'run', fromMonth: month - months + 1, month, isAccounts: true, ...withYear };
  }
  if (ended) {
    const months = ended[2]
      ? ended[2] === 'half'
        ? 6
        : 3
      : isDigit(ended[1]!.charCodeAt(0))
        ? Number(ended[1])
        : CJK_DIGITS[ended[1]!];
    if (months && months <= 12) {
      start -= lead.length - ended.index;
      return {
        start,
        end,
        grain: 'run',
        fromMonth: month - months + 1,
        month,
        isAccounts: true,
        ...withYear,
      };
    }
  }
  if (day !== undefined) return { start, end, grain: 'day', month, day, ...withYear };
  return { start, end, grain: 'month', month, ...withYear };
}

function yearAfter(low: string, from: number): { year: number; end: number } | undefined {
  const full = at(YEAR_AFTER, low, from);
  if (full && isYear(Number(full[1]))) return { year: Number(full[1]), end: from + full[0].length };
  const short = at(SHORT_YEAR_AFTER, low, from);
  if (short && Number(short[1]) >= 5 && Number(short[1]) <= 50) {
    return { year: 2000 + Number(short[1]), end: from + short[0].length };
  }
  return undefined;
}

/** A year said in words beside a month or part of a year: 去年9月, "September last year", 지난해 9월. */
function withYears(found: readonly DateMention[], low: string): DateMention[] {
  const out: DateMention[] = [];
  for (const date of found) {
    const last = out.at(-1);
    const offset =
      last?.relative === 'last year'
        ? -1
        : last?.relative === 'this year'
          ? 0
          : last?.relative === 'next year'
            ? 1
            : undefined;
    const isPart = (each: DateMention | undefined): boolean =>
      each !== undefined &&
      each.year === undefined &&
      ['day', 'month', 'quarter', 'half', 'run'].includes(each.grain);
    if (
      last &&
      offset !== undefined &&
      isPart(date) &&
      /^(?: ?|的|の|の )$/.test(low.slice(last.end, date.start))
    ) {
      out[out.length - 1] = { ...date, start: last.start, yearOffset: offset };
      continue;
    }
    const yearWord = date.relative === 'last year' ? -1 : date.relative === 'this year' ? 0 : undefined;
    if (
      last &&
      yearWord !== undefined &&
      isPart(last) &&
      /^ ?(?:of |of the |in |,|del |do |de |des )? ?$/.test(low.slice(last.end, date.start))
    ) {
      out[out.length - 1] = { ...last, end: date.end, yearOffset: yearWord };
      continue;
    }
    const isYearWord = last?.grain === 'year' && last.toYear === undefined && !last.isFiscal;
    if (
      last &&
      isYearWord &&
      isPart(date) &&
      date.grain !== 'day' &&
      /^(?:的|の|,)? ?$/.test(low.slice(last.end, date.start))
    ) {
      out[out.length - 1] = { ...date, start: last.start, year: last.year! };
      continue;
    }
    out.push(date);
  }
  return out;
}

const START_OF_RUN = /^ ?(?:から|부터|起至|起到) ?$/;
const END_OF_RUN = /^ ?(?:末|말|底)? ?(?:まで|にかけて|까지|止)/;

/** 1月から9月まで, 1월부터 9월까지: two months with the words of a stretch behind them are one run of months. */
function joinedRuns(found: readonly DateMention[], low: string): DateMention[] {
  const out: DateMention[] = [];
  for (const date of found) {
    const first = out.at(-1);
    const isRun =
      first?.grain === 'month' &&
      date.grain === 'month' &&
      START_OF_RUN.test(low.slice(first.end, date.start)) &&
      END_OF_RUN.test(low.slice(date.end, date.end + 8)) &&
      first.month! < date.month! &&
      (date.year === undefined || date.year === first.year);
    if (isRun)
      out[out.length - 1] = {
        ...first,
        end: date.end,
        grain: 'run',
        fromMonth: first.month!,
        month: date.month!,
      };
    else out.push(date);
  }
  return out;
}

/** Where a bare number of four digits is a year: the number scanner asks. */
export function isBareYear(low: string, start: number, end: number): boolean {
  if (end - start !== 4) return false;
  return at(BARE_YEAR, low, start) !== null;
}
