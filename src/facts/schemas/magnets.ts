import { choice, number, optional, pattern, period, text } from '../columns.ts';
import { defineTable, type RowProblem } from '../table.ts';
import { derivation, ordered, place, provenance, range, rowId, status } from './common.ts';

const temperatureClass = choice(['N', 'M', 'H', 'SH', 'UH', 'EH', 'AH'], 'Temperature class by coercivity.');
const year = pattern(/^\d{4}$/, 'a year such as 2025', 'Year.');
const property = (description: string, unit: string, max: number) =>
  optional(number(description, { unit, above: 0, max }));

export const grades = defineTable({
  file: 'magnets/grades.csv',
  description: 'Magnet grades as makers list them, in SI units.',
  key: ['family', 'grade', 'variant', 'url'],
  check(row): RowProblem | undefined {
    for (const [low, high] of [
      ['Br_min_T', 'Br_max_T'],
      ['BHmax_min_kJ_m3', 'BHmax_max_kJ_m3'],
    ] as const) {
      const [least, most] = [row[low], row[high]];
      if (least !== undefined && most !== undefined && least > most) {
        return { field: low, found: `${least} is above ${most}`, expected: `at most ${high}` };
      }
    }
    return undefined;
  },
  columns: {
    family: choice(['NdFeB-sintered', 'NdFeB-bonded', 'SmCo', 'ferrite', 'AlNiCo', 'FeN'], 'Kind of magnet.'),
    grade: text('Grade as the maker writes it.'),
    variant: optional(text('Which of several with the same name: maker, process, standard.')),
    Br_min_T: property('Remanence, least.', 'T', 2),
    Br_max_T: property('Remanence, most.', 'T', 2),
    Hcb_min_kA_m: property('Normal coercivity, least.', 'kA/m', 1300),
    Hcj_min_kA_m: property('Intrinsic coercivity, least.', 'kA/m', 4000),
    BHmax_min_kJ_m3: property('Energy product, least.', 'kJ/m3', 520),
    BHmax_max_kJ_m3: property('Energy product, most.', 'kJ/m3', 520),
    Tmax_C: property('Highest working temperature that the maker gives.', 'degC', 600),
    alpha_Br_pct_K: optional(number('Temperature coefficient of Br.', { unit: 'pct/K', min: -1, max: 1 })),
    beta_Hcj_pct_K: optional(number('Temperature coefficient of Hcj.', { unit: 'pct/K', min: -1, max: 1 })),
    density_g_cm3: property('Density.', 'g/cm3', 9),
    temperature_class: optional(temperatureClass),
    derivation,
    status,
    ...provenance,
  },
});

const part = (element: string, max: number) => number(`${element}.`, { unit: 'wt_pct', min: 0, max });

export const compositions = defineTable({
  file: 'magnets/compositions.csv',
  description:
    'Composition of sintered NdFeB by temperature class and route, finished weight percent. Our estimate, anchored on composition-claims.csv and on price gaps between grades.',
  key: ['temperature_class', 'route', 'year'],
  check(row): RowProblem | undefined {
    const sum =
      row.PrNd_wt_pct +
      row.Dy_wt_pct +
      row.Tb_wt_pct +
      row.Ce_wt_pct +
      row.Fe_wt_pct +
      row.B_wt_pct +
      row.Co_wt_pct +
      row.other_wt_pct;
    return Math.abs(sum - 100) > 0.05
      ? {
          field: 'Fe_wt_pct',
          found: `the parts add to ${sum.toFixed(2)}`,
          expected: '100 less the other parts',
        }
      : undefined;
  },
  columns: {
    temperature_class: temperatureClass,
    route: choice(
      ['conventional', 'dual-alloy', 'diffused', 'heavy-free', 'cerium'],
      'How the coercivity is made; diffused is grain boundary diffusion; cerium replaces part of PrNd.',
    ),
    year,
    PrNd_wt_pct: part('Pr and Nd', 35),
    Dy_wt_pct: part('Dy', 12),
    Tb_wt_pct: part('Tb', 5),
    Ce_wt_pct: part('Ce', 15),
    Fe_wt_pct: part('Fe', 75),
    B_wt_pct: part('B', 2),
    Co_wt_pct: part('Co', 6),
    other_wt_pct: part('Other elements', 3),
    other_elements: text('Which.'),
    ...provenance,
  },
});

export const compositionClaims = defineTable({
  file: 'magnets/composition-claims.csv',
  description: 'What pages say about composition, one figure a row.',
  key: ['subject', 'quantity', 'source', 'url', 'low', 'mode', 'high'],
  check: ordered,
  columns: {
    subject: text('What it is about.'),
    route: choice(['conventional', 'dual-alloy', 'diffused', 'heavy-free', 'cerium', 'all'], 'Route.'),
    quantity: text('Element, or what the figure is.'),
    low: optional(number('Low.')),
    mode: optional(number('The figure.')),
    high: optional(number('High.')),
    unit: choice(['wt_pct', 'pct', 'kOe', 'mm'], 'Unit.'),
    year,
    derivation,
    ...provenance,
  },
});

export const magnetCosts = defineTable({
  file: 'magnets/costs.csv',
  description: 'What magnets cost to make, and how prices are made up.',
  key: ['id'],
  check: ordered,
  columns: {
    id: rowId,
    item: text('What it is.'),
    place,
    period: period('Year, quarter, month or run.'),
    ...range,
    unit: choice(['pct', 'CNY/kg', 'CNY/t', 'USD/kg', 'USD', 'USD/(t/a)', 'quarter', 'x'], 'Unit.'),
    vat: optional(choice(['included', 'excluded'], 'Value added tax, where it matters and is known.')),
    derivation,
    ...provenance,
  },
});

export const contractTerms = defineTable({
  file: 'magnets/contract-terms.csv',
  description: 'How prices are agreed, in words or as a formula.',
  key: ['term', 'url'],
  columns: {
    term: text('Term.'),
    place,
    period: period('When.'),
    text: text('What is agreed.'),
    derivation,
    ...provenance,
  },
});

export const costExamples = defineTable({
  file: 'magnets/cost-examples.csv',
  description: 'Worked examples of magnet cost with their steps, to check arithmetic against.',
  key: ['example'],
  columns: {
    example: pattern(/^example-\d{2}$/, 'example- and two digits', 'Name.'),
    title: text('What is worked out.'),
    inputs: text('From what.'),
    result: number('Result.'),
    unit: text('Unit of the result.'),
    steps: text('The arithmetic.'),
    check: optional(text('What it was held against.')),
  },
});
