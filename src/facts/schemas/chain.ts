import { choice, list, number, optional, pattern, text } from '../columns.ts';
import type { RowProblem } from '../table.ts';
import { defineTable } from '../table.ts';
import { chainLevers } from './chain-levers.ts';
import { chainScenarios } from './chain-scenario.ts';

/** How well a value of the chain model is founded, and where it comes from; in every table of `data/chain`. */
const founded = {
  status: choice(
    ['sourced', 'derived', 'assumed', 'fitted'],
    'sourced: stands in the source; derived: arithmetic on sourced figures; assumed: a judgement; fitted: chosen with a target in sight.',
  ),
  source: optional(text('Address or table it comes from, or the reason of an assumption.')),
} as const;

const placeCode = (description: string) =>
  pattern(/^(?:[A-Z]{2}|ROW)$/, 'a code of chain/places.csv', description);
const carrierCode = (description: string) =>
  pattern(/^[A-Za-z][A-Za-z-]*$/, 'a carrier of chain/carriers.csv', description);
const confidence = choice(
  ['high', 'medium', 'low'],
  'How far the reconciliation of the base year may move it: high little, low much.',
);
const share = (description: string) => number(description, { min: 0, max: 1 });
const growth = choice(
  ['demand', 'fixed', 'path'],
  'How base and capacity move: with world demand, not at all, or along mine-paths.csv.',
);

export const chainPlaces = defineTable({
  file: 'chain/places.csv',
  description: 'Places of the chain model. The European Union stands for its members save those named apart.',
  key: ['code'],
  columns: {
    code: placeCode('Code of the place.'),
    name: text('English name.'),
    short_name: text('English name where there is little room: in pictures.'),
    countries: optional(
      pattern(
        /^\d{3}(?: \d{3})*$/,
        'numeric codes of ISO 3166-1 with spaces between them',
        'Countries that make up the place on a map, by their numeric codes of ISO 3166-1; empty for what lies nowhere.',
      ),
    ),
    distance_from_china: choice(['home', 'near', 'far'], 'Sea transit from China.'),
    group: optional(
      text("Places of one group are near each other, and home to each other's makers; empty: none."),
    ),
    allied: choice(['yes', 'no'], 'Counted as an allied place in coverage measures.'),
    ...founded,
  },
});

export const chainCarriers = defineTable({
  file: 'chain/carriers.csv',
  description:
    'Materials that move through the chain, each with its basis and the elements in one tonne of it.',
  key: ['carrier'],
  columns: {
    carrier: carrierCode('Name of the carrier.'),
    kind: choice(
      ['concentrate', 'oxide', 'metal', 'magnet', 'component', 'scrap', 'substitute'],
      'Kind of material.',
    ),
    name: text('English name.'),
    short_name: text('English name where there is little room: in tables and pictures.'),
    basis: text('What one tonne is a tonne of.'),
    PrNd: optional(share('Tonnes of Nd+Pr metal in one tonne; empty where goods of different make meet.')),
    Dy: optional(share('Tonnes of Dy in one tonne.')),
    Tb: optional(share('Tonnes of Tb in one tonne.')),
    Sm: optional(share('Tonnes of Sm in one tonne.')),
    china_price_usd_per_kg: optional(
      number('Price in China in the base year, ex VAT; empty where it follows from costs.', {
        above: 0,
        unit: 'USD/kg',
      }),
    ),
    ladder_fine: number('Step of the price ladder near the base price.', { min: 0.001, max: 0.2 }),
    ladder_coarse: number('Step of the price ladder far from it.', { min: 0.001, max: 0.5 }),
    ...founded,
  },
  check: (row): RowProblem | undefined => {
    const given = [row.PrNd, row.Dy, row.Tb, row.Sm].filter((v) => v !== undefined);
    if (given.length !== 0 && given.length !== 4)
      return { field: 'PrNd', found: 'only some elements are given', expected: 'all four or none' };
    const sum = given.reduce((a, b) => a + b, 0);
    return sum > 1
      ? { field: 'PrNd', found: `the elements add to ${sum}`, expected: 'at most 1' }
      : undefined;
  },
});

