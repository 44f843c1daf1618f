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
  const pair = page.vocabulary.pairs.get(
    scope.materials
      .map(({ value }) => value)
      .sort()
      .join('+'),
  );
  return pair ? { code: pair, item: scope.materials[0]! } : undefined;
}

export const precise = (figure: Figure): Pick<Observation, 'precision'> => {
  const precision = precisionOf(figure);
  return precision ? { precision } : {};
};
