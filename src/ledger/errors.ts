/** What went wrong, for programs: the message says it for people. */
export type LedgerErrorCode =
  /** The file is no SQLite file at all. */
  | 'not-a-ledger'
  /** A database of another program. */
  | 'foreign'
  /** A ledger whose pages are torn, cut off or overwritten. */
  | 'damaged'
  /** A ledger written by a newer version of this program. */
  | 'newer-schema'
  /** Another process held the ledger longer than the waiting time. */
  | 'busy'
  /** The place cannot be opened: no such folder, no right to write, no server. */
  | 'unreachable'
  /** What was handed in contradicts itself; nothing was written. */
  | 'invalid'
  /** No such document, observation, statement ... */
  | 'unknown-id'
  /** The request would have mixed figures on different bases. */
  | 'mixed-bases';

/** Every error this room raises on purpose: what, where, and what would be right. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
  readonly code: LedgerErrorCode;

  constructor(code: LedgerErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
