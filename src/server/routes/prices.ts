import { createRoute, z } from '@hono/zod-openapi';
import { priceSeries, type PriceSeries as Series } from '../../ledger/index.ts';
import { convertPrice } from '../../vocabulary/index.ts';
import { SAMPLE_SOURCE } from '../../workbench/index.ts';
import { answers, answersOrTable } from '../answers.ts';
import { csvAnswer } from '../csv.ts';
import { materialName } from '../names.ts';
import { type Room, routes } from '../options.ts';
import { asOf, day, format, list } from '../shapes/common.ts';
import { Choices, PriceSeries } from '../shapes/series.ts';

const UNIT = /^(CNY|USD|EUR|JPY|GBP)\/(t|kg)$/;

const materials = createRoute({
  method: 'get',
  path: '/prices/materials',
  summary: 'Materials that have prices on record',
  responses: answers(Choices, 'Materials by code'),
});

const series = createRoute({
  method: 'get',
  path: '/prices',
  summary: 'Price series of a material: one for each basis and publisher, never mixed',
  request: {
    query: z.object({
      material: z.string().min(1).max(100),
      market: z.string().max(20).optional(),
      voice: z.string().max(200).optional(),
      from: day.optional(),
      to: day.optional(),
      asOf,
      unit: z.string().regex(UNIT, 'a unit is a currency and a mass: USD/kg, CNY/t').optional().openapi({
        description: 'Bring every point to this unit and currency, with the steps',
      }),
      vat: z.enum(['included', 'excluded']).optional(),
      format,
    }),
  },
  responses: answersOrTable(z.object({ items: list(PriceSeries) }), 'Series, longest first'),
});

export const priceRoutes = ({ workbench }: Room) =>
  routes()
    .openapi(materials, async (context) => {
      const { facts } = workbench;
      const counts = new Map<string, number>();
      for (const { observation } of await workbench.record(workbench.today)) {
        if (observation.kind === 'price' && observation.subject)
          counts.set(observation.subject, (counts.get(observation.subject) ?? 0) + 1);
      }
      const onBoard = facts.board.materials.map(({ code }) => code as string);
      const place = (code: string) => (onBoard.indexOf(code) + onBoard.length + 1) % (onBoard.length + 1);
      const items = [...counts]
        .map(([code, rows]) => ({ code, name: materialName(facts, code), rows }))
        .sort(
          (a, b) =>
            Number(!onBoard.includes(a.code)) - Number(!onBoard.includes(b.code)) ||
            place(a.code) - place(b.code) ||
            a.name.localeCompare(b.name),
        );
      return context.json({ items }, 200);
    })
    .openapi(series, async (context) => {
      const {
        material,
        market,
        voice,
        from,
        to,
        unit,
        vat,
        format: wanted,
        asOf: until,
      } = context.req.valid('query');
      const found = await priceSeries(await workbench.ledger(), {
        material,
        ...(market && { market }),
        ...(voice && { voice }),
        ...(from && { from }),
        ...(to && { to }),
        asOf: { published: until ?? workbench.today },
        exceptVoices: [SAMPLE_SOURCE.voice],
      });
      const items = found.map((one) => convertSeries(one, unit, vat, workbench.facts));
      if (wanted === 'csv') {
        return csvAnswer(
          context,
          `prices-${material}`,
          [
            'material',
            'market',
            'basis',
            'vat',
            'price_type',
            'voice',
            'period',
            'low',
            'high',
            'unit',
            'status',
            'counts',
            'converted_low',
            'converted_high',
            'converted_unit',
            'converted_vat',
            'how',
            'ledger_rows',
          ],
          items.flatMap(({ key, points }) =>
            points.map((p) => [
              key.material,
              key.market,
              key.basis,
              key.vat,
              key.priceType,
              p.voice,
              p.period,
              p.low,
              p.high,
              key.unit,
              p.status,
              p.counts,
              p.converted?.low,
              p.converted?.high,
              p.converted && unit,
              p.converted && vat,
              p.converted?.how ?? p.refused,
              p.observations.join(' '),
            ]),
          ),
        ) as never;
      }
      return context.json({ items }, 200);
    });

/** Points in the unit, currency and tax that were asked for; how is said, or why not. */
function convertSeries(
  series: Series,
  unit: string | undefined,
  vat: 'included' | 'excluded' | undefined,
  facts: Room['workbench']['facts'],
): z.infer<typeof PriceSeries> {
  const { key } = series;
  const target = unit ?? (vat ? key.unit : undefined);
  if (!target || (target === key.unit && (!vat || vat === key.vat))) return series;
  // Chinese domestic quotations hold the tax unless someone says otherwise; the steps say that it was taken off.
  const state = key.vat ?? (key.market === 'CN' ? 'included' : 'excluded');
  const convert = (value: number, period: string) =>
    convertPrice(
      { value, unit: key.unit, period, ...(key.market && { place: key.market }), vat: state },
      { unit: target, ...(vat && { vat: key.market === 'CN' ? vat : state }) },
      facts,
    );
  return {
    ...series,
    points: series.points.map((point) => {
      const low = convert(point.low, point.period);
      const high = convert(point.high, point.period);
      if (!low.ok || !high.ok)
        return { ...point, refused: low.ok ? (high.ok ? '' : high.reason) : low.reason };
      return {
        ...point,
        converted: { low: low.value, high: high.value, how: low.steps.map(({ text }) => text).join('; ') },
      };
    }),
  };
}
