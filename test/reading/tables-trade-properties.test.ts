import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());

type Measure = 'quantity' | 'worth' | 'mom' | 'yoy' | 'share';

interface Wording {
  readonly caption: string;
  readonly name: string;
  readonly heads: Readonly<Record<Measure, string>>;
  readonly places: Readonly<Record<string, string>>;
  readonly numbers: string;
}

const WORDINGS: Readonly<Record<string, Wording>> = {
  en: {
    caption: 'Exports of rare earth magnets from China, May 2025',
    name: 'Country',
    heads: {
      quantity: 'Volume (t)',
      worth: 'Value (US$ million)',
      mom: 'MoM (%)',
      yoy: 'YoY (%)',
      share: 'Share (%)',
    },
    places: { DE: 'Germany', US: 'United States', JP: 'Japan', VN: 'Vietnam' },
    numbers: 'en',
  },
  zh: {
    caption: '2025年5月中国稀土永磁出口统计',
    name: '国家',
    heads: {
      quantity: '数量（吨）',
      worth: '金额（百万美元）',
      mom: '环比(%)',
      yoy: '同比(%)',
      share: '占比(%)',
    },
    places: { DE: '德国', US: '美国', JP: '日本', VN: '越南' },
    numbers: 'en',
  },
  de: {
    caption: 'Ausfuhr von Seltenerdmagneten aus China, Mai 2025',
    name: 'Land',
    heads: {
      quantity: 'Menge (t)',
      worth: 'Wert (Mio. USD)',
      mom: 'zum Vormonat (%)',
      yoy: 'zum Vorjahr (%)',
      share: 'Anteil (%)',
    },
    places: { DE: 'Deutschland', US: 'USA', JP: 'Japan', VN: 'Vietnam' },
    numbers: 'de',
  },
};

const wide = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > '\u1100' ? 2 : 1), 0);
const widths = (lines: readonly (readonly string[])[]): number[] =>
  lines[0]!.map((_, column) => Math.max(...lines.map((cells) => wide(cells[column] ?? ''))));

type Lines = readonly (readonly string[])[];

const LAYOUTS: Readonly<Record<string, (lines: Lines) => string>> = {
  bars: (lines) => lines.map((cells) => cells.join(' | ')).join('\n'),
  tabs: (lines) => lines.map((cells) => cells.join('\t')).join('\n'),
  markdown: ([head, ...rest]) =>
    [head!, head!.map(() => '---'), ...rest].map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
  'a file': (lines) =>
    lines.map((cells) => cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',')).join('\n'),
  'aligned blanks': (lines) => {
    const most = widths(lines);
    const padded = (cell: string, column: number): string => {
      const blanks = ' '.repeat(Math.max(0, (most[column] ?? 0) - wide(cell)));
      return column === 0 ? cell + blanks : blanks + cell;
    };
    return lines.map((cells) => cells.map(padded).join('   ')).join('\n');
  },
  'single spaces': (lines) => lines.map((cells) => cells.filter(Boolean).join(' ')).join('\n'),
  'one cell a line': (lines) => lines.flat().filter(Boolean).join('\n'),
  'column after column': (lines) =>
    Array.from({ length: Math.max(...lines.map(({ length }) => length)) }, (_, column) =>
      lines.map((cells) => cells[column] ?? '').filter(Boolean),
    )
      .flat()
      .join('\n'),
};

const MEASURES: readonly Measure[] = ['quantity', 'worth', 'mom', 'yoy', 'share'];

const tables = fc.record({
  language: fc.constantFrom(...Object.keys(WORDINGS)),
  layout: fc.constantFrom(...Object.keys(LAYOUTS)),
  columns: fc.shuffledSubarray([...MEASURES], { minLength: 2 }),
  rows: fc.array(
    fc.record({
      quantity: fc.integer({ min: 20, max: 1900 }),
      worth: fc.integer({ min: 10, max: 990 }),
      mom: fc.integer({ min: -300, max: 300 }),
      yoy: fc.integer({ min: -300, max: 300 }),
      share: fc.integer({ min: 10, max: 400 }),
    }),
    { minLength: 4, maxLength: 4 },
  ),
});

