import type { PublishedFrom } from './intake-document.ts';
import type { PageWords } from './page-words.ts';
import { datesIn, type FoundDate } from './written-date.ts';

export interface PageDate {
  readonly published: string;
  readonly publishedFrom: PublishedFrom;
}

const linesLookedAt = 60;

/**
 * The date by which a text says it was published: after a word such as "Publish Time", or a line near the top
 * that is little but a date. A date inside a sentence is what the text speaks about, and is not taken.
 */
export function bylineDate(text: string, words: PageWords, language?: string): string | undefined {
  const lines = firstLines(text);
  let standing: string | undefined;
  for (const [index, line] of lines.entries()) {
    const dates = datesIn(line, language);
    for (const date of dates) {
      if (labelled(line, date, words, index === 0)) return date.date;
    }
    const only = dates.length > 0 && !standing && index < 25 ? dates[0] : undefined;
    if (only && standsAlone(line, only)) standing = only.date;
    // The label stands on its own line, the date on the next.
    const previous = lines[index - 1];
    if (only && previous && isLabel(previous, words) && standsAlone(line, only)) return only.date;
  }
  return standing;
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

function labelled(line: string, date: FoundDate, words: PageWords, firstLine: boolean): boolean {
  const before = line.slice(0, date.start).trimEnd();
  const colon = /[:：]$/.test(before);
  const label = before.replace(/[\s:：|[(【（]{1,5}$/, '').toLowerCase();
  // Without a colon the label must open the line, or the whole text: " date 2021-09-30 ...".
  for (const word of words.published) {
    if (!label.endsWith(word)) continue;
    const previous = label.at(-word.length - 1) ?? '';
    const whole = previous === '' || !/[\p{L}\p{N}]/u.test(previous) || isEastern(word);
    if (whole && (colon || ((firstLine || standsAlone(line, date, before.length)) && label === word)))
      return true;
  }
  return false;
}

function isLabel(line: string, words: PageWords): boolean {
  return words.published.has(line.replace(/[\s:：]{1,5}$/, '').toLowerCase());
}

/** Little else on the line: a weekday, a time, a place, a name; no sentence and no other figure of weight. */
function standsAlone(line: string, date: FoundDate, labelLength = 0): boolean {
  const rest = `${line.slice(labelLength, date.start)} ${line.slice(date.end)}`
    .replace(/\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[ap]\.?m\.?)?/gi, ' ')
    .replace(/[+-]\d{2}:?\d{2}|日|\b(?:UTC|GMT|CET|EST|EDT|ET|JST|CST)\b/g, ' ');
  const eastern = rest.match(/[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  const wordCount = rest.match(/[\p{L}]{2,}/gu)?.length ?? 0;
  return eastern <= 12 && wordCount <= 6 && !/\d/.test(rest) && !/[。;；]|[.!?]\s+\p{L}/u.test(rest);
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
