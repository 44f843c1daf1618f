import type { RunTable } from './run-tables.ts';

/**
 * The tables as Kysely sees them. Rows are only ever added: a new reading supersedes an older one by its number, a
 * retraction is a row in `marks`. Every text that is a date or an instant is ISO 8601, so order of text is order of
 * time. Columns of `observations` beside `body` repeat what is in it, for searching.
 */
export interface Tables extends Record<RunTable, RunRow> {
  readonly ledger_schema: SchemaTable;
  readonly documents: DocumentsTable;
  readonly shingles: ShinglesTable;
  readonly sightings: SightingsTable;
  readonly sources: SourcesTable;
  readonly readings: ReadingsTable;
  readonly observations: ObservationsTable;
  readonly marks: MarksTable;
  readonly checks: ChecksTable;
  readonly verdicts: VerdictsTable;
  readonly dependencies: DependenciesTable;
  readonly runs: RunsTable;
}

/** A run of the chain model; its rows are in the tables of `run-tables.ts`. */
interface RunsTable {
  id: string;
  scenario: string;
  title: string;
  /** JSON. */
  settings: string;
  recorded: string;
}

/** A row of a table of a run. */
interface RunRow {
  run_id: string;
  [column: string]: string | number | null;
}

interface SchemaTable {
  version: number;
  name: string;
  applied: string;
}

/** One text. The same text met twice is one document with two sightings. */
export interface DocumentsTable {
  /** First 96 bits of `sha256`. */
  id: string;
  sha256: string;
  text: string;
  title: string | null;
  media_type: string | null;
  language: string | null;
  /** The first document that this one copies in large part, or itself. */
  story: string;
  /** How many of its letter sequences are in `shingles`. */
  sample_size: number;
  recorded: string;
}

/** A sample of a document's wording, by which copies are found. */
interface ShinglesTable {
  hash: number;
  document_id: string;
}

/** Where and when a document was met. */
interface SightingsTable {
  document_id: string;
  origin: string;
  /** Path or address; empty for standard input. */
  location: string;
  source_id: string;
  retrieved: string | null;
  recorded: string;
}

/** A page of a publisher, or a publisher as a whole where no page is known. */
export interface SourcesTable {
  id: string;
  /** As given: `Reuters via Kitco`. */
  name: string;
  url: string | null;
  /** Whose figures these are, however many pages print them: `Reuters`. */
  voice: string;
  standing: string;
  recorded: string;
}

export interface ReadingsTable {
  id: string;
  /** Readings of one lineage supersede each other: a document's readings, or the versions of a shipped file. */
  lineage: string;
  n: number;
  document_id: string;
  reader: string;
  published: string | null;
  /** Counts of what was read, so that lists need not open every row. */
  observation_count: number;
  number_count: number;
  unread_count: number;
  /** Packed, see `numbers.ts`. */
  numbers: string;
  /** Of reader, published date, observations and numbers. */
  digest: string;
  recorded: string;
}

export interface ObservationsTable {
  id: string;
  reading_id: string;
  document_id: string;
  source_id: string;
  position: number;
  row_number: number | null;
  kind: string;
  subject: string | null;
  period: string | null;
  period_start: string | null;
  period_end: string | null;
  resolution: string | null;
  unit: string | null;
  low: number | null;
  high: number | null;
  value: number | null;
  place: string | null;
  reporter: string | null;
  partner: string | null;
  flow: string | null;
  metric: string | null;
  org: string | null;
  basis: string | null;
  vat: string | null;
  price_type: string | null;
  grade: string | null;
  purity: string | null;
  hs: string | null;
  spec: string | null;
  span: string | null;
  session: string | null;
  status: string;
  note: string | null;
  published: string | null;
  /** The day from which it could be known: published, else the end of its period, at latest when recorded. */
  available: string;
  recorded: string;
  /** Of what is stated, without who read it and where it stands. */
  digest: string;
  /** The whole observation as JSON. */
  body: string;
}

/** Retractions and their undoing. The last mark of a target counts. */
interface MarksTable {
  n: number;
  target: string;
  mark: string;
  who: string;
  why: string;
  recorded: string;
}

/** One run of the judge over one document. */
interface ChecksTable {
  id: string;
  document_id: string;
  n: number;
  judge: string;
  as_of: string | null;
  digest: string;
  recorded: string;
}

interface VerdictsTable {
  id: string;
  check_id: string;
  position: number;
  kind: string;
  verdict: string;
  body: string;
}

/** What rests on what. Names are ids of this ledger or, for briefs and runs, the caller's own. */
interface DependenciesTable {
  dependent: string;
  dependent_kind: string;
  rests_on: string;
  recorded: string;
}
