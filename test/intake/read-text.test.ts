import { describe, expect, it } from 'vitest';
import { IntakeError } from '../../src/intake/index.ts';
import { encode } from './encode.ts';
import { readOne as read } from './read.ts';

const pieces = (document: Awaited<ReturnType<typeof read>>) =>
  document.passages.map(({ kind, start, end }) => [kind, document.text.slice(start, end)]);

describe('plain text', () => {
  it('keeps every character, so that offsets hold for the sender', async () => {
    const text = 'Dysprosium oxide: 1,560 yuan/kg\n\n  Terbium stays at 6,150.\n';
    const document = await read(text, 'note.txt');
    expect(document.text).toBe(text);
    expect(pieces(document)).toEqual([
      ['paragraph', 'Dysprosium oxide: 1,560 yuan/kg'],
      ['paragraph', 'Terbium stays at 6,150.'],
    ]);
  });

  it('finds the date after a label, not the dates of the story', async () => {
    const document = await read(
      'Views: 3 Author: Desk Publish Time: 2025-11-14 Origin: Site\nOn 1 October 2025 the act took effect.',
      'page.txt',
    );
    expect(document.published).toBe('2025-11-14');
    expect(document.publishedFrom).toBe('byline');
  });

  it('has no date where none is stated', async () => {
    const document = await read('Prices rose after 9 October 2025, when the ministry spoke.', 'page.txt');
    expect(document).not.toHaveProperty('published');
  });

  it.each([
    ['氧化镨钕报价每吨55万元,较昨日持平,市场成交一般。', 'gb18030', 'zh'],
    ['氧化鏑的價格在本月上漲,買方仍在觀望,市場成交不多。', 'big5', 'zh'],
    ['ネオジム磁石の輸出は前月に比べて増えたが、価格は変わらなかった。', 'shift_jis', 'ja'],
    ['네오디뮴 자석의 수출은 지난달보다 늘었지만 가격은 변하지 않았다고 한다.', 'euc-kr', 'ko'],
  ])('reads %s from %s without any statement of the encoding', async (text, encoding, language) => {
    const document = await read(encode(text, encoding), 'page.txt');
    expect(document.text).toBe(text);
    expect(document.language).toBe(language);
  });

  it('reads UTF-16 with and without its mark', async () => {
    const text = 'Terbium metal 8,250,000 yuan per ton';
    const wide = new Uint8Array([...text].flatMap((char) => [char.charCodeAt(0), 0]));
    expect((await read(wide, 'a.txt')).text).toBe(text);
    expect((await read(new Uint8Array([0xff, 0xfe, ...wide]), 'a.txt')).text).toBe(text);
  });

  it.each([
    ['Die Preise für Dysprosium sind im August auf dem Markt in China und in der EU gestiegen.', 'de'],
    [
      'Les prix du dysprosium ont augmenté en août sur le marché de la Chine et dans les pays de la zone.',
      'fr',
    ],
    [
      'Los precios del disprosio en el mercado de China han subido en agosto por la demanda de los imanes.',
      'es',
    ],
    [
      'Os preços do disprósio no mercado da China não subiram em agosto, com a procura de ímãs em queda.',
      'pt',
    ],
    ['The price of dysprosium in the market is up in August, and that of terbium was stable.', 'en'],
  ])('tells the language of: %s', async (text, language) => {
    expect((await read(text, 'a.txt')).language).toBe(language);
  });
});

describe('Markdown', () => {
  it('takes marks away and keeps tables as rows', async () => {
    const document = await read(
      [
        '---',
        'title: Weekly note',
        'date: 2025-11-14',
        '---',
        '# Prices',
        'Dysprosium **1,560**',
        'yuan/kg &amp; more, see [the list](https://example.org/a_b).',
        '',
        '| Material | Price | Change |',
        '|---|--:|--:|',
        '| Dy oxide | 1,560 | \\-10 |',
        '- first\\_item',
        '- second',
      ].join('\n'),
      'note.md',
    );
    expect(document).toMatchObject({
      title: 'Weekly note',
      published: '2025-11-14',
      publishedFrom: 'metadata',
    });
    expect(pieces(document)).toEqual([
      ['heading', 'Prices'],
      ['paragraph', 'Dysprosium 1,560 yuan/kg & more, see the list.'],
      ['table', 'Material | Price | Change\nDy oxide | 1,560 | -10'],
      ['row', 'Material | Price | Change'],
      ['row', 'Dy oxide | 1,560 | -10'],
      ['list', 'first_item'],
      ['list', 'second'],
    ]);
  });
});

describe('CSV', () => {
  it('finds the separator, undoes quotes, keeps empty cells and names the lines', async () => {
    const document = await read(
      '\ufeffMaterial;Price;Note\n"Dy; oxide";1560,5;"two\nlines"\nTb oxide;;"say ""x"""\n',
      'prices.csv',
    );
    expect(document.text).toBe(
      'Material | Price | Note\nDy; oxide | 1560,5 | two lines\nTb oxide |  | say "x"',
    );
    expect(document.passages.at(-1)?.source).toEqual({ line: 4 });
  });
});

describe('errors', () => {
  it('says what is wrong, where, and what would be right', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]);
    const error = await read(png, 'chart.png').catch((reason) => reason);
    expect(error).toBeInstanceOf(IntakeError);
    expect(error.code).toBe('unsupported');
    expect(error.message).toMatch(/PNG picture.*\(chart\.png\).*Give the text/);
  });

  it('refuses a given date that is none', async () => {
    await expect(read('Terbium', 'a.txt', { published: 'soon' })).rejects.toMatchObject({
      code: 'date',
      where: 'a.txt',
    });
    expect(await read('Terbium', 'a.txt', { published: '2025-11' })).toMatchObject({
      published: '2025-11',
      publishedFrom: 'given',
    });
  });

  it('refuses an empty file and one over the limit', async () => {
    await expect(read('', 'a.txt')).rejects.toMatchObject({ code: 'empty' });
    const long = read(new Uint8Array(20), 'a.txt', { limits: { bytes: 10 } });
    await expect(long).rejects.toMatchObject({ code: 'too-large', where: 'a.txt' });
  });
});
