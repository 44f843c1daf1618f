import { type Interval, middle, width } from './interval.ts';

/** Figures for people: thousands with commas, a real minus, no more digits than they carry. */

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** At most `decimals` of them, without trailing zeros. */
export const sayNumber = (value: number, decimals = 3): string => {
  const fixed = Math.abs(value).toFixed(decimals);
  const [whole, fraction] = fixed.split('.') as [string, string | undefined];
  const tail = fraction?.replace(/0+$/, '');
  const text = tail ? `${group(whole)}.${tail}` : group(whole);
  return value < 0 && Number(fixed) !== 0 ? `−${text}` : text;
};

const MILLION = 1e6;
const BILLION = 1e9;

/** "5,774 t", "1.916 bn CNY", "21%", "4.4 times". */
export const sayAmount = (value: number, unit: string | undefined, decimals?: number): string => {
  if (unit === 'pct') return `${sayNumber(value, decimals ?? 2)}%`;
  if (unit === 'x') return `${sayNumber(value, decimals ?? 3)} times`;
  if (unit === undefined || unit === 'count' || unit === '') return sayNumber(value, decimals);
  const money = /^[A-Z]{3}$/.test(unit);
  if (money && Math.abs(value) >= BILLION) return `${sayNumber(value / BILLION, 4)} bn ${unit}`;
  if (money && Math.abs(value) >= MILLION) return `${sayNumber(value / MILLION, 2)} m ${unit}`;
  return `${sayNumber(value, decimals ?? (Math.abs(value) >= 10_000 ? 1 : 3))} ${unit}`;
};

const tight = (i: Interval): boolean => width(i) <= Math.abs(middle(i)) * 1e-9;

/** One figure where the ends print alike, else "low–high unit". */
export const sayInterval = (i: Interval, unit: string | undefined, decimals?: number): string => {
  if (!Number.isFinite(i.lo)) return `at most ${sayAmount(i.hi, unit, decimals)}`;
  if (!Number.isFinite(i.hi)) return `at least ${sayAmount(i.lo, unit, decimals)}`;
  if (tight(i)) return sayAmount(middle(i), unit, decimals);
  const lo = sayAmount(i.lo, unit, decimals);
  const hi = sayAmount(i.hi, unit, decimals);
  if (lo === hi) return lo;
  const suffix = / ?[^\d.,]+$/.exec(hi)?.[0] ?? '';
  const short = suffix && lo.endsWith(suffix) ? lo.slice(0, -suffix.length) : lo;
  return `${short}–${hi}`;
};

/** A change with its sign: "+21%", "−6.1%". */
export const sayChange = (pct: number, decimals = 2): string =>
  `${pct > 0 ? '+' : ''}${sayAmount(pct, 'pct', decimals)}`;

export const sayChangeInterval = (i: Interval, decimals = 2): string => {
  const lo = sayChange(i.lo, decimals);
  const hi = sayChange(i.hi, decimals);
  return lo === hi ? lo : `${lo} to ${hi}`;
};
