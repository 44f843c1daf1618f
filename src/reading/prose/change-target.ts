import type { Draft } from '../draft.ts';
import { hasLevel } from '../draft.ts';
import { between, figureAt, type Item, type Row } from './items.ts';
import type { Role } from './role.ts';
import type { Scope } from './scope.ts';

/** What a sentence has said as far as it has been walked. */
export interface Walked {
  readonly row: Row;
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
  readonly drafts: readonly Draft[];
  /** Names that lists give to figures. */
  readonly names: ReadonlyMap<number, Item>;
  /** The last figure that was no comparison and stood in no bracket. */
  readonly last: Draft | undefined;
  readonly lastFigure: number;
}

const QUOTA_REACH = 50;

/** "a 12.5% uplift to the mining quotas": the quota that a change names behind itself. */
function quotaBehind(walked: Walked, figure: number): Draft | undefined {
  const { row, drafts } = walked;
  if (row.isCjk) return undefined;
  const { end } = figureAt(row, figure);
  const limit = figure + 1 < row.figures.length ? figureAt(row, figure + 1).start : row.passage.end;
  const quota = row.items.find(
    ({ type, start }) => type === 'quota' && start >= end && start < limit && start - end <= QUOTA_REACH,
  );
  return (
    quota &&
    drafts.findLast(
      (draft) =>
        draft.metric === quota.value && draft.kind === 'target' && hasLevel(draft) && !draft.isEarlier,
    )
  );
}

const MOVED: ReadonlySet<string> = new Set(['sales', 'production', 'supply']);
const PLAIN_GAP = /^,? ?(?:and|und|et|y|e|,) ?(?:by )?$/;

/** "5,774 t worth $298 million, up 17.5% and 9.2% respectively": as many changes as figures, one for each. */
export function listedTarget(walked: Walked, figure: number, name: Item | undefined): Draft | undefined {
  if (name) return undefined;
  const isChange = (at: number): boolean => walked.roles[at]?.role === 'change';
  let first = figure;
  while (isChange(first - 1)) first--;
  let end = figure;
  while (isChange(end + 1)) end++;
  const count = end - first + 1;
  const levels = walked.drafts.filter((draft) => hasLevel(draft) && !draft.isEarlier);
  const isListed =
    walked.row.items.some(({ type }) => type === 'respectively') ||
    (levels.length === count && count === first && isPlainList(walked, first, end));
  return isListed && count > 1 && levels.length >= count
    ? levels[levels.length - count + figure - first]
    : undefined;
}

/** "up 12.5% and 10.4%" with nothing between: behind as many amounts, one for each. */
function isPlainList(walked: Walked, first: number, end: number): boolean {
  for (let at = first + 1; at <= end; at++) {
    const gap = between(walked.row, figureAt(walked.row, at - 1).end, figureAt(walked.row, at).start);
    if (!PLAIN_GAP.test(gap)) return false;
  }
  return true;
}

/** The figure that a change is of: the last one, unless another subject was named since. */
export function targetOf(walked: Walked, figure: number, name: Item | undefined): Draft | undefined {
  if (!walked.last || namesOther(walked, figure)) return undefined;
  if (name)
    return name.type === 'quota'
      ? walked.drafts.findLast((draft) => !draft.isEarlier && hasLevel(draft) && draft.metric === name.value)
      : walked.drafts.find(
          (draft) =>
            !draft.isEarlier &&
            hasLevel(draft) &&
            (draft.subject === name.value || draft.partner === name.value || draft.org === name.value),
        );
  const quota = quotaBehind(walked, figure);
  if (quota) return quota;
  const measure = walked.scopes[figure]!.measure;
  if (
    measure &&
    walked.last.kind === 'trade' &&
    measure.start >= figureAt(walked.row, walked.lastFigure).end
  ) {
    const isValue = measure.value === 'value';
    if ((walked.last.metric === 'value') !== isValue)
      return walked.drafts.findLast(
        (draft) =>
          draft.kind === 'trade' &&
          !draft.isEarlier &&
          hasLevel(draft) &&
          (draft.metric === 'value') === isValue &&
          draft.partner === walked.last!.partner,
      );
  }
  for (let between = walked.lastFigure + 1; between <= figure; between++) {
    const scope = walked.scopes[between]!;
    if (scope.isNew && !namesLast(walked, scope)) return undefined;
  }
  return pastShare(walked, figure) ?? (isPastThing(walked, figure) ? undefined : walked.last);
}

/** "30% of demand, and sales have jumped by 24%": behind a share another thing is named that the change is of. */
function isPastThing(walked: Walked, figure: number): boolean {
  if (walked.last!.kind !== 'share' || walked.row.isCjk) return false;
  const [from, to] = [figureAt(walked.row, walked.lastFigure).end, figureAt(walked.row, figure).start];
  return walked.row.items.some(
    ({ type, value, start, end }) =>
      start >= from &&
      end <= to &&
      (type === 'flow' || type === 'price' || (type === 'kind' && MOVED.has(value))),
  );
}

/** "with a decline of 10,000 yuan/t in prices of europium oxide": what a change names behind itself. */
function namesOther(walked: Walked, figure: number): boolean {
  const owned = walked.scopes[figure]!.owned.find(({ type }) => type === 'material');
  return owned !== undefined && walked.last!.kind === 'price' && owned.value !== walked.last!.subject;
}

/** 获得3万吨，占20%，同比增长5%: a change in percent behind a share is of the amount that the share is a part of. */
function pastShare(walked: Walked, figure: number): Draft | undefined {
  if (walked.last!.kind !== 'share' || figureAt(walked.row, figure).quantity!.kind !== 'percent')
    return undefined;
  const before = walked.drafts.findLast((draft) => draft !== walked.last && !draft.isEarlier);
  return before && hasLevel(before) && before.unit !== 'pct' ? before : undefined;
}

/** The other figures of a list that a change is of as well: "set at 132,000 and 127,000 t, both up 12,000 t". */
export function eachBefore(walked: Walked, figure: number, target: Draft): Draft[] {
  const { start } = figureAt(walked.row, figure);
  const isEach =
    walked.row.items.some(({ type, start: at }) => type === 'each' && at >= target.end && at < start) ||
    isOfWholeList(walked, figure, target);
  if (!isEach) return [];
  return walked.drafts.filter(
    (draft) =>
      draft !== target &&
      hasLevel(draft) &&
      !draft.isEarlier &&
      draft.unit === target.unit &&
      draft.change.length === 0,
  );
}

/** 指标分别为10万吨和9万吨，同比增长5%: one change behind a list that was told with "respectively" is of all of it. */
function isOfWholeList(walked: Walked, figure: number, target: Draft): boolean {
  if (walked.roles[figure + 1]?.role === 'change') return false;
  const list = walked.row.items.find(({ type }) => type === 'respectively');
  const at = walked.row.figures.findIndex((index) => target.figures[0] === walked.row.items[index]!.quantity);
  return (
    list !== undefined &&
    at === walked.lastFigure &&
    list.end <= figureAt(walked.row, Math.max(0, at - 1)).start &&
    walked.names.has(at) &&
    walked.names.has(at - 1)
  );
}

/** Whether what a scope names is what the last figure is of, named after it: "At 2,075 yuan, Dy oxide was down". */
function namesLast(walked: Walked, scope: Scope): boolean {
  const last = walked.last!;
  const material = scope.material;
  const isAfter = material !== undefined && material.start > figureAt(walked.row, walked.lastFigure).start;
  return (
    isAfter &&
    material.value === last.subject &&
    (scope.place === undefined || scope.place.start < last.start)
  );
}
