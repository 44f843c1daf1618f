import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Command } from 'commander';
import { parseCount, withWorkbench } from '../context.ts';
import { CommandError } from '../exit.ts';
import { packageRoot, version } from '../package.ts';
import { paint } from '../terminal.ts';

interface Options {
  readonly port: number;
  readonly host: string;
  readonly token?: string;
  readonly name?: string[];
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

export function register(program: Command): void {
  program
    .command('desk')
    .summary('open the desk in a browser')
    .description(
      'Serves the desk and its HTTP API on this machine until Ctrl-C. Bound to another interface it demands a token:\nthe address that is printed carries it.',
    )
    .option('--port <n>', 'port to listen on; 0 for any free one', parseCount, 4477)
    .option('--host <address>', 'interface to listen on', '127.0.0.1')
    .option('--token <text>', 'the token to demand where it is not this machine alone (default: a new one)')
    .option('--name <host...>', 'further host names under which it is reached')
    .addHelpText(
      'after',
      '\nExamples:\n  coercivity desk\n  coercivity desk --host 0.0.0.0 --name desk.example.org',
    )
    .action(async ({ port, host, token, name = [] }: Options, command: Command) => {
      if (token !== undefined && token.length < 12)
        throw new CommandError('A token has at least 12 characters.');
      const { createApp, serve } = await import('../../server/index.ts');
      await withWorkbench(command, async (workbench) => {
        await workbench.ledger();
        const demanded = LOOPBACK.has(host) ? token : (token ?? randomBytes(18).toString('base64url'));
        const app = createApp({
          workbench,
          tool: `coercivity ${version()}`,
          deskFolder: join(packageRoot, 'dist', 'desk'),
          hosts: [...name, ...(host === '0.0.0.0' || host === '::' ? [] : [host])],
          ...(demanded && { token: demanded }),
        });
        const server = await serve(app, { port, host });
        const address = demanded ? `${server.address}?token=${demanded}` : server.address;
        console.log(`The desk is at ${paint('bold', address)}  (Ctrl-C ends)`);
        await new Promise<void>((resolve) => {
          process.once('SIGINT', resolve);
          process.once('SIGTERM', resolve);
        });
        await server.close();
      });
    });
}
