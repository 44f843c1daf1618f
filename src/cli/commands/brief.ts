import type { Command } from 'commander';
import { fileBrief, lastBrief, makeBrief } from '../../workbench/index.ts';
import { parseDay, today, withWorkbench } from '../context.ts';
import { version } from '../package.ts';
import { writeBrief } from '../write-brief.ts';

interface Options {
  readonly asOf?: string;
  readonly since?: string;
  readonly out: string;
}

export function register(program: Command): void {
  program
    .command('brief')
    .summary('write the brief: prices, customs months, acts, statements, what is stale')
    .description(
      'Writes the brief as Markdown and as one HTML file with charts that needs nothing else: the price board inside and\noutside China, the last customs months, acts that start or lapse within 90 days, the statements judged since the\nlast brief, and what is stale or unknown. Every figure leads to its source.',
    )
    .option('--as-of <day>', 'the day of the brief (default: today)', parseDay)
    .option(
      '--since <day>',
      'statements filed after this day are new (default: after the last brief)',
      parseDay,
    )
    .option('--out <folder>', 'where to write it', '.')
    .addHelpText('after', '\nExample:\n  coercivity brief --as-of 2025-11-14 --out briefs')
    .action(async (options: Options, command: Command) => {
      await withWorkbench(command, async (workbench) => {
        const since = options.since ?? (await lastBrief(workbench));
        const brief = await makeBrief(workbench, options.asOf ?? today(), since);
        for (const file of writeBrief(brief, options.out, `coercivity ${version()}`)) console.log(file);
        await fileBrief(workbench, brief, new Date());
      });
    });
}
