/**
 * A scenario of the chain: a base plus dated events, one YAML file each in `data/chain/scenarios`. Months are
 * `YYYY-MM`; an event holds from its first month to the month before `until`.
 */

import { z } from 'zod';
import { defineYamlFolder, readYaml } from '../document.ts';
import { FactsError } from '../errors.ts';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2025-04');
const monthOrDay = z
  .string()
  .regex(
    /^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/,
    'must be a month such as 2025-04 or a day such as 2025-04-04',
  );
const places = z.array(z.string()).min(1);
const span = { from: month, until: month.optional() };
/** In these months in place of what other events say of the same, not on top of it. */
const instead = z.boolean().optional();
const note = {
  source: z.string().optional(),
  status: z.enum(['sourced', 'derived', 'assumed', 'fitted']).optional(),
};

/** Licensing of exports: the share of what is asked for that is licensed, by destination and month. */
export const controlEvent = z.strictObject({
  kind: z.literal('control'),
  id: z.string(),
  words: z.string(),
  /** Day or month of the act, when buyers learn of it; they hoard from then on. */
  announced: monthOrDay,
  ...span,
  origin: z.string(),
  /** Carriers bound; a trailing `*` stands for any ending. */
  carriers: z.array(z.string()).min(1),
  /** Destinations bound; left out: all. */
  destinations: places.optional(),
  /** Licensed share by month, for each destination and `default` for the rest; a month not given keeps the last. */
  licensed: z.record(z.string(), z.record(month, z.number().min(0).max(1))),
  /** Destinations whose shares below 1 were read off customs: they are shares of a normal month, whatever was asked. */
  of_normal: places.optional(),
  /** Volumes are held to a normal month and a little for stock (`restock_orders`), however much is asked for again. */
  held_to_normal: z.boolean().optional(),
  /** Months that a refused order waits before it is asked for again. */
  wait_months: z.number().int().min(0).max(12).optional(),
  /** Whether buyers build stock because of it. */
  hoarding: z.boolean().optional(),
  instead,
  ...note,
});

const dutyEvent = z.strictObject({
  kind: z.literal('duty'),
  words: z.string(),
  ...span,
  origin: z.string(),
  destination: z.string(),
  carriers: z.array(z.string()).min(1),
  /** Duty on the origin price, as a share; added to what the base year bears. */
  share: z.number().min(0).max(5),
  instead,
  ...note,
});

const closureEvent = z.strictObject({
  kind: z.literal('closure'),
  words: z.string(),
  ...span,
  origin: z.string(),
  destination: z.string().optional(),
  carriers: z.array(z.string()).min(1),
  /** Share of normal trade that remains. */
  remaining: z.number().min(0).max(1),
  ...note,
});

const outputEvent = z.strictObject({
  kind: z.literal('output'),
  words: z.string(),
  ...span,
  /** Process ids; a trailing `*` stands for any ending. */
  processes: z.array(z.string()).min(1),
  factor: z.number().min(0).max(10),
  instead,
  ...note,
});

const demandEvent = z
  .strictObject({
    kind: z.literal('demand'),
    words: z.string(),
    application: z.string(),
    /** World tonnes of the application by year, in place of the projection. */
    world_t: z.record(z.string().regex(/^\d{4}$/), z.number().min(0)).optional(),
    /** Multiple of its use, in these months and places (left out: all). */
    factor: z.number().min(0).max(20).optional(),
    from: month.optional(),
    until: month.optional(),
    places: places.optional(),
    ...note,
  })
  .refine((e) => e.world_t !== undefined || e.factor !== undefined, {
    message: 'must have world_t (tonnes by year) or factor (a multiple)',
  })
  .refine((e) => e.factor !== undefined || !(e.from || e.until || e.places), {
    message: 'months and places go with a factor; world_t is of the world and by year',
  });

