import { between, figureAt, type Item, itemsAfter } from './items.ts';
import { nearest } from './kinds.ts';
import type { Figure } from './levels.ts';

/** The word that makes a percentage a share: before it, or "of the world's" after it. */
export function shareWord(figure: Figure): Item | undefined {
  const { row } = figure;
  const own = figureAt(row, figure.figure);
  const words = row.items.filter(({ type, value }) => type === 'kind' && value === 'share');
  const before = words.findLast(({ end }) => end <= own.start && own.start - end <= 60);
  if (before && !/[;。]/.test(between(row, before.end, own.start))) return before;
  // "about half went to": too vague where no word says that it is a share
  const isCounted = !row.isCjk && /\d|%|p[eo]r ?[cs]ent|prozent/.test(between(row, own.start, own.end));
  const after = row.items.find(
    (item) =>
      item.start >= own.end &&
      (words.includes(item) || (isCounted && item.type === 'tradePart' && item.value === 'moved')),
  );
  if (after && (after.start - own.end <= 30 || isOfWhole(between(row, own.end, after.start)))) return after;
  const world = row.items.find(
    ({ type, start }) => type === 'world' && start >= own.end && start - own.end <= 16,
  );
  if (world) return world;
  // a list goes on: "90% of output and 80% of processing"
  const previous = figure.figure > 0 ? figureAt(row, figure.figure - 1) : undefined;
  if (
    previous?.quantity?.kind === 'percent' &&
    /^ (?:of|der|des|de|del|da|do)\b/.test(between(row, own.end, own.end + 5))
  ) {
    return words.findLast(({ end }) => end <= own.start);
  }
  return undefined;
}

const WHOLE_MOST = 80;

/** "80% of the rare earths imported by the United States were from China": what it is a part of stands between. */
const isOfWhole = (gap: string): boolean =>
  gap.length <= WHOLE_MOST && /^ (?:of|der|des|de|del|da|do|dos|das|av) [^,;.]*$/.test(gap);

/** "90% of the world's rare earths": of what there is, where no word says in which step. */
export const isOfWorld = ({ row, figure }: Figure): boolean => {
  const { end } = figureAt(row, figure);
  return itemsAfter(row, figure).some(
    ({ type, value, start }) =>
      (type === 'world' && start - end <= 16) || (type === 'kind' && value === 'share' && start - end <= 1),
  );
};

const JOINED = 8;

const VERB_REACH = 26;

/**
 * What something is a share of: the word behind it in its clause ("70% of global mine production"), the verb right before
 * it ("mines about 70% of"), else a word farther before it. 产量的70%, 採掘で7割: in Chinese, Japanese and Korean it stands
 * before, or is joined to the figure.
 */
export function wholeOf({ row, figure }: Figure): Item | undefined {
  const own = figureAt(row, figure);
  const ahead = nearest(row, figure, ['shareMetric'], 0, 80);
  const behind = nearest(row, figure, ['shareMetric'], 80, 0);
  const gap = ahead ? between(row, own.end, ahead.start) : '';
  const isInClause =
    ahead !== undefined &&
    !/[,，、;。]/.test(gap) &&
    row.phrases.conjunction.startBefore(row.normal.low, ahead.start, own.end) === undefined;
  if (row.isCjk) {
    const isJoined = isInClause && ahead.start - own.end <= JOINED;
    return isJoined ? ahead : (behind ?? ahead);
  }
  if (isInClause) {
    // "mine production", "producción minera": of two words side by side the narrower one says it
    const beside = itemsAfter(row, figure).find(
      ({ type, start }) => type === 'shareMetric' && start >= ahead.end && start - ahead.end <= 3,
    );
    return beside && WIDE.has(ahead.value) ? beside : ahead;
  }
  const isVerb =
    behind !== undefined &&
    own.start - behind.end <= VERB_REACH &&
    !/[,;:]/.test(between(row, behind.end, own.start));
  return isVerb ? behind : (behind ?? ahead);
}

const WIDE: ReadonlySet<string> = new Set(['output', 'market']);
