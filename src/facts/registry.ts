import { acts } from './schemas/acts.ts';
import { board } from './schemas/brief.ts';
import { chainFiles } from './schemas/chain.ts';
import { companyResults, licences, tradeContradictions } from './schemas/companies.ts';
import {
  classMix,
  demandEstimates,
  drivers,
  elasticities,
  intensities,
  magnetContent,
  publishedDemand,
  substitutions,
} from './schemas/demand.ts';
import { judgingWords } from './schemas/judging-words.ts';
import { lawWords } from './schemas/law-words.ts';
import {
  compositionClaims,
  compositions,
  contractTerms,
  costExamples,
  grades,
  magnetCosts,
} from './schemas/magnets.ts';
import { pageWords } from './schemas/page-words.ts';
import {
  applicationWords,
  familyCompositions,
  partColumns,
  partParameters,
  partWords,
  priceRules,
  substitutes,
  temperatureClasses,
} from './schemas/parts.ts';
import { exchangeRates, quotations, suspectQuotations, vatRates } from './schemas/prices.ts';
import { elements, mixtures, places, sources } from './schemas/reference.ts';
import { shipmentWords } from './schemas/shipment-words.ts';
import {
  assumptions,
  bestEstimates,
  costs,
  leadTimes,
  ores,
  output,
  processes,
  projects,
  recycling,
} from './schemas/supply.ts';
import { customs, derivedTrade, tradeProducts } from './schemas/trade.ts';
import { vocabularyFiles } from './schemas/vocabulary.ts';

/**
 * Every shipped data file by the name it has in `Facts`. A room that ships data of its own adds a file to `schemas/`
 * and its entries here: checks, types and the data dictionary follow.
 */
export const registry = {
  pageWords,
  places,
  sources,
  elements,
  mixtures,
  quotations,
  suspectQuotations,
  exchangeRates,
  vatRates,
  tradeProducts,
  customs,
  derivedTrade,
  acts,
  lawWords,
  judgingWords,
  shipmentWords,
  tradeContradictions,
  licences,
  companyResults,
  output,
  bestEstimates,
  projects,
  ores,
  processes,
  leadTimes,
  costs,
  recycling,
  assumptions,
  publishedDemand,
  demandEstimates,
  magnetContent,
  classMix,
  intensities,
  drivers,
  substitutions,
  elasticities,
  grades,
  compositions,
  compositionClaims,
  magnetCosts,
  contractTerms,
  costExamples,
  partParameters,
  priceRules,
  temperatureClasses,
  familyCompositions,
  substitutes,
  partColumns,
  partWords,
  applicationWords,
  board,
  ...vocabularyFiles,
  ...chainFiles,
} as const;

/** Column and file that a reference such as `places.place` names. */
export function referred(reference: string): {
  readonly name: keyof typeof registry;
  readonly column: string;
  readonly file: string;
} {
  const [name, column] = reference.split('.') as [keyof typeof registry, string];
  const target = registry[name];
  return { name, column, file: target.type === 'table' ? target.file : name };
}

type TableName = {
  [K in keyof typeof registry]: (typeof registry)[K] extends { readonly type: 'table' } ? K : never;
}[keyof typeof registry];

/** Where a table lies inside the data folder. */
export const fileOf = (name: TableName): string => registry[name].file;
