import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const facts = loadFacts();
const vocabulary = createVocabulary(facts);

/** What a row of a made table states. */
interface Row {
  readonly subject: string;
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly change: number | undefined;
}

type Role = 'low' | 'high' | 'range' | 'mean' | 'change' | 'unit' | 'spec';
const LANGUAGES = ['en', 'zh', 'ja', 'de', 'fr', 'es', 'pt', 'ko'] as const;
type Language = (typeof LANGUAGES)[number];
const COMMA: readonly Language[] = ['de', 'fr', 'es', 'pt'];

/** The oxide of an element as each language names it, from the word lists. */
function oxideName(element: string, language: Language): string {
  const names = facts.materialWords.elements[element] as unknown as Readonly<
    Record<string, readonly string[]>
  >;
  const word = names[language]![0]!;
  switch (language) {
    case 'zh':
      return `氧化${word}`;
    case 'ja':
      return `酸化${word}`;
    case 'ko':
      return `산화${word}`;
    case 'de':
      return `${word}oxid`;
    case 'fr':
      return `oxyde de ${word}`;
    case 'es':
    case 'pt':
      return `óxido de ${word}`;
    default:
      return `${word} oxide`;
  }
}

/** Oxides with what they cost in yuan per tonne, about. */
const ELEMENTS = {
  Nd: 570_000,
  Pr: 580_000,
  Dy: 1_620_000,
  Tb: 7_030_000,
  Gd: 165_000,
  Ho: 490_000,
} as const;
type Element = keyof typeof ELEMENTS;

const head = (role: string, language: Language): string => facts.tableWords.heads[role]![language]![0]!;

function number(value: number, language: Language): string {
  const digits = String(Math.abs(value)).replace(/\B(?=(?:\d{3})+$)/g, COMMA.includes(language) ? '.' : ',');
  return value < 0 ? `-${digits}` : digits;
}

const signed = (value: number, language: Language): string =>
  value > 0 ? `+${number(value, language)}` : number(value, language);

function cellOf(role: Role, row: Row, language: Language): string {
  switch (role) {
    case 'low':
      return number(row.low, language);
    case 'high':
      return number(row.high, language);
    case 'range':
      return `${number(row.low, language)}-${number(row.high, language)}`;
    case 'mean':
      return number((row.low + row.high) / 2, language);
    case 'change':
      return row.change === undefined ? '-' : signed(row.change, language);
    case 'unit':
      return 'CNY/t';
    default:
      return COMMA.includes(language) ? '99,5%' : '99.5%';
  }
}

const LAYOUTS: Readonly<Record<string, (lines: readonly (readonly string[])[]) => string>> = {
  bars: (lines) => lines.map((cells) => cells.join(' | ')).join('\n'),
  markdown: ([heads, ...rest]) =>
    [heads!, heads!.map(() => '---'), ...rest].map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
  tabs: (lines) => lines.map((cells) => cells.join('\t')).join('\n'),
  gaps: (lines) =>
    lines
      .map((cells) =>
        cells
          .map((cell) => cell.padEnd(24))
          .join('   ')
          .trimEnd(),
      )
      .join('\n'),
  file: (lines) => lines.map((cells) => cells.join(';')).join('\n'),
  stacked: (lines) => lines.flat().join('\n'),
  barsBetween: (lines) => lines.flat().join('\n|\n'),
};

const rowsOf = (language: Language): fc.Arbitrary<Row[]> =>
  fc
    .uniqueArray(fc.constantFrom(...(Object.keys(ELEMENTS) as Element[])), { minLength: 3, maxLength: 6 })
    .chain((elements) =>
      fc.tuple(
        ...elements.map((element) =>
          fc
            .record({
              shift: fc.integer({ min: -20, max: 20 }),
              width: fc.integer({ min: 1, max: 6 }),
              change: fc.option(fc.integer({ min: -9, max: 9 }), { nil: undefined }),
            })
            .map(({ shift, width, change }): Row => {
              const step = ELEMENTS[element] / 1000;
              const low = ELEMENTS[element] + shift * step;
              return {
                subject: `${element}-oxide`,
                name: oxideName(element, language),
                low,
                high: low + width * 2 * step,
                change: change === undefined ? undefined : change * step,
              };
            }),
        ),
      ),
    );

/** Columns after the name: a range in one or two columns, and what else tables have, in any order. */
const columnsOf: fc.Arbitrary<Role[]> = fc
  .record({
    isSplit: fc.boolean(),
    extras: fc.subarray<Role>(['mean', 'change', 'unit', 'spec']),
    order: fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 }),
  })
  .map(({ isSplit, extras, order }) => {
    const roles: Role[] = [...(isSplit ? (['low', 'high'] as const) : (['range'] as const)), ...extras];
    return roles
      .map((role, index) => ({ role, at: order[index]! }))
      .sort((a, b) => a.at - b.at)
      .map(({ role }) => role);
  });

