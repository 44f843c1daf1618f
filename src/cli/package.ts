import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the installed package (the same from `src/` and from `dist/`). */
export const packageRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The package's version, e.g. `0.1.0`. */
export function version(): string {
  const text = readFileSync(join(packageRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
