import { LedgerError } from './errors.ts';

/** What SQLite says, as an error of this room; an error that says nothing about the file is returned as it is. */
export function translated(location: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const cause = { cause: error };
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return damaged(location, (error as Error).message, error);
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new LedgerError(
      'busy',
      `${location}: another process has been writing for too long. Try again when it is done; nothing was changed.`,
      cause,
    );
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM') {
    return new LedgerError(
      'unreachable',
      `${location}: cannot be written (${(error as Error).message}). Check that the folder exists and may be written to.`,
      cause,
    );
  }
  if (code.startsWith('SQLITE_FULL') || code.startsWith('SQLITE_IOERR')) {
    return new LedgerError(
      'unreachable',
      `${location}: ${(error as Error).message}. The write was undone.`,
      cause,
    );
  }
  return error;
}

export function damaged(location: string, detail: string, cause?: unknown): LedgerError {
  return new LedgerError(
    'damaged',
    `${location}: this ledger is damaged (${detail}). It was left as it is: restore a copy, or start a new one.`,
    cause === undefined ? undefined : { cause },
  );
}
