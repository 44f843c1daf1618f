import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { FactsProblem } from './errors.ts';

interface DocumentDefinition<S extends z.ZodType> {
  readonly description: string;
  readonly schema: S;
}

/** One shipped YAML file, read as one value. */
export interface YamlFile<S extends z.ZodType = z.ZodType> extends DocumentDefinition<S> {
  readonly type: 'yaml';
  /** Path inside the data folder. */
  readonly file: string;
}

/** A folder of YAML files with one record each, read as an array in the order of the file names. */
export interface YamlFolder<S extends z.ZodType = z.ZodType> extends DocumentDefinition<S> {
  readonly type: 'yaml-folder';
  /** Path of the folder inside the data folder; every `.yaml` file in it is a record. */
  readonly folder: string;
}

export const defineYaml = <S extends z.ZodType>(definition: Omit<YamlFile<S>, 'type'>): YamlFile<S> => ({
  ...definition,
  type: 'yaml',
});

export const defineYamlFolder = <S extends z.ZodType>(
  definition: Omit<YamlFolder<S>, 'type'>,
): YamlFolder<S> => ({ ...definition, type: 'yaml-folder' });

interface DocumentReading<T> {
  readonly value?: T;
  readonly problems: readonly FactsProblem[];
}

/** Reads the text of a YAML file against a schema; problems carry the line of the field they are about. */
export function readYaml<S extends z.ZodType>(
  file: string,
  schema: S,
  content: string,
): DocumentReading<z.infer<S>> {
  const lineCounter = new LineCounter();
  const document = parseDocument(content, { lineCounter, uniqueKeys: true });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => ({
        file,
        line: lineCounter.linePos(error.pos[0]).line,
        found: error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, ''),
        expected: 'regular YAML',
      })),
    };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return {
      problems: [{ file, found: (error as Error).message, expected: 'a file without nested aliases' }],
    };
  }
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data, problems: [] };
  return {
    problems: result.error.issues.map((issue) => {
      const line = lineOf(document, lineCounter, issue.path);
      const found = issue.message;
      return { file, ...(line ? { line } : {}), field: issue.path.join('.'), found };
    }),
  };
}

/** Line of the deepest node on the path that the file has. */
function lineOf(
  document: ReturnType<typeof parseDocument>,
  lineCounter: LineCounter,
  path: readonly PropertyKey[],
): number | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    const range = (node as { range?: readonly number[] } | undefined)?.range;
    if (range) return lineCounter.linePos(range[0]!).line;
  }
  return undefined;
}
