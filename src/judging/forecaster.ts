/** A statement about what is to come, as it is filed. */
export interface ForecastQuestion {
  readonly quote: string;
  readonly speaker?: string;
  /** ISO day on which it was said: the page's. */
  readonly said?: string;
  /** Last day of the time it speaks of. */
  readonly horizon?: string;
  /** What it is about, as far as the words tell: a material, a place, a figure with its unit. */
  readonly subject?: string;
  readonly place?: string;
  readonly value?: number;
  readonly unit?: string;
}

/** A probability in percent with its 80% range, and the runs that it rests on. */
export interface ForecastAnswer {
  readonly probability: number;
  readonly low: number;
  readonly high: number;
  /** How the words were turned into a question with a number. */
  readonly question: string;
  readonly runs: readonly { readonly ref: string; readonly text: string }[];
}

/** The door for the chain model. Nothing where the question is not one that it can answer. */
export type Forecaster = (question: ForecastQuestion) => ForecastAnswer | undefined;
