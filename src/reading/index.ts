export type { DateMention } from './dates.ts';
export { detectLanguage, type PageLanguage } from './language.ts';
export { findMaterials, type MaterialMention } from './materials.ts';
export { type NormalText, normalise, originalSpan } from './normalise.ts';
export {
  type Change,
  type ChangeBasis,
  type DocumentText,
  KINDS,
  type Kind,
  type NumberAccount,
  type Observation,
  type PolicyStatus,
  type Reading,
} from './observation.ts';
export { type Passage, type PreparedText, prepareText, readPassage } from './passages.ts';
export { type Quantity, scanQuantities } from './quantity.ts';
export { read } from './read.ts';
export { findSentences, type Span } from './sentences.ts';
export { createUnitReader, type UnitKind, type UnitReader, type UnitReading } from './units.ts';
export { isOutOfPriceRange } from './vetoes.ts';
export { findWords, type WordMatch } from './words.ts';
