import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { readOne, textsOf } from './read.ts';

const day = new Date(Date.UTC(2025, 10, 14));

describe('XLSX', () => {
  it('reads cells as they are shown, with the address of every row', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Prices',
          rows: [
            ['Prices at the works'],
            [],
            ['Date', 'Material', 'Price', 'Change', 'Sum'],
            [day, 'Dy oxide', 1560, -0.061, -12.5],
            [day, 'Tb oxide', 0.1 + 0.2, null, 3],
          ],
          cells: new Map([
            ['3,0', { value: day, style: { numFmt: 'dd/mm/yyyy' } }],
            ['4,0', { value: day, style: { numFmt: 'mmm yyyy' } }],
            ['3,2', { value: 1560, style: { numFmt: '#,##0 "yuan/kg"' } }],
            ['3,3', { value: -0.061, style: { numFmt: '0.0%' } }],
            ['3,4', { value: -12.5, style: { numFmt: '[$¥-804]0.00_);([$¥-804]0.00)' } }],
          ]),
        },
      ],
    });
    const document = await readOne(bytes, 'prices.xlsx');
    expect(document.text).toBe(
      [
        'Prices',
        '',
        'Prices at the works',
        '',
        'Date | Material | Price | Change | Sum',
        '2025-11-14 | Dy oxide | 1,560 yuan/kg | -6.1% | -¥12.50',
        '2025-11 | Tb oxide | 0.3 |  | 3',
      ].join('\n'),
    );
    expect(document.passages.find((passage) => passage.kind === 'row')?.source).toEqual({
      sheet: 'Prices',
      cell: 'A3:E3',
    });
  });

  it('repeats a label over several rows, but no figure', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'S',
          rows: [
            ['Element', 'Form', 'Price'],
            ['Nd', 'oxide', 560],
            [null, 'metal', null],
          ],
          merges: [
            { startRow: 1, startCol: 0, endRow: 2, endCol: 0 },
            { startRow: 1, startCol: 2, endRow: 2, endCol: 2 },
          ],
        },
      ],
    });
    expect(textsOf(await readOne(bytes, 's.xlsx'), 'table')).toEqual([
      'Element | Form | Price\nNd | oxide | 560\nNd | metal | ',
    ]);
  });

  it('puts hidden sheets last and marks them', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: 'Old', hidden: true, rows: [['a', 1]] },
        { name: 'New', rows: [['b', 2]] },
      ],
    });
    const document = await readOne(bytes, 's.xlsx');
    expect(textsOf(document, 'heading')).toEqual(['New', 'Old (hidden)']);
    expect(document.notes).toEqual([{ message: expect.stringMatching(/hidden/), where: 'sheet Old' }]);
  });

  it('refuses a workbook that unfolds to too much, before opening it', async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: 'S', rows: Array.from({ length: 2000 }, () => ['x'.repeat(500)]) }],
      stringMode: 'inline',
    });
    expect(bytes.length).toBeLessThan(100_000);
    await expect(readOne(bytes, 'bomb.xlsx', { limits: { unpackedBytes: 500_000 } })).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/unfolds to more than 500000 bytes/),
    });
  });

  it('says what other archives are', async () => {
    await expect(readOne('PK\u0003\u0004....word/document.xml', 'a.docx')).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/Word document/),
    });
    await expect(readOne('PK\u0003\u0004....xl/workbook.xml', 'a.xlsx')).rejects.toMatchObject({
      code: 'damaged',
    });
  });
});
