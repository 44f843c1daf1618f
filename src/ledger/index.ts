/** The ledger: documents and observations kept for good, and found again. The only SQL of the program. */
export { addReading, addReadings, type Filed, type ReadDocument } from './add-reading.ts';
export {
  type CheckInput,
  type ChecksRequest,
  checks,
  type FiledCheck,
  type FiledStatement,
  fileCheck,
  type StatementInDocument,
  type StatementsRequest,
  statements,
} from './checks.ts';
export {
  type Dependent,
  dependentsOf,
  lastFiled,
  restOn,
  type Stale,
  type StaleReason,
  stale,
} from './dependencies.ts';
export {
  type DocumentsRequest,
  documentById,
  documents,
  documentsAt,
  documentWithText,
  readingById,
  type StoredReading,
} from './documents.ts';
export { LedgerError, type LedgerErrorCode } from './errors.ts';
export { type ExportedFile, exportLedger } from './exchange/export.ts';
export { EXPORT_FORMATS, type ExportFormat } from './exchange/formats.ts';
export { type Imported, importLedger } from './exchange/import.ts';
export type { Gap } from './gaps.ts';
export { type SourceSummary, sources } from './list-sources.ts';
export { type Ledger, type LedgerOptions, openLedger } from './open.ts';
export {
  type Latest,
  latest,
  type MonthMean,
  monthMeans,
  onePriceSeries,
  type PricePoint,
  type PriceRequest,
  type PriceSeries,
  type PriceSeriesKey,
  priceSeries,
} from './price-series.ts';
export { observationById, type RecordRequest, record } from './record.ts';
export { marksOf, type Retraction, reinstate, retract } from './retractions.ts';
export {
  type KeptRun,
  keepRun,
  keptRuns,
  runTable,
  type ScenarioRunInput,
} from './scenario-runs.ts';
export { loadShipped, type ShippedLoad } from './shipped.ts';
export {
  type TradeAlternative,
  type TradePoint,
  type TradeRequest,
  type TradeSeries,
  type TradeSeriesKey,
  tradeSeries,
} from './trade-series.ts';
export type * from './types.ts';
export { RECORD_STATUSES, STANDINGS } from './types.ts';
export { type LedgerState, ledgerState, verify } from './verify.ts';
