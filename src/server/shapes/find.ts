import { z } from '@hono/zod-openapi';

export const FoundThing = z
  .object({
    title: z.string(),
    /** What it is, in a few words. */
    what: z.string(),
    /** Address in the desk. */
    address: z.string(),
  })
  .openapi('FoundThing');
export type FoundThing = z.infer<typeof FoundThing>;
