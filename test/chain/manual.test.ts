import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chainTables, modelPage } from '../../src/chain/index.ts';
import { loadFacts } from '../../src/facts/index.ts';

it('docs/model.md says what the code says (else run: node scripts/model-page.mjs)', () => {
  const written = readFileSync(new URL('../../docs/model.md', import.meta.url), 'utf8');
  expect(written).toBe(modelPage(chainTables(loadFacts())));
});
