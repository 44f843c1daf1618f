import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type IntakeDocument, type IntakeOptions, intake } from '../../src/intake/index.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coercivity-intake-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function all(source: string, options: IntakeOptions = {}): Promise<IntakeDocument[]> {
  const documents: IntakeDocument[] = [];
  for await (const document of intake(source, options)) documents.push(document);
  return documents;
}

describe('intake', () => {
  it('reads a file, and takes the date from its name where nothing else tells it', async () => {
    const path = join(folder, 'prices-2025-11-14.csv');
    await writeFile(path, 'Material,Price\nDy oxide,1560\nTb oxide,6150\n');
    expect(await all(path)).toMatchObject([
      { text: 'Material | Price\nDy oxide | 1560\nTb oxide | 6150', published: '2025-11-14', origin: path },
    ]);
  });

  it('reads standard input by its looks', async () => {
    const stdin = Readable.from([
      Buffer.from('<html><body><p>Terbium '),
      Buffer.from('stayed at 6,150.</p></body></html>'),
    ]);
    expect(await all('-', { stdin })).toMatchObject([
      { text: 'Terbium stayed at 6,150.', mediaType: 'text/html', origin: '-' },
    ]);
  });

  it('reads JSON lines as they come, before the end is there', async () => {
    const line = `${JSON.stringify({ id: 'x', text: 'Dysprosium '.repeat(20) })}\n`;
    let given = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        given += 1;
        yield Buffer.from(line.repeat(100));
      }
    }
    let count = 0;
    for await (const document of intake('-', { stdin: Readable.from(endless()) })) {
      expect(document.id).toBe('x');
      count += 1;
      if (count === 1000) break;
    }
    expect(given).toBeLessThan(40);
  });

  it('reads characters that lie over the edge of a chunk', async () => {
    const bytes = Buffer.from(`${JSON.stringify({ text: '氧化镝'.repeat(4000) })}\n`.repeat(3));
    const chunks = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, index) =>
      bytes.subarray(index * 1000, index * 1000 + 1000),
    );
    const documents = await all('-', { stdin: Readable.from(chunks) });
    expect(documents.map((document) => document.text)).toEqual(Array(3).fill('氧化镝'.repeat(4000)));
  });

  it('loses nothing over broken lines: notes go with the next document, or the last', async () => {
    const path = join(folder, 'notes.jsonl');
    await writeFile(path, '{"text":"one"}\nbroken\n{"text":"two"}\n{"text":"three"}\n{"text":""}\n');
    const documents = await all(path);
    expect(documents.map((document) => [document.text, document.notes.map((note) => note.where)])).toEqual([
      ['one', []],
      ['two', ['line 2']],
      ['three', ['line 5']],
    ]);
  });

  it('reads the files of a folder by name and goes on after one that cannot be read', async () => {
    await writeFile(join(folder, 'b.txt'), 'two');
    await writeFile(join(folder, 'a.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47]));
    await writeFile(join(folder, '.hidden'), 'no');
    await mkdir(join(folder, 'inner'));
    await writeFile(join(folder, 'c.md'), '# three');
    const documents = await all(folder);
    expect(documents.map((document) => document.text)).toEqual(['two', 'three']);
    expect(documents[0]?.notes[0]?.message).toMatch(/PNG picture/);
  });

  it('says what is wrong with a name, and stops at the size limit', async () => {
    await expect(all(join(folder, 'none.txt'))).rejects.toMatchObject({
      name: 'IntakeError',
      code: 'not-found',
      where: join(folder, 'none.txt'),
    });
    await expect(all(folder)).rejects.toMatchObject({ code: 'empty' });
    await expect(all('gopher://example.org')).rejects.toMatchObject({ code: 'address' });
    const long = Readable.from([Buffer.alloc(6000, 'a'), Buffer.alloc(6000, 'a')]);
    await expect(all('-', { stdin: long, limits: { bytes: 10_000 } })).rejects.toMatchObject({
      code: 'too-large',
    });
  });
});
