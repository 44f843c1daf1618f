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
    if (!draft.org && isOutOfRange(draft, page)) return 'far from every price that the material has had';
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

/** Whether a price lies outside what its material has cost in its currency; false where that is not known. */
export function isOutOfRange(
  draft: Pick<Draft, 'subject' | 'low' | 'high' | 'unit' | 'period'>,
  page: Pick<PageContext, 'vocabulary' | 'published'>,
): boolean {
  const [currency, mass] = draft.unit!.split('/') as [string, string];
  const factor = PER_TONNE[mass];
  if (!factor || !draft.subject) return false;
  const year = draft.period ? Number(draft.period.slice(0, 4)) : page.published?.year;
  const eras = year === undefined ? ERAS : [year < 2014 ? ERAS[0] : ERAS[1]];
  const forms = /-/.test(draft.subject)
    ? [draft.subject]
    : [`${draft.subject}-oxide`, `${draft.subject}-metal`];
  const ranges = forms.flatMap((form) =>
    eras.flatMap((era) => {
      const range = page.vocabulary.priceRanges[form]?.[currency]?.[era];
      return range ? [range] : [];
    }),
  );
  if (ranges.length === 0) return false;
  // before the record begins prices were far below its lowest: only the upper end still tells
  const isBefore = year !== undefined && year < RECORD_FROM;
  return ranges.every(
    ([least, most]) => (!isBefore && draft.high! * factor < least) || draft.low! * factor > most,
  );
}

/** The year in which the quotations begin that the ranges were drawn from. */
const RECORD_FROM = 2010;

const ERAS = ['until 2013', 'since 2014'] as const;
