/** Runs at the edge: ensembles on worker threads, kept in a file so that they can be stopped and resumed. */
export { ensembleKey, Journal } from './journal.ts';
export { loadKeptEnsemble } from './kept.ts';
export { type PoolOptions, runEnsemble } from './pool.ts';
export { type ResumableOptions, runResumable } from './resume.ts';
export { SHIPPED_ENSEMBLES, shippedForecaster } from './shipped-forecaster.ts';
export { TABLE_FORMATS, type TableFormat, writeTables } from './write-tables.ts';
