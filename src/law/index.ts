export type { Act } from '../facts/schemas/acts.ts';
export type { LawWords } from '../facts/schemas/law-words.ts';
export { type ActProblem, checkActs } from './check.ts';
export type { Difference, Found } from './find.ts';
export type { ActStatus, Happening, Span, Status, StatusReading } from './history.ts';
export { type ActChange, type ComingEdge, createLaw, type Law, type TimelineRow } from './law.ts';
