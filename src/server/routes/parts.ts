import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRoute, z } from '@hono/zod-openapi';
import { dataDirectory } from '../../facts/index.ts';
import { decodeText } from '../../intake/index.ts';
import {
  type Assessment,
  createParts,
  type LawAnswer,
  LIMITS,
  type PartResult,
  partsReport,
  pricesOfRecord,
  readSheets,
  resultsCsv,
  shortagesOf,
} from '../../parts/index.ts';
import type { ScenarioImpacts } from '../../workbench/index.ts';
import { answers, answersOrTable, jsonBody, problems } from '../answers.ts';
import { type Room, routes } from '../options.ts';
import { ApiProblem, notFound } from '../problem.ts';
import { asOf, list } from '../shapes/common.ts';
import { type PartRow, PartsAnswer, ScenarioRuns } from '../shapes/parts.ts';

const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'a country is two letters: CN, DE')
  .optional();

const assess = createRoute({
  method: 'post',
  path: '/parts',
  summary: 'Work out a bill of materials: the body is the file (CSV or XLSX); nothing of it is kept',
  request: {
    query: z.object({
      name: z.string().min(1).max(300),
      asOf,
      currency: z.enum(['USD', 'EUR', 'CNY']).default('EUR'),
      to: country,
      from: country,
      columns: z.string().max(20_000).optional().openapi({
        description: 'What columns mean, as JSON: {"Heading": "field"}; an empty field leaves a column out',
      }),
      format: z.enum(['json', 'csv']).default('json'),
    }),
    body: { required: true, content: { 'application/octet-stream': { schema: {} } } },
  },
  responses: answersOrTable(PartsAnswer, 'Every part with cost, law and substitutes'),
});

const samples = createRoute({
  method: 'get',
  path: '/parts/samples',
  summary: 'Invented bills of materials to try',
  responses: answers(z.object({ items: list(z.string()) }), 'Names of files'),
});

const sample = createRoute({
  method: 'get',
  path: '/parts/samples/{name}',
  summary: 'One of them',
  request: { params: z.object({ name: z.string().max(100) }) },
  responses: {
    200: { description: 'The file', content: { 'text/csv': { schema: {} as never } } },
    ...problems,
  },
});

const runs = createRoute({
  method: 'get',
  path: '/parts/scenarios',
  summary: 'Which scenarios of the chain have been run for shortages of parts, and how far runs have come',
  responses: answers(ScenarioRuns, 'As they are now'),
});

const startRuns = createRoute({
  method: 'post',
  path: '/parts/scenarios',
  summary: 'Run scenarios of the chain that were not run yet; answers at once, runs go on',
  request: {
    body: jsonBody(
      z.object({
        names: z.array(z.string().max(100)).max(50).optional().openapi({ description: 'All where left out' }),
      }),
    ),
  },
  responses: answers(ScenarioRuns, 'As they are now'),
});

const folder = join(dataDirectory, 'parts', 'samples');
const names = () => readdirSync(folder).filter((name) => name.endsWith('.csv'));

export const partsRoutes = ({ workbench }: Room) =>
  routes()
    .openapi(assess, async (context) => {
      const {
        name,
        asOf: day = workbench.today,
        currency,
        to,
        from,
        columns,
        format,
      } = context.req.valid('query');
      const bytes = new Uint8Array(await context.req.arrayBuffer());
      if (bytes.length > LIMITS.bytes)
        throw new ApiProblem(413, 'Too large', `A bill may have ${LIMITS.bytes / 1e6} MB: split it.`);
      const { facts, law, impacts } = workbench;
      const known = impacts.known();
      const parts = createParts(facts, {
        prices: pricesOfRecord(await workbench.record(day)),
        decide: law.decide,
        ...(known.length > 0 && { shortages: shortagesOf(known, facts) }),
      });
      const bill = parts.readBill(
        await readSheets(name, bytes, (each) => decodeText(each).text),
        columns ? { columns: chosenColumns(columns) } : {},
      );
      const assessment = parts.assess(bill, {
        date: day,
        currency,
        ...(to && { destination: to }),
        ...(from && { madeIn: from }),
      });
      if (format === 'csv') {
        return context.body(resultsCsv(assessment), 200, {
          'Content-Type': 'text/csv; charset=utf-8',
        }) as never;
      }
      return context.json(
        answer(assessment, facts.partColumns.columns, impacts.run, (act) => law.act(act)?.title ?? act),
        200,
      );
    })
    .openapi(runs, (context) => context.json(stateOf(workbench.impacts), 200))
    .openapi(startRuns, (context) => {
      const { impacts } = workbench;
      const all = impacts.scenarios.map(({ name }) => name);
      const { names = all } = context.req.valid('json');
      const odd = names.find((name) => !all.includes(name));
      if (odd !== undefined) throw notFound('scenario', odd);
      impacts.find(names).catch((error) => console.error(error));
      return context.json(stateOf(impacts), 200);
    })
    .openapi(samples, (context) => context.json({ items: names() }, 200))
    .openapi(sample, (context) => {
      const { name } = context.req.valid('param');
      if (!names().includes(name)) throw notFound('sample', name);
      return context.body(readFileSync(join(folder, name), 'utf8'), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
      }) as never;
    });

