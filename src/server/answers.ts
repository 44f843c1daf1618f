// Pieces of route definitions.
import type { z } from '@hono/zod-openapi';
import { Problem } from './shapes/common.ts';

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
});

/** The problems that may come instead of any answer. */
export const problems = {
  400: problem('The request is not right; `errors` says which field and what would be right'),
  404: problem('There is no such thing'),
  default: problem(
    'Whatever else is in the way: refused (401, 403, 421), too large (413), not readable (422), an address that does not answer (502), too slow (504)',
  ),
};

/** An answer as JSON, and the problems that may come instead. */
export const answers = <T extends z.ZodType>(schema: T, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
  ...problems,
});

/** The same as JSON or, with `format=csv`, as a table. */
export const answersOrTable = <T extends z.ZodType>(schema: T, description: string) => ({
  ...answers(schema, description),
  200: {
    description,
    content: { 'application/json': { schema }, 'text/csv': { schema: {} as never } },
  },
});

/** A body of JSON. */
export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
});
