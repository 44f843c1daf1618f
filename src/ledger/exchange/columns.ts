/** The tables that an export has, column by column: what is in a file and how it comes back. */

export type CellKind = 'text' | 'number' | 'json';

/** A cell: absent is `undefined`, never an empty text. */
export type Cell = string | number | object | undefined;

export type Row = Readonly<Record<string, Cell>>;

export interface ExportTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, CellKind>>;
}

/** One row for each document, with its current reading. */
export const DOCUMENTS = {
  name: 'documents',
  columns: {
    id: 'text',
    title: 'text',
    published: 'text',
    language: 'text',
    media_type: 'text',
    /** Where it was met: origin, location, source, retrieved, recorded. */
    sightings: 'json',
    story: 'text',
    recorded: 'text',
    reading: 'text',
    lineage: 'text',
    reader: 'text',
    read: 'text',
    observations: 'number',
    numbers: 'json',
    digest: 'text',
    text: 'text',
  },
} as const satisfies ExportTable;

/** What an observation states, under its own names but for `status`, which here would be taken for the record's. */
export const STATED = {
  kind: 'text',
  subject: 'text',
  period: 'text',
  low: 'number',
  high: 'number',
  value: 'number',
  unit: 'text',
  place: 'text',
  reporter: 'text',
  partner: 'text',
  flow: 'text',
  change: 'json',
  metric: 'text',
  org: 'text',
  instrument: 'text',
  basis: 'text',
  vat: 'text',
  price_type: 'text',
  grade: 'text',
  purity: 'text',
  hs: 'text',
  ticker: 'text',
  speaker: 'text',
  precision: 'text',
  quote: 'text',
  start: 'number',
  end: 'number',
  read_by: 'text',
} as const satisfies ExportTable['columns'];

/** One row for each observation. Fields of an observation that have no column are in `more`. */
export const OBSERVATIONS = {
  name: 'observations',
  columns: {
    id: 'text',
    ...STATED,
    more: 'json',
    spec: 'text',
    span: 'text',
    session: 'text',
    record_status: 'text',
    /** `yes`, or empty. */
    retracted: 'text',
    note: 'text',
    source: 'text',
    url: 'text',
    voice: 'text',
    standing: 'text',
    published: 'text',
    recorded: 'text',
    reading: 'text',
    position: 'number',
    row: 'number',
  },
} as const satisfies ExportTable;

/** One row for each retraction or reinstatement. */
export const MARKS = {
  name: 'marks',
  columns: { n: 'number', target: 'text', mark: 'text', who: 'text', why: 'text', recorded: 'text' },
} as const satisfies ExportTable;

/** Cells that every row of a table has; an empty one is an empty text. The quote of a fact may be empty. */
export const NEVER_ABSENT: ReadonlySet<string> = new Set([
  'text',
  'quote',
  'read_by',
  'reader',
  'who',
  'why',
]);
