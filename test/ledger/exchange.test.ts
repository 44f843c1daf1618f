import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addReadings,
  documentById,
  documents,
  EXPORT_FORMATS,
  type ExportedFile,
  exportLedger,
  importLedger,
  type Ledger,
  loadShipped,
  openLedger,
  type ReadDocument,
  readingById,
  record,
  reinstate,
  retract,
} from '../../src/ledger/index.ts';
import { KINDS, type NumberAccount, type Observation } from '../../src/reading/observation.ts';
import { DATABASES, type TestDatabase } from './engines.ts';
import { price, readDocument, shipped, trade } from './make.ts';

/** Everything that an export promises to keep. */
async function contents(ledger: Ledger) {
  const summaries = await documents(ledger, { limit: 1000 });
  return {
    documents: (await Promise.all(summaries.map((summary) => documentById(ledger, summary.id)))).map(
      (document) => ({ ...document, readings: document?.readings.slice(-1) }),
    ),
    readings: await Promise.all(summaries.map((summary) => readingById(ledger, summary.id))),
    record: await record(ledger, { retracted: true }),
    counted: (await record(ledger)).map((row) => row.id),
  };
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'a,"\'\r\n\t =+-@0;元'), maxLength: 12 }),
);
const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0);
const texts = {
  subject: anyText,
  unit: anyText,
  period: anyText,
  place: anyText,
  org: anyText,
  purity: anyText,
};
const anyStated = fc
  .record(
    {
      ...texts,
      status: fc.constantFrom('announced', 'in_force', 'repealed'),
      low: anyNumber,
      value: anyNumber,
      change: fc.array(
        fc.record({ basis: fc.constantFrom('mom', 'yoy'), value: anyNumber }, { requiredKeys: ['basis'] }),
      ),
      // A field that this version of the export has no column for.
      horizon: anyText,
    },
    { requiredKeys: [] },
  )
  .map(({ low, ...stated }) => (low === undefined ? stated : { ...stated, low, high: low }));

const anyDocument: fc.Arbitrary<ReadDocument> = fc
  .record({
    text: fc.string({ unit: 'binary', maxLength: 120 }),
    title: fc.option(anyText, { nil: undefined }),
    location: anyText,
    name: anyText,
    published: fc.constantFrom(undefined, '2025', '2025-11', '2025-11-20', '2025-11-20T08:00:00Z'),
    reader: anyText,
    stated: fc.array(fc.tuple(anyStated, fc.constantFrom(...KINDS), fc.nat(), fc.nat(), anyText), {
      maxLength: 4,
    }),
    spans: fc.array(fc.tuple(fc.nat(), fc.nat(), anyText, fc.constantFrom('read', 'set-aside', 'unread')), {
      maxLength: 4,
    }),
  })
  .map(({ text, title, location, name, published, reader, stated, spans }): ReadDocument => {
    const cut = (a: number, b: number) => {
      // Between characters, not inside one.
      const places = [0];
      for (const character of text) places.push(places.at(-1)! + character.length);
      const at = (n: number): number => places[n % places.length]!;
      const [start, end] = [Math.min(at(a), at(b)), Math.max(at(a), at(b))];
      return { start, end, words: text.slice(start, end) };
    };
    const observations = stated.map(([fields, kind, a, b, read_by]) => {
      const { start, end, words } = cut(a, b);
      return { ...fields, kind, quote: words, start, end, read_by } as Observation;
    });
    const numbers = spans.map(([a, b, reason, status]): NumberAccount => {
      const { start, end, words } = cut(a, b);
      return { start, end, text: words, status, ...(status === 'set-aside' && reason ? { reason } : {}) };
    });
    return {
      document: {
        text,
        origin: { kind: 'url', location },
        source: { name },
        ...(title === undefined ? {} : { title }),
        ...(published === undefined ? {} : { published }),
      },
      reading: { observations, numbers },
      reader,
    };
  });

