import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { dataDictionary } from '../../src/facts/dictionary.ts';

it('docs/data-dictionary.md says what the definitions say (else run: node scripts/data-dictionary.mjs)', () => {
  const written = readFileSync(new URL('../../docs/data-dictionary.md', import.meta.url), 'utf8');
  expect(written).toBe(dataDictionary());
});
