// The world as Natural Earth draws it, and where the model's places lie on it. Pure, but for fetching the geometry.

import { geoArea, geoCentroid, type Point } from 'd3-geo';
import { type MultiPolygon, merge, mesh, type Topology } from 'topojson-client';
import atlas from 'world-atlas/countries-110m.json?url';
import type { ChainModel } from './messages.ts';

/** Named on every map. */
export const MAP_SOURCE = 'Borders: Natural Earth, public domain';

export interface Geography {
  readonly land: object;
  readonly borders: object;
  readonly places: ReadonlyMap<string, { readonly shape: object; readonly at: Point }>;
}

/** Antarctica: no place of the chain, and much of a map. */
const LEFT_OUT = '010';

let asked: Promise<Topology> | undefined;
/** The geometry, from the desk's own server. */
export function fetchWorld(): Promise<Topology> {
  asked ??= fetch(atlas).then((answer) => {
    if (!answer.ok) throw new Error(`The map could not be loaded: ${answer.statusText}`);
    return answer.json() as Promise<Topology>;
  });
  asked.catch(() => {
    asked = undefined;
  });
  return asked;
}

/** Places of the model as one shape each, with a point inside the largest part of it. */
export function geographyOf(world: Topology, tables: ChainModel['tables']): Geography {
  const countries = world.objects.countries?.geometries ?? [];
  const drawn = countries.filter(({ id }) => id !== LEFT_OUT);
  const places = new Map<string, { shape: object; at: Point }>();
  for (const { code, countries: codes } of tables.chainPlaces) {
    if (!codes) continue;
    const own = new Set(codes.split(' '));
    const members = drawn.filter(({ id }) => id !== undefined && own.has(id));
    if (members.length === 0) continue;
    const shape = merge(world, members);
    places.set(code, { shape, at: geoCentroid(largestPart(shape)) });
  }
  return {
    land: merge(world, drawn),
    borders: mesh(world, world.objects.countries as object, (a, b) => a !== b),
    places,
  };
}

function largestPart({ coordinates }: MultiPolygon): object {
  const parts = coordinates.map((part) => ({ type: 'Polygon', coordinates: part }));
  return parts.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a), parts[0]!);
}
