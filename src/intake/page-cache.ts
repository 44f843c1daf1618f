/** Answers of web servers kept in a folder, so that an unchanged page is not sent twice. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface CachedAnswer {
  readonly url: string;
  readonly mediaType: string | undefined;
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** ISO time of the last answer that confirmed it. */
  readonly fetchedAt: string;
  readonly body: Uint8Array;
}

export class PageCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What was kept for an address; nothing where it is missing or was damaged. */
  async get(url: string): Promise<CachedAnswer | undefined> {
    try {
      const [about, body] = await Promise.all([
        readFile(this.#path(url, 'json'), 'utf8'),
        readFile(this.#path(url, 'body')),
      ]);
      const { digest, ...answer } = JSON.parse(about) as Omit<CachedAnswer, 'body'> & { digest: string };
      return answer.url === url && digest === digestOf(body)
        ? { ...answer, body: new Uint8Array(body) }
        : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps an answer. A full or unwritable disk costs a later download, nothing else. */
  async put(answer: CachedAnswer): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true });
      const { body, ...about } = answer;
      await this.#write(this.#path(answer.url, 'body'), body);
      await this.#write(this.#path(answer.url, 'json'), JSON.stringify({ ...about, digest: digestOf(body) }));
    } catch {
      // Works without a cache as well.
    }
  }

  #path(url: string, ending: string): string {
    return join(this.#folder, `${digestOf(url)}.${ending}`);
  }

  /** Whole or not at all: another process may read at the same time. */
  async #write(path: string, content: string | Uint8Array): Promise<void> {
    const draft = `${path}.${randomUUID()}`;
    try {
      await writeFile(draft, content);
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
