import { OpenAPIHono } from '@hono/zod-openapi';
import type { Workbench } from '../workbench/index.ts';
import type { CheckedPages } from './checked-pages.ts';
import { fieldErrors, problemAnswer } from './problem.ts';

/** What every part of the API works with. */
export interface Room {
  readonly workbench: Workbench;
  /** Documents that were checked since the desk was started, filed or not. */
  readonly pages: CheckedPages;
  /** Name and version, as it stands on reports: `coercivity 0.1.0`. */
  readonly tool: string;
}

/** A set of routes whose wrong requests are answered with problem details. */
export const routes = (): OpenAPIHono =>
  new OpenAPIHono({
    defaultHook: (result, context) => {
      if (result.success) return undefined;
      return problemAnswer(
        context,
        400,
        'The request is not right',
        'Some fields are missing or wrong.',
        fieldErrors(result.error),
      );
    },
  });
