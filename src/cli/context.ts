import type { Command } from 'commander';
import type { Workbench } from '../workbench/index.ts';
import { CommandError } from './exit.ts';
import { paint } from './terminal.ts';

interface GlobalOptions {
  readonly ledger?: string;
  readonly quiet?: boolean;
}

/** Today's date, ISO. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** Says something on the error stream, unless `--quiet`; results alone go to standard output. */
export function say(command: Command, text: string): void {
  if (!command.optsWithGlobals<GlobalOptions>().quiet)
    process.stderr.write(`${paint('dim', text, process.stderr)}\n`);
}

/** Runs work on the workbench that the global options name, and closes it whatever happens. */
export async function withWorkbench<T>(
  command: Command,
  work: (workbench: Workbench) => Promise<T>,
): Promise<T> {
  const { Workbench } = await import('../workbench/index.ts');
  const { ledger } = command.optsWithGlobals<GlobalOptions>();
  const workbench = new Workbench({
    folder: process.cwd(),
    today: today(),
    ...(ledger && { ledger }),
    onProgress: (what) => say(command, what),
  });
  try {
    return await work(workbench);
  } finally {
    await workbench.close();
  }
}

/** A day given on the command line. */
export function parseDay(text: string): string {
  if (
    !/^\d{4}-\d\d-\d\d$/.test(text) ||
    Number.isNaN(Date.parse(text)) ||
    new Date(text).toISOString().slice(0, 10) !== text
  ) {
    throw new CommandError(`"${text}" is no day; write it as 2025-11-14.`);
  }
  return text;
}

/** A date as far as it is known: a day, a month or a year. */
export function parseDate(text: string): string {
  if (/^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text)) return text;
  return parseDay(text);
}

/** A number of things, such as `--runs 1000`. */
export function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new CommandError(`"${text}" is no whole number.`);
  return Number(text);
}
