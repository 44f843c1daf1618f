import { around, type Interval } from './interval.ts';

/**
 * A figure as it stands on the page: its value, and how finely it is written.
 *
 * `step` is one unit of the last printed digit, in the figure's own unit ("1.916 billion": 1,000,000).
 * `roundStep` also counts trailing zeros as rounding ("5,500": 100); it equals `step` where there are none.
 */
export interface Printed {
  readonly value: number;
  readonly step: number;
  readonly roundStep: number;
  readonly qualifier?: Qualifier;
}

export type Qualifier = 'about' | 'nearly' | 'over' | 'under';

/** A round figure may be read as rounded only as far as this share of itself ("2,000" is not 2,400). */
const ROUNDEST = 0.06;
/** How far "about" and "nearly" reach, as shares of the figure (a judgement, on the generous side). */
const ABOUT = 0.025;
const NEARLY = 0.08;
const OVER = 0.3;

const digitsOf = (text: string): string => {
  let out = '';
  for (const ch of text) {
    const code = ch.codePointAt(0)!;
    if (code >= 0x30 && code <= 0x39) out += ch;
    else if (code >= 0xff10 && code <= 0xff19) out += String(code - 0xff10);
  }
  return out;
};

/** Shortest decimal digits of a number without sign, point, exponent and leading zeros: 0.0625 is "625". */
const significant = (value: number): string => {
  const [mantissa] = Math.abs(value).toExponential().split('e') as [string];
  return mantissa.replace('.', '').replace(/0+$/, '') || '0';
};

const exponentOf = (value: number): number =>
  value === 0 ? 0 : Number(Math.abs(value).toExponential().split('e')[1]);

/**
 * How finely `text` writes `value`: counts its digits, so it works for every separator and multiplier
 * ("22.32 million", "702万5000", "62.585"). Nothing where the digits are not those of the value.
 */
export const printedAs = (value: number, text: string): Printed | undefined => {
  const digits = digitsOf(text).replace(/^0+/, '');
  if (value === 0) {
    const decimals = /[.,](\d+)/.exec(text)?.[1]?.length ?? 0;
    return /\d/.test(text) ? { value, step: 10 ** -decimals, roundStep: 10 ** -decimals } : undefined;
  }
  const shortest = significant(value);
  if (!digits || digits.length > 17 || digits.replace(/0+$/, '') !== shortest) return undefined;
  const exponent = exponentOf(value);
  const step = 10 ** (exponent - digits.length + 1);
  const roundStep = 10 ** (exponent - shortest.length + 1);
  // Zeros after a decimal mark are precision on purpose ("4.50"); only whole numbers get rounded to zeros.
  return { value, step, roundStep: step < 1 ? step : roundStep };
};

/** A figure of which only the value is known: its own digits are taken as printed. */
export const printedPlain = (value: number): Printed => {
  if (value === 0) return { value, step: 1, roundStep: 1 };
  const roundStep = 10 ** (exponentOf(value) - significant(value).length + 1);
  return { value, step: Math.min(1, roundStep), roundStep: Math.max(roundStep, Math.min(1, roundStep)) };
};

/** What the last printed digit allows, by rounding alone. */
export const strictly = (p: Printed): Interval => around(p.value, p.step / 2);

/**
 * What the words allow: the last digit, trailing zeros read as rounding (up to 6% of the figure), and the
 * qualifier. Inside it the statement holds.
 */
export const allowed = (p: Printed, cut = 0): Interval => {
  const size = Math.abs(p.value);
  const half = Math.max(p.step / 2, Math.min(p.roundStep / 2, size * ROUNDEST));
  // Towards zero and away from it, so that a fall of "nearly 75%" is one of less than 75%.
  const reach = {
    about: [Math.max(half, size * ABOUT), Math.max(half, size * ABOUT)],
    nearly: [Math.max(half, size * NEARLY), p.step / 2],
    over: [p.step / 2, Math.max(half, size * OVER)],
    under: [Math.max(half, size * OVER), p.step / 2],
    // A figure that was cut stands for itself up to the next one, away from zero.
    plain: [half, Math.max(half, cut)],
  } as const;
  const [inwards, outwards] = reach[p.qualifier ?? 'plain'];
  const [below, above] = p.value < 0 ? [outwards, inwards] : [inwards, outwards];
  return {
    lo: around(p.value - below, 0).lo,
    hi: around(p.value + above, 0).hi,
  };
};

/**
 * Outside this the figure cannot be meant: between `allowed` and this a fair reader would not call it
 * wrong. It reaches to the full rounding of the trailing zeros, and without bound for "over" and "under".
 */
export const arguable = (p: Printed, cut = 0): Interval => {
  const inner = allowed(p, cut);
  const full = around(p.value, Math.max(p.roundStep / 2, p.step));
  const wide = { lo: Math.min(inner.lo, full.lo), hi: Math.max(inner.hi, full.hi) };
  const size = Math.abs(p.value);
  const outwards = (away: boolean): Interval =>
    p.value >= 0 === away ? { lo: wide.lo, hi: Infinity } : { lo: -Infinity, hi: wide.hi };
  if (p.qualifier === 'over') return outwards(true);
  if (p.qualifier === 'under') return outwards(false);
  if (p.qualifier) return { lo: wide.lo - size * 0.1, hi: wide.hi + size * 0.1 };
  return wide;
};
