import { choice, number, optional, pattern, reference, text, url } from '../columns.ts';
import type { RowProblem } from '../table.ts';

/** Columns that say where a row comes from; at the end of every table of published facts. */
export const provenance = {
  source: reference('sources.source', 'Who published it, as listed in sources.csv.'),
  url: optional(url('Address of the page; empty where it was not kept.')),
  note: optional(text('What a reader of the figure should know.')),
} as const;

/** How a figure came about. An estimate is our judgement, or called one by its publisher: it is no evidence. */
export const derivation = choice(
  ['stated', 'derived', 'estimate'],
  'Stated by the page; arithmetic on stated figures; or a judgement, for which the page is only the nearest anchor.',
);

/** Whether better sources say otherwise. */
export const status = choice(
  ['ok', 'disputed'],
  'Disputed: other sources say otherwise, the note says what. The row stands as published.',
);

export const place = reference('places.place', 'Where it is.');

export const rowId = pattern(
  /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
  'words in lower case joined by hyphens',
  'Name of the row, by which other files and the model refer to it.',
);

const figure = (description: string) => optional(number(description));

/** A figure with the range around it; at least one of the three is there. */
export const range = {
  value: figure('The figure; empty where only a range or a limit is given.'),
  low: figure('Lower end of the range, where there is one.'),
  high: figure('Upper end of the range, where there is one.'),
} as const;

interface Range {
  readonly low?: number | undefined;
  readonly value?: number | undefined;
  readonly mode?: number | undefined;
  readonly high?: number | undefined;
}

/** A row check: low, value (or mode) and high in this order, and at least one of them there. */
export function ordered(row: Range): RowProblem | undefined {
  const middle = row.value ?? row.mode;
  const { low, high } = row;
  if (low === undefined && middle === undefined && high === undefined) {
    return {
      field: 'low',
      found: 'holds no figure, nor do its neighbours',
      expected: 'a number in one of them',
    };
  }
  const [bottom, top] = [low ?? middle, high ?? middle];
  if (bottom !== undefined && top !== undefined && bottom > top) {
    return { field: 'low', found: `${bottom} is above ${top}`, expected: 'at most the upper end' };
  }
  if (middle !== undefined && ((low ?? middle) > middle || (high ?? middle) < middle)) {
    return {
      field: 'low',
      found: `the range does not hold ${middle}`,
      expected: 'a range around the figure',
    };
  }
  return undefined;
}
