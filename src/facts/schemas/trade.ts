import { choice, day, list, number, optional, pattern, period, reference, text } from '../columns.ts';
import { defineTable } from '../table.ts';
import { ordered, provenance } from './common.ts';

const hsCode = pattern(/^\d{4}(?:\d{2}){0,3}$/, 'a customs code of 4, 6, 8 or 10 digits', 'Customs code.');
const units = ['t', 'kg', 'USD', 'EUR', 'JPY', 'CNY', 'INR', 'pct'] as const;

const flowColumns = {
  product: reference('tradeProducts.product', 'Customs product.'),
  reporter: reference('places.place', 'Whose customs recorded it.'),
  partner: reference('places.place', 'Where it went or came from; WORLD for the total.'),
  flow: choice(['export', 'import'], 'Direction, seen from the reporter.'),
  period: period('Month, year, or run of months (mostly the year to date: do not add to months).'),
} as const;

export const tradeProducts = defineTable({
  file: 'trade/products.csv',
  description:
    'The customs products that customs.csv tells apart. Publishers mix them up: three magnet lines, and two Chinese lines both called rare earth exports.',
  key: ['product'],
  columns: {
    product: text('Code of the product.'),
    material: optional(text('Material code of observations that means the same, where there is one.')),
    hs: optional(list(hsCode, 'Customs codes that the product covers, where they are known.')),
    description: text('What is in it and what it must not be compared with.'),
    weight_basis: choice(['gross', 'REO'], 'Gross weight, or weight of rare earth oxide equivalent.'),
  },
});

export const customs = defineTable({
  file: 'trade/customs.csv',
  description:
    'Published trade figures: one row is one quantity or value from one page, with the changes stated beside it. Several sources of one figure stand side by side; before summing take one a key, in the order of standing in sources.csv, and leave continents out where countries are summed.',
  key: ['product', 'reporter', 'partner', 'flow', 'period', 'unit', 'source', 'url', 'value', 'hs'],
  check: (row) =>
    row.value === undefined && row.change_mom_pct === undefined && row.change_yoy_pct === undefined
      ? { field: 'value', found: 'is empty and so are both changes', expected: 'a number, or a change' }
      : undefined,
  columns: {
    product: flowColumns.product,
    hs: optional(list(hsCode, 'Customs codes, where the source gives them.')),
    hs_label: optional(text('How the source names the customs group, where it is no code.')),
    reporter: flowColumns.reporter,
    partner: flowColumns.partner,
    flow: flowColumns.flow,
    period: flowColumns.period,
    value: optional(number('Quantity or value; empty where only a change was published.', { min: 0 })),
    unit: choice(units, 'Unit of value: weight, money, or pct for a share of the reporter’s total.'),
    change_mom_pct: optional(number('Stated change against the month before.', { unit: 'pct', min: -100 })),
    change_yoy_pct: optional(
      number('Stated change against the same period of the year before.', { unit: 'pct', min: -100 }),
    ),
    precision: optional(choice(['about', 'nearly', 'over'], 'How exactly the page states the value.')),
    status: choice(
      ['ok', 'disputed', 'bound'],
      'Of the value. Disputed: better sources say otherwise, the note says what; bound: the figure was passed.',
    ),
    change_status: optional(choice(['ok', 'disputed'], 'Of the stated changes.')),
    source: provenance.source,
    url: provenance.url,
    published: optional(day('Day the page was published, where its address tells.')),
    note: provenance.note,
  },
});

export const derivedTrade = defineTable({
  file: 'trade/derived.csv',
  description:
    'Trade figures that nobody printed, worked back from a stated change; the range is what rounding allows.',
  key: ['product', 'reporter', 'partner', 'flow', 'period', 'source', 'url', 'formula'],
  check: ordered,
  columns: {
    ...flowColumns,
    low: number('Lowest value that fits the stated figures.', { min: 0 }),
    high: number('Highest value that fits.', { min: 0 }),
    unit: choice(units, 'Unit of low and high.'),
    formula: text('The stated figures it follows from.'),
    ...provenance,
  },
});
