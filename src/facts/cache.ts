import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const codeFolder = dirname(here);
const packageRoot = dirname(codeFolder);

/**
 * Checked facts of an earlier run, so that starting takes milliseconds and not the checking of every file. It is used
 * only while the data files and the code that checks them are to the byte what they were.
 */
const cacheFile = join(packageRoot, 'dist', `facts-${basename(codeFolder)}.json`);

/** Fingerprint of all data files in a directory and of the code of this room. */
export function fingerprint(directory: string): string {
  const hash = createHash('sha256');
  for (const root of [directory, here]) {
    const names = existsSync(root) ? readdirSync(root, { recursive: true, encoding: 'utf8' }) : [];
    for (const name of names.filter((each) => /\.(?:csv|yaml|[jt]s)$/.test(each)).sort()) {
      const content = readFileSync(join(root, name));
      hash.update(`${name}\u0000${content.length}\u0000`).update(content);
    }
  }
  return hash.digest('hex');
}

/** What was kept for a fingerprint, or undefined. */
export function cached(print: string): unknown {
  try {
    const text = readFileSync(cacheFile, 'utf8');
    const end = text.indexOf('\n');
    return text.slice(0, end) === print ? JSON.parse(text.slice(end + 1)) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps facts for the next run; where that is not possible, the next run checks the files again. */
export function keep(print: string, facts: unknown): void {
  const draft = `${cacheFile}.${process.pid}`;
  try {
    writeFileSync(draft, `${print}\n${JSON.stringify(facts)}`);
    renameSync(draft, cacheFile);
  } catch {
    rmSync(draft, { force: true });
  }
}
