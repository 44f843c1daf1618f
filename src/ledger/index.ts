/** The ledger: documents and observations kept for good, and found again. The only SQL of the program. */
export { addReading, type Filed } from './add-reading.ts';
export { LedgerError, type LedgerErrorCode } from './errors.ts';
export { type Ledger, type LedgerOptions, openLedger } from './open.ts';
export { type RecordRequest, record } from './record.ts';
export { marksOf, type Retraction, reinstate, retract } from './retractions.ts';
export { loadShipped, type ShippedLoad } from './shipped.ts';
export type * from './types.ts';
export { RECORD_STATUSES, STANDINGS } from './types.ts';
