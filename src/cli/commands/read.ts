import type { Command } from 'commander';
import type { DocumentText, Reading } from '../../reading/index.ts';
import { parseDate, withWorkbench } from '../context.ts';
import { EXIT } from '../exit.ts';
import { eachLine, writeLine } from '../jsonl.ts';
import { observationTable } from '../observations.ts';
import { eachDocument } from '../sources.ts';
import { paint } from '../terminal.ts';

interface Options {
  readonly jsonl?: string;
  readonly json?: boolean;
  readonly published?: string;
  readonly allowPrivate?: boolean;
}

export function register(program: Command): void {
  program
    .command('read')
    .summary('read documents and print what they state')
    .description(
      'Reads documents and prints every figure and dated act they state, with the account of every number.\nA document is a file (HTML, Markdown, text, PDF, XLSX, CSV, feed), an address, or - for standard input.',
    )
    .argument('[source...]', 'files, addresses, or -')
    .option('--published <date>', "the document's own date, where it does not say", parseDate)
    .option('--jsonl <file>', 'read lines {id, text, published?}; print {id, observations, numbers} for each')
    .option('--json', 'print one JSON object a document')
    .option('--allow-private', 'let addresses of this machine and its network be fetched')
    .addHelpText(
      'after',
      `
Examples:
  coercivity read page.html
  coercivity read --jsonl pages.jsonl > read.jsonl
  coercivity read - --published 2025-11-14 < note.txt`,
    )
    .action(async (sources: string[], options: Options, command: Command) => {
      await withWorkbench(command, async (workbench) => {
        if (options.jsonl) {
          await eachLine('read', options.jsonl, async ({ id, ...document }) => {
            const { observations, numbers } = workbench.read(document);
            await writeLine({ id, observations, numbers });
          });
          return;
        }
        const kept = { ...options, cacheFolder: workbench.pageFolder };
        await eachDocument(command, sources, kept, async (document) => {
          const reading = workbench.read(document satisfies DocumentText);
          const { passages: _, ...about } = document;
          if (options.json) await writeLine({ document: about, ...reading });
          else print(document.title ?? document.origin, reading);
        });
      });
    })
    .addHelpText(
      'after',
      `\nExit codes: 0 done, 2 wrong call, ${EXIT.input} an input could not be read (the others were).`,
    );
}

function print(name: string, { observations, numbers, coverage }: Reading): void {
  console.log(paint('bold', name));
  console.log(observations.length ? observationTable(observations) : 'No figure and no dated act was found.');
  const of = (status: string) => numbers.filter((number) => number.status === status);
  const unread = of('unread');
  console.log(
    `\n${numbers.length} numbers: ${of('read').length} read, ${of('set-aside').length} set aside, ${unread.length} unread; coverage ${(100 * coverage).toFixed(1)}%`,
  );
  if (unread.length) console.log(`unread: ${unread.map(({ text }) => text).join(', ')}`);
  console.log();
}
