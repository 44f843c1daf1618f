import { choice, day, number, optional, pattern, period, reference, text } from '../columns.ts';
import { defineTable } from '../table.ts';
import { ordered, provenance } from './common.ts';

/** Form of a material code, such as `PrNd-oxide`; the codes themselves are the vocabulary's. */
export const materialCode = (description: string) =>
  pattern(
    /^(?:[A-Z][a-z]?|PrNd|LaCe|DyTb|DyFe|GdFe|HoFe|RE|NdFeB|SmCo|ferrite|magnet)-(?:oxide|metal|alloy|carbonate|chloride|concentrate|ore|magnet|scrap|all)$/,
    'a material code such as PrNd-oxide, DyFe-alloy, RE-carbonate or NdFeB-magnet',
    description,
  );

const quotationColumns = {
  material: materialCode('What is priced.'),
  spec: optional(
    text(
      'What sets this apart from the same material code: the kind of ore of a concentrate, the grade of a magnet blank.',
    ),
  ),
  purity: optional(pattern(/^\d{2}(?:\.\d+)?%$/, 'a percentage such as 99.5%', 'Purity, where stated.')),
  low: number('Lower end of the range as published; equal to high for one figure.', { above: 0 }),
  high: number('Upper end of the range as published.', { above: 0 }),
  unit: choice(['CNY/t', 'CNY/kg', 'USD/t', 'USD/kg'], 'Unit of low and high, as published.'),
  period: period('Day, month, quarter or year that the price is of.'),
  span: choice(
    ['day', 'week', 'month', 'quarter', 'year'],
    'How long a time the price speaks for: a weekly assessment has a day as its period and week here.',
  ),
  market: reference('places.place', 'Where the goods are: CN inside China; WORLD, EU, JP, US outside.'),
  price_type: choice(
    ['assessed', 'asked', 'traded', 'list', 'contract', 'tender', 'floor'],
    'What kind of price it is. A floor is policy, not a market price; list prices lag the market.',
  ),
  basis: optional(choice(['EXW', 'FOB', 'CIF', 'DDP'], 'Terms of delivery, where stated.')),
  vat: optional(
    choice(
      ['included', 'excluded'],
      'Whether value added tax is in the price; empty where nobody says and nothing can be assumed.',
    ),
  ),
  vat_source: optional(
    choice(
      ['stated', 'assumed'],
      'Stated by the page, or assumed: Chinese domestic quotations hold the tax, prices outside China do not.',
    ),
  ),
  session: optional(
    choice(
      ['morning', 'closing'],
      'Where one publisher has two levels for a day: the morning note carries the previous close; prefer closing.',
    ),
  ),
  precision: optional(choice(['about', 'nearly', 'over'], 'How exactly the page states it.')),
  derivation: choice(
    ['stated', 'derived', 'estimate'],
    'Printed as a level; worked back from a stated change; or called an estimate by its publisher.',
  ),
  dated: choice(['stated', 'inferred'], 'Whether the page gives the date or it was inferred.'),
  status: choice(
    ['ok', 'disputed', 'bound', 'rejected'],
    'Bound: the price went beyond this figure. Rejected rows are only in suspects.csv.',
  ),
  terms: optional(text('How the page words the basis.')),
  source: provenance.source,
  url: provenance.url,
  published: optional(day('Day the page was published, where its address tells.')),
} as const;

export const quotations = defineTable({
  file: 'prices/quotations.csv',
  description: 'Published prices, 2008 to 2026: one row is one published figure or range from one page.',
  key: ['material', 'spec', 'unit', 'period', 'span', 'market', 'price_type', 'source', 'url', 'low', 'high'],
  check: ordered,
  columns: { ...quotationColumns, note: provenance.note },
});

export const suspectQuotations = defineTable({
  file: 'prices/suspects.csv',
  description: 'Published prices that were rejected, with the reason. They take part in no series.',
  key: ['material', 'period', 'source', 'url'],
  check: ordered,
  columns: { ...quotationColumns, reason: text('Why the figure is not believed.') },
});

export const vatRates = defineTable({
  file: 'money/vat.csv',
  description: 'Standard rate of value added tax by date.',
  key: ['place', 'from'],
  columns: {
    place: reference('places.place', 'Where the tax is levied.'),
    from: optional(day('First day of the rate; empty where it is not known.')),
    to: optional(day('Last day of the rate; empty while it is in force.')),
    rate_pct: number('Rate.', { unit: 'pct', above: 0, max: 50 }),
    ...provenance,
  },
});

export const exchangeRates = defineTable({
  file: 'money/exchange-rates.csv',
  description: 'Mean exchange rates of months and years against the US dollar.',
  key: ['currency', 'period'],
  columns: {
    currency: pattern(/^[A-Z]{3}$/, 'an ISO 4217 code', 'Currency.'),
    period: period('Month or year of the mean.'),
    per_usd: number('Units of the currency for one US dollar.', { above: 0 }),
    source: provenance.source,
  },
});
