import { originalSpan } from '../reading/index.ts';
import type { Finding } from './bench.ts';
import type { Marked } from './sentences.ts';

/** A statement that a check found in the text by itself, with its verdict. */
export interface Claim extends Finding {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** The part of the document that spans of the regular text cover together. */
export const spanOf = (
  { normal }: Marked,
  ...parts: readonly { readonly start: number; readonly end: number }[]
): { start: number; end: number } =>
  originalSpan(normal, Math.min(...parts.map((p) => p.start)), Math.max(...parts.map((p) => p.end)));
