import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { z } from 'zod';
import type { Problem } from './shapes/common.ts';

type ProblemBody = z.infer<typeof Problem>;

/** Something that the asker can mend, or should know: becomes a problem answer (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: ContentfulStatusCode;
  readonly title: string;
  readonly errors: ProblemBody['errors'];
  constructor(status: ContentfulStatusCode, title: string, detail: string, errors?: ProblemBody['errors']) {
    super(detail);
    this.name = 'ApiProblem';
    this.status = status;
    this.title = title;
    this.errors = errors;
  }
}

export const notFound = (what: string, id: string): ApiProblem =>
  new ApiProblem(404, 'Not found', `There is no ${what} "${id.slice(0, 200)}".`);

/** Answers with problem details. */
export function problemAnswer(
  context: Context,
  status: ContentfulStatusCode,
  title: string,
  detail?: string,
  errors?: ProblemBody['errors'],
): Response {
  const body: ProblemBody = {
    type: 'about:blank',
    title,
    status,
    ...(detail && { detail }),
    ...(errors?.length && { errors }),
  };
  return context.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json' });
}

/** What is wrong with a request, field by field, from what the schema says. */
export function fieldErrors(error: z.core.$ZodError): NonNullable<ProblemBody['errors']> {
  return error.issues.slice(0, 20).map(({ path, message }) => ({
    field: path.join('.') || 'request',
    expected: message,
  }));
}

/** Errors of the rooms are known by their names, so that none of them needs to be loaded for this. */
export function problemOf(error: unknown): { status: ContentfulStatusCode; title: string } | undefined {
  if (error instanceof ApiProblem) return { status: error.status, title: error.title };
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'IntakeError') {
    const code = (error as Error & { code?: string }).code ?? '';
    return { status: INTAKE_STATUS[code] ?? 422, title: INTAKE_TITLE[code] ?? 'This could not be read' };
  }
  if (error.name === 'BillError') return { status: 422, title: 'This bill of materials could not be read' };
  if (error.name === 'LedgerError') {
    const unknown = (error as Error & { code?: string }).code === 'unknown-id';
    return unknown
      ? { status: 404, title: 'Not found' }
      : { status: 500, title: 'The ledger could not be used' };
  }
  return undefined;
}

const INTAKE_STATUS: Record<string, ContentfulStatusCode> = {
  'too-large': 413,
  'too-slow': 504,
  network: 502,
  http: 502,
  refused: 403,
  address: 400,
};
const INTAKE_TITLE: Record<string, string> = {
  'too-large': 'Too large',
  'too-slow': 'The address did not answer in time',
  network: 'The address did not answer',
  http: 'The address did not give a page',
  refused: 'This address may not be fetched',
  address: 'This is no address that can be fetched',
  unsupported: 'This kind of file cannot be read',
  empty: 'There is no text in it',
};
