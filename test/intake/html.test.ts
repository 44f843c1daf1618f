import { describe, expect, it } from 'vitest';
import { readOne } from './read.ts';

const read = (html: string, origin = 'page.html') => readOne(html, origin);

const page = `<!DOCTYPE html><html lang="en-US"><head><title>Magnet note | Site</title>
<meta property="og:title" content="Magnet note"><meta name="author" content="A. Writer">
<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-11-14T23:30:00-05:00"}</script>
<style>p{color:red}</style></head><body>
<div id="cookie-bar">We use cookies to measure 12 things. <button>Accept all</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/p">Products</a></li></ul></nav>
<div class="wrap"><div class="content"><h1>Magnet note</h1>
<p>Dysprosium iron stood at &yen;1,510,000/ton, unchanged<sup><a href="#n1">3</a></sup>, and the week was quiet for all the buyers.</p>
<p>Terbium metal stayed at &#165;8,250,000&nbsp;per ton while makers of magnets waited for the new quota to be told.</p>
<table><tr><th>Material</th><th colspan=2>Price</th></tr><tr><td rowspan=2>Nd<td>oxide<td>560<tr><td>metal<td>697</table>
<p>Dy<sub>2</sub>O<sub>3</sub> at 99.5% needs 10 m<sup>2</sup> of floor, as the plant's own engineers said in a talk.</p>
</div>
<div class="side"><h3>Related articles</h3><ul><li><a href="/x">Exports of magnets rose 6.1% in September to 5,774 tons</a></li><li><a href="/y">Contact</a></li></ul></div></div>
<footer>© 2025 Site. Call 555 0100.</footer><script>document.write('<p>never 42</p>')</script></body></html>`;

describe('a web page', () => {
  it('gives its main text, then teasers, and keeps its furniture apart', async () => {
    const document = await read(page);
    const of = (kind: string) =>
      document.passages
        .filter((passage) => passage.kind === kind)
        .map(({ start, end }) => document.text.slice(start, end));
    expect(of('heading')[0]).toBe('Magnet note');
    expect(of('paragraph')).toHaveLength(3);
    expect(of('teaser')).toContain('Exports of magnets rose 6.1% in September to 5,774 tons');
    expect(document.aside).toContain('We use cookies');
    expect(document.aside).toContain('555 0100');
    expect(document.text).not.toContain('cookies');
    expect(`${document.text}${document.aside}`).not.toMatch(/never 42|color:red/);
  });

  it('decodes entities, keeps footnote marks off the figures and writes formulas plainly', async () => {
    const { text } = await read(page);
    expect(text).toContain('¥1,510,000/ton, unchanged[3], and');
    expect(text).toContain('¥8,250,000 per ton');
    expect(text).toContain('Dy2O3 at 99.5% needs 10 m²');
  });

  it('keeps a table as rows, with a label over several rows in each of them', async () => {
    const { text } = await read(page);
    expect(text).toContain('Material | Price | \nNd | oxide | 560\nNd | metal | 697');
  });

  it('keeps the rows of a table that is built of boxes', async () => {
    const row = (...cells: string[]) =>
      `<div class="r">${cells.map((cell) => `<span>${cell}</span>`).join('')}</div>`;
    const boxes = row('Material', 'Price') + row('Dy oxide', '1,560') + row('Tb oxide', '6,150');
    const { text } = await read(
      `<html><body><p>Prices of the day, in yuan per kilogram.</p><div>${boxes}</div></body></html>`,
    );
    expect(text).toContain('Material | Price\nDy oxide | 1,560\nTb oxide | 6,150');
  });

  it('keeps the headline of a teaser, but not a list of links', async () => {
    const card = (title: string, lead: string) =>
      `<li><a href="/x"><h3>${title}</h3></a><div>${lead}</div><a href="/x">More</a></li>`;
    const cards = [
      card('Exports in August', 'Exports to the union rose to 2,582 tons in August, up 21% on the mon'),
      card('A law on magnets', 'The parliament approved a share of 25% by 2030. Th'),
      card('Ferrites', 'Makers of appliances asked for more ferrite magnets, which cost less.'),
    ];
    const main =
      '<h1>Note</h1><p>The week was quiet, said the makers of magnets, and nobody bought more than was needed for the month.</p>';
    const document = await read(
      `<html><body><div>${main}</div><div><h2>Other notes</h2><ul>${cards.join('')}</ul></div></body></html>`,
    );
    const teasers = document.passages.filter((passage) => passage.kind === 'teaser');
    expect(teasers.map(({ start, end }) => document.text.slice(start, end)).slice(0, 2)).toEqual([
      'Exports in August',
      'Exports to the union rose to 2,582 tons in August, up 21% on the mon',
    ]);
    expect(document.text).not.toContain('More');
  });

  it('reads title, author, language and date from metadata; the day is the one written', async () => {
    expect(await read(page)).toMatchObject({
      title: 'Magnet note',
      author: 'A. Writer',
      language: 'en',
      published: '2025-11-14',
      publishedFrom: 'metadata',
    });
  });

  it('takes the date from the byline, else from the address', async () => {
    const body =
      '<html><body><p>发布时间:2025年11月14日 来源:本站</p><p>氧化镝报价维持不变,市场观望情绪较浓。</p></body></html>';
    expect(await read(body)).toMatchObject({
      published: '2025-11-14',
      publishedFrom: 'byline',
      language: 'zh',
    });
    const bare =
      '<html><body><p>Prices of magnets stayed where they were, said makers in the region.</p></body></html>';
    expect(await read(bare, 'https://example.org/2025/11/14/magnets.html')).toMatchObject({
      published: '2025-11-14',
      publishedFrom: 'address',
    });
  });

  it('tells when metadata and byline give different dates', async () => {
    const html =
      '<html><head><meta name="date" content="2025-11-14"></head><body><p>Published: 2025-11-10</p><p>Magnets.</p></body></html>';
    const document = await read(html);
    expect(document.published).toBe('2025-11-14');
    expect(document.notes[0]?.message).toMatch(/2025-11-14.*2025-11-10/);
  });

  it('says why a page drawn by scripts holds no text', async () => {
    await expect(
      read('<html><body><div id="app"></div><script src="a.js"></script></body></html>'),
    ).rejects.toMatchObject({
      code: 'empty',
      message: expect.stringMatching(/drawn by scripts/),
    });
  });

  it('keeps the text of markup nested beyond the limit, and says so', async () => {
    const document = await read(
      `<html><body>${'<div>'.repeat(5000)}Terbium rose by 3% in the week.${'</div>'.repeat(5000)}`,
    );
    expect(document.text).toContain('Terbium rose by 3%');
    expect(document.notes[0]?.message).toMatch(/nested deeper/);
  });

  it('survives markup that is not closed: paragraphs, cells, links, fonts', async () => {
    const { text } = await read(
      '<html><body><table><tr><td><font>Nd<td><font>560<tr><td><font>Dy<td><font>1,510</table><p>one<p>two <a href=x>three<p>four',
    );
    expect(text).toContain('Nd | 560\nDy | 1,510');
    expect(text).toMatch(/one\n\ntwo three\n\nfour/);
  });
});
