import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const PLACE = join('.coercivity', 'ledger.sqlite');

/**
 * The ledger of a folder: `COERCIVITY_LEDGER` where it is set, else `.coercivity/ledger.sqlite` in the folder or in
 * the nearest one above it that has one, else a new one in the folder itself.
 */
export function findLedger(
  folder: string,
  environment: string | undefined = process.env.COERCIVITY_LEDGER,
): string {
  if (environment) return environment;
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = join(at, PLACE);
    if (existsSync(file)) return file;
    if (dirname(at) === at) return join(resolve(folder), PLACE);
  }
}
