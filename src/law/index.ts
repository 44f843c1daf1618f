export type { Act } from '../facts/schemas/acts.ts';
export type { LawWords } from '../facts/schemas/law-words.ts';
export type { ShipmentWords } from '../facts/schemas/shipment-words.ts';
export {
  type Answer,
  type Change,
  type Citation,
  type DayChange,
  type DutyLine,
  type Outcome,
  QUESTIONS,
  type Question,
  type Reading,
  type Reason,
} from './answer.ts';
export { type ActProblem, checkActs } from './check.ts';
export type { Core, DecideOptions, Decision } from './decide.ts';
export {
  explainDecision,
  happeningWords,
  OUTCOME_WORDS,
  QUESTION_WORDS,
  STATUS_WORDS,
  statusWords,
} from './explain.ts';
export type { Difference, Found } from './find.ts';
export type { ActStatus, Happening, Span, Status, StatusReading } from './history.ts';
export { type ActChange, type ComingEdge, createLaw, type Law, type TimelineRow } from './law.ts';
export {
  readShipment,
  type ShipmentLexicon,
  type ShipmentProblem,
  type ShipmentReading,
} from './read-shipment.ts';
export type { EndUse, HeldLicence, Input, Item, Origin, Party, Shipment, Stage } from './shipment.ts';
