export type { TablePage } from './context.ts';
export { readTables, type TableReading, withinSpans } from './read-tables.ts';
