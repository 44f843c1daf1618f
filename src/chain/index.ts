/** The chain: network, one month's clearing, the roll through time, scenarios, measures. Pure: runs in a worker. */

export { type BuiltNetwork, buildNetwork } from './assembly/assemble.ts';
export { type ChainTables, chainTables, Parameters } from './assembly/tables.ts';
export { monthOf, monthText } from './calendar.ts';
export {
  calibrationReport,
  calibrationResiduals,
  type Residual,
  reconciliationResiduals,
} from './calibration.ts';
export { assertConsistent, ChainDataError, type ChainProblem, checkTables } from './check.ts';
export { BALANCE_TOLERANCE, ElementBalanceError } from './elements.ts';
export {
  alliedPlaces,
  band,
  type CoverageQuestion,
  coverageName,
  DRAWN,
  drawParameters,
  type EnsembleAnswer,
  type EnsembleTask,
  ensembleTasks,
  type QuantileBand,
  runOfTask,
  runTask,
  seriesBands,
  summarise,
} from './ensemble.ts';
export { type Forecaster, type ForecastQuestion, makeForecaster } from './forecaster.ts';
export { loadSolver } from './highs-solver.ts';
export { type KeptEnsemble, keepEnsemble, keptEnsembleSchema, keptPart } from './kept-ensemble.ts';
export { type Levers, makeLevers } from './levers.ts';
export { modelPage } from './manual.ts';
export * from './measures.ts';
export {
  type AccountLine,
  type Bound,
  boundsOf,
  type NodeAccount,
  nodeAccount,
} from './month-account.ts';
export { type ChainNames, chainNames } from './names.ts';
export * from './network.ts';
export {
  followOrigins,
  type OriginFollower,
  type OriginQuestion,
  type OriginShare,
  sharesOf,
  traceOrigin,
  type UsedByPath,
} from './origin.ts';
export { type PriceTrace, type TraceLine, type TraceSubject, tracePrice } from './price-trace.ts';
export { asAnnounced, drawnFate, expectedFate } from './projects.ts';
export { type Interval, quantile, quantileError, shareWithRange } from './quantile.ts';
export { type Cell, ensembleTables, type TidyTable, tidyTables } from './results.ts';
export { type MonthRecord, rollChain } from './roll.ts';
export { type RunOptions, runScenario, type ScenarioRun } from './run.ts';
export { actDays, resolveScenario, type Scenario, ScenarioError, type ScenarioFile } from './scenario.ts';
export {
  type Lever,
  type LeverFile,
  leversOf,
  monthsOf,
  ownValue,
  parseSetting,
  type Setting,
  SettingError,
  settingText,
  withSettings,
} from './settings.ts';
export { NotOptimalError, type Solution, type Solver } from './solver.ts';
export {
  type FlowStage,
  type StageAt,
  type StageFlows,
  type StageLink,
  type StageTotal,
  stageFlows,
} from './stage-flows.ts';
export {
  predictedValue,
  publishedFindings,
  type Validation,
  type ValidationRow,
  validate,
  validationReport,
} from './validation.ts';
export { fixedLife, stockOf, weibullLife } from './vintages.ts';
