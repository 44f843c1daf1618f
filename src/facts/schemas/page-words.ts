import { z } from 'zod';
import { defineYaml } from '../document.ts';

/** Words in lower case by language (ISO 639-1). */
const words = z.record(
  z.string().regex(/^[a-z]{2}$/),
  z.array(
    z
      .string()
      .trim()
      .min(1)
      .refine((word) => word === word.toLowerCase(), 'in lower case'),
  ),
);

export const pageWordsSchema = z.strictObject({
  /** Before a date of publication: "Publish Time", 发布时间. */
  published: words,
  /** Headings over links to other pages. */
  related: words,
  /** Lines of the site, not of the text. */
  furniture: words,
  /** The commonest small words of languages in Latin script. */
  functionWords: words,
});

export const pageWords = defineYaml({
  file: 'intake/page-words.yaml',
  description:
    'Words by which web pages name their own parts: dates of publication, related links, furniture.',
  schema: pageWordsSchema,
});
