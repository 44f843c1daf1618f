import { createRoute, z } from '@hono/zod-openapi';
import { tradeSeries } from '../../ledger/index.ts';
import { SAMPLE_SOURCE } from '../../workbench/index.ts';
import { answers, answersOrTable } from '../answers.ts';
import { csvAnswer } from '../csv.ts';
import { materialName, placeName } from '../names.ts';
import { type Room, routes } from '../options.ts';
import { asOf, day, format, list } from '../shapes/common.ts';
import { Choices, TradeSeries } from '../shapes/series.ts';

const products = createRoute({
  method: 'get',
  path: '/trade/products',
  summary: 'What is traded, as far as figures are on record',
  responses: answers(Choices, 'Products by code'),
});

const series = createRoute({
  method: 'get',
  path: '/trade',
  summary: 'Customs figures by month and partner; sums as published stand apart',
  request: {
    query: z.object({
      product: z.string().min(1).max(100).default('NdFeB-magnet'),
      reporter: z.string().max(20).optional(),
      partner: z.string().max(20).optional(),
      flow: z.enum(['export', 'import']).optional(),
      unit: z.string().max(20).default('t'),
      from: day.optional(),
      to: day.optional(),
      asOf,
      format,
    }),
  },
  responses: answersOrTable(z.object({ items: list(TradeSeries) }), 'Series, longest first'),
});

export const tradeRoutes = ({ workbench }: Room) =>
  routes()
    .openapi(products, async (context) => {
      const counts = new Map<string, number>();
      for (const { observation } of await workbench.record(workbench.today)) {
        if (observation.kind === 'trade' && observation.subject)
          counts.set(observation.subject, (counts.get(observation.subject) ?? 0) + 1);
      }
      const items = [...counts]
        .map(([code, rows]) => ({ code, name: materialName(workbench.facts, code), rows }))
        .sort((a, b) => b.rows - a.rows);
      return context.json({ items }, 200);
    })
    .openapi(series, async (context) => {
      const {
        format: wanted,
        asOf: until,
        product,
        reporter,
        partner,
        flow,
        unit,
        from,
        to,
      } = context.req.valid('query');
      const found = await tradeSeries(await workbench.ledger(), {
        product,
        unit,
        ...(reporter && { reporter }),
        ...(partner && { partner }),
        ...(flow && { flow }),
        ...(from && { from }),
        ...(to && { to }),
        asOf: { published: until ?? workbench.today },
        exceptVoices: [SAMPLE_SOURCE.voice],
      });
      const items = found.map((one) => ({
        ...one,
        partnerName: placeName(workbench.facts, one.key.partner),
        reporterName: placeName(workbench.facts, one.key.reporter),
      }));
      if (wanted === 'csv') {
        return csvAnswer(
          context,
          `trade-${product}`,
          [
            'product',
            'reporter',
            'flow',
            'partner',
            'hs',
            'period',
            'value',
            'unit',
            'voice',
            'status',
            'counts',
            'others',
            'ledger_rows',
          ],
          items.flatMap(({ key, months, totals }) =>
            [...months, ...totals].map((p) => [
              key.product,
              key.reporter,
              key.flow,
              key.partner,
              key.hs,
              p.period,
              p.value,
              key.unit,
              p.voice,
              p.status,
              p.counts,
              p.alternatives
                .filter(({ agrees }) => !agrees)
                .map(({ value, voice }) => `${value} ${voice}`)
                .join('; '),
              p.observations.join(' '),
            ]),
          ),
        ) as never;
      }
      return context.json({ items }, 200);
    });
