export { FactsError, type FactsProblem } from './errors.ts';
export { dataDirectory, type Facts, loadFacts } from './load.ts';
export { fileOf } from './registry.ts';
export { readScenarioText } from './schemas/chain-scenario.ts';
