/** What a statement about what is to come asks, as far as its words tell. */
export type ForecastAsks =
  /** A place does without Chinese magnets. */
  | 'independence'
  /** So many percent of what a place uses come from other makers than China's. */
  | 'coverage'
  /** A place makes so many percent of the world's output. */
  | 'share'
  /** A place makes so many tonnes a year. */
  | 'output'
  /** A material costs so much. */
  | 'price'
  /** Magnets are not to be had; with a figure, so many percent of those wanted. */
  | 'shortage';

/** What a statement supposes: nothing comes from a place any more. */
export interface Supposition {
  /** Code of the place. */
  readonly stops: string;
  /** Months after the stop in which what is said is to come. */
  readonly withinMonths?: number;
}

/** A statement about what is to come, as it is filed. */
export interface ForecastQuestion {
  readonly quote: string;
  readonly speaker?: string;
  /** ISO day on which it was said: the page's. */
  readonly said?: string;
  /** Last day of the time it speaks of. */
  readonly horizon?: string;
  readonly asks?: ForecastAsks;
  /** Whether the figure is to be reached or not to be passed. */
  readonly side: 'atLeast' | 'atMost';
  /** Material code, place code, figure with its unit. */
  readonly subject?: string;
  readonly place?: string;
  readonly value?: number;
  readonly unit?: string;
  readonly supposing?: Supposition;
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
