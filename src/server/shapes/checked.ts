import { z } from '@hono/zod-openapi';
import { VERDICTS } from '../../judging/verdict.ts';
import { asOf, day, list } from './common.ts';
import { Observation } from './observation.ts';

const Evidence = z.object({
  type: z.enum(['document', 'record', 'act', 'model', 'calendar']),
  class: z.enum(['observed', 'derived', 'disputed', 'modelled', 'missing']).optional(),
  text: z.string(),
  source: z.string().optional(),
  url: z.string().optional(),
  ref: z.string().optional(),
  start: z.number().int().optional(),
  end: z.number().int().optional(),
  date: z.string().optional(),
});

const ends = { lo: z.number().optional(), hi: z.number().optional() };

const Comparison = z.object({
  /** `pct`, `x` (times), `t`, `CNY/t` ... */
  unit: z.string(),
  /** What the words allow; an end that is missing is open. */
  allowed: z.object(ends),
  against: list(
    z.object({
      ...ends,
      class: z.enum(['observed', 'derived', 'disputed', 'modelled', 'missing']),
      of: z.string(),
    }),
  ),
});

export const Statement = z
  .object({
    quote: z.string(),
    start: z.number().int(),
    end: z.number().int(),
    kind: z.string(),
    verdict: z.enum(VERDICTS),
    expected: z.string(),
    found: z.string(),
    how: z.string(),
    evidence: list(Evidence),
    comparison: Comparison.optional(),
    /** Who said what is to come, on which day, and until when it can be held to. */
    outlook: z
      .object({ speaker: z.string().optional(), said: z.string().optional(), until: z.string().optional() })
      .optional(),
    /** Only of filed statements. */
    id: z.string().optional(),
  })
  .openapi('Statement', { description: 'What a sentence asserts, and what became of it' });

const NumberAccount = z.object({
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
  status: z.enum(['read', 'set-aside', 'unread']),
  observation: z.number().int().optional(),
  reason: z.string().optional(),
});

const Passage = z.object({
  start: z.number().int(),
  end: z.number().int(),
  kind: z.string(),
  level: z.number().int().optional(),
});

/** A document that was read and judged. */
export const Checked = z
  .object({
    /** Brings it back while the desk runs, and for good once it is filed. */
    id: z.string(),
    filed: z.boolean(),
    asOf: day,
    document: z.object({
      text: z.string(),
      origin: z.string().optional(),
      title: z.string().optional(),
      published: z.string().optional(),
      publishedFrom: z.string().optional(),
      language: z.string().optional(),
      hash: z.string().optional(),
      notes: list(z.string()).optional(),
      passages: list(Passage).optional(),
    }),
    reading: z.object({
      observations: list(Observation),
      numbers: list(NumberAccount),
      coverage: z.number(),
    }),
    statements: list(Statement),
  })
  .openapi('Checked');
export type Checked = z.infer<typeof Checked>;

export const MAX_TEXT = 2_000_000;

/** What is to be checked: a text, or an address to fetch. */
export const CheckRequest = z
  .object({
    text: z.string().min(1).max(MAX_TEXT).optional(),
    address: z
      .url({ protocol: /^https?$/, error: 'an address begins with http:// or https://' })
      .max(2000)
      .optional(),
    title: z.string().max(500).optional(),
    published: z
      .string()
      .regex(/^\d{4}(-\d\d(-\d\d)?)?$/, 'a date is 2025, 2025-11 or 2025-11-14')
      .optional(),
    asOf,
  })
  .refine(({ text, address }) => (text === undefined) !== (address === undefined), {
    error: 'give a text or an address, not both',
    path: ['text'],
  })
  .openapi('CheckRequest');

/** Everything that came out of one file or address: feeds and record files hold many documents. */
export const CheckAnswer = z
  .object({ documents: list(Checked), notes: list(z.string()) })
  .openapi('CheckAnswer');
export type CheckAnswer = z.infer<typeof CheckAnswer>;
