import { type IntakeDocument, type ReadOptions, readDocument, shippedWords } from '../../src/intake/index.ts';

const words = shippedWords();

export async function readAll(
  content: string | Uint8Array,
  origin: string,
  options: Partial<ReadOptions> = {},
) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readDocument(bytes, { words, origin, ...options });
}

export async function readOne(
  content: string | Uint8Array,
  origin: string,
  options: Partial<ReadOptions> = {},
) {
  return (await readAll(content, origin, options)).documents[0]!;
}

export function textsOf(
  document: IntakeDocument,
  kind: IntakeDocument['passages'][number]['kind'],
): string[] {
  return document.passages
    .filter((passage) => passage.kind === kind)
    .map(({ start, end }) => document.text.slice(start, end));
}
