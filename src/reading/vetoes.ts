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
  }
  const isPast =
    draft.kind === 'price' ||
    draft.kind === 'trade' ||
    draft.kind === 'production' ||
    draft.kind === 'financial';
  if (isPast && draft.period && page.published) {
    const limit = page.published.year * 10000 + page.published.month * 100 + 31;
    if (startOfPeriod(draft.period) > limit) return 'later than the page itself';
  }
  return undefined;
}
