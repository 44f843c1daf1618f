import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type CheckedDocument, finding, GRAVITY, renderCheckedPage } from '../../brief/index.ts';
import type { JudgedStatement } from '../../judging/index.ts';
import { parseDate, parseDay, today, withWorkbench } from '../context.ts';
import { CommandError, EXIT } from '../exit.ts';
import { eachLine, writeLine } from '../jsonl.ts';
import { version } from '../package.ts';
import { eachDocument } from '../sources.ts';
import { paint, verdictWord, wrap } from '../terminal.ts';

interface Options {
  readonly published?: string;
  readonly asOf?: string;
  readonly json?: boolean;
  readonly jsonl?: string;
  readonly html?: string;
  readonly strict?: boolean;
  readonly all?: boolean;
  readonly file?: boolean;
  readonly allowPrivate?: boolean;
}

export function register(program: Command): void {
  program
    .command('check')
    .summary('read a page and give every statement a verdict, with the evidence')
    .description(
      'Reads a document, judges every statement it makes against itself, the record, the law and the calendar, and\nshows the evidence. Nothing is filed unless --file is given.',
    )
    .argument('[source...]', 'files, addresses, or -')
    .option('--published <date>', "the document's own date, where it does not say", parseDate)
    .option('--as-of <day>', 'the day of the record and the law (default: today)', parseDay)
    .option('--all', 'show the statements that hold as well')
    .option('--html <file>', 'write the annotated page')
    .option('--json', 'print one JSON object a document')
    .option(
      '--jsonl <file>',
      'check lines {id, text, published?}; print {id, document, statements, ...} for each',
    )
    .option('--file', 'file the document, its figures and its verdicts in the ledger')
    .option('--strict', 'exit with 1 if a statement fails')
    .option('--allow-private', 'let addresses of this machine and its network be fetched')
    .addHelpText(
      'after',
      `
Verdicts: holds, fails, basis (both true, on bases that differ), conflicts (sources disagree),
undecided (with what would decide it), forecast (a probability).

Examples:
  coercivity check page.html --html checked.html
  coercivity check https://example.org/news --all
  coercivity check note.txt --published 2025-11-14 --json

Exit codes: 0 done, 1 with --strict a statement fails, 2 wrong call, 3 an input could not be read.`,
    )
    .action(async (sources: string[], options: Options, command: Command) => {
      if (options.html && (sources.length !== 1 || options.jsonl)) {
        throw new CommandError('--html writes one annotated page: name one source with it.');
      }
      await withWorkbench(command, async (workbench) => {
        const asOf = options.asOf ?? today();
        const noteFailures = ({ statements }: CheckedDocument) => {
          if (options.strict && statements.some(({ verdict }) => verdict === 'fails')) {
            process.exitCode = EXIT.statementFails;
          }
        };
        if (options.jsonl) {
          const file = options.jsonl;
          await eachLine('check', file, async ({ id, ...document }) => {
            const checked = await workbench.check({ ...document, origin: `${file}#${id}` }, asOf);
            await writeLine({ id, ...asJson(checked) });
            noteFailures(checked);
          });
          return;
        }
        const kept = { ...options, cacheFolder: workbench.pageFolder };
        await eachDocument(command, sources, kept, async (document) => {
          const checked = await (options.file
            ? workbench.ingest(document, { asOf })
            : workbench.check(document, asOf));
          noteFailures(checked);
          if (options.html)
            writeFileSync(options.html, renderCheckedPage(checked, `coercivity ${version()}`));
          if (options.json) await writeLine(asJson(checked));
          else print(checked, options.all ?? false);
        });
      });
    });
}

/** The contract of `check --json`: one object with the document, the coverage and the statements. */
function asJson({ document, asOf, reading, statements }: CheckedDocument): object {
  const { text, passages: _, ...about } = document;
  return {
    document: { ...about, characters: text.length },
    as_of: asOf,
    coverage: reading.coverage,
    statements,
    observations: reading.observations,
    numbers: reading.numbers,
  };
}

function print(checked: CheckedDocument, all: boolean): void {
  const { document, reading, statements, asOf } = checked;
  const width = Math.min(process.stdout.columns || 100, 110);
  const dated = document.published
    ? `dated ${document.published}${document.publishedFrom ? ` (${document.publishedFrom})` : ''}`
    : 'no date of its own found (give it with --published)';
  const coverage = `${reading.numbers.length} numbers, coverage ${(100 * reading.coverage).toFixed(1)}%`;
  console.log(paint('bold', wrap(finding(checked), width)));
  const name = document.title ?? document.origin ?? 'document';
  console.log(paint('dim', wrap(`${name}, ${dated}; record and law as of ${asOf}; ${coverage}`, width)));
  for (const verdict of GRAVITY) {
    const some = statements.filter((statement) => statement.verdict === verdict);
    if (verdict === 'holds' && !all) {
      if (some.length) console.log(`\n${verdictWord(verdict)}  ${some.length} (--all shows them)`);
    } else {
      for (const statement of some) printStatement(statement, width);
    }
  }
  console.log();
}

function printStatement(statement: JudgedStatement, width: number): void {
  const { verdict, quote, start, end, kind, expected, found, how, evidence } = statement;
  console.log(`\n${verdictWord(verdict)}  ${paint('dim', `${kind}, characters ${start}–${end}`)}`);
  console.log(wrap(`“${quote.replace(/\s+/g, ' ')}”`, width, '  '));
  console.log(wrap(`expected: ${expected}`, width, '  '));
  console.log(wrap(`found: ${found}`, width, '  '));
  console.log(paint('dim', wrap(`how: ${how}`, width, '  ')));
  for (const item of evidence) {
    const source = [item.source, item.date, item.url].filter(Boolean).join(', ');
    console.log(
      paint('dim', wrap(`- ${item.type}: ${item.text}${source ? ` (${source})` : ''}`, width, '    ')),
    );
  }
}
