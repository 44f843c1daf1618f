/** A term of an equation: how it reads, and which coefficients it puts into the programme. */

import type { Layout } from './layout.ts';

export type Put = (row: number, column: number, value: number) => void;

export interface Term {
  readonly sign: '+' | '-';
  readonly latex: string;
  readonly words: string;
  /** Puts the coefficients, with the sign of the term, for every row of the equation's family. */
  readonly emit: (layout: Layout, put: Put) => void;
}

export interface Equation {
  readonly id: string;
  readonly title: string;
  readonly over: string;
  readonly terms: readonly Term[];
  readonly sense: '=' | '\\le';
  readonly right: { readonly latex: string; readonly words: string };
  readonly dual: { readonly symbol: string; readonly words: string };
}

/** The equation as it is printed in docs/model.md, put together from the same terms that build the matrix. */
export function equationLatex(equation: Equation): string {
  const left = equation.terms
    .map((term, i) => (i === 0 && term.sign === '+' ? term.latex : `${term.sign} ${term.latex}`))
    .join(' ');
  return `${left} \\;${equation.sense}\\; ${equation.right.latex} \\qquad (${equation.dual.symbol})`;
}
