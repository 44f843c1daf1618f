import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/cli/package.ts';
import { webServer } from '../intake/web-server.ts';
import { coercivity, emptyFolder } from './run.ts';

const lines = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const sample = (name: string) => join(packageRoot, 'data', 'samples', name);
const NOTE =
  'On 9 May 2025 dysprosium oxide stood at 1,610-1,620 yuan/kg in Shanghai, up 5 yuan/kg from the day before.';

describe('the command line in an empty folder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = emptyFolder();
    expect((await coercivity(folder, ['doctor'])).code).toBe(0);
  });

  it('makes the ledger from the shipped facts on first use, once', async () => {
    expect(existsSync(join(folder, '.coercivity', 'ledger.sqlite'))).toBe(true);
    const again = await coercivity(folder, ['doctor', '--json']);
    expect(again.err).not.toContain('loaded');
    expect(lines(again.out)[0].every((check: { ok: boolean }) => check.ok)).toBe(true);
  });

  it('has help with examples for every command, and exit code 2 for a wrong call', async () => {
    const help = await coercivity(folder, ['--help']);
    for (const name of [
      'read',
      'check',
      'ingest',
      'prices',
      'trade',
      'series',
      'sources',
      'retract',
      'brief',
      'export',
      'doctor',
    ]) {
      expect(help.out).toContain(`  ${name}`);
    }
    expect((await coercivity(folder, ['check', '--help'])).out).toContain('Examples:');
    const wrong = await coercivity(folder, ['check', 'x.txt', '--as-of', '14/11/2025']);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('2025-11-14');
    expect((await coercivity(folder, ['nonsense'])).code).toBe(2);
    expect((await coercivity(folder, ['check'])).code).toBe(2);
  });

  it('reads lines of documents in order, says which line is none, and reads the others', async () => {
    const file = join(folder, 'pages.jsonl');
    writeFileSync(
      file,
      [
        JSON.stringify({ id: 'a', text: NOTE }),
        'not json',
        JSON.stringify({ id: 'b', text: 'No figure.' }),
      ].join('\n'),
    );
    const { code, out, err } = await coercivity(folder, ['read', '--jsonl', file]);
    const [a, b] = lines(out);
    expect(lines(out).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(Object.keys(a)).toEqual(['id', 'observations', 'numbers']);
    expect(a.observations[0]).toMatchObject({
      kind: 'price',
      subject: 'Dy-oxide',
      low: 1610,
      high: 1620,
      unit: 'CNY/kg',
    });
    for (const { quote, start, end } of a.observations) expect(NOTE.slice(start, end)).toBe(quote);
    expect(b.observations).toEqual([]);
    expect(err).toContain('line 2');
    expect(code).toBe(3);
  });

  it('checks a page: one object with the document, the coverage and a verdict on every statement', async () => {
    const { code, out } = await coercivity(folder, ['check', sample('market-page.html'), '--json']);
    expect(code).toBe(0);
    const checked = JSON.parse(out);
    expect(checked.document.published).toBe('2025-11-14');
    expect(checked.coverage).toBeGreaterThan(0.75);
    expect(checked.statements.length).toBeGreaterThan(15);
    for (const statement of checked.statements) {
      expect(Object.keys(statement)).toEqual(
        expect.arrayContaining([
          'quote',
          'start',
          'end',
          'kind',
          'verdict',
          'expected',
          'found',
          'how',
          'evidence',
        ]),
      );
    }
  });

  it('checks lines of documents and files nothing', async () => {
    const before = await coercivity(folder, ['sources', '--json']);
    const file = join(folder, 'check.jsonl');
    writeFileSync(file, `${JSON.stringify({ id: 7, text: NOTE, published: '2025-05-09' })}\n`);
    const { out } = await coercivity(folder, ['check', '--jsonl', file]);
    expect(lines(out)[0]).toMatchObject({ id: '7' });
    expect(lines(out)[0].statements.length).toBeGreaterThan(0);
    expect((await coercivity(folder, ['sources', '--json'])).out).toBe(before.out);
  });

  it('takes standard input, writes the annotated page, and tells a failing statement with --strict', async () => {
    const page = join(folder, 'out.html');
    const { code } = await coercivity(folder, ['check', '-', '--html', page], NOTE);
    expect(code).toBe(0);
    expect(readFileSync(page, 'utf8')).toContain('1,610-1,620');
    const strict = await coercivity(folder, ['check', sample('price-table.md'), '--strict']);
    expect(strict.code).toBe(1);
  });

  it('says what is wrong with a source and goes on with the others', async () => {
    const { code, out, err } = await coercivity(folder, ['read', 'absent.txt', sample('customs-zh.txt')]);
    expect(code).toBe(3);
    expect(err).toContain('absent.txt');
    expect(out).toContain('5,774');
  });

  it('keeps fetched pages beside the ledger: an unchanged one is not sent again, and stands in when the site fails', async () => {
    const text =
      '<html><body><article><p>In September China exported 5,774 t of rare earth magnets.</p></article></body></html>';
    let down = false;
    const site = await webServer({
      '/note': (request, response) => {
        if (down) response.writeHead(503).end();
        else if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
        else response.writeHead(200, { etag: '"1"', 'content-type': 'text/html' }).end(text);
      },
    });
    const apart = emptyFolder();
    const note = () => coercivity(apart, ['read', `${site.origin}/note`, '--allow-private', '--json']);
    const first = await note();
    const second = await note();
    down = true;
    const third = await note();
    await site.close();
    expect(first.out).toContain('5774');
    expect(second.out).toBe(first.out);
    expect(lines(third.out)[0].observations).toEqual(lines(first.out)[0].observations);
    expect(third.err).toContain('this is the copy of');
    expect(existsSync(join(apart, '.coercivity', 'ledger.sqlite-pages'))).toBe(true);
  });

  it('files a document once however often it is ingested, lists it, and takes it back', async () => {
    const note = join(folder, 'note.txt');
    writeFileSync(note, NOTE);
    const first = lines((await coercivity(folder, ['ingest', note, '--json'])).out)[0];
    const second = lines((await coercivity(folder, ['ingest', note, '--json'])).out)[0];
    expect(first.unchanged).toBe(false);
    expect(second).toMatchObject({ document: first.document, unchanged: true });
    expect((await coercivity(folder, ['sources'])).out).toContain(first.document);
    expect((await coercivity(folder, ['retract', first.document])).code).toBe(2);
    const { out } = await coercivity(folder, [
      'retract',
      first.document,
      '--why',
      'a test',
      '--who',
      'tester',
    ]);
    expect(out).toContain('is retracted');
    expect((await coercivity(folder, ['sources', '--stale'])).out).toContain('retracted');
    expect((await coercivity(folder, ['retract', 'nothing', '--why', 'x'])).code).toBe(4);
  });

  it('shows prices and trade, and refuses a series that would mix bases', async () => {
    expect((await coercivity(folder, ['prices', 'Dy-oxide', '--market', 'CN'])).out).toContain('Dy-oxide');
    expect((await coercivity(folder, ['prices', 'Unobtainium'])).err).toContain('Dy-oxide');
    expect(
      (
        await coercivity(folder, [
          'trade',
          '--partner',
          'WORLD',
          '--from',
          '2025-08-01',
          '--to',
          '2025-09-30',
        ])
      ).out,
    ).toMatch(/2025-09\s+5,774/);
    const mixed = await coercivity(folder, ['series', 'Dy-oxide']);
    expect(mixed.code).toBe(4);
    expect(mixed.err).toContain('Choose');
    const one = await coercivity(folder, [
      'series',
      'PrNd-oxide',
      '--market',
      'CN',
      '--unit',
      'CNY/t',
      '--type',
      'assessed',
      '--voice',
      'SMM',
      '--span',
      'day',
      '--spec',
      '-',
      '--vat',
      '-',
      '--months',
    ]);
    expect(one.err).toBe('');
    expect(one.out).toContain('2025-05');
  });

  it('writes the brief with every figure linked, and exports the ledger', async () => {
    const out = join(folder, 'briefs');
    const { code } = await coercivity(folder, ['brief', '--as-of', '2025-11-14', '--out', out]);
    expect(code).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['brief-2025-11-14.html', 'brief-2025-11-14.md']);
    const markdown = readFileSync(join(out, 'brief-2025-11-14.md'), 'utf8');
    expect(markdown).toMatch(/PrNd oxide \| \[541,000–544,000\]\(<https:\/\//);
    expect(markdown).toContain('[5,774 t](<https://');
    const page = readFileSync(join(out, 'brief-2025-11-14.html'), 'utf8');
    expect(page).toContain('<svg');
    expect(page).not.toMatch(/(src|href)="(?!#|https?:)/);
    const again = await coercivity(folder, [
      'brief',
      '--as-of',
      '2025-11-14',
      '--out',
      join(folder, 'again'),
    ]);
    expect(again.code).toBe(0);
    expect(readFileSync(join(folder, 'again', 'brief-2025-11-14.md'), 'utf8')).toContain(
      'None since the last brief.',
    );
    const exported = await coercivity(folder, ['export', '--format', 'jsonl', '--out', join(folder, 'ex')]);
    expect(exported.code).toBe(0);
    expect(readdirSync(join(folder, 'ex')).some((name) => name.startsWith('observations'))).toBe(true);
  });

  it('refuses a file that is no ledger and leaves it as it is', async () => {
    const foreign = join(folder, 'foreign.sqlite');
    writeFileSync(foreign, 'not a database, but somebody needs it');
    const { code, err } = await coercivity(folder, ['--ledger', foreign, 'prices']);
    expect(code).toBe(4);
    expect(err).toContain('foreign.sqlite');
    expect(readFileSync(foreign, 'utf8')).toBe('not a database, but somebody needs it');
  });
});

describe('start', () => {
  it('does the main job on the samples and serves the brief', async () => {
    const folder = emptyFolder();
    const { code, out } = await coercivity(folder, ['start', '--once', '--as-of', '2025-11-21']);
    expect(code).toBe(0);
    expect(out).toContain('brief of 2025-11-21');
    expect(out).toMatch(/fails/);
  });
});
