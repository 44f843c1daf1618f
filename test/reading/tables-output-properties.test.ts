import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());

const PLACES = { CN: 'China', US: 'United States', AU: 'Australia', IN: 'India' };
const CODES = Object.keys(PLACES);
const CAPTION = 'World mine production of rare earths, metric tons of REO';

type Lines = readonly (readonly string[])[];

const columnsIn = (lines: Lines): string[][] =>
  Array.from({ length: Math.max(...lines.map(({ length }) => length)) }, (_, column) =>
    lines.map((cells) => cells[column] ?? ''),
  );

const LAYOUTS: Readonly<Record<string, (lines: Lines) => string>> = {
  bars: (lines) => lines.map((cells) => cells.join(' | ')).join('\n'),
  tabs: (lines) => lines.map((cells) => cells.join('\t')).join('\n'),
  markdown: ([head, ...rest]) =>
    [head!, head!.map(() => '---'), ...rest].map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
  'aligned blanks': (lines) => {
    const widths = columnsIn(lines).map((column) => Math.max(...column.map(({ length }) => length)));
    return lines
      .map((cells) =>
        cells
          .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
          .join('   ')
          .trimEnd(),
      )
      .join('\n');
  },
  'single spaces': (lines) => lines.map((cells) => cells.filter(Boolean).join(' ')).join('\n'),
  'one line': (lines) => lines.flat().filter(Boolean).join(' '),
  'one cell a line': (lines) => lines.flat().filter(Boolean).join('\n'),
  'column after column': (lines) => columnsIn(lines).flat().filter(Boolean).join('\n'),
};

const tables = fc.record({
  layout: fc.constantFrom(...Object.keys(LAYOUTS)),
  first: fc.integer({ min: 2015, max: 2020 }),
  years: fc.integer({ min: 3, max: 4 }),
  figures: fc.array(fc.array(fc.integer({ min: 60, max: 290_000 }), { minLength: 4, maxLength: 4 }), {
    minLength: 4,
    maxLength: 4,
  }),
  reserves: fc.option(
    fc.array(fc.integer({ min: 300_000, max: 44_000_000 }), { minLength: 4, maxLength: 4 }),
    {
      nil: undefined,
    },
  ),
});

type Table = typeof tables extends fc.Arbitrary<infer T> ? T : never;

const yearsOf = ({ first, years }: Table): number[] => Array.from({ length: years }, (_, i) => first + i);

const linesOf = (table: Table): string[][] => [
  ['Country', ...yearsOf(table).map(String), ...(table.reserves ? ['Reserves'] : [])],
  ...Object.values(PLACES).map((place, row) => [
    place,
    ...yearsOf(table).map((_, i) => table.figures[row]![i]!.toLocaleString('en')),
    ...(table.reserves ? [table.reserves[row]!.toLocaleString('en')] : []),
  ]),
];

const outputs = (table: Table, lines: Lines): string[] =>
  read(
    { text: `${CAPTION}\n\n${LAYOUTS[table.layout]!(lines)}\n`, published: '2025-02-10' },
    vocabulary,
  ).observations.map(({ kind, place, period, value, unit }) => [kind, place, period, value, unit].join(' '));

const stated = (table: Table): string[] =>
  CODES.flatMap((code, row) =>
    yearsOf(table).map((year, i) => `production ${code} ${year} ${table.figures[row]![i]} t`),
  );

describe('made tables of output by country and year', () => {
  it('are read as they were made, whatever stands behind the years', () => {
    fc.assert(
      fc.property(tables, (table) => {
        expect(outputs(table, linesOf(table)).sort()).toEqual(stated(table).sort());
      }),
      { numRuns: 200 },
    );
  });

  it('say nothing that they do not, when a column or its head is lost', () => {
    const how = fc.constantFrom('headless', 'emptied', 'head left out', 'left out of the rows');
    fc.assert(
      fc.property(tables, fc.nat(10), how, (table, at, lost) => {
        const column = 1 + (at % table.years);
        const lines = linesOf(table).map((cells, line) => {
          const isHead = line === 0;
          if (lost === 'headless') return cells.map((cell, i) => (isHead && i === column ? 'qzx' : cell));
          if (lost === 'emptied') return cells.map((cell, i) => (!isHead && i === column ? '' : cell));
          return isHead === (lost === 'head left out') ? cells.filter((_, i) => i !== column) : cells;
        });
        const known = new Set(stated(table));
        expect(outputs(table, lines).filter((output) => !known.has(output))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