const projectEvent = z.strictObject({
  kind: z.literal('project'),
  words: z.string(),
  /** Projects, by name or place; left out: all. */
  projects: z.array(z.string()).optional(),
  places: places.optional(),
  delay_months: z.number().int().min(-60).max(240).optional(),
  cancelled: z.boolean().optional(),
  /** Multiple of the announced capacity. */
  scale: z.number().min(0).max(5).optional(),
  ...note,
});

const supportEvent = z.strictObject({
  kind: z.literal('support'),
  words: z.string(),
  ...span,
  processes: z.array(z.string()).min(1),
  usd_per_kg: z.number(),
  ...note,
});

const floorEvent = z.strictObject({
  kind: z.literal('floor'),
  words: z.string(),
  ...span,
  /** Processes whose output is paid at least the floor. */
  processes: z.array(z.string()).min(1),
  node: z.string(),
  usd_per_kg: z.number().min(0),
  instead,
  ...note,
});

const stockEvent = z.strictObject({
  kind: z.literal('stock-release'),
  words: z.string(),
  ...span,
  /** Where it goes to; a trailing `*` stands for any ending, and what fits shares it as it uses the good. */
  node: z.union([z.string(), z.array(z.string()).min(1)]),
  tonnes_per_month: z.number().min(0),
  ...note,
});

const collectionEvent = z.strictObject({
  kind: z.literal('collection'),
  words: z.string(),
  from: month,
  places,
  /** Multiple of what is collected from products, reached in `reached`. */
  factor: z.number().min(0).max(100),
  reached: month,
  ...note,
});

const diffusionEvent = z.strictObject({
  kind: z.literal('diffusion'),
  words: z.string(),
  from: month,
  places,
  carriers: z.array(z.string()).min(1),
  share: z.number().min(0).max(1),
  reached: month,
  ...note,
});

const substitutionEvent = z.strictObject({
  kind: z.literal('substitution'),
  words: z.string(),
  from: month,
  places: places.optional(),
  carriers: z.array(z.string()).min(1),
  /** Share of demand that leaves the carrier, reached in `reached`. */
  share: z.number().min(0).max(1),
  reached: month,
  /** What takes its place, and tonnes of it per tonne. */
  to: z.string(),
  ratio: z.number().min(0),
  instead,
  ...note,
});

export const scenarioEvent = z.discriminatedUnion('kind', [
  controlEvent,
  dutyEvent,
  closureEvent,
  outputEvent,
  demandEvent,
  projectEvent,
  supportEvent,
  floorEvent,
  stockEvent,
  collectionEvent,
  diffusionEvent,
  substitutionEvent,
]);

export const scenarioSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  description: z.string(),
  /** Scenario whose events come first. */
  base: z.string().optional(),
  from: month.optional(),
  until: month.optional(),
  parameters: z.record(z.string(), z.number()).optional(),
  /** `mean`: projects slip and fail as such projects do on the mean; `announced`: all come as announced. */
  projects: z.enum(['mean', 'announced']).optional(),
  /** What it supposes, for statements such as "if deliveries stopped": nothing comes from a place in these months. */
  supposes: z.strictObject({ stops: z.string(), from: month, until: month }).optional(),
  /** Ids of controls of the base that this scenario leaves out. */
  without: z.array(z.string()).optional(),
  events: z.array(scenarioEvent),
});

export type ScenarioEvent = z.infer<typeof scenarioEvent>;
export type ControlEvent = z.infer<typeof controlEvent>;
export type ScenarioFile = z.infer<typeof scenarioSchema>;

export const chainScenarios = defineYamlFolder({
  folder: 'chain/scenarios',
  description: 'Scenarios of the chain model: a base plus dated events.',
  schema: scenarioSchema,
});

/**
 * Reads a scenario that a user wrote.
 *
 * @throws {FactsError} naming line and field
 */
export function readScenarioText(file: string, text: string): ScenarioFile {
  const reading = readYaml(file, scenarioSchema, text);
  if (reading.value === undefined || reading.problems.length > 0) throw new FactsError(reading.problems);
  return reading.value;
}
