import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/cli/package.ts';
import { coercivity, emptyFolder } from './run.ts';

/** The command lines that a page of the documentation shows in its code blocks. */
function commandsOf(page: string): string[] {
  const text = readFileSync(join(packageRoot, page), 'utf8');
  const blocks = [...text.matchAll(/```\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  return blocks.flatMap((block) => block.split('\n')).filter((line) => line.startsWith('npx coercivity '));
}

/** Words of a command line, with quoted ones whole. */
const wordsOf = (line: string) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '').slice(2);

describe.each(['README.md', 'docs/checking.md'])('%s', (page) => {
  const folder = emptyFolder();
  symlinkSync(join(packageRoot, 'data'), join(folder, 'data'));
  const commands = commandsOf(page);

  it('shows commands', () => expect(commands.length).toBeGreaterThan(0));

  it.each(commands)('%s', async (line) => {
    const { code, err } = await coercivity(folder, wordsOf(line));
    expect(err).not.toContain('coercivity:');
    expect(code).toBe(0);
  });
});
