import { z } from 'zod';
import { defineYaml } from '../document.ts';

/**
 * Words of a meaning by language (ISO 639-1). In a word, `=` at the front asks for exactly this case and `*` takes
 * any ending of a word; space and hyphen are one.
 */
const words = z.record(z.string().regex(/^[a-z]{2}$/), z.array(z.string().min(1)));

export const judgingWordsSchema = z.strictObject({
  consecutive: words,
  ending: words,
  endedAfter: words,
  months: words,
  quarters: words,
  years: words,
  one: words,
  weeks: words,
  decades: words,
  /** Number -> its ordinal words. */
  ordinals: z.record(z.string().regex(/^\d{1,2}$/), words),
  first: words,
  high: words,
  low: words,
  since: words,
  within: words,
  ever: words,
  thisYear: words,
  outside: words,
  destination: words,
  top: words,
  ofTotal: words,
  average: words,
  forecast: words,
  independence: words,
  ahead: words,
  aheadAfter: words,
  supposing: words,
  supposed: words,
  stopping: words,
  deliveries: words,
  goingShort: words,
  atLeast: words,
  atMost: words,
  /** Part of a whole -> its words. */
  fractions: z.record(z.string().regex(/^0\.\d{1,4}$/), words),
  ownUse: words,
  prospective: words,
  reported: words,
  legal: words,
  equals: words,
  excepted: words,
  mandate: words,
  recycled: words,
  capacity: words,
  than: words,
  until: words,
  speakers: words,
  prototype: words,
  massProduction: words,
});

export type JudgingWords = z.output<typeof judgingWordsSchema>;

export const judgingWords = defineYaml({
  file: 'judging/cues.yaml',
  description:
    'Words by which sentences claim more than a figure: streaks, records, ranks, shares, forecasts, dates still to come.',
  schema: judgingWordsSchema,
});
