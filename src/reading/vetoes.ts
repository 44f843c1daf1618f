import type { Vocabulary } from '../vocabulary/index.ts';
import type { Draft } from './draft.ts';
import type { PageContext } from './page.ts';
import { startOfPeriod } from './periods.ts';

/**
 * Drops what cannot be: a figure read wrongly is worse than one left unread. The figures of what is dropped get the
 * reason in the account of numbers.
 */
export function withoutImpossible(
  drafts: readonly Draft[],
  page: PageContext,
  reasons: Map<number, string>,
): Draft[] {
  return drafts.filter((draft) => {
    const reason = impossible(draft, page);
    if (reason) for (const figure of draft.figures) reasons.set(figure.start, reason);
    return reason === undefined;
  });
}

function impossible(draft: Draft, page: PageContext): string | undefined {
  if (draft.kind === 'price' && draft.low !== undefined) {
    if (draft.low <= 0) return 'a price of nothing';
    if (draft.unit === 'CNY/kg' && draft.high! > 60_000) return 'too much for a kilogram';
    if (draft.unit === 'CNY/t' && draft.low < 800) return 'too little for a tonne';
    if (!draft.org && isOutOfPriceRange(draft, page.vocabulary, page.published?.year))
      return 'far from every price that the material has had';
  }
  const isPast = PAST.has(draft.kind);
  if (isPast && draft.period && page.published) {
    const limit = page.published.year * 10000 + page.published.month * 100 + 31;
    if (startOfPeriod(draft.period) > limit) return 'later than the page itself';
  }
  return undefined;
}

const PAST: ReadonlySet<string> = new Set(['price', 'trade', 'production', 'financial']);
const PER_TONNE: Readonly<Record<string, number>> = { t: 1, kg: 1000, g: 1e6, lb: 2204.62262 };

/**
 * Whether a price lies outside what its material has cost in its currency, widened threefold
 * (data/vocabulary/price-ranges.yaml); false where that is not known.
 */
export function isOutOfPriceRange(
  price: Pick<Draft, 'subject' | 'low' | 'high' | 'unit' | 'period'>,
  vocabulary: Pick<Vocabulary, 'priceRanges'>,
  pageYear?: number,
): boolean {
  const [currency, mass] = price.unit!.split('/') as [string, string];
  const factor = PER_TONNE[mass];
  if (!factor || !price.subject) return false;
  const year = price.period ? Number(price.period.slice(0, 4)) : pageYear;
  const eras = year === undefined ? ERAS : [year < 2014 ? ERAS[0] : ERAS[1]];
  const forms = /-/.test(price.subject)
    ? [price.subject]
    : [`${price.subject}-oxide`, `${price.subject}-metal`];
  const ranges = forms.flatMap((form) =>
    eras.flatMap((era) => {
      const range = vocabulary.priceRanges[form]?.[currency]?.[era];
      return range ? [range] : [];
    }),
  );
  if (ranges.length === 0) return false;
  // before the record begins prices were far below its lowest: only the upper end still tells
  const isBefore = year !== undefined && year < RECORD_FROM;
  return ranges.every(
    ([least, most]) => (!isBefore && price.high! * factor < least) || price.low! * factor > most,
  );
}

/** The year in which the quotations begin that the ranges were drawn from. */
const RECORD_FROM = 2010;

const ERAS = ['until 2013', 'since 2014'] as const;
