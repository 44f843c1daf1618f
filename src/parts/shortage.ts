/** What the model of the chain says about a part, as far as parts need it. The model itself is handed in. */
import type { Refusal } from './prices.ts';
import type { Range } from './range.ts';

/** Whose need is asked about. */
export interface ShortageAsk {
  /** Where the magnet is made and where it is used: ISO codes. */
  readonly madeIn?: string;
  readonly usedIn?: string;
  readonly application?: string;
  readonly temperatureClass?: string;
  /** Whether it holds dysprosium or terbium. */
  readonly heavy: boolean;
}

/** What one scenario does to such a part within its first twelve months. */
export interface Shortage {
  readonly scenario: string;
  readonly title: string;
  /** Share of the need that is not met in the worst quarter, 0 to 1. */
  readonly unmet: Range;
  /** Change of the magnet's price against the reference, percent. */
  readonly costPct: Range;
  /** First month in which a tenth or more is not met. */
  readonly from?: string;
}

/** Answers from runs of the chain model, or says why it cannot. */
export type Shortages = (ask: ShortageAsk) => readonly Shortage[] | Refusal;

/** Where no runs of the model were given. */
export const noShortages: Shortages = () => ({
  refused: 'no runs of the chain model were given, so shortage is not known',
});
