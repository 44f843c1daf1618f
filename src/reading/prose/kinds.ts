import { between, figureAt, type Item, itemsAfter, itemsBefore, type Row } from './items.ts';
import { isGuarded, type Scope } from './scope.ts';

/** What governs a tonnage: the nearest word that says what was done with it. */
export type Governor =
  | 'export'
  | 'import'
  | 'production'
  | 'capacity'
  | 'target'
  | 'forecast'
  | 'demand'
  | 'supply'
  | 'deficit'
  | 'surplus'
  | 'sales'
  | 'quota';

const GOVERNING: ReadonlySet<string> = new Set(['flow', 'kind', 'quotaWord']);
const AFTER_COST = 14;
const COMMA_COST = 22;
const FIGURE_COST = 26;
const FARTHEST = 150;

/** The governor of a figure, nearest first: a word after it, behind a comma or behind another figure is farther. */
export function governorsOf(
  row: Row,
  figure: number,
): { governor: Governor; item: Item; distance: number }[] {
  const index = row.figures[figure]!;
  const own = row.items[index]!;
  const found: { governor: Governor; item: Item; distance: number }[] = [];
  row.items.forEach((item, at) => {
    if (!GOVERNING.has(item.type) || (item.type === 'kind' && item.value === 'share')) return;
    if (item.type === 'flow' && isGuarded(row, item)) return;
    const isBefore = item.end <= own.start;
    const [from, to] = isBefore ? [item.end, own.start] : [own.end, item.start];
    const gap = between(row, from, to);
    if (gap.length > FARTHEST || /[;。]/.test(gap)) return;
    const [low, high] = isBefore ? [at, index] : [index, at];
    const figures = row.figures.filter((other) => other > low && other < high).length;
    const commas = gap.match(/[,，](?!\d)/g)?.length ?? 0;
    const distance = gap.length + (isBefore ? 0 : AFTER_COST) + commas * COMMA_COST + figures * FIGURE_COST;
    const governor = item.type === 'quotaWord' ? 'quota' : (item.value as Governor);
    found.push({ governor, item, distance });
  });
  return found.sort((a, b) => a.distance - b.distance);
}

/** The nearest item of a type around a figure, within so many characters and without a figure between. */
export function nearest(
  row: Row,
  figure: number,
  types: readonly string[],
  before: number,
  after: number,
): Item | undefined {
  const own = figureAt(row, figure);
  let best: Item | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const item of itemsBefore(row, figure)) {
    const distance = own.start - item.end;
    if (types.includes(item.type) && distance <= before && distance < bestDistance)
      [best, bestDistance] = [item, distance];
  }
  for (const item of itemsAfter(row, figure)) {
    const distance = item.start - own.end;
    if (types.includes(item.type) && distance <= after && distance + 6 < bestDistance)
      [best, bestDistance] = [item, distance];
  }
  return best;
}

/** Whether any item of a type stands within so many characters before or after a figure, other figures or not. */
export function isNear(
  row: Row,
  figure: number,
  type: string,
  before: number,
  after: number,
  value?: string,
): boolean {
  const own = figureAt(row, figure);
  return row.items.some(
    (item) =>
      item.type === type &&
      (value === undefined || item.value === value) &&
      ((item.end <= own.start && own.start - item.end <= before) ||
        (item.start >= own.end && item.start - own.end <= after)),
  );
}

/** Behind a figure of the line something else is given a figure: ", while outflows were", ", a 16 million change". */
const OTHER_THING =
  /\b(?:while|whereas) [^,;]{3,60} (?:was|were|is|are|stood|came|totall?ed|reached)\b|^,? (?:an?|its|their) $|^,? (?:and|with) [^,;]{3,50} (?:was|were|is|are|stood|of)\b|^,? (?:and|plus) (?!(?:about|around|nearly|some|over|up|down|by|from|to|for|in|of|the|an?)\b)[a-z][a-z -]{3,40} (?:us|a|c)?[$€£¥]?$/;

/**
 * The line of accounts that a figure is of: the metric of the sentence before it, or one that it owns ("¥1.9 billion
 * in revenue"). A material or flow in between takes the figure away from it.
 */
export function metricOf(row: Row, figure: number, scope: Scope): Item | undefined {
  const owned = scope.owned.find(({ type }) => type === 'metric');
  if (owned) return owned;
  const metric = scope.metric;
  if (!metric || metric.start > figureAt(row, figure).start) return undefined;
  if (figureAt(row, figure).start - metric.end >= 110) return undefined;
  const before = figure > 0 ? figureAt(row, figure - 1) : undefined;
  const isPassed = before !== undefined && before.start >= metric.end;
  const gap = isPassed ? between(row, before.end, figureAt(row, figure).start) : '';
  return isPassed && row.language === 'en' && OTHER_THING.test(gap) ? undefined : metric;
}
