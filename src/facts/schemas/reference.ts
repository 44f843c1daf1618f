import { choice, optional, pattern, reference, text, url } from '../columns.ts';
import { defineTable } from '../table.ts';

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
      ['official', 'issuer', 'agency', 'copy', 'estimate'],
      'How much weight it has: customs and statistical offices; a company about itself; a news or price agency; a copy or a rewriter; worked out by a modeller.',
    ),
    url: optional(url('Where the source as a whole is found, for tables that give no address a row.')),
  },
});
