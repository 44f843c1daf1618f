import type { Command } from 'commander';
import { documents, stale } from '../../ledger/index.ts';
import { parseCount, withWorkbench } from '../context.ts';
import { writeLine } from '../jsonl.ts';
import { paint, table } from '../terminal.ts';

interface Options {
  readonly limit: number;
  readonly stale?: boolean;
  readonly json?: boolean;
}

export function register(program: Command): void {
  program
    .command('sources')
    .summary('the documents on file, and what rests on ones that were taken back')
    .description(
      'Lists the documents of the ledger, newest first, or with --stale what no longer stands on what it was made from.',
    )
    .option('--limit <n>', 'how many', parseCount, 50)
    .option('--stale', 'what rests on retracted or superseded figures')
    .option('--json', 'print JSON lines')
    .addHelpText('after', '\nExamples:\n  coercivity sources\n  coercivity sources --stale')
    .action(async (options: Options, command: Command) => {
      await withWorkbench(command, async (workbench) => {
        const ledger = await workbench.ledger();
        if (options.stale) {
          const all = await stale(ledger);
          if (options.json) for (const one of all) await writeLine(one);
          else if (all.length === 0) console.log('Nothing is stale.');
          else
            console.log(
              table(
                [{ head: 'what' }, { head: 'id' }, { head: 'because of' }],
                all.map(({ kind, id, reasons }) => [
                  kind,
                  id,
                  reasons.map(({ restsOn, why }) => `${restsOn} ${why}`).join('; '),
                ]),
              ),
            );
          return;
        }
        const found = await documents(ledger, { limit: options.limit });
        if (options.json) for (const one of found) await writeLine(one);
        else {
          console.log(
            table(
              [
                { head: 'document' },
                { head: 'published' },
                { head: 'recorded' },
                { head: 'title' },
                { head: 'from' },
              ],
              found.map((document) => [
                document.id,
                document.published ?? '',
                document.recorded.slice(0, 10),
                `${document.retracted ? paint('red', 'retracted ') : ''}${document.title ?? ''}`,
                document.sightings[0]?.source.name ?? '',
              ]),
            ),
          );
        }
      });
    });
}
