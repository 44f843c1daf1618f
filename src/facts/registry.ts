import { acts } from './schemas/acts.ts';
import { lawWords } from './schemas/law-words.ts';
import { exchangeRates, quotations, suspectQuotations, vatRates } from './schemas/prices.ts';
import { places, sources } from './schemas/reference.ts';
import { customs, derivedTrade, tradeProducts } from './schemas/trade.ts';

/**
 * Every shipped data file by the name it has in {@link Facts}. A room that ships data of its own adds a file to
 * `schemas/` and its entries here: checks, types and the data dictionary follow.
 */
export const registry = {
  places,
  sources,
  quotations,
  suspectQuotations,
  exchangeRates,
  vatRates,
  tradeProducts,
  customs,
  derivedTrade,
  acts,
  lawWords,
} as const;
