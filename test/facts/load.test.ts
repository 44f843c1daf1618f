import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dataDirectory, FactsError, loadFacts } from '../../src/facts/index.ts';

describe('loadFacts', () => {
  it('loads every shipped file without a problem', () => {
    const facts = loadFacts();
    expect(facts.quotations.length).toBeGreaterThan(1400);
    expect(facts.customs.length).toBeGreaterThan(1800);
  });

  it('gives plain data that survives JSON', () => {
    const facts = loadFacts();
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });
});

describe('loadFacts of another folder', () => {
  const copies: string[] = [];
  const copy = (): string => {
    const to = mkdtempSync(join(tmpdir(), 'coercivity-facts-'));
    copies.push(to);
    cpSync(dataDirectory, to, { recursive: true });
    return to;
  };
  const damaged = (file: string, change: (content: string) => string): string => {
    const to = copy();
    writeFileSync(join(to, file), change(readFileSync(join(to, file), 'utf8')));
    return to;
  };
  const problemsOf = (directory: string) => {
    try {
      loadFacts(directory);
    } catch (error) {
      expect(error).toBeInstanceOf(FactsError);
      return (error as FactsError).problems;
    }
    return [];
  };

  afterAll(() => {
    for (const each of copies) rmSync(each, { recursive: true, force: true });
  });

  it('finds the same facts in the same files', () => {
    expect(loadFacts(copy())).toEqual(loadFacts());
  });

  it('names a file that is missing', () => {
    const directory = copy();
    rmSync(join(directory, 'money', 'vat.csv'));
    expect(problemsOf(directory)).toContainEqual(expect.objectContaining({ file: 'money/vat.csv' }));
  });

  it('names line and field of a cell that does not fit', () => {
    const directory = damaged('elements.csv', (content) => content.replace('144.242', 'about 144'));
    expect(problemsOf(directory)).toEqual([
      expect.objectContaining({ file: 'elements.csv', line: 11, field: 'atomic_weight' }),
    ]);
  });

  it('names the cell that points to nothing, and the file where it should be listed', () => {
    const directory = damaged('places.csv', (content) => content.replace(/^GB,.*\n/m, ''));
    const [problem] = problemsOf(directory);
    expect(problem).toMatchObject({
      found: '"GB" is not listed',
      expected: 'a place of places.csv, or added there',
    });
    expect(problem?.line).toBeGreaterThan(1);
  });
});
