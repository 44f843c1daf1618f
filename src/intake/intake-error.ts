/** Why a document could not be brought in. */
export type IntakeErrorCode =
  | 'not-found'
  | 'too-large'
  | 'too-slow'
  | 'unsupported'
  | 'damaged'
  | 'empty'
  | 'address'
  | 'date'
  | 'refused'
  | 'network'
  | 'http';

/**
 * The only error that this room throws. The message is for the person who gave the document: what is wrong,
 * where, and what would be right.
 *
 * @example new IntakeError('damaged', 'The workbook cannot be opened', { where: 'prices.xlsx', remedy: 'Save it again as .xlsx.' })
 */
export class IntakeError extends Error {
  readonly code: IntakeErrorCode;
  /** What is wrong, without place and remedy. */
  readonly what: string;
  readonly where: string | undefined;
  readonly remedy: string | undefined;

  constructor(
    code: IntakeErrorCode,
    what: string,
    details: { where?: string; remedy?: string; cause?: unknown } = {},
  ) {
    const place = details.where ? ` (${details.where})` : '';
    const remedy = details.remedy ? ` ${details.remedy}` : '';
    super(`${what}${place}.${remedy}`, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'IntakeError';
    this.code = code;
    this.what = what;
    this.where = details.where;
    this.remedy = details.remedy;
  }

  /** The same error with its place, where it was thrown without one. */
  at(where: string): IntakeError {
    if (this.where) return this;
    return new IntakeError(this.code, this.what, {
      where,
      ...(this.remedy && { remedy: this.remedy }),
      cause: this.cause,
    });
  }
}

/** The first line of whatever a library threw, short enough to be shown. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
