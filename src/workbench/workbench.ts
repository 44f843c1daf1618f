import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CheckedDocument } from '../brief/index.ts';
import { type Facts, loadFacts } from '../facts/index.ts';
import type { IntakeDocument } from '../intake/index.ts';
import { type JudgingContext, judge } from '../judging/index.ts';
import { createLaw, type Law } from '../law/index.ts';
import {
  addReading,
  documentWithText,
  type Filed,
  fileCheck,
  type Ledger,
  loadShipped,
  openLedger,
  type RecordedObservation,
  type Retraction,
  record,
  reinstate,
  retract,
  type SourceInput,
} from '../ledger/index.ts';
import { type DocumentText, type Kind, type Reading, read } from '../reading/index.ts';
import { createVocabulary, type Vocabulary } from '../vocabulary/index.ts';
import { findLedger } from './ledger-file.ts';
import { ScenarioImpacts } from './scenario-impacts.ts';
import { shippedFacts } from './shipped-facts.ts';

/** Who read, on file with every reading; raised when documents may be read otherwise. */
export const READER = 'rules 1';

/** Who judged, on file with every verdict; raised when verdicts may come out otherwise. */
export const JUDGE = 'judge 1';

/** The source of the shipped sample documents. They are no evidence: some of their figures are wrong on purpose. */
export const SAMPLE_SOURCE = {
  name: 'Sample document',
  voice: 'coercivity-sample',
  standing: 'copy',
} as const satisfies SourceInput;

export interface WorkbenchOptions {
  /** Path or PostgreSQL address of the ledger; else the one of this folder or a folder above. */
  readonly ledger?: string;
  /** Folder from which the ledger is looked for. */
  readonly folder: string;
  /** The day that counts as today, ISO. */
  readonly today: string;
  /** Told what takes a while. */
  readonly onProgress?: (what: string) => void;
}

/** What became of an ingested document. */
export interface Ingested extends CheckedDocument {
  readonly filed: Filed;
}

/**
 * The rooms put together: what the command line and the server do, without a terminal and without HTTP. Parts that
 * take time to make are made when they are first needed, and once.
 */
export class Workbench {
  readonly today: string;
  readonly ledgerFile: string;
  readonly #options: WorkbenchOptions;
  #facts: Facts | undefined;
  #vocabulary: Vocabulary | undefined;
  #law: Law | undefined;
  #impacts: ScenarioImpacts | undefined;
  #forecaster: Promise<NonNullable<JudgingContext['forecaster']>> | undefined;
  #ledger: Promise<Ledger> | undefined;
  readonly #records = new Map<string, Promise<readonly RecordedObservation[]>>();
  readonly #judgingRecords = new Map<string, Promise<JudgingContext['record']>>();

  constructor(options: WorkbenchOptions) {
    this.#options = options;
    this.today = options.today;
    this.ledgerFile = options.ledger ?? findLedger(options.folder);
  }

  /** Where fetched pages are kept: beside the ledger, or in the folder where the ledger is a server's. */
  get pageFolder(): string {
    return this.ledgerFile.includes('://')
      ? join(this.#options.folder, '.coercivity', 'pages')
      : `${this.ledgerFile}-pages`;
  }

  get facts(): Facts {
    this.#facts ??= loadFacts();
    return this.#facts;
  }

  get vocabulary(): Vocabulary {
    this.#vocabulary ??= createVocabulary(this.facts);
    return this.#vocabulary;
  }

  get law(): Law {
    this.#law ??= createLaw(this.facts.acts, this.facts.lawWords, this.facts.shipmentWords);
    return this.#law;
  }

  /** What the ready-made scenarios of the chain do to buyers, as far as they were run. */
  get impacts(): ScenarioImpacts {
    this.#impacts ??= new ScenarioImpacts(this.facts);
    return this.#impacts;
  }

  /** Answers of the chain model to forecasts; loaded with the first document that is judged. */
  #forecast(): Promise<NonNullable<JudgingContext['forecaster']>> {
    this.#forecaster ??= import('../runs/index.ts').then((runs) => runs.shippedForecaster(this.facts));
    return this.#forecaster;
  }

  /** The ledger, made from the shipped facts where there is none yet. */
  ledger(): Promise<Ledger> {
    this.#ledger ??= this.#openLedger();
    return this.#ledger;
  }

