import { z } from '@hono/zod-openapi';

export const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();

/** ISO date as far as it is known. */
export const period = z.string().openapi({ description: 'ISO date or period', example: '2025-09' });

export const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/, 'a day is written as 2025-11-14')
  .refine((text) => !Number.isNaN(Date.parse(text)), 'there is no such day in the calendar');

/** The day that an answer is as of: only what was public by then counts. */
export const asOf = day.optional().openapi({ description: 'As of this day; today where it is not given' });

export const format = z.enum(['json', 'csv']).default('json').openapi({ description: 'csv for a table' });

/** Which piece of a long list. */
export const page = {
  limit: z.coerce.number().int().min(1).max(10_000).default(100),
  offset: z.coerce.number().int().min(0).default(0),
};

/** A piece of a list, with how long the whole is. */
export const pageOf = <T extends z.ZodType>(of: T) =>
  z.object({ total: z.number().int(), offset: z.number().int(), items: list(of) });

export const id = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\w.:-]+$/, 'an id holds letters, digits, dots, colons, dashes');

/** Problem details (RFC 9457). */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    errors: list(z.object({ field: z.string(), expected: z.string() })).optional(),
  })
  .openapi('Problem');
