import { z } from '@hono/zod-openapi';
import { day, list } from './common.ts';

export const Status = z
  .object({
    version: z.string(),
    today: day,
    /** What is on record. */
    counts: z.object({
      prices: z.number().int(),
      trade: z.number().int(),
      acts: z.number().int(),
      documents: z.number().int(),
      observations: z.number().int(),
    }),
    /** Newest figure of each kind, and the day to which the law was looked up. */
    newest: z.object({ price: z.string().optional(), trade: z.string().optional(), law: day }),
    /** Days on which something changed, the latest first. */
    days: list(z.object({ day, what: z.string() })),
  })
  .openapi('Status');
export type Status = z.infer<typeof Status>;
