import { createRoute, z } from '@hono/zod-openapi';
import {
  checks,
  type DocumentSummary,
  dependentsOf,
  documentById,
  documents,
  marksOf,
  sources,
  stale,
} from '../../ledger/index.ts';
import { SAMPLE_SOURCE } from '../../workbench/index.ts';
import { answers, answersOrTable, jsonBody } from '../answers.ts';
import { csvAnswer } from '../csv.ts';
import { type Room, routes } from '../options.ts';
import { notFound } from '../problem.ts';
import { format, id, list, page, pageOf } from '../shapes/common.ts';
import { DocumentRow, MarkAnswer, MarkRequest, SourceRow, StaleList } from '../shapes/sources.ts';

const allDocuments = createRoute({
  method: 'get',
  path: '/documents',
  summary: 'Documents on file, the latest first',
  request: { query: z.object({ ...page, format }) },
  responses: answersOrTable(pageOf(DocumentRow), 'Documents'),
});

const oneDocument = createRoute({
  method: 'get',
  path: '/documents/{id}',
  summary: 'One document',
  request: { params: z.object({ id }) },
  responses: answers(DocumentRow, 'The document'),
});

const allSources = createRoute({
  method: 'get',
  path: '/sources',
  summary: 'Who publishes, with how much was filed from each',
  request: { query: z.object({ format }) },
  responses: answersOrTable(z.object({ items: list(SourceRow) }), 'By voice and name'),
});

const staleResults = createRoute({
  method: 'get',
  path: '/stale',
  summary: 'Results on file that rest on something taken back',
  responses: answers(StaleList, 'Results with the reasons'),
});

const marking = (verb: 'retract' | 'reinstate') =>
  createRoute({
    method: 'post',
    path: `/${verb}`,
    summary:
      verb === 'retract'
        ? 'Take a document, a reading, a figure or a source back; it stays on file with the reason'
        : 'Let it count again',
    request: { body: jsonBody(MarkRequest) },
    responses: answers(MarkAnswer, 'What rests on it'),
  });

export const sourceRoutes = ({ workbench }: Room) => {
  const rows = async (some: readonly DocumentSummary[]): Promise<DocumentRow[]> => {
    const judged = new Set((await checks(await workbench.ledger())).map(({ documentId }) => documentId));
    return some.map((one) => documentRow(one, judged.has(one.id)));
  };
  return routes()
    .openapi(allDocuments, async (context) => {
      const { limit, offset, format: wanted } = context.req.valid('query');
      const ledger = await workbench.ledger();
      const every = await documents(ledger, { limit: 100_000 });
      const items = await rows(every.slice(offset, offset + limit));
      if (wanted === 'csv') {
        return csvAnswer(
          context,
          'documents',
          [
            'id',
            'title',
            'origin',
            'source',
            'published',
            'recorded',
            'observations',
            'numbers',
            'unread',
            'retracted',
          ],
          items.map((d) => [
            d.id,
            d.title,
            d.origin,
            d.source,
            d.published,
            d.recorded,
            d.observations,
            d.numbers,
            d.unread,
            d.retracted?.why,
          ]),
        ) as never;
      }
      return context.json({ total: every.length, offset, items }, 200);
    })
    .openapi(oneDocument, async (context) => {
      const wanted = context.req.valid('param').id;
      const document = await documentById(await workbench.ledger(), wanted);
      if (!document) throw notFound('document', wanted);
      return context.json((await rows([document]))[0] as DocumentRow, 200);
    })
    .openapi(allSources, async (context) => {
      const ledger = await workbench.ledger();
      const items: SourceRow[] = [];
      for (const source of await sources(ledger)) {
        const last = (await marksOf(ledger, source.id)).at(-1);
        items.push({ ...source, ...(last?.mark === 'retracted' && { retracted: last }) });
      }
      if (context.req.valid('query').format === 'csv') {
        return csvAnswer(
          context,
          'sources',
          ['id', 'name', 'voice', 'standing', 'url', 'observations', 'first_published', 'last_published'],
          items.map((s) => [
            s.id,
            s.name,
            s.voice,
            s.standing,
            s.url,
            s.observations,
            s.firstPublished,
            s.lastPublished,
          ]),
        ) as never;
      }
      return context.json({ items }, 200);
    })
    .openapi(staleResults, async (context) =>
      context.json({ items: await stale(await workbench.ledger()) }, 200),
    )
    .openapi(marking('retract'), async (context) => {
      const request = context.req.valid('json');
      await workbench.mark('retract', request);
      return context.json(
        { target: request.target, dependents: await dependentsOf(await workbench.ledger(), request.target) },
        200,
      );
    })
    .openapi(marking('reinstate'), async (context) => {
      const request = context.req.valid('json');
      await workbench.mark('reinstate', request);
      return context.json(
        { target: request.target, dependents: await dependentsOf(await workbench.ledger(), request.target) },
        200,
      );
    });
};

function documentRow(document: DocumentSummary, checked: boolean): DocumentRow {
  const { id: documentId, title, published, recorded, language, mediaType, story, retracted } = document;
  const origin = document.sightings[0]?.origin.location ?? 'pasted text';
  const reading = document.readings.at(-1);
  return {
    id: documentId,
    title: title ?? origin.split(/[\\/]/).at(-1) ?? documentId,
    origin,
    source: document.sightings[0]?.source.name ?? 'unknown',
    ...(published && { published }),
    recorded,
    ...(language && { language }),
    ...(mediaType && { mediaType }),
    observations: reading?.observations ?? 0,
    numbers: reading?.numbers ?? 0,
    unread: reading?.unread ?? 0,
    checked,
    sample: document.sightings.every(({ source }) => source.voice === SAMPLE_SOURCE.voice),
    ...(story !== documentId && { copyOf: story }),
    ...(retracted && { retracted }),
  };
}
