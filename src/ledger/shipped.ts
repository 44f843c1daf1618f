import type { Observation } from '../reading/observation.ts';
import { requireDate } from './add-reading.ts';
import { groupBy } from './collect.ts';
import { sha256, shortDigest, storable } from './digest.ts';
import { LedgerError } from './errors.ts';
import { keepDocument, keepReading, place, type ReadyReading } from './keep.ts';
import { sound } from './observation-row.ts';
import { inside, type Ledger, writing } from './open.ts';
import { keepSources, sourceOf } from './sources.ts';
import type { ShippedFact, Source } from './types.ts';

export interface ShippedLoad {
  /** Observations written; 0 where every file was there already as it is. */
  readonly added: number;
  /** Files that were new or had changed. */
  readonly files: readonly string[];
}

/**
 * Loads shipped facts, each file as one document titled `Shipped facts: <file>` whose further lines are its rows, each
 * row as one observation with its own source. A file whose rows are as they were is left alone; one that changed
 * supersedes its earlier version as a whole. All in one transaction.
 *
 * @throws LedgerError `invalid`, naming file and row
 */
export async function loadShipped(ledger: Ledger, facts: readonly ShippedFact[]): Promise<ShippedLoad> {
  const changed: [file: string, digest: string, rows: readonly ShippedFact[]][] = [];
  for (const [file, rows] of groupBy(facts, (fact) => fact.file)) {
    const digest = shortDigest(JSON.stringify(rows));
    if (digest !== (await loadedDigest(ledger, file))) changed.push([file, digest, storable(rows)]);
  }
  if (changed.length === 0) return { added: 0, files: [] };
  return writing(ledger, async (trx, recorded) => {
    for (const [file, digest, facts] of changed) {
      const { text, observations } = asDocument(file, facts);
      const sources = facts.map((fact) => sourceOf(fact.source));
      const unique = new Map(sources.map((source): [string, Source] => [source.id, source]));
      await keepSources(trx, unique.values(), recorded);
      const document = {
        text,
        origin: { kind: 'shipped', location: file },
        title: titleOf(file),
        mediaType: 'text/plain',
      } as const;
      const documentId = await keepDocument(
        trx,
        document,
        sha256(text),
        sourceOf({ name: titleOf(file) }),
        recorded,
      );
      const reading: ReadyReading = {
        reader: 'shipped',
        published: undefined,
        numbers: '[]',
        digest,
        observations: facts.map((fact, position) => {
          const {
            file: _file,
            observation: _observation,
            source: _source,
            published,
            status,
            ...rest
          } = fact;
          return {
            ...rest,
            observation: observations[position]!,
            sourceId: sources[position]!.id,
            published,
            status: status ?? 'as_published',
          };
        }),
      };
      const lineage = lineageOf(file);
      const { next } = await place(trx, lineage, documentId);
      await keepReading(trx, reading, { documentId, lineage, n: next, recorded });
    }
    return {
      added: changed.reduce((sum, [, , rows]) => sum + rows.length, 0),
      files: changed.map(([file]) => file),
    };
  });
}

const titleOf = (file: string): string => `Shipped facts: ${file}`;
const lineageOf = (file: string): string => `shipped:${file}`;

async function loadedDigest(ledger: Ledger, file: string): Promise<string | undefined> {
  const current = await inside(ledger)
    .db.selectFrom('readings')
    .select('digest')
    .where('lineage', '=', lineageOf(file))
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  return current?.digest;
}

/** The file as a text of one line for each fact, so that a shipped figure has words and offsets like any other. */
function asDocument(
  file: string,
  facts: readonly ShippedFact[],
): { readonly text: string; readonly observations: readonly Observation[] } {
  const lines = [titleOf(file)];
  let start = titleOf(file).length + 1;
  const placed = facts.map(({ observation: { quote: given, ...stated }, row }): Observation => {
    const quote = (given ?? writtenOut(stated)).replaceAll('\n', ' ');
    const end = start + quote.length;
    const observation = { ...stated, quote, start, end, read_by: `shipped:${file}:${row}` };
    lines.push(quote);
    start = end + 1;
    return observation;
  });
  const text = lines.join('\n');
  const observations = placed.map((observation, position) => {
    const { row, published } = facts[position]!;
    try {
      requireDate(published);
      return sound(observation, position, text);
    } catch (error) {
      throw new LedgerError('invalid', `${file}, line ${row}: ${(error as Error).message}`, { cause: error });
    }
  });
  return { text, observations };
}

function writtenOut(stated: Readonly<Record<string, unknown>>): string {
  return Object.entries(stated)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join('; ');
}
