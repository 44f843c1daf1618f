import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/program.ts';

/** Runs the command in this process and catches what it prints. */
async function run(args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
  process.exitCode = undefined;
  try {
    const status = await main(['node', 'coercivity', 'law', ...args]);
    return { status, stdout: out.join(''), stderr: err.join('') };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
    process.exitCode = undefined;
  }
}

describe('coercivity law', () => {
  it('decides a shipment given by options', async () => {
    const { status, stdout } = await run([
      '--item',
      '45SH NdFeB magnet with 1.5% Dy',
      '--from',
      'China',
      '--to',
      'Germany',
      '--date',
      '2025-05-15',
    ]);
    expect(status).toBe(0);
    expect(stdout).toContain('export licence needed under Announcement 18 of 2025');
    expect(stdout).toContain('no legal advice');
  });

  it('decides a file, names what it could not use, and says so by its exit code', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'law-')), 'shipment.yaml');
    writeFileSync(
      file,
      'date: 2026-11-20\nfrom: JP\nto: Narnia\nitem: SmCo magnet\norigin: {made: JP, chinese_technology: no}\n',
    );
    const { status, stdout, stderr } = await run([file, '--json']);
    expect(status).toBe(3);
    expect(stderr).toContain('field "to"');
    expect(JSON.parse(stdout)).toMatchObject({ problems: [{ field: 'to' }], date: '2026-11-20' });
  });

  it.each<[string[], string]>([
    [['on', '2026-11-20', '--place', 'CN'], 'unsure: in force (as printed) or suspended (as announced)'],
    [['diff', '2025-11-06', '2025-11-07'], 'announced → suspended'],
    [['show', 'cn-mofcom-gac-2025-18-dy'], '1C905'],
    [['find', 'Announcement No. 18 of 2023'], 'asked 2023, has 2025'],
    [['timeline', '--place', 'US'], 'us-dfars-7052-phase2'],
  ])('%j', async (args, expected) => {
    const { status, stdout } = await run(args);
    expect(status).toBe(0);
    expect(stdout).toContain(expected);
    const json = await run([...args, '--json']);
    expect(() => JSON.parse(json.stdout)).not.toThrow();
  });

  it('names acts near a wrong id, and refuses a wrong day', async () => {
    expect(await run(['show', 'cn-mofcom-2025-61'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('cn-mofcom-2025-61-1-1'),
    });
    expect(await run(['on', '2026-02-30'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('YYYY-MM-DD'),
    });
  });
});
