import { choice, list, number, optional, pattern, period, reference, text } from '../columns.ts';
import { defineTable } from '../table.ts';
import { derivation, ordered, place, provenance, range, rowId, status } from './common.ts';

const year = pattern(/^\d{4}$/, 'a year such as 2025', 'Year.');
const outlook = optional(choice(['forecast'], 'Said of what was still to come.'));
const limit = optional(choice(['over', 'under'], 'The figure is a limit.'));
const estimated = <const T extends readonly string[]>(fields: T) =>
  optional(list(choice(fields, 'Field.'), 'Fields of the row that are our judgement, whatever the rest is.'));

export const publishedDemand = defineTable({
  file: 'demand/published.csv',
  description:
    'Published demand, output and use of magnets and of the rare earths in them. Filter by measure and counted_as before comparing; parts and wholes stand side by side.',
  key: [
    'application',
    'place',
    'partner',
    'period',
    'measure',
    'substance',
    'counted_as',
    'source',
    'value',
    'note',
  ],
  check: ordered,
  columns: {
    application: text('Application, or the kind of magnet as a whole.'),
    place,
    partner: optional(reference('places.place', 'From or to, for trade.')),
    period: period('Year, month or run.'),
    measure: choice(
      ['production', 'consumption', 'export', 'import', 'sales', 'growth', 'shortfall', 'target'],
      'What is counted.',
    ),
    substance: optional(text('Rare earths counted, where it is not the magnet.')),
    counted_as: choice(
      ['magnet', 'magnet-blank', 'oxide', 'metal', 'element', 'alloy', 'powder', 'alloy+powder'],
      'What the tonnes are. Where the page does not say blank or finished: magnet.',
    ),
    ...range,
    unit: choice(['t', 'pct', 'pct/a'], 'Unit of the figures.'),
    limit,
    outlook,
    derivation,
    status,
    ...provenance,
  },
});

export const demandEstimates = defineTable({
  file: 'demand/estimates.csv',
  description:
    'Our demand matrix for 2025 and projections, tonnes of finished sintered magnet by application and place of first use. Row and column totals rest on published figures; single cells are weak.',
  key: ['application', 'place', 'year', 'scenario'],
  columns: {
    application: text('Application; all for the total.'),
    place,
    year,
    scenario: choice(
      ['base', 'adamas-growth'],
      'Base projection, or the base year grown at the rate of Adamas.',
    ),
    finished_t: number('Finished magnet.', { unit: 't', min: 0 }),
    derivation,
    ...provenance,
  },
});

export const magnetContent = defineTable({
  file: 'demand/content.csv',
  description:
    'What is in the magnets of an application, finished weight percent, with the share made by diffusion and with cerium. Our estimate.',
  key: ['application'],
  columns: {
    application: text('Application.'),
    year,
    diffused_share: number('Share made by grain boundary diffusion.', { unit: 'fraction', min: 0, max: 1 }),
    cerium_share: number('Share made with cerium.', { unit: 'fraction', min: 0, max: 1 }),
    PrNd_wt_pct: number('Pr and Nd.', { unit: 'wt_pct', min: 0, max: 35 }),
    Dy_wt_pct: number('Dy.', { unit: 'wt_pct', min: 0, max: 12 }),
    Tb_wt_pct: number('Tb.', { unit: 'wt_pct', min: 0, max: 5 }),
    Ce_wt_pct: number('Ce.', { unit: 'wt_pct', min: 0, max: 15 }),
    source: provenance.source,
    url: provenance.url,
  },
});

export const classMix = defineTable({
  file: 'demand/class-mix.csv',
  description:
    'Temperature classes that an application uses in 2025. Our estimate; the shares of an application add to 1.',
  key: ['application', 'temperature_class'],
  columns: {
    application: reference('magnetContent.application', 'Application.'),
    temperature_class: choice(['N', 'M', 'H', 'SH', 'UH', 'EH', 'AH'], 'Class.'),
    share: number('Share of its tonnes.', { unit: 'fraction', above: 0, max: 1 }),
  },
});

export const intensities = defineTable({
  file: 'demand/intensities.csv',
  description: 'Kilograms of magnet in one vehicle, machine, megawatt ...',
  key: ['application', 'per', 'source', 'url'],
  check: (row) =>
    row.low === undefined &&
    row.mode === undefined &&
    row.high === undefined &&
    row.magnet_share_pct !== undefined
      ? undefined
      : ordered(row),
  columns: {
    application: text('Application, as the page has it.'),
    per: choice(
      ['vehicle', 'unit', 'MW', 'kW', '100kW', 'motor', 'motor-car', 'magnet', 'year'],
      'What the kilograms are in.',
    ),
    counted_as: choice(
      ['magnet', 'element', 'RE-bearing', 'Dy'],
      'What the kilograms are of: magnet, rare earth elements, parts that hold rare earths, or Dy.',
    ),
    low: optional(number('Low.', { unit: 'kg', min: 0 })),
    mode: optional(number('Most likely.', { unit: 'kg', min: 0 })),
    high: optional(number('High.', { unit: 'kg', min: 0 })),
    temperature_classes: optional(
      list(choice(['N', 'M', 'H', 'SH', 'UH', 'EH', 'AH', 'SmCo'], 'Class.'), 'Classes it needs.'),
    ),
    Dy_wt_pct: optional(number('Dy in the magnet.', { unit: 'wt_pct', min: 0, max: 12 })),
    magnet_share_pct: optional(
      number('Share of such machines that hold permanent magnets.', { unit: 'pct', min: 0, max: 100 }),
    ),
    estimated: estimated(['low', 'mode', 'high', 'share']),
    derivation,
    ...provenance,
  },
});

export const drivers = defineTable({
  file: 'demand/drivers.csv',
  description:
    'What drives demand: vehicles, wind, robots, appliances. Several scenarios of one driver stand side by side.',
  key: ['driver', 'place', 'period', 'kind', 'scenario', 'source', 'value'],
  columns: {
    driver: text('What is counted.'),
    place,
    period: period('Year, month or run.'),
    value: number('The figure.', { min: 0 }),
    unit: choice(['count', 'GW', 'pct', 'pct/a'], 'Unit.'),
    kind: choice(
      ['flow', 'stock', 'total', 'mean', 'growth', 'share'],
      'In the period; at its end; over the run; mean a year of the run; growth; or share.',
    ),
    limit,
    scenario: optional(text('Whose scenario, where there are several; base is ours.')),
    outlook,
    derivation,
    ...provenance,
  },
});

export const substitutions = defineTable({
  file: 'demand/substitutions.csv',
  description: 'What can stand in for a magnet, at what price in volume, mass, efficiency or money.',
  key: ['id'],
  columns: {
    id: rowId,
    from: text('What is replaced, or what the share is of.'),
    to: text('By what.'),
    application: text('Where.'),
    penalty: optional(text('What it costs.')),
    years_to_switch: optional(number('Years until it is in series.', { unit: 'year', min: 0 })),
    max_share_pct: optional(number('Largest share it can reach.', { unit: 'pct', min: 0, max: 100 })),
    estimated: estimated(['years_to_switch', 'max_share_pct']),
    derivation,
    ...provenance,
  },
});

export const elasticities = defineTable({
  file: 'demand/elasticities.csv',
  description: 'Elasticities, stock cover, incentive prices, pass-through.',
  key: ['id'],
  check: ordered,
  columns: {
    id: rowId,
    quantity: text('What the figure is.'),
    ...range,
    unit: choice(['elasticity', 'USD/kg', 'year', 'week', 'quarter', 'pct', 'fraction'], 'Unit.'),
    derivation,
    ...provenance,
  },
});
