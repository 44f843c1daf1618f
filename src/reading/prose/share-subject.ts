import { subjectOf } from './build.ts';
import { between, figureAt, type Item } from './items.ts';
import type { Figure } from './levels.ts';

/** What is dug, parted and held in the ground is rare earths, whatever the sentences before were about. */
const OF_THE_GROUND: ReadonlySet<string> = new Set(['mining', 'refining', 'processing', 'reserves']);

export function subjectOfShare(figure: Figure, metric: string | undefined): { code: string } | undefined {
  const { row, page } = figure;
  const owned = ownedSubject(figure);
  if (owned) return owned;
  const own = figureAt(row, figure.figure);
  // "these metals such as europium": named as examples
  const isNamed = row.items.some(
    (item) => item.type === 'material' && item.end <= own.start && !isExample(row, item),
  );
  const found: { readonly code: string; readonly item?: Item } | undefined =
    subjectOf(figure) ?? (page.mainMaterial ? { code: page.mainMaterial } : undefined);
  if (!found || isNamed) return found;
  if (metric && OF_THE_GROUND.has(metric)) return { code: 'RE-all' };
  // an element that the sentences before named, among others, or an example is not what a share is of
  const isOther = found.item ? isExample(row, found.item) : found.code !== page.mainMaterial;
  return (metric ?? 'output') === 'output' && ELEMENT.test(found.code) && isOther
    ? { code: 'RE-all' }
    : found;
}

const ELEMENT = /^[A-Z][a-z]?(?:[A-Z][a-z])?(?:-|$)/;

const isExample = ({ phrases, normal, passage }: Figure['row'], { start }: Item): boolean =>
  phrases.suchAs.startBefore(normal.low, start, passage.start) !== undefined;

/** The material after the figure: "90% of global rare earth magnet output". */
function ownedSubject(figure: Figure): { code: string; item?: Item } | undefined {
  const { row } = figure;
  const own = figureAt(row, figure.figure);
  const next = row.figures[figure.figure + 1];
  const limit = next === undefined ? row.passage.end : row.items[next]!.start;
  const material = row.items.find(
    ({ type, start }) => type === 'material' && start >= own.end && start < limit && start - own.end <= 70,
  );
  if (!material || isExample(row, material) || /[,;，。、]/.test(between(row, own.end, material.start)))
    return undefined;
  return { code: material.value, item: material };
}
