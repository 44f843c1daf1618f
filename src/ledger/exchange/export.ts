import { sightingsByDocument } from '../documents.ts';
import { inside, type Ledger } from '../open.ts';
import { current, endOf, selectRecorded, toRecorded } from '../recorded.ts';
import { isRetracted, retractedTargets } from '../retractions.ts';
import type { AsOf, RecordedObservation } from '../types.ts';
import { DOCUMENTS, MARKS, OBSERVATIONS, type Row, STATED } from './columns.ts';
import { type ExportFormat, encode } from './formats.ts';

export interface ExportedFile {
  /** `documents.csv`, `observations.csv`, `marks.csv`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The ledger as files: documents with their current readings, their observations, and what was retracted by whom.
 * `importLedger` makes the same ledger of them. Superseded readings, checks and dependencies stay behind: for those,
 * copy the ledger's own file.
 *
 * @param request `asOf.known` exports the ledger as it stood at that instant
 */
export async function exportLedger(
  ledger: Ledger,
  format: ExportFormat,
  request: { readonly asOf?: Pick<AsOf, 'known'> } = {},
): Promise<readonly ExportedFile[]> {
  const known = endOf(request.asOf?.known);
  const tables = [
    [DOCUMENTS, await documentRows(ledger, known)],
    [OBSERVATIONS, await observationRows(ledger, known)],
    [MARKS, await markRows(ledger, known)],
  ] as const;
  return Promise.all(
    tables.map(async ([table, rows]) => ({
      name: `${table.name}.${format}`,
      bytes: await encode(table, rows, format),
    })),
  );
}

async function documentRows(ledger: Ledger, known: string | undefined): Promise<readonly Row[]> {
  const { db } = inside(ledger);
  let query = db
    .selectFrom('readings as r')
    .innerJoin('documents as d', 'd.id', 'r.document_id')
    .select(['d.id', 'd.title', 'd.language', 'd.media_type', 'd.story', 'd.recorded', 'd.text'])
    .select(['r.id as reading', 'r.lineage', 'r.n', 'r.reader', 'r.published', 'r.recorded as read'])
    .select(['r.observation_count', 'r.numbers', 'r.digest'])
    .orderBy('r.recorded')
    .orderBy('r.id');
  if (known !== undefined) query = query.where('r.recorded', '<=', known);
  const latest = new Map<string, Awaited<ReturnType<typeof query.execute>>[number]>();
  for (const row of await query.execute()) {
    if ((latest.get(row.lineage)?.n ?? 0) < row.n) latest.set(row.lineage, row);
  }
  const rows = [...latest.values()];
  const sightings = await sightingsByDocument(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    title: row.title ?? undefined,
    published: row.published ?? undefined,
    language: row.language ?? undefined,
    media_type: row.media_type ?? undefined,
    sightings: sightings.get(row.id) ?? [],
    story: row.story,
    recorded: row.recorded,
    reading: row.reading,
    lineage: row.lineage,
    reader: row.reader,
    read: row.read,
    observations: row.observation_count,
    numbers: JSON.parse(row.numbers) as object,
    digest: row.digest,
    text: row.text,
  }));
}

async function observationRows(ledger: Ledger, known: string | undefined): Promise<readonly Row[]> {
  const { db } = inside(ledger);
  const rows = await current(selectRecorded(db), known)
    .select('o.position')
    .orderBy('o.recorded')
    .orderBy('o.reading_id')
    .orderBy('o.position')
    .execute();
  const retracted = await retractedTargets(db, known);
  return rows.map((row) =>
    observationCells(toRecorded(row, false), row.position, isRetracted(retracted, row)),
  );
}

function observationCells(recorded: RecordedObservation, position: number, retracted: boolean): Row {
  const { id, observation, spec, span, session, note, source, url, voice, standing, published } = recorded;
  const fields = Object.entries(observation);
  const more = fields.filter(([field]) => !(field in STATED));
  return {
    id,
    ...Object.fromEntries(fields.filter(([field]) => field in STATED)),
    ...(more.length > 0 ? { more: Object.fromEntries(more) } : {}),
    spec,
    span,
    session,
    record_status: recorded.status,
    ...(retracted ? { retracted: 'yes' } : {}),
    note,
    source,
    url,
    voice,
    standing,
    published,
    recorded: recorded.recorded,
    reading: recorded.reading,
    position,
    row: recorded.row,
  };
}

async function markRows(ledger: Ledger, known: string | undefined): Promise<readonly Row[]> {
  let query = inside(ledger)
    .db.selectFrom('marks')
    .select(['n', 'target', 'mark', 'who', 'why', 'recorded'])
    .orderBy('n');
  if (known !== undefined) query = query.where('recorded', '<=', known);
  return query.execute();
}
