import type { NormalText } from './normalise.ts';

/** A stretch of text that says one thing: a sentence, a line, a cell. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** No sentence is longer than this: what goes on without a stop is cut at a space. */
const LONGEST = 1600;
const ABBREVIATION =
  /(?:^|[\s(])(?:no|nos|nr|adj|art|fig|vol|pp?|mr|mrs|ms|dr|st|co|corp|inc|ltd|approx|ca|vs|jan|feb|mar|apr|jun|jul|aug|sept?|okt|oct|nov|dec|dez|rs|bzw|mio|mrd|tsd|z\.b|e\.g|i\.e|u\.s|u\.k|ee|uu|ee\. ?uu|d\.c|a\.m|p\.m|[a-z])$/;

/** "came to 5,774 t. Germany took": a letter behind a number is its unit, no initial. */
const UNIT_AT_END = /\d ?[tg]$/;

/** Parts a text into sentences. Line ends part; so do full stops, except after abbreviations and ordinal numbers. */
export function findSentences(normal: NormalText): Span[] {
  const { low } = normal;
  const spans: Span[] = [];
  let start = 0;
  const close = (end: number): void => {
    let from = start;
    let to = end;
    while (from < to && low.charCodeAt(from) <= 32) from++;
    while (to > from && low.charCodeAt(to - 1) <= 32) to--;
    if (to > from) spans.push({ start: from, end: to });
    start = end;
  };
  let lastSpace = 0;
  for (let i = 0; i < low.length; i++) {
    const code = low.charCodeAt(i);
    if (code === 10) {
      if (!isInBracket(low, start, i) && !opensBracket(low, start, i)) close(i + 1);
    } else if (code === 0x3002 || code === 0xff01 || code === 0xff1f || code === 59) close(i + 1);
    else if (code === 33 || code === 63) {
      if (low.charCodeAt(i + 1) <= 32) close(i + 1);
    } else if (code === 46) {
      if (isFullStop(low, start, i)) close(i + 1);
    } else if (code === 32) {
      lastSpace = i;
      if (low.charCodeAt(i + 1) === 45 && low.charCodeAt(i + 2) === 32 && isListDash(low, i)) close(i + 3);
    }
    if (i - start >= LONGEST) close(lastSpace > start ? lastSpace + 1 : i + 1);
  }
  close(low.length);
  return spans;
}

const BRACKET_MOST = 40;

/** A line that ends inside a short bracket goes on: "(Q3\n\nFY22:\n\n327.7)", as pages torn by a converter have it. */
function isInBracket(low: string, start: number, at: number): boolean {
  const first = Math.max(start, at - BRACKET_MOST);
  let open = at - 1;
  while (open >= first && low.charCodeAt(open) !== 40) open--;
  if (open < first) return false;
  const rest = low.slice(open, open + BRACKET_MOST);
  const close = rest.indexOf(')');
  return open + close > at && /^\([^()|\t]*\)/.test(rest) && /[a-z]/.test(rest) && /\d/.test(rest);
}

/** A short line with a figure, and the next is a bracket with the figure of another time: it belongs to it. */
function opensBracket(low: string, start: number, at: number): boolean {
  if (
    at - start > BRACKET_MOST * 2 ||
    !/\d[^\d\n]{0,12}$/.test(low.slice(Math.max(start, at - 18), at).trimEnd())
  )
    return false;
  const next = /^\s{0,4}(\([^()|\t]{3,40}\))/.exec(low.slice(at, at + BRACKET_MOST + 8))?.[1];
  return next !== undefined && /:\s{0,4}[^\d\s]{0,4}\s?\d/.test(next);
}

/** A dash that starts the next point of a list written in one line. */
function isListDash(low: string, at: number): boolean {
  const before = low.charCodeAt(at - 1);
  return before === 93 || before >= 0x3000 || low.charCodeAt(at + 3) >= 0x3000;
}

function isFullStop(low: string, start: number, at: number): boolean {
  const next = low.charCodeAt(at + 1);
  if (!(next <= 32 || Number.isNaN(next) || next === 34 || next === 39 || next === 41)) return false;
  if (Number.isNaN(next)) return true;
  const before = low.slice(Math.max(start, at - 9), at);
  // "14. November", "1. Quartal": an ordinal number, not the end
  if (
    /(?:^|\s)\d{1,2}$/.test(before) &&
    /^ [a-zäöü]/.test(low.slice(at + 1, at + 3)) &&
    isOrdinalNext(low, at + 2)
  )
    return false;
  return UNIT_AT_END.test(before) || !ABBREVIATION.test(before);
}

function isOrdinalNext(low: string, at: number): boolean {
  return /^(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|dez|quartal|halbjahr|jahr)/.test(
    low.slice(at, at + 9),
  );
}
