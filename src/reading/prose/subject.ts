import type { Observation } from '../observation.ts';
import type { Item } from './items.ts';
import type { Figure } from './levels.ts';
import { precisionOf } from './price.ts';

/** Names of rare earth that are wider than a product become the whole. */
export function traded(code: string, page: Figure['page']): string {
  if (code === 'magnet-all' && page.namesMagnets) return 'NdFeB-magnet';
  if (/^RE-(?:heavy|light|metal|compound)$/.test(code)) return 'RE-all';
  return code;
}

export const hasMaterial = ({ row, name }: Figure): boolean =>
  name?.type === 'material' || row.items.some(({ type }) => type === 'material');

/** One figure for several kinds of rare earth together is a figure of rare earths. */
export function jointSubject({ scope, name, role, page }: Figure): { code: string; item?: Item } | undefined {
  if (name || scope.materials.length < 2 || role.role === 'from') return undefined;
  if (scope.materials.every(({ value }) => value.startsWith('RE-')))
    return { code: 'RE-all', item: scope.materials[0]! };
  const parts = scope.materials.map(({ value }) => value.split('-') as [string, string?]);
  const pair = page.vocabulary.pairs.get(
    parts
      .map(([element]) => element)
      .sort()
      .join('+'),
  );
  const form = parts[0]![1];
  if (!pair || parts.some((part) => part[1] !== form)) return undefined;
  return { code: form ? `${pair}-${form}` : pair, item: scope.materials[0]! };
}

export const precise = (figure: Figure): Pick<Observation, 'precision'> => {
  const precision = precisionOf(figure);
  return precision ? { precision } : {};
};