const stateOf = ({ run, scenarios, progress }: ScenarioImpacts): ScenarioRuns => ({
  run,
  scenarios: [...scenarios],
  ...(progress && { progress }),
});

function chosenColumns(text: string): Record<string, string> {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(text));
  } catch {
    throw new ApiProblem(400, 'The request is not right', 'columns is a JSON object of headings and fields.');
  }
}

function answer(
  assessment: Assessment,
  fields: readonly { readonly field: string; readonly title: string; readonly means: string }[],
  run: string,
  titleOf: TitleOf,
): PartsAnswer {
  const report = partsReport(assessment);
  const { bill, results, whole } = assessment;
  return {
    title: report.title,
    lede: report.lede,
    currency: report.currency,
    date: report.date,
    heads: report.heads,
    actions: report.actions.map(({ parts, text }) => ({ parts, text })),
    parts: results.map((one) => row(one, titleOf)),
    scenarios: whole.scenarios.map(({ scenario, title, short, unmet, extraCost }) => ({
      scenario,
      title,
      short,
      unmet,
      extraCost,
    })),
    run,
    columns: bill.columns.map(({ letter, heading, field, how }) => ({
      letter,
      heading,
      ...(field && { field }),
      how,
    })),
    fields: fields.map(({ field, title, means }) => ({ field, title, means })),
    problems: bill.problems.map(({ row: line, column, kind, found, expected }) => ({
      row: line,
      ...(column && { column }),
      kind,
      found,
      ...(expected && { expected }),
    })),
    assumptions: report.assumptions,
    caveats: report.caveats,
  };
}

type TitleOf = (act: string) => string;

const said = (of: LawAnswer | undefined, titleOf: TitleOf) =>
  of && {
    word: of.word,
    says: of.says,
    unsure: of.unsure,
    acts: of.acts.map((id) => ({ id, title: titleOf(id) })),
  };

function row(
  { part, magnet, mass, cost, perUnit, perYear, law, substitutes, shortages, notes }: PartResult,
  titleOf: TitleOf,
): PartRow {
  const { description, grade, country: madeIn, destination } = part;
  const priced = 'refused' in cost ? undefined : cost;
  const decided = 'refused' in law ? undefined : law;
  const composition =
    magnet &&
    Object.fromEntries(
      Object.entries(magnet.known.composition).filter(
        (entry): entry is [string, number] => typeof entry[1] === 'number',
      ),
    );
  const massG = mass.unit_g ?? mass.magnet_g;
  const [licence, duty, recycledShare, procurement] = [
    said(decided?.licence, titleOf),
    said(decided?.duty, titleOf),
    said(decided?.recycledShare, titleOf),
    said(decided?.procurement, titleOf),
  ];
  return {
    row: part.row,
    part: part.part,
    ...(description && { description }),
    ...(grade && { grade }),
    ...(madeIn && { country: madeIn }),
    ...(destination && { destination }),
    ...(composition && { composition }),
    ...(massG !== undefined && { massG }),
    ...(perUnit && { perUnit }),
    ...(perYear && { perYear }),
    ...(priced && {
      material: priced.material,
      exWorks: priced.exWorks,
      linesUnit: priced.linesUnit,
      rate: priced.rate,
    }),
    ...('refused' in cost && { refused: cost.refused }),
    elements: (priced?.elements ?? []).map(({ element, perKg, swing10 }) => ({ element, perKg, swing10 })),
    lines: (priced?.lines ?? []).map(({ what, amount, formula }) => ({ what, amount, formula })),
    ...(licence && { licence }),
    ...(duty && { duty }),
    ...(recycledShare && { recycledShare }),
    ...(procurement && { procurement }),
    substitutes: substitutes.map(({ to, costPct, massPct, years, licence: needed, note }) => ({
      to,
      ...(costPct && { costPct }),
      massPct,
      years,
      ...(needed && { licence: needed }),
      ...(note && { note }),
    })),
    shortages:
      'refused' in shortages
        ? []
        : shortages.map(({ scenario, unmet, costPct, from }) => ({
            scenario,
            unmet,
            costPct,
            ...(from && { from }),
          })),
    ...('refused' in shortages && { shortageRefused: shortages.refused }),
    notes: [...notes, ...(priced?.notes ?? [])],
  };
}
