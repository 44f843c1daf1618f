import { z } from '@hono/zod-openapi';
import { list } from './common.ts';

const Gap = z.object({ from: z.string(), to: z.string(), months: z.number() });
const word = z.string().nullable().optional();

export const PriceSeries = z
  .object({
    key: z.object({
      material: z.string(),
      unit: z.string(),
      market: word,
      basis: word,
      vat: word,
      priceType: word,
      spec: word,
      purity: word,
      span: word,
      voice: word,
    }),
    points: list(
      z.object({
        period: z.string(),
        start: z.string(),
        end: z.string(),
        low: z.number(),
        high: z.number(),
        mid: z.number(),
        voice: z.string(),
        status: z.string(),
        counts: z.boolean(),
        observations: list(z.string()),
        published: z.string().optional(),
        /** In the unit, currency and VAT that were asked for, where they differ from the printed ones. */
        converted: z.object({ low: z.number(), high: z.number(), how: z.string() }).optional(),
        /** Why it could not be brought to what was asked for. */
        refused: z.string().optional(),
      }),
    ),
    gaps: list(Gap),
  })
  .openapi('PriceSeries');
export type PriceSeries = z.infer<typeof PriceSeries>;

const claim = {
  value: z.number(),
  voice: z.string(),
  standing: z.string(),
  status: z.string(),
  observations: list(z.string()),
};
const TradePoint = z.object({
  period: z.string(),
  start: z.string(),
  end: z.string(),
  resolution: z.string(),
  ...claim,
  counts: z.boolean(),
  published: z.string().optional(),
  alternatives: list(z.object({ ...claim, agrees: z.boolean() })),
});
export const TradeSeries = z
  .object({
    key: z.object({
      product: z.string(),
      reporter: word,
      partner: word,
      flow: word,
      unit: z.string(),
      hs: word,
    }),
    /** Name of the partner. */
    partnerName: z.string(),
    reporterName: z.string(),
    months: list(TradePoint),
    totals: list(TradePoint),
    gaps: list(Gap),
  })
  .openapi('TradeSeries');
export type TradeSeries = z.infer<typeof TradeSeries>;

/** What there is to choose from. */
export const Choices = z
  .object({ items: list(z.object({ code: z.string(), name: z.string(), rows: z.number().int() })) })
  .openapi('Choices');
export type Choices = z.infer<typeof Choices>;
