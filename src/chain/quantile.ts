/** Quantiles and how far they have settled. */

/** Quantile of a sample by linear interpolation (type 7 of Hyndman and Fan 1996). NaN for no sample. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(sorted.length - 1, low + 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}

export interface Interval {
  readonly low: number;
  readonly value: number;
  readonly high: number;
}

/** Half of a 90% range of the normal distribution, in standard deviations. */
const NORMAL_90 = 1.6448536269514722;

/** Share of successes with its range (Wilson 1927), 90% unless another width is given. The share lies in the range. */
export function shareWithRange(successes: number, of: number, z: number = NORMAL_90): Interval {
  if (of === 0) return { low: 0, value: Number.NaN, high: 1 };
  const p = successes / of;
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  // At none and all the formula gives the share itself, but for rounding.
  return {
    low: Math.max(0, Math.min(p, middle - half)),
    value: p,
    high: Math.min(1, Math.max(p, middle + half)),
  };
}

/** Half-width of the 90% range of a quantile, from order statistics (binomial), in the sample's unit. */
export function quantileError(sample: readonly number[], share: number): number {
  const n = sample.length;
  if (n < 3) return Number.POSITIVE_INFINITY;
  const half = NORMAL_90 * Math.sqrt((share * (1 - share)) / n);
  return (quantile(sample, Math.min(1, share + half)) - quantile(sample, Math.max(0, share - half))) / 2;
}
