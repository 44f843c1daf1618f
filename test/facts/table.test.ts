import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice, list, number, optional, period, text } from '../../src/facts/columns.ts';
import { dataDirectory, FactsError } from '../../src/facts/index.ts';
import { registry } from '../../src/facts/registry.ts';
import { defineTable, readTable, type Table } from '../../src/facts/table.ts';

const sample = defineTable({
  file: 'sample.csv',
  description: 'A table for the test.',
  key: ['name', 'period'],
  check: (row) =>
    row.low > row.high ? { field: 'low', found: 'is above high', expected: 'at most high' } : undefined,
  columns: {
    name: text('Name.'),
    period: period('When.'),
    low: number('Low.', { min: 0 }),
    high: number('High.', { max: 100 }),
    kind: optional(choice(['a', 'b'], 'Kind.')),
    tags: optional(list(choice(['x', 'y'], 'Tag.'), 'Tags.')),
  },
});

const head = 'name,period,low,high,kind,tags\n';
const read = (body: string) => readTable(sample, `${head}${body}`);
const problemOf = (body: string) => read(body).problems[0];

describe('readTable', () => {
  it('gives typed rows, in which an empty cell is an absent field', () => {
    const { rows, problems } = read('"Dy, oxide",2025-09,1.5,2,,x|y\nTb,2025,0,100,a,\n');
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      { name: 'Dy, oxide', period: '2025-09', low: 1.5, high: 2, tags: ['x', 'y'] },
      { name: 'Tb', period: '2025', low: 0, high: 100, kind: 'a' },
    ]);
  });

  it('says file, line, field and what would be right', () => {
    expect(problemOf('Dy,2025,1,2,,\nTb,2025,one,2,,\n')).toEqual({
      file: 'sample.csv',
      line: 3,
      field: 'low',
      found: '"one" does not fit',
      expected: 'a number of at least 0',
    });
    expect(problemOf('Dy,2025-13,1,2,,\n')).toMatchObject({ field: 'period', line: 2 });
    expect(problemOf('Dy,2025,1,2,c,\n')).toMatchObject({ field: 'kind', expected: 'one of: a, b' });
    expect(problemOf('Dy,2025,1,2,,x|z\n')).toMatchObject({ field: 'tags' });
    expect(problemOf('Dy,2025,1,101,,\n')).toMatchObject({
      field: 'high',
      expected: 'a number of at most 100',
    });
    expect(problemOf(',2025,1,2,,\n')).toMatchObject({ field: 'name', found: 'is empty' });
    expect(problemOf('Dy,2025,3,2,,\n')).toMatchObject({ field: 'low', found: 'is above high' });
    expect(problemOf('Dy ,2025,1,2,,\n')).toMatchObject({ field: 'name' });
    expect(problemOf('Dy,2025,"1,000",2,,\n')).toMatchObject({ field: 'low', found: '"1,000" does not fit' });
  });

  it('finds lines that are too short or too long, a wrong head, and a repeated row', () => {
    expect(problemOf('Dy,2025,1,2\n')).toMatchObject({ line: 2, found: 'has 4 cells' });
    expect(problemOf('Dy,2025,1,2,,\nDy,2025,3,4,,\n')).toMatchObject({ line: 3, found: 'repeats line 2' });
    expect(readTable(sample, 'name,when\nDy,2025\n').problems[0]).toMatchObject({ line: 1 });
    expect(readTable(sample, `\uFEFF${head}`).problems[0]).toMatchObject({ found: /byte order/ as never });
  });

  it('keeps the rows that are right beside one that is wrong', () => {
    expect(read('Dy,2025,1,2,,\nTb,2025,x,2,,\nNd,2025,1,2,,\n').rows.map((row) => row.name)).toEqual([
      'Dy',
      'Nd',
    ]);
  });
});

describe('FactsError', () => {
  it('puts every problem in a line of its message', () => {
    const error = new FactsError([
      { file: 'a.csv', line: 3, field: 'low', found: '"x" does not fit', expected: 'a number' },
      { file: 'b.csv', found: 'cannot be read' },
    ]);
    expect(error.message).toBe(
      'a.csv, line 3, field "low": "x" does not fit; it should be a number\nb.csv: cannot be read',
    );
  });
});

describe('a shipped table with one cell damaged', () => {
  const tables = Object.values(registry).filter((source) => source.type === 'table') as unknown as Table[];
  const contents = new Map(
    tables.map((table) => [table, readFileSync(join(dataDirectory, table.file), 'utf8')]),
  );

  it('is refused with the file, the line and the field', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tables), fc.nat(), fc.nat(), (table, lineSeed, fieldSeed) => {
        const lines = contents.get(table)!.split('\n');
        const at = 1 + (lineSeed % (lines.length - 2));
        const line = lines[at]!;
        // A quoted cell may hold commas: only plain lines are cut at commas here.
        fc.pre(!line.includes('"'));
        const names = Object.keys(table.columns);
        const field = fieldSeed % names.length;
        const cells = line.split(',');
        cells[field] = ` ${cells[field]}\u00a0`;
        lines[at] = cells.join(',');
        const { problems } = readTable(table, lines.join('\n'));
        expect(problems[0]).toMatchObject({ file: table.file, line: at + 1, field: names[field] });
      }),
      { numRuns: 60 },
    );
  });

  it('is refused where a number is replaced by a word', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tables), fc.nat(), (table, lineSeed) => {
        const lines = contents.get(table)!.split('\n');
        const at = 1 + (lineSeed % (lines.length - 2));
        const names = Object.keys(table.columns);
        const cells = lines[at]!.split(',');
        const field = names.findIndex((name, i) => table.columns[name]!.cell === 'number' && cells[i] !== '');
        fc.pre(field >= 0 && !lines[at]!.includes('"'));
        cells[field] = 'much';
        lines[at] = cells.join(',');
        const { problems } = readTable(table, lines.join('\n'));
        expect(problems).toContainEqual(
          expect.objectContaining({
            file: table.file,
            line: at + 1,
            field: names[field],
            found: '"much" does not fit',
          }),
        );
      }),
      { numRuns: 60 },
    );
  });
});
