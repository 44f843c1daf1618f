import type { Change, Kind, Observation } from './observation.ts';
import type { Quantity } from './quantity.ts';

type Fields = Omit<Observation, 'kind' | 'quote' | 'start' | 'end' | 'read_by' | 'change'>;

/** An observation on its way: positions are of the normal text, changes may still come. */
export interface Draft extends Fields {
  readonly kind: Kind;
  readonly change: Change[];
  readonly start: number;
  readonly end: number;
  readonly read_by: string;
  /** Index of its sentence. */
  readonly passage: number;
  /** The figures that it holds, for the account of numbers. */
  readonly figures: Quantity[];
  /** Whether it is where a movement started, so that no change is given to it. */
  readonly isEarlier?: boolean;
}

/** Whether a draft states a figure of its own, and not only a change. */
export const hasLevel = (draft: Draft): boolean => draft.value !== undefined || draft.low !== undefined;
