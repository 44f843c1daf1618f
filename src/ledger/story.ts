/**
 * Which documents copy each other. A wire story is printed by many pages, cut here and framed there; as evidence all
 * of them are one. From every text a fixed sample of its letter sequences is kept; two texts of which the shorter has
 * at least half of its sample in common with the longer are one story.
 */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Letters and digits in a sequence: about two words of English, a clause of Chinese. */
const LENGTH = 16;
/** One sequence in so many is kept, chosen by its hash, so that two texts keep the same ones of what they share. */
const SAMPLE = 16;
/** A long text keeps no more than this; it is sampled from its beginning, where a story is. */
const MOST = 400;
/** Texts with a smaller sample are too short to tell. */
const LEAST = 8;
const SHARED = 0.5;

/** The sample of a text: hashes of some of its letter sequences, each once. */
export function sampleOf(text: string): readonly number[] {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const sample = new Set<number>();
  let rolling = 0;
  let leaving = 1;
  for (let i = 0; i < LENGTH - 1; i++) leaving = Math.imul(leaving, 31);
  for (let i = 0; i < letters.length && sample.size < MOST; i++) {
    if (i >= LENGTH) rolling = (rolling - Math.imul(letters.charCodeAt(i - LENGTH), leaving)) | 0;
    rolling = (Math.imul(rolling, 31) + letters.charCodeAt(i)) | 0;
    if (i < LENGTH - 1) continue;
    const hash = mixed(rolling);
    if (hash % SAMPLE === 0) sample.add(hash);
  }
  return sample.size < LEAST ? [] : [...sample];
}

/** Spreads the bits of a hash; the result is a signed 32-bit integer, as both databases keep one. */
function mixed(hash: number): number {
  let bits = hash ^ (hash >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) | 0;
}

/** The story that a text belongs to, or undefined where it copies nothing on file. */
export async function storyOf(trx: Kysely<Tables>, sample: readonly number[]): Promise<string | undefined> {
  if (sample.length === 0) return undefined;
  const alike = await trx
    .selectFrom('shingles')
    .innerJoin('documents', 'documents.id', 'shingles.document_id')
    .select(['documents.id', 'documents.story', 'documents.sample_size'])
    .select((e) => e.cast<number>(e.fn.countAll(), 'integer').as('shared'))
    .where('hash', 'in', sample)
    .groupBy(['documents.id', 'documents.story', 'documents.sample_size'])
    .having((e) => e.fn.countAll(), '>=', LEAST * SHARED)
    .orderBy('shared', 'desc')
    .orderBy('documents.id')
    .limit(8)
    .execute();
  return alike.find((other) => other.shared >= SHARED * Math.min(sample.length, other.sample_size))?.story;
}

export async function keepSample(
  trx: Kysely<Tables>,
  documentId: string,
  sample: readonly number[],
): Promise<void> {
  if (sample.length === 0) return;
  await trx
    .insertInto('shingles')
    .values(sample.map((hash) => ({ hash, document_id: documentId })))
    .execute();
}
