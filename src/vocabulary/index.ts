export * from './convert.ts';
export { type Folding, foldWith, isGluedAt } from './fold.ts';
export { isAlphabetic, type Lexicon, type Match } from './lexicon.ts';
export type { Phrases } from './phrases.ts';
export {
  createVocabulary,
  type HeadWord,
  type Organisation,
  type UnitType,
  type UnitWord,
  type Vocabulary,
  type VocabularyData,
  type Word,
  type WordType,
} from './vocabulary.ts';
