/** The part of this room that runs in a browser: bytes to documents, without files or network. */
export type {
  IntakeDocument,
  IntakeNote,
  IntakeResult,
  Passage,
  PassageKind,
  PassageSource,
} from './intake-document.ts';
export { IntakeError } from './intake-error.ts';
export { createPageWords, type PageWords } from './page-words.ts';
export { type ReadOptions, readDocument } from './read-document.ts';
