import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { cached, fingerprint, keep } from './cache.ts';
import { readYaml, type YamlFile, type YamlFolder } from './document.ts';
import { FactsError, type FactsProblem } from './errors.ts';
import { referred, registry } from './registry.ts';
import { type Columns, type RowOf, readTable, type Table } from './table.ts';

type Source = Table | YamlFile | YamlFolder;
type Loaded<S> =
  S extends Table<infer C extends Columns>
    ? readonly RowOf<C>[]
    : S extends YamlFile<infer Z>
      ? z.infer<Z>
      : S extends YamlFolder<infer Z>
        ? readonly z.infer<Z>[]
        : never;

/** All shipped facts as plain data: an array of rows for each table, a value for each YAML file or folder. */
export type Facts = { readonly [K in keyof typeof registry]: Loaded<(typeof registry)[K]> };

/** The data folder that the package ships; the same from `src/` and from `dist/`. */
export const dataDirectory = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'data');

const loaded = new Map<string, Facts>();

/**
 * Loads and checks every shipped data file. The result is plain, JSON-serialisable and shared: do not change it.
 *
 * @param directory folder that holds the data files; by default the one the package ships
 * @throws {FactsError} naming file, line, field and what would be right, where a file is missing or breaks its schema
 * @example loadFacts().exchangeRates.find((rate) => rate.period === '2025-09' && rate.currency === 'CNY')
 */
export function loadFacts(directory: string = dataDirectory): Facts {
  const known = loaded.get(directory);
  if (known) return known;
  const print = directory === dataDirectory ? fingerprint(directory) : undefined;
  const kept = print === undefined ? undefined : (cached(print) as Facts | undefined);
  const facts = kept ?? checkedFacts(directory, print);
  loaded.set(directory, facts);
  return facts;
}

function checkedFacts(directory: string, print?: string): Facts {
  const problems: FactsProblem[] = [];
  const facts: Record<string, unknown> = {};
  for (const [name, source] of Object.entries(registry) as [string, Source][]) {
    facts[name] = load(source, directory, problems);
  }
  if (problems.length === 0) problems.push(...brokenReferences(facts));
  if (problems.length > 0) throw new FactsError(problems);
  if (print) keep(print, facts);
  return facts as Facts;
}

function load(source: Source, directory: string, problems: FactsProblem[]): unknown {
  const content = (file: string): string | undefined => {
    try {
      return readFileSync(join(directory, file), 'utf8');
    } catch (error) {
      problems.push({ file, found: `cannot be read (${(error as Error).message})` });
      return undefined;
    }
  };
  const yaml = (file: string, schema: z.ZodType): unknown => {
    const text = content(file);
    if (text === undefined) return undefined;
    const reading = readYaml(file, schema, text);
    problems.push(...reading.problems);
    return reading.value;
  };
  if (source.type === 'yaml') return yaml(source.file, source.schema);
  if (source.type === 'yaml-folder') {
    return filesIn(directory, source.folder, problems).map((file) => yaml(file, source.schema));
  }
  const text = content(source.file);
  if (text === undefined) return [];
  const reading = readTable(source, text);
  problems.push(...reading.problems);
  return reading.rows;
}

function filesIn(directory: string, folder: string, problems: FactsProblem[]): string[] {
  try {
    const names = readdirSync(join(directory, folder)).filter((name) => name.endsWith('.yaml'));
    return names.sort().map((name) => `${folder}/${name}`);
  } catch (error) {
    problems.push({ file: folder, found: `cannot be read (${(error as Error).message})` });
    return [];
  }
}

/** Cells that name a row of another table which is not there. */
function brokenReferences(facts: Record<string, unknown>): FactsProblem[] {
  const problems: FactsProblem[] = [];
  const rowsOf = (name: string) => facts[name] as readonly Record<string, unknown>[];
  for (const [name, source] of Object.entries(registry) as [string, Source][]) {
    if (source.type !== 'table') continue;
    for (const [field, column] of Object.entries(source.columns)) {
      if (!column.references) continue;
      const target = referred(column.references);
      const known = new Set(rowsOf(target.name).map((row) => row[target.column]));
      for (const [index, row] of rowsOf(name).entries()) {
        for (const value of [row[field] ?? []].flat()) {
          if (known.has(value)) continue;
          const found = `"${value}" is not listed`;
          const expected = `a ${target.column} of ${target.file}, or added there`;
          problems.push({ file: source.file, line: index + 2, field, found, expected });
        }
      }
    }
  }
  return problems;
}
