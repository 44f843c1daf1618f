import { z } from 'zod';
import { defineYaml } from '../document.ts';

const synonyms = z.record(z.string(), z.array(z.string().trim().min(1)));

/** Words by which texts and people name issuers and places of law. */
export const lawWordsSchema = z.strictObject({
  /** Issuer as the acts write it -> how texts call it, in any language. */
  issuers: synonyms,
  /** Country code -> how texts call the country. */
  places: synonyms,
  /** Month number (1 to 12) -> names and short names. */
  months: synonyms,
  /** Words that tell no act from another. */
  stopwords: z.array(z.string().min(1)),
});

export type LawWords = z.output<typeof lawWordsSchema>;

export const lawWords = defineYaml({
  file: 'law/words.yaml',
  description: 'Words by which texts name issuers, places and months, for finding the act that a text means.',
  schema: lawWordsSchema,
});
