import { createRoute, z } from '@hono/zod-openapi';
import { chainTables } from '../../chain/index.ts';
import { answers } from '../answers.ts';
import { type Room, routes } from '../options.ts';
import { list } from '../shapes/common.ts';

const model = createRoute({
  method: 'get',
  path: '/chain/model',
  summary: 'The tables and scenario files from which the model of the chain is built, to run it elsewhere',
  responses: answers(
    z
      .object({
        tables: z
          .record(z.string(), z.unknown())
          .openapi({ description: 'One list of rows for each data file' }),
        members: list(
          z.object({ code: z.string(), name: z.string(), place: z.string() }).openapi({
            description: 'A country that the model counts within one of its places',
          }),
        ),
        scenarios: list(z.looseObject({ name: z.string(), title: z.string(), description: z.string() })),
        levers: z.looseObject({}).openapi({
          description: 'What can be moved in a scenario, with label, unit, range and usual months',
        }),
      })
      .openapi('ChainModel'),
    'As shipped',
  ),
});

export const chainRoutes = ({ workbench }: Room) =>
  // Facts are plain JSON by their schemas; their readonly types say more than a type of JSON can.
  routes().openapi(model, (context) => {
    const { facts } = workbench;
    const { chainScenarios: scenarios, chainLevers: levers } = facts;
    const tables = chainTables(facts);
    const own = new Set(tables.chainPlaces.map(({ code }) => code));
    const members = facts.places.flatMap(({ place, name, part_of }) =>
      part_of && own.has(part_of) ? [{ code: place, name, place: part_of }] : [],
    );
    return context.json({ tables, members, scenarios, levers } as never, 200);
  });
