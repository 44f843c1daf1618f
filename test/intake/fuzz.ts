/** Seeds of every format, and ways to break them; used by the test run and by the longer run in `bench/`. */
import { writeXlsx } from 'hucre/xlsx';
import { makePdf } from './make-pdf.ts';

export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const item =
  '<item><title>Note &amp; more</title><pubDate>Fri, 14 Nov 2025 08:00:00 GMT</pubDate><description>&lt;p&gt;Up 3%&lt;/p&gt;</description></item>';

const texts: Readonly<Record<string, string>> = {
  'page.html':
    '<!doctype html><html lang="en"><head><title>T</title><meta name="date" content="2025-11-14"><script type="application/ld+json">' +
    '{"@type":"NewsArticle","datePublished":"2025-11-14"}</script></head><body class="x"><nav><a href="/">Home</a></nav><article><h1>T</h1>' +
    '<p>Terbium oxide at &yen;6,150<sup><a href="#1">1</a></sup> per kg.</p><table><tr><th rowspan=2>Dy<td colspan=2>1,560<tr><td>2<td>3</table>' +
    '<ul><li>one<li>two</ul><dl><dt>a<dd>b</dl></article><footer>c</footer></body></html>',
  'note.md':
    '---\ntitle: T\ndate: 2025-11-14\n---\n# Head\n\nA **b** `c` [d](e) &amp; \\-10\n\n| a | b |\n|---|--:|\n| 1 | \\-2 |\n\n- x\n- y\n\n> q\n\n```\ncode\n```\n<div>\n<p>z</p>\n</div>\n',
  'note.txt': 'Publish Time: 2025-11-14\n\nTerbium\t6,150\nDysprosium\t1,560\n\n氧化镝 156万元/吨\n',
  'prices.csv': '\ufeffMaterial;Price;Note\n"Dy; ""oxide""";1560,5;\nTb;;"two\nlines"\n',
  'prices.tsv': 'Material\tPrice\nDy\t1560\nTb\t6150\n',
  'feed.xml': `<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>${item}${item}</channel></rss>`,
  'atom.xml':
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>A</title><id>u</id><updated>2025-11-14T00:00:00Z</updated><content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>',
  'feed.json':
    '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_html":"<p>x</p>","date_published":"2025-11-14"}]}',
  'notes.jsonl': '{"id":"a","text":"Terbium 6,150","published":"2025-11-14"}\n{"id":"b","text":"Dy 1,560"}\n',
  'notes.json': '[{"text":"one"},{"text":"two"}]',
};

export async function seeds(): Promise<Seed[]> {
  const workbook = await writeXlsx({
    sheets: [
      {
        name: 'A',
        rows: [
          ['Material', 'Price'],
          ['Dy', 1560],
          [new Date(Date.UTC(2025, 10, 14)), -0.061],
        ],
        merges: [{ startRow: 0, startCol: 0, endRow: 1, endCol: 0 }],
      },
      { name: 'B', hidden: true, rows: [['x', true]] },
    ],
  });
  const pdf = makePdf([
    [
      { text: 'Prices', x: 60, y: 780, size: 18 },
      { text: 'Dy oxide', x: 60, y: 700 },
      { text: '1,560', x: 220, y: 700 },
      { text: 'Tb oxide', x: 60, y: 680 },
      { text: '6,150', x: 220, y: 680 },
      { text: '11⽉14⽇', x: 60, y: 640 },
    ],
    [{ text: 'Page two', x: 60, y: 700, turn: 90 }],
  ]);
  return [
    ...Object.entries(texts).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) })),
    { name: 'prices.xlsx', bytes: workbook },
    { name: 'week.pdf', bytes: pdf },
  ];
}

