/** The rooms put together, without a terminal and without HTTP. */
export { fileBrief, lastBrief, makeBrief } from './make-brief.ts';
export { filedDocument, reportPages } from './report-pages.ts';
export { ScenarioImpacts } from './scenario-impacts.ts';
export {
  type CheckableDocument,
  type Ingested,
  type IngestOptions,
  SAMPLE_SOURCE,
  Workbench,
  type WorkbenchOptions,
} from './workbench.ts';
