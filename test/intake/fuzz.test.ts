import { describe, expect, it } from 'vitest';
import { IntakeError, type IntakeResult } from '../../src/intake/index.ts';
import { breakages, randomNumbers, seeds, slowInputs } from './fuzz.ts';
import { readAll } from './read.ts';

/** What must hold for whatever is read: offsets lie in the text, in order, and show what was said to be there. */
function check(result: IntakeResult): void {
  expect(result.documents.length + result.notes.length).toBeGreaterThan(0);
  for (const { text, passages } of result.documents) {
    expect(text.trim()).not.toBe('');
    let last = 0;
    for (const { start, end } of passages) {
      if (!(start >= last && start < end && end <= text.length))
        throw new Error(`passage ${start}-${end} after ${last}`);
      last = start;
    }
  }
}

async function readOrRefuse(bytes: Uint8Array | string, name: string): Promise<IntakeResult | IntakeError> {
  try {
    return await readAll(bytes, name, { limits: { timeMs: 5_000 } });
  } catch (error) {
    if (error instanceof IntakeError) return error;
    throw error;
  }
}

describe('broken files', async () => {
  for (const seed of await seeds()) {
    it(`${seed.name} is read whole, and broken is read or refused in words`, async () => {
      check(await readAll(seed.bytes, seed.name));
      const random = randomNumbers(20251114);
      for (const [how, breaking] of Object.entries(breakages)) {
        for (let round = 0; round < 12; round += 1) {
          const result = await readOrRefuse(breaking(seed.bytes, random), seed.name);
          if (result instanceof IntakeError) expect(result.message, how).toContain(seed.name);
          else check(result);
        }
      }
    });
  }
});

describe('files made to take long', () => {
  for (const [name, content] of slowInputs(60_000)) {
    it(`${name} is read or refused`, async () => {
      const result = await readOrRefuse(content, name);
      if (!(result instanceof IntakeError)) check(result);
    }, 8_000);
  }
});
