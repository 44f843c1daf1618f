/** A linear programme in plain arrays: maximise value over columns, rows within bounds. */

import { CONSTRAINTS } from './constraints.ts';
import type { Layout } from './layout.ts';
import { objectiveValues } from './objective.ts';
import { columnNames } from './variables.ts';

export interface Program {
  readonly columnNames: readonly string[];
  readonly rowNames: readonly string[];
  /** Objective coefficient of each column; the programme maximises. */
  readonly value: Float64Array;
  readonly columnLower: Float64Array;
  readonly columnUpper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Matrix by columns: entries of column j are at start[j] .. start[j+1]. */
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly entry: Float64Array;
}

/** The month's programme with its matrix and objective; bounds are filled by `fillFrame`. */
export function buildProgram(layout: Layout): Program {
  const columns: Map<number, number>[] = Array.from({ length: layout.columns }, () => new Map());
  for (const equation of CONSTRAINTS) {
    for (const term of equation.terms) {
      term.emit(layout, (row, column, value) => {
        const entries = columns[column]!;
        entries.set(row, (entries.get(row) ?? 0) + value);
      });
    }
  }
  const start = new Int32Array(layout.columns + 1);
  const row: number[] = [];
  const entry: number[] = [];
  columns.forEach((entries, j) => {
    for (const [r, v] of [...entries].sort((a, b) => a[0] - b[0])) {
      if (v === 0) continue;
      row.push(r);
      entry.push(v);
    }
    start[j + 1] = row.length;
  });
  const rowNames = new Array<string>(layout.rows);
  layout.network.nodes.forEach((node, n) => {
    rowNames[layout.balance[n]!] = `balance:${node.id}`;
    if (layout.position[n]! >= 0) rowNames[layout.position[n]!] = `position:${node.id}`;
  });
  layout.network.limits.forEach((limit, l) => {
    rowNames[layout.limit[l]!] = `limit:${limit.id}`;
  });
  return {
    columnNames: columnNames(layout),
    rowNames,
    value: objectiveValues(layout),
    columnLower: new Float64Array(layout.columns),
    columnUpper: new Float64Array(layout.columns),
    rowLower: new Float64Array(layout.rows),
    rowUpper: new Float64Array(layout.rows),
    start,
    row: Int32Array.from(row),
    entry: Float64Array.from(entry),
  };
}
