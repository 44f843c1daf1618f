import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makePdf, type PlacedText } from './make-pdf.ts';
import { readOne, textsOf } from './read.ts';

const row = (y: number, ...cells: (readonly [x: number, text: string])[]): PlacedText[] =>
  cells.map(([x, text]) => ({ x, y, text }));

describe('PDF', () => {
  it('puts rows of a table together, with empty cells and a cell broken over lines', async () => {
    const document = await readOne(
      makePdf([
        [
          { text: 'Prices of the week', x: 60, y: 780, size: 18 },
          {
            text: 'Makers of magnets bought little, and the prices of oxides hardly moved in the week.',
            x: 60,
            y: 750,
          },
          ...row(700, [60, 'Material'], [220, 'Low'], [270, 'High'], [330, 'Change'], [400, 'Unit']),
          ...row(
            680,
            [60, 'Dysprosium oxide'],
            [220, '1,560'],
            [270, '1,580'],
            [330, '-10'],
            [400, 'yuan/kg'],
          ),
          ...row(660, [60, 'Terbium oxide'], [220, '6,130'], [270, '6,170'], [400, 'yuan/kg']),
          { text: 'Praseodymium and', x: 60, y: 640 },
          ...row(628, [60, 'neodymium oxide'], [220, '550'], [270, '552'], [330, '0'], [400, 'yuan/kg']),
        ],
      ]),
      'week.pdf',
    );
    expect(textsOf(document, 'heading')).toEqual(['Prices of the week']);
    expect(textsOf(document, 'table')).toEqual([
      [
        'Material | Low | High | Change | Unit',
        'Dysprosium oxide | 1,560 | 1,580 | -10 | yuan/kg',
        'Terbium oxide | 6,130 | 6,170 |  | yuan/kg',
        'Praseodymium and neodymium oxide | 550 | 552 | 0 | yuan/kg',
      ].join('\n'),
    ]);
    expect(document.passages.every((passage) => passage.source?.page === 1)).toBe(true);
  });

  it('keeps narrow columns of figures apart', async () => {
    const rows = ['China', 'Japan', 'Vietnam', 'Korea'].map((place, index) =>
      row(
        700 - index * 14,
        [60, place],
        [120, `${index + 1},250`],
        [152, `${index + 2},340`],
        [184, `${index}.5`],
      ),
    );
    const document = await readOne(makePdf([rows.flat()]), 'trade.pdf');
    expect(textsOf(document, 'row')[1]).toBe('Japan | 2,250 | 3,340 | 1.5');
  });

  it('reads set text down one column and then the next', async () => {
    const left = [
      'the first column tells of exports that',
      'rose in the month while the makers at',
      'home waited for the new quota to be',
      'told by the ministry in the capital.',
    ];
    const right = [
      'the second column tells of imports of',
      'ores from abroad, which fell again and',
      'were the lowest in the year, as mines',
      'were closed by rain for many weeks.',
    ];
    const texts = left.flatMap((text, index) => row(700 - index * 13, [60, text], [320, right[index]!]));
    const { text } = await readOne(makePdf([texts]), 'columns.pdf');
    expect(text).toBe(`${left.join(' ')}\n\n${right.join(' ')}`);
  });

  it('turns radicals back to characters', async () => {
    const { text } = await readOne(makePdf([[{ text: '11⽉14⽇,⻓期⼟地⻚', x: 60, y: 700 }]]), 'zh.pdf');
    expect(text).toBe('11月14日,长期土地页');
  });

  it('keeps running heads and page numbers apart and joins a paragraph over the end of a page', async () => {
    const page = (number: number, body: string): PlacedText[] => [
      { text: 'Magnet letter', x: 60, y: 820 },
      { text: body, x: 60, y: 700 },
      { text: `Page ${number} of 3`, x: 280, y: 30 },
    ];
    const document = await readOne(
      makePdf([
        page(1, 'The export of magnets to the union rose in the month of August and reached'),
        page(2, 'two thousand tonnes, more than in July.'),
        page(3, 'Nothing else was told.'),
      ]),
      'letter.pdf',
    );
    expect(document.text).toBe(
      'The export of magnets to the union rose in the month of August and reached two thousand tonnes, more than in July.\n\nNothing else was told.',
    );
    expect(document.aside).toContain('Magnet letter');
  });

  it('turns a page that is set on its side', async () => {
    const turned = ['Terbium 6,150 yuan', 'Dysprosium 1,560 yuan'].map((text, index) => ({
      text,
      x: 100 + index * 40,
      y: 100,
      turn: 90,
    }));
    expect((await readOne(makePdf([turned]), 'side.pdf')).text).toBe(
      'Terbium 6,150 yuan\n\nDysprosium 1,560 yuan',
    );
  });

  it('prints bold text once, though it is set twice', async () => {
    const twice = [0, 0.3].map((shift) => ({ text: 'Dysprosium 1,560', x: 60 + shift, y: 700 }));
    expect((await readOne(makePdf([twice]), 'bold.pdf')).text).toBe('Dysprosium 1,560');
  });

  it('says which page holds no text, and that a file of pictures holds none', async () => {
    const document = await readOne(
      makePdf([[{ text: 'Terbium rose in the week.', x: 60, y: 700 }], []]),
      'scan.pdf',
    );
    expect(document.notes).toEqual([{ message: expect.stringMatching(/scanned/), where: 'page 2' }]);
    await expect(readOne(makePdf([[], []]), 'scan.pdf')).rejects.toMatchObject({
      code: 'empty',
      message: expect.stringMatching(/None of the 2 pages holds text.*text recognition/),
    });
  });

  it('refuses a file with a part that unfolds to more than memory holds', async () => {
    const packed = deflateSync(Buffer.alloc(3_000_000, ' '));
    const pdf = (filter: string) =>
      Buffer.concat([
        Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Filter ${filter} >>\nstream\n`),
        packed,
        Buffer.from('\nendstream\n'),
      ]);
    const limits = { unpackedBytes: 1_000_000 };
    await expect(readOne(pdf('/FlateDecode'), 'bomb.pdf', { limits })).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/unfolds to more than 1000000 bytes/),
    });
    await expect(readOne(pdf('[/FlateDecode /FlateDecode]'), 'bomb.pdf')).rejects.toMatchObject({
      message: expect.stringMatching(/packed more than once/),
    });
  });

  it('has a limit on pages', async () => {
    const pages = Array.from({ length: 4 }, () => [{ text: 'x', x: 60, y: 700 }]);
    await expect(readOne(makePdf(pages), 'long.pdf', { limits: { pages: 3 } })).rejects.toMatchObject({
      code: 'too-large',
    });
  });
});

describe('a PDF that takes too long', () => {
  it('is stopped, and the next document is read', async () => {
    const busy = makePdf([[{ text: 'x', x: 60, y: 700 }]]);
    const work = deflateSync(Buffer.from('BT /F1 10 Tf 1 0 0 1 10 10 Tm (x) Tj ET '.repeat(1_000_000)));
    const packed = Buffer.concat([
      Buffer.from(`<< /Length ${work.length} /Filter /FlateDecode >>\nstream\n`),
      work,
    ]);
    const text = Buffer.from(busy).toString('latin1');
    const content = text.indexOf('<< /Length', text.indexOf('8 0 obj'));
    const end = text.indexOf('\nendstream', content);
    const slow = Buffer.concat([
      Buffer.from(busy.subarray(0, content)),
      packed,
      Buffer.from(busy.subarray(end)),
    ]);
    await expect(
      readOne(new Uint8Array(slow), 'slow.pdf', { limits: { timeMs: 200 } }),
    ).rejects.toMatchObject({
      code: 'too-slow',
      message: expect.stringMatching(/stopped \(slow\.pdf\)/),
    });
    expect((await readOne(busy, 'next.pdf')).text).toBe('x');
  }, 60_000);
});
