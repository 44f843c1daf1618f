import { choice, day, number, optional, pattern, period, reference, text } from '../columns.ts';
import { defineTable } from '../table.ts';
import { derivation, place, provenance, range, status } from './common.ts';
import { materialCode } from './prices.ts';

export const companyResults = defineTable({
  file: 'companies/results.csv',
  description: 'Published results of companies: money, tonnes, margins.',
  key: ['company', 'metric', 'material', 'item', 'period', 'source', 'value'],
  columns: {
    company: text('Usual English name.'),
    ticker: optional(text('Ticker with exchange.')),
    period: period('Year, half, quarter or run of months; fiscal years are written as runs of months.'),
    metric: pattern(/^[a-z]+(?:_[a-z]+)*$/, 'words joined by underscores', 'What is reported.'),
    material: optional(materialCode('Material, for tonnes.')),
    item: optional(text('Segment or kind, where it is not the whole company.')),
    value: number('The figure.'),
    unit: choice(['CNY', 'USD', 'AUD', 't', 'pct'], 'Unit of the value.'),
    yoy_pct: optional(number('Stated change against the same period of the year before.', { unit: 'pct' })),
    derivation,
    status,
    ...provenance,
  },
});

export const licences = defineTable({
  file: 'licences/records.csv',
  description:
    'What became of export licences: applications, approval, waiting, stoppages. Approval rates of different populations are no one series.',
  key: ['period', 'regime', 'place', 'metric', 'url', 'value', 'low'],
  columns: {
    period: period('Day, month or quarter it is of.'),
    regime: choice(
      ['april-2025', 'october-2025', 'general-licence', 'japan-dual-use-2026', 'stoppage'],
      'Controls it is about; stoppage for plants that stood still.',
    ),
    place,
    metric: pattern(/^[a-z]+(?:_[a-z]+)*$/, 'words joined by underscores', 'What is counted.'),
    ...range,
    day: optional(day('The date, where the fact is a date.')),
    unit: choice(
      ['count', 'pct', 'working_day', 'day', 'week', 'month', 'CNY', 'EUR', 'date', 'flag'],
      'Unit of the figures.',
    ),
    population: optional(text('Whose applications, where it is known.')),
    precision: optional(choice(['about', 'nearly', 'over'], 'How exactly it is stated.')),
    status: choice(['ok', 'disputed', 'bound'], 'Bound: the figure is a limit; disputed: others differ.'),
    ...provenance,
  },
});

export const tradeContradictions = defineTable({
  file: 'trade/contradictions.csv',
  description: 'Pages that contradict each other on trade, with what is relied on and why.',
  key: ['id'],
  columns: {
    id: pattern(/^trade-\d{2}$/, 'trade- and two digits', 'Name of the case.'),
    kind: choice(
      [
        'wrong_series',
        'wrong_value',
        'wrong_change',
        'wrong_period',
        'wrong_scale',
        'mixed_series',
        'misprint',
        'fabricated',
      ],
      'What went wrong.',
    ),
    product: reference('tradeProducts.product', 'Customs product.'),
    reporter: reference('places.place', 'Whose customs.'),
    partner: reference('places.place', 'With whom.'),
    flow: choice(['export', 'import'], 'Direction.'),
    period: period('Period.'),
    unit: choice(['t', 'USD'], 'Unit of the values.'),
    claimed_value: optional(number('Value that the page in doubt gives.')),
    claimed_mom_pct: optional(number('Change against the month before that it gives.', { unit: 'pct' })),
    claimed_yoy_pct: optional(number('Change against the year before that it gives.', { unit: 'pct' })),
    better_value: optional(number('Value relied on.')),
    better_mom_pct: optional(number('Change against the month before relied on.', { unit: 'pct' })),
    better_yoy_pct: optional(number('Change against the year before relied on.', { unit: 'pct' })),
    claimed: text('The claim in words.'),
    better: text('What is relied on, in words.'),
    page_in_doubt: text('Where the claim stands.'),
    page_relied_on: optional(text('What speaks against it.')),
    note: optional(text('How one sees it.')),
  },
});
