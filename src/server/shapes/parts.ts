import { z } from '@hono/zod-openapi';
import { day, list } from './common.ts';

const Range = z.object({ low: z.number(), value: z.number(), high: z.number() });
const Said = z.object({ word: z.string(), says: z.string(), unsure: z.boolean(), acts: list(z.string()) });

export const PartRow = z
  .object({
    /** Line of the file. */
    row: z.number().int(),
    part: z.string(),
    description: z.string().optional(),
    grade: z.string().optional(),
    country: z.string().optional(),
    destination: z.string().optional(),
    /** Composition in weight percent, as far as it is known or estimated. */
    composition: z.record(z.string(), z.number()).optional(),
    massG: z.number().optional(),
    perUnit: Range.optional(),
    perYear: Range.optional(),
    /** Rare earths in a kilogram of magnet, and its price at the gate; or why there is none. */
    material: Range.optional(),
    exWorks: Range.optional(),
    refused: z.string().optional(),
    elements: list(z.object({ element: z.string(), perKg: z.number(), swing10: z.number() })),
    /** The sum step by step. */
    lines: list(z.object({ what: z.string(), amount: z.number(), formula: z.string() })),
    linesUnit: z.string().optional(),
    rate: z.string().optional(),
    licence: Said.optional(),
    duty: Said.optional(),
    recycledShare: Said.optional(),
    procurement: Said.optional(),
    substitutes: list(
      z.object({
        to: z.string(),
        costPct: Range.optional(),
        massPct: Range,
        years: z.number(),
        licence: z.string().optional(),
        note: z.string().optional(),
      }),
    ),
    notes: list(z.string()),
  })
  .openapi('PartRow');
export type PartRow = z.infer<typeof PartRow>;

export const PartsAnswer = z
  .object({
    title: z.string(),
    lede: z.string(),
    currency: z.string(),
    date: day,
    heads: list(z.object({ label: z.string(), value: z.string(), note: z.string() })),
    actions: list(z.object({ parts: list(z.string()), text: z.string() })),
    parts: list(PartRow),
    columns: list(
      z.object({ letter: z.string(), heading: z.string(), field: z.string().optional(), how: z.string() }),
    ),
    /** What a column may mean, for correction. */
    fields: list(z.object({ field: z.string(), title: z.string(), means: z.string() })),
    problems: list(
      z.object({
        row: z.number().int(),
        column: z.string().optional(),
        kind: z.string(),
        found: z.string(),
        expected: z.string().optional(),
      }),
    ),
    assumptions: list(z.string()),
    caveats: list(z.string()),
  })
  .openapi('PartsAnswer');
export type PartsAnswer = z.infer<typeof PartsAnswer>;
