import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataDirectory } from '../../../src/facts/index.ts';
import { type Bill, type CellValue, readSheets, toWorkbook } from '../../../src/parts/index.ts';
import { billOf, billOfText, facts, parts } from '../support.ts';

const columns = facts.partColumns.columns;
const one = (cells: Readonly<Record<string, CellValue>>): Bill =>
  billOf([
    ['Part', ...Object.keys(cells)],
    ['A-1', ...Object.values(cells)],
  ]);

describe('headings', () => {
  it('every heading of the list is understood as its own column, however it is written', () => {
    for (const { field, title, words } of columns) {
      if (field === 'part') continue;
      for (const heading of [title, ...Object.values(words).flat()]) {
        for (const written of [
          heading,
          // "Maße" in capitals is "Masse".
          heading.includes('ß') ? heading : heading.toUpperCase(),
          ` ${heading.replaceAll(' ', '_')}:`,
          `${heading} (x)`,
        ]) {
          const bill = billOf([
            ['Part', written],
            ['A', 'x'],
          ]);
          expect(bill.columns[1]?.field, written).toBe(field);
        }
      }
    }
  });

  it('a title above the table, blank rows and a sum below it do no harm', () => {
    const bill = billOfText('Our magnets 2026,,\n,,\nPart,Grade,Mass\nA,45UH,31 g\n,,\nTotal,,31 g\n');
    expect(bill.parts).toHaveLength(1);
    expect(bill.parts[0]).toMatchObject({ row: 4, part: 'A', mass_g: 31 });
    expect(bill.problems).toEqual([]);
  });

  it('units may stand in a row of their own under the headings', () => {
    const bill = billOfText('Part,Grade,Mass,Working temperature,Stock\n,,[g],°C,weeks\nA,45UH,31,160,6\n');
    expect(bill.parts).toMatchObject([{ row: 3, mass_g: 31, temperature_C: 160, stock_weeks: 6 }]);
    expect(bill.problems).toEqual([]);
  });

  it('columns in any order, and columns that mean nothing here, give the same parts', () => {
    const rows = [
      [
        'Part',
        'Grade',
        'Mass (g)',
        'Magnets per unit',
        'Made in',
        'Working temperature (°C)',
        'Price paid (EUR/pc)',
      ],
      ['A-1', '45UH', '31', '64', 'China', '160', '3.10'],
      ['A-2', 'N42', '2.5', '4', 'DE', '60', '0.20'],
    ];
    const parsed = (order: readonly number[], junk: number) =>
      billOf(
        rows.map((row, i) => {
          const moved = order.map((at) => row[at]!);
          return [...moved.slice(0, junk), i === 0 ? 'Plant comment' : 'x', ...moved.slice(junk)];
        }),
      ).parts;
    const expected = billOf(rows).parts;
    expect(expected).toHaveLength(2);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 }),
        fc.integer({ min: 0, max: 7 }),
        (order, junk) => {
          expect(parsed(order, junk)).toEqual(expected);
        },
      ),
    );
  });

  it('two columns of one meaning are pointed out, and a column can be named by hand', () => {
    const rows = [
      ['Part', 'Weight', 'Magnet weight', 'Kommentar'],
      ['A', '5 g', '7 g', '45UH'],
    ];
    const bill = billOf(rows);
    // The heading that says more counts.
    expect(bill.parts[0]).toMatchObject({ mass_g: 7 });
    expect(bill.problems[0]).toMatchObject({ kind: 'note', column: 'B "Weight"' });
    expect(billOf(rows, { Weight: '', Kommentar: 'grade' }).parts[0]).toMatchObject({
      mass_g: 7,
      grade: '45UH',
    });
  });

  it('a file without headings is refused with what it needs', () => {
    expect(() => billOfText('1,2,3\n4,5,6\n')).toThrow(/Part.*template/s);
    expect(() => billOfText('')).toThrow(/empty/);
  });
});

