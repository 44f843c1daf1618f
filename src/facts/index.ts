export { FactsError, type FactsProblem } from './errors.ts';
export { dataDirectory, type Facts, loadFacts } from './load.ts';
