import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KeptEnsemble, keptEnsembleSchema } from '../chain/index.ts';
import { dataDirectory } from '../facts/index.ts';

/**
 * An ensemble that the package ships for answering forecasts (`data/chain/ensembles`).
 *
 * @throws where it is missing or not of the right shape; `coercivity scenario keep` writes it anew
 */
export function loadKeptEnsemble(scenario: string, directory: string = dataDirectory): KeptEnsemble {
  const file = join(directory, 'chain', 'ensembles', `${scenario}.json`);
  const result = keptEnsembleSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new Error(
      `${file}: ${issue?.path.join('.')}: ${issue?.message}; write it anew with: coercivity scenario keep ${scenario}`,
    );
  }
  return result.data;
}
