import { between, figureAt, type Item } from './items.ts';
import type { Figure } from './levels.ts';

const OF_BEHIND = /^ ?(?:of|von|de|d'|di) (?:the |der |des |la |el |l')?(?=[a-z])/;

const OF_REACH = 40;

/**
 * "100,000 t of ore and 3,000 t of oxides": the first is of something that is no material here, so no material that
 * stands elsewhere is its own.
 */
export function isOfUnknown({ row, figure, role }: Figure, subject: Item | undefined): boolean {
  const { end } = figureAt(row, figure);
  const before = figure > 0 ? figureAt(row, figure - 1) : undefined;
  // "2,000 t of magnets and 5,000 t of slag": of the first of a list only the first is
  const isListed =
    before !== undefined &&
    subject !== undefined &&
    subject.end <= figureAt(row, figure).start &&
    subject.start >= before.end &&
    /^ (?:of|de|d'|von|av) ?$/.test(between(row, before.end, subject.start));
  if (role.role === 'from' || (subject && !isListed && subject.end <= figureAt(row, figure).start))
    return false;
  const match = OF_BEHIND.exec(between(row, end, end + 12));
  if (!match) return false;
  const at = end + match[0].length;
  return !row.items.some(
    (item) =>
      (item.start <= at && item.end > at && item.type !== 'quota') ||
      (item.type === 'material' &&
        item.start >= at &&
        item.start - at <= OF_REACH &&
        !/[,;.]|\b(?:and|und|et|y|e|to|for)\b/.test(between(row, at, item.start))),
  );
}
