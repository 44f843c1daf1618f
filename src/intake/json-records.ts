/** JSON lines and JSON files of records `{id, text, published?}`. */
import { finishDocument, type Job } from './finish-document.ts';
import type { IntakeDocument, IntakeNote, IntakeResult } from './intake-document.ts';
import { IntakeError, reasonOf } from './intake-error.ts';
import { readJsonFeed } from './json-feed.ts';
import { plainPassages } from './plain-text.ts';
import { RecordCollector } from './record-collector.ts';
import { mediaTypes } from './sniff.ts';
import { wholeDate } from './written-date.ts';

const shape =
  'Each record is an object with a `text`, and as it likes an `id`, `title`, `published` and `language`.';

/** One line each; a line that cannot be read gives a note and the others are unharmed. */
export function readJsonLines(text: string, job: Job): IntakeResult {
  const records = new RecordCollector(job.budget);
  let number = 0;
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    number += 1;
    const line = text.slice(start, end);
    if (line.trim() !== '') records.add(readJsonLine(line, number, job));
    start = end + 1;
  }
  return records.result();
}

/** One line of JSON lines: its document, or a note on what is wrong with it. */
export function readJsonLine(line: string, number: number, job: Job): IntakeDocument | IntakeNote {
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\ufeff/, ''));
  } catch (error) {
    return { message: `The line is not JSON: ${reasonOf(error)}`, where: `line ${number}` };
  }
  return readRecord(value, `line ${number}`, String(number), job);
}

/** A `.json` file: a JSON feed, one record, or a list of records. */
export function readJsonFile(text: string, job: Job): IntakeResult {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new IntakeError('damaged', `The file is not JSON: ${reasonOf(error)}`, { remedy: shape });
  }
  if (isObject(value) && String(value.version ?? '').includes('jsonfeed.org'))
    return readJsonFeed(value, job);
  const records = new RecordCollector(job.budget);
  for (const [index, record] of (Array.isArray(value) ? value : [value]).entries()) {
    records.add(readRecord(record, `record ${index + 1}`, String(index + 1), job));
  }
  return records.result();
}

function readRecord(value: unknown, where: string, name: string, job: Job): IntakeDocument | IntakeNote {
  if (!isObject(value)) return { message: `The record is no object. ${shape}`, where };
  const { text, id, title, published, language } = value;
  if (typeof text !== 'string' || text.trim() === '')
    return { message: `The record has no text. ${shape}`, where };
  const own = typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
  const date = typeof published === 'string' ? wholeDate(published) : undefined;
  const badDate = published !== undefined && published !== null && date === undefined;
  const recordJob = date ? { ...job, published: date } : job;
  job.budget.characters(text.length);
  return finishDocument(
    text,
    plainPassages(text),
    {
      mediaType: mediaTypes.text,
      origin: `${job.origin}#${own ?? name}`,
      ...(own !== undefined && { id: own }),
      ...(typeof title === 'string' && { title }),
      ...(typeof language === 'string' && { language }),
      ...(badDate && {
        notes: [
          {
            message: `\`published\` is not a date: ${JSON.stringify(published)?.slice(0, 60)}; write 2025-11-14`,
            where,
          },
        ],
      }),
    },
    recordJob,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
