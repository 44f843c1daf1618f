import { monthsBetween } from './periods.ts';

/** A run of months without a figure. */
export interface Gap {
  /** First and last month, `YYYY-MM`. */
  readonly from: string;
  readonly to: string;
  readonly months: number;
}

/** The months between the first and the last of some spans of time that none of them covers. */
export function gapsOf(spans: readonly { readonly start: string; readonly end: string }[]): readonly Gap[] {
  if (spans.length === 0) return [];
  const covered = new Set(spans.flatMap((span) => monthsBetween(span.start, span.end)));
  const months = [...covered].sort();
  const gaps: Gap[] = [];
  let missing: string[] = [];
  for (const month of monthsBetween(months[0]!, months.at(-1)!)) {
    if (!covered.has(month)) missing.push(month);
    else if (missing.length > 0) {
      gaps.push({ from: missing[0]!, to: missing.at(-1)!, months: missing.length });
      missing = [];
    }
  }
  return gaps;
}