export const chainSeparation = defineTable({
  file: 'chain/separation.csv',
  description:
    'Separation of concentrates into oxides: share of each element that comes out as saleable oxide.',
  key: ['technology'],
  columns: {
    technology: text('Name of the line.'),
    input: carrierCode('Concentrate it takes, in t REO.'),
    heavies: choice(['light', 'full'], 'light: heavies and samarium go to residue.'),
    PrNd: share('Recovery.'),
    Dy: share('Recovery.'),
    Tb: share('Recovery.'),
    Sm: share('Recovery.'),
    delay_months: number('From feed to oxide.', { min: 0, max: 12, unit: 'months' }),
    cost_usd_per_kg_reo: number('Operating cost.', { min: 0, unit: 'USD/kg REO' }),
    ...founded,
  },
});

export const chainMetal = defineTable({
  file: 'chain/metal.csv',
  description: 'Reduction of oxide to metal or alloy.',
  key: ['output'],
  columns: {
    output: carrierCode('Metal or alloy.'),
    input: carrierCode('Oxide.'),
    element: choice(['PrNd', 'Dy', 'Tb', 'Sm'], 'Element reduced.'),
    yield: share('Share of the element that ends in metal.'),
    fee_usd_per_kg: number('Conversion fee per kg of output.', { min: 0, unit: 'USD/kg' }),
    delay_months: number('From oxide to metal.', { min: 0, max: 12, unit: 'months' }),
    ...founded,
  },
});

export const chainRecipes = defineTable({
  file: 'chain/recipes.csv',
  description:
    'Elements in a tonne of magnet blank by class, makers and route, and what becomes of the blank.',
  key: ['carrier', 'makers', 'route'],
  columns: {
    carrier: carrierCode('Magnet made.'),
    makers: choice(['CN', 'other'], 'Makers in China, or elsewhere.'),
    route: choice(['bulk', 'gbd'], 'Dy and Tb alloyed in bulk, or by grain boundary diffusion.'),
    PrNd: share('t per t of blank.'),
    Dy: share('t per t of blank.'),
    Tb: share('t per t of blank.'),
    Sm: share('t per t of blank.'),
    finished_per_blank: share('Tonnes finished per tonne of blank; the rest is swarf.'),
    melt_yield: share('Share of the metal charged that is in the blank.'),
    delay_months: number('From metal to finished magnet.', { min: 0, max: 12, unit: 'months' }),
    ...founded,
  },
});

export const chainDiffusion = defineTable({
  file: 'chain/diffusion.csv',
  description: 'Share of a class that can be made by grain boundary diffusion, where it is mastered.',
  key: ['place', 'carrier', 'from_year'],
  columns: {
    place: placeCode('Place of the makers.'),
    carrier: carrierCode('Magnet class.'),
    share: share('Share of output.'),
    from_year: number('First year it holds.', { integer: true, min: 2000, max: 2100 }),
    ...founded,
  },
});

export const chainCapacity = defineTable({
  file: 'chain/capacity.csv',
  description: 'Output and capacity in the base year by stage and place: what calibration aims at.',
  key: ['stage', 'technology', 'place'],
  columns: {
    stage: choice(
      [
        'mining',
        'separation',
        'metal',
        'magnet_sintered',
        'magnet_bonded',
        'magnet_smco',
        'recycling',
        'other_use',
        'residual',
      ],
      'Stage; other_use: what leaves the magnet chain; residual: supply that no ore or scrap explains.',
    ),
    technology: text('Concentrate mined, separation line, metal made or magnet made.'),
    place: placeCode('Place.'),
    base_t_per_year: number('Output (separation: feed) in the base year.', { min: 0, unit: 't/year' }),
    capacity_t_per_year: number('Capacity in the base year.', { min: 0, unit: 't/year' }),
    unit_basis: text('What a tonne is a tonne of.'),
    confidence,
    growth,
    source: optional(text('Address or table it comes from, or the reason of an assumption.')),
  },
  check: (row): RowProblem | undefined =>
    row.base_t_per_year > row.capacity_t_per_year
      ? {
          field: 'base_t_per_year',
          found: `${row.base_t_per_year} is above capacity`,
          expected: 'at most capacity',
        }
      : undefined,
});

