import { choice, number, optional, pattern, period, reference, text } from '../columns.ts';
import { defineTable, type RowProblem } from '../table.ts';
import { derivation, ordered, place, provenance, range, rowId, status } from './common.ts';

const year = pattern(/^\d{4}$/, 'a year such as 2025', 'Year.');

const stages = [
  'mining',
  'separation_light',
  'separation_heavy',
  'metal',
  'magnet_sintered',
  'magnet_bonded',
  'magnet_other',
  'recycling',
] as const;

const stage = choice(stages, 'Stage of the chain; metal holds alloys and strip casting too.');

const countedAs = text(
  'What the tonnes are: REO for rare earth oxide, PrNd-oxide, DyTb-oxide, magnet-blank, magnet-finished ... Figures counted in different ways must not be compared.',
);

export const output = defineTable({
  file: 'supply/output.csv',
  description:
    'Published output, capacity, quota or share of a stage in a place. USGS revised 2024 only, so a step between 2023 and 2024 is no real move.',
  key: ['stage', 'place', 'period', 'measure', 'counted_as', 'value', 'source', 'url'],
  columns: {
    stage,
    place,
    period: period('Year or run of months.'),
    measure: choice(
      ['production', 'capacity', 'quota', 'share'],
      'A quota is the legal cap, not what plants could make.',
    ),
    value: number('The figure.', { min: 0 }),
    unit: choice(['t', 'pct'], 'Tonnes, tonnes a year for capacity, or percent of the world for a share.'),
    counted_as: countedAs,
    edition: optional(
      pattern(/^\d{4}$/, 'a year', 'Edition of a yearly publication, where figures are revised.'),
    ),
    derivation,
    status,
    ...provenance,
  },
});

const notAbove = (row: { capacity: number; production: number }): RowProblem | undefined =>
  row.production > row.capacity
    ? {
        field: 'production',
        found: `${row.production} is above capacity (${row.capacity})`,
        expected: 'at most capacity',
      }
    : undefined;

export const bestEstimates = defineTable({
  file: 'supply/best-estimates.csv',
  description:
    'Our best estimate of output and capacity in 2025 by stage and place, weighed from output.csv and projects.csv. A starting table for the model, no evidence.',
  key: ['stage', 'place'],
  check: notAbove,
  columns: {
    stage,
    place,
    year,
    production: number('Output.', { unit: 't', min: 0 }),
    capacity: number('Capacity.', { unit: 't/a', min: 0 }),
    counted_as: countedAs,
    confidence: choice(['high', 'medium', 'low'], 'How well it is known.'),
    note: optional(text('What it rests on.')),
  },
});

const date = pattern(/^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/, 'a year or a month such as 2027-06', 'Date.');

export const projects = defineTable({
  file: 'supply/projects.csv',
  description: 'Mines and plants, running and announced, as of the day of their source.',
  key: ['project'],
  check: (row) =>
    row.first_output &&
    row.full_capacity &&
    row.full_capacity < row.first_output.slice(0, row.full_capacity.length)
      ? {
          field: 'full_capacity',
          found: `${row.full_capacity} is before first output`,
          expected: 'not before it',
        }
      : undefined,
  columns: {
    project: rowId,
    name: text('Site or project.'),
    company: text('Owner.'),
    place,
    stage,
    material: choice(
      ['light', 'heavy', 'PrNd', 'DyTb', 'NdFeB', 'FeN'],
      'What it makes; FeN is iron nitride, a magnet without rare earths.',
    ),
    capacity: optional(number('Capacity a year.', { unit: 't/a', above: 0 })),
    counted_as: countedAs,
    covers: choice(
      ['site', 'group'],
      'One site, or several together: groups must not be added to their sites.',
    ),
    includes: optional(
      reference('projects.project', 'Earlier phase that is inside this capacity: do not add the two.'),
    ),
    status: choice(
      ['operating', 'commissioning', 'construction', 'planned', 'paused'],
      'State as of the source.',
    ),
    first_output: optional({ ...date, description: 'First output, past or announced.' }),
    full_capacity: optional({ ...date, description: 'Full capacity, past or announced.' }),
    as_of: optional({ ...date, description: 'When the source says so.' }),
    date_check: optional(
      choice(['past'], 'The announced first output has passed, and no source says that it came: check.'),
    ),
    ...provenance,
  },
});

const assay = (element: string) =>
  optional(number(`${element} in the rare earth oxides.`, { unit: 'pct', min: 0, max: 100 }));

