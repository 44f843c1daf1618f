import type { Cell } from './cell.ts';
import { facetsOf } from './facets.ts';
import type { Grid, GridRow } from './grid.ts';

/** What a label of a row can be, besides a good, a place or a day. */
const ROLES: ReadonlySet<string> = new Set([
  'low',
  'high',
  'range',
  'mean',
  'price',
  'change',
  'unit',
  'spec',
]);

/**
 * A table whose goods stand across and whose low, high and change stand down, turned so that each good has a row.
 * Nothing where the table is not of that make.
 */
export function turnedGrid(grid: Grid): Grid | undefined {
  const head = grid.heads.at(-1);
  const width = head?.length ?? 0;
  if (!head || width < 2 || !grid.isAligned || grid.rows.length < 2) return undefined;
  const goods = head.slice(1);
  if (goods.length === 0 || !goods.every((cell) => cell.materials.length === 1)) return undefined;
  const labels = grid.rows.map(({ cells }) => cells[0]);
  const isRole = (cell: Cell | undefined): boolean =>
    cell !== undefined &&
    cell.kind === 'text' &&
    cell.materials.length === 0 &&
    ROLES.has(facetsOf([cell]).measure ?? '');
  if (!labels.every(isRole) || !grid.rows.every(({ cells }) => cells.length === width)) return undefined;
  const rows = goods.map((good, index): GridRow => {
    const cells = [good, ...grid.rows.map(({ cells }) => cells[index + 1]!)];
    const section = grid.rows[0]!.section;
    return { start: good.start, end: cells.at(-1)!.end, cells, ...(section ? { section } : {}) };
  });
  return { ...grid, heads: [[head[0]!, ...(labels as Cell[])]], rows, isTurned: true };
}
