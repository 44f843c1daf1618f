import { existsSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { findLedger } from '../../workbench/ledger-file.ts';
import { today, withWorkbench } from '../context.ts';
import { EXIT } from '../exit.ts';
import { version } from '../package.ts';
import { paint } from '../terminal.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
}

export function register(program: Command): void {
  program
    .command('doctor')
    .summary('look whether everything is in order')
    .description(
      'Checks the program, the shipped facts, the word lists, the acts and the ledger, and says what is wrong and what would mend it.',
    )
    .option('--json', 'print JSON')
    .action(async (options: { readonly json?: boolean }, command: Command) => {
      const results: Check[] = [];
      const attempt = async (name: string, look: () => Promise<string> | string) => {
        try {
          results.push({ name, ok: true, found: await look() });
        } catch (error) {
          results.push({ name, ok: false, found: (error as Error).message });
        }
      };
      const file = command.optsWithGlobals<{ ledger?: string }>().ledger ?? findLedger(process.cwd());
      await attempt('program', () => `coercivity ${version()} on Node ${process.versions.node}`);
      await withWorkbench(command, async (workbench) => {
        await attempt('shipped facts', () => {
          const rows = Object.values(workbench.facts).reduce(
            (n, table) => n + (Array.isArray(table) ? table.length : 1),
            0,
          );
          return `${rows} rows and records hold against their schemas`;
        });
        await attempt('word lists', () => {
          const { observations } = workbench.read({
            text: 'Dysprosium oxide was 1,600 yuan/kg on 9 May 2025.',
          });
          const [o] = observations;
          if (o?.subject !== 'Dy-oxide' || o.low !== 1600)
            throw new Error('a simple sentence is not read as it should be');
          return 'a simple sentence is read as it should be';
        });
        await attempt(
          'acts',
          () => `${workbench.law.acts.length} acts, looked up to ${workbench.law.evidence}`,
        );
        await attempt('ledger', async () => {
          const existed = file.includes('://') || existsSync(file);
          const rows = await workbench.record(today());
          const size = existsSync(file) ? `, ${(statSync(file).size / 1e6).toFixed(1)} MB` : '';
          return `${file}${existed ? '' : ' (made now)'}: ${rows.length} figures on record${size}`;
        });
      });
      if (options.json) console.log(JSON.stringify(results));
      else
        for (const { name, ok, found } of results)
          console.log(`${ok ? paint('green', '✓') : paint('red', '✗')} ${name}: ${found}`);
      if (results.some(({ ok }) => !ok)) process.exitCode = EXIT.ledger;
    });
}
