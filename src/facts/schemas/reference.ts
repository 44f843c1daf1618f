import { choice, number, optional, pattern, reference, text, url } from '../columns.ts';
import { defineTable } from '../table.ts';
import { provenance } from './common.ts';
import { materialCode } from './prices.ts';

export const places = defineTable({
  file: 'places.csv',
  description: 'Places that the tables name: countries, unions, continents and what is left over.',
  key: ['place'],
  columns: {
    place: pattern(
      /^(?:[A-Z]{2}|[A-Z]+(?:-[A-Z]+)?)$/,
      'an ISO 3166-1 alpha-2 code, EU, WORLD, ROW or a continent in capitals',
      'Code of the place.',
    ),
    name: text('English name.'),
    kind: choice(['country', 'union', 'continent', 'world', 'rest'], 'What the code stands for.'),
    part_of: optional(
      reference('places.place', 'The next larger place; sums over places must not hold both.'),
    ),
    note: optional(text('Anything unusual about the code.')),
  },
});

export const sources = defineTable({
  file: 'sources.csv',
  description:
    'Everybody a row can come from. Two sources of the same origin are one witness: a copy of a wire story adds nothing.',
  key: ['source'],
  columns: {
    source: text('Name by which rows refer to the source.'),
    origin: text('Who first published what this source prints; several are parted by commas.'),
    via: optional(text('Who passed it on, where the origin was not read itself.')),
    standing: choice(
      ['record', 'assessor', 'agency', 'unknown', 'copy'],
      'How near it stands to the fact: record keeps the official count or reports about itself; assessor and agency say it first hand; copy prints what another said. The order is the order of trust.',
    ),
    url: optional(url('Where the source as a whole is found, for tables that give no address a row.')),
  },
});

export const elements = defineTable({
  file: 'elements.csv',
  description: 'Standard atomic weights and the oxides in which rare earths are traded.',
  key: ['element'],
  check: (row) =>
    (row.oxide === undefined) !== (row.oxide_metal_atoms === undefined)
      ? { field: 'oxide_metal_atoms', found: 'does not go with oxide', expected: 'there where oxide is' }
      : undefined,
  columns: {
    element: pattern(/^[A-Z][a-z]?$/, 'a symbol such as Nd', 'Symbol.'),
    name: text('English name.'),
    atomic_weight: number('Standard atomic weight.', { unit: 'g/mol', above: 1, max: 300 }),
    rare_earth_group: choice(
      ['light', 'medium', 'heavy', 'scandium', 'none'],
      'Group in which the trade counts the element.',
    ),
    oxide: optional(text('Formula of the oxide of commerce.')),
    oxide_metal_atoms: optional(number('Atoms of the element in it.', { integer: true, min: 1 })),
    oxide_oxygen_atoms: optional(number('Atoms of oxygen in it.', { integer: true, min: 1 })),
    ...provenance,
  },
});

export const mixtures = defineTable({
  file: 'mixtures.csv',
  description:
    'What mixed metals and alloys of rare earths usually hold, for converting between forms. Used where nobody says what a lot holds, and then marked as assumed.',
  key: ['material', 'element'],
  columns: {
    material: materialCode('Metal or alloy.'),
    element: reference('elements.element', 'Rare earth in it.'),
    fraction: number('Share of its mass.', { unit: 'fraction', above: 0, max: 1 }),
    ...provenance,
  },
});
