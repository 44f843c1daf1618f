/** Documents and readings for tests, in a few words. */
import type { DocumentInput, ReadDocument, ShippedFact } from '../../src/ledger/index.ts';
import type { Observation } from '../../src/reading/observation.ts';

export type Stated = Omit<Observation, 'quote' | 'start' | 'end' | 'read_by'>;

/** A document whose text is one line for each figure, read rightly. */
export function readDocument(
  stated: readonly Stated[],
  document: Partial<DocumentInput> = {},
  reader = 'rules 1',
): ReadDocument {
  const lines = stated.map((one) => Object.values(one).join(' '));
  const text = document.text ?? lines.join('\n');
  let from = 0;
  const observations = stated.map((one, index): Observation => {
    const quote = document.text === undefined ? lines[index]! : '';
    const start = from;
    from = document.text === undefined ? start + quote.length + 1 : 0;
    return { ...one, quote, start, end: start + quote.length, read_by: 'test' };
  });
  return {
    document: { origin: { kind: 'stdin' }, ...document, text },
    reading: { observations, numbers: [] },
    reader,
  };
}

export const price = (low: number, period: string, more: Partial<Stated> = {}): Stated => ({
  kind: 'price',
  subject: 'Dy-oxide',
  low,
  high: low,
  unit: 'CNY/kg',
  period,
  place: 'CN',
  ...more,
});

export const trade = (value: number, period: string, more: Partial<Stated> = {}): Stated => ({
  kind: 'trade',
  subject: 'NdFeB-magnet',
  value,
  unit: 't',
  period,
  reporter: 'CN',
  partner: 'WORLD',
  flow: 'export',
  ...more,
});

/** Rows of a shipped file. */
export const shipped = (
  stated: readonly Stated[],
  more: Partial<ShippedFact> = {},
  file = 'facts.csv',
): readonly ShippedFact[] =>
  stated.map((observation, index) => ({
    file,
    row: index + 2,
    observation,
    source: { name: 'China customs', standing: 'record' },
    ...more,
  }));
