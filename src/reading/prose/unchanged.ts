import type { Draft } from '../draft.ts';
import type { ChangeBasis } from '../observation.ts';
import type { PageContext } from '../page.ts';
import { between, type Item, type Row } from './items.ts';
import type { Memory } from './memory.ts';

const REACH = 48;
/** Materials that are named as a whole and have no price of their own. */
const WHOLE = /^(?:RE-all|RE-heavy|RE-light|RE-metal|RE-compound|magnet-all|RE-oxide)$/;

/**
 * "The price of dysprosium oxide remained stable": a product that is said to be unchanged, without a figure. Only
 * where the sentence or the page is about prices, and the product is named right before.
 */
export function unchangedOf(
  row: Row,
  passage: number,
  page: PageContext,
  memory: Memory,
  drafts: readonly Draft[],
): Draft[] {
  const out: Draft[] = [];
  for (const item of row.items) {
    if (item.type !== 'direction' || item.value !== 'flat') continue;
    const named = namedBefore(row, item);
    if (named.length === 0 || !isAboutPrices(row, page)) continue;
    if (hasFigure(row, named[0]!, item)) continue;
    for (const material of named) {
      if (WHOLE.test(material.value)) continue;
      if (drafts.some(({ subject, change }) => subject === material.value && change.length > 0)) continue;
      const basis = row.items.find(
        ({ type, start }) => type === 'basis' && start >= item.end && start - item.end < REACH,
      );
      const period = memory.pricePeriod?.period ?? memory.day;
      out.push({
        kind: 'price',
        subject: material.value,
        ...(period ? { period } : {}),
        change: [{ basis: (basis?.value ?? 'prev') as ChangeBasis, value: 0 }],
        start: material.start,
        end: item.end,
        read_by: 'prose/unchanged',
        passage,
        figures: [],
      });
    }
  }
  return out;
}

/** The list of materials that ends right before a word, with nothing but "price of", "was" and the like between. */
function namedBefore(row: Row, item: Item): Item[] {
  const all = row.items.filter(({ type, end }) => type === 'material' && end <= item.start);
  const last = all.at(-1);
  if (!last) return [];
  const gap = between(row, last.end, item.start);
  if (gap.length > REACH || /[;。,，:]/.test(gap)) return [];
  const named = [last];
  for (let i = all.length - 2; i >= 0; i--) {
    const joint = between(row, all[i]!.end, named[0]!.start);
    if (!/^(?:,|、|,? and | & |和|与|及|と) ?(?:the )?$/.test(joint)) break;
    named.unshift(all[i]!);
  }
  return named;
}

const isAboutPrices = (row: Row, page: PageContext): boolean =>
  row.items.some(({ type }) => type === 'price') ||
  (!page.isTradePage &&
    row.items.every(({ type, value }) => type !== 'flow' && !(type === 'kind' && value !== 'forecast')));

/** Whether a figure stands between the material and the word, or right after the word: then the figure is read. */
const hasFigure = (row: Row, material: Item, item: Item): boolean =>
  row.items.some(({ type, start }) => type === 'quantity' && start > material.start && start - item.end < 30);
