export { FactsError, type FactsProblem } from './errors.ts';
export { dataDirectory, type Facts, loadFacts } from './load.ts';
export { type FactObservation, observationsOf } from './observations.ts';
export { readScenarioText } from './schemas/chain-scenario.ts';
