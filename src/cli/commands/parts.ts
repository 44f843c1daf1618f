import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Command } from 'commander';
import { loadFacts } from '../../facts/index.ts';
import {
  type Assessment,
  LIMITS,
  partsReport,
  readSheets,
  resultsCsv,
  resultsJson,
  resultsWorkbook,
  templateCsv,
  templateSheets,
  toWorkbook,
} from '../../parts/index.ts';
import { parseDay, say } from '../context.ts';
import { CommandError, EXIT } from '../exit.ts';
import { version } from '../package.ts';
import { type BasisOptions, dayOf, openParts, parsePlace, withBasis } from '../parts/room.ts';
import { shortagesOfScenarios } from '../parts/scenarios.ts';
import { assessmentText, partText } from '../parts/show.ts';
import { registerTools } from '../parts/tools.ts';

interface Options extends BasisOptions {
  readonly to?: string;
  readonly from?: string;
  readonly column?: Readonly<Record<string, string>>;
  readonly out?: readonly string[];
  readonly part?: string;
  readonly scenarios?: boolean;
  readonly scenario?: readonly string[];
  readonly json?: boolean;
  readonly csv?: boolean;
}

const collect = (item: string, so: readonly string[] = []) => [...so, item];

function collectColumn(item: string, so: Readonly<Record<string, string>> = {}) {
  const at = item.lastIndexOf('=');
  const field = item.slice(at + 1);
  const fields = loadFacts().partColumns.columns.map((column) => column.field);
  if (at <= 0 || (field !== '' && !fields.includes(field))) {
    throw new CommandError(
      `"${item}": write it as HEADING=field (or HEADING= to leave it out); fields are ${fields.join(', ')}.`,
    );
  }
  return { ...so, [item.slice(0, at)]: field };
}

export function register(program: Command): void {
  const parts = program
    .command('parts')
    .summary('what the magnets of a bill of materials are made of, cost and need')
    .description(
      'Works out a bill of materials (CSV or XLSX): composition, cost on a day with its range and swings, export licence,\nduty and recycled-content duties, origin, weeks of cover, and substitutes. Everything happens on this machine;\nnothing of the file goes into the ledger.',
    )
    .argument('[file]', 'the bill of materials; "coercivity parts template" writes an empty one')
    .option('--to <country>', 'destination of parts that name none', parsePlace)
    .option('--from <country>', 'country of making of parts that name none', parsePlace)
    .option('--column <heading=field>', 'say what a column means; repeat it for several', collectColumn)
    .option(
      '--out <file>',
      'write the result: .html or .md (report), .xlsx, .csv, .json; repeat it for several',
      collect,
    )
    .option('--scenarios', 'run all ready-made scenarios of the chain for shortage (half a minute, once)')
    .option('--scenario <name>', 'run this one only; repeat it for several', collect)
    .option('--part <part>', 'show one part with its sums, law and substitutes')
    .option('--csv', 'print CSV')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExamples:\n  coercivity parts template --out my-parts.xlsx\n  coercivity parts my-parts.xlsx --on 2025-11-14 --currency EUR --out report.html --out results.xlsx\n  coercivity parts my-parts.csv --part TR-2207\n  coercivity parts cost 45UH --route diffused --on 2025-10-16 --currency CNY',
    )
    .action(async (file: string | undefined, options: Options, command: Command) => {
      if (!file) throw new CommandError('Name a bill of materials, or see "coercivity parts --help".');
      await assessFile(file, options, command);
    });
  withBasis(parts, parseDay);
  registerTemplate(parts);
  registerTools(parts);
}

async function assessFile(file: string, options: Options, command: Command): Promise<void> {
  const bytes = readBytes(file);
  const shortages = await shortagesOfScenarios(command, options.scenarios ? true : options.scenario);
  const room = await openParts(command, options, shortages);
  const { decodeText } = await import('../../intake/index.ts');
  const sheets = await readSheets(basename(file), bytes, (each) => decodeText(each).text);
  const bill = room.readBill(sheets, options.column ? { columns: options.column } : {});
  const assessment = room.assess(bill, {
    date: dayOf(options),
    currency: options.currency,
    ...(options.to ? { destination: options.to } : {}),
    ...(options.from ? { madeIn: options.from } : {}),
    ...(options.feed ? { feed: options.feed } : {}),
    ...(options.priceType ? { priceTypes: options.priceType } : {}),
  });
  for (const target of options.out ?? []) {
    writeFileSync(target, await rendered(target, assessment));
    say(command, `written: ${target}`);
  }
  if (options.json) console.log(JSON.stringify(resultsJson(assessment)));
  else if (options.csv) process.stdout.write(resultsCsv(assessment));
  else if (options.part) console.log(onePart(assessment, options.part));
  else console.log(assessmentText(assessment));
  if (bill.problems.some((problem) => problem.kind === 'row left out')) process.exitCode = EXIT.input;
}

function readBytes(file: string): Uint8Array {
  try {
    if (statSync(file).size > LIMITS.bytes) {
      throw new CommandError(`${file} has more than ${LIMITS.bytes / 1e6} MB: split it.`, EXIT.input);
    }
    return readFileSync(file);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : message;
    throw new CommandError(`${file} cannot be read: ${reason}.`, EXIT.input);
  }
}

function onePart({ results }: Assessment, name: string): string {
  const found = results.filter(({ part }) => part.part === name);
  if (found.length > 0) return found.map(partText).join('\n\n');
  const some = results.slice(0, 10).map(({ part }) => part.part);
  throw new CommandError(
    `The file has no part "${name}". It has ${some.join(', ')}${results.length > 10 ? ' ...' : ''}.`,
  );
}

async function rendered(target: string, assessment: Assessment): Promise<string | Uint8Array> {
  const tool = `coercivity ${version()}`;
  switch (extname(target).toLowerCase()) {
    case '.csv':
      return resultsCsv(assessment);
    case '.json':
      return `${JSON.stringify(resultsJson(assessment), null, 2)}\n`;
    case '.xlsx':
      return resultsWorkbook(assessment);
    case '.md':
      return (await import('../../brief/index.ts')).renderPartsMarkdown(partsReport(assessment), tool);
    case '.html':
      return (await import('../../brief/index.ts')).renderPartsPage(partsReport(assessment), tool);
    default:
      throw new CommandError(
        `"${target}": the ending says the form; write .html, .md, .xlsx, .csv or .json.`,
      );
  }
}

function registerTemplate(parts: Command): void {
  parts
    .command('template')
    .summary('an empty bill of materials to fill in')
    .option(
      '--out <file>',
      '.csv or .xlsx (with a sheet that explains the columns); standard output otherwise',
    )
    .action(async (_options: object, command: Command) => {
      const { columns } = loadFacts().partColumns;
      // An option that "parts" has too is read by it, wherever it stands.
      const out = command.optsWithGlobals<Options>().out?.at(-1);
      if (!out) {
        process.stdout.write(templateCsv(columns));
        return;
      }
      const isBook = extname(out).toLowerCase() === '.xlsx';
      writeFileSync(out, isBook ? await toWorkbook(templateSheets(columns)) : templateCsv(columns));
      say(command, `written: ${out}`);
    });
}
