import type { Kysely } from 'kysely';
import { shortDigest } from './digest.ts';
import type { Tables } from './tables.ts';
import type { Origin, Source, SourceInput } from './types.ts';

/** Gives a source its id and the parts that were not said. */
export function sourceOf(input: SourceInput): Source {
  const voice = input.voice ?? input.name;
  const standing = input.standing ?? 'unknown';
  return {
    id: shortDigest(JSON.stringify([input.name, input.url ?? '', voice, standing])).slice(0, 16),
    name: input.name,
    voice,
    standing,
    ...(input.url === undefined ? {} : { url: input.url }),
  };
}

/** The source of a document that does not say whose it is: the host of its address, or the name of its file. */
export function sourceOfOrigin(origin: Origin): SourceInput {
  const location = origin.location ?? '';
  if (origin.kind === 'url' && URL.canParse(location)) {
    return { name: new URL(location).hostname.replace(/^www\./, ''), url: location };
  }
  if (location === '') return { name: origin.kind === 'stdin' ? 'standard input' : origin.kind };
  return { name: location.slice(Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\')) + 1) };
}

/** Adds the sources that are not there yet. */
export async function keepSources(
  trx: Kysely<Tables>,
  sources: Iterable<Source>,
  recorded: string,
): Promise<void> {
  const rows = [...sources].map((source) => ({
    id: source.id,
    name: source.name,
    url: source.url ?? null,
    voice: source.voice,
    standing: source.standing,
    recorded,
  }));
  for (let from = 0; from < rows.length; from += 1000) {
    await trx
      .insertInto('sources')
      .values(rows.slice(from, from + 1000))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
}