describe('cells', () => {
  it.each([
    ['Mass', '31 g', { mass_g: 31 }],
    ['Mass (kg)', '1,135', undefined],
    ['Mass (kg)', '1,1355', { mass_g: 1135.5 }],
    ['Gewicht in kg', '0,29', { mass_g: 290 }],
    ['Mass', '0.5 lb', { mass_g: 226.796185 }],
    ['Mass', 31.5, undefined],
    ['Mass (g)', 31.5, { mass_g: 31.5 }],
    ['Working temperature', '160 °C', { temperature_C: 160 }],
    ['Working temperature', '-40...150 °C', { temperature_C: 150 }],
    ['Working temperature (°F)', '302', { temperature_C: 150 }],
    ['Working temperature', 'max. 120', { temperature_C: 120 }],
    ['Coercivity', '25 kOe', { Hcj_kA_m: 1989.43678875 }],
    ['Units per year', '120 000', { units_per_year: 120_000 }],
    ['Units per year', '2.5 k', { units_per_year: 2500 }],
    ['年产量', '12万', { units_per_year: 120_000 }],
    ['Made in', '中国', { country: 'CN' }],
    ['Made in', 'Allemagne', { country: 'DE' }],
    ['Destination', 'USA', { destination: 'US' }],
    ['Destination', 'uk', { destination: 'GB' }],
    ['Stock in weeks', '42 days', { stock_weeks: 6 }],
    ['Stock in weeks', 0, { stock_weeks: 0 }],
    ['Last order', '12.06.2025', { ordered: '2025-06-12' }],
    ['Last order', '6/25/2025', { ordered: '2025-06-25' }],
    ['Last order', 'June 2025', { ordered: '2025-06-30' }],
    ['Last order', '2025年6月12日', { ordered: '2025-06-12' }],
    ['Last order', new Date('2025-06-12T00:00:00Z'), { ordered: '2025-06-12' }],
    ['Last order', '05/06/2025', undefined],
    ['Price paid', '3.10 EUR/pc', { price_paid: { value: 3.1, currency: 'EUR', per: 'piece' } }],
    ['Price paid', '€ 12,50 je Satz', { price_paid: { value: 12.5, currency: 'EUR', per: 'unit' } }],
    ['Price paid (CNY/kg)', 480, { price_paid: { value: 480, currency: 'CNY', per: 'kg' } }],
    ['Price paid', '420000 RMB/t', { price_paid: { value: 420, currency: 'CNY', per: 'kg' } }],
    ['单价 (元)', '3.5', { price_paid: { value: 3.5, currency: 'CNY', per: 'piece' } }],
    ['Price paid', '3.10', undefined],
    ['Price paid', '3.10 EUR', undefined],
    ['Size', '40 x 17 x 6 mm', { size: { volume_mm3: 4080, thinnest_mm: 6 } }],
    ['Size', '4 × 1.7 × 0.6 cm', { size: { volume_mm3: 4080, thinnest_mm: 6 } }],
    ['Size', '40 x 17', undefined],
    ['Route', '晶界扩散', { route: 'diffused' }],
    ['Class', 'UH', { temperature_class: 'UH' }],
    ['Class', 'hot', undefined],
    ['Bought as', 'rotor assembly', { form: 'rotor' }],
    ['End use', 'washing machine', { application: 'Other home appliance', use: 'general' }],
    ['End use', 'military drone', { defence: true }],
    ['HS', '8505.11.00', { customs_code: '85051100' }],
    ['Grade', 'steel 1.4404', undefined],
    ['Grade', 'PrNd 29.3, Dy 0.9, Tb 0.4 diffused', { diffused: ['Tb'] }],
  ])('%s: %s', (heading, cell, expected) => {
    const bill = one({ [heading]: cell });
    const wrong = bill.problems.filter((problem) => problem.kind !== 'note');
    if (expected) {
      expect(wrong).toEqual([]);
      for (const [field, value] of Object.entries(expected)) {
        const found = bill.parts[0]?.[field as keyof (typeof bill.parts)[0]];
        if (typeof value === 'number') expect(found).toBeCloseTo(value, 6);
        else expect(found).toEqual(value);
      }
      return;
    }
    expect(wrong).toHaveLength(1);
    expect(wrong[0]).toMatchObject({
      row: 2,
      column: expect.stringContaining('B'),
      expected: expect.any(String),
    });
  });

  it('a cell that decides what the part is takes its row out, another one only itself; good rows stay', () => {
    const bill = billOfText(
      'Part,Grade,Mass,Stock in weeks\nA,45UH,31 g,6\nB,45UH,heavy,6\nC,45UH,31,6\nD,45UH,31 g,plenty\nE,N42,-5 g,6\n',
    );
    expect(bill.parts.map(({ part }) => part)).toEqual(['A', 'D']);
    expect(bill.parts[1]).not.toHaveProperty('stock_weeks');
    expect(bill.problems.map(({ row, kind }) => [row, kind])).toEqual([
      [3, 'row left out'],
      [4, 'row left out'],
      [5, 'cell left out'],
      [6, 'row left out'],
    ]);
    expect(bill.problems[1]!.found).toContain('no unit');
  });

  it('words for "not known" leave the cell empty', () => {
    for (const none of ['-', 'n/a', 'TBD', '未知', '?', '–']) {
      expect(one({ Grade: '45UH', Mass: none }).problems).toEqual([]);
    }
  });

  it('any text in any column is answered with a reading or a problem, never an exception', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...columns),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        ({ title, field }, text) => {
          if (field === 'part') return;
          const bill = one({ [title]: text });
          expect(bill.parts.length + bill.problems.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('files', () => {
  const sample = (name: string) => readFileSync(join(dataDirectory, 'parts', 'samples', name));
  const read = async (name: string) => parts.readBill(await readSheets(name, sample(name)));

  it.each([
    ['ev-traction-motors.csv', 12, 0],
    ['wind-generators.csv', 6, 0],
    ['appliances-and-e-bikes.csv', 10, 1],
  ])('%s: every row is read, or said why not', async (name, count, leftOut) => {
    const bill = await read(name);
    expect(bill.parts).toHaveLength(count);
    expect(new Set(bill.problems.filter((p) => p.kind === 'row left out').map((p) => p.row)).size).toBe(
      leftOut,
    );
    expect(bill.columns.every((column) => column.field)).toBe(true);
  });

  it('a workbook gives what the same table as text gives', async () => {
    const text = await read('wind-generators.csv');
    const rows = new TextDecoder()
      .decode(sample('wind-generators.csv'))
      .split('\n')
      .map((line) => line.split(';'));
    const heads = rows[2]!.map((title) => ({ title, kind: 'text' as const }));
    const bytes = await toWorkbook([
      { name: 'Notes', heads: [{ title: 'Nothing', kind: 'text' }], rows: [] },
      { name: 'Teile', heads, rows: rows.slice(3) },
    ]);
    const book = parts.readBill(await readSheets('teile.xlsx', bytes));
    expect(book.name).toBe('Teile');
    expect(book.parts.map(({ row: _, ...part }) => part)).toEqual(
      text.parts.map(({ row: _, ...part }) => part),
    );
  });

  it('numbers and dates of a workbook keep their meaning whatever the decimal sign of its texts', async () => {
    const heads = ['Part', 'Grade', 'Mass (g)', 'Price paid (EUR/kg)'].map((title) => ({
      title,
      kind: 'text' as const,
    }));
    const bytes = await toWorkbook([
      {
        name: 'A',
        heads,
        rows: [
          ['X', '45UH', 1.135, 41.5],
          ['Y', '45UH', '2,5', '40,25'],
        ],
      },
    ]);
    const bill = parts.readBill(await readSheets('a.xlsx', bytes));
    expect(bill.parts.map((part) => [part.mass_g, part.price_paid?.value])).toEqual([
      [1.135, 41.5],
      [2.5, 40.25],
    ]);
  });

  it('what is no table, or far too large, is refused in words', async () => {
    const zip = new Uint8Array([0x50, 0x4b, 3, 4, ...new Array(60).fill(0)]);
    await expect(readSheets('a.xlsx', zip)).rejects.toThrow(/damaged workbook/);
    await expect(readSheets('a.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))).rejects.toThrow(
      /save it as .xlsx/,
    );
    await expect(readSheets('big.csv', new Uint8Array(20e6 + 1))).rejects.toThrow(/20 MB/);
    await expect(readSheets('long.csv', new TextEncoder().encode('a\n'.repeat(100_002)))).rejects.toThrow(
      /100000 rows/,
    );
  });

  it('an archive that says it unfolds to more than allowed is not opened', async () => {
    const bytes = (
      await toWorkbook([{ name: 'A', heads: [{ title: 'Part', kind: 'text' }], rows: [] }])
    ).slice();
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at < bytes.length - 30; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0x7fffffff, true);
    await expect(readSheets('bomb.xlsx', bytes)).rejects.toThrow(/unfolds to more/);
  });
});