export const chainTrade = defineTable({
  file: 'chain/trade.csv',
  description:
    'Flows between places in the base year; 0 opens an arc that carried nothing. `magnet` stands for the three sintered classes together.',
  key: ['carrier', 'origin', 'destination'],
  columns: {
    carrier: carrierCode('Carrier, or `magnet`.'),
    origin: placeCode('From.'),
    destination: placeCode('To.'),
    t_per_year: number('Flow in the base year.', { min: 0, unit: 't/year' }),
    confidence,
    ...founded,
  },
});

export const chainApplications = defineTable({
  file: 'chain/applications.csv',
  description:
    'Uses of sintered magnets: class mix, tonnes by place of first use in 2025, projection, life and collection.',
  key: ['application'],
  columns: {
    application: text('Short name.'),
    name: text('English name.'),
    NM: share('Share of classes N and M.'),
    HSH: share('Share of classes H and SH.'),
    UH: share('Share of classes UH and above.'),
    CN: number('t finished, 2025.', { min: 0, unit: 't' }),
    EU: number('t finished, 2025.', { min: 0, unit: 't' }),
    US: number('t finished, 2025.', { min: 0, unit: 't' }),
    JP: number('t finished, 2025.', { min: 0, unit: 't' }),
    KR: number('t finished, 2025.', { min: 0, unit: 't' }),
    IN: number('t finished, 2025.', { min: 0, unit: 't' }),
    ROW: number('t finished, 2025.', { min: 0, unit: 't' }),
    world_2025: number('t finished, 2025.', { above: 0, unit: 't' }),
    world_2030: number('t finished, base projection.', { above: 0, unit: 't' }),
    world_2035: number('t finished, base projection.', { above: 0, unit: 't' }),
    world_2040: number('t finished, base projection.', { above: 0, unit: 't' }),
    lifetime_years: number('Mean life of the product.', { above: 0, max: 60, unit: 'years' }),
    weibull_shape: number('Shape of its Weibull distribution of life.', { above: 0, max: 10 }),
    collection_2024_pct: number('Magnets recovered from scrapped products, 2024.', {
      min: 0,
      max: 100,
      unit: '%',
    }),
    collection_2035_pct: number('The same by 2035.', { min: 0, max: 100, unit: '%' }),
    ...founded,
  },
  check: (row): RowProblem | undefined =>
    Math.abs(row.NM + row.HSH + row.UH - 1) > 0.005
      ? {
          field: 'NM',
          found: `the class shares add to ${row.NM + row.HSH + row.UH}`,
          expected: 'shares that add to 1',
        }
      : undefined,
});

export const chainParameters = defineTable({
  file: 'chain/parameters.csv',
  description: 'Numbers of the chain model, each with its range and standing.',
  key: ['parameter'],
  columns: {
    parameter: pattern(/^[A-Za-z0-9_]+$/, 'letters, digits and underscores', 'Name.'),
    value: number('Value used.'),
    low: number('Low end of its range.'),
    high: number('High end of its range.'),
    unit: text('Unit.'),
    ...founded,
  },
  check: (row): RowProblem | undefined =>
    row.low > row.value || row.value > row.high
      ? {
          field: 'value',
          found: `${row.value} is outside ${row.low} to ${row.high}`,
          expected: 'low <= value <= high',
        }
      : undefined,
});

export const chainMinePaths = defineTable({
  file: 'chain/mine-paths.csv',
  description:
    'Mine output through time without reaction to price, as an index of the base year; straight lines between.',
  key: ['carrier', 'place', 'year'],
  columns: {
    carrier: carrierCode('Concentrate.'),
    place: placeCode('Place.'),
    year: number('Year.', { integer: true, min: 2000, max: 2100 }),
    index: number('Index, base year 1.', { min: 0 }),
    ...founded,
  },
});

