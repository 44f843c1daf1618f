import { createHash } from 'node:crypto';

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** JSON with the keys of every object in order, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const record = value as Readonly<Record<string, unknown>>;
  const parts: string[] = [];
  for (const key of Object.keys(record).sort()) {
    if (record[key] !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(record[key])}`);
  }
  return `{${parts.join(',')}}`;
}

/** 96 bits of the digest: enough that nobody can make two documents share a name, short enough for an address. */
export const shortDigest = (text: string): string => sha256(text).slice(0, 24);

/**
 * The text as both databases can keep it: NUL and lone surrogates, which UTF-8 columns refuse or alter, become
 * U+FFFD. Every character keeps its place, so offsets stay right.
 */
export function storableText(text: string): string {
  return text.replace(/\p{Surrogate}|\0/gu, '\ufffd');
}

/** `storableText` for every string inside a JSON value; fields that are undefined are left out. */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return storableText(value) as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [storableText(key), storable(member)]),
  ) as T;
}

/** Without the fields that are empty texts, which state nothing; those named in `kept` may be empty. */
export function withoutEmpty<T extends object>(fields: T, kept: readonly (keyof T & string)[]): T {
  const entries = Object.entries(fields).filter(
    ([name, value]) => value !== '' || (kept as readonly string[]).includes(name),
  );
  return Object.fromEntries(entries) as T;
}
