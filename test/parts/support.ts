import { loadFacts } from '../../src/facts/index.ts';
import { createLaw } from '../../src/law/index.ts';
import {
  type Bill,
  type CellValue,
  createParts,
  type OwnPrices,
  type Parts,
  type PartsSources,
  pricesOfFacts,
  readText,
  withOwnPrices,
} from '../../src/parts/index.ts';

export const facts = loadFacts();
const shipped = pricesOfFacts(facts);
const law = createLaw(facts.acts, facts.lawWords, facts.shipmentWords);

/** The room on shipped facts, with prices of one's own where given. */
export const partsWith = (own: OwnPrices = {}, more: Partial<PartsSources> = {}): Parts =>
  createParts(facts, { prices: withOwnPrices(shipped, own, 'inside'), decide: law.decide, ...more });

export const parts = partsWith();

/** A bill from rows of cells. */
export const billOf = (rows: readonly (readonly CellValue[])[], columns = {}): Bill =>
  parts.readBill([{ name: 'test.csv', rows }], { columns });

/** A bill from the text of a CSV file. */
export const billOfText = (text: string): Bill => billOf(readText('test.csv', text));
