import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { CommandError, EXIT } from './exit.ts';
import { Progress } from './terminal.ts';

/** A document of a lines file: what `--jsonl` takes. */
interface LineDocument {
  readonly id: string;
  readonly text: string;
  readonly published?: string;
}

type Line =
  | { readonly document: LineDocument; readonly number: number }
  | { readonly problem: string; readonly number: number; readonly id?: string };

/**
 * Reads a file of JSON lines (`-` is standard input), one at a time, so that memory does not grow with the file.
 * A line that is no document is given as a problem that says what would be right; the others are unharmed.
 */
async function* jsonLines(file: string): AsyncGenerator<Line> {
  const input = file === '-' ? process.stdin : createReadStream(file, 'utf8');
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      if (line.trim() !== '') yield parseLine(line, number);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : message;
    throw new CommandError(`${file} cannot be read: ${reason}.`, EXIT.input);
  }
}

function parseLine(line: string, number: number): Line {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { number, problem: `line ${number} is not JSON (${(error as Error).message})` };
  }
  const { id, text, published } = (value ?? {}) as Record<string, unknown>;
  const name = typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
  const wrong = (problem: string): Line => ({
    number,
    problem: `line ${number}: ${problem}`,
    ...(name && { id: name }),
  });
  if (name === undefined)
    return wrong('"id" is missing; a line is {"id": "...", "text": "...", "published": "2025-11-14"}');
  if (typeof text !== 'string') return wrong('"text" is missing or not a string');
  if (published !== undefined && published !== null && typeof published !== 'string') {
    return wrong('"published" is not a string such as "2025-11-14"');
  }
  return { number, document: { id: name, text, ...(published && { published }) } };
}

/**
 * Does the work on every document of a lines file, in order, with progress. A line that is no document is said on the
 * error stream and told by the exit code.
 */
export async function eachLine(
  what: string,
  file: string,
  work: (document: LineDocument) => Promise<void>,
): Promise<void> {
  const progress = new Progress(what);
  let done = 0;
  for await (const line of jsonLines(file)) {
    if ('problem' in line) {
      process.stderr.write(`coercivity: ${file}: ${line.problem}\n`);
      process.exitCode = EXIT.input;
      continue;
    }
    await work(line.document);
    progress.update(++done);
  }
  progress.done();
}

/** Writes one line of JSON and waits while the reader is slow. */
export async function writeLine(value: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`)) {
    await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}
