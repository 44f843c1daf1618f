import { addEntry } from './feed.ts';
import type { Job } from './finish-document.ts';
import type { IntakeResult } from './intake-document.ts';
import { RecordCollector } from './record-collector.ts';
import { mediaTypes } from './sniff.ts';

/** A JSON feed (jsonfeed.org): every item becomes a document of its own. */
export function readJsonFeed(feed: Readonly<Record<string, unknown>>, job: Job): IntakeResult {
  const items: readonly unknown[] = Array.isArray(feed.items) ? feed.items : [];
  const records = new RecordCollector(job.budget);
  for (const [index, item] of items.entries()) {
    if (typeof item !== 'object' || item === null) {
      records.add({ message: 'The entry is no object', where: `entry ${index + 1}` });
      continue;
    }
    const fields = item as Readonly<Record<string, unknown>>;
    const string = (name: string, of = fields) =>
      typeof of[name] === 'string' ? (of[name] as string) : undefined;
    const entry = {
      id: string('id') ?? (typeof fields.id === 'number' ? String(fields.id) : undefined),
      title: string('title'),
      html: string('content_html'),
      plain: string('content_text') ?? string('summary'),
      link: string('url'),
      published: string('date_published') ?? string('date_modified'),
      author: undefined,
      language: string('language') ?? string('language', feed),
    };
    records.add(addEntry(entry, index + 1, mediaTypes['json-feed'], job));
  }
  return records.result();
}
