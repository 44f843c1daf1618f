import { createRoute, z } from '@hono/zod-openapi';
import { VERDICTS } from '../../judging/index.ts';
import { documents, statements } from '../../ledger/index.ts';
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
    }),
  },
  responses: answersOrTable(Statements, 'The latest first'),
});

export const statementRoutes = ({ workbench }: Room) =>
  routes().openapi(all, async (context) => {
    const { limit, offset, format: wanted, verdict, kind, q } = context.req.valid('query');
    const ledger = await workbench.ledger();
    const titles = new Map(
      (await documents(ledger, { limit: 100_000 })).map(({ id, title, sightings }) => [
        id,
        title ?? sightings[0]?.origin.location?.split(/[\\/]/).at(-1) ?? 'pasted text',
      ]),
    );
    const every = (await statements(ledger)).map((one) => ({
      ...one,
      title: titles.get(one.documentId) ?? one.documentId,
    }));
    const words = q?.toLowerCase();
    const found = every.filter(
      (one) =>
        (!kind || one.kind === kind) &&
        (!words || `${one.quote} ${one.title} ${one.expected} ${one.found}`.toLowerCase().includes(words)),
    );
    const counts: Record<string, number> = {};
    for (const one of found) counts[one.verdict] = (counts[one.verdict] ?? 0) + 1;
    const chosen = found.filter((one) => !verdict || one.verdict === verdict);
    const items = chosen.slice(offset, offset + limit).map(({ checkId: _, ...one }) => ({
      ...one,
      index: Number(one.id.slice(one.id.lastIndexOf('.') + 1)),
    }));
    if (wanted === 'csv') {
      return csvAnswer(
        context,
        'statements',
        ['id', 'document', 'title', 'verdict', 'kind', 'quote', 'expected', 'found', 'how', 'as_of'],
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
