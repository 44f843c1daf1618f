import { createRoute, z } from '@hono/zod-openapi';
import {
  dependentsOf,
  documentById,
  observationById,
  type RecordedObservation,
  record,
} from '../../ledger/index.ts';
import { KINDS } from '../../reading/index.ts';
import { answers, answersOrTable } from '../answers.ts';
import { csvAnswer } from '../csv.ts';
import { type Room, routes } from '../options.ts';
import { notFound } from '../problem.ts';
import { asOf, format, id, page, pageOf } from '../shapes/common.ts';
import { LedgerRow, ObservationDetail } from '../shapes/observation.ts';

/** Characters of a document shown before and after a quotation. */
const AROUND = 120;

const many = createRoute({
  method: 'get',
  path: '/observations',
  summary: 'Ledger rows, filtered',
  request: {
    query: z.object({
      ...page,
      format,
      asOf,
      kind: z.enum(KINDS).optional(),
      subject: z.string().max(100).optional(),
      place: z.string().max(20).optional(),
      document: z.string().max(200).optional(),
      voice: z.string().max(200).optional(),
      from: z.string().max(10).optional(),
      to: z.string().max(10).optional(),
    }),
  },
  responses: answersOrTable(pageOf(LedgerRow), 'Rows in the order of their periods'),
});

const one = createRoute({
  method: 'get',
  path: '/observations/{id}',
  summary: 'One ledger row with the words it was read from',
  request: { params: z.object({ id }) },
  responses: answers(ObservationDetail, 'The row'),
});

export const observationRoutes = ({ workbench }: Room) =>
  routes()
    .openapi(many, async (context) => {
      const query = context.req.valid('query');
      // What one document states is shown whole, also where it is no evidence: taken back, or a sample.
      const from = query.document
        ? await record(await workbench.ledger(), { retracted: true })
        : await workbench.record(query.asOf ?? workbench.today);
      const rows = from.filter((row) => {
        const o = row.observation;
        return (
          (!query.kind || o.kind === query.kind) &&
          (!query.subject || o.subject === query.subject) &&
          (!query.place || [o.place, o.reporter, o.partner].includes(query.place)) &&
          (!query.document || row.document === query.document) &&
          (!query.voice || row.voice === query.voice) &&
          (!query.from || (o.period ?? '') >= query.from) &&
          (!query.to || (o.period ?? '').slice(0, query.to.length) <= query.to)
        );
      });
      const items = rows.slice(query.offset, query.offset + query.limit).map(ledgerRow);
      if (query.format === 'csv') {
        const columns = Object.keys(LedgerRow.shape.observation.shape).filter((name) => name !== 'change');
        return csvAnswer(
          context,
          'observations',
          ['id', ...columns, 'source', 'voice', 'standing', 'row_status', 'published', 'url'],
          items.map(({ observation, ...row }) => [
            row.id,
            ...columns.map((name) => (observation as Record<string, unknown>)[name] as string | number),
            row.source,
            row.voice,
            row.standing,
            row.status,
            row.published,
            row.url,
          ]),
        ) as never;
      }
      return context.json({ total: rows.length, offset: query.offset, items }, 200);
    })
    .openapi(one, async (context) => {
      const wanted = context.req.valid('param').id;
      const ledger = await workbench.ledger();
      const row = await observationById(ledger, wanted);
      if (!row) throw notFound('ledger row', wanted);
      const document = await documentById(ledger, row.document);
      const { start, end } = row.observation;
      const text = document?.text ?? '';
      return context.json(
        {
          ...ledgerRow(row),
          document: { id: row.document, ...(document?.title && { title: document.title }) },
          before: lineBefore(text, start),
          after: lineAfter(text, end),
          recorded: row.recorded,
          current: row.current,
          usedIn: (await dependentsOf(ledger, wanted)).length,
        },
        200,
      );
    });

function ledgerRow(all: RecordedObservation): LedgerRow {
  const { id: rowId, observation, source, voice, standing, status, url, published, note, row } = all;
  return {
    id: rowId,
    observation,
    source,
    voice,
    standing,
    status,
    ...(url && { url }),
    ...(published && { published }),
    ...(note && { note }),
    ...(row !== undefined && { row }),
  };
}

function lineBefore(text: string, start: number): string {
  const from = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - AROUND);
  return (
    (from > 0 && text[from - 1] !== '\n' ? '… ' : '') +
    text.slice(from, start).replace(/^\S*\s/, (cut) => (from === start - AROUND ? '' : cut))
  );
}

function lineAfter(text: string, end: number): string {
  const line = text.indexOf('\n', end);
  const stop = Math.min(line < 0 ? text.length : line, end + AROUND);
  return text.slice(end, stop) + (stop < (line < 0 ? text.length : line) ? ' …' : '');
}
