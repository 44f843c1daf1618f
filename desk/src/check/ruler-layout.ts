// Where everything stands on the ruler of a comparison, as plain numbers and words.
import { figure } from '../../../src/brief/numbers.ts';

interface Ends {
  readonly lo?: number | undefined;
  readonly hi?: number | undefined;
}

interface Comparison {
  readonly unit: string;
  readonly allowed: Ends;
  readonly against: readonly (Ends & { readonly class: string; readonly of: string })[];
}

export interface Mark {
  readonly class: string;
  readonly of: string;
  /** Place of its middle and ends, from 0 to the ruler's length. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** Line of labels, so that none covers another, and the middle of its own. */
  readonly row: number;
  readonly label: string;
  readonly labelAt: number;
}

export interface Laid {
  readonly allowed: { readonly from: number; readonly to: number; readonly label: string };
  readonly marks: readonly Mark[];
  readonly rows: number;
}

/** Room on both sides of what is shown, as a share of it. */
const MARGIN = 0.18;
/** Length of a letter of a label, and between two labels, in the ruler's units of length. */
const LETTER = 5.9;
const BETWEEN = 14;
/** Letters of a name that say enough. */
const NAME = 26;
const MOST_DIGITS = 4;

const NAMES: Readonly<Record<string, string>> = { pct: '%', x: ' times', count: '' };

/** What values are multiplied by, and what is printed behind them. */
function unitOf(unit: string, largest: number): { readonly factor: number; readonly text: string } {
  if (/^[A-Z]{3}$/.test(unit) && largest >= 1e9) return { factor: 1e-9, text: ` bn ${unit}` };
  if (/^[A-Z]{3}$/.test(unit) && largest >= 1e6) return { factor: 1e-6, text: ` m ${unit}` };
  return { factor: 1, text: NAMES[unit] ?? ` ${unit}` };
}

const scaled = ({ lo, hi }: Ends, factor: number): Ends => ({
  ...(lo !== undefined && { lo: lo * factor }),
  ...(hi !== undefined && { hi: hi * factor }),
});

/**
 * Lays the interval and the values on a line.
 *
 * @param length of the line; places are from 0 to it
 */
export function layRuler({ unit: code, allowed, against }: Comparison, length: number): Laid {
  const known = [allowed, ...against].flatMap(({ lo, hi }) => [lo, hi].filter((end) => end !== undefined));
  const unit = unitOf(code, Math.max(0, ...known.map(Math.abs)));
  const ends = known.map((end) => end * unit.factor);
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const room = (high - low || Math.abs(high) * 0.01 || 1) * MARGIN;
  const [start, end] = [low - room, high + room];
  const place = (value: number | undefined, open: number) =>
    value === undefined ? open : ((value * unit.factor - start) / (end - start)) * length;
  const spanOf = ({ lo, hi }: Ends) => ({ from: place(lo, 0), to: place(hi, length) });
  const digits = Math.min(MOST_DIGITS, Math.max(0, Math.ceil(-Math.log10(end - start)) + 2));
  const endOf: number[] = [];
  const marks = against
    .map((value) => ({ value, ...spanOf(value) }))
    .sort((a, b) => a.from + a.to - b.from - b.to)
    .map(({ value, from, to }): Mark => {
      const at = (from + to) / 2;
      const label = sayEnds(scaled(value, unit.factor), digits, unit.text);
      const of = value.of.length > NAME ? `${value.of.slice(0, NAME - 1)}…` : value.of;
      const half = ((label.length + of.length + 1) * LETTER) / 2;
      const labelAt = Math.max(half, Math.min(length - half, at));
      const free = endOf.findIndex((last) => labelAt - half >= last + BETWEEN);
      const row = free < 0 ? endOf.length : free;
      endOf[row] = labelAt + half;
      return { class: value.class, of, at, from, to, row, label, labelAt };
    });
  return {
    allowed: { ...spanOf(allowed), label: sayEnds(scaled(allowed, unit.factor), digits, unit.text) },
    marks,
    rows: Math.max(1, endOf.length),
  };
}

/** "6.05 to 6.15%": no more decimals than tell the ends apart. */
function sayEnds({ lo, hi }: Ends, digits: number, unit: string): string {
  const say = (value: number) =>
    figure(value, digits)
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
  if (lo === undefined) return `at most ${say(hi ?? 0)}${unit}`;
  if (hi === undefined) return `at least ${say(lo)}${unit}`;
  return `${say(lo) === say(hi) ? say(lo) : `${say(lo)} to ${say(hi)}`}${unit}`;
}
