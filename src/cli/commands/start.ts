import { join } from 'node:path';
import type { Command } from 'commander';
import { tally } from '../../brief/index.ts';
import type { Verdict } from '../../judging/index.ts';
import { createApp, serve } from '../../server/index.ts';
import { makeBrief, SAMPLE_SOURCE } from '../../workbench/index.ts';
import { parseCount, parseDay, today, withWorkbench } from '../context.ts';
import { packageRoot, version } from '../package.ts';
import { eachDocument } from '../sources.ts';
import { paint, verdictWord } from '../terminal.ts';
import { writeBrief } from '../write-brief.ts';

const SAMPLES = ['market-page.html', 'price-table.md', 'customs-zh.txt', 'trade-mixup.txt'];

const USUAL_PORT = 4477;

interface Options {
  readonly port?: number;
  readonly asOf?: string;
  readonly once?: boolean;
  readonly out: string;
}

export function register(program: Command): void {
  program
    .command('start')
    .summary('do the main job on the shipped samples and show the brief in a browser')
    .description(
      'Loads the shipped facts into the ledger, reads and judges the shipped sample documents, writes the brief and\nserves it on this machine until Ctrl-C.',
    )
    .option(
      '--port <n>',
      `port to listen on; 0 for any free one (default: ${USUAL_PORT}, or a free one)`,
      parseCount,
    )
    .option('--as-of <day>', 'the day of the brief (default: today)', parseDay)
    .option('--out <folder>', 'where the brief is written', join('.coercivity', 'briefs'))
    .option('--once', 'do everything but serve')
    .action(async (options: Options, command: Command) => {
      await withWorkbench(command, async (workbench) => {
        const asOf = options.asOf ?? today();
        const samples = SAMPLES.map((name) => join(packageRoot, 'data', 'samples', name));
        await eachDocument(command, samples, {}, async (document) => {
          const { statements, filed } = await workbench.ingest(document, { asOf, source: SAMPLE_SOURCE });
          const counts = Object.entries(tally(statements)).filter(([, n]) => n > 0);
          const words = counts.map(([verdict, n]) => `${verdictWord(verdict as Verdict)} ${n}`).join('  ');
          console.log(
            `${document.title ?? document.origin} ${paint('dim', filed.documentId)}\n  ${words || 'no statement'}`,
          );
        });
        const brief = await makeBrief(workbench, asOf);
        console.log(
          `brief of ${asOf}: ${brief.board.filter(({ china }) => china).length} materials, ${brief.trade.months.length} customs months, ${brief.acts.length} acts near`,
        );
        for (const file of writeBrief(brief, options.out, `coercivity ${version()}`))
          console.log(`  ${file}`);
        if (options.once) return;
        const app = createApp({
          workbench,
          tool: `coercivity ${version()}`,
          deskFolder: join(packageRoot, 'dist', 'desk'),
        });
        // Where the usual port is taken (another desk is open), any free one does; a port asked for is kept to.
        const server = await serve(app, { port: options.port ?? USUAL_PORT }).catch((error: Error) => {
          if (options.port !== undefined || error.name !== 'ServerError') throw error;
          return serve(app, { port: 0 });
        });
        console.log(
          `\nThe desk is at ${paint('bold', options.asOf ? `${server.address}?day=${asOf}` : server.address)}  (Ctrl-C ends)`,
        );
        await new Promise<void>((resolve) => {
          process.once('SIGINT', resolve);
          process.once('SIGTERM', resolve);
        });
        await server.close();
      });
    });
}
