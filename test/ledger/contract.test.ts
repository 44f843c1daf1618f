import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JudgedStatement } from '../../src/judging/verdict.ts';
import {
  addReading,
  addReadings,
  checks,
  dependentsOf,
  documentById,
  documents,
  documentsAt,
  documentWithText,
  fileCheck,
  type Ledger,
  type LedgerOptions,
  ledgerState,
  loadShipped,
  marksOf,
  observationById,
  type ReadDocument,
  readingById,
  record,
  reinstate,
  restOn,
  retract,
  sources,
  stale,
  statements,
  verify,
} from '../../src/ledger/index.ts';
import { inside } from '../../src/ledger/open.ts';
import { DATABASES, type TestDatabase } from './engines.ts';
import { price, readDocument, shipped, trade } from './make.ts';

describe.each(DATABASES)('a ledger on %s', (_name, start) => {
  let database: TestDatabase;
  let ledger: Ledger;
  beforeAll(async () => {
    database = await start();
    console.info(`contract of the ledger: ${database.what}`);
  });
  afterAll(() => database.stop());
  afterEach(() => ledger.close());

  const fresh = async (options?: LedgerOptions): Promise<Ledger> => (ledger = await database.fresh(options));
  const file = ({ document, reading, reader }: ReadDocument) => addReading(ledger, document, reading, reader);
  const periods = async (...args: Parameters<typeof record> extends [Ledger, ...infer R] ? R : never) =>
    (await record(ledger, ...args)).map((row) => row.observation.period);

  /** A clock that stands where it is set. */
  function clock(at: string) {
    let now = at;
    return { set: (instant: string) => (now = instant), clock: () => new Date(now) };
  }

  describe('reading', () => {
    it('keeps the document whole, every span and the account of every number', async () => {
      await fresh();
      const text = 'Exports: 5,774 t in September.\nPage 3. 電話 0570';
      const numbers = [
        { start: 9, end: 14, text: '5,774', status: 'read', observation: 0 },
        { start: 36, end: 37, text: '3', status: 'set-aside', reason: 'page number' },
        { start: 42, end: 46, text: '0570', status: 'unread' },
      ] as const;
      const observation = {
        ...trade(5774, '2025-09'),
        quote: '5,774 t',
        start: 9,
        end: 16,
        read_by: 'words',
      };
      const document = {
        text,
        origin: { kind: 'url', location: 'https://example.org/a' },
        title: 'Exports',
        mediaType: 'text/html',
        language: 'en',
        published: '2025-10-20',
        retrieved: '2025-10-21T07:00:00.000Z',
        source: { name: 'Reuters via Example', voice: 'Reuters', standing: 'copy' },
      } as const;
      const filed = await addReading(ledger, document, { observations: [observation], numbers }, 'rules 1');
      const kept = await documentById(ledger, filed.documentId);
      expect(kept).toMatchObject({
        text,
        title: 'Exports',
        mediaType: 'text/html',
        language: 'en',
        published: '2025-10-20',
        sightings: [
          { origin: document.origin, source: document.source, retrieved: '2025-10-21T07:00:00.000Z' },
        ],
        readings: [{ id: filed.readingId, reader: 'rules 1', observations: 1, numbers: 3, unread: 1 }],
      });
      expect(await readingById(ledger, filed.documentId)).toMatchObject({
        id: filed.readingId,
        observations: [observation],
        numbers,
      });
      expect(await documentWithText(ledger, text)).toBe(filed.documentId);
    });

    it('the same document twice changes nothing; at a second address it adds a sighting only', async () => {
      await fresh();
      const page = readDocument([price(1600, '2025-11-20')], { published: '2025-11-20' });
      const first = await file(page);
      const before = [await record(ledger), await documents(ledger)];
      expect(await file(page)).toEqual({ ...first, unchanged: true });
      expect([await record(ledger), await documents(ledger)]).toEqual(before);
      const origin = { kind: 'url', location: 'https://example.org/copy' } as const;
      expect(await file({ ...page, document: { ...page.document, origin } })).toMatchObject({
        unchanged: true,
      });
      const [summary] = await documents(ledger);
      expect(summary?.sightings.map((sighting) => sighting.origin)).toEqual([{ kind: 'stdin' }, origin]);
      expect(await documentsAt(ledger, origin.location)).toHaveLength(1);
      expect(await record(ledger)).toEqual(before[0]);
    });

    it('by a newer reader, or with another date, supersedes and keeps what was there', async () => {
      const time = clock('2025-11-20T08:00:00Z');
      await fresh({ clock: time.clock });
      const text = 'Dysprosium oxide, 1,600 yuan/kg';
      const first = await file(readDocument([price(1600, '2025-11-19')], { text }));
      time.set('2025-11-21T08:00:00Z');
      const second = await file(readDocument([price(1600, '2025-11-20')], { text }, 'rules 2'));
      expect(second).toMatchObject({ unchanged: false, supersedes: first.readingId });
      expect(await periods()).toEqual(['2025-11-20']);
      expect(await periods({ asOf: { known: '2025-11-20' } })).toEqual(['2025-11-19']);
      expect(await periods({ asOf: { known: '2025-11-19' } })).toEqual([]);
      expect(await observationById(ledger, first.observations[0]!)).toMatchObject({ current: false });
      expect(await observationById(ledger, second.observations[0]!)).toMatchObject({ current: true });
      // Going back to the first reading is a new event, not a return of the old row.
      expect(await file(readDocument([price(1600, '2025-11-19')], { text }))).toMatchObject({
        unchanged: false,
        supersedes: second.readingId,
      });
      expect(await periods()).toEqual(['2025-11-19']);
      expect((await documentById(ledger, first.documentId))?.readings).toHaveLength(3);
    });

    it('refuses what contradicts itself and then keeps nothing of it', async () => {
      await fresh();
      const good = readDocument([price(1600, '2025-11-20')]);
      const [observation] = good.reading.observations;
      const bad = (change: object): ReadDocument => ({
        ...good,
        reading: { ...good.reading, observations: [{ ...observation!, ...change }] },
      });
      for (const [change, says] of [
        [{ end: 3 }, 'the text from 0 to 3'],
        [{ low: Number.NaN }, 'low is NaN'],
        [{ low: 2, high: 1 }, 'above high'],
        [{ kind: 'rumour' }, 'kind "rumour"'],
      ] as const) {
        await expect(addReadings(ledger, [good, bad(change)])).rejects.toThrow(says);
      }
      await expect(
        file({ ...good, document: { ...good.document, published: 'lately' } }),
      ).rejects.toMatchObject({
        code: 'invalid',
      });
      expect(await documents(ledger)).toEqual([]);
      expect(await record(ledger)).toEqual([]);
    });

    it('keeps texts that no database column takes as they are, with every offset', async () => {
      await fresh();
      const text = `nul \u0000, lone \ud800 half, 1,600 元/公斤`;
      const quote = '1,600 元/公斤';
      const start = text.indexOf(quote);
      const observation = {
        ...price(1600, '2025-11-20'),
        quote,
        start,
        end: start + quote.length,
        read_by: 't',
      };
      const reading = { observations: [observation], numbers: [] };
      const reader = 'rules\u0000 1';
      const filed = await addReading(ledger, { text, origin: { kind: 'stdin' } }, reading, reader);
      const kept = await documentById(ledger, filed.documentId);
      expect(kept?.text).toHaveLength(text.length);
      expect(kept?.text.slice(start, start + quote.length)).toBe(quote);
      await retract(ledger, { target: filed.documentId, who: 'A\u0000', why: 'half \udc00' });
      expect(await addReading(ledger, { text, origin: { kind: 'stdin' } }, reading, reader)).toMatchObject({
        unchanged: true,
      });
    });
  });

  describe('as of', () => {
    it('a day, only what had been published by its end counts', async () => {
      await fresh();
      await file(readDocument([price(1, '2025-09-01')], { published: '2025-10-20' }));
      await file(readDocument([price(2, '2025-09-02')], { published: '2025-10-20T23:59:00Z' }));
      await file(readDocument([price(3, '2025-09-03')], { published: '2025-10' }));
      expect(await periods({ asOf: { published: '2025-10-19' } })).toEqual([]);
      expect(await periods({ asOf: { published: '2025-10-20' } })).toEqual(['2025-09-01', '2025-09-02']);
      // Of a page that gives only its month, the end of the month is safe.
      expect(await periods({ asOf: { published: '2025-10-31' } })).toHaveLength(3);
    });

    it('a day, a figure of no known publication counts from the end of its period', async () => {
      await fresh();
      await loadShipped(ledger, shipped([trade(5774, '2025-09'), trade(45290, '2025-01/2025-09')]));
      expect(await periods({ asOf: { published: '2025-09-29' } })).toEqual([]);
      expect(await periods({ asOf: { published: '2025-09-30' } })).toHaveLength(2);
    });

    it('an instant, what was retracted later still counts', async () => {
      const time = clock('2025-11-20T08:00:00Z');
      await fresh({ clock: time.clock });
      const filed = await file(readDocument([price(1600, '2025-11-20')]));
      time.set('2025-11-25T08:00:00Z');
      await retract(ledger, { target: filed.documentId, who: 'A. Reader', why: 'the page was withdrawn' });
      expect(await record(ledger)).toEqual([]);
      expect(await periods({ asOf: { known: '2025-11-24' } })).toEqual(['2025-11-20']);
    });
  });

  describe('retraction', () => {
    it('of an observation, a document or a source marks and hides, and can be undone', async () => {
      await fresh();
      const source = { name: 'Rumours Daily' };
      const first = await file(readDocument([price(1, '2025-01-01'), price(2, '2025-01-02')], { source }));
      await file(readDocument([price(3, '2025-01-03')], { source }));
      await file(readDocument([price(4, '2025-01-04')]));
      const why = { who: 'A. Reader', why: 'misprint' };
      const hides = async (target: string, left: readonly string[]): Promise<void> => {
        await retract(ledger, { target, ...why });
        expect(await periods()).toEqual(left);
        const all = await record(ledger, { retracted: true });
        expect(all.filter((row) => row.status === 'retracted')).toHaveLength(4 - left.length);
        await reinstate(ledger, { target, ...why });
        expect(await periods()).toHaveLength(4);
        expect((await marksOf(ledger, target)).map((mark) => mark.mark)).toEqual(['retracted', 'reinstated']);
      };
      const [row] = await record(ledger);
      await hides(first.observations[1]!, ['2025-01-01', '2025-01-03', '2025-01-04']);
      await hides(first.documentId, ['2025-01-03', '2025-01-04']);
      await hides(row!.sourceId, ['2025-01-04']);
    });

    it('stays when the document is read again', async () => {
      await fresh();
      const page = readDocument([price(1, '2025-01-01')]);
      const { documentId } = await file(page);
      await retract(ledger, { target: documentId, who: 'A. Reader', why: 'forged' });
      await file({ ...page, reader: 'rules 2' });
      expect(await record(ledger)).toEqual([]);
      expect((await documentById(ledger, documentId))?.retracted).toMatchObject({ why: 'forged' });
    });

    it('of what is not there is refused', async () => {
      await fresh();
      const target = 'nothing';
      await expect(retract(ledger, { target, who: 'A', why: 'B' })).rejects.toMatchObject({
        code: 'unknown-id',
      });
    });
  });

  describe('shipped facts', () => {
    it('load once, with row, source and status, and are left alone while they are the same', async () => {
      await fresh();
      const url = 'https://example.org/customs';
      const source = { name: 'Reuters via Kitco', url, voice: 'Reuters', standing: 'copy' } as const;
      const facts = shipped([trade(5774, '2025-09'), trade(5774, '2025-09')], {
        source,
        status: 'disputed',
        note: 'two pages differ',
        published: '2025-10-20',
      });
      expect(await loadShipped(ledger, facts)).toEqual({ added: 2, files: ['facts.csv'] });
      const before = await record(ledger);
      expect(await loadShipped(ledger, facts)).toEqual({ added: 0, files: [] });
      expect(await record(ledger)).toEqual(before);
      expect(before[1]).toMatchObject({
        row: 3,
        url,
        source: 'Reuters via Kitco',
        voice: 'Reuters',
        standing: 'copy',
        status: 'disputed',
        note: 'two pages differ',
        published: '2025-10-20',
      });
      const document = await documentById(ledger, before[1]!.document);
      const { start, end, quote } = before[1]!.observation;
      expect(document?.text.slice(start, end)).toBe(quote);
      expect(document?.sightings[0]?.origin).toEqual({ kind: 'shipped', location: 'facts.csv' });
    });

    it('of a new version stand in place of the old ones', async () => {
      await fresh();
      await loadShipped(ledger, shipped([trade(1, '2025-01'), trade(2, '2025-02')]));
      await loadShipped(ledger, shipped([trade(9, '2025-09')], {}, 'others.csv'));
      const changed = shipped([trade(1, '2025-01'), trade(3, '2025-02'), trade(4, '2025-03')]);
      expect(await loadShipped(ledger, changed)).toEqual({ added: 3, files: ['facts.csv'] });
      expect((await record(ledger)).map((row) => row.observation.value)).toEqual([1, 3, 4, 9]);
    });

    it('name file and line of a row that cannot be', async () => {
      await fresh();
      const facts = shipped([trade(1, '2025-01'), trade(Number.POSITIVE_INFINITY, '2025-02')]);
      await expect(loadShipped(ledger, facts)).rejects.toThrow('facts.csv, line 3');
      expect(await record(ledger)).toEqual([]);
    });
  });

  describe('checks', () => {
    const statement = (
      verdict: JudgedStatement['verdict'],
      refs: readonly string[] = [],
    ): JudgedStatement => ({
      quote: 'exports rose',
      start: 0,
      end: 12,
      kind: 'change',
      verdict,
      expected: '+2%',
      found: '+2.1%',
      how: '5,774 / 5,655 - 1',
      evidence: refs.map((ref) => ({ type: 'record', text: 'Customs', ref })),
    });

    it('are filed once, superseded by the next, and found by time', async () => {
      const time = clock('2025-11-20T08:00:00Z');
      await fresh({ clock: time.clock });
      const { documentId } = await file(readDocument([trade(5774, '2025-09')]));
      const check = { documentId, judge: 'judge 1', asOf: '2025-11-20', statements: [statement('holds')] };
      const first = await fileCheck(ledger, check);
      expect(await fileCheck(ledger, check)).toBe(first);
      time.set('2025-11-22T08:00:00Z');
      const second = await fileCheck(ledger, {
        ...check,
        statements: [statement('fails'), statement('basis')],
      });
      expect(await checks(ledger)).toMatchObject([
        { id: second, asOf: '2025-11-20', statements: [{ verdict: 'fails' }, { verdict: 'basis' }] },
      ]);
      expect(await checks(ledger, { documentId, superseded: true })).toMatchObject([
        { id: first },
        { id: second },
      ]);
      expect(await checks(ledger, { recordedAfter: '2025-11-22' })).toEqual([]);
      expect(await checks(ledger, { recordedAfter: '2025-11-21' })).toHaveLength(1);
    });

    it('are found by verdict and kind across documents, the latest first', async () => {
      const time = clock('2025-11-20T08:00:00Z');
      await fresh({ clock: time.clock });
      const first = await file(readDocument([trade(1, '2025-01')], { title: 'January' }));
      const second = await file(readDocument([trade(2, '2025-02')]));
      const check = (documentId: string, ...given: JudgedStatement[]) =>
        fileCheck(ledger, { documentId, judge: 'judge 1', statements: given });
      await check(first.documentId, statement('forecast'), statement('holds'));
      time.set('2025-11-21T08:00:00Z');
      await check(second.documentId, { ...statement('fails'), kind: 'streak' });
      await check(second.documentId, { ...statement('forecast'), kind: 'streak' });
      expect(await statements(ledger, { verdicts: ['forecast', 'undecided'] })).toMatchObject([
        { documentId: second.documentId, kind: 'streak' },
        { documentId: first.documentId, kind: 'change', title: 'January' },
      ]);
      expect(await statements(ledger, { kinds: ['streak'] })).toHaveLength(1);
      expect(await statements(ledger, { recordedAfter: '2025-11-20' })).toHaveLength(1);
      expect(await statements(ledger)).toHaveLength(3);
    });

    it('of a document that is not on file are refused', async () => {
      await fresh();
      const check = { documentId: 'nowhere', judge: 'judge 1', statements: [] };
      await expect(fileCheck(ledger, check)).rejects.toMatchObject({ code: 'unknown-id' });
    });

    it('go stale with what they rest on, and so does what rests on them', async () => {
      await fresh();
      const ground = await file(readDocument([trade(5655, '2025-08'), trade(5774, '2025-09')]));
      const page = await file(readDocument([trade(5774, '2025-09')], { published: '2025-10-20' }));
      const statements = [statement('holds', [ground.observations[1]!]), statement('holds')];
      const check = await fileCheck(ledger, { documentId: page.documentId, judge: 'judge 1', statements });
      await restOn(ledger, { kind: 'brief', id: 'brief 1' }, [`${check}.0`]);
      expect(await stale(ledger)).toEqual([]);
      expect(await dependentsOf(ledger, ground.documentId)).toEqual([
        { kind: 'brief', id: 'brief 1' },
        { kind: 'verdict', id: `${check}.0` },
      ]);
      await retract(ledger, { target: ground.documentId, who: 'A. Reader', why: 'forged' });
      const found = await stale(ledger);
      expect(found).toMatchObject([
        {
          id: `${check}.0`,
          reasons: [{ restsOn: ground.observations[1], why: 'retracted', mark: { why: 'forged' } }],
        },
        { id: 'brief 1', reasons: [{ restsOn: `${check}.0`, why: 'stale' }] },
      ]);
      // Judged again without it, the verdict is history; the brief is still the old one.
      await fileCheck(ledger, {
        documentId: page.documentId,
        judge: 'judge 1',
        statements: [statement('undecided')],
      });
      await reinstate(ledger, { target: ground.documentId, who: 'A. Reader', why: 'it was genuine' });
      expect(await stale(ledger)).toEqual([]);
    });

    it('go stale when a new reading no longer states their ground, not when it repeats it', async () => {
      await fresh();
      const text = '5,655 t, 5,774 t';
      const ground = await file(readDocument([trade(5655, '2025-08'), trade(5774, '2025-09')], { text }));
      await restOn(ledger, { kind: 'derived', id: 'rise' }, ground.observations);
      await file(readDocument([trade(5774, '2025-09'), trade(5655, '2025-08')], { text }, 'rules 2'));
      expect(await stale(ledger)).toEqual([]);
      await file(readDocument([trade(5774, '2025-09'), trade(5655, '2025-07')], { text }, 'rules 3'));
      expect(await stale(ledger)).toEqual([
        { kind: 'derived', id: 'rise', reasons: [{ restsOn: ground.observations[0], why: 'superseded' }] },
      ]);
    });
  });

  it('is verified, and says how much it holds', async () => {
    const time = clock('2025-11-20T08:00:00Z');
    await fresh({ clock: time.clock });
    expect(await ledgerState(ledger)).toMatchObject({ documents: 0, observations: 0 });
    await loadShipped(ledger, shipped([trade(5774, '2025-09')]));
    time.set('2025-11-21T08:00:00Z');
    await file(readDocument([price(1, '2025-01-01'), price(2, '2025-01-02')]));
    expect(await verify(ledger)).toEqual([]);
    expect(await ledgerState(ledger)).toMatchObject({
      documents: 2,
      observations: 3,
      lastRecorded: '2025-11-21T08:00:00.000Z',
    });
  });

  it('lists its sources with what came from each', async () => {
    await fresh();
    const source = {
      name: 'Reuters via Kitco',
      voice: 'Reuters',
      standing: 'copy',
      url: 'https://kitco.example',
    } as const;
    await loadShipped(
      ledger,
      shipped([trade(1, '2025-01'), trade(2, '2025-02')], { source, published: '2025-03-01' }),
    );
    const listed = await sources(ledger);
    expect(listed).toContainEqual({
      ...source,
      id: expect.any(String),
      observations: 2,
      firstPublished: '2025-03-01',
      lastPublished: '2025-03-01',
    });
  });

  it('written by a newer program is refused', async ({ skip }) => {
    await fresh();
    if (!database.again) return skip('one connection only');
    const newer = { version: 999, name: 'from the future', applied: '2030-01-01' };
    await inside(ledger).db.insertInto('ledger_schema').values(newer).execute();
    await expect(database.again()).rejects.toMatchObject({ code: 'newer-schema' });
  });

  it('two connections read and write side by side', async ({ skip }) => {
    await fresh();
    if (!database.again) return skip('one connection only');
    const other = await database.again();
    try {
      const writes = Array.from({ length: 40 }, (_, index) => {
        const { document, reading, reader } = readDocument([price(index + 1, '2025-11-20')]);
        return addReading(index % 2 ? ledger : other, document, reading, reader);
      });
      await Promise.all(writes);
      expect(await record(ledger)).toEqual(await record(other));
      expect(await record(ledger)).toHaveLength(40);
    } finally {
      await other.close();
    }
  });
});
