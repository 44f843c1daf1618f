export { type DecodedText, decodeText } from './encoding.ts';
export { type FetchOptions, fetchDocument } from './fetch-document.ts';
export { type IntakeOptions, intake } from './intake.ts';
export type {
  IntakeDocument,
  IntakeNote,
  IntakeResult,
  Passage,
  PassageKind,
  PassageSource,
  PublishedFrom,
} from './intake-document.ts';
export { IntakeError, type IntakeErrorCode } from './intake-error.ts';
export { defaultLimits, type Limits } from './limits.ts';
export { createPageWords, type PageWords } from './page-words.ts';
export { readDocument } from './read-apart.ts';
export type { ReadOptions } from './read-document.ts';
export { shippedWords } from './shipped-words.ts';
export type { Format } from './sniff.ts';
