import type { Command } from 'commander';
import { tally } from '../../brief/index.ts';
import type { Verdict } from '../../judging/index.ts';
import type { Ingested } from '../../workbench/index.ts';
import { parseDate, parseDay, today, withWorkbench } from '../context.ts';
import { eachLine, writeLine } from '../jsonl.ts';
import { eachDocument } from '../sources.ts';
import { paint, verdictWord } from '../terminal.ts';

interface Options {
  readonly published?: string;
  readonly asOf?: string;
  readonly jsonl?: string;
  readonly json?: boolean;
  readonly source?: string;
  readonly allowPrivate?: boolean;
}

export function register(program: Command): void {
  program
    .command('ingest')
    .summary('read documents, file them with their figures in the ledger, and judge them')
    .description(
      'Reads documents, files them whole with every figure and its place, judges their statements and files the\nverdicts. Reading the same document twice changes nothing. Each document is on file before the next is begun,\nso stopping loses nothing.',
    )
    .argument('[source...]', 'files, addresses, or -')
    .option('--published <date>', "the document's own date, where it does not say", parseDate)
    .option('--as-of <day>', 'the day of the record and the law (default: today)', parseDay)
    .option('--source <name>', 'who publishes it, where the address does not tell')
    .option('--jsonl <file>', 'ingest lines {id, text, published?}')
    .option('--json', 'print a line of JSON for each document')
    .option('--allow-private', 'let addresses of this machine and its network be fetched')
    .addHelpText(
      'after',
      `
Examples:
  coercivity ingest week/*.html
  coercivity ingest https://example.org/feed.xml --source "Example"`,
    )
    .action(async (sources: string[], options: Options, command: Command) => {
      await withWorkbench(command, async (workbench) => {
        const settings = {
          asOf: options.asOf ?? today(),
          ...(options.source && { source: { name: options.source } }),
        };
        const report = async (ingested: Ingested) => {
          if (options.json) await writeLine(summary(ingested));
          else print(ingested);
        };
        if (options.jsonl) {
          const file = options.jsonl;
          await eachLine('ingest', file, async ({ id, ...document }) =>
            report(await workbench.ingest({ ...document, origin: `${file}#${id}` }, settings)),
          );
          return;
        }
        const kept = { ...options, cacheFolder: workbench.pageFolder };
        await eachDocument(command, sources, kept, async (document) =>
          report(await workbench.ingest(document, settings)),
        );
      });
    });
}

function summary({ document, filed, reading, statements }: Ingested): object {
  return {
    document: filed.documentId,
    origin: document.origin,
    unchanged: filed.unchanged,
    observations: reading.observations.length,
    coverage: reading.coverage,
    verdicts: tally(statements),
  };
}

function print({ document, filed, reading, statements }: Ingested): void {
  const counts = Object.entries(tally(statements))
    .filter(([, n]) => n > 0)
    .map(([verdict, n]) => `${verdictWord(verdict as Verdict)} ${n}`)
    .join('  ');
  const state = filed.unchanged ? 'already on file' : `${reading.observations.length} figures filed`;
  console.log(`${document.title ?? document.origin ?? filed.documentId}`);
  console.log(`  ${filed.documentId}  ${paint('dim', state)}  ${counts}`);
}
