import type { DateMention } from '../dates.ts';
import { type Moment, periodOf } from '../periods.ts';

/** Grains that say when a price or a figure is of; clocks and words such as "this year" do not. */
const GRAINS: ReadonlySet<string> = new Set(['day', 'month', 'quarter', 'half', 'run', 'year', 'relative']);

/** The period that the nearest of several places names, or nothing. */
export function tablePeriod(
  places: readonly (readonly DateMention[])[],
  page: Moment | undefined,
): string | undefined {
  for (const dates of places) {
    for (const date of dates) {
      if (!GRAINS.has(date.grain)) continue;
      const period = periodOf(date, page);
      if (period) return period;
    }
  }
  return undefined;
}