describe.each(DATABASES)('export and import on %s', (name, start) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await start();
  });
  afterAll(() => database.stop());

  it.each(EXPORT_FORMATS)('as %s give the same ledger back', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyDocument, { maxLength: 5 }), async (read) => {
        const first = await database.fresh();
        await addReadings(first, read);
        const files = await exportLedger(first, format);
        const kept = await contents(first);
        await first.close();
        const second = await database.fresh();
        await importLedger(second, files);
        const came = await contents(second);
        await second.close();
        expect(came).toEqual(kept);
      }),
      { numRuns: name === 'SQLite' ? 60 : 6 },
    );
  });

  it('carry shipped facts, retractions and the current reading of what was read twice', async () => {
    const first = await database.fresh();
    const facts = shipped([trade(5774, '2025-09'), trade(5655, '2025-08')], {
      note: '=1+1',
      spec: 'ion-adsorption',
      span: 'week',
      session: 'closing',
      status: 'disputed',
    });
    await loadShipped(first, facts);
    const text = '1,600';
    await addReadings(first, [readDocument([price(1600, '2025-11-19')], { text })]);
    const [twice, other] = await addReadings(first, [
      readDocument([price(1600, '2025-11-20')], { text }, 'rules 2'),
      readDocument([price(1, '2025-01-01'), price(2, '2025-01-02')]),
    ]);
    const mark = { who: 'A. Reader', why: 'misprint' };
    await retract(first, { target: other!.observations[1]!, ...mark });
    await retract(first, { target: twice!.documentId, ...mark });
    await reinstate(first, { target: twice!.documentId, ...mark });
    const files = await exportLedger(first, 'csv');
    const kept = await record(first, { retracted: true });
    const counted = await record(first);
    await first.close();

    const second = await database.fresh();
    const imported = await importLedger(second, files);
    expect(imported).toEqual({ documents: 3, observations: 5, skipped: 0 });
    expect(await record(second, { retracted: true })).toEqual(kept);
    expect(await record(second)).toEqual(counted);
    expect(await importLedger(second, files)).toEqual({ documents: 0, observations: 0, skipped: 3 });
    expect(await loadShipped(second, facts)).toEqual({ added: 0, files: [] });
    expect(await record(second)).toEqual(counted);
    await second.close();
  });
});

describe('an export', () => {
  let files: readonly ExportedFile[];
  beforeAll(async () => {
    const ledger = await openLedger(':memory:');
    const title = '=HYPERLINK("http://example.org")';
    await addReadings(ledger, [
      readDocument([price(1600, '2025-11-20'), price(1620, '2025-11-21')], { title }),
    ]);
    files = await exportLedger(ledger, 'csv');
    await ledger.close();
  });

  const csv = (name: string): string =>
    new TextDecoder().decode(files.find((file) => file.name === `${name}.csv`)?.bytes);
  const changed = (name: string, change: (csv: string) => string): readonly ExportedFile[] =>
    files.map((file) =>
      file.name === `${name}.csv` ? { ...file, bytes: new TextEncoder().encode(change(csv(name))) } : file,
    );
  async function importing(given: readonly ExportedFile[]): Promise<unknown> {
    const ledger = await openLedger(':memory:');
    try {
      await expect(importLedger(ledger, given)).rejects.toMatchObject({ code: 'invalid' });
      expect(await documents(ledger)).toEqual([]);
      return await importLedger(ledger, given).catch((error: Error) => error.message);
    } finally {
      await ledger.close();
    }
  }

  it('has one line for each observation, with a head', () => {
    const [head, ...lines] = csv('observations').trimEnd().split('\n');
    expect(head).toMatch(/^id,kind,subject,period,low,high,value,unit,place/);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('price,Dy-oxide,2025-11-20,1600,1600,,CNY/kg,CN');
  });

  it('holds no cell that a spreadsheet would run', () => {
    expect(csv('documents')).toContain(`"'=HYPERLINK(""http://example.org"")"`);
  });

  it('from which a row was taken, or in which a text was changed, is refused', async () => {
    const shorter = changed(
      'observations',
      (text) => `${text.trimEnd().split('\n').slice(0, -1).join('\n')}\n`,
    );
    expect(await importing(shorter)).toContain('should have 2 observations and has 1');
    const edited = changed('documents', (text) => text.replaceAll('Dy-oxide', 'Tb-oxide'));
    expect(await importing(edited)).toContain('its text is not the one that was exported');
  });

  it('with a part missing, or a figure that is none, is refused by name and line', async () => {
    expect(await importing(files.filter((file) => file.name !== 'marks.csv'))).toContain(
      'There is no marks.csv',
    );
    const spoilt = changed('observations', (text) => text.replace(',1600,1600,', ',1600,viel,'));
    expect(await importing(spoilt)).toContain('observations, line 2: "viel" in column "high" is no number');
  });
});
