import { z } from 'zod';
import type { Column } from './columns.ts';
import type { YamlFile, YamlFolder } from './document.ts';
import { referred, registry } from './registry.ts';
import type { Table } from './table.ts';

/** The data dictionary as Markdown, made from the definitions that also check the files. */
export function dataDictionary(): string {
  const entries = Object.entries(registry) as [string, Table | YamlFile | YamlFolder][];
  const sections = entries
    .map(([name, source]) => ({ name, source, path: pathOf(source) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ name, source, path }) => section(name, path, source));
  return `${[intro, ...sections].join('\n\n')}\n`;
}

const intro = `# Data dictionary

Made from the definitions in \`src/facts/schemas\` by \`node scripts/data-dictionary.mjs\`; do not edit it by hand. The same
definitions check the files whenever they are loaded. Where the data come from and how to correct them: [data.md](data.md).

Tables are CSV in UTF-8 with line feeds and a head line. An empty cell means that nothing is stated. Numbers have a decimal
point and no thousands separator. Periods are written \`2025\`, \`2025-09\`, \`2025-09-23\`, \`2025-Q3\`, \`2025-H1\`, or as a run
\`2025-01/2025-09\`. Several values in a cell are parted by \`|\`. *Name* is how a file is called in the program.`;

const pathOf = (source: Table | YamlFile | YamlFolder): string =>
  source.type === 'yaml-folder' ? `${source.folder}/*.yaml` : source.file;

function section(name: string, path: string, source: Table | YamlFile | YamlFolder): string {
  const head = `## ${path}\n\n${source.description}\n\nName: \`${name}\`.`;
  if (source.type !== 'table') return `${head}\n\n${yamlFields(source.schema)}`;
  const key = source.key.map((column) => `\`${column}\``).join(', ');
  return `${head} One row is known by ${key}.\n\n${tableOf(
    ['column', 'unit', 'must be', 'meaning'],
    Object.entries(source.columns).map(([column, definition]) => columnRow(column, definition)),
  )}`;
}

function columnRow(name: string, column: Column): string[] {
  const optional = column.schema.safeParse(undefined).success;
  const target = column.references ? referred(column.references) : undefined;
  const allowed = target ? `a \`${target.column}\` of ${target.file}` : column.expected;
  const must = `${column.cell === 'list' && target ? 'one or more, each ' : ''}${allowed}${optional ? ', or empty' : ''}`;
  return [`\`${name}\``, column.unit ?? '', must, column.description];
}

/** The outermost fields of a YAML schema. */
function yamlFields(schema: z.ZodType): string {
  const { properties, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  if (!properties) return 'A list or map of its own form; see its definition.';
  const rows = Object.entries(properties).map(([field, property]) => {
    const { type, enum: options, description = '' } = property as JsonSchema;
    const must = options ? `one of: ${options.join(', ')}` : (type ?? 'see its definition');
    return [`\`${field}\``, `${must}${required.includes(field) ? '' : ', or left out'}`, description];
  });
  const described = rows.some((row) => row[2] !== '');
  const head = ['field', 'must be', 'meaning'];
  return described
    ? tableOf(head, rows)
    : tableOf(
        head.slice(0, 2),
        rows.map((row) => row.slice(0, 2)),
      );
}

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly description?: string;
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
