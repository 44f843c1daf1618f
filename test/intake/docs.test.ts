import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { defaultLimits } from '../../src/intake/index.ts';

it('the documented limits are the limits', () => {
  const text = readFileSync(new URL('../../docs/reading-documents.md', import.meta.url), 'utf8');
  const documented = [...text.matchAll(/^\| `(\w+)` \| (\d+) \|/gm)].map(([, name, value]) => [
    name,
    Number(value),
  ]);
  expect(Object.fromEntries(documented)).toEqual(defaultLimits);
});
