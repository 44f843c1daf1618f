/** What a cell is read with, and what may come of it. */
import type { Facts } from '../../facts/index.ts';
import type { Part } from './bill.ts';
import type { CellValue } from './grid.ts';
import type { Decimal } from './numeral.ts';

/** What a cell is read with. */
export interface CellContext {
  readonly words: Facts['partWords'];
  readonly facts: Pick<Facts, 'partWords' | 'temperatureClasses'>;
  readonly applications: Facts['applicationWords']['applications'];
  /** Country codes by folded name. */
  readonly places: ReadonlyMap<string, string>;
  readonly months: ReadonlyMap<string, number>;
  /** Decimal sign of the file. */
  readonly decimal: Decimal | undefined;
  readonly heading: string;
  /** Unit in the heading. */
  readonly unit?: string | undefined;
}

/** What a cell gives the part, or what is wrong with it and what would be right. */
export type CellReading =
  | { readonly gives: Partial<Part>; readonly note?: string }
  | { readonly wrong: string; readonly right: string };

/** Reads the text of a cell; the value as the file holds it tells dates and numbers of a workbook. */
export type Reader = (text: string, context: CellContext, raw: CellValue) => CellReading;

/** What is wrong, and what would be right. */
export interface Wrong {
  readonly wrong: string;
  readonly right: string;
}

/** For a figure that may be read in two ways. */
export const either = (values: readonly [number, number]): Wrong => ({
  wrong: `may be ${values[0]} or ${values[1]}`,
  right: `write ${values[0]} or ${values[1]}, without a separator of thousands`,
});

/** Nothing for a figure above 0 and not beyond belief. */
export const positive = (value: number, most: number, text: string, right: string): Wrong | undefined =>
  value > 0 && value <= most ? undefined : { wrong: `"${text}" is not between 0 and ${most}`, right };
