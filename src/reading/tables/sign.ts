import type { Cell } from './cell.ts';
import type { CellFigure } from './figure.ts';

/**
 * The sign of a change or of a figure of accounts: printed; a black triangle is minus in Japanese tables that have no
 * triangle of their own for falls; brackets are minus where not all figures of the column stand in brackets.
 */
export function signOf(figure: CellFigure, column: readonly (Cell | undefined)[], language: string): -1 | 1 {
  if (figure.hasTriangle && figure.sign > 0 && language === 'ja' && !hasFallingTriangle(column)) return -1;
  if (figure.sign !== 0) return figure.sign;
  if (!figure.isBracketed) return 1;
  const all = column.flatMap((cell) => cell?.figures ?? []);
  const isStyle =
    (all.length > 1 && all.every(({ isBracketed, low }) => isBracketed || low === 0)) ||
    all.some(({ sign }) => sign < 0);
  return isStyle ? 1 : -1;
}

const hasFallingTriangle = (column: readonly (Cell | undefined)[]): boolean =>
  column.some((cell) => cell?.figures.some(({ sign, isDownTriangle }) => sign < 0 && isDownTriangle));