/** A generator of numbers below a bound, the same for the same seed. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % Math.max(1, below);
  };
}

type Random = ReturnType<typeof randomNumbers>;

/** Ways in which files come broken: cut off, bits turned, parts doubled, lost or exchanged, other bytes put in. */
export const breakages: Readonly<Record<string, (bytes: Uint8Array, random: Random) => Uint8Array>> = {
  'cut off': (bytes, random) => bytes.slice(0, random(bytes.length)),
  'bits turned': (bytes, random) => {
    const broken = bytes.slice();
    for (let count = 1 + random(8); count > 0; count -= 1) broken[random(broken.length)]! ^= 1 << random(8);
    return broken;
  },
  'a part doubled': (bytes, random) => {
    const [from, to] = part(bytes, random);
    const piece = bytes.slice(from, to);
    return joined([
      bytes.slice(0, to),
      ...Array.from({ length: 1 + random(40) }, () => piece),
      bytes.slice(to),
    ]);
  },
  'a part lost': (bytes, random) => {
    const [from, to] = part(bytes, random);
    return joined([bytes.slice(0, from), bytes.slice(to)]);
  },
  'parts exchanged': (bytes, random) => {
    const [from, to] = part(bytes, random);
    return joined([bytes.slice(to), bytes.slice(from, to), bytes.slice(0, from)]);
  },
  'other bytes put in': (bytes, random) => {
    const at = random(bytes.length);
    const noise = Uint8Array.from({ length: 1 + random(64) }, () => random(256));
    return joined([bytes.slice(0, at), noise, bytes.slice(at)]);
  },
  'signs put in': (bytes, random) => {
    const signs = [
      '<',
      '>',
      '"',
      "'",
      '&',
      '<!--',
      ']]>',
      '<table>',
      '</td>',
      '{',
      '[',
      '\\',
      '|',
      '\n---\n',
      '```',
      '\u0000',
      '%PDF-',
      'stream\n',
    ];
    const at = random(bytes.length);
    return joined([
      bytes.slice(0, at),
      new TextEncoder().encode(signs[random(signs.length)]!.repeat(1 + random(200))),
      bytes.slice(at),
    ]);
  },
};

function part(bytes: Uint8Array, random: Random): [from: number, to: number] {
  const from = random(bytes.length);
  return [from, Math.min(bytes.length, from + 1 + random(200))];
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** Inputs made to take long, of about `size` characters: the time for them must grow with their length only. */
export function slowInputs(size: number): readonly (readonly [name: string, content: string])[] {
  const fill = (piece: string, before = '', after = '') =>
    before + piece.repeat(Math.ceil(size / piece.length)) + after;
  return [
    ['nested.html', fill('<div>', '<html><body>')],
    ['nested-mixed.html', fill('<b><p><td><li><a href=x>', '<html><body>')],
    ['nested-tables.html', fill('<table><tr><td>1<td>', '<html><body>')],
    ['closing.html', fill('</div></p></b>', '<html><body>x')],
    ['less-than.html', fill('<', '<html><body>')],
    ['open-tags.html', fill('<a ', '<html><body>')],
    ['open-quotes.html', fill('<a b="', '<html><body>')],
    ['open-comments.html', fill('<!--', '<html><body>')],
    ['open-scripts.html', fill('<script>', '<html><body>x')],
    ['attributes.html', fill('a=1 ', '<html><body><p ', '>x</p>')],
    ['long-attribute.html', fill('x', '<html><body><p class="', '">Terbium 6,150</p>')],
    ['classes.html', fill('<p class="related share hot nav">12 of them</p>', '<html><body>')],
    ['cells.html', fill('<td>1', '<html><body><table><tr><td>a</td></tr><tr>')],
    ['spans.html', fill('<tr><td rowspan=2000 colspan=200>1', '<html><body><table>')],
    ['entities.html', fill('&amp;&nosuch;&#x110000;', '<html><body><p>')],
    ['breaks.html', fill('<br>', '<html><body>x', 'y')],
    [
      'links.html',
      fill(
        '<div><h3><a href="/x">A headline about the price of 12 goods</a></h3><p>Text</p></div>',
        '<html><body>',
      ),
    ],
    ['hashes.md', fill('#')],
    ['quotes.md', fill('> ')],
    ['brackets.md', fill('[')],
    ['stars.md', fill('*a ')],
    ['bars.md', fill('|', '', '\n|-|\n')],
    ['dashes.md', fill('- ')],
    ['fences.md', fill('```\n~~~\n')],
    ['divs.md', fill('<div>\n')],
    ['rules.md', fill('- - ')],
    ['spaces.txt', fill(' ')],
    ['lines.txt', fill('\n')],
    ['dates.txt', fill('2025-11-14 ')],
    ['digits.txt', fill('1')],
    ['commas.csv', fill(',')],
    ['quotes.csv', fill('"')],
    ['open-items.xml', fill('<item>', '<rss version="2.0"><channel>')],
    [
      'items.xml',
      fill('<item><title>x</title></item>', '<rss version="2.0"><channel>', '<item></channel></rss>'),
    ],
    ['brackets.json', fill('[')],
    ['brackets.jsonl', fill('{"text":[\n')],
  ];
}
