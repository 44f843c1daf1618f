/** Magnets and bills of materials: composition, cost, exposure. Pure: facts, prices and the law are passed in. */
export type {
  AssessOptions,
  Cover,
  PartResult,
  PartSubstitute,
  SinceOrder,
} from './assess.ts';
export { type BlankCost, blankOfMagnet } from './blank.ts';
export type * from './bom/bill.ts';
export { type ContentReading, readComposition } from './bom/content.ts';
export { type ContractTerms, type IndexTerms, readContract } from './bom/contract.ts';
export { BillError, type CellValue, LIMITS, readSheets, readText, type Sheet } from './bom/grid.ts';
export type { BillOptions, ReadBill } from './bom/read-bill.ts';
export { type ClauseResult, clauseOn } from './clause.ts';
export * from './composition.ts';
export * from './cost.ts';
export { type CostAsk, type ElementCost, FEEDS, type Feed, type MagnetCost } from './costing.ts';
export { type Delivered, deliveredCost } from './delivered.ts';
export {
  type ElementPrice,
  elementPrice,
  type OwnPrices,
  priceOfElement,
  withOwnPrices,
} from './element-prices.ts';
export { type GradeName, readGrade } from './grade.ts';
export { type ClauseIndex, type ClausePrice, clausePrice, type IndexClause } from './index-clause.ts';
export type { DecideShipment, LawAnswer, PartLaw } from './law.ts';
export type { Identify, Magnet, MagnetAsk } from './magnet.ts';
export type { StageOrigin } from './origin.ts';
export {
  type CellKind,
  RESULT_COLUMNS,
  type ResultColumn,
  shortageWords,
} from './output/columns.ts';
export { type ResultSheet, resultSheets, resultsCsv, resultsJson } from './output/results.ts';
export { templateCsv, templateSheets } from './output/template.ts';
export { resultsWorkbook, toWorkbook } from './output/workbook.ts';
export { type OwnParameters, PARAMETERS, type ParameterName } from './parameters.ts';
export { createParts, type Parts, type PartsFacts, type PartsSources } from './parts.ts';
export { type FloorTerms, floorPayment, floorRealised } from './price-floor.ts';
export * from './prices.ts';
export { curveOf, type Properties, type Property } from './properties.ts';
export type { Range } from './range.ts';
export { type PartsReport, partsReport, type ReportPart } from './report.ts';
export {
  type ScenarioImpact,
  type Shortage,
  type ShortageAsk,
  type Shortages,
  scenarioImpact,
  shortagesOf,
} from './shortage.ts';
export * from './temperature.ts';
export type { Assessment, ElementTotal, Whole } from './whole.ts';
