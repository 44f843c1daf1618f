/** Magnets and bills of materials: composition, cost, exposure. Pure: facts, prices and the law are passed in. */
export * from './composition.ts';
export * from './cost.ts';
export { type ElementPrice, elementPrice, priceOfElement, withOwnPrices } from './element-prices.ts';
export { type ClauseIndex, type ClausePrice, clausePrice, type IndexClause } from './index-clause.ts';
export { type FloorTerms, floorPayment, floorRealised } from './price-floor.ts';
export * from './prices.ts';