  async #openLedger(): Promise<Ledger> {
    if (!this.ledgerFile.includes('://')) mkdirSync(dirname(this.ledgerFile), { recursive: true });
    const ledger = await openLedger(this.ledgerFile);
    try {
      const loaded = await loadShipped(ledger, shippedFacts(this.facts));
      if (loaded.added > 0) {
        this.#options.onProgress?.(`ledger ${this.ledgerFile}: ${loaded.added} shipped facts loaded`);
      }
      return ledger;
    } catch (error) {
      await ledger.close();
      throw error;
    }
  }

  /** The record that statements are held against: what was published by a day, samples left out. */
  record(asOf: string): Promise<readonly RecordedObservation[]> {
    const known = this.#records.get(asOf);
    if (known) return known;
    const rows = this.ledger()
      .then((ledger) => record(ledger, { asOf: { published: asOf } }))
      .then((all) => all.filter(({ voice }) => voice !== SAMPLE_SOURCE.voice));
    this.#records.set(asOf, rows);
    return rows;
  }

  /** The record as judging takes it; the same array each time, so that its index is made once. */
  #judgingRecord(asOf: string): Promise<JudgingContext['record']> {
    const known = this.#judgingRecords.get(asOf);
    if (known) return known;
    const rows = this.record(asOf).then((all) =>
      all.map((row) => ({ ...row, documentId: row.document, publisher: row.source })),
    );
    this.#judgingRecords.set(asOf, rows);
    return rows;
  }

  /** Material codes of a kind of observation on record, in alphabetical order. */
  async materials(kind: Kind): Promise<readonly string[]> {
    const rows = await record(await this.ledger(), { kinds: [kind], exceptVoices: [SAMPLE_SOURCE.voice] });
    return [...new Set(rows.map(({ observation }) => observation.subject ?? ''))].filter(Boolean).sort();
  }

  read(document: DocumentText): Reading {
    return read(document, this.vocabulary);
  }

  /** Reads a document and judges its statements; nothing is filed. */
  async check(document: CheckableDocument, asOf: string = this.today): Promise<CheckedDocument> {
    const reading = this.read(document);
    const context: JudgingContext = {
      record: await this.#judgingRecord(asOf),
      words: this.facts.judgingWords,
      money: this.facts,
      estimates: this.facts.bestEstimates,
      law: this.law,
      vocabulary: this.vocabulary,
      forecaster: await this.#forecast(),
      asOf,
    };
    const documentId = await documentWithText(await this.ledger(), document.text);
    const self = { ...document, ...(documentId && { id: documentId }) };
    return { document, asOf, reading, statements: judge(self, reading, context) };
  }

  /** Reads a document, files it with its figures, judges its statements, and files the verdicts. */
  async ingest(document: CheckableDocument, options: IngestOptions = {}): Promise<Ingested> {
    const checked = await this.check(document, options.asOf);
    const ledger = await this.ledger();
    const { origin = '-', title, published, language, mediaType } = document;
    const kind = origin === '-' ? 'stdin' : /^https?:\/\//.test(origin) ? 'url' : 'file';
    const filed = await addReading(
      ledger,
      {
        text: document.text,
        origin: { kind, ...(origin !== '-' && { location: origin }) },
        ...(title && { title }),
        ...(published && { published }),
        ...(language && { language }),
        ...(mediaType && { mediaType }),
        ...(options.source && { source: options.source }),
      },
      checked.reading,
      READER,
    );
    await fileCheck(ledger, {
      documentId: filed.documentId,
      judge: JUDGE,
      asOf: checked.asOf,
      statements: checked.statements,
    });
    if (!filed.unchanged) this.#forgetRecords();
    return { ...checked, filed };
  }

  /** Takes something back, or lets it count again. @throws LedgerError `unknown-id` */
  async mark(kind: 'retract' | 'reinstate', retraction: Retraction): Promise<void> {
    await (kind === 'retract' ? retract : reinstate)(await this.ledger(), retraction);
    this.#forgetRecords();
  }

  #forgetRecords(): void {
    this.#records.clear();
    this.#judgingRecords.clear();
  }

  async close(): Promise<void> {
    if (this.#ledger) await (await this.#ledger).close();
  }
}

/** What a document needs to be checked; an `IntakeDocument` is one, and so is a bare text. */
export type CheckableDocument = DocumentText &
  Partial<Pick<IntakeDocument, 'origin' | 'title' | 'publishedFrom' | 'language' | 'mediaType' | 'passages'>>;

export interface IngestOptions {
  readonly asOf?: string;
  /** Who publishes it, where the address or the file's name does not tell. */
  readonly source?: SourceInput;
}
