/** Months as whole numbers: 2024-01 is 24288 (year times twelve plus month minus one). */

export type Month = number;

/** @example monthOf('2024-01') // 24288 */
export function monthOf(text: string): Month {
  const match = /^(\d{4})-(\d{2})/.exec(text);
  const month = Number(match?.[2]);
  if (!match || month < 1 || month > 12)
    throw new Error(`"${text}" is no month: write YYYY-MM, as in 2025-04`);
  return Number(match[1]) * 12 + month - 1;
}

/** @example monthText(24288) // '2024-01' */
export function monthText(month: Month): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** Year with its fraction at the middle of the month: 2024-07 is about 2024.54. */
export function yearFraction(month: Month): number {
  return (month + 0.5) / 12;
}

/** Value at a month of a yearly series given at mid-years, straight lines between, flat at the ends. */
export function interpolateYears(points: readonly (readonly [number, number])[], month: Month): number {
  const at = yearFraction(month);
  const first = points[0];
  const last = points[points.length - 1];
  if (!first || !last) throw new Error('a yearly series needs at least one point');
  if (at <= first[0] + 0.5) return first[1];
  if (at >= last[0] + 0.5) return last[1];
  for (let i = 1; i < points.length; i++) {
    const [y0, v0] = points[i - 1]!;
    const [y1, v1] = points[i]!;
    if (at <= y1 + 0.5) return v0 + ((v1 - v0) * (at - y0 - 0.5)) / (y1 - y0);
  }
  return last[1];
}

/** Mean over the twelve months from `from` of a yearly series: what its values are multiples of in the base year. */
export function meanOfYear(points: readonly (readonly [number, number])[], from: Month): number {
  let sum = 0;
  for (let m = 0; m < 12; m++) sum += interpolateYears(points, from + m);
  return sum / 12;
}
