import { Command, CommanderError } from 'commander';
import { register as scenario } from './commands/scenario.ts';
import { CommandError, EXIT } from './exit.ts';
import { version } from './package.ts';
import { paint } from './terminal.ts';

const COMMANDS = [scenario] as const;

/** Builds the command line with all its commands. */
export function createProgram(): Command {
  const program = new Command('coercivity')
    .description(
      'Reads what is published about the rare-earth magnet supply chain and says which statements hold.',
    )
    .version(version())
    .option(
      '--ledger <file>',
      'the ledger to use (default: .coercivity/ledger.sqlite here or in a folder above)',
    )
    .option('-q, --quiet', 'print results only')
    .showHelpAfterError('(add --help for what is possible)')
    .configureOutput({ outputError: (text, write) => write(paint('red', text, process.stderr)) })
    .exitOverride();
  for (const register of COMMANDS as readonly ((program: Command) => void)[]) register(program);
  return program;
}

/** Runs one command line and returns its exit code (see exit.ts). */
export async function main(argv: readonly string[]): Promise<number> {
  // A reader that closes early (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    throw error;
  });
  try {
    await createProgram().parseAsync(argv as string[]);
    return typeof process.exitCode === 'number' ? process.exitCode : EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const code = error instanceof CommandError ? error.code : exitCodeOf(error);
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${paint('red', 'coercivity:', process.stderr)} ${message}\n`);
    if (code === EXIT.internal && error instanceof Error && process.env.COERCIVITY_DEBUG) {
      process.stderr.write(`${error.stack}\n`);
    } else if (code === EXIT.internal) {
      process.stderr.write('This should not happen. Set COERCIVITY_DEBUG=1 for details to report.\n');
    }
    return code;
  }
}

/** Errors of the rooms are known by their names, so that the command line need not load every room. */
function exitCodeOf(error: unknown): number {
  if (!(error instanceof Error)) return EXIT.internal;
  if (error.name === 'IntakeError' || error.name === 'FactsError') return EXIT.input;
  if (error.name === 'LedgerError') return EXIT.ledger;
  if (error.name === 'ScenarioError') return EXIT.usage;
  return EXIT.internal;
}
