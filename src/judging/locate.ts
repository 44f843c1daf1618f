/** Where in a quote a figure stands, and how finely it is printed there. */
import { type Printed, printedAs, printedPlain, type Qualifier } from './printed.ts';

const isDigit = (ch: string | undefined): boolean =>
  ch !== undefined && ((ch >= '0' && ch <= '9') || (ch >= '０' && ch <= '９'));

/** What may stand between the digits of one number: separators, and the multipliers of mixed numerals. */
const INSIDE = new Set([...".,'’．，﹒ \u00a0\u2009\u202f万萬億亿만억천千"]);
const LONGEST = 30;

/** Runs of digits with what stands between them: "6,145.623", "702万5000", "5 577". */
export const digitRuns = (text: string): readonly { start: number; end: number }[] => {
  const runs: { start: number; end: number }[] = [];
  for (let i = 0; i < text.length; i++) {
    if (!isDigit(text[i])) continue;
    let end = i + 1;
    while (end - i < LONGEST) {
      if (isDigit(text[end])) end++;
      else if (INSIDE.has(text[end]!) && isDigit(text[end + 1])) end += 2;
      else break;
    }
    runs.push({ start: i, end });
    i = end;
  }
  return runs;
};

export interface Located {
  readonly start: number;
  readonly end: number;
  readonly printed: Printed;
}

const QUALIFIED: Readonly<Record<string, Qualifier>> = { about: 'about', nearly: 'nearly', over: 'over' };

export const qualifierOf = (precision: string | undefined): Qualifier | undefined =>
  precision === undefined ? undefined : QUALIFIED[precision];

/**
 * The figure `value` between `from` and `to` of the text; `after` skips what stands before it (an earlier
 * figure of the same value). Sign is not looked for: "down 6.1%" prints 6.1.
 */
export const locate = (
  text: string,
  from: number,
  to: number,
  value: number,
  after = from,
  qualifier?: Qualifier,
): Located | undefined => {
  const start = Math.max(from, after);
  const part = text.slice(start, to);
  for (const run of digitRuns(part)) {
    const words = part.slice(run.start, run.end);
    const whole = printedAs(value, words);
    if (whole) {
      return {
        start: start + run.start,
        end: start + run.end,
        printed: qualifier ? { ...whole, qualifier } : whole,
      };
    }
    // A list such as "2,582 590" may have run together: try its pieces.
    const pieces = words.split(/[ \u00a0\u2009\u202f]|, /);
    let at = run.start;
    for (const piece of pieces) {
      const pieceStart = part.indexOf(piece, at);
      at = pieceStart + piece.length;
      const printed = pieces.length > 1 ? printedAs(value, piece) : undefined;
      if (printed) {
        return {
          start: start + pieceStart,
          end: start + at,
          printed: qualifier ? { ...printed, qualifier } : printed,
        };
      }
    }
  }
  return undefined;
};

/** A figure that is written in words, or whose digits were not found: its own digits are taken. */
export const asWritten = (value: number, qualifier?: Qualifier): Printed => {
  const printed = printedPlain(value);
  return qualifier ? { ...printed, qualifier } : printed;
};
