/** What an exit code of the command line means. */
export const EXIT = {
  /** Done. */
  ok: 0,
  /** Done, and with `--strict` at least one statement fails. */
  statementFails: 1,
  /** The command was called wrongly. */
  usage: 2,
  /** An input could not be read; what could be read was read. */
  input: 3,
  /** The ledger could not be opened or written. */
  ledger: 4,
  /** Something went wrong inside. */
  internal: 70,
  /** Stopped by Ctrl-C; everything acknowledged is kept. */
  interrupted: 130,
} as const;

/** An error for the person at the terminal: said in one or two lines, without a stack. */
export class CommandError extends Error {
  readonly code: number;
  constructor(message: string, code: number = EXIT.usage) {
    super(message);
    this.name = 'CommandError';
    this.code = code;
  }
}
