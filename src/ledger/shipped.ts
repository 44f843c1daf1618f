import type { Observation } from '../reading/observation.ts';
import { keepDocument, keepObservations, place, requireDate } from './add-reading.ts';
import { sha256, shortDigest, storable } from './digest.ts';
import { observationRow, requireSound } from './observation-row.ts';
import { type Ledger, writing } from './open.ts';
import { keepSources, sourceOf } from './sources.ts';
import type { ShippedFact, Source } from './types.ts';

export interface ShippedLoad {
  /** Observations written; 0 where every file was there already as it is. */
  readonly added: number;
  /** Files that were new or had changed. */
  readonly files: readonly string[];
}

/**
 * Loads shipped facts, each file as one document named `shipped:<file>` whose lines, after its title, are its rows, each row as one
 * observation with its own source. A file whose rows are as they were is left alone; one that changed supersedes its
 * earlier version as a whole. All in one transaction.
 *
 * @throws LedgerError `invalid`, naming file and row
 */
export async function loadShipped(ledger: Ledger, facts: readonly ShippedFact[]): Promise<ShippedLoad> {
  const files = new Map<string, ShippedFact[]>();
  for (const fact of facts) {
    const rows = files.get(fact.file);
    if (rows) rows.push(fact);
    else files.set(fact.file, [fact]);
  }
  const digests = new Map([...files].map(([file, rows]) => [file, shortDigest(JSON.stringify(rows))]));
  return writing(ledger, async (trx, recorded) => {
    const changed: string[] = [];
    let added = 0;
    for (const [file, rows] of files) {
      const digest = digests.get(file) ?? '';
      const lineage = `shipped:${file}`;
      const { text, observations } = asDocument(file, storable(rows));
      const documentSha = sha256(text);
      const documentId = documentSha.slice(0, 24);
      const { current, next: n } = await place(trx, lineage, documentId);
      if (current?.digest === digest) continue;
      const fileSource = sourceOf({ name: lineage });
      await keepDocument(
        trx,
        {
          text,
          origin: { kind: 'shipped', location: file },
          title: `Shipped facts: ${file}`,
          mediaType: 'text/plain',
        },
        documentId,
        documentSha,
        fileSource,
        recorded,
      );
      const sources = rows.map((row) => sourceOf(storable(row.source)));
      await keepSources(
        trx,
        new Map(sources.map((source): [string, Source] => [source.id, source])).values(),
        recorded,
      );
      const readingId = `${documentId}.${n}`;
      await trx
        .insertInto('readings')
        .values({
          id: readingId,
          lineage,
          n,
          document_id: documentId,
          reader: 'shipped',
          published: null,
          numbers: '[]',
          digest,
          recorded,
        })
        .execute();
      await keepObservations(
        trx,
        observations.map((observation, position) => {
          const fact = rows[position]!;
          requireDate(fact.published);
          return observationRow(observation, {
            readingId,
            documentId,
            sourceId: sources[position]!.id,
            position,
            published: fact.published,
            recorded,
            status: fact.status ?? 'ok',
            row: fact.row,
            ...(fact.note === undefined ? {} : { note: fact.note }),
          });
        }),
      );
      changed.push(file);
      added += observations.length;
    }
    return { added, files: changed };
  });
}

/** The file as a text of one line for each fact, so that a shipped figure has words and offsets like any other. */
function asDocument(
  file: string,
  facts: readonly ShippedFact[],
): { readonly text: string; readonly observations: readonly Observation[] } {
  const lines = [`Shipped facts: ${file}`];
  let start = lines.join().length + 1;
  const observations = facts.map((fact): Observation => {
    const { quote: given, ...stated } = fact.observation;
    const quote = (given ?? writtenOut(stated)).replaceAll('\n', ' ');
    const observation = {
      ...stated,
      quote,
      start,
      end: start + quote.length,
      read_by: `shipped:${file}:${fact.row}`,
    };
    lines.push(quote);
    start += quote.length + 1;
    return observation;
  });
  const text = lines.join('\n');
  observations.forEach((observation, index) => {
    requireSound(observation, index, text);
  });
  return { text, observations };
}

function writtenOut(stated: Readonly<Record<string, unknown>>): string {
  return Object.entries(stated)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join('; ');
}