type Row = Readonly<Record<Measure, number>>;
/** Everything but tonnages has one digit behind the point. */
const figureOf = (row: Row, measure: Measure): number =>
  measure === 'quantity' ? row.quantity : row[measure] / 10;

function linesOf(language: string, columns: readonly Measure[], rows: readonly Row[]): string[][] {
  const { name, heads, places, numbers } = WORDINGS[language]!;
  const printed = (row: Row, measure: Measure): string => {
    const digits = measure === 'quantity' ? 0 : 1;
    const figure = figureOf(row, measure).toLocaleString(numbers, { minimumFractionDigits: digits });
    return (measure === 'mom' || measure === 'yoy') && row[measure] > 0 ? `+${figure}` : figure;
  };
  return [
    [name, ...columns.map((measure) => heads[measure])],
    ...Object.values(places).map((place, index) => [
      place,
      ...columns.map((measure) => printed(rows[index]!, measure)),
    ]),
  ];
}

/** What is read that the rows do not say. */
function wrongIn(text: string, language: string, rows: readonly Row[]): unknown[] {
  const codes = Object.keys(WORDINGS[language]!.places);
  return read({ text, published: '2025-06-20' }, vocabulary).observations.filter((o) => {
    const row = rows[codes.indexOf(o.partner ?? o.place ?? '')];
    if (!row) return true;
    if (o.kind === 'share') return o.value !== row.share / 10;
    const isRight =
      o.unit === 't' ? o.value === row.quantity : o.unit === 'USD' && o.value === (row.worth * 1e6) / 10;
    const areRight = (o.change ?? []).every(
      ({ basis, value, unit }) =>
        unit === 'pct' && (basis === 'mom' || basis === 'yoy') && value === row[basis] / 10,
    );
    return o.kind !== 'trade' || o.reporter !== 'CN' || o.flow !== 'export' || !isRight || !areRight;
  });
}

const textOf = (language: string, layout: string, lines: Lines): string =>
  `${WORDINGS[language]!.caption}\n\n${LAYOUTS[layout]!(lines)}\n`;

describe('made tables of trade', () => {
  it('give all tonnages, and nothing that they do not say, in every language and layout', () => {
    fc.assert(
      fc.property(tables, ({ language, layout, columns, rows }) => {
        fc.pre(columns.includes('quantity'));
        // a file with decimal commas is parted by semicolons, and a comma more
        fc.pre(!(layout === 'a file' && language === 'de'));
        const text = textOf(language, layout, linesOf(language, columns, rows));
        expect(wrongIn(text, language, rows)).toEqual([]);
        const tonnages = read({ text, published: '2025-06-20' }, vocabulary)
          .observations.filter(({ unit }) => unit === 't')
          .map(({ value }) => value);
        expect(tonnages).toEqual(rows.map(({ quantity }) => quantity));
      }),
      { numRuns: 300 },
    );
  });

  it('give nothing that they do not say when a column or its head is lost', () => {
    const destroyed = fc.record({
      table: tables,
      at: fc.nat(10),
      how: fc.constantFrom('headless', 'emptied', 'head left out', 'left out of the rows'),
    });
    fc.assert(
      fc.property(destroyed, ({ table: { language, layout, columns, rows }, at, how }) => {
        const column = 1 + (at % columns.length);
        const lines = linesOf(language, columns, rows).map((cells, line) => {
          const isHead = line === 0;
          if (how === 'headless') return cells.map((cell, i) => (isHead && i === column ? 'qzx' : cell));
          if (how === 'emptied') return cells.map((cell, i) => (!isHead && i === column ? '' : cell));
          return isHead === (how === 'head left out') ? cells.filter((_, i) => i !== column) : cells;
        });
        expect(wrongIn(textOf(language, layout, lines), language, rows)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
