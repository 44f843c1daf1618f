import { describe, expect, it } from 'vitest';
import { readAll, textsOf } from './read.ts';

const item = (number: number) =>
  `<item><title>Note ${number} &amp; more</title><link>https://example.org/${number}</link><guid>g${number}</guid>` +
  `<pubDate>Fri, 14 Nov 2025 23:30:00 +0800</pubDate><description>&lt;p&gt;Dysprosium rose by ${number}%.&lt;/p&gt;</description></item>`;
const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Notes</title><language>en-gb</language>${items}</channel></rss>`;

describe('feeds', () => {
  it('makes every entry of an RSS feed a document', async () => {
    const { documents, notes } = await readAll(rss(item(1) + item(2)), 'feed.xml');
    expect(notes).toEqual([]);
    expect(documents).toHaveLength(2);
    expect(documents[1]).toMatchObject({
      id: 'g2',
      title: 'Note 2 & more',
      origin: 'https://example.org/2',
      published: '2025-11-14',
      text: 'Note 2 & more\n\nDysprosium rose by 2%.',
    });
  });

  it('reads 99 entries of 100 when one is broken, and says which', async () => {
    const items = Array.from({ length: 100 }, (_, index) =>
      index === 41 ? '<item><title>A</title><link>b</item>' : item(index),
    );
    const { documents, notes } = await readAll(rss(items.join('')), 'feed.xml');
    expect(documents).toHaveLength(99);
    expect(notes).toEqual([{ message: expect.stringMatching(/broken/), where: 'entry 42' }]);
  });

  it('reads the whole entries of a feed that is cut off', async () => {
    const whole = rss(item(1) + item(2) + item(3));
    const { documents, notes } = await readAll(whole.slice(0, whole.indexOf('Note 3') + 3), 'feed.xml');
    expect(documents.map((document) => document.id)).toEqual(['g1', 'g2']);
    expect(notes).toHaveLength(1);
  });

  it('reads Atom, RDF and JSON feeds', async () => {
    const atom =
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title type="html">A &lt;b&gt;c&lt;/b&gt;</title><id>u1</id>' +
      '<updated>2025-11-14T01:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Terbium 6,150</p></div></content></entry></feed>';
    expect((await readAll(atom, 'a.xml')).documents[0]).toMatchObject({
      id: 'u1',
      title: 'A c',
      published: '2025-11-14',
      text: 'A c\n\nTerbium 6,150',
    });
    const rdf =
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">' +
      '<channel><title>R</title></channel><item rdf:about="u2"><title>T</title><description>Price 5</description><dc:date>2025-11-14</dc:date></item></rdf:RDF>';
    expect((await readAll(rdf, 'r.xml')).documents[0]).toMatchObject({ id: 'u2', published: '2025-11-14' });
    const json = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      items: [
        { id: '1', content_html: '<p>Price 5</p>', date_published: '2025-11-14T08:00:00+08:00' },
        'nothing',
      ],
    });
    const feed = await readAll(json, 'f.json');
    expect(feed.documents[0]).toMatchObject({ id: '1', published: '2025-11-14', text: 'Price 5' });
    expect(feed.notes).toEqual([{ message: 'The entry is no object', where: 'entry 2' }]);
  });

  it('does not unfold entities that a feed defines for itself', async () => {
    const entities = `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(50)}"><!ENTITY b "&a;&a;&a;&a;">]>`;
    const bomb =
      entities + rss('<item><title>One &b; two</title></item>').replace('<?xml version="1.0"?>', '');
    const { documents } = await readAll(bomb, 'feed.xml');
    expect(documents[0]?.text).not.toContain('xxxx');
  });

  it('keeps tables of an entry', async () => {
    const content = '<table><tr><td>Nd</td><td>560</td></tr><tr><td>Dy</td><td>1,510</td></tr></table>';
    const { documents } = await readAll(
      rss(`<item><title>T</title><description><![CDATA[${content}]]></description></item>`),
      'f.rss',
    );
    expect(textsOf(documents[0]!, 'table')).toEqual(['Nd | 560\nDy | 1,510']);
  });
});

describe('JSON lines', () => {
  it('keeps each text to the letter, with its id and date', async () => {
    const text = 'Dy:\t1,560\r\n  next line ';
    const lines = [
      { id: 'b1', text, published: '2025-11-14' },
      { id: 7, text: 'Tb', published: null },
    ];
    const { documents } = await readAll(lines.map((line) => JSON.stringify(line)).join('\n'), 'notes.jsonl');
    expect(documents[0]).toMatchObject({
      id: 'b1',
      text,
      published: '2025-11-14',
      publishedFrom: 'given',
      origin: 'notes.jsonl#b1',
    });
    expect(documents[1]).toMatchObject({ id: '7', text: 'Tb' });
    expect(documents[1]).not.toHaveProperty('published');
  });

  it('goes on after a line that cannot be read, and says which and why', async () => {
    const { documents, notes } = await readAll(
      '{"text":"one"}\n{"text":\n{"id":"x"}\n\n{"text":"two","published":"soon"}\n',
      'notes.jsonl',
    );
    expect(documents.map((document) => document.text)).toEqual(['one', 'two']);
    expect(notes.map((note) => note.where)).toEqual(['line 2', 'line 3']);
    expect(documents[1]?.notes[0]?.message).toMatch(/`published` is not a date: "soon"/);
  });

  it('reads a JSON file of records, and says what is missing in any other', async () => {
    const { documents } = await readAll('[{"text":"one"},{"text":"two"}]', 'notes.json');
    expect(documents).toHaveLength(2);
    await expect(readAll('{"rows":[1,2]}', 'other.json')).rejects.toMatchObject({
      message: expect.stringMatching(/has no text/),
    });
  });
});
