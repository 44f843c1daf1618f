import { z } from 'zod';
import { choice, list, number, optional, reference, text } from '../columns.ts';
import { defineYaml } from '../document.ts';
import { defineTable, type RowProblem } from '../table.ts';
import { ordered, place, rowId } from './common.ts';

export const FAMILIES = ['NdFeB-sintered', 'NdFeB-bonded', 'SmCo', 'ferrite', 'AlNiCo', 'FeN'] as const;
export const ROUTES = ['conventional', 'dual-alloy', 'diffused', 'heavy-free', 'cerium'] as const;
export const CLASSES = ['N', 'M', 'H', 'SH', 'UH', 'EH', 'AH'] as const;
export const ELEMENTS = ['PrNd', 'Dy', 'Tb', 'Ce', 'Sm', 'Co'] as const;
export const USES = ['traction', 'automotive', 'steering', 'wind', 'defence', 'general'] as const;

const basis = choice(
  ['stated', 'derived', 'estimate', 'assumed'],
  'Stated by a source; worked out from stated figures; our judgement; or assumed without a source.',
);
const note = optional(text('What a reader should know.'));
const temperatureClass = choice(CLASSES, 'Temperature class.');
const figure = (description: string) => optional(number(description));

export const partParameters = defineTable({
  file: 'parts/parameters.csv',
  description:
    'What the cost of a magnet and the cover of a part are worked out with. The row that fits family, place, class and use best counts; an empty cell fits all.',
  key: ['parameter', 'place', 'use', 'family', 'temperature_class'],
  check: (row) => ordered(row) ?? unitNeedsTax(row),
  columns: {
    parameter: text('Name by which the arithmetic asks for it.'),
    place: optional(place),
    use: optional(choice(USES, 'Kind of use.')),
    family: optional(choice(FAMILIES, 'Family of magnets.')),
    temperature_class: optional(temperatureClass),
    value: number('The figure.'),
    low: figure('Lower end.'),
    high: figure('Upper end.'),
    unit: choice(
      ['fraction', 'pct', 'x', 'CNY/kg', 'USD/kg', 'week', 'day', 'year', 'MGOe'],
      'Unit of the figures.',
    ),
    vat: optional(choice(['included', 'excluded'], 'Value added tax, for money.')),
    rests_on: optional(reference('magnetCosts.id', 'Row that it was taken from.')),
    basis,
    note,
  },
});

function unitNeedsTax(row: {
  readonly unit: string;
  readonly vat?: string | undefined;
}): RowProblem | undefined {
  const money = row.unit.endsWith('/kg');
  if (money === (row.vat !== undefined)) return undefined;
  return {
    field: 'vat',
    found: row.vat ?? 'is empty',
    expected: money ? 'included or excluded' : 'an empty cell',
  };
}

export const priceRules = defineTable({
  file: 'parts/price-rules.csv',
  description:
    'How the price of a kilogram of an element in the alloy follows from a quotation: quotation x oxide_per_metal / yield / content + fee / fee_per.',
  key: ['element', 'material', 'market'],
  columns: {
    element: choice(ELEMENTS, 'Element.'),
    material: text('Quoted material.'),
    market: choice(['inside', 'outside'], 'Quotations inside or outside China.'),
    rank: number('1 is taken first, where quotations are equally fresh.', { integer: true, min: 1 }),
    oxide_per_metal: number('Kilograms of oxide for a kilogram of metal; 1 for metals.', { min: 1, max: 2 }),
    yield: number('Yield from oxide to metal.', { above: 0, max: 1 }),
    content: number('Share of the element in the quoted material.', { above: 0, max: 1 }),
    fee: number('Fee of the metal maker, tax as in the quotations of the market.', { min: 0 }),
    fee_unit: choice(['CNY/kg', 'USD/kg'], 'Unit of the fee.'),
    fee_per: number('Kilograms of the element in a kilogram that the fee is for.', { above: 0, max: 1 }),
    basis,
    note,
  },
});

export const temperatureClasses = defineTable({
  file: 'parts/temperature-classes.csv',
  description: 'Temperature classes of sintered NdFeB, for grades of which no more is known.',
  key: ['temperature_class'],
  columns: {
    temperature_class: temperatureClass,
    Hcj_min_kA_m: number('Least intrinsic coercivity at 20 C.', { unit: 'kA/m', above: 0 }),
    Tmax_C: number('Highest working temperature of the class.', { unit: 'degC', above: 0 }),
    alpha_Br_pct_K: number('Temperature coefficient of Br.', { unit: 'pct/K', max: 0 }),
    beta_Hcj_pct_K: number('Temperature coefficient of Hcj.', { unit: 'pct/K', max: 0 }),
    density_g_cm3: number('Density.', { unit: 'g/cm3', above: 0 }),
    basis,
    note,
  },
});

const share = (element: string) => number(`${element}.`, { unit: 'wt_pct', min: 0, max: 100 });

