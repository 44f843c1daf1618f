import type { Draft } from '../draft.ts';
import { hasLevel } from '../draft.ts';
import type { ChangeBasis } from '../observation.ts';
import { addChanges } from './attach.ts';
import type { Walked } from './change-target.ts';
import { directionChange } from './changes.ts';
import type { Item } from './items.ts';

const FLAT_REACH = 60;
/** 1630元前後で横ばい: between a figure and the word behind it. */
const JOINED_FLAT = 10;
const TERMS: ReadonlySet<string> = new Set(['priceBasis', 'vat', 'date', 'place']);
const MULTIPLE_BASIS_REACH = 24;

/** "(unchanged)", "持平" and "(increased)" after a figure, where no figure says how far. */
export function flatWords(walked: Walked): void {
  const used = new Set(walked.roles.map(({ directionItem }) => directionItem));
  for (const item of walked.row.items) {
    if (item.type !== 'direction' || used.has(item)) continue;
    const each = walked.row.items.find(
      ({ type, end }) => type === 'each' && end <= item.start && item.start - end <= 8,
    );
    if (each) {
      for (const draft of walked.drafts) {
        if (hasLevel(draft) && !draft.isEarlier && draft.end <= each.start && draft.change.length === 0) {
          draft.change.push(directionChange(item.value as 'up' | 'down' | 'flat', 'prev'));
        }
      }
      continue;
    }
    const owner = ownerOf(walked, item);
    if (!owner || owner.change.length > 0) continue;
    owner.change.push(
      directionChange(item.value as 'up' | 'down' | 'flat', item.value === 'flat' ? 'prev' : 'prev'),
    );
  }
}

/** "tripled to 300 tons", "has doubled, reaching $850": a multiple in a word, for the figure beside it. */
export function multiples(walked: Walked, ahead: (item: Item) => Draft | undefined): Draft[] {
  const found: Draft[] = [];
  for (const item of walked.row.items) {
    if (item.type !== 'multiple') continue;
    const draft =
      // "auf 3.000 Tonnen verdoppeln": a verb at the end is of the figure right before it
      walked.drafts.findLast(
        (each) => hasLevel(each) && !each.isEarlier && each.end <= item.start && item.start - each.end <= 2,
      ) ??
      walked.drafts.find(
        (each) => hasLevel(each) && !each.isEarlier && each.end > item.end && each.end - item.end < 90,
      ) ??
      walked.drafts.findLast(
        (each) => hasLevel(each) && !each.isEarlier && each.end <= item.start && item.start - each.end < 60,
      );
    const foreseen = draft ? undefined : ahead(item);
    if (foreseen) found.push(foreseen);
    const isMeasured = draft?.change.some(({ value }) => value !== undefined) ?? true;
    if (!draft || isMeasured) continue;
    const basis = walked.row.items.find(
      ({ type, start }) => type === 'basis' && start >= item.end && start - item.end <= MULTIPLE_BASIS_REACH,
    );
    addChanges(draft, [
      { basis: (basis?.value ?? 'prev') as ChangeBasis, value: Number(item.value), unit: 'x' },
    ]);
  }
  return found;
}

/** The text between two positions without terms of delivery, days and markets: "ex-works today, stable". */
function withoutTerms(walked: Walked, from: number, to: number): string {
  let text = '';
  let at = from;
  for (const { type, start, end } of walked.row.items) {
    if (!TERMS.has(type) || start < at || end > to) continue;
    text += walked.row.normal.low.slice(at, start);
    at = end;
  }
  return text + walked.row.normal.low.slice(at, to);
}

/** The figure right before a lone word of change: in brackets or behind a comma. */
function ownerOf(walked: Walked, item: Item): Draft | undefined {
  const draft = walked.drafts.findLast((each) => hasLevel(each) && !each.isEarlier && each.end <= item.start);
  if (!draft) return undefined;
  const gap = walked.row.normal.low.slice(draft.end, item.start);
  const isJoined =
    walked.row.isCjk && item.value === 'flat' && gap.length <= JOINED_FLAT && !/[,，、;。(]/.test(gap);
  const isBeside =
    isJoined ||
    (item.value === 'flat'
      ? gap.length <= FLAT_REACH &&
        /^ *(?:(?:on|at|in) *)?[,，(、]/.test(withoutTerms(walked, draft.end, item.start)) &&
        !/[;。]/.test(gap)
      : /^ ?[(,，] ?$/.test(gap) &&
        /^[ ]?(?:[),，.]|$)/.test(walked.row.normal.low.slice(item.end, item.end + 2)));
  return isBeside ? draft : undefined;
}
