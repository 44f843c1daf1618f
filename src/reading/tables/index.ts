export { readTables, type TableReading, withinSpans } from './read-tables.ts';
