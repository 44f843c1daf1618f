import type { PageWords } from './page-words.ts';
import { datesIn, type FoundDate } from './written-date.ts';

/** What a text says about its date; `doubtful` is one that could be read in two ways, as it stands. */
export interface Byline {
  readonly date?: string;
  readonly doubtful?: string;
}

const linesLookedAt = 60;
const linesAtTop = 25;

/**
 * The date by which a text says it was published: after a word such as "Publish Time", or a line near the top
 * that is little but a date. A date inside a sentence is what the text speaks about, and is not taken.
 */
export function bylineDate(text: string, words: PageWords, language?: string): Byline {
  const lines = firstLines(text);
  let standing: Byline = {};
  for (const [index, line] of lines.entries()) {
    const dates = datesIn(line, language);
    const label = dates.find((date) => isLabelled(line, date, words, index === 0));
    if (label) return asByline(line, label);
    const first = dates[0];
    if (!first || index >= linesAtTop || !standsAlone(line, first)) continue;
    // The label stands on its own line, the date on the next.
    if (index > 0 && isLabel(lines[index - 1]!, words)) return asByline(line, first);
    if (!standing.date) standing = { ...standing, ...asByline(line, first) };
  }
  return standing;
}

/** 09/05/2025 is taken only where the line shows which way it is written. */
function asByline(line: string, { date, start, end, doubtful }: FoundDate): Byline {
  const american = /\b(?:AM|PM|[ECMP][SD]?T)\b/.test(line.slice(end));
  return doubtful && !american ? { doubtful: line.slice(start, end) } : { date };
}

function firstLines(text: string): string[] {
  return text
    .slice(0, 20_000)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, linesLookedAt)
    .map((line) => line.slice(0, 400));
}

function isLabelled(line: string, date: FoundDate, words: PageWords, firstLine: boolean): boolean {
  const before = withoutPinyin(line.slice(0, date.start)).trimEnd();
  const colon = /[:：]$/.test(before);
  const label = before.replace(/[\s:：|[(【（]{1,5}$/, '').toLowerCase();
  // Without a colon the label must open the line, or the whole text: " date 2021-09-30 ...".
  for (const word of words.published) {
    if (!label.endsWith(word)) continue;
    const previous = label.at(-word.length - 1) ?? '';
    const whole = previous === '' || !/[\p{L}\p{N}]/u.test(previous) || isEastern(word);
    if (whole && (colon || (label === word && (firstLine || standsAlone(line, date, date.start)))))
      return true;
  }
  return false;
}

/** Some sites print the sound after each character: 時(shí)間. */
function withoutPinyin(text: string): string {
  return text.replace(/(?<=[\u4e00-\u9fff])\([a-zà-ǜ]{1,7}\)/g, '');
}

function isLabel(line: string, words: PageWords): boolean {
  return words.published.has(line.replace(/[\s:：]{1,5}$/, '').toLowerCase());
}

const timeOfDay = /\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[ap]\.?m\.?)?/gi;

/**
 * Little else on the line: a weekday, a time, a place, a name; no sentence and no other figure. Beside a time of
 * day more is allowed, since only a stamp has one.
 */
function standsAlone(line: string, date: FoundDate, ignored = 0): boolean {
  const after = line.slice(date.end).replace(/^[.,]/, '');
  const stamped = /^\s{0,5}[,T|]?\s{0,5}\d{1,2}[:：]\d{2}/.test(after);
  const rest = `${line.slice(ignored, date.start)} ${after}`
    .replace(timeOfDay, ' ')
    .replace(/[+-]\d{2}:?\d{2}|日|\b(?:UTC|GMT|CET|EST|EDT|ET|JST|CST)\b/g, ' ');
  if (/[。;；]|(?<=[\p{L}\d]{2})[.!?](?:\s+\p{L}|\s*$)/u.test(rest)) return false;
  const eastern = rest.match(/[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  const wordCount = rest.match(/\p{L}{2,}/gu)?.length ?? 0;
  if (stamped) return eastern <= 24 && wordCount <= 12;
  return eastern <= 12 && wordCount <= (date.start === 0 ? 10 : 6) && !/\d/.test(rest);
}

function isEastern(word: string): boolean {
  return /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/.test(word);
}

/**
 * A date in the path of an address, or in the name of a file: `/2025/11/14/`, `/20251114-`, `-2025-11-14.html`,
 * `/202511/14/`, `/2025-11/14/`; nothing for a bare number.
 */
export function addressDate(origin: string): string | undefined {
  const path = URL.parse(origin)?.pathname ?? `/${origin.split(/[\\/]/).at(-1)}`;
  const patterns = [
    /(?<!\d)(20\d{2})[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)/,
    /(?<!\d)(20\d{2})[/_-]?(\d{2})[/_-](\d{2})(?!\d)/,
    /(?<![\da-z])(20\d{2})(\d{2})(\d{2})(?![\da-z])/i,
  ];
  for (const pattern of patterns) {
    const match = pattern.exec(path);
    const found = match && datesIn(`${match[1]}-${match[2]}-${match[3]}`)[0];
    if (found) return found.date;
  }
  const month = /\/(20\d{2})[/-](\d{2})(?=\/)/.exec(path);
  return month && Number(month[2]) >= 1 && Number(month[2]) <= 12 ? `${month[1]}-${month[2]}` : undefined;
}
