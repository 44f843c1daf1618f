/**
 * Dates as pages write them, to ISO. Only full dates are taken from running text; month or year alone only
 * where the caller says that the whole string is a date.
 */

export interface FoundDate {
  /** `2025-11-14`, or `2025-11`, `2025` from `wholeDate`. */
  readonly date: string;
  readonly start: number;
  readonly end: number;
  /** Day and month could be exchanged, and the language was used to decide. */
  readonly doubtful?: boolean;
}

const monthLanguages = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'sv'];

let monthTable: ReadonlyMap<string, number> | undefined;

/** Month names, long and short, as the runtime's own locale data have them; without accents and dots. */
function months(): ReadonlyMap<string, number> {
  if (monthTable) return monthTable;
  const table = new Map<string, number>();
  for (const language of monthLanguages) {
    for (const month of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' });
      for (let index = 0; index < 12; index += 1) {
        const name = plainWord(format.format(Date.UTC(2024, index, 15)));
        if (name.length >= 3 && !table.has(name)) table.set(name, index + 1);
      }
    }
  }
  table.set('sept', 9);
  monthTable = table;
  return table;
}

function plainWord(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\u0300-\u036f.]/g, '')
    .toLowerCase();
}

/** Languages in which 5/6/2025 is the fifth of June. */
const dayFirst = new Set(['de', 'fr', 'es', 'pt', 'it', 'nl', 'sv']);

const eras: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988 };

const datePatterns: readonly {
  readonly pattern: RegExp;
  readonly read: (m: RegExpExecArray, language?: string) => Ymd | undefined;
}[] = [
  {
    pattern: /(?<!\d)(\d{4})\s{0,2}[年년]\s{0,2}(\d{1,2})\s{0,2}[月월]\s{0,2}(\d{1,2})(?!\d)/g,
    read: (m) => ymd(m[1], m[2], m[3]),
  },
  {
    pattern: /(令和|平成)\s?(\d{1,2}|元)年\s?(\d{1,2})月\s?(\d{1,2})日/g,
    read: (m) => ymd(String(eras[m[1]!]! + (m[2] === '元' ? 1 : Number(m[2]))), m[3], m[4]),
  },
  {
    pattern: /(?<![\d.,/-])(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})(?![\d/-]|[.,]\d)/g,
    read: (m) => ymd(m[1], m[3], m[4]),
  },
  {
    pattern:
      /(?<![\d.,])(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-](?:of\s|de\s)?(\p{L}{3,10})\.?,?[\s-](?:de\s|del\s)?(\d{4})(?!\d)/giu,
    read: (m) => named(m[3], m[2], m[1]),
  },
  {
    pattern: /(?<!\p{L})(\p{L}{3,10})\.?\s(\d{1,2})(?:st|nd|rd|th)?\s?,?\s(\d{4})(?!\d)/giu,
    read: (m) => named(m[3], m[1], m[2]),
  },
  {
    pattern: /(?<![\d.,/-])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?![\d.])/g,
    read: (m) => ymd(m[3], m[2], m[1]),
  },
  { pattern: /(?<![\d.,/-])(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])/g, read: slashed },
];

interface Ymd {
  readonly date: string;
  readonly doubtful?: boolean;
}

function ymd(year?: string, month?: string, day?: string): Ymd | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (!(y >= 1980 && y <= 2100 && m >= 1 && m <= 12 && d >= 1 && d <= 31)) return undefined;
  if (new Date(Date.UTC(y, m - 1, d)).getUTCDate() !== d) return undefined;
  return { date: `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}` };
}

function named(year?: string, month?: string, day?: string): Ymd | undefined {
  const number = months().get(plainWord(month ?? ''));
  return number === undefined ? undefined : ymd(year, String(number), day);
}

/** 11/6/25 and 6/11/2025: decided by a number over 12, else by the language; English says month first here. */
function slashed(m: RegExpExecArray, language?: string): Ymd | undefined {
  const year = m[4]!.length === 2 ? `20${m[4]}` : m[4];
  const [first, second] = [Number(m[1]), Number(m[3])];
  if (first > 12) return ymd(year, m[3], m[1]);
  if (second > 12) return ymd(year, m[1], m[3]);
  const found = dayFirst.has(language ?? '') ? ymd(year, m[3], m[1]) : ymd(year, m[1], m[3]);
  return found && first !== second ? { ...found, doubtful: true } : found;
}

/** Full dates in a short text, in order of appearance, none overlapping. Full-width digits count as digits. */
export function datesIn(text: string, language?: string): FoundDate[] {
  const folded = foldDigits(text.slice(0, 2000));
  const found: FoundDate[] = [];
  for (const { pattern, read } of datePatterns) {
    for (const match of folded.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && end > other.start)) continue;
      const date = read(match as RegExpExecArray, language);
      if (date) found.push({ ...date, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/**
 * A string that is nothing but a date, as metadata have it: `2025-11-14T08:00:00+08:00`, `20251114`,
 * `Fri, 14 Nov 2025 23:30:00 +0800`, `November 2025`, `2025`. The day is the one written, not the one in UTC.
 */
export function wholeDate(value: string): string | undefined {
  const text = foldDigits(value.trim().slice(0, 100));
  const compact = /^(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$/.exec(text);
  if (compact) return ymd(compact[1], compact[2], compact[3])?.date;
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?=T|\s|$)/.exec(text);
  if (iso) return ymd(iso[1], iso[2], iso[3])?.date;
  const full = datesIn(text)[0];
  if (full) return full.doubtful ? undefined : full.date;
  const month = /^(\d{4})(?:[-/.]|\s?年\s?)(\d{1,2})(?:\s?月)?$/.exec(text);
  if (month) return ymd(month[1], month[2], '1')?.date.slice(0, 7);
  const words = /^(\p{L}{3,10})\.?,?\s(?:de\s)?(\d{4})$/u.exec(text);
  if (words) return named(words[2], words[1], '1')?.date.slice(0, 7);
  const year = /^(?:19[89]|20\d)\d$/.exec(text);
  return year ? text : undefined;
}

function foldDigits(text: string): string {
  return text.replace(/[\uff10-\uff19\uff0d\uff0e\uff0f\u00a0]/g, (char) => char.normalize('NFKC'));
}
