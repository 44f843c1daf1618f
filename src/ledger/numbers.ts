import type { NumberAccount } from '../reading/observation.ts';
import { LedgerError } from './errors.ts';

/**
 * The account of every number, packed: `[start, length, index]` where it was read, `[start, length, reason]` where it
 * was set aside, `[start, length]` where it is unread. The words come back out of the document's text.
 */
type Packed = [start: number, length: number, detail?: number | string];

export function packNumbers(numbers: readonly NumberAccount[], text: string): string {
  const packed = numbers.map((number, index): Packed => {
    const { start, end } = number;
    if (text.slice(start, end) !== number.text) {
      throw new LedgerError(
        'invalid',
        `Number ${index} (${JSON.stringify(number.text)}) does not stand at ${start} to ${end} of the text. Nothing was filed.`,
      );
    }
    if (number.status === 'read') return [start, end - start, number.observation ?? -1];
    if (number.status === 'set-aside') return [start, end - start, number.reason ?? ''];
    return [start, end - start];
  });
  return JSON.stringify(packed);
}

export function unpackNumbers(packed: string, text: string): readonly NumberAccount[] {
  return (JSON.parse(packed) as Packed[]).map(([start, length, detail]): NumberAccount => {
    const place = { start, end: start + length, text: text.slice(start, start + length) };
    if (typeof detail === 'number') {
      return { ...place, status: 'read', ...(detail < 0 ? {} : { observation: detail }) };
    }
    if (typeof detail === 'string')
      return { ...place, status: 'set-aside', ...(detail ? { reason: detail } : {}) };
    return { ...place, status: 'unread' };
  });
}

/** How many numbers a packed account has, and how many of them are unread. */
export function countNumbers(packed: string): { readonly numbers: number; readonly unread: number } {
  const numbers = JSON.parse(packed) as Packed[];
  return { numbers: numbers.length, unread: numbers.filter((number) => number.length === 2).length };
}
