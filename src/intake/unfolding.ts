/**
 * What packed data unfold to, chunk by chunk, without keeping them: a few kilobytes can unfold to gigabytes, and the
 * sizes that files state can lie. Ends quietly where the data break off; throws what the unpacker throws where they
 * are wrong.
 */
export async function* unfoldedSizes(
  data: Uint8Array,
  format: 'deflate' | 'deflate-raw',
): AsyncGenerator<number> {
  const source = new Blob([data as Uint8Array<ArrayBuffer>]).stream();
  const reader = source.pipeThrough(new DecompressionStream(format)).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value.length;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
