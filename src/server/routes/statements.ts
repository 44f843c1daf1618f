import { createRoute, z } from '@hono/zod-openapi';
import { VERDICTS, type Verdict } from '../../judging/index.ts';
import { checks, documents, type Ledger, statements } from '../../ledger/index.ts';
import { answersOrTable } from '../answers.ts';
import { csvAnswer } from '../csv.ts';
import { type Room, routes } from '../options.ts';
import { format, page } from '../shapes/common.ts';
import { Statements } from '../shapes/sources.ts';

const all = createRoute({
  method: 'get',
  path: '/statements',
  summary: 'Who said what, and was it so: statements of all documents as last judged',
  request: {
    query: z.object({
      ...page,
      format,
      verdict: z.enum(VERDICTS).optional(),
      kind: z.string().max(40).optional(),
      q: z.string().max(200).optional(),
      ahead: z
        .enum(['true', 'false'])
        .optional()
        .openapi({ description: 'Only statements about what is to come, or only others' }),
    }),
  },
  responses: answersOrTable(Statements, 'The latest first'),
});

export const statementRoutes = ({ workbench }: Room) =>
  routes().openapi(all, async (context) => {
    const { limit, offset, format: wanted, verdict, kind, q, ahead } = context.req.valid('query');
    const ledger = await workbench.ledger();
    const about = new Map(
      (await documents(ledger, { limit: 100_000 })).map(({ id, title, published, sightings }) => [
        id,
        {
          title: title ?? sightings[0]?.origin.location?.split(/[\\/]/).at(-1) ?? 'pasted text',
          ...(published && { published }),
          ...(sightings[0] && { source: sightings[0].source.name }),
        },
      ]),
    );
    const every = (await statements(ledger)).map((one) => ({
      ...one,
      ...(about.get(one.documentId) ?? { title: one.documentId }),
    }));
    const words = q?.toLowerCase();
    const found = every.filter(
      (one) =>
        (!kind || one.kind === kind) &&
        (!ahead || (one.outlook !== undefined) === (ahead === 'true')) &&
        (!words ||
          `${one.quote} ${one.title} ${one.outlook?.speaker ?? ''} ${one.expected} ${one.found}`
            .toLowerCase()
            .includes(words)),
    );
    const counts: Record<string, number> = {};
    for (const one of found) counts[one.verdict] = (counts[one.verdict] ?? 0) + 1;
    const chosen = found.filter((one) => !verdict || one.verdict === verdict);
    const shown = chosen.slice(offset, offset + limit);
    const earlier = await earlierOf(ledger, [...new Set(shown.map(({ documentId }) => documentId))]);
    const items = shown.map(({ checkId: _, ...one }) => ({
      ...one,
      before: earlier.get(wordsOf(one)) ?? [],
      index: Number(one.id.slice(one.id.lastIndexOf('.') + 1)),
    }));
    if (wanted === 'csv') {
      return csvAnswer(
        context,
        'statements',
        [
          'id',
          'document',
          'title',
          'verdict',
          'kind',
          'quote',
          'expected',
          'found',
          'how',
          'as_of',
          'speaker',
          'said',
          'until',
          'before',
        ],
        items.map((s) => [
          s.id,
          s.documentId,
          s.title,
          s.verdict,
          s.kind,
          s.quote,
          s.expected,
          s.found,
          s.how,
          s.asOf,
          s.outlook?.speaker,
          s.outlook?.said ?? s.published,
          s.outlook?.until,
          s.before.map((one) => `${one.asOf}: ${one.verdict}, ${one.found}`).join('; '),
        ]),
      ) as never;
    }
    return context.json(
      {
        total: chosen.length,
        offset,
        items,
        counts,
        kinds: [...new Set(every.map((one) => one.kind))].sort(),
      },
      200,
    );
  });

const wordsOf = ({
  documentId,
  start,
  end,
  kind,
}: {
  documentId: string;
  start: number;
  end: number;
  kind: string;
}) => `${documentId} ${start} ${end} ${kind}`;

/** What checks before the latest one made of the same words; a check that says the same again is left out. */
async function earlierOf(
  ledger: Ledger,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly { asOf: string; verdict: Verdict; found: string }[]>> {
  const earlier = new Map<string, { asOf: string; verdict: Verdict; found: string }[]>();
  for (const documentId of documentIds) {
    const all = await checks(ledger, { documentId, superseded: true });
    for (const { asOf, recorded, statements: judged } of all.slice(0, -1)) {
      for (const { verdict, found, ...words } of judged) {
        const key = wordsOf({ documentId, ...words });
        const known = earlier.get(key) ?? [];
        const last = known.at(-1);
        if (last?.verdict === verdict && last.found === found) continue;
        earlier.set(key, [...known, { asOf: asOf ?? recorded.slice(0, 10), verdict, found }]);
      }
    }
  }
  return earlier;
}
