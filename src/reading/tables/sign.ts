import type { Cell } from './cell.ts';
import type { CellFigure } from './figure.ts';

/** How a column prints signs. */
export interface SignStyle {
  readonly areBracketsMinus: boolean;
  /** Whether falls have a triangle of their own. */
  readonly hasFallingTriangle: boolean;
}

/** Accounts: what stands in brackets is negative. */
export const ACCOUNTS: SignStyle = { areBracketsMinus: true, hasFallingTriangle: false };

/** Brackets are minus where not all figures of the column stand in them and none has a minus sign. */
export function signStyle(cells: readonly (Cell | undefined)[]): SignStyle {
  let figures = 0;
  let bracketed = 0;
  let hasMinus = false;
  let hasFallingTriangle = false;
  for (const cell of cells) {
    for (const figure of cell?.figures ?? []) {
      figures++;
      if (figure.isBracketed || figure.low === 0) bracketed++;
      if (figure.sign < 0) hasMinus = true;
      if (figure.isDownTriangle) hasFallingTriangle = true;
    }
  }
  return { areBracketsMinus: !hasMinus && !(figures > 1 && bracketed === figures), hasFallingTriangle };
}

/** The sign of a figure: printed, in brackets, or a black triangle, which is minus in Japanese tables. */
export function signOf(figure: CellFigure, style: SignStyle, language: string): -1 | 1 {
  if (figure.hasTriangle && figure.sign > 0 && language === 'ja' && !style.hasFallingTriangle) return -1;
  if (figure.sign !== 0) return figure.sign;
  return figure.isBracketed && style.areBracketsMinus ? -1 : 1;
}
