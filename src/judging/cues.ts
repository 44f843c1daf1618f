import type { JudgingWords } from '../facts/schemas/judging-words.ts';
import { foldWith, type Match, type Vocabulary } from '../vocabulary/index.ts';
import { Lexicon } from '../vocabulary/lexicon.ts';

/** What a word says beyond a figure; ordinals and fractions carry their number. */
export type CueType = Exclude<keyof JudgingWords, 'ordinals' | 'fractions'> | 'ordinal' | 'fraction';

export interface Cue {
  readonly type: CueType;
  /** Of an ordinal or a fraction. */
  readonly n: number;
  readonly language: string;
}

export type CueMatch = Match<Cue>;

const lexicons = new WeakMap<JudgingWords, Lexicon<Cue>>();

/** The cues as a lexicon that folds as the vocabulary does. Built once for each word list. */
export const cueLexicon = (words: JudgingWords, { folding }: Vocabulary): Lexicon<Cue> => {
  const known = lexicons.get(words);
  if (known) return known;
  const lexicon = new Lexicon<Cue>(
    (word) => foldWith(folding.comparing, word),
    (word) => foldWith(folding.readable, word),
  );
  const add = (type: CueType, n: number, lists: Readonly<Record<string, readonly string[]>>): void => {
    for (const [language, list] of Object.entries(lists)) {
      for (const word of list) lexicon.add(word, { type, n, language });
    }
  };
  const { ordinals, fractions, ...rest } = words;
  for (const [type, lists] of Object.entries(rest)) add(type as CueType, 0, lists);
  for (const [n, lists] of Object.entries(ordinals)) add('ordinal', Number(n), lists);
  for (const [n, lists] of Object.entries(fractions)) add('fraction', Number(n), lists);
  lexicons.set(words, lexicon);
  return lexicon;
};
