import type { Draft } from '../draft.ts';
import type { PageContext } from '../page.ts';
import type { Quantity } from '../quantity.ts';
import type { Span } from '../sentences.ts';
import type { CellFigure } from './figure.ts';

/** What a table is read against: the page that it stands on. */
export type TablePage = Pick<
  PageContext,
  | 'vocabulary'
  | 'published'
  | 'dollar'
  | 'priceBasis'
  | 'priceCurrency'
  | 'topicMonth'
  | 'reporter'
  | 'mainOrg'
  | 'mainMaterial'
  | 'mainPlace'
  | 'accounts'
  | 'isTradePage'
  | 'masses'
  | 'namesMagnets'
  | 'titleMaterial'
>;

/** A number that is no figure about the world. */
export interface Aside {
  readonly end: number;
  readonly reason: string;
}

/** What one table gave: drafts, and why some of its numbers are none about the world. */
export interface GridReading {
  readonly drafts: readonly Draft[];
  /** Reasons by where the digits of a figure start. */
  readonly reasons: ReadonlyMap<number, Aside>;
}

export const NOTHING_READ: GridReading = { drafts: [], reasons: new Map() };

/** A figure of a cell as the reading room holds figures. */
export function quantityOf(figure: CellFigure): Quantity {
  const { start, end, numberStart, numberEnd, low, high, sign, hasMultiplier, decimals } = figure;
  return {
    start,
    end,
    numberStart,
    numberEnd,
    low,
    high,
    kind: 'bare',
    unit: '',
    sign,
    perYear: false,
    isWord: false,
    hasMultiplier,
    decimals,
  };
}

/** From the label of a row to the last of the cells that say something, if they stand in one row. */
export function quoteSpan(label: Span | undefined, cells: readonly Span[]): Span {
  const filled = cells.filter(({ start, end }) => end > start);
  const spans = label && label.end > label.start ? [label, ...filled] : filled;
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}

/** The greatest of numbers, however many; 0 for none. */
export const greatest = (values: Iterable<number>): number => {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
};

/** Whether numbers agree within a share of the greater. */
export const isClose = (a: number, b: number, tolerance: number): boolean =>
  Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b)) + 1e-9;