const tables = fc.constantFrom(...LANGUAGES).chain((language) =>
  fc.record({
    language: fc.constant(language),
    rows: rowsOf(language),
    columns: columnsOf,
    layout: fc.constantFrom(...Object.keys(LAYOUTS)),
  }),
);

function linesOf(language: Language, rows: readonly Row[], columns: readonly Role[]): string[][] {
  const heads = [head('name', language), ...columns.map((role) => head(role, language))];
  return [heads, ...rows.map((row) => [row.name, ...columns.map((role) => cellOf(role, row, language))])];
}

const textOf = (lines: readonly (readonly string[])[], layout: string): string =>
  `CNY/t, 2025-09-22\n\n${LAYOUTS[layout]!(lines)}\n`;

const pricesIn = (text: string) =>
  read({ text, published: '2025-09-23' }, vocabulary)
    .observations.filter(({ kind }) => kind === 'price')
    .map(({ subject, low, high, unit, period, change }) => ({
      subject,
      low,
      high,
      unit,
      period,
      change: (change ?? []).map(({ value, unit: of }) => `${value} ${of}`),
    }));

const stated = (row: Row, columns: readonly Role[]) => ({
  subject: row.subject,
  low: row.low,
  high: row.high,
  unit: 'CNY/t',
  period: '2025-09-22',
  change: columns.includes('change') && row.change !== undefined ? [`${row.change} abs`] : [],
});

describe('made price tables', () => {
  it('are read back as they were made, in every language, layout and order of columns', () => {
    fc.assert(
      fc.property(tables, ({ language, rows, columns, layout }) => {
        // one cell a line needs more than a name and a figure to be a table
        fc.pre(!layout.startsWith('stacked') || columns.length >= 2);
        const text = textOf(linesOf(language, rows, columns), layout);
        expect(pricesIn(text)).toEqual(rows.map((row) => stated(row, columns)));
      }),
      { numRuns: 400 },
    );
  });

  it('never give a wrong figure when a column is destroyed', () => {
    const destroyed = fc.record({
      table: tables,
      at: fc.nat(10),
      how: fc.constantFrom('emptied', 'overwritten', 'headless', 'left out of the rows', 'head left out'),
    });
    fc.assert(
      fc.property(destroyed, ({ table: { language, rows, columns, layout }, at, how }) => {
        // where the change is by chance the step between two of the columns that are left, the table that remains
        // is a sound one of a price, its change and the price before
        fc.pre(
          !rows.every(({ low, high, change }) => change === undefined || isStepBetween(low, high, change)),
        );
        const lines = linesOf(language, rows, columns);
        const column = 1 + (at % columns.length);
        const broken = lines.map((cells, line) => {
          const isHead = line === 0;
          if (how === 'headless') return cells.map((cell, i) => (isHead && i === column ? 'qzx' : cell));
          if (how === 'head left out') return isHead ? cells.filter((_, i) => i !== column) : cells;
          if (how === 'left out of the rows') return isHead ? cells : cells.filter((_, i) => i !== column);
          const put = how === 'emptied' ? '' : '#REF!';
          return cells.map((cell, i) => (!isHead && i === column ? put : cell));
        });
        const text = textOf(
          broken.map((cells) => (layout.startsWith('stacked') ? cells.filter((cell) => cell !== '') : cells)),
          layout,
        );
        const known = new Map(rows.map((row) => [row.subject, row]));
        for (const price of pricesIn(text)) {
          const row = known.get(price.subject!)!;
          const mean = (row.low + row.high) / 2;
          const figure = price.low === undefined ? 'none' : `${price.low}..${price.high} ${price.unit}`;
          expect(['none', `${row.low}..${row.high} CNY/t`, `${mean}..${mean} CNY/t`]).toContain(figure);
          for (const change of price.change) expect(change).toBe(`${row.change} abs`);
        }
      }),
      { numRuns: 400 },
    );
  });
});

/** Whether a change is the step from one end of a range to the other, or to its middle. */
const isStepBetween = (low: number, high: number, change: number): boolean =>
  [high - low, (high - low) / 2].some((step) => Math.abs(Math.abs(change) - step) <= 0.001 * high);

describe('any text', () => {
  it('is read without failing, however its lines and cells fall', () => {
    const piece = fc.constantFrom(
      '|',
      '\t',
      '  ',
      '\n',
      '(',
      ')',
      '$',
      '-',
      '%',
      '▲',
      '1,620',
      '99.5%',
      '2025',
      'Dy oxide',
      '氧化镝',
      'Low',
      '涨跌',
      'yuan/kg',
      '万元',
      ';',
      ',',
      'Q3',
      '9-22',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 120 }), (pieces) => {
        const text = pieces.join(' ');
        const { observations, numbers } = read({ text }, vocabulary);
        for (const { start, end, quote } of observations) expect(text.slice(start, end)).toBe(quote);
        for (const { start, end, text: printed } of numbers) expect(text.slice(start, end)).toBe(printed);
      }),
      { numRuns: 400 },
    );
  });
});
