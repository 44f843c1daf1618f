import type { Kysely } from 'kysely';
import type { Observation } from '../../reading/observation.ts';
import { groupBy } from '../collect.ts';
import { sha256 } from '../digest.ts';
import { LedgerError } from '../errors.ts';
import { keepReading, keepSighting, keepText, place, type ReadyObservation } from '../keep.ts';
import { sound } from '../observation-row.ts';
import { type Ledger, writing } from '../open.ts';
import { keepSources, sourceOf } from '../sources.ts';
import type { Tables } from '../tables.ts';
import type { FactDetail, RecordStatus, Sighting, Source, Standing } from '../types.ts';
import { DOCUMENTS, type ExportTable, MARKS, OBSERVATIONS, type Row, STATED } from './columns.ts';
import type { ExportedFile } from './export.ts';
import { decode, EXPORT_FORMATS } from './formats.ts';

export interface Imported {
  readonly documents: number;
  readonly observations: number;
  /** Documents of which this ledger had the same reading, or a later one. */
  readonly skipped: number;
}

/**
 * Takes in what `exportLedger` wrote, in any of its formats, with ids and times as they were. What is on file already,
 * or in a later reading, is left alone, so that importing twice changes nothing. All of it, or nothing.
 *
 * @throws LedgerError `invalid` where files are missing or rows were changed or left out; says which
 */
export async function importLedger(ledger: Ledger, files: readonly ExportedFile[]): Promise<Imported> {
  const documents = (await rowsOf(DOCUMENTS, files)).map(documentOf);
  const observations = groupBy(await rowsOf(OBSERVATIONS, files), (row) => text(row.reading));
  const marks = await rowsOf(MARKS, files);
  return writing(ledger, async (trx) => {
    const imported = { documents: 0, observations: 0, skipped: 0 };
    for (const document of documents) {
      const rows = observations.get(document.reading) ?? [];
      if (await importDocument(trx, document, rows)) {
        imported.documents += 1;
        imported.observations += rows.length;
      } else imported.skipped += 1;
    }
    await importMarks(trx, marks);
    return imported;
  });
}

async function rowsOf(table: ExportTable, files: readonly ExportedFile[]): Promise<readonly Row[]> {
  for (const file of files) {
    const format = EXPORT_FORMATS.find((known) => file.name === `${table.name}.${known}`);
    if (format) return decode(table, file.bytes, format);
  }
  throw new LedgerError(
    'invalid',
    `There is no ${table.name}.csv, .jsonl or .parquet. An import needs documents, observations and marks.`,
  );
}

interface ExportedDocument {
  readonly id: string;
  readonly text: string;
  readonly title?: string;
  readonly mediaType?: string;
  readonly language?: string;
  readonly published?: string;
  readonly sightings: readonly [Sighting, ...Sighting[]];
  readonly story: string;
  readonly recorded: string;
  readonly reading: string;
  readonly lineage: string;
  readonly reader: string;
  readonly read: string;
  readonly observations: number;
  readonly numbers: object;
  readonly digest: string;
}

function documentOf({ media_type: mediaType, ...row }: Row): ExportedDocument {
  const document = { text: '', reader: '', ...row, ...(mediaType === undefined ? {} : { mediaType }) };
  const { id, sightings } = document as unknown as ExportedDocument;
  if (!Array.isArray(sightings) || sightings.length === 0) {
    throw new LedgerError(
      'invalid',
      `Document ${id}: it does not say where it was met. Nothing was imported.`,
    );
  }
  return document as unknown as ExportedDocument;
}

async function importDocument(
  trx: Kysely<Tables>,
  document: ExportedDocument,
  rows: readonly Row[],
): Promise<boolean> {
  const sha = sha256(document.text);
  const changed = (what: string): LedgerError =>
    new LedgerError('invalid', `Document ${document.id}: ${what}. Nothing was imported.`);
  if (sha.slice(0, 24) !== document.id) throw changed('its text is not the one that was exported');
  if (rows.length !== document.observations) {
    throw changed(`it should have ${document.observations} observations and has ${rows.length}`);
  }
  const documentId = await keepText(
    trx,
    { ...document, origin: document.sightings[0].origin },
    sha,
    document.recorded,
    document.story,
  );
  for (const sighting of document.sightings) {
    await keepSighting(trx, documentId, { ...sighting, source: sourceOf(sighting.source) });
  }
  const { current, next } = await place(trx, document.lineage, documentId);
  if (current && (current.digest === document.digest || current.recorded >= document.read)) return false;

  const sorted = [...rows].sort((a, b) => Number(a.position) - Number(b.position));
  const sources = sorted.map(sourceOfRow);
  const unique = new Map(sources.map((source): [string, Source] => [source.id, source]));
  await keepSources(trx, unique.values(), document.read);
  const reading = {
    reader: document.reader,
    published: document.published,
    numbers: JSON.stringify(document.numbers),
    digest: document.digest,
    observations: sorted.map((row, position) => ready(row, sources[position]!, position, document.text)),
  };
  const number = Number(document.reading.slice(documentId.length + 1));
  const n = Math.max(number, next);
  await keepReading(trx, reading, { documentId, lineage: document.lineage, n, recorded: document.read });
  return true;
}

const text = (cell: Row[string]): string => (cell === undefined ? '' : String(cell));

function sourceOfRow(row: Row): Source {
  return sourceOf({
    name: text(row.source),
    voice: text(row.voice),
    standing: text(row.standing) as Standing,
    ...(row.url === undefined ? {} : { url: text(row.url) }),
  });
}

function ready(row: Row, source: Source, position: number, documentText: string): ReadyObservation {
  const fields = Object.entries(row).filter(([name]) => name in STATED);
  const observation = {
    ...(row.more as object | undefined),
    ...Object.fromEntries(fields),
  } as unknown as Observation;
  const { spec, span, session, published, note, row: line } = row;
  return {
    observation: sound(observation, position, documentText),
    sourceId: source.id,
    published: published as string | undefined,
    status: text(row.record_status) as RecordStatus,
    ...given({ spec, span, session } as FactDetail),
    ...given({ note: note as string, row: line as number }),
  };
}

/** Without the fields that are undefined. */
function given<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** Marks follow those on file, each once. */
async function importMarks(trx: Kysely<Tables>, marks: readonly Row[]): Promise<void> {
  const onFile = await trx.selectFrom('marks').selectAll().execute();
  const nameOf = (mark: Row): string =>
    JSON.stringify([mark.target, mark.mark, mark.who, mark.why, mark.recorded]);
  const known = new Set(onFile.map(nameOf));
  let n = Math.max(0, ...onFile.map((mark) => mark.n));
  for (const mark of marks.filter((candidate) => !known.has(nameOf(candidate)))) {
    n += 1;
    await trx
      .insertInto('marks')
      .values({
        n,
        target: text(mark.target),
        mark: text(mark.mark),
        who: text(mark.who),
        why: text(mark.why),
        recorded: text(mark.recorded),
      })
      .execute();
  }
}
