import { createRoute, z } from '@hono/zod-openapi';
import { renderCheckedPage } from '../../brief/index.ts';
import { fetchDocument, type IntakeResult, readDocument, shippedWords } from '../../intake/index.ts';
import { answers, jsonBody, problems } from '../answers.ts';
import { csvAnswer } from '../csv.ts';
import { type Room, routes } from '../options.ts';
import { ApiProblem, notFound } from '../problem.ts';
import { CheckAnswer, Checked, CheckRequest } from '../shapes/checked.ts';
import { asOf, id } from '../shapes/common.ts';

/** Documents of one file that are checked at once; a feed may hold many more. */
const AT_ONCE = 20;

const byText = createRoute({
  method: 'post',
  path: '/check',
  summary: 'Read and judge a text, or what an address gives; nothing is filed',
  request: { body: jsonBody(CheckRequest) },
  responses: answers(CheckAnswer, 'What was read, and the verdicts'),
});

const byFile = createRoute({
  method: 'post',
  path: '/check/file',
  summary: 'Read and judge a file: the body is the file itself; nothing is filed in the ledger',
  request: {
    query: z.object({ name: z.string().min(1).max(300), asOf }),
    body: { required: true, content: { 'application/octet-stream': { schema: {} } } },
  },
  responses: answers(CheckAnswer, 'What was read, and the verdicts'),
});

const again = createRoute({
  method: 'get',
  path: '/checked/{id}',
  summary: 'A document that was checked, by its id',
  request: { params: z.object({ id }) },
  responses: answers(Checked, 'The document with its verdicts'),
});

const file = createRoute({
  method: 'post',
  path: '/checked/{id}/file',
  summary: 'File a checked document in the ledger; a filed one is judged anew',
  request: { params: z.object({ id }) },
  responses: answers(Checked, 'The document as it is filed'),
});

const report = createRoute({
  method: 'get',
  path: '/checked/{id}/report',
  summary: 'The annotated page as one file, or the statements as a table',
  request: {
    params: z.object({ id }),
    query: z.object({ format: z.enum(['html', 'csv']).default('html') }),
  },
  responses: {
    200: {
      description: 'A page that needs nothing else',
      content: { 'text/html': { schema: {} as never }, 'text/csv': { schema: {} as never } },
    },
    ...problems,
  },
});

export const checkRoutes = ({ pages, tool, workbench }: Room) => {
  const checkAll = async ({ documents, notes }: IntakeResult, day: string | undefined, title?: string) => {
    if (documents.length === 0) {
      throw new ApiProblem(
        422,
        'There is no text in it',
        notes[0]?.message ?? 'Nothing to read was found. Paste the text instead.',
      );
    }
    const checked: Checked[] = [];
    for (const { notes: own, aside: _, id: __, ...document } of documents.slice(0, AT_ONCE)) {
      const named = title ? { ...document, title } : document;
      checked.push(await pages.check({ ...named, ...(own.length && { notes: own.map(words) }) }, day));
    }
    const left = documents.length - checked.length;
    return {
      documents: checked,
      notes: [
        ...notes.map(words),
        ...(left > 0 ? [`${left} more documents are in it; the command line reads all of them.`] : []),
      ],
    };
  };
  const found = async (wanted: string) => {
    const one = await pages.find(wanted);
    if (!one) throw notFound('checked document', wanted);
    return one.checked;
  };
  return routes()
    .openapi(byText, async (context) => {
      const { text, address, title, published, asOf: day } = context.req.valid('json');
      const given = published ? { published } : {};
      const result = address
        ? await fetchDocument(address, { ...given, cacheFolder: workbench.pageFolder })
        : await readDocument(new TextEncoder().encode(text), {
            ...given,
            origin: 'pasted text',
            words: shippedWords(),
          });
      return context.json(await checkAll(result, day, title), 200);
    })
    .openapi(byFile, async (context) => {
      const { name, asOf: day } = context.req.valid('query');
      const bytes = new Uint8Array(await context.req.arrayBuffer());
      const mediaType = context.req.header('content-type');
      const result = await readDocument(bytes, {
        origin: name,
        words: shippedWords(),
        ...(mediaType && mediaType !== 'application/octet-stream' && { mediaType }),
      });
      return context.json(await checkAll(result, day), 200);
    })
    .openapi(again, async (context) => {
      const wanted = context.req.valid('param').id;
      const one = await pages.show(wanted);
      if (!one) throw notFound('checked document', wanted);
      return context.json(one, 200);
    })
    .openapi(file, async (context) => {
      const wanted = context.req.valid('param').id;
      const filed = await pages.file(wanted);
      if (!filed) throw notFound('checked document', wanted);
      return context.json(filed, 200);
    })
    .openapi(report, async (context) => {
      const wanted = context.req.valid('param').id;
      const checked = await found(wanted);
      const name = `coercivity-${wanted.slice(0, 12)}`;
      if (context.req.valid('query').format === 'csv') {
        return csvAnswer(
          context,
          name,
          ['statement', 'verdict', 'kind', 'quote', 'start', 'end', 'expected', 'found', 'how'],
          checked.statements.map((s, i) => [
            i + 1,
            s.verdict,
            s.kind,
            s.quote,
            s.start,
            s.end,
            s.expected,
            s.found,
            s.how,
          ]),
        ) as never;
      }
      context.header('Content-Disposition', `attachment; filename="${name}.html"`);
      return context.html(renderCheckedPage(checked, tool)) as never;
    });
};

const words = ({ message, where }: { readonly message: string; readonly where?: string }) =>
  where ? `${where}: ${message}` : message;
