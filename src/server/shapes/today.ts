import { z } from '@hono/zod-openapi';
import { VERDICTS } from '../../judging/verdict.ts';
import { day, list } from './common.ts';

const Quotation = z.object({ day, low: z.number(), high: z.number(), row: z.string(), source: z.string() });
export type Quotation = z.infer<typeof Quotation>;
const Derived = z.object({ value: z.number(), how: z.string() });
const Change = z.union([
  z.object({ pct: z.number(), since: z.string(), row: z.string() }),
  z.object({ none: z.string() }),
]);

export const BoardRow = z
  .object({
    code: z.string(),
    name: z.string(),
    china: Quotation.optional(),
    age: z.number().optional(),
    sinceLast: Change,
    onMonth: Change,
    chinaUsdPerKg: Derived.optional(),
    outside: Quotation.extend({
      place: z.string(),
      age: z.number(),
      multiple: Derived.optional(),
    }).optional(),
    /** The year before the newest quotation, oldest first: day, low, high. */
    year: list(z.tuple([z.string(), z.number(), z.number()])),
    /** The last day before it on which the price was as low (as high) as now, where that is long ago. */
    extreme: z.object({ what: z.enum(['lowest', 'highest']), since: z.string().optional() }).optional(),
  })
  .openapi('BoardRow');
export type BoardRow = z.infer<typeof BoardRow>;

const TradeMonth = z.object({ month: z.string(), tonnes: z.number(), derived: z.boolean(), row: z.string() });

export const Today = z
  .object({
    asOf: day,
    board: list(BoardRow),
    /** Days after which a level is stale. */
    staleAfter: z.number(),
    trade: z.object({
      months: list(TradeMonth),
      missing: list(z.string()),
      newest: TradeMonth.optional(),
      onMonth: z.number().optional(),
      onYear: z.number().optional(),
      partners: list(
        z.object({ partner: z.string(), name: z.string(), at: TradeMonth, onYear: z.number().optional() }),
      ),
    }),
    acts: list(
      z.object({
        actId: z.string(),
        title: z.string(),
        date: z.string(),
        what: z.string(),
        certain: z.boolean(),
        note: z.string().optional(),
      }),
    ),
    documents: list(
      z.object({
        id: z.string(),
        title: z.string(),
        published: z.string().optional(),
        sample: z.boolean(),
        counts: z.record(z.enum(VERDICTS), z.number()),
        /** What most wants a look, gravest first, at most three. */
        gravest: list(
          z.object({ index: z.number(), verdict: z.enum(VERDICTS), quote: z.string(), expected: z.string() }),
        ),
      }),
    ),
    gaps: list(z.object({ text: z.string(), days: z.number().optional() })),
    stale: z.number().int().openapi({ description: 'Results on file that rest on something taken back' }),
  })
  .openapi('Today');
export type Today = z.infer<typeof Today>;
