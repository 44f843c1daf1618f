import { between, type Item, type Row } from './items.ts';

const MODIFIERS_MOST = 2;
const LONGER_THAN_DAY: ReadonlySet<string> = new Set(['month', 'quarter', 'half', 'year', 'run']);

/** Whether a word right behind a time says that something is compared with it: 8월보다, 8月に比べ, 2022年相比. */
export const isComparedBehind = (row: Row, end: number): boolean =>
  row.items.some(({ type, start }) => type === 'comparedAfter' && start >= end && start - end <= 1);

/**
 * Whether a time is what something is compared with, or an end of one, and not when a figure is of: after "from",
 * "since", "than" or 较; "up 9% on the June quarter"; "38% below June 2024"; 8月より.
 */
export function isCompared(row: Row, item: Item): boolean {
  const { phrases, normal } = row;
  const { low } = normal;
  const from = row.passage.start;
  if (isComparedBehind(row, item.end) || item.date!.relative === 'same period last year') return true;
  const { grain } = item.date!;
  let at = item.start;
  for (let i = 0; i <= MODIFIERS_MOST; i++) {
    if (grain === 'run') {
      if (phrases.comparedRun.startBefore(low, at, from) !== undefined) return true;
    } else if (isComparedFrom(row, at, LONGER_THAN_DAY.has(grain))) return true;
    const before = phrases.comparedModifier.startBefore(low, at, from);
    if (before === undefined) return false;
    at = before;
  }
  return false;
}

function isComparedFrom({ phrases, normal, passage }: Row, at: number, isLong: boolean): boolean {
  const { low } = normal;
  if (isLong && phrases.comparedMonth.startBefore(low, at, passage.start) !== undefined) return true;
  const start = phrases.comparedBefore.startBefore(low, at, passage.start);
  if (start === undefined) return false;
  // the end of "from May to July" is no comparison
  return !(
    low.slice(start, at).trim() === 'to' &&
    /\bfrom .{0,12}$/.test(low.slice(Math.max(passage.start, start - 20), start))
  );
}

const POSSESSIVE = /^(?:'s|s'|') ?(?:us|a|c)?[$€£¥]?$/;

const OWNED_REACH = 24;

/** The time right before a figure that owns it: "May's 46 tonnes", "the May level of 46 tonnes". */
export function ownerTime(row: Row, figure: Item): Item | undefined {
  return row.items.find(
    ({ type, end }) =>
      type === 'date' &&
      end <= figure.start &&
      figure.start - end <= OWNED_REACH &&
      (POSSESSIVE.test(between(row, end, figure.start)) || isOwnedLevel(row, end, figure.start)),
  );
}

function isOwnedLevel({ phrases, normal }: Row, from: number, to: number): boolean {
  const { low } = normal;
  const after = phrases.ownedLevel.endAfter(low, low.startsWith("'s", from) ? from + 2 : from, to);
  return after !== undefined && /^ ?(?:us|a|c)?[$€£¥]?$/.test(low.slice(after, to));
}

/**
 * The time that a bracket gives a figure to: "up 9% on the June quarter (1,598 t)", "(2023: 18,950 t)".
 */
export function bracketTime(row: Row, figure: Item): Item | undefined {
  return row.items.find((item) => {
    if (item.type !== 'date' || item.end > figure.start || figure.start - item.end > BRACKET_REACH)
      return false;
    const gap = between(row, item.end, figure.start);
    return (BRACKET.test(gap) && isCompared(row, item)) || (AFTER_COLON.test(gap) && opensBracket(row, item));
  });
}

const BRACKET_REACH = 8;
const BRACKET = /^ ?\( ?(?:us|a|c)?[$€£¥]?$/;
const AFTER_COLON = /^\s{0,4}[:：]\s{0,4}(?:us|a|c)?[$€£¥]?$/;

/** Whether a time opens a bracket and is of the figure in it alone: "(2023: 18,950 tonnes)". */
export const opensBracket = (row: Row, item: Item): boolean =>
  /^\s{0,4}[:：]/.test(between(row, item.end, item.end + 5)) &&
  /\(\s{0,2}(?:the )?$/.test(between(row, Math.max(row.passage.start, item.start - 6), item.start));
