import { Command, CommanderError } from 'commander';
import { CommandError, EXIT } from './exit.ts';
import { version } from './package.ts';
import { paint } from './terminal.ts';

interface CommandFile {
  readonly register: (program: Command) => void;
}

/** Every command by its name, in the order of the help text; loaded only when it is called. */
const COMMANDS: Readonly<Record<string, () => Promise<CommandFile>>> = {
  start: () => import('./commands/start.ts'),
  desk: () => import('./commands/desk.ts'),
  check: () => import('./commands/check.ts'),
  read: () => import('./commands/read.ts'),
  ingest: () => import('./commands/ingest.ts'),
  prices: () => import('./commands/prices.ts'),
  trade: () => import('./commands/trade.ts'),
  series: () => import('./commands/series.ts'),
  brief: () => import('./commands/brief.ts'),
  law: () => import('./commands/law.ts'),
  scenario: () => import('./commands/scenario.ts'),
  calibrate: () => import('./commands/calibrate.ts'),
  validate: () => import('./commands/validate.ts'),
  parts: () => import('./commands/parts.ts'),
  sources: () => import('./commands/sources.ts'),
  retract: () => import('./commands/retract.ts'),
  export: () => import('./commands/export.ts'),
  doctor: () => import('./commands/doctor.ts'),
};

/** Builds the command line: with the one command that is called, or with all where that is not clear. */
async function createProgram(argv: readonly string[]): Promise<Command> {
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
  const called = argv.slice(2).find((argument) => Object.hasOwn(COMMANDS, argument));
  const wanted = called && !argv.includes('help') ? [called] : Object.keys(COMMANDS);
  for (const name of wanted) (await COMMANDS[name]?.())?.register(program);
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
    await (await createProgram(argv)).parseAsync(argv as string[]);
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
  if (error.name === 'IntakeError' || error.name === 'FactsError' || error.name === 'BillError')
    return EXIT.input;
  if (error.name === 'LedgerError') return EXIT.ledger;
  if (error.name === 'ScenarioError' || error.name === 'SettingError') return EXIT.usage;
  if (error.name === 'ChainDataError') return EXIT.input;
  return EXIT.internal;
}
