import { figure } from '../../../src/brief/numbers.ts';

/** Money or mass with the digits that its size supports. */
export const amount = (value: number): string => figure(value, value < 10 ? 2 : value < 100 ? 1 : 0);

/** Large sums in thousands or millions, as their ranges support no more digits. */
export function largeAmount(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${figure(value / 1e6, size < 1e7 ? 2 : 1)} m`;
  return size >= 1e3 ? `${figure(value / 1e3, 0)} k` : figure(value, 0);
}

const whole = (share: number): string => figure(100 * share, 0);

/** A share between 0 and 1 as a percentage with its range: `74% (55–74)`. */
export const shareWords = ({ low, value, high }: { low: number; value: number; high: number }): string =>
  `${whole(value)}% (${whole(low)}–${whole(high)})`;
