import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { dependentsOf, reinstate, retract } from '../../ledger/index.ts';
import { withWorkbench } from '../context.ts';
import { CommandError } from '../exit.ts';

interface Options {
  readonly why?: string;
  readonly who?: string;
  readonly undo?: boolean;
}

export function register(program: Command): void {
  program
    .command('retract')
    .summary('take a document, a reading, a figure or a source back')
    .description(
      'Marks something as taken back: it no longer counts, and what rests on it is stale until it is worked out again.\nNothing vanishes; --undo lets it count again, and both marks stay.',
    )
    .argument('<id>', 'id of a document, reading, observation or source (see: coercivity sources)')
    .option('--why <reason>', 'why, in a sentence (required)')
    .option('--who <name>', 'who says so (default: your user name)')
    .option('--undo', 'let it count again')
    .addHelpText(
      'after',
      '\nExample:\n  coercivity retract d3f2a9c1 --why "the page was withdrawn by its publisher"',
    )
    .action(async (target: string, options: Options, command: Command) => {
      if (!options.why) throw new CommandError('A retraction needs a reason: --why "..."');
      const why = options.why;
      await withWorkbench(command, async (workbench) => {
        const ledger = await workbench.ledger();
        const who = options.who ?? userInfo().username;
        await (options.undo ? reinstate : retract)(ledger, { target, who, why });
        const dependents = await dependentsOf(ledger, target);
        console.log(`${target} ${options.undo ? 'counts again' : 'is retracted'}, said ${who}: ${why}`);
        if (dependents.length) {
          console.log(
            `${dependents.length} ${dependents.length === 1 ? 'verdict or brief rests' : 'verdicts and briefs rest'} on it${options.undo ? '' : ' and is now stale'}:`,
          );
          for (const { kind, id } of dependents) console.log(`  ${kind} ${id}`);
        }
      });
    });
}
