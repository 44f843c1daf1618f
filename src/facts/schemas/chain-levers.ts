/** What can be moved in a scenario of the chain by a number: `--set licences_heavy_EU=0.5`, the sliders of the desk. */

import { z } from 'zod';
import { defineYaml } from '../document.ts';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2027-01');
const names = z.array(z.string()).min(1);

/** What a lever moves, in the words of an event of that kind; a lever of a place adds the place. */
const moves = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('control'), origin: z.string(), carriers: names }),
  /** Waiting time of every control of the scenario. */
  z.strictObject({ kind: z.literal('wait') }),
  z.strictObject({ kind: z.literal('output'), processes: names }),
  z.strictObject({ kind: z.literal('duty'), origin: z.string(), carriers: names }),
  z.strictObject({ kind: z.literal('project') }),
  z.strictObject({ kind: z.literal('floor'), node: z.string(), processes: names }),
  z.strictObject({ kind: z.literal('stock-release'), carriers: names, to: z.enum(['buyers', 'makers']) }),
  z.strictObject({ kind: z.literal('demand'), application: z.string() }),
  z.strictObject({
    kind: z.literal('substitution'),
    places: names,
    carriers: names,
    to: z.string(),
    ratio: z.number().min(0),
  }),
  z.strictObject({ kind: z.literal('diffusion'), places: names, carriers: names }),
  z.strictObject({ kind: z.literal('collection'), places: names }),
  /** The parameter of the same name. */
  z.strictObject({ kind: z.literal('parameter') }),
]);

const key = z.string().regex(/^[A-Za-z][A-Za-z_]*$/, 'must be letters and underscores');

const lever = z
  .strictObject({
    key,
    group: z.string(),
    label: z.string(),
    note: z.string(),
    unit: z.enum(['share', 'factor', 'months', 'weeks', 't', 'USD/kg', 'elasticity']),
    low: z.number(),
    high: z.number(),
    step: z.number().positive(),
    /** Months that are meant where none are given; left out: the whole run. */
    from: month.optional(),
    until: month.optional(),
    /** One lever for each of these places; `everywhere`: one for all places together as well. */
    for: names.optional(),
    everywhere: z.boolean().optional(),
    moves,
  })
  .refine((one) => one.low < one.high, { message: 'low must be below high' });

export const leversSchema = z
  .strictObject({
    places: z.array(z.strictObject({ key, name: z.string(), places: names })),
    groups: z.array(z.strictObject({ key, name: z.string() })),
    levers: z.array(lever),
  })
  .superRefine(({ places, groups, levers }, context) => {
    const known = new Set(places.map((place) => place.key));
    const group = new Set(groups.map((one) => one.key));
    for (const [i, one] of levers.entries()) {
      const wrong = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['levers', i, field], message });
      if (!group.has(one.group)) wrong('group', `there is no group "${one.group}"`);
      for (const place of one.for ?? [])
        if (!known.has(place)) wrong('for', `there is no place "${place}" in this file`);
      if (levers.findIndex(({ key: other }) => other === one.key) !== i) wrong('key', 'is there twice');
    }
  });

export type LeverFile = z.infer<typeof leversSchema>;

export const chainLevers = defineYaml({
  file: 'chain/levers.yaml',
  description: 'What can be moved in a scenario by a number, with label, unit, range and usual months.',
  schema: leversSchema,
});
