import { createHash } from 'node:crypto';
import type { CheckedDocument } from '../brief/index.ts';
import { documentById, documentWithText } from '../ledger/index.ts';
import { type CheckableDocument, filedDocument, type Workbench } from '../workbench/index.ts';
import type { Checked } from './shapes/checked.ts';

const KEPT = 50;

interface Kept {
  readonly checked: CheckedDocument;
  readonly document: CheckableDocument;
}

/** The documents that were checked lately, so that their address brings them back before they are filed. */
export class CheckedPages {
  readonly #workbench: Workbench;
  readonly #kept = new Map<string, Kept>();
  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Checks a document and keeps the result. */
  async check(document: CheckableDocument, asOf?: string): Promise<Checked> {
    const checked = await this.#workbench.check(document, asOf);
    return this.#keep({ checked, document });
  }

  async #keep(kept: Kept): Promise<Checked> {
    const id = idOf(kept.document.text);
    this.#kept.delete(id);
    this.#kept.set(id, kept);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value as string);
    const filed = await documentWithText(await this.#workbench.ledger(), kept.document.text);
    return shape(filed ?? id, filed !== undefined, kept.checked);
  }

  /** A document by the id that checking or the ledger gave it. */
  async find(id: string): Promise<{ checked: CheckedDocument; filed: boolean } | undefined> {
    const kept = this.#kept.get(id);
    if (kept) return { checked: kept.checked, filed: false };
    const checked = await filedDocument(this.#workbench, id);
    return checked && { checked, filed: true };
  }

  /** The same, as the API shows it. */
  async show(id: string): Promise<Checked | undefined> {
    const found = await this.find(id);
    return found && shape(id, found.filed, found.checked);
  }

  /** Files a checked document with its figures and verdicts; a filed one is judged anew, as of today. */
  async file(id: string): Promise<Checked | undefined> {
    const kept = this.#kept.get(id);
    const document = kept?.document ?? (await this.#filed(id));
    if (!document) return undefined;
    const { filed, ...checked } = await this.#workbench.ingest(document, {
      asOf: kept?.checked.asOf ?? this.#workbench.today,
    });
    this.#kept.delete(id);
    return shape(filed.documentId, true, checked);
  }

  async #filed(id: string): Promise<CheckableDocument | undefined> {
    const document = await documentById(await this.#workbench.ledger(), id);
    if (!document) return undefined;
    const { text, title, published, language, mediaType, sightings } = document;
    const origin = sightings[0]?.origin.location;
    return {
      text,
      ...(origin && { origin }),
      ...(title && { title }),
      ...(published && { published }),
      ...(language && { language }),
      ...(mediaType && { mediaType }),
    };
  }
}

const idOf = (text: string) => `k${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;

function shape(
  id: string,
  filed: boolean,
  { document, asOf, reading, statements }: CheckedDocument,
): Checked {
  const { text, origin, title, published, publishedFrom, language, hash, notes, passages } = document;
  return {
    id,
    filed,
    asOf,
    document: {
      text,
      ...(origin && { origin }),
      ...(title && { title }),
      ...(published && { published }),
      ...(publishedFrom && { publishedFrom }),
      ...(language && { language }),
      ...(hash && { hash }),
      ...(notes?.length && { notes }),
      ...(passages && {
        passages: passages.map(({ start, end, kind, ...rest }) => ({
          start,
          end,
          kind,
          ...('level' in rest && typeof rest.level === 'number' && { level: rest.level }),
        })),
      }),
    },
    reading,
    statements,
  };
}
