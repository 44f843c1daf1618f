import { z } from '@hono/zod-openapi';
import { day, list } from './common.ts';

const Range = z.object({ low: z.number(), value: z.number(), high: z.number() });
const Said = z.object({
  word: z.string(),
  says: z.string(),
  unsure: z.boolean(),
  acts: list(z.object({ id: z.string(), title: z.string() })),
});

const Shortage = z
  .object({
    scenario: z.string(),
    /** Share of the need not met in the worst quarter of the year from the scenario's start, 0 to 1. */
    unmet: Range,
    /** Change of the magnet's price on the mean of that year against the scenario's base, percent. */
    costPct: Range,
    /** First month in which a tenth or more is not met. */
    from: z.string().optional(),
  })
  .openapi('Shortage', { description: 'What a scenario of the chain model does to the buyer of a part' });

/** Which scenarios of the chain have been run, and how far runs under way have come. */
export const ScenarioRuns = z
  .object({
    /** Names the model, data and scenarios that the runs were made with. */
    run: z.string(),
    scenarios: list(z.object({ name: z.string(), title: z.string(), known: z.boolean() })),
    progress: z.object({ done: z.number().int(), total: z.number().int() }).optional(),
  })
  .openapi('ScenarioRuns');
export type ScenarioRuns = z.infer<typeof ScenarioRuns>;

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
    /** By scenario that was run; or why there is none. */
    shortages: list(Shortage),
    shortageRefused: z.string().optional(),
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
    /** What each scenario does to the whole bill, the worst first. */
    scenarios: list(
      z.object({
        scenario: z.string(),
        title: z.string(),
        short: z.number().int(),
        unmet: Range,
        extraCost: Range,
      }),
    ),
    /** The run of the chain model that they are from. */
    run: z.string(),
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