export const chainTiers = defineTable({
  file: 'chain/tiers.csv',
  description:
    'Tiers of magnet buyers outside China by the stock they keep. One tier takes the rest of the share.',
  key: ['tier'],
  columns: {
    tier: text('Name of the tier.'),
    share_parameter: optional(text('Parameter with its share of demand; empty: the rest.')),
    cover_parameter: text('Parameter with its wanted stock.'),
  },
});

export const chainCalibrationTargets = defineTable({
  file: 'chain/calibration-targets.csv',
  description: 'What the base year is held to: the residual of each is in the calibration report.',
  key: ['target'],
  columns: {
    target: text('Name.'),
    measure: choice(['activity', 'output', 'blanks', 'export', 'price'], 'What is measured.'),
    place: placeCode('Place.'),
    carrier: optional(carrierCode('Carrier, or `magnet` for the three sintered classes.')),
    stages: optional(list(text('Stage.'), 'Stages whose output counts.')),
    value: number('Figure to be met.', { above: 0 }),
    unit: text('Unit; tonnes are a year.'),
    tolerance_pct: number('Deviation that is accepted.', { min: 0, unit: '%' }),
    confidence,
    source: text('Where the figure comes from.'),
  },
});

export const chainProjects = defineTable({
  file: 'chain/projects.csv',
  description:
    'Capacity that comes: what, where, when first and full output are announced, and how far it has got.',
  key: ['project'],
  columns: {
    project: text('Short name.'),
    name: text('Name.'),
    place: placeCode('Place.'),
    stage: text('Stage, as in capacity.csv.'),
    technology: text('Technology, as in capacity.csv: the row whose capacity grows.'),
    capacity_t_per_year: number('Added capacity in the basis of that row (separation: t REO of feed).', {
      above: 0,
      unit: 't/year',
    }),
    first_output: pattern(/^\d{4}-\d{2}$/, 'a month such as 2027-06', 'First output as announced.'),
    full_output: pattern(
      /^\d{4}-\d{2}$/,
      'a month such as 2027-06',
      'Full output as announced or by the usual ramp.',
    ),
    project_status: choice(['operating', 'commissioning', 'construction', 'planned'], 'How far it has got.'),
    ...founded,
  },
  check: (row): RowProblem | undefined =>
    row.full_output < row.first_output
      ? {
          field: 'full_output',
          found: `${row.full_output} is before first output`,
          expected: 'a later month',
        }
      : undefined,
});

export const chainValidationTargets = defineTable({
  file: 'chain/validation-targets.csv',
  description: 'What happened from April 2025 on, against which the replay is held.',
  key: ['target'],
  columns: {
    target: text('Name.'),
    measure: choice(
      ['exports', 'gap', 'change', 'level', 'stoppage', 'traded-gap'],
      'exports: t in the month; gap: asked price outside over inside; change: of the asked price inside from the month before, per cent; level: asked price inside over its mean of 2024; stoppage: weeks after 4 April 2025; traded-gap: mean traded price outside over inside, April to the month.',
    ),
    carrier: optional(carrierCode('Carrier, or `magnet` for the three sintered classes.')),
    place: optional(placeCode('Destination; empty: all.')),
    month: pattern(/^\d{4}-\d{2}$/, 'a month such as 2025-05', 'Month.'),
    value: number('Figure as reported.'),
    low: number('Low end of what counts as met.'),
    high: number('High end of what counts as met.'),
    standing: choice(
      ['predicted', 'path', 'fitted'],
      'predicted: no input of the replay was taken from it; path: its licensed share is an input read off licences or customs, so it tests path and queue; fitted: an input was chosen to meet it.',
    ),
    source: text('Where the figure comes from.'),
  },
});

/** All files of the chain model, for the registry. */
export const chainFiles = {
  chainPlaces,
  chainCarriers,
  chainSeparation,
  chainMetal,
  chainRecipes,
  chainDiffusion,
  chainCapacity,
  chainTrade,
  chainApplications,
  chainParameters,
  chainMinePaths,
  chainTiers,
  chainCalibrationTargets,
  chainProjects,
  chainValidationTargets,
  chainScenarios,
  chainLevers,
} as const;
