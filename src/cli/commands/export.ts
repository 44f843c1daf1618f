import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { EXPORT_FORMATS, type ExportFormat, exportLedger } from '../../ledger/index.ts';
import { parseDay, withWorkbench } from '../context.ts';

interface Options {
  readonly format: ExportFormat;
  readonly out: string;
  readonly known?: string;
}

export function register(program: Command): void {
  program
    .command('export')
    .summary('write the ledger as CSV, JSON lines or Parquet')
    .description(
      'Writes documents, observations and retractions as tables that load into Excel, Python, R and DuckDB, and that\ncan be imported into another ledger.',
    )
    .addOption(new Option('--format <format>', 'of the files').choices(EXPORT_FORMATS).default('csv'))
    .option('--out <folder>', 'where to write them', 'export')
    .option('--known <day>', 'the ledger as it stood on that day', parseDay)
    .addHelpText(
      'after',
      '\nExamples:\n  coercivity export\n  coercivity export --format parquet --out tables',
    )
    .action(async ({ format, out, known }: Options, command: Command) => {
      await withWorkbench(command, async (workbench) => {
        const files = await exportLedger(await workbench.ledger(), format, known ? { asOf: { known } } : {});
        mkdirSync(out, { recursive: true });
        for (const { name, bytes } of files) {
          const file = join(out, name);
          writeFileSync(file, bytes);
          console.log(file);
        }
      });
    });
}