export const ores = defineTable({
  file: 'supply/ores.csv',
  description: 'Composition of ores, percent of total rare earth oxide. Parts may miss 100 as printed.',
  key: ['deposit'],
  columns: {
    deposit: text('Deposit.'),
    type: choice(['bastnaesite', 'monazite', 'loparite', 'ionic-clay', 'xenotime', 'mixed'], 'Kind of ore.'),
    place,
    La: assay('La'),
    Ce: assay('Ce'),
    Pr: assay('Pr'),
    Nd: assay('Nd'),
    PrNd: optional(number('Pr and Nd together, where not told apart.', { unit: 'pct', above: 0, max: 100 })),
    Sm: assay('Sm'),
    Eu: assay('Eu'),
    Gd: assay('Gd'),
    Tb: assay('Tb'),
    Dy: assay('Dy'),
    Y: assay('Y'),
    other: assay('Ho, Er, Tm, Yb and Lu'),
    ...provenance,
  },
});

export const processes = defineTable({
  file: 'supply/processes.csv',
  description: 'Yields and coefficients of processes.',
  key: ['id'],
  check: ordered,
  columns: {
    id: rowId,
    process: text('Process.'),
    input: text('What goes in, or the case.'),
    output: text('What comes out.'),
    quantity: text('What the figure is.'),
    unit: choice(['kg/kg', 't/t', 'fraction', 'wt_pct', 'kg', 'mm', 'degC'], 'Unit of the figures.'),
    low: number('Low.'),
    mode: number('Most likely.'),
    high: number('High.'),
    derivation,
    ...provenance,
  },
});

export const leadTimes = defineTable({
  file: 'supply/lead-times.csv',
  description: 'How long mines and plants take, and how many come late or never.',
  key: ['stage', 'place', 'quantity', 'low', 'source', 'note'],
  check: ordered,
  columns: {
    stage: choice([...stages, 'mining+separation', 'midstream', 'any'], 'Stage of the chain.'),
    place,
    quantity: choice(
      [
        'lead_time',
        'ramp',
        'ramp_share',
        'qualification',
        'equipment',
        'share_never_producing',
        'share_late',
        'share_late_or_never',
      ],
      'From decision to first output; from there to nameplate; share of nameplate in the second year; qualification; delivery of equipment; or a share of projects.',
    ),
    low: optional(number('Low.', { min: 0 })),
    mode: optional(number('Most likely.', { min: 0 })),
    high: optional(number('High.', { min: 0 })),
    unit: choice(['year', 'fraction'], 'Unit of the figures.'),
    evidence: choice(['observed', 'planned', 'stated'], 'Seen to happen; a plan; or said in general.'),
    ...provenance,
  },
});

export const costs = defineTable({
  file: 'supply/costs.csv',
  description: 'Costs, capital costs, margins, premiums and price levels that are no quotation.',
  key: ['id'],
  check: ordered,
  columns: {
    id: rowId,
    kind: choice(
      ['capex', 'cost', 'margin', 'premium', 'price_level', 'revenue', 'scale', 'share', 'support'],
      'What kind of figure it is.',
    ),
    item: text('What it is the cost of.'),
    place,
    period: period('Year or quarter.'),
    ...range,
    unit: text('Unit; (t/a) is a tonne of yearly capacity.'),
    per: optional(text('What the kilogram or tonne is of, where not plain from the item.')),
    derivation,
    ...provenance,
  },
});

export const recycling = defineTable({
  file: 'supply/recycling.csv',
  description: 'Recycling: flows, yields, lifetimes, collection rates and what laws ask for.',
  key: ['id'],
  check: ordered,
  columns: {
    id: rowId,
    item: text('What the figure is.'),
    place,
    year,
    ...range,
    unit: choice(
      ['t', 't/a', 'kg/a', 'kg/kg', 'pct', 'wt_pct', 'USD', 'year', 'calendar_year'],
      'Unit of the figures; calendar_year is a date.',
    ),
    of: optional(text('What the tonnes or percents are of.')),
    status,
    derivation,
    ...provenance,
  },
});

export const assumptions = defineTable({
  file: 'assumptions.csv',
  description:
    'Figures recalled or judged without a source. They are marked as assumed wherever they are used.',
  key: ['id'],
  check: ordered,
  columns: {
    id: rowId,
    kind: choice(['share', 'process', 'cost', 'capacity'], 'What kind of figure it is.'),
    item: text('What it is.'),
    place: optional(place),
    of: optional(text('Material, where it matters.')),
    year,
    ...range,
    unit: text('Unit of the figures.'),
    note: text('Why it is here.'),
  },
});
