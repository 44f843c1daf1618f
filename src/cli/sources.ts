import type { Command } from 'commander';
import type { IntakeDocument } from '../intake/index.ts';
import { say } from './context.ts';
import { CommandError, EXIT } from './exit.ts';

interface SourceOptions {
  readonly published?: string;
  readonly allowPrivate?: boolean;
  /** Where fetched pages are kept, so that an unchanged one is not sent again. */
  readonly cacheFolder?: string;
}

/**
 * Takes in every source that was named and does the work on each of its documents. A source that cannot be read is
 * said, with what would be right, and the others go on; the exit code tells of it.
 */
export async function eachDocument(
  command: Command,
  sources: readonly string[],
  options: SourceOptions,
  work: (document: IntakeDocument) => Promise<void>,
): Promise<void> {
  if (sources.length === 0) {
    throw new CommandError(
      `Nothing to ${command.name()}: name a file or an address, or - for standard input.`,
    );
  }
  const { intake } = await import('../intake/index.ts');
  let failed = 0;
  for (const source of sources) {
    try {
      for await (const document of intake(source, {
        ...(options.published && { published: options.published }),
        ...(options.allowPrivate && { allowPrivate: true }),
        ...(options.cacheFolder && { cacheFolder: options.cacheFolder }),
      })) {
        for (const { message, where } of document.notes) say(command, `${where ?? source}: ${message}`);
        await work(document);
      }
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'IntakeError') throw error;
      failed++;
      process.stderr.write(`coercivity: ${error.message}\n`);
    }
  }
  if (failed > 0) process.exitCode = EXIT.input;
}
