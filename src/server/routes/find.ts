import { createRoute, z } from '@hono/zod-openapi';
import { documents, sources } from '../../ledger/index.ts';
import { answers } from '../answers.ts';
import { materialName, placeName } from '../names.ts';
import { type Room, routes } from '../options.ts';
import { list } from '../shapes/common.ts';
import { FoundThing } from '../shapes/find.ts';

const SHOWN = 12;

const find = createRoute({
  method: 'get',
  path: '/find',
  summary: 'Materials, acts, places, documents and sources by words',
  request: { query: z.object({ q: z.string().trim().min(1).max(200) }) },
  responses: answers(z.object({ items: list(FoundThing) }), 'Best first'),
});

export const findRoutes = ({ workbench }: Room) =>
  routes().openapi(find, async (context) => {
    const { q } = context.req.valid('query');
    const { facts, law } = workbench;
    const ledger = await workbench.ledger();
    const wanted = q.toLowerCase().split(/\s+/);
    const fits = (...texts: (string | undefined)[]) => {
      const text = texts.join(' ').toLowerCase();
      return wanted.every((word) => text.includes(word));
    };
    const materials = (await workbench.materials('price'))
      .filter((code) => fits(code, materialName(facts, code)))
      .map((code) => ({
        title: materialName(facts, code),
        what: 'prices',
        address: `/prices?material=${encodeURIComponent(code)}`,
      }));
    const acts = law
      .find(q, 6)
      .filter(({ match, title }) => match !== 'near' || fits(title))
      .map(({ act, title }) => ({ title, what: 'act', address: `/law?act=${encodeURIComponent(act)}` }));
    const partners = facts.places
      .filter(({ place, name }) => fits(place, name))
      .slice(0, 4)
      .map(({ place }) => ({
        title: placeName(facts, place),
        what: 'magnet exports from China',
        address: `/trade?partner=${place}`,
      }));
    const pages = (await documents(ledger, { limit: 1000 }))
      .filter(({ title, sightings }) => fits(title, sightings[0]?.origin.location))
      .map(({ id, title, readings, sightings }) => ({
        title: title ?? sightings[0]?.origin.location ?? id,
        what: `document, ${readings.at(-1)?.observations ?? 0} figures`,
        address: `/sources/${id}`,
      }));
    const publishers = (await sources(ledger))
      .filter(({ name, voice }) => fits(name, voice))
      .map(({ name, observations }) => ({
        title: name,
        what: `source, ${observations} figures`,
        address: `/sources?find=${encodeURIComponent(name)}`,
      }));
    return context.json(
      { items: [...materials, ...acts, ...partners, ...pages, ...publishers].slice(0, SHOWN) },
      200,
    );
  });