export const familyCompositions = defineTable({
  file: 'parts/family-compositions.csv',
  description: 'Composition of magnets other than sintered NdFeB, weight percent.',
  key: ['family', 'kind'],
  check(row): RowProblem | undefined {
    const { PrNd_wt_pct, Dy_wt_pct, Tb_wt_pct, Ce_wt_pct, Sm_wt_pct, Co_wt_pct } = row;
    const rareEarths = PrNd_wt_pct + Dy_wt_pct + Tb_wt_pct + Ce_wt_pct + Sm_wt_pct;
    const sum = rareEarths + Co_wt_pct + row.Fe_wt_pct + row.B_wt_pct + row.other_wt_pct;
    if (Math.abs(sum - 100) <= 0.05) return undefined;
    return { field: 'Fe_wt_pct', found: `the parts add to ${sum.toFixed(2)}`, expected: 'parts of 100' };
  },
  columns: {
    family: choice(FAMILIES, 'Kind of magnet.'),
    kind: text('Which of the family.'),
    PrNd_wt_pct: share('Pr and Nd'),
    Dy_wt_pct: share('Dy'),
    Tb_wt_pct: share('Tb'),
    Ce_wt_pct: share('Ce'),
    Sm_wt_pct: share('Sm'),
    Co_wt_pct: share('Co'),
    Fe_wt_pct: share('Fe'),
    B_wt_pct: share('B'),
    other_wt_pct: share('Other elements'),
    other_elements: optional(text('Which.')),
    basis,
    note,
  },
});

export const substitutes = defineTable({
  file: 'parts/substitutes.csv',
  description: 'What may stand in for a magnet, for which ones, and what it costs in mass, heat and money.',
  key: ['id'],
  columns: {
    id: rowId,
    to: text('The substitute, in words.'),
    families: list(choice(FAMILIES, 'Family.'), 'Families that it may replace.'),
    routes: optional(list(choice(ROUTES, 'Route.'), 'Routes that it may replace; all where empty.')),
    classes: optional(list(temperatureClass, 'Classes that it may replace; all where empty.')),
    application: optional(reference('magnetContent.application', 'Only for this application.')),
    kind: choice(
      ['route', 'class', 'family', 'feed', 'origin', 'form'],
      'What changes: the route, the temperature class, the family, the feed, the place of making, or what is bought.',
    ),
    to_family: choice(FAMILIES, 'Family of the substitute.'),
    to_grade: optional(text('Grade of the substitute, for another family: a common one.')),
    to_route: optional(choice(ROUTES, 'Route of the substitute.')),
    to_place: optional(place),
    mass_rule: choice(['same', 'energy'], 'Same magnet mass, or by energy product and density.'),
    machine_volume_low_pct: figure('Volume of the machine, least more.'),
    machine_volume_high_pct: figure('Volume of the machine, most more.'),
    max_temperature_C: figure('Not above this working temperature.'),
    max_depth_mm: figure('Reach of diffusion from a face: not for parts thicker than twice this.'),
    cost_rule: choice(
      ['composition', 'family_price', 'multiple', 'premium_pct', 'premium_usd', 'none'],
      'From its composition; from the price of its family; a multiple of the price; a premium on it; or not known.',
    ),
    cost_low: figure('Least multiple or premium.'),
    cost_high: figure('Most multiple or premium.'),
    years: number('Years to switch.', { min: 0 }),
    rests_on: optional(reference('substitutions.id', 'Row that it was taken from.')),
    basis,
    note,
  },
});

const byLanguage = z.record(z.string().regex(/^[a-z]{2}$/), z.array(z.string().min(1)));
const wordLists = z.record(z.string(), z.array(z.string().min(1)));
const units = z.record(
  z.string(),
  z.strictObject({ factor: z.number().positive(), words: z.array(z.string().min(1)).min(1) }),
);

export const COLUMN_KINDS = [
  'text',
  'place',
  'class',
  'route',
  'composition',
  'form',
  'mass',
  'size',
  'whole',
  'temperature',
  'coercivity',
  'end_use',
  'application',
  'price',
  'date',
  'contract',
  'weeks',
  'customs_code',
] as const;

export const partColumns = defineYaml({
  file: 'parts/columns.yaml',
  description: 'Columns of a bill of materials with the headings by which buyers name them.',
  schema: z.strictObject({
    columns: z.array(
      z.strictObject({
        field: z.string().regex(/^[a-z_]+$/),
        title: z.string().min(1),
        kind: z.enum(COLUMN_KINDS),
        needed: z.boolean().default(false),
        /** Without the cell, what is worked out would be of another part: the row is left out if it cannot be read. */
        decides: z.boolean().default(false),
        means: z.string().min(1),
        example: z.string().min(1),
        words: byLanguage,
      }),
    ),
  }),
});

export const partWords = defineYaml({
  file: 'parts/words.yaml',
  description: 'Words and units that cells of a bill of materials use.',
  schema: z.strictObject({
    units: z.strictObject({
      mass: units,
      coercivity: units,
      length: units,
      weeks: units,
      temperature: units,
    }),
    per: z.strictObject({
      piece: z.array(z.string()),
      unit: z.array(z.string()),
      kg: z.array(z.string()),
      t: z.array(z.string()),
      g: z.array(z.string()),
      thousand: z.array(z.string()),
    }),
    currencies: wordLists,
    limits: z.array(z.string()),
    none: z.array(z.string()),
    families: z.partialRecord(z.enum(FAMILIES), z.array(z.string())),
    smco_kinds: wordLists,
    routes: z.record(z.enum(ROUTES), z.array(z.string())),
    classes: z.record(z.enum(CLASSES), z.array(z.string())),
    forms: wordLists,
    end_uses: z.strictObject({ civil: z.array(z.string()), defence: z.array(z.string()) }),
    contracts: z.record(z.enum(['fixed', 'spot', 'lock', 'index']), z.array(z.string())),
    piece_prices: z.array(z.string()),
    totals: z.array(z.string()),
  }),
});

export const applicationWords = defineYaml({
  file: 'parts/applications.yaml',
  description: 'Kinds of machine, the words for them, and the use that yields and conversion follow.',
  schema: z.strictObject({
    applications: z.array(
      z.strictObject({
        application: z.string().min(1),
        use: z.enum(USES),
        words: z.array(z.string().min(1)).min(1),
      }),
    ),
  }),
});
