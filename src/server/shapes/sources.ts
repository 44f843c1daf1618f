import { z } from '@hono/zod-openapi';
import { VERDICTS } from '../../judging/verdict.ts';
import { Statement } from './checked.ts';
import { list, pageOf } from './common.ts';

const Mark = z.object({
  mark: z.enum(['retracted', 'reinstated']),
  who: z.string(),
  why: z.string(),
  recorded: z.string(),
});

export const DocumentRow = z
  .object({
    id: z.string(),
    title: z.string(),
    origin: z.string(),
    source: z.string(),
    published: z.string().optional(),
    recorded: z.string(),
    language: z.string().optional(),
    mediaType: z.string().optional(),
    observations: z.number().int(),
    numbers: z.number().int(),
    unread: z.number().int(),
    /** Whether it was judged, so that it opens in Check. */
    checked: z.boolean(),
    /** One of the samples that come with the program: no evidence. */
    sample: z.boolean(),
    /** The document that it copies in large part. */
    copyOf: z.string().optional(),
    retracted: Mark.optional(),
  })
  .openapi('DocumentRow');
export type DocumentRow = z.infer<typeof DocumentRow>;

export const SourceRow = z
  .object({
    id: z.string(),
    name: z.string(),
    url: z.string().optional(),
    voice: z.string(),
    standing: z.string(),
    observations: z.number().int(),
    firstPublished: z.string().optional(),
    lastPublished: z.string().optional(),
    retracted: Mark.optional(),
  })
  .openapi('SourceRow');
export type SourceRow = z.infer<typeof SourceRow>;

export const StaleList = z
  .object({
    items: list(
      z.object({
        kind: z.string(),
        id: z.string(),
        reasons: list(z.object({ restsOn: z.string(), why: z.string(), mark: Mark.optional() })),
      }),
    ),
  })
  .openapi('StaleList');
export type StaleList = z.infer<typeof StaleList>;

export const MarkRequest = z
  .object({
    target: z.string().min(1).max(200),
    who: z.string().trim().min(1, 'say who says so').max(200),
    why: z.string().trim().min(1, 'a retraction needs a reason').max(2000),
  })
  .openapi('MarkRequest');

export const MarkAnswer = z
  .object({ target: z.string(), dependents: list(z.object({ kind: z.string(), id: z.string() })) })
  .openapi('MarkAnswer');
export type MarkAnswer = z.infer<typeof MarkAnswer>;

export const StatementRow = Statement.extend({
  id: z.string(),
  documentId: z.string(),
  title: z.string().optional(),
  asOf: z.string().optional(),
  recorded: z.string(),
  /** Place in its document, from 0. */
  index: z.number().int(),
  /** Day of the document, and who published it. */
  published: z.string().optional(),
  source: z.string().optional(),
  /** What earlier checks of the document made of the same words, the oldest first. */
  before: list(z.object({ asOf: z.string(), verdict: z.enum(VERDICTS), found: z.string() })),
}).openapi('StatementRow');
export type StatementRow = z.infer<typeof StatementRow>;

export const Statements = pageOf(StatementRow)
  .extend({ counts: z.record(z.string(), z.number()), kinds: list(z.string()) })
  .openapi('Statements');
export type Statements = z.infer<typeof Statements>;
